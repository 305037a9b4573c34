//! Sequences of calls about the versions of generic packages in two repositories, and the package
//! groups over them.

mod groups;
mod reference;
mod service;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{
    Answer, CALLS, Name, coded, compare, compare_with_restarts, conflict, invalid, missing,
};

const DOMAIN: Name = "main";
const REPOSITORIES: &[Name] = &["app", "store"];
const NAMESPACE: Name = "team";
/// Two of the names look alike, so that a group that matches one strongly matches the other weakly.
const PACKAGES: &[Name] = &["TOOL", "kit", "tool"];
const VERSIONS: &[Name] = &["1", "2"];
const ASSETS: &[Name] = &["a", "b"];
const STATUSES: &[Name] = &["Published", "Unfinished", "Unlisted", "Archived", "Disposed"];
const ROOT: Name = "/*";
const PATTERNS: &[Name] = &[ROOT, "/generic/*", "/generic/team/*", "/generic/team/tool$"];

/// A package in a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    repository: Name,
    name: Name,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Allow,
    Only,
    Block,
    Inherit,
}

/// What is done to several versions of a package.
#[derive(Clone, Copy, Debug)]
enum Change {
    Become(Name),
    Dispose,
    Delete,
}

#[derive(Clone, Debug)]
enum Call {
    Publish { package: Package, version: Name, asset: Name, content: u8, unfinished: bool },
    Fetch(Package, Name, Name),
    Change { package: Package, versions: Vec<Name>, expected: Option<Name>, change: Change },
    Copy { name: Name, from: Name, to: Name, versions: Vec<Name>, overwrite: bool },
    ListVersions(Package),
    ListPackages(Name),
    Configure { package: Package, publish: bool, upstream: bool },
    Describe(Package),
    Delete(Package),
    CreateGroup(Name),
    DeleteGroup(Name),
    Restrict(Name, Mode),
    Allow { pattern: Name, repository: Name, add: bool },
    Associated(Name),
    Below(Name),
}

proptest! {
    // Sequences of 50 calls on average: 6,000 calls a run, give or take a few hundred.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn the_emulator_answers_as_the_reference_does(calls in vec(call(), CALLS)) {
        let mut reference = reference::Service::default();
        compare(&calls, service::send, |call| reference.answer(call))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20) })]

    #[test]
    fn a_restart_changes_no_answer(calls in vec(call(), CALLS), between in 1..=20usize) {
        let mut reference = reference::Service::default();
        compare_with_restarts(&calls, between, service::send, |call| reference.answer(call))?;
    }
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![4 => of_contents(), 4 => of_versions(), 2 => of_packages(), 3 => of_groups()]
}

fn of_contents() -> impl Strategy<Value = Call> {
    prop_oneof![
        3 => (package(), select(VERSIONS), select(ASSETS), 0..2u8, any::<bool>()).prop_map(
            |(package, version, asset, content, unfinished)| Call::Publish {
                package, version, asset, content, unfinished,
            }
        ),
        1 => (package(), select(VERSIONS), select(ASSETS)).prop_map(|(p, v, a)| Call::Fetch(p, v, a)),
    ]
}

fn of_versions() -> impl Strategy<Value = Call> {
    let change = prop_oneof![
        3 => select(STATUSES).prop_map(Change::Become),
        1 => Just(Change::Dispose),
        1 => Just(Change::Delete),
    ];
    let expected = proptest::option::weighted(0.3, select(STATUSES));
    prop_oneof![
        3 => (package(), versions(), expected, change).prop_map(
            |(package, versions, expected, change)| Call::Change { package, versions, expected, change }
        ),
        2 => (select(PACKAGES), repository(), repository(), versions(), any::<bool>()).prop_map(
            |(name, from, to, versions, overwrite)| Call::Copy { name, from, to, versions, overwrite }
        ),
        2 => package().prop_map(Call::ListVersions),
    ]
}

fn of_packages() -> impl Strategy<Value = Call> {
    prop_oneof![
        2 => (package(), any::<bool>(), any::<bool>()).prop_map(
            |(package, publish, upstream)| Call::Configure { package, publish, upstream }
        ),
        2 => package().prop_map(Call::Describe),
        1 => package().prop_map(Call::Delete),
        1 => repository().prop_map(Call::ListPackages),
    ]
}

fn of_groups() -> impl Strategy<Value = Call> {
    let mode = select(vec![Mode::Allow, Mode::Only, Mode::Block, Mode::Inherit]);
    prop_oneof![
        3 => pattern().prop_map(Call::CreateGroup),
        1 => pattern().prop_map(Call::DeleteGroup),
        3 => (pattern(), mode).prop_map(|(pattern, mode)| Call::Restrict(pattern, mode)),
        2 => (pattern(), repository(), any::<bool>()).prop_map(
            |(pattern, repository, add)| Call::Allow { pattern, repository, add }
        ),
        1 => select(PACKAGES).prop_map(Call::Associated),
        1 => pattern().prop_map(Call::Below),
    ]
}

fn package() -> impl Strategy<Value = Package> {
    (repository(), select(PACKAGES)).prop_map(|(repository, name)| Package { repository, name })
}

fn repository() -> impl Strategy<Value = Name> {
    select(REPOSITORIES)
}

fn pattern() -> impl Strategy<Value = Name> {
    select(PATTERNS)
}

fn versions() -> impl Strategy<Value = Vec<Name>> {
    subsequence(VERSIONS, 1..=2)
}
