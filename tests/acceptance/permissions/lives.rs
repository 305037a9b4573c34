//! Resources: created, planned again, changed, imported, and destroyed.

use std::collections::BTreeSet;

use super::page::Page;
use super::users::Users;
use super::{ALL, less};
use crate::framework::trials::subjects::Subject;
use crate::host::Host;
use crate::support::driver::{Cli, Driver};
use crate::support::run::Run;
use crate::support::world::World;

/// The user who plans.
const PLANNER: &str = "planner";

/// What a resource goes through.
struct Life {
    resource: &'static str,
    id: &'static str,
    /// The arguments at first, and what they are changed to.
    steps: &'static [&'static str],
}

const LIVES: [Life; 12] = [
    Life {
        resource: "domain",
        id: "fresh",
        steps: &[
            "domain = \"fresh\"\n encryption_key = \"alias/packages\"\n tags = { a = \"b\" }",
            "domain = \"fresh\"\n encryption_key = \"alias/packages\"\n tags = { c = \"d\" }",
        ],
    },
    Life {
        resource: "repository",
        id: "main/fresh",
        steps: &[
            "domain = \"main\"\n repository = \"fresh\"\n external_connection = \"public:npmjs\"
              tags = { a = \"b\" }",
            "domain = \"main\"\n repository = \"fresh\"\n upstreams = [\"staging\"]
              deletion_protection = true\n tags = { c = \"d\" }",
        ],
    },
    Life {
        resource: "repository_upstreams",
        id: "main/store",
        steps: &["domain = \"main\"\n repository = \"store\"\n upstreams = [\"staging\"]"],
    },
    Life {
        resource: "repository_external_connection",
        id: "main/store",
        steps: &["domain = \"main\"\n repository = \"store\"\n external_connection = \"public:npmjs\""],
    },
    Life {
        resource: "domain_permissions_policy",
        id: "main",
        steps: &[
            "domain = \"main\"
              policy_document = jsonencode({ Version = \"2012-10-17\", Statement = [{
                Effect = \"Allow\", Principal = { AWS = \"111122223333\" }, Resource = \"*\"
                Action = \"codeartifact:DescribeDomain\" }] })",
            "domain = \"main\"
              policy_document = jsonencode({ Version = \"2012-10-17\", Statement = [{
                Effect = \"Allow\", Principal = { AWS = \"111122223333\" }, Resource = \"*\"
                Action = \"codeartifact:ListRepositoriesInDomain\" }] })",
        ],
    },
    Life {
        resource: "repository_permissions_policy",
        id: "main/store",
        steps: &[
            "domain = \"main\"\n repository = \"store\"
              policy_document = jsonencode({ Version = \"2012-10-17\", Statement = [{
                Effect = \"Allow\", Principal = { AWS = \"111122223333\" }, Resource = \"*\"
                Action = \"codeartifact:DescribeRepository\" }] })",
            "domain = \"main\"\n repository = \"store\"
              policy_document = jsonencode({ Version = \"2012-10-17\", Statement = [{
                Effect = \"Allow\", Principal = { AWS = \"111122223333\" }, Resource = \"*\"
                Action = \"codeartifact:ReadFromRepository\" }] })",
        ],
    },
    Life {
        resource: "package_group",
        id: "main/npm/*",
        steps: &[
            "domain = \"main\"\n pattern = \"/npm/*\"\n description = \"a\"\n tags = { a = \"b\" }",
            "domain = \"main\"\n pattern = \"/npm/*\"\n description = \"b\"\n tags = { c = \"d\" }
              origin_configuration = { publish = {
                mode = \"ALLOW_SPECIFIC_REPOSITORIES\", repositories = [\"store\"] } }",
        ],
    },
    Life {
        resource: "package_group_allowed_repository",
        id: "main/PUBLISH/store/generic/space/*",
        steps: &["domain = \"main\"\n pattern = \"/generic/space/*\"\n repository = \"store\"
          origin_restriction_type = \"PUBLISH\""],
    },
    Life {
        resource: "package_origin_configuration",
        id: "main/store/generic/space/theirs",
        steps: &[
            "domain = \"main\"\n repository = \"store\"\n format = \"generic\"\n namespace = \"space\"
              package = \"theirs\"\n publish = \"BLOCK\"\n upstream = \"BLOCK\"",
            "domain = \"main\"\n repository = \"store\"\n format = \"generic\"\n namespace = \"space\"
              package = \"theirs\"\n publish = \"ALLOW\"\n upstream = \"BLOCK\"",
        ],
    },
    Life {
        resource: "package_version",
        id: "main/store/generic/space/tool/1.0.0",
        steps: &[
            "domain = \"main\"\n repository = \"store\"\n namespace = \"space\"\n package = \"tool\"
              version = \"1.0.0\"\n assets = { \"a\" = { content_base64 = \"YQ==\" } }",
            "domain = \"main\"\n repository = \"store\"\n namespace = \"space\"\n package = \"tool\"
              version = \"1.0.0\"\n assets = { \"a\" = { content_base64 = \"YQ==\" } }
              status = \"Unlisted\"",
        ],
    },
    Life {
        resource: "package_version_copy",
        id: "main/staging/store/generic/space/theirs/2.0.0",
        steps: &["domain = \"main\"\n source_repository = \"staging\"\n destination_repository = \"store\"
          format = \"generic\"\n namespace = \"space\"\n package = \"theirs\"\n version = \"2.0.0\""],
    },
    Life {
        resource: "package_version_status",
        id: "main/store/generic/space/theirs/1.0.0",
        steps: &["domain = \"main\"\n repository = \"store\"\n format = \"generic\"\n namespace = \"space\"
          package = \"theirs\"\n version = \"1.0.0\"\n status = \"Unlisted\""],
    },
];

impl Life {
    fn page(&self) -> Page {
        Page::of("resources", self.resource).expect("a page with permissions")
    }

    fn subject(&self, step: usize) -> Subject {
        Subject { resource: self.resource, arguments: self.steps[step] }
    }

    /// Goes through it with the permissions of the page, or all but one of them.
    fn is_lived(&self, driver: Box<dyn Driver>, lacking: &str) -> Result<(), Run> {
        let page = self.page();
        let users = [(ALL, page.actions()), (PLANNER, page.plan)];
        let users = users.map(|(name, may)| (name.to_owned(), less(&may, lacking)));
        let mut world = self.subject(0).world_with(driver, Users(users.into()).options());
        for step in 0..self.steps.len() {
            world.write(&self.subject(step).block());
            world.does(ALL, World::apply)?;
        }
        world.does(PLANNER, World::plan)?;
        world.forget(&self.subject(0).address());
        world.does(PLANNER, |world| world.import(&self.subject(0).address(), self.id))?;
        world.does(ALL, World::destroy).map(drop)
    }
}

impl World {
    /// What a command came to in the hands of a user, as an error where it failed.
    fn does(&mut self, user: &str, command: impl Fn(&Self) -> Run) -> Result<Run, Run> {
        self.becomes(user);
        let run = command(self);
        if run.code == Some(1) { Err(run) } else { Ok(run) }
    }
}

#[test]
fn every_resource_lives() {
    let lived: BTreeSet<&str> = LIVES.iter().map(|life| life.resource).collect();
    let all: BTreeSet<&str> = codeartifact::resources::ALL.iter().map(|it| it.name()).collect();
    assert_eq!(lived, all);
}

#[test]
fn the_policy_of_a_resource_is_enough_and_no_action_of_it_too_much() {
    for life in &LIVES {
        if let Err(run) = life.is_lived(Box::<Host>::default(), "nothing") {
            panic!("the policy of {} is not enough:\n{}", life.resource, run.text);
        }
        for action in life.page().needed() {
            let lives = life.is_lived(Box::<Host>::default(), &action).is_ok();
            assert!(!lives, "{} needs no {action}", life.page().path);
        }
    }
}

#[test]
fn the_policy_is_enough_in_the_hands_of_the_cli() {
    for life in LIVES.iter().filter(|life| life.resource == "repository") {
        let lived = life.is_lived(Box::new(Cli), "nothing");
        lived.unwrap_or_else(|run| panic!("{}", run.text));
        let refused = life.is_lived(Box::new(Cli), "codeartifact:CreateRepository");
        refused.expect_err("a refusal").failed_with(&["codeartifact:CreateRepository"]);
    }
}
