//! The content of an asset: a file of its own, so that gigabytes never sit in memory, and its hashes.

use std::io;

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, StreamBody};
use hyper::body::{Bytes, Frame, Incoming};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};
use tokio_stream::StreamExt;
use tokio_util::io::ReaderStream;

use crate::failure::{Failure, Interruption};
use crate::unverified;

/// Bytes that are read from or written to a file at once.
const CHUNK: usize = 256 * 1024;

/// Bytes on disk, under a name that only this process knows. The file goes when the last asset with it does.
#[derive(Debug)]
pub(crate) struct Blob {
    /// Number of bytes.
    pub(crate) size: u64,
    /// Hashes by the model's names of their algorithms, in small hexadecimal digits.
    pub(crate) hashes: [(&'static str, String); 4],
    path: TempPath,
}

impl Blob {
    /// Writes the body of a request to disk as it arrives, unless it has more bytes than the limit.
    pub(crate) async fn receive(mut body: Incoming, limit: u64) -> Result<Blob, Interruption> {
        let (file, path) = create().map_err(failed)?;
        let mut file = BufWriter::with_capacity(CHUNK, file);
        let mut hasher = Hasher::default();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| Interruption::Dropped)?;
            let Some(bytes) = frame.data_ref() else { continue };
            hasher.update(bytes);
            if hasher.size > limit {
                return Err(Interruption::Refused(too_large(limit)));
            }
            file.write_all(bytes).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)?;
        Ok(Blob { size: hasher.size, hashes: hasher.finish(), path })
    }

    /// The SHA-256 of the content.
    pub(crate) fn sha256(&self) -> &str {
        let [_, _, (_, sha256), _] = &self.hashes;
        sha256
    }

    /// The content as the body of an answer.
    pub(crate) async fn stream(&self) -> io::Result<BoxBody<Bytes, io::Error>> {
        let file = File::open(&self.path).await?;
        let chunks = ReaderStream::with_capacity(file, CHUNK);
        Ok(BodyExt::boxed(StreamBody::new(chunks.map(|chunk| chunk.map(Frame::data)))))
    }
}

fn create() -> io::Result<(File, TempPath)> {
    let (file, path) = tempfile::Builder::new().prefix("codeartifact-").tempfile()?.into_parts();
    Ok((File::from_std(file), path))
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
    fn update(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.md5.update(bytes);
        self.sha1.update(bytes);
        self.sha256.update(bytes);
        self.sha512.update(bytes);
    }

    fn finish(self) -> [(&'static str, String); 4] {
        [
            ("MD5", hex(&self.md5.finalize())),
            ("SHA-1", hex(&self.sha1.finalize())),
            ("SHA-256", hex(&self.sha256.finalize())),
            ("SHA-512", hex(&self.sha512.finalize())),
        ]
    }
}

/// Bytes in small hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
