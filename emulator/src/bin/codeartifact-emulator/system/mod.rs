//! What each operating system has its own way of: how a process is asked to end, and how many
//! clients it may have.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;
mod wish;

#[cfg(unix)]
pub(crate) use unix::{Requests, admit_clients, exit_code, pass_on};
#[cfg(windows)]
pub(crate) use windows::{Requests, admit_clients, exit_code, pass_on};
pub(crate) use wish::Wish;
