//! What keeps the state across runs: a file of records, and the thread that writes it.
//!
//! Calls that end while a transaction is on its way to the disk share the next one, so many writers are not much
//! slower than one. Each waits for the transaction that holds its changes.

mod file;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use self::file::File;
use crate::assets::{Assets, remove};
use crate::state::{Change, World};

/// Keeps the state across runs.
#[derive(Debug)]
pub(crate) struct Store {
    /// What is to be kept, in order; nothing once the store is closed.
    queue: Mutex<Option<Sender<Work>>>,
    writer: Option<JoinHandle<()>>,
}

/// What a call has changed.
struct Work {
    changes: Vec<Change>,
    /// Files that no record names any more once the changes are made.
    garbage: Vec<PathBuf>,
    done: oneshot::Sender<Result<(), String>>,
}

/// The end of the transaction that holds the changes of a call.
#[derive(Default)]
pub(crate) struct Kept(Option<oneshot::Receiver<Result<(), String>>>);

impl Store {
    /// Opens the file, or makes it, and answers what it keeps, with the directory of its assets.
    ///
    /// # Errors
    ///
    /// The file is in use, is not ours, is of a newer format or cannot be read, or an asset is missing.
    pub(crate) fn open(path: &Path) -> io::Result<(Store, World, Arc<Assets>)> {
        let file = File::open(path)?;
        let assets = Assets::beside(path)?;
        let world = World::restore(file.records()?, &assets).map_err(|error| file.failed(error))?;
        let (queue, work) = channel();
        let writer = std::thread::Builder::new().name("state".into());
        let writer = Some(writer.spawn(move || write(&file, &work))?);
        Ok((Store { queue: Mutex::new(Some(queue)), writer }, world, assets))
    }

    /// Keeps changes, behind those that were made before.
    pub(crate) fn keep(&self, changes: Vec<Change>, garbage: Vec<PathBuf>) -> Kept {
        if changes.is_empty() && garbage.is_empty() {
            return Kept(None);
        }
        let (done, kept) = oneshot::channel();
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queue.as_ref() {
            // If the writer has gone, `done` goes too, and tells so.
            let _ = queue.send(Work { changes, garbage, done });
        }
        Kept(Some(kept))
    }
}

impl Kept {
    /// Waits until the changes are on the disk.
    pub(crate) async fn done(self) -> io::Result<()> {
        let Some(kept) = self.0 else { return Ok(()) };
        let outcome = kept.await.unwrap_or_else(|_| Err("the state is kept no more".into()));
        outcome.map_err(io::Error::other)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        // What is in the queue is written, and the file is free for the next when this returns.
        let _ = self.writer.take().map(JoinHandle::join);
    }
}

/// Writes what is in the queue, all of it in one transaction, again and again.
///
/// What cannot be written, for want of room on the disk perhaps, is never acknowledged, nor is what comes behind it
/// until both are written.
fn write(file: &File, queue: &Receiver<Work>) {
    let (mut changes, mut garbage) = (Vec::new(), Vec::new());
    while let Ok(first) = queue.recv() {
        let mut waiting = Vec::new();
        for work in std::iter::once(first).chain(queue.try_iter()) {
            changes.extend(work.changes);
            garbage.extend(work.garbage);
            waiting.push(work.done);
        }
        let outcome = file.commit(&changes).map_err(|error| error.to_string());
        if outcome.is_ok() {
            changes.clear();
            garbage.drain(..).for_each(|path| remove(&path));
        }
        for done in waiting {
            // A client that has gone away need not hear of it.
            let _ = done.send(outcome.clone());
        }
    }
}
