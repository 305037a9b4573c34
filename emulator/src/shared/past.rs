//! The window after a write in which reads still return the state before it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::state::World;
use crate::time::Timestamp;

/// The state before a write, while the window is open.
#[derive(Debug, Default)]
pub(crate) struct Past {
    window: Mutex<Option<Window>>,
}

#[derive(Debug)]
struct Window {
    world: World,
    until: Timestamp,
}

impl Past {
    /// Opens the window, or extends an open one: it shows the state when it was opened.
    pub(crate) fn remember(&self, world: &World, now: Timestamp, until: Timestamp) {
        let mut window = self.window(now);
        let open = window.get_or_insert_with(|| Window { world: world.clone(), until });
        open.until = open.until.max(until);
    }

    /// Lets a call read the past state, if the window is open.
    pub(crate) fn look<T>(&self, now: Timestamp, call: impl FnOnce(&mut World) -> T) -> Option<T> {
        self.window(now).as_mut().map(|window| call(&mut window.world))
    }

    /// Closes the window.
    pub(crate) fn forget(&self) {
        self.window.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// The window, if it is still open.
    fn window(&self, now: Timestamp) -> MutexGuard<'_, Option<Window>> {
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        window.take_if(|window| window.until <= now);
        window
    }
}
