//! What keeps the state across runs: a file of records, and the thread that writes it.
//!
//! Calls that end while a transaction is on its way to the disk share the next one, so many writers are not much
//! slower than one. Each waits for the transaction that holds its changes.
//!
//! What cannot be written, for want of room on the disk perhaps, is refused, and with it all that was changed behind
//! it. The world then goes back to what is kept.

mod file;

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use self::file::File;
use crate::contents::assets::Assets;
use crate::state::{Change, World};

/// Keeps the state across runs.
#[derive(Debug)]
pub(crate) struct Store {
    /// What is to be kept, in order; nothing once the store is closed.
    queue: Mutex<Option<Sender<Work>>>,
    writer: Option<JoinHandle<()>>,
}

/// What the writer is asked for.
enum Work {
    /// To keep what a call has changed.
    Keep(Changed),
    /// To tell what is kept, if something could not be.
    Restore(Sender<Option<World>>),
}

/// What a call has changed.
struct Changed {
    changes: Vec<Change>,
    /// Files that no record names any more once the changes are made.
    garbage: Vec<String>,
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
    pub(crate) fn open(path: &Path) -> io::Result<(Self, World, Arc<Assets>)> {
        let (file, assets) = (File::open(path)?, Assets::beside(path)?);
        let mut writer =
            Writer { file, assets: Arc::clone(&assets), is_lost: false, garbage: Vec::new() };
        let world = writer.read()?;
        assets.sweep().map_err(|error| writer.file.failed(error))?;
        let (queue, work) = channel();
        let thread = std::thread::Builder::new().name("state".into());
        let writer = Some(thread.spawn(move || writer.run(&work))?);
        Ok((Self { queue: Mutex::new(Some(queue)), writer }, world, assets))
    }

    /// Keeps changes, behind those that were made before.
    pub(crate) fn keep(&self, changes: Vec<Change>, garbage: Vec<String>) -> Kept {
        if changes.is_empty() && garbage.is_empty() {
            return Kept(None);
        }
        let (done, kept) = oneshot::channel();
        self.ask(Work::Keep(Changed { changes, garbage, done }));
        Kept(Some(kept))
    }

    /// What is kept, if something could not be. Until this is asked nothing more is kept, and whoever asks must let
    /// nobody change what they have before they have taken this.
    pub(crate) fn restore(&self) -> Option<World> {
        let (sender, restored) = channel();
        self.ask(Work::Restore(sender));
        restored.recv().ok().flatten()
    }

    fn ask(&self, work: Work) {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queue.as_ref() {
            // If the writer has gone, so has what it would answer with, which tells so.
            let _ = queue.send(work);
        }
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

/// The thread that has the file.
struct Writer {
    file: File,
    assets: Arc<Assets>,
    /// Whether something could not be kept. What is changed behind it is refused, until the world is read anew.
    is_lost: bool,
    /// Files that were given up, and may be removed once what gave them up is kept.
    garbage: Vec<String>,
}

impl Writer {
    /// Does what is in the queue, again and again: all that is to be kept in one transaction.
    fn run(mut self, queue: &Receiver<Work>) {
        while let Ok(first) = queue.recv() {
            let mut waiting = Vec::new();
            for work in std::iter::once(first).chain(queue.try_iter()) {
                match work {
                    Work::Keep(changed) => waiting.push(changed),
                    Work::Restore(restored) => {
                        self.keep(std::mem::take(&mut waiting));
                        // Whoever asked waits for it.
                        let _ = restored.send(self.restore());
                    }
                }
            }
            self.keep(waiting);
        }
    }

    fn keep(&mut self, waiting: Vec<Changed>) {
        let (mut changes, mut all) = (Vec::new(), Vec::new());
        for changed in waiting {
            changes.extend(changed.changes);
            self.garbage.extend(changed.garbage);
            all.push(changed.done);
        }
        let outcome = match self.is_lost {
            true => Err("what it was built upon could not be kept".to_owned()),
            false => self.file.commit(&changes).map_err(|error| error.to_string()),
        };
        match outcome {
            Ok(()) => self.assets.bury(std::mem::take(&mut self.garbage)),
            Err(_) => self.is_lost |= !all.is_empty(),
        }
        for done in all {
            // A client that has gone away need not hear of it.
            let _ = done.send(outcome.clone());
        }
    }

    fn restore(&mut self) -> Option<World> {
        let world = self.is_lost.then(|| self.read().ok())??;
        self.is_lost = false;
        self.assets.bury(std::mem::take(&mut self.garbage));
        Some(world)
    }

    fn read(&mut self) -> io::Result<World> {
        let world = World::restore(self.file.records()?, &self.assets);
        world.map_err(|error| self.file.failed(error))
    }
}
