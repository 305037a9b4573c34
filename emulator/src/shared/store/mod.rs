//! What keeps the state across runs: a file of records, and the thread that writes it.
//!
//! Calls that end while a transaction is on its way to the disk share the next one. Thus many
//! writers are not much slower than one. Each waits for the transaction that holds its changes.
//!
//! A change that cannot be written, for example because the disk is full, is refused together with
//! all later changes. The world then goes back to what is kept.

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
    /// To return what is kept, if something could not be.
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
    /// The file is in use, is not ours, is of a newer format or cannot be read, or an asset is
    /// missing.
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

    /// Keeps changes, after those that were made before.
    pub(crate) fn keep(&self, changes: Vec<Change>, garbage: Vec<String>) -> Kept {
        if changes.is_empty() && garbage.is_empty() {
            return Kept(None);
        }
        let (done, kept) = oneshot::channel();
        self.ask(Work::Keep(Changed { changes, garbage, done }));
        Kept(Some(kept))
    }

    /// What is kept, if something could not be. Nothing more is kept until a caller asks for this,
    /// and that caller must prevent other changes until it has replaced the world by the result.
    pub(crate) fn restore(&self) -> Option<World> {
        let (sender, restored) = channel();
        self.ask(Work::Restore(sender));
        restored.recv().ok().flatten()
    }

    fn ask(&self, work: Work) {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queue.as_ref() {
            // If the writer has ended, the caller sees it, because the channel of the result is
            // closed.
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
    /// Whether something could not be kept. Later changes are refused until the world is read
    /// again.
    is_lost: bool,
    /// Files that are no longer used, and may be removed once the change that released them is
    /// kept.
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
                        // The caller waits for it.
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
            // A client that has disconnected need not receive it.
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
