//! What is done to many versions: batch by batch, with progress on the way, and stopped between two
//! batches.

use std::fmt;

use crate::aws::{self, PackageId};
use crate::framework::action::Progress;
use crate::framework::diagnostic::{Error, Result};

/// The most versions that the service takes in one call.
const MOST: usize = 100;

/// How many batches an error names at most, done or not.
const NAMED: usize = 10;

/// Versions of one package, for one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Batch {
    /// The package.
    pub package: PackageId,
    /// The versions.
    pub versions: Vec<String>,
}

impl fmt::Display for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.package, self.versions.join(", "))
    }
}

/// The versions of a package, in batches.
pub(crate) fn of(package: &PackageId, versions: &[String]) -> Vec<Batch> {
    let batch = |versions: &[String]| Batch { package: package.clone(), versions: versions.into() };
    versions.chunks(MOST).map(batch).collect()
}

/// Does the `work` on each batch, whose result is called `done`: "deleted".
///
/// # Errors
/// The service refuses one of them, or the work must stop. The error says what was done and what
/// was not.
pub(crate) async fn each<'a, W>(
    batches: &'a [Batch],
    done: &str,
    progress: &Progress,
    work: impl Fn(&'a Batch) -> W + Sync,
) -> Result<()>
where
    W: Future<Output = aws::Result<()>> + Send,
{
    let total: usize = batches.iter().map(|batch| batch.versions.len()).sum();
    let mut count = 0;
    for (index, batch) in batches.iter().enumerate() {
        if progress.must_stop() {
            let cause = format!("Stopped after {count} of {total} versions, as requested.");
            return Err(Error::new(format!("{cause}\n\n{}", so_far(done, batches, index))));
        }
        let worked = work(batch).await;
        worked.map_err(|error| error.with(&so_far(done, batches, index)))?;
        count += batch.versions.len();
        progress.say(format!("{count} of {total} {done}: {batch}")).await;
    }
    Ok(())
}

/// What an error says of work that got as far as the batch at `index`.
fn so_far(done: &str, batches: &[Batch], index: usize) -> String {
    let (before, rest) = batches.split_at(index);
    let (before, rest) = (list(before), list(rest));
    format!("Versions {done}: {before}.\n\nRemaining versions: {rest}.")
}

fn list(batches: &[Batch]) -> String {
    let mut named: Vec<_> = batches.iter().take(NAMED).map(Batch::to_string).collect();
    if batches.len() > NAMED {
        named.push(format!("and {} more batches", batches.len() - NAMED));
    }
    if named.is_empty() { "none".to_owned() } else { named.join("; ") }
}
