//! A local AWS CodeArtifact.
//!
//! It speaks the service's own protocol to AWS's own clients, keeps accounts and Regions apart, verifies
//! signatures, and is strict where the service is strict. What no source settles is named in `unverified`.
//! It knows nothing of any client: in particular nothing of the Terraform provider it is kept beside.
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
//! A request passes through the modules in this order:
//!
//! - `server` accepts connections; `exchange` carries one request from its first byte, through `received` and
//!   `target`, to its `answer` or `failure`.
//! - `signature` says who calls; `faults` says what goes wrong; `log` keeps what was seen.
//! - `rates` says whether a call comes too soon, if rates are held; `past` is what reads answer while a write is
//!   hidden from them.
//! - `authorization` says whether the policies allow a call, if they are to decide.
//! - `operations` holds one file per family of operations, each a table of inputs and handlers; `sts` is its small
//!   sibling for the security token service; `control` is the emulator's own path.
//! - `registries` speaks to package managers, one module for each format.
//! - `model` holds the constraints of the service model as data, and checks inputs against them.
//! - `blob` is the content of an asset, in a file of the directory `assets`; `coordinates` name a package,
//!   `nuget_version` reads the versions of a format whose versions have a normal form.
//! - `package_groups` reads the patterns of package groups and matches packages.
//! - `resource` names domains, repositories and what is in them; `state` is what exists: domains by Region and
//!   owner, and what is in them. Nothing but a handler changes it, under one lock that is held for the length of one
//!   call; its maps remember what was changed, and `store` keeps just that across runs, before the answer is sent.
//! - `seed` makes what a file describes, by the same operations, and writes down what exists.

mod answer;
mod assets;
mod authorization;
mod blob;
mod caller;
mod control;
mod coordinates;
mod emulator;
mod exchange;
mod failure;
mod faults;
mod log;
mod model;
mod nuget_version;
mod operations;
mod options;
mod package_groups;
mod past;
mod rates;
mod received;
mod registries;
mod resource;
mod seed;
mod server;
mod shared;
mod signature;
mod state;
mod store;
mod sts;
mod target;
mod time;
mod unverified;

pub use authorization::Identities;
pub use control::{Armed, Control};
pub use emulator::Emulator;
pub use faults::{Fault, Occasion};
pub use log::{Outcome, Request};
pub use operations::operation_names;
pub use options::{Credential, Endpoints, Options, Quotas};
pub use package_groups::{Association, association};
pub use seed::{Seed, SeedError};

/// The examples of the README, compiled with the others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
