//! Package groups in lists, their packages, and the group of a package.

use aws_sdk_codeartifact::types::{self, PackageFormat};
use futures::Stream;

use super::package_groups::{PackageGroup, described, pattern_of, restrictions};
use crate::aws::calls::call;
use crate::aws::calls::pages::Page;
use crate::aws::client::Aws;
use crate::aws::failure::Result;
use crate::aws::names::time::rfc3339;
use crate::aws::names::{DomainId, PackageGroupId};

/// A package that a group has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AssociatedPackage {
    /// Format, such as `npm`.
    pub format: String,
    /// Namespace, if it has one.
    pub namespace: Option<String>,
    /// Name.
    pub package: String,
    /// `STRONG`, or `WEAK` where the name only looks like one of the group.
    pub association_type: String,
}

impl Aws {
    /// The groups of a domain whose patterns begin so, asked for page by page as they are taken.
    pub(crate) fn each_package_group(
        &self,
        id: DomainId,
        prefix: Option<String>,
    ) -> impl Stream<Item = Result<PackageGroup>> + Send {
        self.each(move |token| {
            let (id, prefix) = (id.clone(), prefix.clone());
            async move { self.groups_page(&id, prefix.as_deref(), token).await }
        })
    }

    /// The groups of a domain whose patterns begin so.
    pub(crate) async fn list_package_groups(
        &self,
        id: &DomainId,
        prefix: Option<&str>,
    ) -> Result<Vec<PackageGroup>> {
        self.all(|token| self.groups_page(id, prefix, token)).await
    }

    /// The groups directly below a group.
    pub(crate) async fn list_sub_package_groups(
        &self,
        id: &PackageGroupId,
    ) -> Result<Vec<PackageGroup>> {
        self.all(|token| self.sub_groups_page(id, token)).await
    }

    /// The packages of a group; with `preview`, those that it would have if it existed.
    pub(crate) async fn list_associated_packages(
        &self,
        id: &PackageGroupId,
        preview: bool,
    ) -> Result<Vec<AssociatedPackage>> {
        self.all(|token| self.associated_page(id, preview, token)).await
    }

    /// The group that is associated with a package, which need not exist, and how it is associated.
    pub(crate) async fn associated_package_group(
        &self,
        id: &DomainId,
        format: &str,
        namespace: Option<&str>,
        package: &str,
    ) -> Result<(PackageGroup, String)> {
        let path = format!("{format}/{}/{package}", namespace.unwrap_or_default());
        let answer = call!(
            self,
            domain(id) / &path,
            get_associated_package_group()
                .format(PackageFormat::from(format))
                .set_namespace(namespace.map(str::to_owned))
                .package(package)
        )
        .await?;
        let association = answer.association_type.map(|how| how.as_str().to_owned());
        Ok((described(answer.package_group)?, association.unwrap_or_default()))
    }

    async fn groups_page(
        &self,
        id: &DomainId,
        prefix: Option<&str>,
        token: Option<String>,
    ) -> Result<Page<PackageGroup>> {
        let answer = call!(
            self,
            domain(id),
            list_package_groups().set_prefix(prefix.map(str::to_owned)).set_next_token(token)
        )
        .await?;
        let found = answer.package_groups.unwrap_or_default();
        Ok((found.into_iter().map(Into::into).collect(), answer.next_token))
    }

    async fn sub_groups_page(
        &self,
        id: &PackageGroupId,
        token: Option<String>,
    ) -> Result<Page<PackageGroup>> {
        let answer =
            call!(self, group(id), list_sub_package_groups().set_next_token(token)).await?;
        let found = answer.package_groups.unwrap_or_default();
        Ok((found.into_iter().map(Into::into).collect(), answer.next_token))
    }

    async fn associated_page(
        &self,
        id: &PackageGroupId,
        preview: bool,
        token: Option<String>,
    ) -> Result<Page<AssociatedPackage>> {
        let answer = call!(
            self,
            group(id),
            list_associated_packages().preview(preview).set_next_token(token)
        )
        .await?;
        let found = answer.packages.unwrap_or_default();
        Ok((found.into_iter().map(Into::into).collect(), answer.next_token))
    }
}

impl From<types::PackageGroupSummary> for PackageGroup {
    fn from(found: types::PackageGroupSummary) -> Self {
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        Self {
            pattern: found.pattern.unwrap_or_default(),
            domain: found.domain_name.unwrap_or_default(),
            domain_owner: found.domain_owner.unwrap_or_default(),
            arn: found.arn.unwrap_or_default(),
            created_time: rfc3339(found.created_time),
            contact_info: filled(found.contact_info),
            description: filled(found.description),
            parent: pattern_of(found.parent),
            restrictions: restrictions(found.origin_configuration),
        }
    }
}

impl From<types::AssociatedPackage> for AssociatedPackage {
    fn from(found: types::AssociatedPackage) -> Self {
        Self {
            format: found.format.map(|format| format.as_str().to_owned()).unwrap_or_default(),
            namespace: found.namespace.filter(|namespace| !namespace.is_empty()),
            package: found.package.unwrap_or_default(),
            association_type: found
                .association_type
                .map(|how| how.as_str().to_owned())
                .unwrap_or_default(),
        }
    }
}
