//! Expressions of DynamoDB: conditions, updates and queries, with every name and value behind a placeholder.
use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};

use super::item::{self, Item, n, s};
use super::keys;

/// The condition of a write: clauses that all have to hold of the item as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct WriteCondition {
    clauses: Vec<String>,
    hands_back: bool,
    names: HashMap<String, String>,
    values: HashMap<String, AttributeValue>,
}

impl WriteCondition {
    /// No condition: the write is done whatever is there.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The item is new.
    pub(crate) fn new_item() -> Self {
        Self::none().absent(keys::PK)
    }

    pub(crate) fn absent(mut self, name: &str) -> Self {
        let name = self.name(name);
        self.clause(format!("attribute_not_exists({name})"))
    }

    pub(crate) fn present(mut self, name: &str) -> Self {
        let name = self.name(name);
        self.clause(format!("attribute_exists({name})"))
    }

    pub(crate) fn equals(mut self, name: &str, value: AttributeValue) -> Self {
        let (name, value) = (self.name(name), self.value(value));
        self.clause(format!("{name} = {value}"))
    }

    pub(crate) fn one_of(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = AttributeValue>,
    ) -> Self {
        let values = values.into_iter().map(|value| self.value(value));
        let values = values.collect::<Vec<_>>().join(", ");
        let name = self.name(name);
        self.clause(format!("{name} IN ({values})"))
    }

    /// The attribute is not there, or at most that value.
    pub(crate) fn absent_or_at_most(mut self, name: &str, value: AttributeValue) -> Self {
        let (name, value) = (self.name(name), self.value(value));
        self.clause(format!(
            "(attribute_not_exists({name}) OR {name} <= {value})"
        ))
    }

    /// The attribute is not there, or at most that value; or another has a certain one.
    pub(crate) fn absent_or_at_most_unless(
        mut self,
        name: &str,
        value: AttributeValue,
        other: (&str, AttributeValue),
    ) -> Self {
        let (name, value) = (self.name(name), self.value(value));
        let (other, held) = (self.name(other.0), self.value(other.1));
        self.clause(format!(
            "(attribute_not_exists({name}) OR {name} <= {value} OR {other} = {held})"
        ))
    }

    /// The item is new, or the attribute has that value.
    pub(crate) fn new_item_or_equals(mut self, name: &str, value: AttributeValue) -> Self {
        let (new, name, value) = (self.name(keys::PK), self.name(name), self.value(value));
        self.clause(format!("(attribute_not_exists({new}) OR {name} = {value})"))
    }

    /// A write that is refused hands back the item as it is.
    pub(crate) fn hands_back(mut self) -> Self {
        self.hands_back = true;
        self
    }

    fn clause(mut self, clause: String) -> Self {
        self.clauses.push(clause);
        self
    }

    fn name(&mut self, name: &str) -> String {
        let placeholder = format!("#{name}");
        self.names.insert(placeholder.clone(), name.to_owned());
        placeholder
    }

    fn value(&mut self, value: AttributeValue) -> String {
        let placeholder = format!(":{}", self.values.len());
        self.values.insert(placeholder.clone(), value);
        placeholder
    }

    pub(super) fn text(&self) -> Option<String> {
        (!self.clauses.is_empty()).then(|| self.clauses.join(" AND "))
    }

    pub(super) fn returned(&self) -> Option<ReturnValuesOnConditionCheckFailure> {
        self.hands_back
            .then_some(ReturnValuesOnConditionCheckFailure::AllOld)
    }

    pub(super) fn names(&self) -> Option<HashMap<String, String>> {
        (!self.names.is_empty()).then(|| self.names.clone())
    }

    pub(super) fn values(&self) -> Option<Item> {
        (!self.values.is_empty()).then(|| self.values.clone())
    }
}

/// A change of some attributes of one item, on a condition.
#[derive(Debug, Clone)]
pub(crate) struct Update {
    pub(super) key: Item,
    pub(super) condition: WriteCondition,
    sets: Vec<String>,
    removes: Vec<String>,
}

impl Update {
    pub(crate) fn of(key: Item, condition: WriteCondition) -> Self {
        Self {
            key,
            condition,
            sets: Vec::new(),
            removes: Vec::new(),
        }
    }

    pub(crate) fn set(mut self, name: &str, value: AttributeValue) -> Self {
        let (name, value) = (self.condition.name(name), self.condition.value(value));
        self.sets.push(format!("{name} = {value}"));
        self
    }

    pub(crate) fn set_all(self, attributes: Item) -> Self {
        let attributes = attributes.into_iter();
        attributes.fold(self, |update, (name, value)| update.set(&name, value))
    }

    /// Sets an attribute unless it is there.
    pub(crate) fn set_once(mut self, name: &str, value: AttributeValue) -> Self {
        let (name, value) = (self.condition.name(name), self.condition.value(value));
        self.sets
            .push(format!("{name} = if_not_exists({name}, {value})"));
        self
    }

    /// Adds one to a number, which begins at zero.
    pub(crate) fn count_up(mut self, name: &str) -> Self {
        let name = self.condition.name(name);
        let (zero, one) = (self.condition.value(n(0)), self.condition.value(n(1)));
        self.sets
            .push(format!("{name} = if_not_exists({name}, {zero}) + {one}"));
        self
    }

    pub(crate) fn remove(mut self, names: &[&str]) -> Self {
        for name in names {
            let name = self.condition.name(name);
            self.removes.push(name);
        }
        self
    }

    pub(super) fn text(&self) -> String {
        let mut parts = Vec::new();
        if !self.sets.is_empty() {
            parts.push(format!("SET {}", self.sets.join(", ")));
        }
        if !self.removes.is_empty() {
            parts.push(format!("REMOVE {}", self.removes.join(", ")));
        }
        parts.join(" ")
    }
}

/// A query of one partition, of a table or of one of its indexes.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(super) index: Option<&'static str>,
    pub(super) condition: String,
    pub(super) values: Item,
    pub(super) from: Option<Item>,
    pub(super) limit: Option<i32>,
}

impl Query {
    /// Everything in a partition of the table.
    pub(crate) fn partition(pk: impl Into<String>) -> Self {
        Self::of(None, keys::PK, pk)
    }

    /// Everything in a partition of an index, whose partition key has that name.
    pub(crate) fn index(index: &'static str, name: &str, pk: impl Into<String>) -> Self {
        Self::of(Some(index), name, pk)
    }

    fn of(index: Option<&'static str>, name: &str, pk: impl Into<String>) -> Self {
        Self {
            index,
            condition: format!("{name} = :pk"),
            values: item::item([(":pk", s(pk))]),
            from: None,
            limit: None,
        }
    }

    /// Only items whose sort key begins so.
    pub(crate) fn starting_with(self, prefix: &str) -> Self {
        self.and("begins_with(SK, :prefix)", [(":prefix", s(prefix))])
    }

    /// Only items whose sort key lies between these two.
    pub(crate) fn between(self, first: String, last: String) -> Self {
        let bounds = [(":first", s(first)), (":last", s(last))];
        self.and("SK BETWEEN :first AND :last", bounds)
    }

    /// Only items whose sort key of that name comes after this one.
    pub(crate) fn after(self, name: &str, key: &str) -> Self {
        self.and(&format!("{name} > :after"), [(":after", s(key))])
    }

    /// Only items whose sort key of that name is at most this one.
    pub(crate) fn at_most(self, name: &str, key: String) -> Self {
        self.and(&format!("{name} <= :last"), [(":last", s(key))])
    }

    /// Goes on where a page ended.
    pub(crate) fn from(mut self, place: Option<Item>) -> Self {
        self.from = place;
        self
    }

    /// At most so many items on a page.
    pub(crate) fn limit(mut self, most: i32) -> Self {
        self.limit = Some(most);
        self
    }

    fn and<const N: usize>(mut self, clause: &str, values: [(&str, AttributeValue); N]) -> Self {
        self.condition = format!("{} AND {clause}", self.condition);
        self.values.extend(item::item(values));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clauses_of_a_condition_hold_together_and_share_placeholders_with_the_update() {
        let condition = WriteCondition::none()
            .equals("status", s("PENDING"))
            .absent("due_sk");
        assert_eq!(
            condition.text().unwrap(),
            "#status = :0 AND attribute_not_exists(#due_sk)"
        );
        let update = Update::of(Item::new(), condition)
            .set("tries", n(1))
            .set_once("status", s("SENT"))
            .remove(&["stuck"]);
        assert_eq!(
            update.text(),
            "SET #tries = :1, #status = if_not_exists(#status, :2) REMOVE #stuck"
        );
        assert_eq!(update.condition.names().unwrap().len(), 4);
        assert_eq!(update.condition.values().unwrap()[":1"], n(1));
    }

    #[test]
    fn a_write_without_a_condition_has_no_expression() {
        let none = WriteCondition::none();
        assert_eq!(
            (none.text(), none.names(), none.values()),
            (None, None, None)
        );
    }

    #[test]
    fn a_query_names_its_partition_first() {
        let query =
            Query::index("due", keys::DUE_PK, "DUE#01").at_most(keys::DUE_SK, "x".to_owned());
        assert_eq!(query.condition, "due_pk = :pk AND due_sk <= :last");
    }
}
