//! What is a setting of something else, and the world in which each of them can be made.

use std::time::Duration;

use crate::support::world::World;

/// What is a setting of something else, and so can be created where it is there already.
pub(super) const SETTINGS: [(&str, &str); 8] = [
    (
        "domain_permissions_policy",
        r#"domain          = "main"
           policy_document = jsonencode({
             Version   = "2012-10-17"
             Statement = [{
               Effect = "Allow", Principal = "*", Action = "codeartifact:DescribeDomain", Resource = "*"
             }]
           })"#,
    ),
    (
        "repository_permissions_policy",
        r#"domain          = "main"
           repository      = "app"
           policy_document = jsonencode({
             Version   = "2012-10-17"
             Statement = [{
               Effect = "Allow", Principal = "*", Action = "codeartifact:ReadFromRepository", Resource = "*"
             }]
           })"#,
    ),
    (
        "repository_upstreams",
        r#"domain     = "main"
           repository = "app"
           upstreams  = ["store"]"#,
    ),
    (
        "package_origin_configuration",
        r#"domain     = "main"
           repository = "store"
           format     = "generic"
           namespace  = "space"
           package    = "tool"
           publish    = "BLOCK"
           upstream   = "BLOCK""#,
    ),
    (
        "package_group",
        r#"domain               = "main"
           pattern              = "/*"
           contact_info         = "us"
           origin_configuration = { publish = { mode = "BLOCK" }, external_upstream = { mode = "BLOCK" } }
           tags                 = { team = "us" }"#,
    ),
    (
        "package_group_allowed_repository",
        r#"domain                  = "main"
           pattern                 = "/generic/*"
           origin_restriction_type = "PUBLISH"
           repository              = "store""#,
    ),
    (
        "package_version_status",
        r#"domain     = "main"
           repository = "store"
           format     = "generic"
           namespace  = "space"
           package    = "tool"
           version    = "1.0.0"
           status     = "Unlisted""#,
    ),
    (
        "package_version_copy",
        r#"domain                 = "main"
           source_repository      = "store"
           destination_repository = "app"
           format                 = "generic"
           namespace              = "space"
           package                = "tool"
           version                = "1.0.0""#,
    ),
];

/// Plays a scenario for each setting, in a world that has what it is a setting of.
pub(super) fn for_each_setting(scenario: impl Fn(&World, &str, &str)) {
    for (kind, arguments) in SETTINGS {
        let world = World::new();
        world.make_package_repositories(&["store", "app"]);
        world.publish("store", "tool", "1.0.0", "a");
        world.make_groups(&["/generic/*".to_owned()]);
        let specific = "ALLOW_SPECIFIC_REPOSITORIES";
        world.restrict("/generic/*", "PUBLISH".into(), specific, None);
        scenario(&world, kind, arguments);
    }
}

impl World {
    /// Lets every answer take as long as answers from far away do.
    pub(super) fn is_far_away(&self) {
        let control = self.emulator.control();
        self.wait(control.set_latency(Duration::from_millis(60))).expect("latency");
    }
}
