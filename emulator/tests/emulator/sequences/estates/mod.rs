//! Sequences of calls about domains, repositories, their upstreams and connections, tags and
//! policies.

mod reference;
mod service;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{
    Answer, CALLS, Name, coded, compare, compare_with_restarts, conflict, invalid, missing,
};

const DOMAINS: &[&str] = &["main", "other"];
const REPOSITORIES: &[&str] = &["app", "shared", "store"];
const CONNECTIONS: &[&str] = &["public:npmjs", "public:pypi"];
const TAGS: &[&str] = &["cost", "team"];

/// A domain, or a repository in it.
#[derive(Clone, Copy, Debug)]
struct Place {
    domain: Name,
    repository: Option<Name>,
}

#[derive(Clone, Debug)]
enum Call {
    CreateDomain(Name),
    DescribeDomain(Name),
    DeleteDomain(Name),
    CreateRepository(Name, Name, Vec<Name>),
    DescribeRepository(Name, Name),
    UpdateRepository(Name, Name, Vec<Name>),
    DeleteRepository(Name, Name),
    ListRepositories(Name),
    Connect(Name, Name, Name),
    Disconnect(Name, Name, Name),
    Tag(Place, Name, u8),
    Untag(Place, Name),
    ListTags(Place),
    PutPolicy(Place, u8),
    GetPolicy(Place),
    DeletePolicy(Place),
}

proptest! {
    // Sequences of 50 calls on average: 15,000 calls a run, give or take a few hundred.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn the_emulator_answers_as_the_reference_does(calls in sequence()) {
        let mut reference = reference::Service::default();
        compare(&calls, service::send, |call| reference.answer(call))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20) })]

    #[test]
    fn a_restart_changes_no_answer(calls in sequence(), between in 1..=20usize) {
        let mut reference = reference::Service::default();
        compare_with_restarts(&calls, between, service::send, |call| reference.answer(call))?;
    }
}

/// Each sequence begins with a domain, so that few calls go nowhere.
fn sequence() -> impl Strategy<Value = Vec<Call>> {
    vec(call(), CALLS).prop_map(|mut calls| {
        calls.insert(0, Call::CreateDomain(DOMAINS[0]));
        calls
    })
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![1 => of_domains(), 6 => of_repositories(), 2 => of_connections(), 4 => of_places()]
}

fn of_domains() -> impl Strategy<Value = Call> {
    let kinds = select(vec![Call::CreateDomain, Call::DescribeDomain, Call::DeleteDomain]);
    (kinds, domain()).prop_map(|(kind, domain)| kind(domain))
}

fn of_repositories() -> impl Strategy<Value = Call> {
    let upstreams = || subsequence(REPOSITORIES, 0..=2).prop_shuffle();
    prop_oneof![
        3 => (domain(), repository(), upstreams()).prop_map(|(d, r, u)| Call::CreateRepository(d, r, u)),
        2 => (domain(), repository(), upstreams()).prop_map(|(d, r, u)| Call::UpdateRepository(d, r, u)),
        2 => (domain(), repository()).prop_map(|(d, r)| Call::DescribeRepository(d, r)),
        1 => (domain(), repository()).prop_map(|(d, r)| Call::DeleteRepository(d, r)),
        1 => domain().prop_map(Call::ListRepositories),
    ]
}

fn of_connections() -> impl Strategy<Value = Call> {
    let kinds = select(vec![Call::Connect, Call::Disconnect]);
    (kinds, domain(), repository(), select(CONNECTIONS)).prop_map(|(kind, d, r, c)| kind(d, r, c))
}

fn of_places() -> impl Strategy<Value = Call> {
    prop_oneof![
        (place(), select(TAGS), 0..3u8).prop_map(|(p, key, value)| Call::Tag(p, key, value)),
        (place(), select(TAGS)).prop_map(|(p, key)| Call::Untag(p, key)),
        place().prop_map(Call::ListTags),
        (place(), 0..3u8).prop_map(|(p, number)| Call::PutPolicy(p, number)),
        place().prop_map(Call::GetPolicy),
        place().prop_map(Call::DeletePolicy),
    ]
}

fn place() -> impl Strategy<Value = Place> {
    (domain(), proptest::option::of(repository()))
        .prop_map(|(domain, repository)| Place { domain, repository })
}

fn domain() -> impl Strategy<Value = Name> {
    prop_oneof![6 => Just(DOMAINS[0]), 1 => Just(DOMAINS[1])]
}

fn repository() -> impl Strategy<Value = Name> {
    select(REPOSITORIES)
}

/// One of a few policies.
fn policy(number: u8) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Sid":"S{number}","Effect":"Allow","Principal":"*","Action":"codeartifact:*","Resource":"*"}}}}"#
    )
}
