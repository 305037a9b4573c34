//! The form in which Ruby keeps its data, Marshal 4.8, as far as gems need it.

use std::borrow::Cow;

/// A datum of Ruby.
pub(super) enum Datum<'a> {
    Nil,
    True,
    False,
    Number(u32),
    Symbol(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Self>),
    Map(Vec<(Self, Self)>),
    /// An object of a class, and its variables.
    Object(&'static str, Vec<(&'static str, Self)>),
    /// An object that its class makes out of another datum.
    Made(&'static str, Box<Self>),
    /// An object that its class reads out of bytes.
    Loaded(&'static str, Vec<u8>),
}

impl<'a> Datum<'a> {
    pub(super) fn text(text: &'a str) -> Self {
        Self::Text(text.into())
    }

    /// A text, or nil where there is none.
    pub(super) fn or_nil(text: &'a Option<String>) -> Self {
        text.as_deref().map_or(Self::Nil, Self::text)
    }
}

/// The bytes of a datum.
pub(super) fn dump(datum: &Datum<'_>) -> Vec<u8> {
    let mut dump = Dump { bytes: vec![4, 8], symbols: Vec::new() };
    dump.datum(datum);
    dump.bytes
}

struct Dump {
    bytes: Vec<u8>,
    /// Symbols that were written: each is written once.
    symbols: Vec<String>,
}

impl Dump {
    fn datum(&mut self, datum: &Datum<'_>) {
        match datum {
            Datum::Nil => self.bytes.push(b'0'),
            Datum::True => self.bytes.push(b'T'),
            Datum::False => self.bytes.push(b'F'),
            Datum::Number(number) => self.counted(b'i', *number as usize),
            Datum::Symbol(name) => self.symbol(name),
            Datum::Text(text) => self.text(text),
            Datum::List(items) => {
                self.counted(b'[', items.len());
                items.iter().for_each(|item| self.datum(item));
            }
            Datum::Map(members) => self.map(members),
            Datum::Object(class, variables) => self.object(class, variables),
            Datum::Made(class, datum) => {
                self.class(b'U', class);
                self.datum(datum);
            }
            Datum::Loaded(class, bytes) => {
                self.class(b'u', class);
                self.number(bytes.len());
                self.bytes.extend(bytes);
            }
        }
    }

    /// A text, and as its variable that it is UTF-8.
    fn text(&mut self, text: &str) {
        self.bytes.push(b'I');
        self.counted(b'"', text.len());
        self.bytes.extend(text.as_bytes());
        self.number(1);
        self.symbol("E");
        self.bytes.push(b'T');
    }

    fn map(&mut self, members: &[(Datum<'_>, Datum<'_>)]) {
        self.counted(b'{', members.len());
        for (name, datum) in members {
            self.datum(name);
            self.datum(datum);
        }
    }

    fn object(&mut self, class: &str, variables: &[(&str, Datum<'_>)]) {
        self.class(b'o', class);
        self.number(variables.len());
        for (name, datum) in variables {
            self.symbol(name);
            self.datum(datum);
        }
    }

    fn class(&mut self, kind: u8, class: &str) {
        self.bytes.push(kind);
        self.symbol(class);
    }

    fn symbol(&mut self, name: &str) {
        match self.symbols.iter().position(|written| written == name) {
            Some(place) => self.counted(b';', place),
            None => {
                self.counted(b':', name.len());
                self.bytes.extend(name.as_bytes());
                self.symbols.push(name.to_owned());
            }
        }
    }

    fn counted(&mut self, kind: u8, count: usize) {
        self.bytes.push(kind);
        self.number(count);
    }

    /// A number: in one byte if it is small, or else its bytes after their count.
    fn number(&mut self, number: usize) {
        match u8::try_from(number) {
            Ok(0) => self.bytes.push(0),
            Ok(small @ 1..=122) => self.bytes.push(small + 5),
            _ => {
                let bytes = number.to_le_bytes();
                let count = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
                self.bytes.push(count as u8);
                self.bytes.extend(&bytes[..count]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_are_written_as_ruby_writes_them() {
        let symbols = || Datum::List(vec![Datum::Symbol("a"), Datum::Symbol("a")]);
        for (datum, expect) in [
            (Datum::Nil, b"\x04\x080".as_slice()),
            (Datum::Number(0), b"\x04\x08i\x00"),
            (Datum::Number(122), b"\x04\x08i\x7f"),
            (Datum::Number(123), b"\x04\x08i\x01{"),
            (Datum::Number(256), b"\x04\x08i\x02\x00\x01"),
            (Datum::text("ab"), b"\x04\x08I\"\x07ab\x06:\x06ET"),
            (symbols(), b"\x04\x08[\x07:\x06a;\x00"),
            (Datum::Map(vec![(Datum::Symbol("a"), Datum::False)]), b"\x04\x08{\x06:\x06aF"),
        ] {
            assert_eq!(dump(&datum), expect);
        }
    }
}
