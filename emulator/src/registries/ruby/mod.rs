//! The registry of Ruby gems: what Bundler asks for, and RubyGems up to 3.5.18 (user guide).

mod gem;
mod gemspec;
mod index;
mod marshal;
mod names;
mod publication;
mod specification;

use super::visit::{Registry, Visit, not_found};
use crate::model::failure::{Code, Failure};
use crate::model::unverified;
use crate::operations::Reply;

pub(super) const REGISTRY: Registry = Registry { format: "ruby", answer, offers: gem::offers };

fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let path = visit.endpoint.rest.as_str();
    let words: Vec<&str> = path.split('/').collect();
    match (visit.method(), words.as_slice()) {
        // RubyGems looks whether a repository answers at all before it asks for gems.
        ("GET", [""]) => Ok(Reply::Status(unverified::GEM_ROOT)),
        ("GET", ["api", "v1", "dependencies"]) => index::dependencies(visit),
        ("GET", ["info", name]) if unverified::GEM_LINES => index::info(visit, name),
        ("GET", ["quick", "Marshal.4.8", file]) if unverified::GEM_SPECIFICATIONS => {
            index::specification(visit, file)
        }
        ("GET", ["gems", file]) => {
            let (package, version) = gem::place(visit, file)?;
            visit.fetch(&package, &version, file)
        }
        ("POST", ["api", "v1", "gems"]) => publication::answer(visit),
        ("DELETE", ["api", "v1", "gems", "yank"]) => Err(no_yank()),
        ("GET", [index]) if is_index(index) => Err(no_index(index)),
        _ => Err(not_found(path)),
    }
}

/// CodeArtifact does not support `gem yank` (user guide).
fn no_yank() -> Failure {
    let message = "CodeArtifact does not support `gem yank`: delete a version with \
                   DeletePackageVersions, or unlist it with UpdatePackageVersionsStatus.";
    Failure::with_status("UnsupportedOperation", unverified::GEM_YANK, message)
}

/// Whether this is the compact index, or one of the full indexes.
fn is_index(path: &str) -> bool {
    ["versions", "names"].contains(&path) || path.ends_with("specs.4.8.gz")
}

/// CodeArtifact does not support the compact index and the full indexes, so that Bundler asks for
/// dependencies, and `gem install` needs RubyGems 3.5.18 or earlier (user guide).
fn no_index(path: &str) -> Failure {
    let message = format!(
        "CodeArtifact does not support the index '{path}': install gems with Bundler, or with \
         RubyGems 3.5.18 or earlier."
    );
    Failure::new(Code::NotFound, message)
}
