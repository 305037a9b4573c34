//! Rate limits, if they are enforced: for the calls of an account in a Region, and for the requests
//! of package managers.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::model::failure::{Code, Failure};
use crate::model::unverified;
use crate::names::caller::Caller;
use crate::operations::{Access, Operation, Terms};

/// Calls of all read operations per second (user guide, quotas).
const READS: f64 = 800.0;

/// Calls of all write operations per second (user guide, quotas).
const WRITES: f64 = 100.0;

/// Requests of package managers per second with one token (user guide, quotas).
const WITH_A_TOKEN: f64 = 1_200.0;

/// Requests of package managers per second from one address without a token (user guide, quotas).
const WITHOUT_A_TOKEN: f64 = 600.0;

/// Number of buckets above which those that are full again are forgotten.
const BUCKETS: usize = 10_000;

/// Seconds after which a refused call may be repeated.
const RETRY_AFTER: u64 = 1;

/// The recent calls, which count for the rates.
#[derive(Debug, Default)]
pub(crate) struct Rates {
    buckets: Mutex<BTreeMap<Key, Bucket>>,
}

/// What is counted together.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// Calls of these operations by an account in a Region.
    Calls { account: String, region: String, operations: &'static str },
    /// Requests of a package manager.
    Visits(Visitor),
}

/// Whose requests a package manager makes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Visitor {
    /// Requests with a token, which is known by its hash.
    Known(String),
    /// Requests without a valid token, from this address.
    Unknown(IpAddr),
}

/// Calls that are still admitted at once.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    calls: f64,
    at: Instant,
}

impl Rates {
    /// Counts a call, unless it comes too soon.
    pub(crate) fn admit(&self, operation: &Operation, caller: &Caller) -> Result<(), Failure> {
        let Caller { account, region, .. } = caller;
        let key = |operations| {
            let (account, region) = (account.clone(), region.clone());
            Key::Calls { account, region, operations }
        };
        let rates = counted(operation).map(|(operations, rate)| (key(operations), rate));
        let is_counted = self.count(rates.collect());
        is_counted.then_some(()).ok_or_else(|| Failure::throttled(RETRY_AFTER))
    }

    /// Counts a request of a package manager, unless it comes too soon.
    pub(crate) fn admit_visit(&self, visitor: Visitor) -> Result<(), Failure> {
        let rate = match visitor {
            Visitor::Known(_) => WITH_A_TOKEN,
            Visitor::Unknown(_) => WITHOUT_A_TOKEN,
        };
        let is_counted = self.count(vec![(Key::Visits(visitor), rate)]);
        // Package managers see only the status.
        let refusal = || Failure::new(Code::Throttling, "Rate exceeded");
        is_counted.then_some(()).ok_or_else(refusal)
    }

    /// Counts a call at each of these rates, unless it exceeds one of them.
    fn count(&self, rates: Vec<(Key, f64)>) -> bool {
        let at = Instant::now();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > BUCKETS {
            let full = Duration::from_secs_f64(unverified::SECONDS_OF_CALLS_AT_ONCE);
            buckets.retain(|_, bucket| at - bucket.at < full);
        }
        let left = rates.into_iter().map(|(key, rate)| {
            let calls = buckets.get(&key).map_or(f64::INFINITY, |bucket| bucket.after(rate, at));
            (key, calls.min(rate * unverified::SECONDS_OF_CALLS_AT_ONCE))
        });
        let left: Vec<(Key, f64)> = left.collect();
        let is_counted = left.iter().all(|(_, calls)| *calls >= 1.0);
        if is_counted {
            let less = |(key, calls)| (key, Bucket { calls: calls - 1.0, at });
            buckets.extend(left.into_iter().map(less));
        }
        is_counted
    }
}

impl Bucket {
    fn after(self, rate: f64, now: Instant) -> f64 {
        self.calls + rate * (now - self.at).as_secs_f64()
    }
}

/// The rates that a call counts for: that of its operation, if it has one, and that of all reads or
/// all writes.
fn counted(operation: &Operation) -> impl Iterator<Item = (&'static str, f64)> {
    let Terms { access, rate, .. } = operation.terms;
    let own = rate.map(|rate| (operation.name, rate));
    let all = match access {
        _ if own.is_some() && !unverified::OWN_RATES_COUNT_TOGETHER => None,
        Access::Read => Some(("reads", READS)),
        Access::Write => Some(("writes", WRITES)),
        Access::Token => None,
    };
    own.into_iter().chain(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::resource::DomainId;
    use crate::operations;

    /// How many of a thousand calls are admitted at once.
    fn admitted(rates: &Rates, operation: &str, region: &str) -> usize {
        let operation = operations::named(operation).expect("an operation");
        let (owner, name) = ("111122223333".to_owned(), String::new());
        let caller = Caller::root(&DomainId { region: region.to_owned(), owner, name });
        (0..1_000).filter(|_| rates.admit(operation, &caller).is_ok()).count()
    }

    #[tokio::test(start_paused = true)]
    async fn each_second_brings_as_many_calls_as_the_quota_says() {
        let rates = Rates::default();
        assert_eq!(admitted(&rates, "CopyPackageVersions", "eu-west-1"), 5);
        assert_eq!(admitted(&rates, "CopyPackageVersions", "us-east-1"), 5);
        tokio::time::advance(Duration::from_millis(400)).await;
        assert_eq!(admitted(&rates, "CopyPackageVersions", "eu-west-1"), 2);
        tokio::time::advance(Duration::from_secs(60)).await;
        assert_eq!(admitted(&rates, "CopyPackageVersions", "eu-west-1"), 5);
        assert_eq!(admitted(&rates, "CreateRepository", "eu-west-1"), 95);
        assert_eq!(admitted(&rates, "DescribeRepository", "eu-west-1"), 800);
        assert_eq!(admitted(&rates, "ListPackages", "eu-west-1"), 0);
        assert_eq!(admitted(&rates, "GetAuthorizationToken", "eu-west-1"), 40);
    }

    #[tokio::test(start_paused = true)]
    async fn package_managers_are_counted_by_their_tokens_or_else_by_their_addresses() {
        let rates = Rates::default();
        let admitted = |visitor: &dyn Fn() -> Visitor| {
            (0..2_000).filter(|_| rates.admit_visit(visitor()).is_ok()).count()
        };
        let known = |token: &'static str| move || Visitor::Known(token.to_owned());
        let unknown = |last| move || Visitor::Unknown(IpAddr::from([127, 0, 0, last]));
        assert_eq!((admitted(&known("one")), admitted(&known("other"))), (1_200, 1_200));
        assert_eq!((admitted(&unknown(1)), admitted(&unknown(2))), (600, 600));
        tokio::time::advance(Duration::from_millis(500)).await;
        assert_eq!((admitted(&known("one")), admitted(&unknown(1))), (600, 300));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_full_again_is_forgotten() {
        let rates = Rates::default();
        let visit = |number: usize| rates.admit_visit(Visitor::Known(number.to_string())).is_ok();
        assert!((0..=BUCKETS).all(visit));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(visit(0));
        assert_eq!(rates.buckets.lock().expect("the buckets").len(), 1);
    }
}
