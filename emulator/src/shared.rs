//! What all requests share.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::faults::Faults;
use crate::log::Log;
use crate::options::Options;
use crate::state::World;
use crate::time::Timestamp;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Shared {
    /// How the emulator was started.
    pub(crate) options: Options,
    /// Address of the emulator, without a slash at the end.
    pub(crate) url: String,
    /// What goes wrong.
    pub(crate) faults: Faults,
    /// What was seen.
    pub(crate) log: Log,
    world: Mutex<World>,
    latency: AtomicU64,
    /// Milliseconds by which the emulator's clock is ahead.
    ahead: AtomicU64,
}

impl Shared {
    /// The beginning: nothing exists, and nothing goes wrong.
    pub(crate) fn new(options: Options, url: String) -> Shared {
        let shared = Shared {
            log: Log::new(options.log_capacity, options.log_to_stderr),
            url,
            faults: Faults::default(),
            world: Mutex::default(),
            latency: AtomicU64::new(0),
            ahead: AtomicU64::new(0),
            options,
        };
        shared.set_latency(shared.options.latency);
        shared
    }

    /// All that exists, locked.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes back to the beginning: nothing exists, nothing goes wrong, nothing was seen.
    pub(crate) fn reset(&self) {
        self.faults.clear();
        self.log.clear();
        *self.world() = World::default();
        self.set_latency(self.options.latency);
        self.ahead.store(0, Ordering::Relaxed);
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
