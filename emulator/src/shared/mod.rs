//! What all requests share.

pub(crate) mod faults;
pub(crate) mod log;
mod past;
pub(crate) mod rates;
mod store;

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value};

use self::faults::Faults;
use self::log::Log;
use self::past::Past;
use self::rates::Rates;
use self::store::{Kept, Store};
use crate::contents::Lent;
use crate::contents::assets::Assets;
use crate::model::failure::Failure;
use crate::names::caller::Caller;
use crate::operations::Call;
use crate::options::Options;
use crate::seed::Ground;
use crate::state::{Change, World};
use crate::time::Timestamp;
use crate::wire::received::Received;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Shared {
    /// How the emulator was started.
    pub(crate) options: Options,
    /// Address of the emulator, without a slash at the end.
    pub(crate) url: String,
    /// The injected faults.
    pub(crate) faults: Faults,
    /// The requests that were received.
    pub(crate) log: Log,
    /// The past state, while writes are hidden from reads.
    pub(crate) past: Past,
    /// The recent calls, which count for the rates.
    pub(crate) rates: Rates,
    /// Where the content of assets is.
    pub(crate) assets: Arc<Assets>,
    /// The files of public repositories that were read so far.
    pub(crate) lent: Lent,
    world: Mutex<World>,
    /// What keeps the world across runs.
    store: Option<Store>,
    latency: AtomicU64,
    /// Milliseconds by which the emulator's clock is ahead.
    ahead: AtomicU64,
}

impl Shared {
    /// A fresh start: what was kept exists, and there are no faults.
    ///
    /// # Errors
    ///
    /// The file of state cannot be used.
    pub(crate) fn new(options: Options, url: String) -> io::Result<Self> {
        let (store, world, assets) = match options.state.as_deref().map(Store::open).transpose()? {
            Some((store, world, assets)) => (Some(store), world, assets),
            None => (None, World::default(), Assets::temporary()),
        };
        let shared = Self {
            assets,
            store,
            log: Log::new(options.log_capacity, options.log_to_stderr),
            url,
            faults: Faults::default(),
            past: Past::default(),
            rates: Rates::default(),
            lent: Lent::default(),
            world: Mutex::new(world),
            latency: AtomicU64::new(0),
            ahead: AtomicU64::new(0),
            options,
        };
        shared.set_latency(shared.options.latency);
        Ok(shared)
    }

    /// Creates what the seed describes, unless something exists already.
    ///
    /// # Errors
    ///
    /// The seed is refused, or what it creates cannot be written.
    pub(crate) async fn begin(&self) -> io::Result<()> {
        let kept = {
            let mut world = self.world();
            if world.domains().next().is_some() {
                return Ok(());
            }
            self.plant(&mut world)?;
            self.keep(&mut world, Vec::new())
        };
        self.end(kept).await
    }

    fn plant(&self, world: &mut World) -> io::Result<()> {
        let Some(seed) = &self.options.seed else { return Ok(()) };
        let (settings, assets, now) = (&self.options.settings, &self.assets, self.now());
        let planted = seed.plant(&mut Ground { world, settings, assets, now });
        planted.map_err(|error| seed.refused(&error))
    }

    /// Address of the emulator for the client of a request, without a slash at the end: the one by
    /// which the client knows it, which a port that is forwarded changes.
    pub(crate) fn url_for(&self, request: &Received) -> String {
        let known = request.host().map(|host| format!("http://{host}"));
        self.options.public_url.clone().or(known).unwrap_or_else(|| self.url.clone())
    }

    /// The host in the public address, without its port.
    pub(crate) fn public_host(&self) -> Option<&str> {
        let url = self.options.public_url.as_deref()?;
        let (_, rest) = url.split_once("://")?;
        rest.split([':', '/']).next()
    }

    /// A call of this caller, by a request with these inputs.
    pub(crate) fn call<'a>(
        &'a self,
        caller: &'a Caller,
        request: &'a Received,
        inputs: Map<String, Value>,
    ) -> Call<'a> {
        Call {
            caller,
            now: self.now(),
            peer: request.peer,
            settings: &self.options.settings,
            url: self.url_for(request),
            inputs,
            upload: request.upload.as_ref(),
        }
    }

    /// Lets a call work on all that exists. What it has changed is on the disk, where it is kept,
    /// when this returns.
    pub(crate) async fn change<T>(
        &self,
        call: impl FnOnce(&mut World) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let (outcome, kept) = {
            let mut world = self.world();
            let outcome = call(&mut world);
            (outcome, self.keep(&mut world, Vec::new()))
        };
        self.end(kept).await.map_err(|error| Failure::internal(&error))?;
        outcome
    }

    /// Waits until changes are on the disk. Where they cannot be written, the world goes back to
    /// what is.
    async fn end(&self, kept: Kept) -> io::Result<()> {
        let outcome = kept.done().await;
        if outcome.is_err() {
            let mut world = self.world();
            if let Some(restored) = self.store.as_ref().and_then(Store::restore) {
                *world = restored;
            }
        }
        outcome
    }

    /// Keeps these changes, and after them what was changed in the world.
    fn keep(&self, world: &mut World, mut changes: Vec<Change>) -> Kept {
        let kept = self.store.as_ref().map_or(Kept::default(), |store| {
            changes.extend(world.changes());
            store.keep(changes, self.assets.take_trash())
        });
        world.settle();
        kept
    }

    /// All that exists, locked.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hides all changes from now on from reads, for this long by the emulator's clock.
    pub(crate) fn hide_changes(&self, time: Duration) {
        let now = self.now();
        self.past.remember(&self.world(), now, now.plus(milliseconds(time)));
    }

    /// Forgets all faults, releases the requests that wait at them, and hides no changes any more.
    pub(crate) fn clear_faults(&self) {
        self.faults.clear();
        self.past.forget();
    }

    /// Resets everything: only the seed exists, and there are no faults and no logged requests.
    ///
    /// # Errors
    ///
    /// The seed is refused now, or the stored state cannot be deleted.
    pub(crate) async fn reset(&self) -> io::Result<()> {
        self.clear_faults();
        self.log.clear();
        self.set_latency(self.options.latency);
        self.ahead.store(0, Ordering::Relaxed);
        let kept = {
            let mut world = self.world();
            *world = World::default();
            self.plant(&mut world)?;
            self.keep(&mut world, vec![Change::Clear])
        };
        self.end(kept).await
    }

    /// The present moment by the emulator's clock.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::now().plus(self.ahead.load(Ordering::Relaxed))
    }

    /// Moves the emulator's clock ahead.
    pub(crate) fn advance_clock(&self, time: Duration) {
        self.ahead.fetch_add(milliseconds(time), Ordering::Relaxed);
    }

    /// Sets the time that every answer takes longer.
    pub(crate) fn set_latency(&self, latency: Duration) {
        self.latency
            .store(u64::try_from(latency.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Waits for that time.
    pub(crate) async fn wait_latency(&self) {
        let latency = Duration::from_micros(self.latency.load(Ordering::Relaxed));
        if !latency.is_zero() {
            tokio::time::sleep(latency).await;
        }
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
