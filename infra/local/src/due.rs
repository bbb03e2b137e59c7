//! When the next thing is due, as the sparse index `due` of the tables says.
use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use desk::time::Instant;

use crate::machine::MachineError;
use crate::template::Table;

const INDEX: &str = "due";

/// The earliest due instant of all tables. Reads whole indexes, which is cheap on a laptop and nowhere else.
pub(crate) async fn earliest(
    client: &Client,
    tables: &[Table],
) -> Result<Option<Instant>, MachineError> {
    let mut earliest = None;
    for table in tables {
        let index = table.indexes.iter().find(|index| index.name == INDEX);
        if let Some(range) = index.and_then(|index| index.key.range.as_deref()) {
            let here = earliest_of(client, &table.name, range).await?;
            earliest = earliest.into_iter().chain(here).min();
        }
    }
    Ok(earliest)
}

async fn earliest_of(
    client: &Client,
    table: &str,
    range: &str,
) -> Result<Option<Instant>, MachineError> {
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
        let page = scan.send().await.map_err(|error| MachineError::Due {
            table: table.to_owned(),
            source: Box::new(error),
        })?;
        let entries = page
            .items()
            .iter()
            .filter_map(|item| item.get(range)?.as_s().ok());
        earliest = entries
            .filter_map(|entry| instant(entry))
            .chain(earliest)
            .min();
        from = page.last_evaluated_key;
        if from.is_none() {
            return Ok(earliest);
        }
    }
}

/// An entry is an instant, then `#` and whose it is.
fn instant(entry: &str) -> Option<Instant> {
    entry.split('#').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn an_entry_begins_with_its_instant() {
        let at = instant("2026-03-02T09:00:00.000Z#desk#id").unwrap();
        assert_eq!(at.timestamp_millis(), 1_772_442_000_000);
        assert_eq!(instant("nonsense"), None);
    }
}
