//! Values on the wire: msgpack, directed by the type from the schema.
//!
//! The decoder is driven by the type, so its depth is that of the schema whatever the input holds,
//! and nothing is reserved before it is read. Source: the value encoding of the plugin protocol.

mod decode;
mod encode;
#[cfg(test)]
mod tests;

pub use decode::{Fault, decode};
pub use encode::encode;
