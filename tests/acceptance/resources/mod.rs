//! Resources, a file for each, and what several of them have in common.

pub(crate) mod domain;
pub(crate) mod domain_permissions_policy;
pub(crate) mod encryption_key;
pub(crate) mod package_group;
pub(crate) mod package_group_allowed_repository;
pub(crate) mod package_origin_configuration;
pub(crate) mod package_version;
pub(crate) mod package_version_copy;
pub(crate) mod package_version_status;
pub(crate) mod permissions_policies;
pub(crate) mod repository;
pub(crate) mod repository_external_connection;
pub(crate) mod repository_permissions_policy;
pub(crate) mod repository_sources;
pub(crate) mod repository_upstreams;

/// Every resource has a file of tests here, named after it, which says what it is about.
#[test]
fn each_resource_has_its_tests() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/acceptance/resources");
    for name in codeartifact::resources::ALL.iter().map(|resource| resource.name()) {
        let file = here.join(name).with_extension("rs");
        let text = std::fs::read_to_string(&file);
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let names = [format!("resource: \"{name}\""), format!("codeartifact_{name}.")];
        let is_named = names.iter().any(|it| text.contains(it)) && text.contains("#[test]");
        assert!(is_named, "{} has no test of {name}", file.display());
    }
}
