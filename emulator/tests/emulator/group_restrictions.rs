//! What package groups keep out.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{
    AllowPublish, AllowUpstream, PackageFormat, PackageGroupAllowedRepository,
    PackageGroupOriginRestrictionMode as Mode, PackageGroupOriginRestrictionType as Way,
    PackageOriginRestrictions,
};
use codeartifact_emulator::{Options, Seed};

use crate::shelf::{publication, publish};
use crate::world::{refused, start_with, start_with_repositories};

const REFUSAL: &str = "409 ConflictException";

async fn set(client: &Client, pattern: &str, way: Way, mode: Mode) {
    let call = client.update_package_group_origin_configuration().domain("main");
    call.package_group(pattern).restrictions(way, mode).send().await.expect("a restriction");
}

async fn controls(client: &Client) -> PackageOriginRestrictions {
    let call = client.describe_package().domain("main").repository("store");
    let call = call.format(PackageFormat::Generic).namespace("team").package("app");
    let package = call.send().await.expect("the package").package.expect("a description");
    package.origin_configuration.and_then(|origins| origins.restrictions).expect("restrictions")
}

#[tokio::test]
async fn a_group_decides_what_is_published_where() {
    let (_emulator, client) = start_with_repositories(&["store", "other"]).await;
    set(&client, "/*", Way::Publish, Mode::Block).await;
    refused(publish(&client, "1", b"1").await, REFUSAL, "cannot be published to");
    set(&client, "/*", Way::Publish, Mode::AllowSpecificRepositories).await;
    refused(publish(&client, "1", b"1").await, REFUSAL, "cannot be published to");
    let entry = PackageGroupAllowedRepository::builder().repository_name("store");
    let entry = entry.origin_restriction_type(Way::Publish).build();
    let allow = client.update_package_group_origin_configuration().domain("main");
    let allow = allow.package_group("/*").add_allowed_repositories(entry);
    allow.send().await.expect("an allowed repository");
    publish(&client, "1", b"1").await.expect("a publication");
    let elsewhere = publication(&client, "1", b"1").repository("other").send().await;
    refused(elsewhere, REFUSAL, "cannot be published to");
}

#[tokio::test]
async fn what_only_looks_like_a_package_of_a_group_is_kept_out() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let create = client.create_package_group().domain("main").package_group("/generic/team/app$");
    create.send().await.expect("a group");
    publish(&client, "1", b"1").await.expect("the package itself");
    for name in ["App", "\u{430}pp"] {
        let call = publication(&client, "1", b"1").package(name);
        refused(call.send().await, REFUSAL, "cannot be published to");
    }
    publication(&client, "1", b"1").package("apps").send().await.expect("another package");
}

#[tokio::test]
async fn the_controls_of_a_new_package_are_open_where_its_group_decides() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    publish(&client, "1", b"1").await.expect("a publication");
    let found = controls(&client).await;
    assert_eq!((found.publish().as_str(), found.upstream().as_str()), ("ALLOW", "BLOCK"));
    let delete = client.delete_package().domain("main").repository("store");
    let delete = delete.format(PackageFormat::Generic).namespace("team").package("app");
    delete.send().await.expect("a deletion");
    set(&client, "/*", Way::ExternalUpstream, Mode::Block).await;
    publish(&client, "1", b"1").await.expect("a publication");
    let found = controls(&client).await;
    assert_eq!((found.publish().as_str(), found.upstream().as_str()), ("ALLOW", "ALLOW"));
}

#[tokio::test]
async fn a_group_that_blocks_internal_upstreams_blocks_copies() {
    let (_emulator, client) = start_with_repositories(&["store", "other"]).await;
    publish(&client, "1", b"1").await.expect("a publication");
    let copy = async || {
        let call = client.copy_package_versions().domain("main").source_repository("store");
        let call = call.destination_repository("other").format(PackageFormat::Generic);
        let answer =
            call.namespace("team").package("app").versions("1").send().await.expect("an answer");
        let failed = answer.failed_versions.unwrap_or_default();
        failed
            .get("1")
            .and_then(|failure| failure.error_code())
            .map(|code| code.as_str().to_owned())
    };
    set(&client, "/*", Way::InternalUpstream, Mode::Block).await;
    assert_eq!(copy().await.as_deref(), Some("NOT_ALLOWED"));
    set(&client, "/*", Way::InternalUpstream, Mode::Allow).await;
    assert_eq!(copy().await, None);
}

/// The errors of copies of a version that lies two repositories behind the source.
async fn copy_from_afar(client: &Client) -> Option<String> {
    let call = client.copy_package_versions().domain("main").source_repository("near");
    let call = call.destination_repository("prod").format(PackageFormat::Npm).package("pad");
    let answer =
        call.versions("1.0.0").include_from_upstream(true).send().await.expect("an answer");
    let failed = answer.failed_versions?.remove("1.0.0")?;
    Some(failed.error_code?.as_str().to_owned())
}

#[tokio::test]
async fn a_copy_from_upstreams_passes_no_repository_that_lets_the_package_not_in() {
    let estate = "domains: [{name: main, repositories: [{name: prod}, {name: near, upstreams: [middle]}, \
                  {name: middle, upstreams: [far]}, {name: far, packages: [{format: npm, name: pad, \
                  versions: [{version: 1.0.0, assets: [{name: package.tgz, text: pad}]}]}]}]}]";
    let seed = estate.parse::<Seed>().expect("a seed");
    let (_emulator, client) = start_with(Options::default().seed(seed)).await;
    for repository in ["middle", "near"] {
        for (upstream, error) in
            [(AllowUpstream::Block, Some("NOT_FOUND")), (AllowUpstream::Allow, None)]
        {
            let restrictions = PackageOriginRestrictions::builder().publish(AllowPublish::Allow);
            let put = client.put_package_origin_configuration().domain("main");
            let put = put.repository(repository).format(PackageFormat::Npm).package("pad");
            let restrictions = restrictions.upstream(upstream).build().expect("restrictions");
            put.restrictions(restrictions).send().await.expect("a configuration");
            assert_eq!(copy_from_afar(&client).await.as_deref(), error, "{repository}");
        }
    }
}
