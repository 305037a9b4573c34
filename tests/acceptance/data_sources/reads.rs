//! Data sources.

use codeartifact_emulator::{Endpoints, Fault, Options};
use serde_json::{Value as Json, json};

use crate::support::agreement::{both, both_with};
use crate::support::estate::{domain_arn, repository_arn};
use crate::support::world::{ACCOUNT, World};

const FORMATS: [&str; 8] = ["cargo", "generic", "maven", "npm", "nuget", "pypi", "ruby", "swift"];

fn play(scenario: impl Fn(World)) {
    both_with(&options(), |world| {
        prepare(&world);
        scenario(world);
    });
}

/// Addresses as AWS has them.
fn options() -> Options {
    Options::default().endpoints(Endpoints::Aws)
}

fn prepare(world: &World) {
    world.make_domain("main");
    world.make_repositories("main", &["npm", "store"]);
}

#[test]
fn a_domain_is_shown_with_what_changes_daily() {
    play(|world| {
        world.retag(&domain_arn("main"), &[("team".into(), "a".into())].into());
        world.must_apply("data \"codeartifact_domain\" \"it\" { domain = \"main\" }\n");
        let shown = world.state("data.codeartifact_domain.it");
        let found = world.domain("main").expect("the domain");
        for (name, value) in [
            ("domain", json!("main")),
            ("domain_owner", json!(ACCOUNT)),
            ("region", json!("eu-west-1")),
            ("arn", json!(found.arn())),
            ("asset_size_bytes", json!(0)),
            ("encryption_key", json!(found.encryption_key())),
            ("repository_count", json!(2)),
            ("s3_bucket_arn", json!(found.s3_bucket_arn())),
            ("status", json!("Active")),
            ("tags", json!({ "team": "a" })),
        ] {
            assert_eq!(shown[name], value, "{name}");
        }
        world.make_repositories("main", &["another"]);
        world.apply().succeeded();
        assert_eq!(world.state("data.codeartifact_domain.it")["repository_count"], 3);
    });
}

/// Data sources whose answers at the service do not have the owner.
const WITHOUT_OWNER: &str = r#"
data "codeartifact_repository_endpoint" "it" {
  domain     = "main"
  repository = "npm"
  format     = "npm"
}
data "codeartifact_repository_endpoints" "it" {
  domain     = "main"
  repository = "npm"
}
data "codeartifact_packages" "it" {
  domain     = "main"
  repository = "npm"
}
data "codeartifact_repositories" "it" {
  domain = "main"
}
"#;

fn owners(world: &World) -> Vec<Json> {
    ["repository_endpoint", "repository_endpoints", "packages", "repositories"]
        .map(|name| world.state(&format!("data.codeartifact_{name}.it"))["domain_owner"].clone())
        .into()
}

#[test]
fn the_owner_is_shown_where_nobody_has_written_it() {
    play(|world| {
        world.must_apply(WITHOUT_OWNER);
        assert_eq!(owners(&world), vec![json!(ACCOUNT); 4]);
        assert!(world.calls("DescribeDomain") <= 1, "a run asks once");
    });
}

#[test]
fn an_owner_that_cannot_be_learnt_is_no_error() {
    play(|world| {
        world.fault(Fault::on("DescribeDomain").error(403, "AccessDeniedException", "no"));
        let endpoint =
            &WITHOUT_OWNER[..WITHOUT_OWNER.find("data \"codeartifact_packages").expect("it")];
        world.must_apply(endpoint);
        assert_eq!(owners(&world), vec![Json::Null; 4]);
    });
}

#[test]
fn a_repository_is_shown_with_its_sources_and_addresses() {
    play(|world| {
        world.connect("main", "store", "public:npmjs");
        world.set_upstreams("main", "npm", &["store"]);
        world.describe("main", "npm", "for the team");
        world.retag(&repository_arn("main", "npm"), &[("team".into(), "a".into())].into());
        world.must_apply(
            "data \"codeartifact_repository\" \"it\" {
           for_each   = toset([\"npm\", \"store\"])
           domain     = \"main\"
           repository = each.key
         }\n",
        );
        let npm = world.state("data.codeartifact_repository.it[\"npm\"]");
        for (name, value) in [
            ("domain_owner", json!(ACCOUNT)),
            ("administrator_account", json!(ACCOUNT)),
            ("arn", json!(repository_arn("main", "npm"))),
            ("description", json!("for the team")),
            ("upstreams", json!(["store"])),
            ("external_connections", json!([])),
            ("tags", json!({ "team": "a" })),
        ] {
            assert_eq!(npm[name], value, "{name}");
        }
        let host = format!("https://main-{ACCOUNT}.d.codeartifact.eu-west-1.amazonaws.com");
        assert_eq!(npm["endpoint"], json!(format!("{host}/{{format}}/npm/")));
        let store = world.state("data.codeartifact_repository.it[\"store\"]");
        assert_eq!(store["external_connections"], json!(["public:npmjs"]));
        assert_eq!(store["description"], "");
    });
}

/// The addresses of a repository, from the service, from the repository and from its names.
fn endpoints() -> String {
    format!(
        "locals {{ formats = toset({FORMATS:?}) }}
         data \"codeartifact_repository\" \"npm\" {{
           domain     = \"main\"
           repository = \"npm\"
         }}
         data \"codeartifact_repository_endpoint\" \"npm\" {{
           for_each   = local.formats
           domain     = \"main\"
           repository = \"npm\"
           format     = each.key
         }}
         output \"asked\" {{
           value = {{ for format, found in data.codeartifact_repository_endpoint.npm :
             format => found.repository_endpoint }}
         }}
         output \"filled\" {{
           value = {{ for format in local.formats : format =>
             provider::codeartifact::endpoint(data.codeartifact_repository.npm.endpoint, format) }}
         }}
         output \"computed\" {{
           value = {{ for format in local.formats : format =>
             provider::codeartifact::repository_endpoint(
               \"main\", {ACCOUNT:?}, \"eu-west-1\", \"npm\", format) }}
         }}\n"
    )
}

/// The service's answers and both functions agree.
#[test]
fn every_format_has_an_endpoint() {
    play(|world| {
        world.must_apply(&endpoints());
        let host = format!("https://main-{ACCOUNT}.d.codeartifact.eu-west-1.amazonaws.com");
        let address = |format: &str| json!(format!("{host}/{format}/npm/"));
        let expected: Json =
            FORMATS.map(|format| (format.to_owned(), address(format))).into_iter().collect();
        for output in ["asked", "filled", "computed"] {
            assert_eq!(world.output(output), expected, "{output}");
        }
    });
}

#[test]
fn an_endpoint_may_speak_ipv6() {
    play(|world| {
        world.must_apply(
            "data \"codeartifact_repository_endpoint\" \"npm\" {
           domain        = \"main\"
           repository    = \"npm\"
           format        = \"npm\"
           endpoint_type = \"dualstack\"
         }\n",
        );
        let requests = world.requests();
        assert!(
            requests
                .iter()
                .any(|request| request.parameters.get("endpointType") == Some(&json!("dualstack")))
        );
        let state = world.state("data.codeartifact_repository_endpoint.npm");
        assert_eq!(
            state["repository_endpoint"],
            "https://main-000000000000.codeartifact.eu-west-1.on.aws/npm/npm/"
        );
    });
}

#[test]
fn what_is_not_there_is_an_error_that_names_it() {
    play(|world| {
        for (body, says) in [
            ("domain\" \"it\" { domain = \"nowhere\" }", "there is no domain \"nowhere\""),
            (
                "repository\" \"it\" {\n domain = \"main\"\n repository = \"nowhere\"\n}",
                "there is no repository main/nowhere",
            ),
            (
                "repository_endpoint\" \"it\" {\n domain = \"main\"\n repository = \"nowhere\"
             format = \"npm\"\n}",
                "'nowhere'",
            ),
            ("authorization_token\" \"it\" { domain = \"nowhere\" }", "'nowhere'"),
        ] {
            world.write(&format!("data \"codeartifact_{body}\n"));
            world.plan().failed_with(&[says]);
        }
    });
}

#[test]
fn a_format_that_does_not_exist_is_refused_before_any_call() {
    both(|world| {
        for (argument, says) in [
            ("format = \"deb\"", "must be one of \"cargo\", \"generic\""),
            (
                "format = \"npm\"\n endpoint_type = \"ipv6\"",
                "must be one of \"ipv4\", \"dualstack\"",
            ),
        ] {
            world.write(&format!(
                "data \"codeartifact_repository_endpoint\" \"it\" {{
               domain     = \"main\"
               repository = \"npm\"
               {argument}
             }}\n"
            ));
            world.plan().failed_with(&[says]);
        }
        assert!(world.called().is_empty());
    });
}

const TOKENS: &str = "data \"codeartifact_authorization_token\" \"short\" {
           domain           = \"main\"
           duration_seconds = 900
         }
         data \"codeartifact_authorization_token\" \"session\" {
           domain           = \"main\"
           duration_seconds = 0
         }
         data \"codeartifact_authorization_token\" \"usual\" {
           domain = \"main\"
         }\n";

/// The durations that the service takes: 15 minutes to 12 hours, or 0 for the caller's own session.
#[test]
fn a_token_lasts_as_long_as_asked() {
    play(|world| {
        world.must_apply(TOKENS);
        let requests = world.requests().into_iter();
        let mut durations: Vec<Json> = requests
            .filter(|request| request.operation == "GetAuthorizationToken")
            .map(|request| request.parameters.get("duration").cloned().unwrap_or_default())
            .collect();
        durations.sort_by_key(Json::to_string);
        assert_eq!(durations, [json!("0"), json!("900"), Json::Null]);
        for name in ["short", "session", "usual"] {
            let state = world.state(&format!("data.codeartifact_authorization_token.{name}"));
            assert!(state["authorization_token"].as_str().is_some_and(|token| token.len() > 100));
            assert!(state["expiration"].as_str().is_some_and(|time| time.ends_with('Z')));
        }
    });
}

/// Old releases of the peer printed the token.
#[test]
fn a_token_is_never_printed() {
    let world = World::with(options());
    prepare(&world);
    let token = "data \"codeartifact_authorization_token\" \"it\" { domain = \"main\" }\n";
    let output = "output \"token\" { value = data.codeartifact_authorization_token.it.authorization_token }\n";
    world.write(&format!("{token}{output}"));
    world.plan().failed_with(&["sensitive"]);
    world.must_apply(token).says(&["Apply complete"]);
    let shown = world.state("data.codeartifact_authorization_token.it");
    let shown = shown["authorization_token"].as_str().expect("a token").to_owned();
    let run = world.cli(["show", "-no-color"]).succeeded();
    assert!(run.text.contains("(sensitive value)") && !run.text.contains(&shown));
}

/// Terraform compares outputs by their representation in memory, which for a number depends on how
/// it came.
#[test]
fn a_number_as_an_output_is_no_drift() {
    play(|world| {
        world.must_apply(
            "data \"codeartifact_domain\" \"main\" {\n domain = \"main\"\n}
         output \"size\" {\n value = data.codeartifact_domain.main.asset_size_bytes\n}
         output \"repositories\" {\n value = data.codeartifact_domain.main.repository_count\n}\n",
        );
        world.must_be_settled();
    });
}
