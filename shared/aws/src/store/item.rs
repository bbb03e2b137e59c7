//! Items: attribute values in and out of them.
use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use serde::de::DeserializeOwned;

use super::{StoreError, keys};

pub(crate) type Item = HashMap<String, AttributeValue>;

pub(crate) fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

pub(crate) fn n(number: u64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// An item from its attributes.
pub(crate) fn item<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Item {
    let owned = attributes.map(|(name, value)| (name.to_owned(), value));
    owned.into_iter().collect()
}

/// The key of one item: its partition, and its place in there.
pub(crate) fn key(pk: impl Into<String>, sk: impl Into<String>) -> Item {
    item([(keys::PK, s(pk)), (keys::SK, s(sk))])
}

/// An item of a key and further attributes.
pub(crate) fn record<const N: usize>(key: Item, attributes: [(&str, AttributeValue); N]) -> Item {
    let mut record = key;
    record.extend(item(attributes));
    record
}

pub(crate) fn text<'i>(item: &'i Item, name: &str) -> Option<&'i str> {
    item.get(name)?.as_s().ok().map(String::as_str)
}

pub(crate) fn number(item: &Item, name: &str) -> Option<u64> {
    item.get(name)?.as_n().ok()?.parse().ok()
}

/// Reads the JSON that an attribute holds.
pub(crate) fn json<T: DeserializeOwned>(
    item: &Item,
    name: &str,
    what: &'static str,
) -> Result<T, StoreError> {
    let text =
        text(item, name).ok_or_else(|| StoreError::corrupt(what)("an attribute is missing"))?;
    serde_json::from_str(text).map_err(StoreError::corrupt(what))
}

/// Reads the JSON that an attribute of an item holds, where there is such an item.
pub(crate) fn optional_json<T: DeserializeOwned>(
    item: Option<&Item>,
    name: &str,
    what: &'static str,
) -> Result<Option<T>, StoreError> {
    item.map(|item| json(item, name, what)).transpose()
}

/// Writes a value of ours as JSON.
pub(crate) fn to_json<T: serde::Serialize>(
    value: &T,
    what: &'static str,
) -> Result<AttributeValue, StoreError> {
    serde_json::to_string(value)
        .map(AttributeValue::S)
        .map_err(StoreError::corrupt(what))
}

/// The most that is unpacked; an item of the store holds less.
const UNPACKED: usize = 1024 * 1024;
/// How hard it is tried: the usual middle, beyond which only time is lost.
const LEVEL: u8 = 6;

/// Writes a value of ours as deflated JSON. Units are paid by the kilobyte of each write, and a
/// snapshot, which every transition writes, comes to half of it.
pub(crate) fn to_packed<T: serde::Serialize>(
    value: &T,
    what: &'static str,
) -> Result<AttributeValue, StoreError> {
    let json = serde_json::to_vec(value).map_err(StoreError::corrupt(what))?;
    let packed = compress_to_vec(&json, LEVEL);
    Ok(AttributeValue::B(Blob::new(packed)))
}

/// Reads what [`to_packed`] or [`to_json`] wrote.
pub(crate) fn packed<T: DeserializeOwned>(
    item: &Item,
    name: &str,
    what: &'static str,
) -> Result<T, StoreError> {
    let Some(AttributeValue::B(packed)) = item.get(name) else {
        return json(item, name, what);
    };
    let text = decompress_to_vec_with_limit(packed.as_ref(), UNPACKED);
    let text = text.map_err(|error| StoreError::corrupt(what)(error.to_string()))?;
    serde_json::from_slice(&text).map_err(StoreError::corrupt(what))
}
