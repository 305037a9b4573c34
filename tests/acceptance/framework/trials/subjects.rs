//! What is made in the trials, beside what others have made.

use codeartifact_emulator::{Options, Request};
use serde_json::Value as Json;

use crate::host::Host;
use crate::support::driver::Driver;
use crate::support::world::{REGION, World};

/// What is made in the trials.
pub(crate) struct Subject {
    pub(crate) resource: &'static str,
    pub(crate) arguments: &'static str,
}

pub(super) const SUBJECTS: [Subject; 13] = [
    Subject { resource: "domain", arguments: "domain = \"fresh\"\n tags = { a = \"b\" }" },
    Subject {
        resource: "repository",
        arguments: "domain = \"main\"\n repository = \"fresh\"\n external_connection = \"public:npmjs\"",
    },
    Subject {
        resource: "repository_upstreams",
        arguments: "domain = \"main\"\n repository = \"store\"\n upstreams = [\"staging\"]",
    },
    Subject {
        resource: "repository_external_connection",
        arguments: "domain = \"main\"\n repository = \"store\"\n external_connection = \"public:npmjs\"",
    },
    Subject { resource: "domain_permissions_policy", arguments: POLICY },
    Subject {
        resource: "repository_permissions_policy",
        arguments: "repository = \"store\"\n domain = \"main\"
          policy_document = jsonencode({ Version = \"2012-10-17\", Statement = [{
            Effect = \"Allow\", Principal = \"*\", Action = \"codeartifact:DescribeRepository\", Resource = \"*\"
          }] })",
    },
    Subject {
        resource: "package_group",
        arguments: "domain = \"main\"\n pattern = \"/npm/*\"\n origin_configuration = { publish = { mode = \"BLOCK\" } }",
    },
    Subject {
        resource: "package_group",
        arguments: "domain = \"main\"\n pattern = \"/*\"\n tags = { a = \"b\" }
          origin_configuration = { publish = { mode = \"BLOCK\" } }",
    },
    Subject {
        resource: "package_group_allowed_repository",
        arguments: "domain = \"main\"\n pattern = \"/generic/space/*\"\n repository = \"store\"
          origin_restriction_type = \"PUBLISH\"",
    },
    Subject {
        resource: "package_origin_configuration",
        arguments: "domain = \"main\"\n repository = \"store\"\n format = \"generic\"\n namespace = \"space\"
          package = \"theirs\"\n publish = \"BLOCK\"\n upstream = \"BLOCK\"",
    },
    Subject {
        resource: "package_version",
        arguments: "domain = \"main\"\n repository = \"store\"\n namespace = \"space\"\n package = \"tool\"
          version = \"1.0.0\"\n status = \"Unlisted\"
          assets = { \"a\" = { content_base64 = \"YQ==\" }, \"b\" = { content_base64 = \"Yg==\" } }",
    },
    Subject {
        resource: "package_version_copy",
        arguments: "domain = \"main\"\n source_repository = \"staging\"\n destination_repository = \"store\"
          format = \"generic\"\n namespace = \"space\"\n package = \"theirs\"\n version = \"2.0.0\"",
    },
    Subject {
        resource: "package_version_status",
        arguments: "domain = \"main\"\n repository = \"store\"\n format = \"generic\"\n namespace = \"space\"
          package = \"theirs\"\n version = \"1.0.0\"\n status = \"Unlisted\"",
    },
];

const POLICY: &str = "domain = \"main\"
  policy_document = jsonencode({ Version = \"2012-10-17\", Statement = [{
    Effect = \"Allow\", Principal = \"*\", Action = \"codeartifact:DescribeDomain\", Resource = \"*\"
  }] })";

impl Subject {
    pub(crate) fn address(&self) -> String {
        format!("codeartifact_{}.it", self.resource)
    }

    pub(crate) fn block(&self) -> String {
        format!("resource \"codeartifact_{}\" \"it\" {{\n{}\n}}\n", self.resource, self.arguments)
    }

    /// A world with what was there before, and the configuration.
    pub(super) fn world(&self, driver: Box<dyn Driver>) -> World {
        self.world_with(driver, Options::default())
    }

    /// The same where the service has options.
    pub(crate) fn world_with(&self, driver: Box<dyn Driver>, options: Options) -> World {
        let mut world = World::led_by(driver, options);
        world.make_package_repositories(&["staging", "store"]);
        world.make_groups(&["/generic/space/*".to_owned()]);
        world.publish("store", "theirs", "1.0.0", "theirs");
        world.publish("staging", "theirs", "2.0.0", "theirs");
        world.set("AWS_MAX_ATTEMPTS", "1").write(&self.block());
        world.clear_requests();
        world
    }

    /// The configuration with its account and Region; as a rival, it wants what is there otherwise
    /// where it can.
    pub(super) fn placed(&self, rivals: bool) -> String {
        let owner =
            if self.resource == "domain" { "" } else { "domain_owner = \"000000000000\"\n" };
        let place = format!("{owner}region = \"{REGION}\"\n}}\n");
        let block = self.block().trim_end().trim_end_matches('}').to_owned() + &place;
        match rivals {
            true => block.replace("public:npmjs", "public:pypi").replace("Allow\"", "Deny\""),
            false => block,
        }
    }

    /// Whether it takes what is there already.
    pub(super) fn is_taken(&self) -> bool {
        let settings = [
            "repository_upstreams",
            "package_group_allowed_repository",
            "package_origin_configuration",
            "package_version_copy",
            "package_version_status",
        ];
        settings.contains(&self.resource) || self.arguments.contains("pattern = \"/*\"")
    }

    /// What names the object in the state.
    pub(super) fn key(&self, world: &World) -> Vec<Json> {
        let state = world.state(&self.address());
        let mut all = codeartifact::resources::ALL.iter();
        let resource = all.find(|it| it.name() == self.resource).expect("a resource");
        resource.key_attributes().iter().map(|part| state[part.name].clone()).collect()
    }

    /// The calls of an undisturbed creation.
    pub(super) fn calls(&self) -> usize {
        self.requests().len()
    }

    /// The calls among these that the service carries out.
    pub(super) fn effects(&self) -> usize {
        let is_carried_out = |request: &&Request| request.error().is_none();
        self.requests().iter().filter(is_carried_out).count()
    }

    fn requests(&self) -> Vec<Request> {
        let world = self.world(Box::<Host>::default());
        world.apply().succeeded();
        let requests = world.requests();
        world.must_be_settled();
        requests
    }
}
