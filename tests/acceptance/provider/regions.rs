//! Regions: the provider's, and those of single objects.

use serde_json::Value as Json;

use crate::support::agreement::both;

/// A domain and a repository in it, by the name of the resources and further arguments.
fn pair(name: &str, region: &str) -> String {
    format!(
        "resource \"codeartifact_domain\" \"{name}\" {{
           domain = \"main\"
           {region}
         }}
         resource \"codeartifact_repository\" \"{name}\" {{
           domain     = codeartifact_domain.{name}.domain
           repository = \"npm\"
           {region}
         }}\n"
    )
}

const AMERICA: &str = "region = \"us-east-1\"";

#[test]
fn two_regions_live_in_one_configuration() {
    both(|world| {
        world.must_apply(&(pair("here", "") + &pair("there", AMERICA)));
        world.must_be_settled();
        for (address, region) in [
            ("codeartifact_domain.here", "eu-west-1"),
            ("codeartifact_repository.here", "eu-west-1"),
            ("codeartifact_domain.there", "us-east-1"),
            ("codeartifact_repository.there", "us-east-1"),
        ] {
            let state = world.state(address);
            assert_eq!(state["region"], region, "{address}");
            let arn = state["arn"].as_str().expect("an ARN");
            assert!(arn.starts_with(&format!("arn:aws:codeartifact:{region}:")), "{arn}");
        }
        world.must_destroy();
        let there = world.requests().into_iter();
        let there: Vec<String> = there
            .filter(|request| {
                request.region == "us-east-1" && request.operation.starts_with("Delete")
            })
            .map(|request| request.operation)
            .collect();
        assert_eq!(there, ["DeleteRepository", "DeleteDomain"]);
    });
}

#[test]
fn objects_of_another_region_are_imported() {
    both(|world| {
        world.must_apply(&pair("there", AMERICA));
        let arn = |of: &str| format!("arn:aws:codeartifact:us-east-1:000000000000:{of}");
        for (address, ids) in [
            ("codeartifact_domain.there", ["main@us-east-1".into(), arn("domain/main")]),
            (
                "codeartifact_repository.there",
                ["main/npm@us-east-1".into(), arn("repository/main/npm")],
            ),
        ] {
            for id in ids {
                world.forget(address);
                world.import(address, &id).succeeded();
                world.must_plan_nothing();
            }
        }
        world.forget("codeartifact_domain.there");
        let run = world.import("codeartifact_domain.there", "main");
        run.failed_with(&["non-existent remote object"]);
    });
}

/// What counts is the Region in effect: the same Region, said in another place, is no change.
#[test]
fn another_region_of_the_provider_replaces_what_has_none_of_its_own() {
    both(|mut world| {
        world.must_apply(&(pair("here", "") + &pair("there", AMERICA)));
        world.set("AWS_REGION", "us-west-2");
        let plan = world.planned();
        for address in ["codeartifact_domain.here", "codeartifact_repository.here"] {
            assert_eq!(plan.actions(address), ["delete", "create"]);
            assert_eq!(plan.replaced_by(address), ["region"]);
        }
        for address in ["codeartifact_domain.there", "codeartifact_repository.there"] {
            assert_eq!(plan.actions(address), ["no-op"]);
        }
        world.set("AWS_REGION", "us-east-1");
        world.write(&(pair("here", "region = \"eu-west-1\"") + &pair("there", "")));
        world.must_be_settled();
    });
}

/// Credentials of one partition are nothing in another.
#[test]
fn a_region_of_another_partition_is_refused_before_any_call() {
    let refused = ["cn-north-1 is in the partition aws-cn", "with an alias"];
    both(|world| {
        world.write(&pair("there", "region = \"cn-north-1\""));
        world.plan().failed_with(&refused);
        world.write("data \"codeartifact_domains\" \"there\" {\n region = \"cn-north-1\"\n}\n");
        world.plan().failed_with(&refused);
        assert!(world.requests().is_empty(), "nothing is called");
    });
}

/// The state of an older provider lacks the Region. To learn it is no reason to replace anything.
#[test]
fn a_state_without_a_region_is_completed_not_replaced() {
    both(|world| {
        world.must_apply(&pair("here", ""));
        let file = world.path("terraform.tfstate");
        let text = std::fs::read_to_string(&file).expect("the state");
        let mut state: Json = serde_json::from_str(&text).expect("JSON");
        for resource in state["resources"].as_array_mut().expect("resources") {
            resource["instances"][0]["attributes"]["region"] = Json::Null;
        }
        std::fs::write(&file, state.to_string()).expect("the state");
        let plan = world.planned_unrefreshed();
        for address in ["codeartifact_domain.here", "codeartifact_repository.here"] {
            assert_eq!(plan.replaced_by(address), [] as [&str; 0]);
        }
        world.apply().succeeded();
        assert_eq!(world.state("codeartifact_domain.here")["region"], "eu-west-1");
        world.must_be_settled();
        assert_eq!(world.calls("DeleteRepository"), 0);
    });
}
