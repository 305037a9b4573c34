//! Texts in compressed archives, which a user may have made: neither an archive nor the names in
//! it take more time and memory than a bound.

use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use flate2::read::GzDecoder;
use tar::{Archive, Entry, EntryType, PaxExtensions};

use super::package_files::text;

/// Bytes to which an archive may unpack. What lies beyond them is not looked for.
const UNPACKED_LIMIT: u64 = 512 << 20;

/// Bytes that a header with a long name may have. Packages have shorter paths.
const HEADER_LIMIT: u64 = 64 << 10;

/// The first text in a compressed archive whose path meets a condition. The parts of a path are the
/// names of directories and at last that of the file.
pub(super) fn text_in_tar(
    content: impl Read,
    is_meant: impl Fn(&[&str]) -> bool,
) -> io::Result<Option<String>> {
    find(GzDecoder::new(content), is_meant, |entry| text(entry))
}

/// The same where the archive is not compressed, and the text in it is.
pub(super) fn compressed_text_in_tar(
    content: impl Read,
    is_meant: impl Fn(&[&str]) -> bool,
) -> io::Result<Option<String>> {
    find(content, is_meant, |entry| text(GzDecoder::new(entry)))
}

fn find(
    content: impl Read,
    is_meant: impl Fn(&[&str]) -> bool,
    read: impl Fn(&mut dyn Read) -> io::Result<String>,
) -> io::Result<Option<String>> {
    let mut archive = Archive::new(content.take(UNPACKED_LIMIT));
    match find_in(&mut archive, is_meant, read) {
        // An archive that the limit cuts off is not broken.
        Err(_) if archive.into_inner().limit() == 0 => Ok(None),
        found => found,
    }
}

fn find_in(
    archive: &mut Archive<impl Read>,
    is_meant: impl Fn(&[&str]) -> bool,
    read: impl Fn(&mut dyn Read) -> io::Result<String>,
) -> io::Result<Option<String>> {
    let mut long_name = None;
    for entry in archive.entries()?.raw(true) {
        let mut entry = entry?;
        match entry.header().entry_type() {
            EntryType::GNULongName => long_name = Some(gnu_name(entry)?),
            EntryType::XHeader => long_name = pax_name(entry)?,
            _ => {
                let path = long_name.take().map_or_else(|| entry.path().map(Into::into), Ok)?;
                if is_meant(&parts(&path)) {
                    return read(&mut entry).map(Some);
                }
            }
        }
    }
    Ok(None)
}

/// The names in a path. Some archives begin each path with `./`.
fn parts(path: &Path) -> Vec<&str> {
    let named = |part| match part {
        Component::CurDir => None,
        part => Some(part.as_os_str().to_str().unwrap_or_default()),
    };
    path.components().filter_map(named).collect()
}

/// The name that stands before an entry as the content of another.
fn gnu_name(entry: Entry<'_, impl Read>) -> io::Result<PathBuf> {
    let name = text(entry.take(HEADER_LIMIT))?;
    Ok(name.trim_end_matches('\0').into())
}

/// The name among the extensions that stand before an entry, if there is one.
fn pax_name(entry: Entry<'_, impl Read>) -> io::Result<Option<PathBuf>> {
    let text = text(entry.take(HEADER_LIMIT))?;
    let extensions = PaxExtensions::new(text.as_bytes()).filter_map(Result::ok);
    let mut paths = extensions.filter(|extension| extension.key() == Ok("path"));
    Ok(paths.find_map(|path| path.value().ok().map(PathBuf::from)))
}
