//! Generic packages to test with: how they are published, and what is there.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::error::SdkError;
use aws_sdk_codeartifact::operation::get_package_version_asset::builders::GetPackageVersionAssetFluentBuilder;
use aws_sdk_codeartifact::operation::publish_package_version::builders::PublishPackageVersionFluentBuilder;
use aws_sdk_codeartifact::operation::publish_package_version::{
    PublishPackageVersionError, PublishPackageVersionOutput,
};
use aws_sdk_codeartifact::primitives::ByteStream;
use aws_sdk_codeartifact::types::{PackageFormat, PackageVersionDescription};
use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, as the service writes it.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A publication of one asset, `app.zip`, of a version of package `team/app` in repository `store`.
pub(crate) fn publication(
    client: &Client,
    version: &str,
    content: &[u8],
) -> PublishPackageVersionFluentBuilder {
    client
        .publish_package_version()
        .domain("main")
        .repository("store")
        .format(PackageFormat::Generic)
        .namespace("team")
        .package("app")
        .package_version(version)
        .asset_name("app.zip")
        .asset_sha256(sha256(content))
        .asset_content(ByteStream::from(content.to_vec()))
}

/// A request for that asset.
pub(crate) fn fetch(client: &Client, version: &str) -> GetPackageVersionAssetFluentBuilder {
    client
        .get_package_version_asset()
        .domain("main")
        .repository("store")
        .format(PackageFormat::Generic)
        .namespace("team")
        .package("app")
        .package_version(version)
        .asset("app.zip")
}

/// Publishes it.
pub(crate) async fn publish(
    client: &Client,
    version: &str,
    content: &[u8],
) -> Result<PublishPackageVersionOutput, SdkError<PublishPackageVersionError>> {
    publication(client, version, content).send().await
}

/// Publishes these versions, each with a content of its own.
pub(crate) async fn publish_all(client: &Client, versions: &[&str]) {
    for version in versions {
        publish(client, version, version.as_bytes()).await.expect("a publication");
    }
}

/// A version of the package in a repository; nothing where it is not there.
pub(crate) async fn look(
    client: &Client,
    repository: &str,
    version: &str,
) -> Option<PackageVersionDescription> {
    let found = client
        .describe_package_version()
        .domain("main")
        .repository(repository)
        .format(PackageFormat::Generic)
        .namespace("team")
        .package("app")
        .package_version(version)
        .send()
        .await;
    found.ok()?.package_version
}

/// The status of a version in repository `store`; nothing where it is not there.
pub(crate) async fn status(client: &Client, version: &str) -> Option<String> {
    let found = look(client, "store", version).await?;
    found.status.map(|status| status.as_str().to_owned())
}
