//! The emulator as AWS's own client sees it.

mod domains;
mod world;
