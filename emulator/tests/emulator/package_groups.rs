//! Package groups: their tree, what they allow, and the packages that belong to them.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{
    PackageFormat, PackageGroupAllowedRepository, PackageGroupDescription,
    PackageGroupOriginRestriction, PackageGroupOriginRestrictionMode as Mode,
    PackageGroupOriginRestrictionType as Way, Tag,
};

use crate::world::{refused, start_with_domain, start_with_repositories};

async fn create(client: &Client, pattern: &str) -> PackageGroupDescription {
    let made = client.create_package_group().domain("main").package_group(pattern).send().await;
    made.expect(pattern).package_group.expect("the group")
}

async fn describe(client: &Client, pattern: &str) -> PackageGroupDescription {
    let call = client.describe_package_group().domain("main").package_group(pattern);
    call.send().await.expect(pattern).package_group.expect("the group")
}

async fn set(client: &Client, pattern: &str, way: Way, mode: Mode) {
    let call = client.update_package_group_origin_configuration().domain("main");
    call.package_group(pattern).restrictions(way, mode).send().await.expect("a restriction");
}

fn parent(group: &PackageGroupDescription) -> Option<&str> {
    group.parent().and_then(|parent| parent.pattern())
}

fn restriction(group: &PackageGroupDescription, way: Way) -> &PackageGroupOriginRestriction {
    let restrictions = group.origin_configuration().and_then(|origins| origins.restrictions());
    &restrictions.expect("restrictions")[&way]
}

fn allowed(names: &[String]) -> Vec<PackageGroupAllowedRepository> {
    let entry = |name: &String| {
        let entry = PackageGroupAllowedRepository::builder().repository_name(name);
        entry.origin_restriction_type(Way::Publish).build()
    };
    names.iter().map(entry).collect()
}

#[tokio::test]
async fn every_domain_has_a_root_group() {
    let (_emulator, client) = start_with_domain().await;
    let root = describe(&client, "/*").await;
    let arn = "arn:aws:codeartifact:us-east-1:000000000000:package-group/main/%2a";
    assert_eq!((root.arn(), parent(&root)), (Some(arn), None));
    for way in [Way::Publish, Way::InternalUpstream, Way::ExternalUpstream] {
        let restriction = restriction(&root, way);
        assert_eq!(restriction.mode(), Some(&Mode::Allow));
        assert_eq!(restriction.inherited_from(), None);
    }
    let again = client.create_package_group().domain("main").package_group("/*").send().await;
    refused(again, "409 ConflictException", "already exists");
    let deletion = client.delete_package_group().domain("main").package_group("/*").send().await;
    refused(deletion, "400 ValidationException", "cannot be deleted");
    let update = client.update_package_group_origin_configuration().domain("main");
    let update = update.package_group("/*").restrictions(Way::Publish, Mode::Inherit);
    refused(update.send().await, "400 ValidationException", "no parent");
    let update = client.update_package_group().domain("main").package_group("/*");
    update.description("All").contact_info("us").send().await.expect("an update");
    let root = describe(&client, "/*").await;
    assert_eq!((root.description(), root.contact_info()), (Some("All"), Some("us")));
}

#[tokio::test]
async fn a_group_has_the_narrowest_that_covers_it_as_its_parent() {
    let (_emulator, client) = start_with_domain().await;
    for (pattern, expect) in [
        ("/npm/*", "/*"),
        ("/npm/space/foo-bar$", "/npm/*"),
        ("/npm/space/foo~", "/npm/*"),
        ("/npm/space/*", "/npm/*"),
        ("/npm/space~", "/npm/*"),
        ("/npm/spaces/*", "/npm/*"),
        ("/npm//react$", "/npm/*"),
        ("/pypi/*", "/*"),
    ] {
        assert_eq!(parent(&create(&client, pattern).await), Some(expect), "{pattern}");
    }
    for (pattern, expect) in [
        ("/npm/space/foo-bar$", "/npm/space/foo~"),
        ("/npm/space/foo~", "/npm/space/*"),
        ("/npm/space/*", "/npm/space~"),
    ] {
        assert_eq!(parent(&describe(&client, pattern).await), Some(expect), "{pattern}");
    }
    let children = client.list_sub_package_groups().domain("main").package_group("/npm/*");
    let children = children.into_paginator().page_size(1).items().send();
    let children = children.collect::<Result<Vec<_>, _>>().await.expect("all pages");
    let children: Vec<_> = children.iter().filter_map(|child| child.pattern()).collect();
    assert_eq!(children, ["/npm//react$", "/npm/spaces/*", "/npm/space~"]);
    let delete = client.delete_package_group().domain("main").package_group("/npm/space/foo~");
    let deleted = delete.send().await.expect("a deletion").package_group.expect("the group");
    assert_eq!(parent(&deleted), Some("/npm/space/*"));
    assert_eq!(parent(&describe(&client, "/npm/space/foo-bar$").await), Some("/npm/space/*"));
}

#[tokio::test]
async fn groups_are_listed_by_the_beginning_of_their_patterns() {
    let (_emulator, client) = start_with_domain().await;
    for pattern in ["/npm/*", "/npm//a$", "/npm//b$", "/pypi/*"] {
        create(&client, pattern).await;
    }
    for (prefix, expect) in [("", 5), ("/", 5), ("/npm/", 3), ("/npm//a$", 1), ("npm", 0)] {
        let list = client.list_package_groups().domain("main").prefix(prefix);
        let list = list.into_paginator().page_size(2).items().send();
        let found = list.collect::<Result<Vec<_>, _>>().await.expect("all pages");
        assert_eq!(found.len(), expect, "{prefix}");
    }
}

#[tokio::test]
async fn what_a_group_does_not_say_its_parents_say() {
    let (_emulator, client) = start_with_domain().await;
    for pattern in ["/npm/*", "/npm/space/*", "/npm/space/foo$"] {
        create(&client, pattern).await;
    }
    let check = async |mode: Mode, effective: Mode, from: Option<&str>| {
        let group = describe(&client, "/npm/space/foo$").await;
        let found = restriction(&group, Way::Publish);
        let source = found.inherited_from().and_then(|group| group.pattern());
        let expect = (Some(&mode), Some(&effective), from);
        assert_eq!((found.mode(), found.effective_mode(), source), expect);
    };
    check(Mode::Inherit, Mode::Allow, Some("/*")).await;
    set(&client, "/*", Way::Publish, Mode::Block).await;
    check(Mode::Inherit, Mode::Block, Some("/*")).await;
    set(&client, "/npm/*", Way::Publish, Mode::AllowSpecificRepositories).await;
    check(Mode::Inherit, Mode::AllowSpecificRepositories, Some("/npm/*")).await;
    set(&client, "/npm/space/*", Way::ExternalUpstream, Mode::Block).await;
    check(Mode::Inherit, Mode::AllowSpecificRepositories, Some("/npm/*")).await;
    set(&client, "/npm/space/foo$", Way::Publish, Mode::Allow).await;
    check(Mode::Allow, Mode::Allow, None).await;
}

#[tokio::test]
async fn repositories_are_allowed_by_difference() {
    let names: Vec<String> = (0..150).map(|number| format!("store-{number:03}")).collect();
    let borrowed: Vec<&str> = names.iter().map(String::as_str).collect();
    let (_emulator, client) = start_with_repositories(&borrowed).await;
    let change = |add: &[String], remove: &[String]| {
        let call = client.update_package_group_origin_configuration().domain("main");
        let call = call.package_group("/*").set_add_allowed_repositories(Some(allowed(add)));
        call.set_remove_allowed_repositories(Some(allowed(remove))).send()
    };
    refused(change(&names[..101], &[]).await, "400 ValidationException", "more than 100");
    refused(
        change(&names[..60], &names[60..101]).await,
        "400 ValidationException",
        "more than 100",
    );
    let none = change(&["nothing".to_owned()], &[]).await;
    refused(none, "404 ResourceNotFoundException", "'nothing'");
    change(&names[..100], &[]).await.expect("a hundred");
    let answer = change(&names[99..], &names[..1]).await.expect("the rest");
    let updates = answer.allowed_repository_updates().expect("updates")[&Way::Publish].clone();
    let counts: Vec<usize> = updates.values().map(Vec::len).collect();
    assert_eq!(counts.iter().sum::<usize>(), 51, "one was there already: {updates:?}");
    let list = client.list_allowed_repositories_for_group().domain("main").package_group("/*");
    let list = list.origin_restriction_type(Way::Publish).into_paginator().items().send();
    let found = list.collect::<Result<Vec<_>, _>>().await.expect("all pages");
    assert_eq!(found, names[1..]);
    let root = describe(&client, "/*").await;
    assert_eq!(restriction(&root, Way::Publish).repositories_count(), Some(149));
    assert_eq!(restriction(&root, Way::InternalUpstream).repositories_count(), Some(0));
}

#[tokio::test]
async fn a_package_belongs_to_the_narrowest_group() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    for pattern in ["/npm/*", "/npm//foo~", "/npm//foo-bar$", "/npm//Foo-bar$"] {
        create(&client, pattern).await;
    }
    for (name, pattern, association) in [
        ("foo-bar", "/npm//foo-bar$", "STRONG"),
        ("Foo-bar", "/npm//Foo-bar$", "STRONG"),
        ("foo_bar", "/npm//foo-bar$", "WEAK"),
        ("foo-baz", "/npm//foo~", "STRONG"),
        ("FOO-baz", "/npm//foo~", "WEAK"),
        ("food", "/npm/*", "STRONG"),
    ] {
        let call = client.get_associated_package_group().domain("main").package(name);
        let found = call.format(PackageFormat::Npm).send().await.expect("a group");
        let group = found.package_group().and_then(|group| group.pattern());
        let strength = found.association_type().map(|found| found.as_str());
        assert_eq!((group, strength), (Some(pattern), Some(association)), "{name}");
    }
}

#[tokio::test]
async fn the_packages_of_a_group_are_listed_also_before_it_exists() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    for name in ["one", "two", "ONE"] {
        let restrictions = aws_sdk_codeartifact::types::PackageOriginRestrictions::builder();
        let restrictions = restrictions.publish("ALLOW".into()).upstream("BLOCK".into()).build();
        let put = client.put_package_origin_configuration().domain("main").repository("store");
        let put = put.format(PackageFormat::Npm).package(name);
        put.restrictions(restrictions.expect("both")).send().await.expect("a package");
    }
    let listed = async |pattern: &str, preview: bool| {
        let list = client.list_associated_packages().domain("main").package_group(pattern);
        let list = list.preview(preview).max_results(1).into_paginator().items().send();
        let found = list.collect::<Result<Vec<_>, _>>().await?;
        let words = found.iter().map(|package| {
            let association = package.association_type().map(|found| found.as_str());
            format!("{} {}", package.package().unwrap_or_default(), association.unwrap_or_default())
        });
        Ok(words.collect::<Vec<_>>())
    };
    assert_eq!(listed("/*", false).await.expect("all"), ["ONE STRONG", "one STRONG", "two STRONG"]);
    refused(listed("/npm//one$", false).await, "404 ResourceNotFoundException", "Package group");
    let expect = ["ONE WEAK", "one STRONG"];
    assert_eq!(listed("/npm//one$", true).await.expect("a preview"), expect);
    create(&client, "/npm//one$").await;
    assert_eq!(listed("/npm//one$", false).await.expect("the packages"), expect);
    assert_eq!(listed("/*", false).await.expect("the rest"), ["two STRONG"]);
}

#[tokio::test]
async fn groups_carry_tags() {
    let (_emulator, client) = start_with_domain().await;
    let tag = Tag::builder().key("team").value("core").build().expect("a tag");
    let made = client.create_package_group().domain("main").package_group("/npm//a%b$");
    let made = made.tags(tag.clone()).send().await.expect("a group").package_group;
    let arn = made.and_then(|group| group.arn).expect("an ARN");
    assert!(arn.ends_with(":package-group/main/npm//a%25b%24"), "{arn}");
    let tags = client.list_tags_for_resource().resource_arn(&arn).send().await.expect("tags");
    assert_eq!(tags.tags(), [tag]);
    let untag = client.untag_resource().resource_arn(&arn).tag_keys("team");
    untag.send().await.expect("a removal");
    let missing = client.list_tags_for_resource().resource_arn(arn.replace("a%25b", "c"));
    refused(missing.send().await, "404 ResourceNotFoundException", "Package group not found");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let (_emulator, client) = start_with_domain().await;
    let (status, words) = ("404 ResourceNotFoundException", "Package group not found");
    let pattern = "/npm/*";
    let domain = "main";
    let call = client.describe_package_group().domain(domain).package_group(pattern);
    refused(call.send().await, status, words);
    let call = client.update_package_group().domain(domain).package_group(pattern);
    refused(call.send().await, status, words);
    let call = client.delete_package_group().domain(domain).package_group(pattern);
    refused(call.send().await, status, words);
    let call = client.list_sub_package_groups().domain(domain).package_group(pattern);
    refused(call.send().await, status, words);
    let call = client.update_package_group_origin_configuration().domain(domain);
    refused(call.package_group(pattern).send().await, status, words);
    let call = client.list_allowed_repositories_for_group().domain(domain).package_group(pattern);
    refused(call.origin_restriction_type(Way::Publish).send().await, status, words);
    let call = client.create_package_group().domain("none").package_group(pattern);
    refused(call.send().await, status, "Domain not found");
    let call = client.get_associated_package_group().domain("none").package("a");
    refused(call.format(PackageFormat::Npm).send().await, status, "Domain not found");
    let call = client.create_package_group().domain(domain).package_group("/npm//foo-~");
    refused(call.send().await, "400 ValidationException", "is not valid");
}
