//! The provider block as a table: each argument, each variable and each pair of them, with what comes of
//! it where it can be seen: at the emulator, at a proxy, at a metadata service, or in the plan.

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
mod tls;

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
