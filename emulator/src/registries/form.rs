//! Forms with a file, as publishers of Python and .NET packages send them.

use std::sync::Arc;

use http_body_util::StreamBody;
use hyper::body::Frame;
use multer::{Constraints, Field, Multipart, SizeLimit};
use tokio::fs::File;
use tokio::runtime::Handle;
use tokio_stream::StreamExt;

use super::visit::{Visit, unreadable};
use crate::contents::blob::Blob;
use crate::model::failure::{Failure, Interruption};

/// Bytes that a text in a form may have.
const TEXT_LIMIT: u64 = 4 << 20;

/// Names of the fields that hold files.
const FILES: [&str; 2] = ["content", "package"];

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
    let file = visit.body()?.open().map_err(unreadable)?;
    let limit = visit.shared.options.settings.quotas.asset_size;
    let sizes = FILES
        .into_iter()
        .fold(SizeLimit::new().per_field(TEXT_LIMIT), |sizes, name| sizes.for_field(name, limit));
    let constraints = Constraints::new().size_limit(sizes);
    let mut parts =
        Multipart::with_reader_with_constraints(File::from_std(file), boundary, constraints);
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file) => form.file = Some((file, content(visit, part).await?)),
            None => form.texts.push((name, part.text().await.map_err(unreadable)?)),
        }
    }
    Ok(form)
}

async fn content(visit: &Visit<'_>, part: Field<'_>) -> Result<Arc<Blob>, Failure> {
    let limit = visit.shared.options.settings.quotas.asset_size;
    let body = StreamBody::new(part.map(|chunk| chunk.map(Frame::data)));
    match Blob::receive(body, limit, &visit.shared.assets).await {
        Ok(blob) => Ok(Arc::new(blob)),
        Err(Interruption::Refused(failure)) => Err(failure),
        Err(Interruption::Dropped) => Err(unreadable("The form ends too soon.")),
    }
}
