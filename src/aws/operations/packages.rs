//! Packages and their origin controls.

use aws_sdk_codeartifact::types::{
    AllowPublish, AllowUpstream, PackageFormat, PackageOriginConfiguration,
    PackageOriginRestrictions,
};
use futures::Stream;

use crate::aws::calls::call;
use crate::aws::calls::pages::Page;
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Result};
use crate::aws::names::{PackageId, RepositoryId};

/// The types of resource whose absence means that a package does not exist: it cannot outlive its
/// repository.
const GONE: [&str; 3] = ["package", "repository", "domain"];

/// A package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Package {
    /// Format, such as `npm`.
    pub format: String,
    /// Namespace, if it has one.
    pub namespace: Option<String>,
    /// Name.
    pub name: String,
    /// How versions may be published or ingested.
    pub origin: OriginControls,
}

/// Whether versions of a package may be published, and whether they may come from upstream: `ALLOW`
/// or `BLOCK`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OriginControls {
    /// Whether versions may be published.
    pub publish: String,
    /// Whether versions may come from upstreams and public repositories.
    pub upstream: String,
}

/// What packages of a repository are asked for. What is `None` does not narrow the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct PackageFilter {
    /// Format, such as `npm`.
    pub format: Option<String>,
    /// Text with which the namespace begins. The service wants a format with it.
    pub namespace: Option<String>,
    /// Text with which the name begins.
    pub prefix: Option<String>,
    /// `ALLOW` or `BLOCK`.
    pub publish: Option<String>,
    /// `ALLOW` or `BLOCK`.
    pub upstream: Option<String>,
}

impl Aws {
    /// The package, or `None` if it does not exist.
    pub(crate) async fn describe_package(&self, id: &PackageId) -> Result<Option<Package>> {
        let answer = call!(self, package(id), describe_package()).await;
        let found = match answer {
            Err(error) if error.says_absent(&GONE) => return Ok(None),
            answer => answer?.package.ok_or_else(|| Error::incomplete("a package"))?,
        };
        Ok(Some(Package {
            format: text(found.format.as_ref()),
            namespace: found.namespace.filter(|namespace| !namespace.is_empty()),
            name: found.name.unwrap_or_default(),
            origin: origin(found.origin_configuration),
        }))
    }

    /// The packages of a repository that pass the filter, in the order of the service.
    pub(crate) async fn list_packages(
        &self,
        id: &RepositoryId,
        filter: &PackageFilter,
    ) -> Result<Vec<Package>> {
        self.all(|token| self.packages_page(id, filter, token)).await
    }

    /// The same, asked for page by page as they are taken.
    pub(crate) fn each_package(
        &self,
        id: RepositoryId,
        filter: PackageFilter,
    ) -> impl Stream<Item = Result<Package>> + Send {
        self.each(move |token| {
            let (id, filter) = (id.clone(), filter.clone());
            async move { self.packages_page(&id, &filter, token).await }
        })
    }

    /// Says how versions may reach a package, which is created, without versions, where it does
    /// not exist.
    pub(crate) async fn put_package_origin(
        &self,
        id: &PackageId,
        wanted: &OriginControls,
    ) -> Result<OriginControls> {
        let restrictions = PackageOriginRestrictions::builder()
            .publish(AllowPublish::from(wanted.publish.as_str()))
            .upstream(AllowUpstream::from(wanted.upstream.as_str()))
            .build()
            .expect("both restrictions are given");
        let answer =
            call!(self, package(id), put_package_origin_configuration().restrictions(restrictions))
                .await?;
        Ok(origin(answer.origin_configuration))
    }

    /// Deletes a package and all its versions. One that does not exist is as good.
    pub(crate) async fn delete_package(&self, id: &PackageId) -> Result<()> {
        let answer = call!(self, package(id), delete_package()).await;
        match answer {
            Err(error) if !error.says_absent(&GONE) => Err(error),
            _ => Ok(()),
        }
    }

    async fn packages_page(
        &self,
        id: &RepositoryId,
        filter: &PackageFilter,
        next: Option<String>,
    ) -> Result<Page<Package>> {
        let answer = call!(
            self,
            repository(id),
            list_packages()
                .set_format(filter.format.as_deref().map(PackageFormat::from))
                .set_namespace(filter.namespace.clone())
                .set_package_prefix(filter.prefix.clone())
                .set_publish(filter.publish.as_deref().map(AllowPublish::from))
                .set_upstream(filter.upstream.as_deref().map(AllowUpstream::from))
                .set_next_token(next)
        )
        .await?;
        let package = |found: aws_sdk_codeartifact::types::PackageSummary| Package {
            format: text(found.format.as_ref()),
            namespace: found.namespace.filter(|namespace| !namespace.is_empty()),
            name: found.package.unwrap_or_default(),
            origin: origin(found.origin_configuration),
        };
        let page = answer.packages.unwrap_or_default().into_iter().map(package).collect();
        Ok((page, answer.next_token))
    }
}

fn text(format: Option<&PackageFormat>) -> String {
    format.map(|format| format.as_str().to_owned()).unwrap_or_default()
}

fn origin(configuration: Option<PackageOriginConfiguration>) -> OriginControls {
    let restrictions = configuration.and_then(|configuration| configuration.restrictions);
    OriginControls {
        publish: restrictions.as_ref().map_or_else(String::new, |one| one.publish.to_string()),
        upstream: restrictions.as_ref().map_or_else(String::new, |one| one.upstream.to_string()),
    }
}
