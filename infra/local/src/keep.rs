//! What a machine with a file remembers beside its tables: stream positions, waiting messages, moved time.
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::queues::Message;

/// The places of one desk's files.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    pub(crate) database: PathBuf,
    pub(crate) mailbox: PathBuf,
    state: PathBuf,
    lock: PathBuf,
    running: PathBuf,
}

/// Where the services of a running desk listen.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Running {
    pub(crate) dynamodb: String,
    pub(crate) ses: String,
}

/// Why the files beside the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    #[error("{path} cannot be read or written")]
    File {
        path: String,
        #[source]
        source: std::io::Error,
    },
    #[error("{path} is not the state of a desk; delete the folder to start anew")]
    NotAState {
        path: String,
        #[source]
        source: serde_json::Error,
    },
    #[error("another desk is running on {path}; stop it, or start this one with --memory")]
    InUse { path: String },
}

/// What is remembered.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Where each reader stands, by its name.
    pub(crate) positions: BTreeMap<String, String>,
    /// What waits in each queue.
    pub(crate) messages: BTreeMap<String, Vec<Message>>,
    /// By how many milliseconds the clock was moved: due times lie there, so it must not fall back.
    pub(crate) ahead_millis: i64,
}

impl Files {
    /// The files of the desk whose database is `database`; its folder is made if it is missing.
    pub(crate) fn beside(database: &Path) -> Result<Self, KeepError> {
        if let Some(folder) = database.parent() {
            std::fs::create_dir_all(folder).map_err(failed(folder))?;
        }
        Ok(Self {
            database: database.to_owned(),
            mailbox: database.with_extension("mails.jsonl"),
            state: database.with_extension("state.json"),
            lock: database.with_extension("lock"),
            running: database.with_extension("running.json"),
        })
    }

    /// Makes sure that no other process uses these files, for as long as the answer lives.
    pub(crate) fn lock(&self) -> Result<File, KeepError> {
        let file = File::create(&self.lock).map_err(failed(&self.lock))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(std::fs::TryLockError::WouldBlock) => Err(KeepError::InUse {
                path: self.database.display().to_string(),
            }),
            Err(std::fs::TryLockError::Error(source)) => Err(failed(&self.lock)(source)),
        }
    }

    pub(crate) fn load(&self) -> Result<Kept, KeepError> {
        match std::fs::read_to_string(&self.state) {
            Ok(text) => serde_json::from_str(&text).map_err(|source| KeepError::NotAState {
                path: self.state.display().to_string(),
                source,
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Kept::default()),
            Err(source) => Err(failed(&self.state)(source)),
        }
    }

    /// Tells commands where the running desk listens.
    pub(crate) fn announce(&self, running: &Running) -> Result<(), KeepError> {
        let text = serde_json::to_string(running).map_err(|source| KeepError::NotAState {
            path: self.running.display().to_string(),
            source,
        })?;
        std::fs::write(&self.running, text).map_err(failed(&self.running))
    }

    /// Where the desk on these files listens; none when none runs.
    pub(crate) fn running(&self) -> Result<Option<Running>, KeepError> {
        // Whoever can lock the files is alone with them.
        if self.lock().is_ok() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(&self.running).map_err(failed(&self.running))?;
        let running = serde_json::from_str(&text).map_err(|source| KeepError::NotAState {
            path: self.running.display().to_string(),
            source,
        })?;
        Ok(Some(running))
    }

    /// Replaces what was remembered, whole or not at all.
    pub(crate) fn save(&self, kept: &Kept) -> Result<(), KeepError> {
        let text = serde_json::to_string(kept).map_err(|source| KeepError::NotAState {
            path: self.state.display().to_string(),
            source,
        })?;
        let fresh = self.state.with_extension("json.new");
        std::fs::write(&fresh, text).map_err(failed(&fresh))?;
        std::fs::rename(&fresh, &self.state).map_err(failed(&self.state))
    }
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> KeepError {
    let path = path.display().to_string();
    move |source| KeepError::File {
        path: path.clone(),
        source,
    }
}
