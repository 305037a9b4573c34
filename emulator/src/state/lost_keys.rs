//! KMS keys that the service has lost, and what that leaves of the domains under them: no
//! principal can list or delete what a lost key encrypts, so such a domain is deleted with all that
//! is in it (user guide).

use std::collections::BTreeSet;

use super::{Departed, Domain, Repository, World, key_is_lost};
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::resource::DomainId;
use crate::time::Timestamp;

/// Seconds for which ListRepositories still lists what was in a domain that was deleted: the
/// service has removed it within 15 minutes (user guide).
const LEAVING: u64 = 15 * 60;

impl World {
    /// Loses the key with this ARN, which was deleted or may not be used any more, or brings it
    /// back.
    pub(crate) fn set_lost(&mut self, arn: String, is_lost: bool) {
        if is_lost {
            self.lost_keys.insert(arn, ());
        } else {
            self.lost_keys.remove(&arn);
        }
    }

    /// Whether the key of a domain is lost, or one of those that do not exist.
    pub(crate) fn has_lost_key(&self, domain: &Domain, unknown: &BTreeSet<String>) -> bool {
        self.has_lost(&domain.encryption_key)
            || key_is_lost(&domain.encryption_key, &domain.id, unknown)
    }

    /// Whether the key with this ARN is lost.
    pub(crate) fn has_lost(&self, arn: &str) -> bool {
        self.lost_keys.contains_key(arn)
    }

    /// Refuses to work on what is in a domain whose key is lost. A missing domain is for others to
    /// refuse.
    pub(crate) fn check_key(
        &self,
        domain: &DomainId,
        unknown: &BTreeSet<String>,
    ) -> Result<(), Failure> {
        let domain = self.domain(domain).ok().filter(|domain| self.has_lost_key(domain, unknown));
        let Some(Domain { id, encryption_key, .. }) = domain else {
            return Ok(());
        };
        let message =
            format!("The KMS key '{encryption_key}' of domain '{}' cannot be used.", id.name);
        Err(Failure::new(unverified::KEY_IS_LOST, message))
    }

    /// Removes a domain, if it is there. What is in it is still listed for a while.
    pub(crate) fn remove_domain(&mut self, id: &DomainId, now: Timestamp) -> Option<Domain> {
        let domain = self.domains.remove(id)?;
        let ended = self.departed.iter().filter(|(_, departed)| departed.gone <= now);
        for id in ended.map(|(id, _)| id.clone()).collect::<Vec<_>>() {
            self.departed.remove(&id);
        }
        if !domain.repositories.is_empty() {
            let repositories = domain.repositories.values().map(Repository::without_packages);
            let (repositories, gone) = (repositories.collect(), now.after(LEAVING));
            self.departed.insert(id.clone(), Departed { domain: id.clone(), repositories, gone });
        }
        Some(domain)
    }

    /// What was in domains of a Region that were deleted of late, by owner and name.
    pub(crate) fn departed(&self, region: &str, now: Timestamp) -> impl Iterator<Item = &Departed> {
        let here =
            move |departed: &&Departed| departed.domain.region == region && departed.gone > now;
        self.departed.values().filter(here)
    }
}
