//! The tarball within the JSON text of a publication: it may have gigabytes, so it never sits in
//! memory.

use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

use base64::engine::general_purpose::STANDARD;
use base64::read::DecoderReader;

use crate::contents::assets::Assets;
use crate::contents::blob::Blob;

/// Bytes that a publication may have beside its attachments.
const TEXT_LIMIT: usize = 16 << 20;

/// Bytes of a name that are looked at: more than the longest that is looked for has.
const LONGEST_NAME: usize = 16;

/// A publication with the texts of its attachments taken out.
pub(super) struct Split {
    /// What is left: JSON in which these texts are empty.
    pub(super) json: Vec<u8>,
    /// Where the text of the first attachment lies.
    data: Option<Range<u64>>,
}

impl Split {
    /// Takes the texts of the attachments out of a publication.
    pub(super) fn of(body: &Blob) -> io::Result<Self> {
        let mut scanner = Scanner::default();
        let mut reader = io::BufReader::with_capacity(256 * 1024, body.open()?);
        loop {
            let bytes = reader.fill_buf()?;
            if bytes.is_empty() {
                return Ok(Self { json: scanner.json, data: scanner.data });
            }
            bytes.iter().for_each(|byte| scanner.take(*byte));
            let count = bytes.len();
            reader.consume(count);
            if scanner.json.len() > TEXT_LIMIT {
                return Err(io::Error::other("the publication has too much text"));
            }
        }
    }

    /// The tarball, decoded; nothing where there is no attachment.
    pub(super) fn tarball(&self, body: &Blob, home: &Arc<Assets>) -> io::Result<Option<Blob>> {
        let Some(Range { start, end }) = &self.data else {
            return Ok(None);
        };
        let mut file = body.open()?;
        file.seek(SeekFrom::Start(*start))?;
        Blob::copy(DecoderReader::new(file.take(end - start), &STANDARD), home).map(Some)
    }
}

/// Reads JSON just well enough to know when it stands in `_attachments.*.data`.
#[derive(Default)]
struct Scanner {
    json: Vec<u8>,
    data: Option<Range<u64>>,
    offset: u64,
    depth: usize,
    in_text: bool,
    is_escaped: bool,
    /// Whether the next text is the value of a member.
    is_value: bool,
    /// Where the text begins, if it is that of an attachment.
    begin: Option<u64>,
    /// The text that was read last, or its beginning.
    text: Vec<u8>,
    /// The member of the whole that it is in.
    member: Vec<u8>,
    /// The member that it is in.
    key: Vec<u8>,
}

impl Scanner {
    fn take(&mut self, byte: u8) {
        match self.in_text {
            true => self.inside(byte),
            false => self.outside(byte),
        }
        self.offset += 1;
    }

    fn inside(&mut self, byte: u8) {
        let ends = byte == b'"' && !self.is_escaped;
        self.is_escaped = byte == b'\\' && !self.is_escaped;
        self.in_text = !ends;
        match self.begin {
            Some(begin) if ends => {
                self.data.get_or_insert(begin..self.offset);
            }
            Some(_) => return,
            None if self.text.len() < LONGEST_NAME && !ends => self.text.push(byte),
            None => {}
        }
        self.json.push(byte);
    }

    fn outside(&mut self, byte: u8) {
        match byte {
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b':' => self.begin_value(),
            b'"' => self.begin_text(),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.is_value = byte == b':';
        }
        self.json.push(byte);
    }

    fn begin_value(&mut self) {
        if self.depth == 1 {
            self.member.clone_from(&self.text);
        }
        self.key.clone_from(&self.text);
    }

    fn begin_text(&mut self) {
        let (member, key) = (self.member.as_slice(), self.key.as_slice());
        let is_data = self.depth == 3 && member == b"_attachments" && key == b"data";
        self.begin = (self.is_value && is_data).then_some(self.offset + 1);
        self.in_text = true;
        self.text.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, json: &str, tarball: Option<&[u8]>) {
        let home = Assets::temporary();
        let body = Blob::copy(body.as_bytes(), &home).expect("a file");
        let split = Split::of(&body).expect("a publication");
        assert_eq!(String::from_utf8_lossy(&split.json), json);
        let decoded = split.tarball(&body, &home).expect("base64").map(|tarball| {
            let mut bytes = Vec::new();
            tarball.open().and_then(|mut file| file.read_to_end(&mut bytes)).expect("its content");
            bytes
        });
        assert_eq!(decoded.as_deref(), tarball);
    }

    #[test]
    fn only_the_text_of_an_attachment_is_taken_out() {
        check(
            r#"{"data": "one", "_attachments" : {"a\"b": {"data" : "dGVuIGJ5dGVz", "length": 9}}, "x": "data"}"#,
            r#"{"data": "one", "_attachments" : {"a\"b": {"data" : "", "length": 9}}, "x": "data"}"#,
            Some(b"ten bytes"),
        );
        check(r#"{"x":{"y":{"data":"z"}}}"#, r#"{"x":{"y":{"data":"z"}}}"#, None);
        let two = r#"{"_attachments":{"a":{"data":"YQ=="},"b":{"data":"\"[{"}}}"#;
        check(two, r#"{"_attachments":{"a":{"data":""},"b":{"data":""}}}"#, Some(b"a"));
    }
}
