//! Calls about several versions at once. They are done together or not at all: where one fails, the
//! others are skipped.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Call;
use crate::model::failure::{Failure, Reason};
use crate::model::shapes::{FORMAT, PACKAGE_REVISION_MAP, PACKAGE_VERSION_LIST};
use crate::model::{Input, body};
use crate::names::coordinates::kept_version;
use crate::state::PackageVersion;

/// Versions by their text.
pub(super) const VERSIONS: Input = body("versions", &PACKAGE_VERSION_LIST);
/// Versions by their text, each with the revision that it must have.
pub(super) const REVISIONS: Input = body("versionRevisions", &PACKAGE_REVISION_MAP);

/// Why one version of a batch fails: a code of the model, and words.
pub(super) struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    /// A refusal with a code of the model.
    pub(super) fn new(code: &'static str, message: String) -> Self {
        Self { code, message }
    }
}

/// The versions that a call names, each with the revision that it must have, if one is asked for.
pub(super) struct Batch {
    versions: BTreeMap<String, Option<String>>,
}

impl Batch {
    /// Versions from the list; revisions, if they are given, are those of just these versions.
    pub(super) fn listed(call: &Call<'_>) -> Result<Self, Failure> {
        let listed: BTreeMap<_, _> = listed(call).collect();
        let pinned: BTreeMap<_, _> = pinned(call).collect();
        if pinned.is_empty() {
            return Ok(Self { versions: listed });
        }
        if pinned.keys().ne(listed.keys()) {
            let message = "'versionRevisions' must be of the same versions as 'versions'.";
            return Err(Failure::validation(Reason::Field, message));
        }
        Ok(Self { versions: pinned })
    }

    /// Versions from the list, or else from the revisions.
    pub(super) fn either(call: &Call<'_>) -> Result<Self, Failure> {
        match (call.given(VERSIONS).is_some(), call.given(REVISIONS).is_some()) {
            (true, false) => Ok(Self { versions: listed(call).collect() }),
            (false, true) => Ok(Self { versions: pinned(call).collect() }),
            _ => {
                let message =
                    "One of 'versions' and 'versionRevisions' must be given, and not both.";
                Err(Failure::validation(Reason::Field, message))
            }
        }
    }

    /// Judges every version, and if none is refused does what is to be done with each.
    ///
    /// `skipped` is the message about a version that is passed over. `perform` returns the
    /// description of the version, or nothing if the answer leaves the version out.
    pub(super) fn run(
        &self,
        skipped: fn(&str) -> String,
        judge: impl Fn(&str) -> Result<(), Refusal>,
        mut perform: impl FnMut(&str) -> Option<Value>,
    ) -> Value {
        let refused: BTreeMap<&str, Refusal> =
            self.names().filter_map(|name| Some((name, judge(name).err()?))).collect();
        if refused.is_empty() {
            let done = self.names().filter_map(|name| Some((name.to_owned(), perform(name)?)));
            return json!({ "successfulVersions": done.collect::<Map<_, _>>(), "failedVersions": {} });
        }
        let failed = self.names().map(|name| {
            let (code, message) = match refused.get(name) {
                Some(refusal) => (refusal.code, refusal.message.clone()),
                None => ("SKIPPED", skipped(name)),
            };
            (name.to_owned(), json!({ "errorCode": code, "errorMessage": message }))
        });
        json!({ "successfulVersions": {}, "failedVersions": failed.collect::<Map<_, _>>() })
    }

    /// The version, if it is there and has the revision that is asked for.
    pub(super) fn find<'v>(
        &self,
        name: &str,
        found: Option<&'v PackageVersion>,
    ) -> Result<&'v PackageVersion, Refusal> {
        let missing = || Refusal::new("NOT_FOUND", format!("Could not find version {name}"));
        let version = found.ok_or_else(missing)?;
        match self.versions.get(name).and_then(Option::as_ref) {
            Some(expected) if *expected != version.revision => {
                let current = &version.revision;
                let message = format!("current revision: {current}, expected revision: {expected}");
                Err(Refusal::new("MISMATCHED_REVISION", message))
            }
            _ => Ok(version),
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.versions.keys().map(String::as_str)
    }
}

fn listed(call: &Call<'_>) -> impl Iterator<Item = (String, Option<String>)> {
    let versions = call.list(VERSIONS).iter().filter_map(Value::as_str);
    versions.map(|version| (kept(call, version), None))
}

fn pinned(call: &Call<'_>) -> impl Iterator<Item = (String, Option<String>)> {
    let revisions = call.given(REVISIONS).and_then(Value::as_object).into_iter().flatten();
    revisions.map(|(version, revision)| (kept(call, version), revision.as_str().map(str::to_owned)))
}

fn kept(call: &Call<'_>, version: &str) -> String {
    kept_version(call.text(FORMAT), version)
}

/// A version as the model's SuccessfulPackageVersionInfo.
pub(super) fn success(version: &PackageVersion, status: &str) -> Value {
    json!({ "revision": version.revision, "status": status })
}
