//! The emulator as AWS's own client sees it, and as a client sees it that keeps to no rules.

mod addresses;
mod arguments;
mod authorization;
#[cfg(target_os = "linux")]
mod bounds;
mod constraints;
mod control;
mod domains;
mod exec;
mod external_connections;
mod faults;
mod fidelity;
mod group_constraints;
mod group_restrictions;
mod hostile;
#[path = "../imports/mod.rs"]
mod imports;
mod layers;
mod load;
mod lost_keys;
#[cfg(target_os = "linux")]
mod memory;
mod package_groups;
mod pages;
mod partitions;
mod policies;
mod process;
mod publishing;
mod raw;
mod readme;
mod registries;
mod repositories;
mod requests;
mod seeds;
mod sequences;
mod sessions;
mod shelf;
mod signatures;
mod stale_reads;
mod state;
mod state_crashes;
#[cfg(target_os = "linux")]
mod state_full;
mod sts;
mod tags;
mod tokens;
mod versions;
mod web_pages;
mod world;
