//! Local state of an emulator with a file, beside its tables: stream positions, waiting messages, moved time.
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::queues::Message;

/// The paths of one emulator's files.
#[derive(Debug, Clone)]
pub struct Files {
    pub(crate) database: PathBuf,
    pub(crate) mailbox: PathBuf,
    state: PathBuf,
    lock: PathBuf,
    running: PathBuf,
}

/// The addresses at which the services of a running emulator listen.
#[derive(Debug, Serialize, Deserialize)]
pub struct Running {
    pub dynamodb: String,
    pub ses: String,
}

/// The reason why the files beside the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
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

/// Everything that is remembered across a restart.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct LocalState {
    /// The position of each stream reader, by its name.
    pub(crate) positions: BTreeMap<String, String>,
    /// Messages that wait in each queue.
    pub(crate) messages: BTreeMap<String, Vec<Message>>,
    /// Milliseconds by which the clock was moved: due times lie there, so it must not fall back.
    pub(crate) ahead_millis: i64,
}

impl LocalState {
    /// The span by which the clock was moved.
    #[must_use]
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::try_milliseconds(self.ahead_millis).unwrap_or_default()
    }
}

impl Files {
    /// The files of the emulator whose database is `database`; its folder is made if it is missing.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn beside(database: &Path) -> Result<Self, StateError> {
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
    pub(crate) fn lock(&self) -> Result<File, StateError> {
        let file = File::create(&self.lock).map_err(failed(&self.lock))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(std::fs::TryLockError::WouldBlock) => Err(StateError::InUse {
                path: self.database.display().to_string(),
            }),
            Err(std::fs::TryLockError::Error(source)) => Err(failed(&self.lock)(source)),
        }
    }

    /// The state as it was saved last; an empty one before that.
    ///
    /// # Errors
    /// The file cannot be read, or is not the state of a desk.
    pub fn load(&self) -> Result<LocalState, StateError> {
        match std::fs::read_to_string(&self.state) {
            Ok(text) => serde_json::from_str(&text).map_err(|source| StateError::NotAState {
                path: self.state.display().to_string(),
                source,
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(LocalState::default()),
            Err(source) => Err(failed(&self.state)(source)),
        }
    }

    /// Tells commands where the running desk listens.
    pub(crate) fn announce(&self, running: &Running) -> Result<(), StateError> {
        let text = serde_json::to_string(running).map_err(|source| StateError::NotAState {
            path: self.running.display().to_string(),
            source,
        })?;
        std::fs::write(&self.running, text).map_err(failed(&self.running))
    }

    /// Takes the announcement back: the emulator stops.
    pub(crate) fn withdraw(&self) {
        // Whoever reads it without a lock on the files knows that it is stale.
        let _ = std::fs::remove_file(&self.running);
    }

    /// The addresses of the emulator that runs on these files; none when none runs.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn running(&self) -> Result<Option<Running>, StateError> {
        // Whoever can lock the files is alone with them.
        if self.lock().is_ok() {
            return Ok(None);
        }
        let text = match std::fs::read_to_string(&self.running) {
            Ok(text) => text,
            // It starts, and has not told yet.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(failed(&self.running)(source)),
        };
        let running = serde_json::from_str(&text).map_err(|source| StateError::NotAState {
            path: self.running.display().to_string(),
            source,
        })?;
        Ok(Some(running))
    }

    /// Replaces the saved state, whole or not at all.
    pub(crate) fn save(&self, state: &LocalState) -> Result<(), StateError> {
        let text = serde_json::to_string(state).map_err(|source| StateError::NotAState {
            path: self.state.display().to_string(),
            source,
        })?;
        let fresh = self.state.with_extension("json.new");
        std::fs::write(&fresh, text).map_err(failed(&fresh))?;
        std::fs::rename(&fresh, &self.state).map_err(failed(&self.state))
    }
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> StateError {
    let path = path.display().to_string();
    move |source| StateError::File {
        path: path.clone(),
        source,
    }
}
