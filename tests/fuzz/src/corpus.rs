//! Corpus files: all kept inputs of one door, one JSON line each, so that they are one file and not a thousand.
//!
//! A line is `{"name": "seed-00", "text": "…"}`. An input that is not UTF-8 has `bytes` instead of `text`: a
//! string with one character, `U+0000` to `U+00FF`, for each byte.
use serde::{Deserialize, Serialize};

/// One kept input of a door.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// File name under which the fuzzer sees it: `seed-…` and `found-…` are made by hand, all others learned.
    pub name: String,
    /// The input itself.
    pub bytes: Vec<u8>,
}

/// A line of a corpus file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line} of the corpus: {why}")]
pub struct CorpusError {
    line: usize,
    why: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CorpusLine {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<String>,
}

/// Corpus file with these entries, by name.
///
/// # Errors
/// A name or text that JSON cannot hold; there is none.
pub fn pack(entries: &[Entry]) -> Result<String, serde_json::Error> {
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort();
    let lines = entries.into_iter().map(|entry| {
        let name = entry.name.clone();
        let line = match std::str::from_utf8(&entry.bytes) {
            Ok(text) => CorpusLine {
                name,
                text: Some(text.to_owned()),
                bytes: None,
            },
            Err(_) => CorpusLine {
                name,
                text: None,
                bytes: Some(entry.bytes.iter().copied().map(char::from).collect()),
            },
        };
        Ok(serde_json::to_string(&line)? + "\n")
    });
    lines.collect()
}

/// Entries of a corpus file, in its order.
///
/// # Errors
/// The first line that is none.
pub fn unpack(file: &str) -> Result<Vec<Entry>, CorpusError> {
    let entry = |(place, line): (usize, &str)| {
        let at_line = |why| CorpusError {
            line: place + 1,
            why,
        };
        let line: CorpusLine =
            serde_json::from_str(line).map_err(|error| at_line(error.to_string()))?;
        let bytes = match (line.text, line.bytes) {
            (Some(text), None) => Some(text.into_bytes()),
            (None, Some(bytes)) => bytes.chars().map(|char| u8::try_from(char).ok()).collect(),
            (Some(_), Some(_)) | (None, None) => None,
        };
        let bytes = bytes.ok_or_else(|| at_line("neither text nor bytes".to_owned()))?;
        Ok(Entry {
            name: line.name,
            bytes,
        })
    };
    file.lines().enumerate().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::{Entry, pack, unpack};

    fn entry(name: &str, bytes: &[u8]) -> Entry {
        Entry {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn every_input_comes_back_as_it_was_packed() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let entries = [
            entry("found-all-bytes", &all),
            entry("found-line-ends", b"a\r\nb\rc\n\xe2\x80\xa8d"),
            entry("found-nothing", b""),
            entry("seed-00", "fünf Minuten".as_bytes()),
        ];
        let file = pack(&entries).unwrap();
        assert_eq!(file.lines().count(), entries.len());
        assert_eq!(unpack(&file).unwrap(), entries);
    }

    #[test]
    fn a_line_that_is_no_entry_is_named() {
        for wrong in [
            "seed-00",
            r#"{"name": "a"}"#,
            r#"{"name": "a", "bytes": "€"}"#,
            r#"{"name": "a", "text": "", "bytes": ""}"#,
        ] {
            let file = format!("{{\"name\":\"seed-00\",\"text\":\"\"}}\n{wrong}\n");
            let error = unpack(&file).unwrap_err().to_string();
            assert!(error.starts_with("line 2 "), "{error}");
        }
    }
}
