//! Package groups: create, look, change, delete.

use std::collections::BTreeMap;
use std::time::{Instant, SystemTime};

use aws_sdk_codeartifact::types::{
    PackageGroupDescription, PackageGroupOriginConfiguration, PackageGroupOriginRestriction,
    PackageGroupReference,
};

use super::adoption::{already_exists, made_since};
use super::tags::to_wire;
use crate::aws::calls::call;
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::time::rfc3339;
use crate::aws::names::{PackageGroupId, Tags};

/// The types of resource whose absence means that a group does not exist: it cannot outlive its
/// domain.
const GONE: [&str; 2] = ["package-group", "domain"];

/// A package group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PackageGroup {
    /// Pattern.
    pub pattern: String,
    /// Name of its domain.
    pub domain: String,
    /// Account that owns the domain.
    pub domain_owner: String,
    /// ARN.
    pub arn: String,
    /// When it was created, in RFC 3339 format.
    pub created_time: String,
    /// The contact for it, if that is said.
    pub contact_info: Option<String>,
    /// Description, if it has one.
    pub description: Option<String>,
    /// Pattern of the group that it is directly below; the root package group is below none.
    pub parent: Option<String>,
    /// How versions may be published or ingested, by the type of restriction: `PUBLISH`,
    /// `EXTERNAL_UPSTREAM`, `INTERNAL_UPSTREAM`.
    pub restrictions: BTreeMap<String, Restriction>,
}

/// How versions may be published or ingested, in one type of restriction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Restriction {
    /// Mode of the group itself, such as `INHERIT`.
    pub mode: String,
    /// Mode that counts.
    pub effective_mode: String,
    /// Pattern of the group that the mode comes from, where it is inherited.
    pub inherited_from: Option<String>,
    /// Number of allowed repositories.
    pub repositories_count: i64,
}

impl Aws {
    /// Creates a group. Calls about it wait until it can be seen.
    pub(crate) async fn create_package_group(
        &self,
        id: &PackageGroupId,
        description: Option<&str>,
        contact_info: Option<&str>,
        tags: &Tags,
    ) -> Result<PackageGroup> {
        let began = Instant::now();
        let asked = Asked { description, contact_info, tags };
        let made = match self.send_create_group(id, &asked).await {
            Err(conflict) if conflict.kind() == Kind::Conflict => {
                let began = conflict.service_time_of(began);
                self.adopt_group(id, &asked, began, conflict).await?
            }
            made => made?,
        };
        self.made.note("package-group", self.region_of(id.domain.region.as_deref()), id);
        Ok(made)
    }

    /// The group, or `None` if it does not exist.
    pub(crate) async fn describe_package_group(
        &self,
        id: &PackageGroupId,
    ) -> Result<Option<PackageGroup>> {
        let answer = call!(self, group(id), describe_package_group()).await;
        match answer {
            Ok(answer) => described(answer.package_group).map(Some),
            Err(error) if error.says_absent(&GONE) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Changes what is said about a group; an empty text clears.
    pub(crate) async fn update_package_group(
        &self,
        id: &PackageGroupId,
        description: &str,
        contact_info: &str,
    ) -> Result<PackageGroup> {
        let answer = call!(
            self,
            group(id),
            update_package_group().description(description).contact_info(contact_info)
        )
        .await?;
        described(answer.package_group)
    }

    /// Deletes a group, whose packages and groups fall to its parent. One that does not exist is as
    /// good.
    pub(crate) async fn delete_package_group(&self, id: &PackageGroupId) -> Result<()> {
        self.made.forget(self.region_of(id.domain.region.as_deref()), id);
        let answer = call!(self, group(id), delete_package_group()).await;
        match answer {
            Err(error) if !error.says_absent(&GONE) => Err(error),
            _ => Ok(()),
        }
    }

    async fn send_create_group(
        &self,
        id: &PackageGroupId,
        asked: &Asked<'_>,
    ) -> Result<PackageGroup> {
        let answer = call!(
            self,
            group(id),
            create_package_group()
                .set_description(asked.description.map(str::to_owned))
                .set_contact_info(asked.contact_info.map(str::to_owned))
                .set_tags(to_wire(asked.tags))
        )
        .await?;
        described(answer.package_group)
    }

    /// The group that an unanswered attempt of ours created, or else the conflict.
    async fn adopt_group(
        &self,
        id: &PackageGroupId,
        asked: &Asked<'_>,
        began: Option<SystemTime>,
        conflict: Error,
    ) -> Result<PackageGroup> {
        let import_id = id.import_id(self.region());
        let conflict = already_exists(conflict, "codeartifact_package_group", &import_id);
        if !conflict.in_doubt() {
            return Err(conflict);
        }
        match self.describe_package_group(id).await {
            Ok(Some(found)) if self.is_our_group(id, &found, asked, began).await => Ok(found),
            _ => Err(conflict),
        }
    }

    async fn is_our_group(
        &self,
        id: &PackageGroupId,
        found: &PackageGroup,
        asked: &Asked<'_>,
        began: Option<SystemTime>,
    ) -> bool {
        made_since(began, &found.created_time)
            && asked.is(found)
            && self.carries(&found.arn, id.domain.region.as_deref(), asked.tags).await
    }
}

/// What a create asks for.
struct Asked<'a> {
    description: Option<&'a str>,
    contact_info: Option<&'a str>,
    tags: &'a Tags,
}

impl Asked<'_> {
    fn is(&self, found: &PackageGroup) -> bool {
        let same = |found: &Option<String>, asked: Option<&str>| {
            found.as_deref().unwrap_or_default() == asked.unwrap_or_default()
        };
        same(&found.description, self.description) && same(&found.contact_info, self.contact_info)
    }
}

pub(in crate::aws) fn described(answer: Option<PackageGroupDescription>) -> Result<PackageGroup> {
    let answer = answer.ok_or_else(|| Error::incomplete("a package group"))?;
    // The service stores no empty text: one that was cleared is absent.
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    Ok(PackageGroup {
        pattern: answer.pattern.unwrap_or_default(),
        domain: answer.domain_name.unwrap_or_default(),
        domain_owner: answer.domain_owner.unwrap_or_default(),
        arn: answer.arn.unwrap_or_default(),
        created_time: rfc3339(answer.created_time),
        contact_info: filled(answer.contact_info),
        description: filled(answer.description),
        parent: pattern_of(answer.parent),
        restrictions: restrictions(answer.origin_configuration),
    })
}

pub(in crate::aws) fn pattern_of(group: Option<PackageGroupReference>) -> Option<String> {
    group.and_then(|group| group.pattern)
}

/// The restrictions by their type, as the wire has it.
pub(in crate::aws) fn restrictions(
    configuration: Option<PackageGroupOriginConfiguration>,
) -> BTreeMap<String, Restriction> {
    let all = configuration.and_then(|configuration| configuration.restrictions);
    let named = all.unwrap_or_default().into_iter();
    named.map(|(way, one)| (way.as_str().to_owned(), one.into())).collect()
}

impl From<PackageGroupOriginRestriction> for Restriction {
    fn from(one: PackageGroupOriginRestriction) -> Self {
        let text = |mode: Option<
            aws_sdk_codeartifact::types::PackageGroupOriginRestrictionMode,
        >| { mode.map(|mode| mode.as_str().to_owned()).unwrap_or_default() };
        Self {
            mode: text(one.mode),
            effective_mode: text(one.effective_mode),
            inherited_from: pattern_of(one.inherited_from),
            repositories_count: one.repositories_count.unwrap_or_default(),
        }
    }
}
