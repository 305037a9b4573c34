//! Packages of the format `generic` in the namespace `space`, as the service has them: looked at,
//! made and changed behind Terraform's back.

use aws_sdk_codeartifact::primitives::ByteStream;
use aws_sdk_codeartifact::types::{
    AllowPublish, AllowUpstream, PackageFormat, PackageOriginRestrictions, PackageVersionStatus,
};
use codeartifact::aws::Content;

use crate::support::world::{ACCOUNT, REGION, World};

/// The namespace of every package here.
pub(crate) const NAMESPACE: &str = "space";

/// The ARN of a package of the world's own account and Region.
pub(crate) fn package_arn(repository: &str, package: &str) -> String {
    format!(
        "arn:aws:codeartifact:{REGION}:{ACCOUNT}:package/main/{repository}/generic/{NAMESPACE}/{package}"
    )
}

/// Names a package of the domain `main` in a request.
macro_rules! about {
    ($request:expr, $repository:expr, $package:expr) => {
        $request
            .domain("main")
            .repository($repository)
            .format(PackageFormat::Generic)
            .namespace(NAMESPACE)
            .package($package)
    };
}

impl World {
    /// Makes the domain `main`, and repositories in it and in the domain `other`.
    pub(crate) fn make_package_repositories(&self, names: &[&str]) {
        for domain in ["main", "other"] {
            self.make_domain(domain);
            self.make_repositories(domain, names);
        }
    }

    /// Publishes a version with one asset, `a.txt`.
    pub(crate) fn publish(&self, repository: &str, package: &str, version: &str, text: &str) {
        self.send((repository, package, version), text, false);
    }

    /// Begins a version with one asset, `a.txt`, to which others can be added.
    pub(crate) fn begin_version(&self, repository: &str, package: &str, version: &str, text: &str) {
        self.send((repository, package, version), text, true);
    }

    fn send(&self, (repository, package, version): (&str, &str, &str), text: &str, open: bool) {
        let content = Content::Bytes(text.into());
        let hash = content.digest().expect("bytes at hand").sha256;
        self.aws(async |client| {
            let call = about!(client.publish_package_version(), repository, package);
            let call = call.package_version(version).asset_name("a.txt").asset_sha256(hash);
            let call = call.unfinished(open);
            call.asset_content(ByteStream::from(text.as_bytes().to_vec())).send().await
        });
    }

    /// The status of a version; nothing where there is no such version.
    pub(crate) fn version_status(
        &self,
        repository: &str,
        package: &str,
        version: &str,
    ) -> Option<String> {
        let found = self.ask(async |client| {
            let call = about!(client.describe_package_version(), repository, package);
            call.package_version(version).send().await
        });
        Some(found.ok()?.package_version?.status?.to_string())
    }

    /// The text of the asset `a.txt`; nothing where it is gone.
    pub(crate) fn asset(&self, repository: &str, package: &str, version: &str) -> Option<String> {
        let found = self.ask(async |client| {
            let call = about!(client.get_package_version_asset(), repository, package);
            call.package_version(version).asset("a.txt").send().await
        });
        let bytes = self.wait(found.ok()?.asset.collect()).expect("a whole asset");
        Some(String::from_utf8(bytes.to_vec()).expect("UTF-8"))
    }

    pub(crate) fn set_version_status(
        &self,
        repository: &str,
        package: &str,
        version: &str,
        status: &str,
    ) {
        self.aws(async |client| {
            let call = about!(client.update_package_versions_status(), repository, package);
            call.versions(version).target_status(PackageVersionStatus::from(status)).send().await
        });
    }

    pub(crate) fn dispose_version(&self, repository: &str, package: &str, version: &str) {
        self.aws(async |client| {
            let call = about!(client.dispose_package_versions(), repository, package);
            call.versions(version).send().await
        });
    }

    pub(crate) fn delete_version(&self, repository: &str, package: &str, version: &str) {
        self.aws(async |client| {
            let call = about!(client.delete_package_versions(), repository, package);
            call.versions(version).send().await
        });
    }

    pub(crate) fn delete_package(&self, repository: &str, package: &str) {
        self.aws(async |client| about!(client.delete_package(), repository, package).send().await);
    }

    /// Whether versions may be published and may come from upstream; nothing where there is no such
    /// package.
    pub(crate) fn origin(&self, repository: &str, package: &str) -> Option<[String; 2]> {
        let found = self.ask(async |client| {
            about!(client.describe_package(), repository, package).send().await
        });
        let restrictions = found.ok()?.package?.origin_configuration?.restrictions?;
        Some([restrictions.publish.to_string(), restrictions.upstream.to_string()])
    }

    /// Sets the origin controls of a package.
    pub(crate) fn set_origin(
        &self,
        repository: &str,
        package: &str,
        publish: &str,
        upstream: &str,
    ) {
        let restrictions = PackageOriginRestrictions::builder()
            .publish(AllowPublish::from(publish))
            .upstream(AllowUpstream::from(upstream))
            .build();
        self.aws(async |client| {
            let call = about!(client.put_package_origin_configuration(), repository, package);
            call.restrictions(restrictions.expect("both")).send().await
        });
    }
}
