//! The next due instant, as the sparse index `due` of the tables says.
use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use desk::time::Instant;

use crate::scheduler::SchedulerError;
use crate::template::Table;

const INDEX: &str = "due";

/// The earliest due instant of all tables. Reads whole indexes, which is cheap on a laptop and nowhere else.
pub(crate) async fn earliest_due(
    client: &Client,
    tables: &[Table],
) -> Result<Option<Instant>, SchedulerError> {
    let mut earliest = None;
    for table in tables {
        let index = table.indexes.iter().find(|index| index.name == INDEX);
        if let Some(range) = index.and_then(|index| index.key.range.as_deref()) {
            let here = earliest_of_table(client, &table.name, range).await?;
            earliest = earliest.into_iter().chain(here).min();
        }
    }
    Ok(earliest)
}

async fn earliest_of_table(
    client: &Client,
    table: &str,
    range: &str,
) -> Result<Option<Instant>, SchedulerError> {
    let mut earliest = None;
    let mut from: Option<HashMap<String, AttributeValue>> = None;
    loop {
        let scan = client
            .scan()
            .table_name(table)
            .index_name(INDEX)
            .projection_expression("#at");
        let scan = scan
            .expression_attribute_names("#at", range)
            .set_exclusive_start_key(from);
        let page = scan.send().await.map_err(|error| SchedulerError::Due {
            table: table.to_owned(),
            source: Box::new(error),
        })?;
        let entries = page
            .items()
            .iter()
            .filter_map(|item| item.get(range)?.as_s().ok());
        earliest = entries
            .filter_map(|entry| parse_entry(entry))
            .chain(earliest)
            .min();
        from = page.last_evaluated_key;
        if from.is_none() {
            return Ok(earliest);
        }
    }
}

/// An entry is an instant, then `#` and whose it is.
fn parse_entry(entry: &str) -> Option<Instant> {
    entry.split('#').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::parse_entry;

    #[test]
    fn an_entry_begins_with_its_instant() {
        let at = parse_entry("2026-03-02T09:00:00.000Z#desk#id").unwrap();
        assert_eq!(at.timestamp_millis(), 1_772_442_000_000);
        assert_eq!(parse_entry("nonsense"), None);
    }
}
