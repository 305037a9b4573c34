//! Domains.

use std::time::{Duration, Instant, SystemTime};

use aws_sdk_codeartifact::types::{DomainDescription, DomainStatus};
use tracing::warn;

use super::adoption::{already_exists, made_since};
use super::tags::to_wire;
use crate::aws::calls::{Look, call};
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::time::rfc3339;
use crate::aws::names::{DomainId, Tags};

/// How long a new key, or a new permission on it, may take to be known everywhere.
const KEY_PROPAGATION: Duration = Duration::from_secs(120);

/// How long a new domain may take to become active.
const ACTIVATION: Duration = Duration::from_secs(120);

/// How many of its repositories a domain is shown to hold.
const SHOWN: usize = 5;

/// A domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Domain {
    /// Name.
    pub name: String,
    /// Account that owns it.
    pub owner: String,
    /// ARN.
    pub arn: String,
    /// `Active` or `Deleted`.
    pub status: String,
    /// When it was created, in RFC 3339 format.
    pub created_time: String,
    /// ARN of the key that encrypts its assets, also where that is the key that AWS manages.
    pub encryption_key: String,
    /// ARN of the bucket that holds its assets.
    pub s3_bucket_arn: String,
    /// Number of its repositories.
    pub repository_count: i64,
    /// Size of its assets in bytes.
    pub asset_size_bytes: i64,
}

impl Domain {
    fn is_active(&self) -> bool {
        self.status == DomainStatus::Active.as_str()
    }
}

impl Aws {
    /// Creates a domain and waits until it is active. The key is an ID, an alias or the ARN of one
    /// of them.
    pub(crate) async fn create_domain(
        &self,
        id: &DomainId,
        encryption_key: Option<&str>,
        tags: &Tags,
    ) -> Result<Domain> {
        let began = Instant::now();
        let asked = Asked { encryption_key, tags };
        let create = || self.try_create_domain(id, &asked);
        let created = self.eventually(KEY_PROPAGATION, create).await;
        let made = match created {
            Err(conflict) if conflict.kind() == Kind::Conflict => {
                let began = conflict.service_time_of(began);
                self.adopt_domain(id, &asked, began, conflict).await?
            }
            created => created?,
        };
        self.learn_account(id.owner.as_deref(), &made.owner);
        self.made.note("domain", self.region_of(id.region.as_deref()), id);
        match made.is_active() {
            true => Ok(made),
            false => Ok(self.activated(id, made).await),
        }
    }

    /// The domain, or `None` if it does not exist.
    pub(crate) async fn describe_domain(&self, id: &DomainId) -> Result<Option<Domain>> {
        let answer = call!(self, domain(id), describe_domain()).await;
        let found = match answer {
            Err(error) if error.says_absent(&["domain"]) => return Ok(None),
            answer => described(answer?.domain)?,
        };
        self.learn_account(id.owner.as_deref(), &found.owner);
        Ok(Some(found))
    }

    /// Deletes a domain, which must hold no repository. One that does not exist is as good.
    pub(crate) async fn delete_domain(&self, id: &DomainId) -> Result<()> {
        self.made.forget(self.region_of(id.region.as_deref()), id);
        let answer = call!(self, domain(id), delete_domain()).await;
        match answer {
            Err(error) if error.kind() == Kind::Conflict => {
                Err(error.with_advice(self.what_it_holds(id).await))
            }
            Err(error) if !error.says_absent(&["domain"]) => Err(error),
            _ => Ok(()),
        }
    }

    /// What keeps a domain from being deleted, and is to be deleted first: its first repositories,
    /// where these can be listed.
    async fn what_it_holds(&self, id: &DomainId) -> String {
        let answer = call!(self, domain(id), list_repositories_in_domain()).await;
        let found = answer.ok().and_then(|answer| answer.repositories).unwrap_or_default();
        let names: Vec<_> = found.iter().filter_map(|repository| repository.name()).collect();
        let more = names.len().saturating_sub(SHOWN);
        let some = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
        let held = match (names.len(), more) {
            (0, _) => String::new(),
            (_, 0) => format!(": {some}"),
            _ => format!(": {some}, and the others"),
        };
        format!("A domain that contains repositories cannot be deleted. Delete them first{held}.")
    }

    /// One call. A key that is not found may only be too young.
    async fn try_create_domain(&self, id: &DomainId, asked: &Asked<'_>) -> Result<Look<Domain>> {
        let answer = call!(
            self,
            new_domain(id),
            create_domain()
                .set_encryption_key(asked.encryption_key.map(str::to_owned))
                .set_tags(to_wire(asked.tags))
        )
        .await;
        match answer {
            Ok(answer) => described(answer.domain).map(Look::Done),
            Err(error) if key_not_found(&error) => Ok(Look::NotYet(error.with_advice(CHECK_KEY))),
            Err(error) => Err(error),
        }
    }

    /// The domain that an unanswered attempt of ours created, or else the conflict.
    async fn adopt_domain(
        &self,
        id: &DomainId,
        asked: &Asked<'_>,
        began: Option<SystemTime>,
        conflict: Error,
    ) -> Result<Domain> {
        let import_id = id.import_id(self.region());
        let conflict = already_exists(conflict, "codeartifact_domain", &import_id);
        if !conflict.in_doubt() {
            return Err(conflict);
        }
        match self.describe_domain(id).await {
            Ok(Some(found)) if self.is_our_domain(id, &found, asked, began).await => Ok(found),
            _ => Err(conflict),
        }
    }

    async fn is_our_domain(
        &self,
        id: &DomainId,
        found: &Domain,
        asked: &Asked<'_>,
        began: Option<SystemTime>,
    ) -> bool {
        made_since(began, &found.created_time)
            && asked.encryption_key.is_none_or(|key| is_key(key, &found.encryption_key))
            && self.carries(&found.arn, id.region.as_deref(), asked.tags).await
    }

    /// The domain once it is active. What was made is returned even if that cannot be seen: an
    /// error would lose it.
    async fn activated(&self, id: &DomainId, made: Domain) -> Domain {
        let look = || async {
            let pending = || Error::new(Kind::NotFound, format!("domain {id} is not active yet"));
            match self.describe_domain(id).await? {
                Some(domain) if domain.is_active() => Ok::<_, Error>(Look::Done(domain)),
                _ => Ok(Look::NotYet(pending())),
            }
        };
        match self.eventually(ACTIVATION, look).await {
            Ok(active) => active,
            Err(error) => {
                warn!(domain = %id, %error, "the domain was created, but did not become active");
                made
            }
        }
    }
}

/// What a create asks for.
struct Asked<'a> {
    encryption_key: Option<&'a str>,
    tags: &'a Tags,
}

fn described(answer: Option<DomainDescription>) -> Result<Domain> {
    let answer = answer.ok_or_else(|| Error::incomplete("a domain"))?;
    Ok(Domain {
        status: answer.status.map(|status| status.as_str().to_owned()).unwrap_or_default(),
        created_time: rfc3339(answer.created_time),
        name: answer.name.unwrap_or_default(),
        owner: answer.owner.unwrap_or_default(),
        arn: answer.arn.unwrap_or_default(),
        encryption_key: answer.encryption_key.unwrap_or_default(),
        s3_bucket_arn: answer.s3_bucket_arn.unwrap_or_default(),
        repository_count: answer.repository_count.into(),
        asset_size_bytes: answer.asset_size_bytes,
    })
}

const CHECK_KEY: &str = "Check that the key exists in the Region, and grant the caller `kms:DescribeKey` and \
                         `kms:CreateGrant` on it.";

/// What the service answers for a key that does not exist, or that it cannot see yet.
fn key_not_found(error: &Error) -> bool {
    error.kind() == Kind::Validation && error.to_string().contains("KMS key not found")
}

/// Whether a key that was asked for can be the one with this ARN. An alias cannot be compared, and
/// is believed.
fn is_key(asked: &str, arn: &str) -> bool {
    let alias = asked.starts_with("alias/") || asked.contains(":alias/");
    alias || asked == arn || arn.ends_with(&format!("/{asked}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_told_by_its_id_and_an_alias_is_believed() {
        let arn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
        for asked in [arn, "1234abcd", "alias/x", "arn:aws:kms:eu-west-1:123456789012:alias/x"] {
            assert!(is_key(asked, arn), "{asked}");
        }
        assert!(!is_key("abcd", arn));
    }

    /// The framework runs every verb as a boxed future that may move between threads.
    #[test]
    fn calls_can_move_between_threads() {
        fn check(_: impl Send) {}
        fn every_call(aws: &Aws, id: &DomainId, tags: &Tags) {
            check(aws.create_domain(id, None, tags));
            check(aws.retag("arn", None, tags, tags));
        }
        let _ = every_call;
    }
}
