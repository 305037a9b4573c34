//! Domains, and what each of them has at most one of.

use futures::{Stream, StreamExt};

use crate::aws::{self, Aws, DomainSummary};
use crate::framework::diagnostic::Result;
use crate::framework::list::List;
use crate::framework::schema::{matching, object};
use crate::resources::domain::Domain;
use crate::resources::domain_permissions_policy::DomainPermissionsPolicy;
use crate::service::keys::{DomainKey, OwnDomainKey};
use crate::service::names;

object! {
    /// Searches the domains that the account of the provider's credentials owns in a Region.
    pub(super) struct Domains {
        /// Region of the domains. Defaults to the Region of the provider.
        region: Option<String> = matching(names::REGION),
    }
}

impl Domains {
    /// A domain that is being deleted is none any more.
    fn found(self, aws: &Aws) -> impl Stream<Item = aws::Result<DomainSummary>> + Send {
        let is_there = |found: &aws::Result<DomainSummary>| match found {
            Ok(domain) => domain.status != "Deleted",
            Err(_) => true,
        };
        aws.each_domain(self.region).filter(move |found| std::future::ready(is_there(found)))
    }
}

impl List<Domain> for Domains {
    const OPERATIONS: &'static [&'static str] = &["ListDomains"];
    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<OwnDomainKey>> + Send {
        self.found(aws).map(|found| {
            let DomainSummary { name, owner, arn, .. } = found?;
            Ok(OwnDomainKey::found(name, owner, &arn))
        })
    }
}

impl List<DomainPermissionsPolicy> for Domains {
    const OPERATIONS: &'static [&'static str] = &["ListDomains", "GetDomainPermissionsPolicy"];
    /// Not every domain has a policy.
    const CERTAIN: bool = false;

    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<DomainKey>> + Send {
        self.found(aws).map(|found| {
            let DomainSummary { name, owner, arn, .. } = found?;
            Ok(DomainKey::found(name, owner, &arn))
        })
    }
}
