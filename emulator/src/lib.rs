//! A local AWS CodeArtifact.
//!
//! It speaks the service's own protocol to AWS's own clients, keeps accounts and Regions apart,
//! verifies signatures, and is strict where the service is strict. What no source settles is named
//! in `unverified`. It knows nothing about any client, in particular not about the Terraform
//! provider in the same repository.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use codeartifact_emulator::{Emulator, Fault, Options};
//!
//! let emulator = Emulator::start(Options::default()).await?;
//! emulator.control().fault(Fault::on("CreateDomain").times(1).throttle(2)).await?;
//! println!("export AWS_ENDPOINT_URL={}", emulator.url());
//! # Ok(())
//! # }
//! ```
//!
//! # Map
//!
//! From the top down: imports go down only, and nowhere in a circle. A test holds that.
//!
//! - `emulator` starts and stops it.
//! - `server` accepts connections and carries one request from its first byte to its answer:
//!   `target` says what it is for and who calls, `signature` verifies that, `inputs` reads what it
//!   brings.
//! - `registries` speaks to package managers, one module for each format; `sts` is the security
//!   token service; `control` is the emulator's own path.
//! - `shared` is what all requests share: `faults` say what goes wrong, `log` keeps what was seen,
//!   `rates` says whether a call comes too soon, `past` is what reads answer while a write is
//!   hidden from them, `store` keeps the state across runs, before the answer is sent.
//! - `options` is what can be chosen at the start.
//! - `seed` makes what a file describes, by the same operations, and writes down what exists;
//!   `wire` is requests as they arrive and answers as they leave.
//! - `operations` holds one file per family of operations, each a table of their inputs, terms and
//!   handlers; `perform` is the one way to all that they do.
//! - `authorization` says whether the policies allow it.
//! - `state` is what exists. Nothing but a handler changes it, under one lock that is held for the
//!   length of one call; its maps remember what was changed.
//! - `contents` is the content of assets, each in a file; `names` is what things are called:
//!   domains, packages and their versions, the patterns of package groups, and who calls.
//! - `model` is the service model as data: constraints, errors, and what no source settles; `time`
//!   is a moment.

mod authorization;
mod contents;
mod control;
mod emulator;
mod model;
mod names;
mod operations;
mod options;
mod registries;
mod seed;
mod server;
mod shared;
mod state;
mod sts;
mod time;
mod wire;

pub use authorization::Identities;
pub use control::{Armed, Control};
pub use emulator::Emulator;
pub use names::package_groups::{Association, association};
pub use operations::{Endpoints, Quotas, operation_names};
pub use options::{Credential, Options};
pub use seed::{Seed, SeedError};
pub use shared::faults::{Fault, Occasion};
pub use shared::log::{Outcome, Request};

/// The examples of the README, compiled with the others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
