//! Forms with a file, as publishers of Python, .NET and Swift packages send them.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http_body_util::StreamBody;
use hyper::body::{Bytes, Frame};
use multer::{Field, Multipart};
use tokio::fs::File;
use tokio::runtime::Handle;
use tokio_stream::{Stream, StreamExt};
use tokio_util::io::ReaderStream;

use super::visit::{Visit, unreadable};
use crate::contents::blob::Blob;
use crate::model::failure::{Failure, Interruption};

/// Bytes that all texts of a form may have together.
const TEXT_LIMIT: usize = 4 << 20;

/// Bytes that each text counts more than it has: its name and its place cost memory too.
const COST: usize = 100;

/// Bytes that may be read of a form until a piece of a field is found in them: the reader holds
/// the head of a field in memory, however long it is.
const HEAD_LIMIT: usize = 1 << 20;

/// Names of the fields that hold files. Others may come with a signature, which is not kept.
const FILES: [&str; 3] = ["content", "package", "source-archive"];

/// A form: texts by the names of their fields, and a file.
#[derive(Default)]
pub(super) struct Form {
    /// The texts, in their order.
    pub(super) texts: Vec<(String, String)>,
    /// The file, with its name.
    pub(super) file: Option<(String, Arc<Blob>)>,
}

impl Form {
    /// Reads the form in the body of a request.
    pub(super) fn read(visit: &Visit<'_>) -> Result<Self, Failure> {
        // This is a thread that may wait.
        Handle::current().block_on(read(visit))
    }

    /// The first text of a field, unless it is empty or says that nothing is known.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let texts = self.texts.iter().find(|(found, text)| found == name && is_known(text));
        texts.map(|(_, text)| text.as_str())
    }

    /// All such texts of a field.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let texts = self.texts.iter().filter(move |(found, text)| found == name && is_known(text));
        texts.map(|(_, text)| text.as_str())
    }
}

fn is_known(text: &str) -> bool {
    !text.is_empty() && text != "UNKNOWN"
}

async fn read(visit: &Visit<'_>) -> Result<Form, Failure> {
    let kind = visit.request.header("content-type").unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(unreadable)?;
    let file = File::from_std(visit.body()?.open().map_err(unreadable)?);
    let held = Held::default();
    let mut parts = Multipart::new(held.watch(ReaderStream::new(file)), boundary);
    let (mut form, mut room) = (Form::default(), TEXT_LIMIT);
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        held.release();
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        if FILES.contains(&name.as_str()) {
            form.file = Some((file.unwrap_or(name), content(visit, part, &held).await?));
            continue;
        }
        let text = text(part, &held, &mut room).await?;
        form.texts.extend(file.is_none().then_some((name, text)));
    }
    Ok(form)
}

async fn content(visit: &Visit<'_>, part: Field<'_>, held: &Held) -> Result<Arc<Blob>, Failure> {
    let limit = visit.shared.options.settings.quotas.asset_size;
    let body = StreamBody::new(part.map(|chunk| {
        held.release();
        chunk.map(Frame::data)
    }));
    match Blob::receive(body, limit, &visit.shared.assets).await {
        Ok(blob) => Ok(Arc::new(blob)),
        Err(Interruption::Refused(failure)) => Err(failure),
        Err(Interruption::Dropped) => Err(unreadable("The form ends too soon.")),
    }
}

/// The text of a field, which takes up room.
async fn text(mut part: Field<'_>, held: &Held, room: &mut usize) -> Result<String, Failure> {
    let mut text = Vec::new();
    let mut cost = COST + part.name().unwrap_or_default().len();
    loop {
        let too_long = || unreadable("The texts of the form are too long.");
        *room = room.checked_sub(cost).ok_or_else(too_long)?;
        let Some(chunk) = part.chunk().await.map_err(unreadable)? else { break };
        held.release();
        text.extend_from_slice(&chunk);
        cost = chunk.len();
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// How many bytes were read since a piece of a field was found.
#[derive(Clone, Default)]
struct Held(Arc<AtomicUsize>);

impl Held {
    /// The chunks of a form, which fail once too many bytes are held.
    fn watch(
        &self,
        chunks: impl Stream<Item = io::Result<Bytes>>,
    ) -> impl Stream<Item = io::Result<Bytes>> {
        let held = Arc::clone(&self.0);
        chunks.map(move |chunk| {
            let chunk = chunk?;
            match held.fetch_add(chunk.len(), Ordering::Relaxed) > HEAD_LIMIT {
                true => Err(io::Error::other("a field of the form has no end")),
                false => Ok(chunk),
            }
        })
    }

    /// Notes that a piece of a field was found.
    fn release(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}
