//! What every test is made of: a world, those who lead it, and what it came to.

pub(crate) mod agreement;
pub(crate) mod commands;
pub(crate) mod cost;
pub(crate) mod diagnostic;
pub(crate) mod driver;
pub(crate) mod estate;
pub(crate) mod groups;
pub(crate) mod lifecycle;
pub(crate) mod order;
pub(crate) mod packages;
pub(crate) mod plan;
pub(crate) mod program;
pub(crate) mod run;
pub(crate) mod spellings;
pub(crate) mod state_file;
pub(crate) mod tls;
pub(crate) mod underway;
pub(crate) mod world;
