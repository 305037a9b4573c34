//! The provider block as a table: each argument, each variable and each pair of them, with what
//! comes of it where it can be seen: at the emulator, at a proxy, at a metadata service, or in the
//! plan.

mod callers;
mod endpoints;
mod laws;
mod machine;
mod network;
mod order;
mod precedence;
mod profiles;
mod recorder;
mod row;
mod tags;
mod texts;
pub(crate) mod tls;

use std::fs;
use std::path::Path;

use self::row::{Row, row};

fn rows() -> Vec<Row> {
    let of_callers = [callers::rows(), profiles::rows(), machine::rows()].concat();
    [of_callers, endpoints::rows(), network::rows(), tls::rows(), tags::rows(), precedence::rows()]
        .concat()
}

/// Demands that every row is as it should be.
fn check(rows: &[Row]) {
    let faults: String = rows.iter().map(Row::faults).collect();
    assert!(faults.is_empty(), "{faults}");
}

/// The source in a file, or all of those below a directory, without those of tests.
fn sources(path: impl AsRef<Path>) -> Vec<String> {
    let path = path.as_ref();
    if path.is_file() {
        return vec![fs::read_to_string(path).expect("a source")];
    }
    let entries = fs::read_dir(path).expect("a directory of the source");
    let inside = entries.map(|entry| entry.expect("an entry").path());
    let inside = inside.filter(|path| path.file_stem() != Some("tests".as_ref()));
    inside.flat_map(sources).collect()
}
