//! Values that are known only after apply: validation and plan go through, and apply keeps the
//! plan.

use serde_json::json;

use crate::support::agreement::both;
use crate::support::estate::domain_arn;
use crate::support::world::World;

/// Everything that a user can set, fed by values that are unknown while there is no state.
const ESTATE: &str = r#"
resource "terraform_data" "v" {
  input = {
    domain      = "main"
    store       = "npm-store"
    app         = "app"
    connection  = "public:npmjs"
    description = "from elsewhere"
    region      = "eu-west-1"
    owner       = "000000000000"
    upstreams   = ["npm-store"]
    tags        = { team = "platform" }
    key         = "arn:aws:kms:eu-west-1:000000000000:key/11111111-2222-3333-4444-555555555555"
    action      = "codeartifact:DescribeDomain"
    format      = "generic"
    pattern     = "/generic/tools/*"
    namespace   = "tools"
    package     = "hammer"
    version     = "1.0.0"
    mode        = "ALLOW_SPECIFIC_REPOSITORIES"
    content     = "YQ=="
    control     = "BLOCK"
    status      = "Unlisted"
    on_destroy  = "delete"
    publish     = "PUBLISH"
  }
}
locals {
  v      = terraform_data.v.output
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = local.v.action, Resource = "*" }]
  })
}
resource "codeartifact_domain" "main" {
  domain         = local.v.domain
  encryption_key = local.v.key
  region         = local.v.region
  tags           = local.v.tags
}
resource "codeartifact_domain_permissions_policy" "main" {
  domain          = codeartifact_domain.main.domain
  domain_owner    = local.v.owner
  region          = local.v.region
  policy_document = local.policy
}
resource "codeartifact_repository" "store" {
  domain              = codeartifact_domain.main.domain
  domain_owner        = local.v.owner
  repository          = local.v.store
  region              = local.v.region
  external_connection = local.v.connection
}
resource "codeartifact_repository" "app" {
  domain      = codeartifact_domain.main.domain
  repository  = local.v.app
  description = local.v.description
  upstreams   = [for name in local.v.upstreams : codeartifact_repository.store.repository]
  tags        = { team = local.v.tags.team, arn = codeartifact_domain.main.arn }
}
resource "codeartifact_repository_permissions_policy" "app" {
  domain          = codeartifact_domain.main.domain
  domain_owner    = local.v.owner
  repository      = codeartifact_repository.app.repository
  region          = local.v.region
  policy_document = replace(local.policy, "DescribeDomain", "ReadFromRepository")
}
resource "codeartifact_repository" "chained" {
  domain     = codeartifact_domain.main.domain
  repository = "chained"
  lifecycle { ignore_changes = [upstreams] }
}
resource "codeartifact_repository_upstreams" "chained" {
  domain       = codeartifact_domain.main.domain
  domain_owner = local.v.owner
  repository   = codeartifact_repository.chained.repository
  region       = local.v.region
  upstreams    = local.v.upstreams
  depends_on   = [codeartifact_repository.store]
}
resource "codeartifact_repository" "connected" {
  domain     = codeartifact_domain.main.domain
  repository = "connected"
  lifecycle { ignore_changes = [external_connection] }
}
resource "codeartifact_repository_external_connection" "connected" {
  domain              = codeartifact_domain.main.domain
  domain_owner        = local.v.owner
  repository          = codeartifact_repository.connected.repository
  region              = local.v.region
  external_connection = local.v.connection
}
resource "codeartifact_package_group" "tools" {
  domain       = codeartifact_domain.main.domain
  domain_owner = local.v.owner
  pattern      = local.v.pattern
  description  = local.v.description
  contact_info = local.v.description
  region       = local.v.region
  tags         = local.v.tags
  origin_configuration = {
    internal_upstream = {
      mode         = local.v.mode
      repositories = [codeartifact_repository.store.repository, codeartifact_repository.chained.repository]
    }
    publish           = { mode = local.v.mode }
    external_upstream = { mode = local.v.control }
  }
  lifecycle { ignore_changes = [origin_configuration] }
}
resource "codeartifact_package_group_allowed_repository" "app" {
  domain                  = codeartifact_domain.main.domain
  domain_owner            = local.v.owner
  pattern                 = codeartifact_package_group.tools.pattern
  origin_restriction_type = local.v.publish
  repository              = codeartifact_repository.app.repository
  region                  = local.v.region
}
resource "codeartifact_package_origin_configuration" "saw" {
  domain       = codeartifact_domain.main.domain
  domain_owner = local.v.owner
  repository   = codeartifact_repository.app.repository
  format       = local.v.format
  namespace    = local.v.namespace
  package      = "saw"
  publish      = local.v.control
  upstream     = local.v.control
  region       = local.v.region
}
resource "codeartifact_package_version" "hammer" {
  domain       = codeartifact_domain.main.domain
  domain_owner = local.v.owner
  repository   = codeartifact_package_group_allowed_repository.app.repository
  namespace    = local.v.namespace
  package      = local.v.package
  version      = local.v.version
  region       = local.v.region
  on_destroy   = local.v.on_destroy
  assets       = { "${local.v.package}.txt" = { content_base64 = local.v.content } }
  lifecycle { ignore_changes = [status] }
}
resource "codeartifact_package_version_status" "hammer" {
  domain       = codeartifact_domain.main.domain
  domain_owner = local.v.owner
  repository   = codeartifact_package_version.hammer.repository
  format       = local.v.format
  namespace    = local.v.namespace
  package      = local.v.package
  version      = codeartifact_package_version.hammer.version
  status       = local.v.status
  region       = local.v.region
}
resource "codeartifact_package_version_copy" "hammer" {
  domain                 = codeartifact_domain.main.domain
  domain_owner           = local.v.owner
  source_repository      = codeartifact_package_version_status.hammer.repository
  destination_repository = codeartifact_repository.chained.repository
  format                 = local.v.format
  namespace              = local.v.namespace
  package                = local.v.package
  version                = local.v.version
  on_destroy             = local.v.on_destroy
  region                 = local.v.region
}
data "codeartifact_domain" "main" {
  domain     = local.v.domain
  depends_on = [
    codeartifact_repository.app, codeartifact_repository.chained, codeartifact_repository.connected,
    # What is published counts as well: it must be there before somebody counts it.
    codeartifact_package_version_copy.hammer
  ]
}
output "endpoint" {
  value = provider::codeartifact::repository_endpoint(
    local.v.domain, local.v.owner, local.v.region, local.v.app, "npm")
}
"#;

#[test]
fn an_estate_of_unknown_values_is_planned_and_applied() {
    both(|world| {
        world.write(ESTATE);
        world.validate().succeeded();
        world.plan().says(&["Plan: 16 to add, 0 to change, 0 to destroy"]);
        world.apply().succeeded();
        assert_eq!(world.plan().code, Some(0));
        settle(&world);
        world.must_destroy();
    });
}

/// The repositories whose links are resources of their own learn of them with a refresh.
fn settle(world: &World) {
    world.apply_refresh_only().succeeded();
    world.must_be_settled();
}

#[test]
fn a_change_of_unknown_values_is_planned_and_applied() {
    both(|world| {
        world.must_apply(ESTATE);
        world.write(&ESTATE.replace("platform", "tools").replace("from elsewhere", "from here"));
        world.apply().succeeded();
        settle(&world);
        assert_eq!(world.state("codeartifact_repository.app")["tags"]["team"], "tools");
    });
}

/// A provider whose configuration is not known yet can plan what it will make.
#[test]
fn an_unknown_configuration_of_the_provider_is_planned_and_applied() {
    both(|world| {
        let configuration = r#"
        resource "terraform_data" "region" {
          input = "eu-west-1"
        }
        provider "codeartifact" {
          region = terraform_data.region.output
        }
        resource "codeartifact_domain" "main" {
          domain = "main"
          tags   = { a = "b" }
        }
    "#;
        world.must_apply(configuration);
        world.must_be_settled();
    });
}

/// The AWS provider's plan and apply disagree here. The first value is one of a map, then the whole
/// map is unknown; each change of the input makes it unknown again, while there is an estate.
#[test]
fn unknown_default_tags_are_planned_and_applied() {
    both(|world| {
        for tags in [
            "{ owner = terraform_data.owner.output, stage = \"prod\" }",
            "terraform_data.all.output",
        ] {
            for owner in ["alice", "bob"] {
                world.must_apply(&with_default_tags(owner, tags));
                for address in ["codeartifact_domain.main", "codeartifact_repository.npm"] {
                    let state = world.state(address);
                    assert_eq!(state["tags"], json!({ "team": "a" }), "{address}");
                    let all = json!({ "owner": owner, "stage": "prod", "team": "a" });
                    assert_eq!(state["tags_all"], all, "{address}");
                }
                world.must_be_settled();
            }
        }
        assert_eq!(world.calls("CreateDomain"), 1);
    });
}

/// A drift of tags is seen and repaired also while the default tags are unknown.
#[test]
fn drift_is_seen_beside_unknown_default_tags() {
    both(|world| {
        let tags = "terraform_data.all.output";
        world.must_apply(&with_default_tags("alice", tags));
        let drifted =
            [("owner", "alice"), ("stray", "1")].map(|(key, value)| (key.into(), value.into()));
        world.retag(&domain_arn("main"), &drifted.into());
        world.must_apply(&with_default_tags("bob", tags));
        let expected = json!({ "owner": "bob", "stage": "prod", "team": "a" });
        assert_eq!(json!(world.tags(&domain_arn("main"))), expected);
    });
}

fn with_default_tags(owner: &str, tags: &str) -> String {
    format!(
        r#"
        resource "terraform_data" "owner" {{
          input = "{owner}"
        }}
        resource "terraform_data" "all" {{
          input = {{ owner = "{owner}", stage = "prod" }}
        }}
        provider "codeartifact" {{
          default_tags {{
            tags = {tags}
          }}
        }}
        resource "codeartifact_domain" "main" {{
          domain = "main"
          tags   = {{ team = "a" }}
        }}
        resource "codeartifact_repository" "npm" {{
          domain     = codeartifact_domain.main.domain
          repository = "npm"
          tags       = {{ team = "a" }}
        }}
        "#
    )
}
