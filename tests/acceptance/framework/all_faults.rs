//! All faults of a configuration come at once: each by itself, at its own place, and none that is
//! only another one's consequence.

use crate::support::agreement::both;
use crate::support::estate::domain_arn;
use crate::support::world::World;

/// Where a fault is, and a part of what is said of it.
type Fault<'a> = (&'a str, &'a str);

/// Demands these errors of a validation, each once, and no other.
fn check(configuration: &str, faults: &[Fault<'_>]) {
    both(|world| {
        world.write(configuration);
        let run = world.validate();
        let at = |(at, _): &Fault<'_>| format!("Invalid value for `{at}`");
        assert_eq!(
            summaries_of(&run.text),
            sorted(faults.iter().map(at).collect()),
            "{}",
            run.text
        );
        let says: Vec<_> = faults.iter().map(|(_, says)| *says).collect();
        run.failed_with(&says);
        assert!(world.requests().is_empty(), "validation calls nothing");
    });
}

/// What the errors of a run are about. Core shows them by their places in the file.
fn summaries_of(text: &str) -> Vec<String> {
    let errors = text.lines().filter_map(|line| line.split_once("Error: "));
    sorted(errors.map(|(_, summary)| summary.to_owned()).collect())
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

fn policy(arguments: &str) -> String {
    format!("data \"codeartifact_policy_document\" \"it\" {{\n{arguments}\n}}\n")
}

const STATEMENTS: &str = "
  statements = [
    { actions = [\"codeartifact:Read\", \"codeartifact:*\", \"codeartifact:Publish\"] },
    { effect = \"allow\", principals = { AWS = [\"ci\", \"*\"], User = [\"a\"] } },
    { principals = { AWS = [\"*\"] }, not_principals = { AWS = [\"*\"] }, actions = [\"*\"],
      resources = [\"*\", \"arn:aws:codeartifact:eu-west-1:111122223333:repository/main\"] },
  ]";

#[test]
fn of_all_statements_of_a_policy() {
    check(
        &policy(&format!("resource_type = \"repository\"\n{STATEMENTS}")),
        &[
            ("statements[1].effect", "\"Allow\", \"Deny\""),
            ("statements[0]", "needs `principals` or `not_principals`"),
            ("statements[0].actions[0]", "`codeartifact:Read` is not a CodeArtifact action"),
            ("statements[0].actions[2]", "`codeartifact:Publish` is not a CodeArtifact action"),
            ("statements[1].principals", "the principal `ci`"),
            ("statements[1].principals", "type `User`"),
            ("statements[1]", "needs `actions` or `not_actions`"),
            ("statements[2]", "has `principals` and `not_principals`"),
            ("statements[2].resources[1]", "repository/main"),
        ],
    );
}

fn grants() -> String {
    let arn = domain_arn("main");
    format!(
        "resource_type = \"identity\"
         statements = [{{ actions = [\"codeartifact:Read\"] }}]
         grants = [
           {{ access = \"read\", domain_arn = \"main\", repositories = [\"*\", \"c/d\"],
             packages = [{{ format = \"npm\" }}] }},
           {{ access = \"write\", domain_arn = {arn:?}, repositories = [\"a/b\", \"*\"] }},
           {{ access = \"publish\", domain_arn = {arn:?}, packages = [
             {{ format = \"pypi\", namespace = \"a\" }},
             {{ format = \"maven\", package = \"a\" }},
             {{ format = \"npm\", package = \"a b\" }},
           ] }},
         ]"
    )
}

#[test]
fn of_all_grants_of_a_policy() {
    check(
        &policy(&grants()),
        &[
            ("grants[1].access", "\"read\", \"publish\", \"admin\""),
            ("grants[2].packages[2].package", "without whitespace"),
            ("statements[0]", "needs `resources` or `not_resources`"),
            ("statements[0].actions[0]", "`codeartifact:Read`"),
            ("grants[0].domain_arn", "must be the ARN of a domain"),
            ("grants[0].repositories[1]", "got \"c/d\""),
            ("grants[0].packages", "access = \"publish\""),
            ("grants[1].repositories[0]", "must be the name of a repository"),
            ("grants[2].packages[0].namespace", "have no namespace"),
            ("grants[2].packages[1].namespace", "have a namespace"),
        ],
    );
}

/// What is wrong for every type is seen also while the type is none.
#[test]
fn of_a_policy_of_a_wrong_type() {
    let arn = domain_arn("main");
    check(
        &policy(&format!(
            "resource_type = \"package\"
             statements = [{{ actions = [\"codeartifact:Read\", \"codeartifact:CreateDomain\"] }}]
             grants = [{{ access = \"read\", domain_arn = {arn:?}, repositories = [\"a/b\"] }}]"
        )),
        &[
            ("resource_type", "\"domain\", \"repository\", \"identity\""),
            ("statements[0].actions[0]", "`codeartifact:Read` is not a CodeArtifact action"),
            ("grants[0].repositories[0]", "got \"a/b\""),
        ],
    );
}

/// As many statements as are too long together.
fn many(count: usize) -> String {
    let statement = |index| {
        format!("{{ sid = \"{index:0>99}\", actions = [\"codeartifact:*\"], {WHO_AND_WHAT} }},")
    };
    (0..count).map(statement).collect()
}

const WHO_AND_WHAT: &str = "principals = { AWS = [\"*\"] }, resources = [\"*\"]";

#[test]
fn of_a_policy_that_is_too_long_too() {
    let wrong = format!("{{ actions = [\"codeartifact:Read\"], {WHO_AND_WHAT} }}");
    check(
        &policy(&format!("statements = [{} {wrong}]", many(40))),
        &[
            ("statements[40].actions[0]", "`codeartifact:Read` is not a CodeArtifact action"),
            ("statements", "CodeArtifact accepts 7168"),
        ],
    );
    check(
        &policy(&format!("resource_type = \"package\"\n statements = [{}]", many(60))),
        &[("resource_type", "must be one of"), ("statements", "IAM accepts 10240")],
    );
    // What is wrong may be what is too long.
    let long = "a".repeat(7200);
    check(
        &policy(&format!("statements = [{{ actions = [\"{long}\"], {WHO_AND_WHAT} }}]")),
        &[("statements[0].actions[0]", "is not a CodeArtifact action")],
    );
}

/// A function has one error, with a line for each fault.
#[test]
fn of_a_call_of_a_function() {
    both(|world| {
        world.write(&format!(
            "output \"it\" {{\n value = provider::codeartifact::policy_document({{\n{}\n}})\n}}\n",
            grants()
        ));
        let run = world.plan();
        assert_eq!(summaries_of(&run.text), ["Invalid function argument"], "{}", run.text);
        let lines = [
            "`grants[1].access`: must be one of",
            "`statements[0]`: needs `resources`",
            "`statements[0].actions[0]`: `codeartifact:Read`",
            "`grants[2].packages[1].namespace`: must be set",
        ];
        run.failed_with(&["Invalid value for \"policy\" parameter"]).failed_with(&lines);
    });
}

#[test]
fn of_all_arguments_of_a_function() {
    both(|world| {
        let arguments = "\"Main\", \"me\", \"eu-west-1\", \"-\", \"npm\"";
        world.write(&format!(
            "output \"it\" {{\n value = provider::codeartifact::repository_endpoint({arguments})\n}}\n"
        ));
        world.plan().failed_with(&[
            "Invalid value for \"domain\" parameter: must be 2 to 50",
            "`domain_owner`: must be a 12-digit",
            "`repository`: must be 2 to 100",
        ]);
    });
}

#[test]
fn of_all_origin_restrictions() {
    check(
        "resource \"codeartifact_package_group\" \"it\" {
           domain  = \"Main\"
           pattern = \"/*\"
           origin_configuration = {
             publish           = { mode = \"INHERIT\" }
             external_upstream = { mode = \"BLOCK\", repositories = [\"a1\"] }
             internal_upstream = { mode = \"INHERIT\", repositories = [\"a1\"] }
           }
         }\n",
        &[
            ("domain", "lowercase letters"),
            ("origin_configuration.publish.mode", "cannot be `INHERIT`"),
            ("origin_configuration.external_upstream.repositories", "requires the mode"),
            ("origin_configuration.internal_upstream.mode", "cannot be `INHERIT`"),
            ("origin_configuration.internal_upstream.repositories", "requires the mode"),
        ],
    );
}

#[test]
fn of_all_upstreams() {
    check(
        "resource \"codeartifact_repository\" \"it\" {
           domain     = \"main\"
           repository = \"app\"
           upstreams  = [\"up\", \"app\", \"up\", \"app\", \"-\", \"-\"]
         }\n",
        &[
            ("upstreams[4]", "letters"),
            ("upstreams[5]", "letters"),
            ("upstreams[1]", "the repository itself"),
            ("upstreams[3]", "the repository itself"),
            ("upstreams[2]", "already listed"),
        ],
    );
}

#[test]
fn of_all_assets() {
    check(
        "resource \"codeartifact_package_version\" \"it\" {
           domain     = \"main\"
           repository = \"app\"
           format     = \"generic\"
           namespace  = \"a\"
           package    = \"b\"
           version    = \"1\"
           assets = {
             \"a/b\" = {}
             \"c\"   = { content_base64 = \"#\" }
             \"d\"   = { content_base64 = \"aGk=\", source = \"d\" }
           }
         }\n",
        &[
            ("assets[\"a/b\"]", "cannot be the name of an asset"),
            ("assets[\"a/b\"]", "must have a `source`"),
            ("assets[\"c\"].content_base64", "must be Base64"),
            ("assets[\"d\"].content_base64", "cannot be set together"),
        ],
    );
}

#[test]
fn of_a_policy_in_json() {
    let document = "jsonencode({
      Version = \"2012\"
      Statement = [
        { effect = \"Allow\", Principal = \"*\", Action = \"codeartifact:*\", Resource = \"*\" },
        { Effect = \"Allow\", Principal = \"a\", Resource = \"*\" },
      ]
    })";
    let at = "policy_document";
    check(
        &format!(
            "resource \"codeartifact_domain_permissions_policy\" \"it\" {{\n domain = \"main\"\n \
             policy_document = {document}\n}}\n"
        ),
        &[
            (at, "has the version \"2012\""),
            (at, "statement 1, which has an unknown element, `effect`"),
            (at, "statement 2, which needs a principal"),
            (at, "statement 2, which needs `Action` or `NotAction`"),
        ],
    );
}

/// What follows from a fault is not said: the spelling and the namespace follow from the format.
#[test]
fn of_a_package_without_their_consequences() {
    check(
        "resource \"codeartifact_package_origin_configuration\" \"it\" {
           domain     = \"main\"
           repository = \"app\"
           format     = \"pypi\"
           namespace  = \"a b\"
           package    = \"Foo/Bar\"
           publish    = \"ALLOW\"
           upstream   = \"BLOCK\"
         }\n",
        &[("namespace", "without whitespace"), ("package", "without whitespace")],
    );
}

#[test]
fn of_a_filter() {
    check(
        "data \"codeartifact_repositories\" \"it\" {
           domain_owner          = \"111122223333\"
           administrator_account = \"111122223333\"
         }\n",
        &[("domain_owner", "requires `domain`"), ("administrator_account", "requires `domain`")],
    );
}

/// What was not known to the plan is judged by the apply, all of it too.
#[test]
fn of_what_is_known_with_the_apply() {
    let world = World::new();
    let statement = "actions = [for name in [\"Read\", \"Publish\"] : \
                     \"codeartifact:${name}${substr(terraform_data.it.output, 0, 0)}\"]";
    let policy = policy(&format!(
        "statements = [{{ principals = {{ AWS = [\"*\"] }}, {statement} }},
                       {{ principals = {{ AWS = [\"*\"] }} }}]"
    ));
    let known = "resource \"terraform_data\" \"it\" {\n input = timestamp()\n}\n";
    world.write(&format!("{known}{policy}"));
    let run = world.plan();
    assert_eq!(summaries_of(&run.text), ["Invalid value for `statements[1]`"], "{}", run.text);
    world.write(
        &format!("{known}{policy}")
            .replace("AWS = [\"*\"] } }]", "AWS = [\"*\"] }, actions = [\"*\"] }]"),
    );
    let run = world.apply();
    let summaries = [
        "Invalid value for `statements[0].actions[0]`",
        "Invalid value for `statements[0].actions[1]`",
    ];
    assert_eq!(summaries_of(&run.text), summaries, "{}", run.text);
}
