//! The repositories of a domain and where each of them looks, and a picture of that.

mod mermaid;
mod nodes;

pub(crate) use mermaid::mermaid;
pub(crate) use nodes::{Node, reached_from};
