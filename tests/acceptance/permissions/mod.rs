//! The permissions that pages name: they are enough for everything, and none of them is too much.
//!
//! The law reads the policies from the pages, and the emulator enforces them. What a page names
//! with a condition may be missing, so that it is not tried without.

mod actions;
mod guide;
mod lists;
mod lives;
mod looks;
mod page;
mod users;

use std::collections::BTreeSet;

use self::page::Page;
use self::users::{Users, without};
use crate::support::world::World;

/// The user with all permissions of a page.
const ALL: &str = "all";

impl Page {
    /// Users of this page: one with all of its permissions, and one for each that is missing.
    fn users(&self) -> Users {
        let all = self.actions();
        let less = self.needed().into_iter().map(|it| (without(&it), less(&all, &it)));
        Users([(ALL.to_owned(), all.clone())].into_iter().chain(less).collect())
    }

    /// Demands that a use of this page works for nobody who lacks a permission, and then that it
    /// works for who has all.
    fn is_exact(&self, world: &mut World, works: impl Fn(&World) -> bool) {
        for action in self.needed() {
            world.becomes(&without(&action));
            assert!(!works(world), "{} needs no {action}", self.path);
        }
        world.becomes(ALL);
        assert!(works(world), "the policy of {} is not enough", self.path);
    }
}

/// These actions without one.
fn less(all: &BTreeSet<String>, action: &str) -> BTreeSet<String> {
    all.iter().filter(|it| *it != action).cloned().collect()
}
