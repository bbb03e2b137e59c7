//! The mailbox: every mail that was sent, in order, kept in a file when the database is.
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::time::Instant;
use serde::{Deserialize, Serialize};

use super::AddressOutcome;

/// A mail as it was handed over for sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMail {
    /// The `MessageId` that SES answers.
    pub id: String,
    /// Virtual time.
    pub sent_at: Instant,
    pub from: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub reply_to: Vec<String>,
    pub subject: String,
    pub text: Option<String>,
    pub html: Option<String>,
    pub headers: Vec<(String, String)>,
    pub tags: BTreeMap<String, String>,
    pub configuration_set: Option<String>,
}

/// The reason why the mailbox's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MailboxError {
    #[error("the mailbox {path} cannot be read or written")]
    File {
        path: String,
        #[source]
        source: std::io::Error,
    },
    #[error("the mailbox {path} holds a line that is not a mail")]
    NotAMail {
        path: String,
        #[source]
        source: serde_json::Error,
    },
}

/// All mails sent; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Mailbox {
    mails: Arc<Mutex<Vec<SentMail>>>,
    outcomes: Arc<Mutex<BTreeMap<String, AddressOutcome>>>,
    file: Option<PathBuf>,
}

impl Mailbox {
    /// Opens the mailbox of a file, one mail a line; without one it lives in memory.
    ///
    /// # Errors
    /// The file cannot be read or holds something else, but for a last line that was not written whole.
    pub fn open(file: Option<PathBuf>) -> Result<Self, MailboxError> {
        let Some(path) = &file else {
            return Ok(Self::default());
        };
        let name = || path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(source) => {
                return Err(MailboxError::File {
                    path: name(),
                    source,
                });
            }
        };
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        if whole < text.len() {
            forget_torn_line(path, whole)?;
        }
        let mails = text[..whole]
            .lines()
            .map(|line| {
                serde_json::from_str(line).map_err(|source| MailboxError::NotAMail {
                    path: name(),
                    source,
                })
            })
            .collect::<Result<Vec<SentMail>, _>>()?;
        Ok(Self {
            mails: Arc::new(Mutex::new(mails)),
            outcomes: Arc::default(),
            file,
        })
    }

    /// Every mail, oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<SentMail> {
        self.lock().clone()
    }

    /// The mail with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<SentMail> {
        self.lock().iter().find(|mail| mail.id == id).cloned()
    }

    /// The mails to one address, oldest first.
    #[must_use]
    pub fn mails_to(&self, address: &str) -> Vec<SentMail> {
        let hears = |mail: &&SentMail| {
            mail.to
                .iter()
                .chain(&mail.cc)
                .any(|to| address_of(to) == address)
        };
        self.lock().iter().filter(hears).cloned().collect()
    }

    /// How many mails there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether nothing was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// From now on, mail to an address has this outcome, whatever its local part says.
    pub fn set_outcome(&self, address: &str, outcome: AddressOutcome) {
        let mut outcomes = self.outcomes.lock().unwrap_or_else(PoisonError::into_inner);
        outcomes.insert(address.to_owned(), outcome);
    }

    /// The outcome of mail to an address.
    #[must_use]
    pub fn outcome_for(&self, address: &str) -> AddressOutcome {
        let outcomes = self.outcomes.lock().unwrap_or_else(PoisonError::into_inner);
        outcomes
            .get(address)
            .copied()
            .unwrap_or_else(|| AddressOutcome::from_local_part(address))
    }

    /// Adds a mail, first to the file.
    pub(super) fn add(&self, mail: SentMail) -> Result<(), MailboxError> {
        if let Some(path) = &self.file {
            append(path, &mail)?;
        }
        self.lock().push(mail);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<SentMail>> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bare address of `Name <address>`.
pub(super) fn address_of(mailbox: &str) -> &str {
    mailbox
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.strip_suffix('>'))
        .unwrap_or(mailbox)
        .trim()
}

/// A line without its end was being written when the process died; nobody was told that its mail was sent.
fn forget_torn_line(path: &Path, whole: usize) -> Result<(), MailboxError> {
    tracing::warn!(path = %path.display(), "the last mail was not written whole and is forgotten");
    std::fs::OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|file| file.set_len(whole as u64))
        .map_err(|source| MailboxError::File {
            path: path.display().to_string(),
            source,
        })
}

fn append(path: &Path, mail: &SentMail) -> Result<(), MailboxError> {
    let name = || path.display().to_string();
    let mut line = serde_json::to_string(mail).map_err(|source| MailboxError::NotAMail {
        path: name(),
        source,
    })?;
    line.push('\n');
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .and_then(|mut file| file.write_all(line.as_bytes()))
        .map_err(|source| MailboxError::File {
            path: name(),
            source,
        })
}

#[cfg(test)]
mod tests {
    use super::{Mailbox, address_of};

    #[test]
    fn the_address_is_found_behind_a_name() {
        assert_eq!(address_of("Support <a@example.com>"), "a@example.com");
        assert_eq!(address_of("a@example.com"), "a@example.com");
    }

    #[test]
    fn a_last_line_that_was_not_written_whole_is_forgotten() {
        let path = std::env::temp_dir().join(format!("escalon-mails-{}", std::process::id()));
        std::fs::write(&path, "{\"id\": \"torn").unwrap();
        assert!(Mailbox::open(Some(path.clone())).unwrap().is_empty());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "");
        std::fs::write(&path, "no mail\n").unwrap();
        assert!(Mailbox::open(Some(path.clone())).is_err());
        std::fs::remove_file(path).unwrap();
    }
}
