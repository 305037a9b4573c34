//! The content of an asset: a file that is read in pieces, or bytes at hand.

use std::fs::File;
use std::io::{Read, Result, Write};
use std::path::{Path, PathBuf};

use aws_lc_rs::digest::{Context, SHA256};

/// How much of a file is in memory at once.
const PIECE: usize = 64 * 1024;

/// The content of an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A file, which is never in memory as a whole.
    File(PathBuf),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// What tells one content from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// SHA-256 in lowercase hexadecimal digits.
    pub sha256: String,
    /// Size in bytes.
    pub size: i64,
}

impl Content {
    /// Reads the content, and says what it is.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn digest(&self) -> Result<Digest> {
        match self {
            Self::File(path) => digest_file(path),
            Self::Bytes(bytes) => {
                let mut hashing = Hashing::new(std::io::sink());
                hashing.write_all(bytes)?;
                Ok(hashing.digest())
            }
        }
    }
}

fn digest_file(path: &Path) -> Result<Digest> {
    let mut file = File::open(path)?;
    let mut hashing = Hashing::new(std::io::sink());
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hashing.digest()),
            read => hashing.write_all(&piece[..read])?,
        }
    }
}

/// A writer that hashes what passes through.
pub(in crate::aws) struct Hashing<W> {
    context: Context,
    size: i64,
    inner: W,
}

impl<W: Write> Hashing<W> {
    pub(in crate::aws) fn new(inner: W) -> Self {
        Self { context: Context::new(&SHA256), size: 0, inner }
    }

    pub(in crate::aws) fn digest(self) -> Digest {
        let hash = self.context.finish();
        let sha256 = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        Digest { sha256, size: self.size }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let written = self.inner.write(bytes)?;
        self.context.update(&bytes[..written]);
        self.size += i64::try_from(written).unwrap_or(i64::MAX);
        Ok(written)
    }

    fn flush(&mut self) -> Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], sha256: &str) {
        let expected = Digest { sha256: sha256.to_owned(), size: bytes.len() as i64 };
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(bytes).expect("written");
        let path = file.path().to_owned();
        for content in [Content::Bytes(bytes.to_vec()), Content::File(path)] {
            assert_eq!(content.digest().expect("readable"), expected);
        }
    }

    /// Source of the hashes: NIST's examples for SHA-256.
    #[test]
    fn content_is_told_by_its_hash() {
        check(b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        check(b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        check(
            &vec![b'a'; 1_000_000],
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        );
    }

    #[test]
    fn a_missing_file_is_an_error() {
        assert!(Content::File("/nowhere/at/all".into()).digest().is_err());
    }
}
