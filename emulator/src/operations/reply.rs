//! What a call is answered with, before it is put into the form of a protocol.

use std::sync::Arc;

use crate::contents::blob::Blob;

/// What a request that succeeds is answered with.
#[derive(Debug)]
pub(crate) enum Reply {
    /// A text in the form of the protocol.
    Text(String),
    /// A document in a form of its own: the type of its media, and its text.
    Document(&'static str, String),
    /// Bytes that are not text.
    Data(Vec<u8>),
    /// The content of an asset.
    Asset(Download),
    /// Nothing but a status.
    Status(u16),
    /// Another reply with further headers.
    With(Vec<(&'static str, String)>, Box<Self>),
}

/// The content of an asset, and the headers that say what it is.
#[derive(Debug)]
pub(crate) struct Download {
    /// Names and values of headers.
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) content: Arc<Blob>,
}
