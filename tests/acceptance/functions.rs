//! Functions: pure, and without any call.

use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::world::World;

/// What the function returns for these arguments.
fn call(arguments: &str) -> String {
    format!(
        "output \"it\" {{\n value = provider::codeartifact::repository_endpoint({arguments})\n}}\n"
    )
}

#[test]
fn the_address_of_a_repository_is_computed() {
    both(|world| {
        let host = "https://main-111122223333";
        for (last, address) in [
            ("\"npm\"", format!("{host}.d.codeartifact.eu-west-1.amazonaws.com/npm/store/")),
            (
                "\"pypi\", \"ipv4\"",
                format!("{host}.d.codeartifact.eu-west-1.amazonaws.com/pypi/store/"),
            ),
            (
                "\"swift\", \"dualstack\"",
                format!("{host}.codeartifact.eu-west-1.on.aws/swift/store/"),
            ),
        ] {
            world.must_apply(&call(&format!(
                "\"main\", \"111122223333\", \"eu-west-1\", \"store\", {last}"
            )));
            assert_eq!(world.output("it"), address);
        }
        assert!(world.called().is_empty());
    });
}

#[test]
fn a_bad_argument_is_pointed_at() {
    both(|world| {
        let good = ["main", "111122223333", "eu-west-1", "store", "npm"];
        for (position, bad, name, says) in [
            (0, "Main", "domain", "lowercase letters"),
            (1, "me", "domain_owner", "12-digit"),
            (2, "Ireland", "region", "eu-west-1"),
            (3, "-", "repository", "2 to 100 letters"),
            (4, "deb", "format", "must be one of \"cargo\""),
        ] {
            let mut arguments = good;
            arguments[position] = bad;
            let list = arguments.map(|argument| format!("{argument:?}")).join(", ");
            world.write(&call(&list));
            let invalid = format!("Invalid value for \"{name}\" parameter");
            world.plan().failed_with(&[&invalid, says]);
        }
        let list = good.map(|argument| format!("{argument:?}")).join(", ");
        for (more, says) in [
            ("\"ipv6\"", "must be one of \"ipv4\", \"dualstack\""),
            ("\"ipv4\", \"ipv4\"", "only once"),
        ] {
            world.write(&call(&format!("{list}, {more}")));
            world.plan().failed_with(&["Invalid value for \"endpoint_type\" parameter", says]);
        }
    });
}

const HOST: &str = "main-111122223333.d.codeartifact.eu-west-1.amazonaws.com";

/// The address of a repository for a format, as an expression.
fn address(format: &str) -> String {
    format!("\"https://{HOST}/{format}/store/\"")
}

/// What calls of functions return, each with its arguments as they stand in a configuration.
fn check(cases: &[(&str, String, Json)]) {
    both(|world| {
        let outputs = cases.iter().enumerate().map(|(index, (name, arguments, _))| {
        format!(
            "output \"it{index}\" {{\n value = provider::codeartifact::{name}({arguments})\n}}\n"
        )
    });
        world.must_apply(&outputs.collect::<String>());
        for (index, (name, arguments, expected)) in cases.iter().enumerate() {
            assert_eq!(world.output(&format!("it{index}")), *expected, "{name}({arguments})");
        }
        assert!(world.called().is_empty());
    });
}

/// Calls that are refused: the function, its arguments, the argument at fault and what is said of
/// it.
fn refused(cases: &[(&str, &str, &str, &str)]) {
    both(|world| {
        for (name, arguments, parameter, says) in cases {
            world.write(&format!(
                "output \"it\" {{\n value = provider::codeartifact::{name}({arguments})\n}}\n"
            ));
            let invalid = format!("Invalid value for \"{parameter}\" parameter");
            world.plan().failed_with(&[&invalid, says]);
        }
    });
}

#[test]
fn arns_are_put_together_and_taken_apart() {
    let arn = |rest: &str| format!("arn:aws:codeartifact:eu-west-1:111122223333:{rest}");
    let build = |kind: &str, parts: &str, rest: &str| {
        let arguments = format!("\"eu-west-1\", \"111122223333\", \"{kind}\", {parts}");
        ("arn_build", arguments, json!(arn(rest)))
    };
    let parts = json!({
        "partition": "aws", "region": "eu-west-1", "account": "111122223333",
        "resource_type": "package-group", "domain": "main", "pattern": "/npm/space/*",
        "repository": null, "format": null, "namespace": null, "package": null,
    });
    let group = arn("package-group/main/npm/space/%2a");
    check(&[
        build("domain", "\"main\"", "domain/main"),
        build("repository", "\"main\", \"store\"", "repository/main/store"),
        build(
            "package",
            "\"main\", \"store\", \"npm\", \"\", \"react\"",
            "package/main/store/npm//react",
        ),
        build("package-group", "\"main\", \"/npm/a/b$\"", "package-group/main/npm/a/b%24"),
        ("arn_parse", format!("{group:?}"), parts),
    ]);
}

#[test]
fn patterns_are_made_and_matched() {
    let made = |arguments: &str, pattern: &str| {
        ("package_group_pattern", arguments.to_owned(), json!(pattern))
    };
    let matched =
        |arguments: &str, how: &str| ("package_group_match", arguments.to_owned(), json!(how));
    check(&[
        made("null, null, null", "/*"),
        made("\"npm\", null, null", "/npm/*"),
        made("\"npm\", \"space~\", null", "/npm/space~"),
        made("\"npm\", \"space\", null", "/npm/space/*"),
        made("\"npm\", \"\", null", "/npm//*"),
        made("\"npm\", null, \"react~\"", "/npm//react~"),
        made("\"npm\", null, \"react-~\"", "/npm//react-*"),
        made("\"pypi\", null, \"Flask_App\"", "/pypi//flask-app$"),
        matched("\"/npm/space/foo~\", \"npm\", \"space\", \"foo-bar\"", "STRONG"),
        matched("\"/npm/space/foo~\", \"npm\", \"space\", \"food\"", "NONE"),
        matched("\"/npm//foo-bar$\", \"npm\", null, \"Foo_Bar\"", "WEAK"),
        matched("\"/pypi//flask-app$\", \"pypi\", null, \"Flask.App\"", "STRONG"),
    ]);
}

#[test]
fn policies_are_compared_by_what_they_mean() {
    let statement = |principal: &str| {
        format!(
            "jsonencode({{ Version = \"2012-10-17\", Statement = [{{ Effect = \"Allow\", \
             Principal = {{ AWS = \"{principal}\" }}, Action = \"codeartifact:*\", Resource = \
             \"*\" }}] }})"
        )
    };
    let (one, root) = (statement("111122223333"), statement("arn:aws:iam::111122223333:root"));
    let other = statement("444455556666");
    check(&[
        ("policy_equivalent", format!("{one}, {root}"), json!(true)),
        ("policy_equivalent", format!("{one}, {other}"), json!(false)),
    ]);
}

/// A call of a function that renders a client file, with further arguments.
fn rendered(name: &'static str, format: &str, more: &str) -> (&'static str, String) {
    (name, format!("{}, {more}", address(format)))
}

/// A call, and the file that it returns.
fn case((name, arguments): (&'static str, String), file: String) -> (&'static str, String, Json) {
    (name, arguments, Json::String(file))
}

#[test]
fn files_of_npm_and_yarn_hold_the_token_or_the_variable() {
    let at = format!("//{HOST}/npm/store/");
    let npm = format!("{at}:always-auth=true\n{at}:_authToken=");
    check(&[
        case(
            rendered("npmrc", "npm", "null"),
            format!("registry=https://{HOST}/npm/store/\n{npm}${{CODEARTIFACT_AUTH_TOKEN}}\n"),
        ),
        case(
            rendered("npmrc", "npm", "\"eyJ\", \"@a\", \"b\""),
            format!(
                "@a:registry=https://{HOST}/npm/store/\n@b:registry=https://{HOST}/npm/store/\n{npm}eyJ\n"
            ),
        ),
        case(
            rendered("yarnrc", "npm", "null, \"@a\", \"b\""),
            format!(
                "npmScopes:\n  \"a\":\n    npmRegistryServer: \"https:{at}\"\n  \"b\":\n    \
                 npmRegistryServer: \"https:{at}\"\nnpmRegistries:\n  \"{at}\":\n    \
                 npmAlwaysAuth: true\n    npmAuthToken: \"${{CODEARTIFACT_AUTH_TOKEN}}\"\n"
            ),
        ),
    ]);
}

#[test]
fn files_of_python_hold_the_token_or_none() {
    check(&[
        case(
            rendered("pip_conf", "pypi", "null"),
            format!("[global]\nindex-url = https://{HOST}/pypi/store/simple/\n"),
        ),
        case(
            rendered("pip_conf", "pypi", "\"e=\""),
            format!("[global]\nindex-url = https://aws:e%3D@{HOST}/pypi/store/simple/\n"),
        ),
        case(
            rendered("uv_toml", "pypi", "\"e=\""),
            format!(
                "[[index]]\nname = \"codeartifact\"\nurl = \"https://aws:e%3D@{HOST}/pypi/store/simple/\"\n\
                 publish-url = \"https://{HOST}/pypi/store/\"\ndefault = true\n"
            ),
        ),
        case(
            rendered("poetry_auth", "pypi", "\"e=\""),
            format!(
                "[repositories.codeartifact]\nurl = \"https://{HOST}/pypi/store/\"\n\n\
                 [http-basic.codeartifact]\nusername = \"aws\"\npassword = \"e=\"\n"
            ),
        ),
    ]);
}

#[test]
fn files_of_sbt_and_bundler_hold_the_token_or_the_variable() {
    check(&[
        case(
            rendered("sbt_settings", "maven", "null"),
            format!(
                "resolvers += (\"codeartifact\" at \"https://{HOST}/maven/store/\")\n\ncredentials += \
                 Credentials(\"main/store\", \"{HOST}\", \"aws\", \
                 sys.env.getOrElse(\"CODEARTIFACT_AUTH_TOKEN\", \"\"))\n"
            ),
        ),
        case(
            rendered("bundle_config", "ruby", "\"eyJ\""),
            format!(
                "---\nBUNDLE_MIRROR__HTTPS://RUBYGEMS__ORG/: \"https://{HOST}/ruby/store/\"\n\
                 BUNDLE_MAIN___111122223333__D__CODEARTIFACT__EU___WEST___1__AMAZONAWS__COM: \
                 \"aws:eyJ\"\n"
            ),
        ),
    ]);
}

/// The files of every client, with a token and without one.
#[test]
fn no_client_file_holds_a_token_that_was_not_given() {
    let clients = [
        ("npmrc", "npm"),
        ("yarnrc", "npm"),
        ("pip_conf", "pypi"),
        ("uv_toml", "pypi"),
        ("poetry_auth", "pypi"),
        ("pypirc", "pypi"),
        ("maven_settings", "maven"),
        ("nuget_config", "nuget"),
        ("cargo_config", "cargo"),
        ("gradle_init", "maven"),
        ("sbt_settings", "maven"),
        ("bundle_config", "ruby"),
    ];
    let world = World::new();
    let outputs = clients.map(|(name, format)| {
        let address = address(format);
        format!(
            "output \"{name}\" {{\n value = provider::codeartifact::{name}({address}, null)\n}}\n\
             output \"{name}_with\" {{\n value = provider::codeartifact::{name}({address}, \
             \"secret\")\n}}\n"
        )
    });
    world.must_apply(&outputs.concat());
    for (name, format) in clients {
        let (without, with) = (world.output(name), world.output(&format!("{name}_with")));
        let text = |file: &Json| file.as_str().expect("a text").to_owned();
        assert!(!text(&without).contains("secret") && text(&with).contains("secret"), "{name}");
        assert!(text(&without).contains(&format!("{HOST}/{format}/store/")), "{name}");
    }
    let hidden = "output \"it\" {\n value = provider::codeartifact::npmrc(ADDRESS, \
                  sensitive(\"secret\"))\n}\n";
    world.write(&hidden.replace("ADDRESS", &address("npm")));
    world.plan().failed_with(&["sensitive"]);
}

#[test]
fn bad_arguments_of_every_function_are_pointed_at() {
    let npm = address("npm");
    refused(&[
        ("arn_parse", "\"main\"", "arn", "not a CodeArtifact ARN"),
        (
            "arn_build",
            "\"eu-west-1\", \"111122223333\", \"repository\", \"main\"",
            "parts",
            "the domain and the repository",
        ),
        (
            "arn_build",
            "\"eu-west-1\", \"111122223333\", \"domain\", \"a/b\"",
            "parts",
            "domain/{domain}",
        ),
        ("package_group_match", "\"/npm/a\", \"npm\", null, \"a\"", "pattern", "must end in `~`"),
        ("package_group_pattern", "null, \"a\", null", "format", "must be set"),
        ("package_group_pattern", "\"npm\", \"a~\", \"b\"", "namespace", "can be a prefix"),
        ("package_group_pattern", "\"pypi\", \"a\", \"b\"", "namespace", "must be empty"),
        ("pip_conf", &format!("{npm}, null"), "endpoint", "/pypi/my-repository/"),
        ("npmrc", &format!("{npm}, null, \"a b\""), "scopes", "must be a scope"),
        ("npmrc", &format!("{npm}, \"a b\""), "token", "must be a token"),
    ]);
}
