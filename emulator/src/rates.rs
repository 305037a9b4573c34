//! The rates at which an account may call in a Region, where they are held.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::model::Operation;
use crate::unverified;

/// Calls a second of single operations (user guide, quotas).
const OWN: &[(&str, f64)] = &[
    ("CopyPackageVersions", 5.0),
    ("GetAuthorizationToken", 40.0),
    ("GetPackageVersionAsset", 50.0),
    ("ListPackageVersionAssets", 200.0),
    ("ListPackageVersions", 200.0),
    ("ListPackages", 200.0),
    ("PublishPackageVersion", 10.0),
];

/// Calls a second that only look, all together (user guide, quotas).
const READS: f64 = 800.0;

/// Calls a second that change something, all together (user guide, quotas).
const WRITES: f64 = 100.0;

/// Seconds after which a refused call may be made again.
const RETRY_AFTER: u64 = 1;

/// What was called of late.
#[derive(Debug, Default)]
pub(crate) struct Rates {
    buckets: Mutex<BTreeMap<Key, Bucket>>,
}

/// Account, Region, and the operations that are counted together.
type Key = (String, String, &'static str);

/// Calls that may still come at once.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    calls: f64,
    at: Instant,
}

impl Rates {
    /// Counts a call, unless it comes too soon.
    pub(crate) fn admit(&self, operation: &Operation, caller: &Caller) -> Result<(), Failure> {
        let at = Instant::now();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = counted(operation).map(|(name, rate)| {
            let key = (caller.account.clone(), caller.region.clone(), name);
            let calls = buckets.get(&key).map_or(f64::INFINITY, |bucket| bucket.after(rate, at));
            (key, calls.min(rate * unverified::SECONDS_OF_CALLS_AT_ONCE))
        });
        let counted: Vec<(Key, f64)> = counted.collect();
        if counted.iter().any(|(_, calls)| *calls < 1.0) {
            return Err(Failure::throttled(RETRY_AFTER));
        }
        let less = |(key, calls)| (key, Bucket { calls: calls - 1.0, at });
        buckets.extend(counted.into_iter().map(less));
        Ok(())
    }
}

impl Bucket {
    fn after(self, rate: f64, now: Instant) -> f64 {
        self.calls + rate * (now - self.at).as_secs_f64()
    }
}

/// The rates that a call counts for: that of its operation, if it has one, and that of all reads or all writes.
fn counted(operation: &Operation) -> impl Iterator<Item = (&'static str, f64)> {
    let own = OWN.iter().find(|(name, _)| *name == operation.name).copied();
    let all = match operation.name {
        "GetAuthorizationToken" => None,
        _ if own.is_some() && !unverified::OWN_RATES_COUNT_TOGETHER => None,
        _ if operation.only_looks() => Some(("reads", READS)),
        _ => Some(("writes", WRITES)),
    };
    own.into_iter().chain(all)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::operations;
    use crate::resource::DomainId;

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

    #[test]
    fn each_rate_is_of_an_operation() {
        for (name, _) in OWN {
            assert!(operations::named(name).is_some(), "{name}");
        }
    }
}
