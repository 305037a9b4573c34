//! Domains.

use crate::aws::{self, Aws};
use crate::framework::diagnostic::{Diagnostic, Result};
use crate::framework::field::{Computed, Field, OptionalComputed, Private};
use crate::framework::loss::Loss;
use crate::framework::moves::Move;
use crate::framework::path::Path;
use crate::framework::permissions::Permission;
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::{object, replaces, stable};
use crate::framework::value::Value;
use crate::service::encryption_key::{self, EncryptionKey};
use crate::service::keys::OwnDomainKey;
use crate::service::permissions;
use crate::service::tags::{self, Tags};
use crate::service::time::Time;
use crate::service::{deletion, moves, region};

object! {
    /// Manages a CodeArtifact domain, which stores the packages of its repositories and encrypts
    /// them with one key.
    ///
    /// ~> Destroying or replacing a domain deletes its package groups and its permissions policy.
    /// CodeArtifact rejects the deletion while the domain contains repositories.
    ///
    /// The size of a domain and the number of its repositories change with every published version.
    /// The data source of the same name returns them. The resource does not, so that a refresh of
    /// an unchanged domain shows no drift.
    pub(crate) struct Domain {
        /// KMS key that encrypts the packages: a key ID, an alias, or the ARN of a key or an alias.
        /// The key must be symmetric. Defaults to the AWS managed key.
        encryption_key: OptionalComputed<EncryptionKey> =
            replaces().stable().length(1, 1011).matching(encryption_key::KEY),
        /// Whether to reject the deletion of the domain while it contains repositories, before
        /// CodeArtifact is called. Defaults to `false`. The value is not stored in CodeArtifact,
        /// and import does not set it.
        deletion_protection: Option<bool>,
        /// Tags of the domain.
        tags: Option<Tags>,
        /// All tags of the domain, including the provider's `default_tags`.
        tags_all: Computed<Tags>,
        /// ARN of the domain.
        arn: Computed<String> = stable(),
        /// ARN of the domain, as in the AWS provider.
        id: Computed<String> = stable(),
        // Here, since the page names the owner behind the ARN.
        ..key: OwnDomainKey {
            /// Name of the domain, unique among the domains of an account in a Region.
            domain,
        },
        /// Creation time of the domain, in RFC 3339 format.
        created_time: Computed<Time> = stable(),
        /// ARN of the S3 bucket that stores the packages.
        s3_bucket_arn: Computed<String> = stable(),
        /// ARN of the key to which an alias in `encryption_key` referred when the domain was
        /// created.
        key_behind_alias: Private<Option<String>>,
    }
}

impl Resource for Domain {
    const NAME: &'static str = "domain";
    const MOVES: &'static [Move] = &[moves::aws::DOMAIN, moves::awscc::DOMAIN];
    const OPERATIONS: &'static [&'static str] = &[
        "CreateDomain",
        "DescribeDomain",
        "DeleteDomain",
        "ListTagsForResource",
        "TagResource",
        "UntagResource",
    ];
    const PERMISSIONS: &'static [Permission] = &[
        permissions::TAGS,
        Permission::to_apply(&["kms:CreateGrant", "kms:DescribeKey"])
            .when("To create a domain with `encryption_key`, on that key."),
    ];
    type Key = OwnDomainKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)?;
        tags::plan(change, aws);
        plan_key_behind_alias(change);
        plan_alias(change);
        Ok(())
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let tags = tags::initial(aws, plan.tags.as_ref());
        let key = plan.encryption_key.as_known().map(|key| key.0.as_str());
        let made = aws.create_domain(&plan.key.id(), key, &tags).await?;
        Ok(Self { tags: Some(Tags(tags)), ..made.into() })
    }

    async fn read(key: OwnDomainKey, aws: &Aws) -> Result<Option<Self>> {
        let id = key.id();
        let arn = id.arn(aws.region()).map(|arn| arn.to_string());
        let (region, describe) = (id.region.as_deref(), aws.describe_domain(&id));
        let found =
            tags::described(aws, arn.as_ref(), region, describe, |found| &found.arn).await?;
        Ok(found.map(|(found, tags)| Self { tags: Some(Tags(tags)), ..found.into() }))
    }

    /// Only tags can change.
    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key.id();
        let arn = prior.arn.known().unwrap_or_default();
        let place = (arn.as_str(), id.region.as_deref());
        let tags = tags::update(aws, place, prior.tags_all, plan.tags.as_ref()).await?;
        Ok(Self { tags: Some(tags), arn: arn.into(), ..plan })
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        let id = prior.key.id();
        if prior.deletion_protection == Some(true) {
            let found = aws.describe_domain(&id).await?;
            let count = found.map_or(0, |found| found.repository_count);
            let count = usize::try_from(count).unwrap_or_default();
            deletion::only_if_empty(count, "repository", "repositories")?;
        }
        Ok(aws.delete_domain(&id).await?)
    }

    async fn settle(found: Self, before: &Value, aws: &Aws) -> Result<Self> {
        let remote = found.tags.clone().unwrap_or_default().0;
        let (tags, tags_all) = tags::settle(&remote, before, aws);
        let id = found.arn.clone();
        let deletion_protection = before.get("deletion_protection").clone().without_unknowns();
        let deletion_protection = Field::decode(deletion_protection)?;
        Ok(Self { id, deletion_protection, tags, tags_all, ..keep_alias(found, before)? })
    }

    fn loss(_: &Value) -> Option<Loss> {
        let what = "The package groups and the permissions policy of the domain will be deleted";
        Some(Loss { what, prevented_by: "" })
    }
}

impl From<aws::Domain> for Domain {
    fn from(domain: aws::Domain) -> Self {
        Self {
            key: OwnDomainKey::found(domain.name, domain.owner, &domain.arn),
            encryption_key: EncryptionKey(domain.encryption_key).into(),
            deletion_protection: None,
            tags: None,
            tags_all: Computed::Unknown,
            id: Computed::Unknown,
            arn: domain.arn.into(),
            created_time: Time(domain.created_time).into(),
            s3_bucket_arn: domain.s3_bucket_arn.into(),
            key_behind_alias: Private(None),
        }
    }
}

/// Keeps an alias in the state while it stands for the key that it stood for at the beginning. The
/// service answers with the ARN of the key, and a domain never changes its key.
fn keep_alias(found: Domain, before: &Value) -> Result<Domain> {
    let spelled = before.get("encryption_key").clone();
    let Some(alias) = OptionalComputed::<EncryptionKey>::decode(spelled)?.known() else {
        return Ok(found);
    };
    let stood_for = Option::<String>::decode(before.get("key_behind_alias").clone())?;
    let stands_for = found.encryption_key.as_known().map(|key| key.0.clone());
    if !alias.is_alias() || (stood_for.is_some() && stood_for != stands_for) {
        return Ok(found);
    }
    Ok(Domain { encryption_key: alias.into(), key_behind_alias: Private(stands_for), ..found })
}

/// The key that an alias stood for when the domain was made may take the place of the alias: it is
/// the key of the domain.
fn plan_key_behind_alias(change: &mut Change) {
    let behind = change.prior.get("key_behind_alias");
    let planned = change.planned.get("encryption_key");
    if behind.as_str().is_some() && EncryptionKey::same(behind, planned) {
        change.plan("encryption_key", change.prior.get("encryption_key").clone());
    }
}

/// An alias for a key that the state knows by its ARN, after an import: only KMS could tell whether
/// it stands for that key. A replacement would destroy every package, so we take it that it does.
fn plan_alias(change: &mut Change) {
    let before = change.prior.get("encryption_key").clone();
    let planned = change.planned.get("encryption_key");
    let is_alias = |value: &Value| value.as_str().is_some_and(EncryptionKey::names_alias);
    if !is_alias(planned) || before.is_null() || is_alias(&before) {
        return;
    }
    let detail = format!(
        "The domain is encrypted with {}. Whether {} is an alias for this key cannot be checked without a call to \
         KMS, and is assumed. To be certain and to prevent this warning, set the ARN.",
        before.as_str().unwrap_or_default(),
        planned.as_str().unwrap_or_default(),
    );
    let at = Path::attribute("encryption_key");
    change.warnings.push(Diagnostic::warning(
        "An alias is assumed to be the domain's key",
        detail,
        at,
    ));
    change.plan("encryption_key", before);
}
