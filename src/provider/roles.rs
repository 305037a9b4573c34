//! The blocks of roles that are assumed, with a role before them or with a web identity.

use std::collections::BTreeSet;

use super::texts::{Duration, EXTERNAL_ID, MANAGED_POLICY, ROLE, SESSION, SessionPolicy};
use crate::aws::{Role, WebIdentity};
use crate::framework::diagnostic::Error;
use crate::framework::field::{Field, Sensitive};
use crate::framework::schema::{Blocks, length, matching, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::tags::Tags;

object! {
    /// An IAM role to assume.
    pub struct AssumeRole {
        /// ARN of the role. A block without it is skipped, such as a block that a module creates
        /// from empty values.
        role_arn: Option<String> = matching(ROLE).length(20, 2048),
        /// Duration of the session, such as `1h30m`: 15 minutes to 12 hours.
        duration: Option<Duration>,
        /// External ID that the role's trust policy may require from third parties.
        external_id: Option<String> = matching(EXTERNAL_ID).length(2, 1224),
        /// IAM policy, in JSON, that further limits the session.
        policy: Option<SessionPolicy>,
        /// ARNs of managed policies that further limit the session.
        policy_arns: Option<BTreeSet<String>> = matching(MANAGED_POLICY),
        /// Name of the session.
        session_name: Option<String> = matching(SESSION).length(2, 64),
        /// Source identity of the session. Persists through role chaining.
        source_identity: Option<String> = matching(SESSION).length(2, 64),
        /// Tags of the session.
        tags: Option<Tags>,
        /// Keys of the tags that persist through role chaining.
        transitive_tag_keys: Option<BTreeSet<String>>,
    }
}

object! {
    /// An IAM role to assume with a token of another identity provider. One of the two tokens is
    /// required.
    pub struct AssumeRoleWithWebIdentity {
        /// ARN of the role. Defaults to `AWS_ROLE_ARN`.
        role_arn: Option<String> = matching(ROLE).length(20, 2048),
        /// Duration of the session, such as `1h30m`: 15 minutes to 12 hours.
        duration: Option<Duration>,
        /// IAM policy, in JSON, that further limits the session.
        policy: Option<SessionPolicy>,
        /// ARNs of managed policies that further limit the session.
        policy_arns: Option<BTreeSet<String>> = matching(MANAGED_POLICY),
        /// Name of the session. Defaults to `AWS_ROLE_SESSION_NAME`.
        session_name: Option<String> = matching(SESSION).length(2, 64),
        /// Web identity token. Defaults to `TF_AWS_WEB_IDENTITY_TOKEN`.
        web_identity_token: Option<Sensitive<String>> = length(4, 20_000),
        /// Path of a file with the web identity token. Defaults to `AWS_WEB_IDENTITY_TOKEN_FILE`.
        web_identity_token_file: Option<String>,
    }
}

/// What must hold for a chain of roles. Source: the `DurationSeconds` of AssumeRole in the API
/// reference of the Security Token Service.
pub(super) const CHAIN_RULE: Rule = Rule::Holds {
    doc: "In a role chain, the second and later sessions last at most one hour: `duration` of the second and later \
          `assume_role` blocks is at most `1h`.",
    check: check_chain,
};

/// The longest session of a role that another role assumes, in seconds.
const CHAINED_LIMIT: i32 = 3600;

fn check_chain(config: &Value, report: &mut Vec<Error>) {
    let Value::List(roles) = config.get("assume_role") else { return };
    let roles = roles.iter().enumerate().filter(|(_, role)| !role.get("role_arn").is_empty());
    for (index, role) in roles.skip(1) {
        let duration = Duration::decode(role.get("duration").clone());
        if duration.is_ok_and(|duration| duration.0 > CHAINED_LIMIT) {
            report.push(too_long_in_a_chain(index, role));
        }
    }
}

fn too_long_in_a_chain(index: usize, role: &Value) -> Error {
    let name = role.get("role_arn").as_str().unwrap_or("a role");
    let cause = format!(
        "`duration` of {name} must be at most \"1h\": in a role chain, the second and later sessions last at most \
         one hour. Shorten it, or omit it."
    );
    Error::at("duration", cause).of_element("assume_role", index)
}

/// The role that is assumed with a web identity. A block in which nothing is set is skipped, as one
/// is that a module makes of nothing; in any other the environment may complete it.
pub(super) fn web_identity(block: AssumeRoleWithWebIdentity) -> Option<WebIdentity> {
    is_set(&block).then(|| WebIdentity {
        role_arn: block.role_arn,
        token: block.web_identity_token.map(|token| token.0.into()),
        token_file: block.web_identity_token_file,
        session_name: block.session_name,
        duration: block.duration.map(|duration| duration.0),
        policy: block.policy.map(|policy| policy.0),
        policy_arns: list(block.policy_arns),
    })
}

fn is_set(block: &AssumeRoleWithWebIdentity) -> bool {
    let Value::Map(members) = block.clone().encode() else { return false };
    members.values().any(|member| !member.is_null())
}

/// The chain of roles.
pub(super) fn chain(blocks: Blocks<AssumeRole>) -> Vec<Role> {
    let role = |block: AssumeRole| {
        Some(Role {
            role_arn: block.role_arn?,
            duration: block.duration.map(|duration| duration.0),
            external_id: block.external_id,
            policy: block.policy.map(|policy| policy.0),
            policy_arns: list(block.policy_arns),
            session_name: block.session_name,
            source_identity: block.source_identity,
            tags: block.tags.unwrap_or_default().0,
            transitive_tag_keys: list(block.transitive_tag_keys),
        })
    };
    blocks.0.into_iter().filter_map(role).collect()
}

fn list(set: Option<BTreeSet<String>>) -> Vec<String> {
    set.unwrap_or_default().into_iter().collect()
}
