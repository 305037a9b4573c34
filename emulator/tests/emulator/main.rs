//! The emulator as AWS's own client sees it, and as a client sees it that keeps to no rules.

mod authorization;
mod constraints;
mod control;
mod domains;
mod exec;
mod external_connections;
mod faults;
mod group_constraints;
mod group_restrictions;
mod hostile;
mod load;
mod package_groups;
mod pages;
mod partitions;
mod policies;
mod publishing;
mod raw;
mod repositories;
mod requests;
mod shelf;
mod signatures;
mod sts;
mod tags;
mod tokens;
mod versions;
mod world;
