//! The content of an asset: a file of its own, so that gigabytes never sit in memory, and its
//! hashes.

use std::fs;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, StreamBody};
use hyper::body::{Body, Bytes, Frame};
use md5::Md5;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};
use tokio::time::timeout;
use tokio_stream::StreamExt;
use tokio_util::io::ReaderStream;

use super::assets::Assets;
use crate::model::failure::{Failure, Interruption};
use crate::model::unverified;

/// Bytes that are copied at once.
const CHUNK: usize = 256 << 10;

/// Bytes that are held of a body on its way from or to a client. Thousands may be under way, and
/// all of them slow.
const HELD: usize = 32 << 10;

/// Time that a sender may be silent. It begins again with every piece, for an upload as a whole may
/// take as long as its line needs: 5 GB can be hours.
const SILENCE: Duration = Duration::from_secs(60);

/// Bytes on disk. The file goes when the last asset with it does.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Blob {
    /// Number of bytes.
    pub(crate) size: u64,
    /// Its hashes.
    pub(crate) hashes: Hashes,
    /// Name of the file.
    file: String,
    /// Where the file is; nothing while the asset is no more than a record.
    #[serde(skip)]
    home: Option<Arc<Assets>>,
}

/// Hashes in small hexadecimal digits, by the model's names of their algorithms.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Hashes {
    #[serde(rename = "MD5")]
    pub(crate) md5: String,
    #[serde(rename = "SHA-1")]
    pub(crate) sha1: String,
    #[serde(rename = "SHA-256")]
    pub(crate) sha256: String,
    #[serde(rename = "SHA-512")]
    pub(crate) sha512: String,
}

impl Blob {
    /// Writes a body, or a part of one, to disk as it arrives, unless it has more bytes than the
    /// limit, or its sender falls silent.
    pub(crate) async fn receive(
        mut body: impl Body<Data = Bytes> + Unpin,
        limit: u64,
        home: &Arc<Assets>,
    ) -> Result<Self, Interruption> {
        let (file, path) = home.create().map_err(failed)?;
        let mut file = BufWriter::with_capacity(HELD, File::from_std(file));
        let mut hasher = Hasher::default();
        while let Some(frame) = next(&mut body).await? {
            let Some(bytes) = frame.data_ref() else { continue };
            hasher.update(bytes);
            if hasher.size > limit {
                return Err(Interruption::Refused(too_large(limit)));
            }
            file.write_all(bytes).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)?;
        let (file, keeper) = (file.into_inner().into_std().await, Arc::clone(home));
        let kept = tokio::task::spawn_blocking(move || keeper.keep(&file, path)).await;
        let file = kept.map_err(io::Error::other).flatten().map_err(failed)?;
        Ok(hasher.blob(file, home))
    }

    /// The same content, whose file is there.
    pub(crate) fn at_home(&self, home: &Arc<Assets>) -> Self {
        Self::held(self.size, self.hashes.clone(), self.file.clone(), home)
    }

    fn held(size: u64, hashes: Hashes, file: String, home: &Arc<Assets>) -> Self {
        home.hold(&file);
        Self { size, hashes, file, home: Some(Arc::clone(home)) }
    }

    /// Name of the file.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// Writes to disk what has arrived within something else.
    pub(crate) fn copy(content: impl Read, home: &Arc<Assets>) -> io::Result<Self> {
        let (mut file, path) = home.create()?;
        let hasher = Hasher::read(content, |bytes| file.write_all(bytes))?;
        Ok(hasher.blob(home.keep(&file, path)?, home))
    }

    /// The content of a file that is not the emulator's own, which stays where it is.
    pub(crate) fn lent(path: &str, home: &Arc<Assets>) -> io::Result<Self> {
        let hasher = Hasher::read(fs::File::open(path)?, |_| Ok(()))?;
        Ok(hasher.blob(path.to_owned(), home))
    }

    /// Writes to disk the content of another file, which keeps its time.
    pub(crate) fn copy_file(file: fs::File, home: &Arc<Assets>) -> io::Result<Self> {
        let modified = file.metadata()?.modified()?;
        let blob = Self::copy(file, home)?;
        fs::File::options().write(true).open(blob.path()?)?.set_modified(modified)?;
        Ok(blob)
    }

    /// When the content was last changed, where it came from.
    pub(crate) fn modified(&self) -> io::Result<SystemTime> {
        fs::metadata(self.path()?)?.modified()
    }

    /// The content, to read from its beginning.
    pub(crate) fn open(&self) -> io::Result<fs::File> {
        fs::File::open(self.path()?)
    }

    /// Whether its file is in this directory.
    pub(crate) fn is_in(&self, home: &Arc<Assets>) -> bool {
        self.home.as_ref().is_some_and(|own| Arc::ptr_eq(own, home))
    }

    fn path(&self) -> io::Result<PathBuf> {
        let home = self.home.as_ref().ok_or(io::ErrorKind::NotFound)?;
        Ok(home.path(&self.file))
    }

    /// The SHA-256 of the content.
    pub(crate) fn sha256(&self) -> &str {
        &self.hashes.sha256
    }

    /// The content as the body of an answer.
    pub(crate) async fn stream(&self) -> io::Result<BoxBody<Bytes, io::Error>> {
        let file = File::open(self.path()?).await?;
        let chunks = ReaderStream::with_capacity(file, HELD);
        Ok(BodyExt::boxed(StreamBody::new(chunks.map(|chunk| chunk.map(Frame::data)))))
    }
}

impl Drop for Blob {
    fn drop(&mut self) {
        if let Some(home) = &self.home {
            home.release(&self.file);
        }
    }
}

impl Hashes {
    /// The hashes of a text.
    pub(crate) fn of(text: &[u8]) -> Self {
        let mut hasher = Hasher::default();
        hasher.update(text);
        hasher.hashes()
    }
}

/// The next piece of a body, or nothing at its end.
async fn next(
    body: &mut (impl Body<Data = Bytes> + Unpin),
) -> Result<Option<Frame<Bytes>>, Interruption> {
    let frame = timeout(SILENCE, body.frame()).await.map_err(|_| Interruption::Dropped)?;
    frame.transpose().map_err(|_| Interruption::Dropped)
}

fn failed(error: io::Error) -> Interruption {
    Interruption::Refused(Failure::internal(&error))
}

fn too_large(limit: u64) -> Failure {
    let message = format!("The asset is larger than the {limit} bytes that an asset may have.");
    Failure::new(unverified::ASSET_TOO_LARGE, message)
}

#[derive(Default)]
struct Hasher {
    size: u64,
    md5: Md5,
    sha1: Sha1,
    sha256: Sha256,
    sha512: Sha512,
}

impl Hasher {
    /// Reads a content to its end, and hands on what it reads.
    fn read(
        mut content: impl Read,
        mut take: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<Self> {
        let (mut hasher, mut buffer) = (Self::default(), vec![0; CHUNK]);
        loop {
            let bytes = match content.read(&mut buffer)? {
                0 => return Ok(hasher),
                count => &buffer[..count],
            };
            hasher.update(bytes);
            take(bytes)?;
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.md5.update(bytes);
        self.sha1.update(bytes);
        self.sha256.update(bytes);
        self.sha512.update(bytes);
    }

    /// What was hashed, in a file.
    fn blob(self, file: String, home: &Arc<Assets>) -> Blob {
        Blob::held(self.size, self.hashes(), file, home)
    }

    fn hashes(self) -> Hashes {
        Hashes {
            md5: hex(&self.md5.finalize()),
            sha1: hex(&self.sha1.finalize()),
            sha256: hex(&self.sha256.finalize()),
            sha512: hex(&self.sha512.finalize()),
        }
    }
}

/// Bytes in small hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
