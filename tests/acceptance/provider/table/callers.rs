//! Who calls, and where: the Region, keys, profiles, roles and accounts.

use super::{Row, check, row};

#[test]
fn where_calls_go() {
    check(&regions());
}

#[test]
fn whose_keys_are_taken() {
    check(&keys());
}

#[test]
fn which_roles_are_assumed() {
    check(&[roles(), roles_that_cannot_be()].concat());
}

#[test]
fn which_web_identities_are_used() {
    check(&all_web_identities());
}

#[test]
fn which_accounts_are_worked_in() {
    check(&accounts());
}

pub(super) fn rows() -> Vec<Row> {
    [regions(), keys(), roles(), roles_that_cannot_be(), all_web_identities(), accounts()].concat()
}

fn regions() -> Vec<Row> {
    let nowhere = || row("region").nowhere();
    vec![
        nowhere().with_files().with("AWS_PROFILE", "team").sees("in eu-central-1"),
        nowhere().sees("No Region is set").sees("Set `region` in the provider block"),
        row("region").block(r#"region = "EU""#).sees("`region` must be a Region such as"),
        row("region").block(r#"region = """#).sees("in eu-west-1"),
        row("sts_region")
            .block(r#"sts_region = "EU""#)
            .sees("`sts_region` must be a Region such as"),
        row("sts_region").block(r#"sts_region = """#).sees("1 x ListDomains"),
        row("sts_region")
            .block("sts_region = \"us-west-2\"\n allowed_account_ids = [\"000000000000\"]")
            .sees("GetCallerIdentity by arn:aws:iam::000000000000:user/test in us-west-2")
            .sees("ListDomains by arn:aws:iam::000000000000:user/test in eu-west-1"),
        row("skip_region_validation")
            .block("skip_region_validation = true\n region = \"eu-north-9\"")
            .sees("in eu-north-9"),
    ]
}

pub(super) const OF_ENVIRONMENT: &str = "ListDomains by arn:aws:iam::000000000000:user/test";
pub(super) const OF_OTHER: &str = "ListDomains by arn:aws:iam::111122223333:user/other";

fn keys() -> Vec<Row> {
    let pair = "access_key = \"other\"\n secret_key = \"other\"";
    vec![
        row("access_key").block(pair).sees(OF_OTHER),
        row("access_key").sees(OF_ENVIRONMENT),
        row("access_key")
            .block(r#"access_key = "other""#)
            .sees("`secret_key` is not: static credentials require both"),
        row("access_key")
            .keyless()
            .sees("No AWS credentials were found (ListDomains) Credentials come from `access_key`")
            .misses("chain"),
        row("secret_key").block(pair).keyless().sees(OF_OTHER),
        row("secret_key")
            .block(r#"secret_key = "other""#)
            .sees("`access_key` is not: static credentials require both"),
        row("token")
            .block("access_key = \"other\"\n secret_key = \"other\"\n token = \"of-nobody\"")
            .sees("The security token included in the request is invalid"),
        row("token")
            .with("AWS_SESSION_TOKEN", "of-nobody")
            .sees("The security token included in the request is invalid"),
        row("token")
            .block(r#"token = "of-nobody""#)
            .sees("a session token belongs to a pair of keys"),
        row("skip_credentials_validation")
            .block("skip_credentials_validation = true")
            .sees("0 x GetCallerIdentity"),
        row("skip_requesting_account_id")
            .block("skip_requesting_account_id = true")
            .sees("0 x GetCallerIdentity"),
    ]
}

fn roles() -> Vec<Row> {
    let whole = r#"
        assume_role {
          role_arn            = "arn:aws:iam::111122223333:role/first"
          duration            = "30m"
          external_id         = "of-partner"
          policy              = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
          policy_arns         = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
          session_name        = "build"
          source_identity     = "alice"
          tags                = { team = "a" }
          transitive_tag_keys = ["team"]
        }
        assume_role {
          role_arn = "arn:aws:iam::000000000000:role/second"
        }"#;
    let about = |argument| row(argument).block(whole);
    let short =
        "assume_role {\n role_arn = \"arn:aws:iam::000000000000:role/ci\"\n duration = \"1m\"\n}";
    vec![
        about("assume_role.role_arn")
            .sees("ListDomains by arn:aws:sts::000000000000:assumed-role/second/"),
        about("assume_role.duration").sees(r#""DurationSeconds":"1800""#),
        about("assume_role.external_id").sees(r#""ExternalId":"of-partner""#),
        about("assume_role.policy").sees(r#""Policy":"{\"Version\""#),
        about("assume_role.policy_arns")
            .sees(r#""PolicyArns.member.1.arn":"arn:aws:iam::aws:policy/ReadOnlyAccess""#),
        about("assume_role.session_name")
            .sees("AssumeRole by arn:aws:sts::111122223333:assumed-role/first/build"),
        about("assume_role.source_identity").sees(r#""SourceIdentity":"alice""#),
        about("assume_role.tags").sees(r#""Tags.member.1.Value":"a""#),
        about("assume_role.transitive_tag_keys").sees(r#""TransitiveTagKeys.member.1":"team""#),
        row("assume_role.duration")
            .block(short)
            .sees("`assume_role[0].duration` must be 15 minutes to 12 hours, such as \"1h30m\", got \"1m\""),
    ]
}

/// What is seen to be wrong without a call, and what the service refuses.
fn roles_that_cannot_be() -> Vec<Row> {
    let ci = "role_arn = \"arn:aws:iam::000000000000:role/ci\"";
    let with =
        |argument, more: &str| row(argument).block(format!("assume_role {{\n {ci}\n {more}\n}}"));
    let chain =
        format!("assume_role {{\n {ci}\n}}\nassume_role {{\n {ci}\n duration = \"1h1s\"\n}}");
    let nobody = "assume_role {\n role_arn = \"arn:aws:iam::nobody:role/ci\"\n}";
    vec![
        row("assume_role.role_arn").block(nobody).sees("must be the ARN of a role such as"),
        with("assume_role.transitive_tag_keys", "transitive_tag_keys = [\"team\"]")
            .sees("assume role 1 of 1, arn:aws:iam::000000000000:role/ci: InvalidParameterValue: "),
        with("assume_role.role_arn", "")
            .denying("AssumeRole")
            .sees("assume role 1 of 1, arn:aws:iam::000000000000:role/ci: AccessDenied: ")
            .sees("needs `sts:AssumeRole` on the role, and the trust policy of the role must name the caller")
            .misses("AWS_ACCESS_KEY_ID"),
        row("assume_role.duration").block(chain).sees("must be at most \"1h\""),
        with("assume_role.policy", "policy = \"{\"").sees("must be a policy in JSON: EOF"),
        with("assume_role.policy", "policy = \"[]\"")
            .sees("must be a policy in JSON, which is an object"),
        with("assume_role.policy_arns", "policy_arns = [\"ReadOnly\"]")
            .sees("must be the ARN of a managed policy"),
        with("assume_role.session_name", "session_name = \"a b\"")
            .sees("must be letters, digits, and the"),
        with("assume_role.source_identity", "source_identity = \"a b\"")
            .sees("must be letters, digits, and the"),
        with("assume_role.external_id", "external_id = \"a b\"")
            .sees("must be letters, digits, and the"),
    ]
}

const ROLE: &str = "arn:aws:iam::111122223333:role/ci";

const WEB_TOKEN: &str = "assume_role_with_web_identity.web_identity_token";
const WEB_TOKEN_FILE: &str = "assume_role_with_web_identity.web_identity_token_file";
/// What the role's session is seen to call.
const BY_CI: &str = "ListDomains by arn:aws:sts::111122223333:assumed-role/ci/";

/// A block of a web identity that holds this.
fn web_identity(arguments: &str) -> String {
    format!("assume_role_with_web_identity {{\n{arguments}\n}}")
}

fn all_web_identities() -> Vec<Row> {
    [web_identities(), web_identities_of_the_environment(), web_identities_that_cannot_be()]
        .concat()
}

fn web_identities() -> Vec<Row> {
    let whole = web_identity(
        r#"
          role_arn                = "arn:aws:iam::111122223333:role/ci"
          duration                = "30m"
          policy                  = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
          policy_arns             = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
          session_name            = "build"
          web_identity_token_file = "{dir}/token""#,
    );
    let about = |argument| row(argument).block(whole.as_str());
    let second = "\nassume_role {\n role_arn = \"arn:aws:iam::000000000000:role/second\"\n}";
    vec![
        about("assume_role_with_web_identity.role_arn").sees(BY_CI),
        about("assume_role_with_web_identity.duration").sees(r#""DurationSeconds":"1800""#),
        about("assume_role_with_web_identity.policy").sees(r#""Policy":"{\"Version\""#),
        about("assume_role_with_web_identity.policy_arns").sees("policy/ReadOnlyAccess"),
        about("assume_role_with_web_identity.session_name").sees("assumed-role/ci/build"),
        about(WEB_TOKEN_FILE)
            .with("TF_AWS_WEB_IDENTITY_TOKEN", "x")
            .sees(BY_CI)
            .misses("token-of-the-file"),
        row(WEB_TOKEN)
            .block(web_identity("web_identity_token = \"of-the-block\"") + second)
            .with("AWS_ROLE_ARN", ROLE)
            .sees("AssumeRole by arn:aws:sts::111122223333:assumed-role/ci/")
            .sees("ListDomains by arn:aws:sts::000000000000:assumed-role/second/"),
        row(WEB_TOKEN)
            .block(web_identity("web_identity_token = \"of-the-block\""))
            .with("AWS_ROLE_ARN", ROLE)
            .with("AWS_ROLE_SESSION_NAME", "job")
            .with("TF_LOG", "TRACE")
            .by_cli_alone()
            .sees("assumed-role/ci/job")
            .misses("of-the-block"),
    ]
}

fn web_identities_of_the_environment() -> Vec<Row> {
    let by_file = || {
        let row = row(WEB_TOKEN_FILE).with("AWS_WEB_IDENTITY_TOKEN_FILE", "{dir}/token");
        row.with("AWS_ROLE_ARN", ROLE)
    };
    vec![
        by_file().keyless().sees(BY_CI),
        by_file().with_files().with("AWS_PROFILE", "team").keyless().sees(BY_CI),
    ]
}

fn web_identities_that_cannot_be() -> Vec<Row> {
    let of = |argument, arguments: &str| row(argument).block(web_identity(arguments));
    let both = "web_identity_token = \"abcd\"\n web_identity_token_file = \"x\"";
    let none = "Exactly one of `web_identity_token` and `web_identity_token_file` is required";
    let literal = "web_identity_token = \"of-the-block\"";
    let short = "web_identity_token = \"abc\"";
    let lost = "web_identity_token_file = \"{dir}/lost\"";
    let long = format!("duration = \"13h\"\n {literal}");
    vec![
        of(WEB_TOKEN, both).with("AWS_ROLE_ARN", ROLE).sees("is required, not both"),
        of(WEB_TOKEN, "session_name = \"job\"").with("AWS_ROLE_ARN", ROLE).sees(none),
        of(WEB_TOKEN, literal)
            .with("AWS_ROLE_ARN", ROLE)
            .denying("AssumeRoleWithWebIdentity")
            .sees("The trust policy of the role must name the identity provider")
            .misses("AWS_ACCESS_KEY_ID"),
        of(WEB_TOKEN, literal).sees("`role_arn` or AWS_ROLE_ARN is missing"),
        of(WEB_TOKEN, short).with("AWS_ROLE_ARN", ROLE).sees("at least 4 characters"),
        of("assume_role_with_web_identity.duration", &long)
            .with("AWS_ROLE_ARN", ROLE)
            .sees("`assume_role_with_web_identity[0].duration` must be 15 minutes to 12 hours"),
        row(WEB_TOKEN)
            .keyless()
            .with("TF_AWS_WEB_IDENTITY_TOKEN", "x")
            .with("AWS_ROLE_ARN", ROLE)
            .sees(
                "assume role with web identity, arn:aws:iam::111122223333:role/ci: ValidationError",
            ),
        of(WEB_TOKEN_FILE, lost)
            .with("AWS_ROLE_ARN", ROLE)
            .sees("the file of the web identity token, ")
            .sees("/lost: No such file"),
    ]
}

fn accounts() -> Vec<Row> {
    let of = |argument, account| row(argument).block(format!("{argument} = [{account:?}]"));
    let (allowed, forbidden) = ("allowed_account_ids", "forbidden_account_ids");
    let (mine, other) = ("000000000000", "111122223333");
    let refused = "AWS account ID not allowed: 000000000000";
    let both = format!("{allowed} = [{mine:?}]\n {forbidden} = [{mine:?}]");
    // The account that counts is the one that the last role is in.
    let role = format!("assume_role {{\n role_arn = {ROLE:?}\n}}");
    vec![
        of(allowed, other)
            .sees(refused)
            .sees("the account of the provider's credentials, is not in `allowed_account_ids` (111122223333)")
            .sees("Use credentials of an account that is allowed, or change that list.")
            .misses("AWS_ACCESS_KEY_ID")
            .sees("0 x ListDomains"),
        of(allowed, mine).sees("1 x GetCallerIdentity").sees("1 x ListDomains"),
        of(allowed, "1").sees("a 12-digit AWS account ID"),
        of(forbidden, mine).sees(refused).sees("is in `forbidden_account_ids`"),
        of(forbidden, other).sees("1 x ListDomains"),
        row(forbidden).block(both).sees("cannot be set together"),
        of(allowed, mine)
            .with("AWS_SESSION_TOKEN", "of-nobody")
            .sees("The account of the provider's credentials could not be determined: UnrecognizedClientException"),
        row(allowed).block(format!("{allowed} = [{other:?}]\n{role}")).sees(BY_CI),
        row(allowed)
            .block(format!("{allowed} = [{mine:?}]\n{role}"))
            .sees("AWS account ID not allowed: 111122223333")
            .sees("0 x ListDomains"),
    ]
}
