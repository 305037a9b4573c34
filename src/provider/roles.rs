//! The blocks of roles that are assumed, with a role before them or with a web identity.

use std::collections::BTreeSet;

use crate::{
    aws::{Role, WebIdentity},
    framework::{
        diagnostic::{Error, Result},
        field::{Blocks, Sensitive},
        schema::{length, object},
    },
    service::tags::Tags,
};

object! {
    /// A role to assume.
    pub struct AssumeRole {
        /// ARN of the role.
        role_arn: String = length(20, 2048),
        /// How long the credentials hold, such as `1h30m`: 15 minutes to 12 hours.
        duration: Option<String>,
        /// What the role's trust policy may ask of third parties.
        external_id: Option<String> = length(2, 1224),
        /// Policy in JSON that limits the session further.
        policy: Option<String>,
        /// ARNs of managed policies that limit the session further.
        policy_arns: Option<BTreeSet<String>>,
        /// Name of the session.
        session_name: Option<String> = length(2, 64),
        /// Who is behind the session; it stays through a chain of roles.
        source_identity: Option<String> = length(2, 64),
        /// Tags of the session.
        tags: Option<Tags>,
        /// Keys of the tags that stay through a chain of roles.
        transitive_tag_keys: Option<BTreeSet<String>>,
    }
}

object! {
    /// A role to assume with the token of another identity provider. One of the two tokens is required.
    pub struct AssumeRoleWithWebIdentity {
        /// ARN of the role. Defaults to `AWS_ROLE_ARN`.
        role_arn: Option<String> = length(20, 2048),
        /// How long the credentials hold, such as `1h30m`: 15 minutes to 12 hours.
        duration: Option<String>,
        /// Policy in JSON that limits the session further.
        policy: Option<String>,
        /// ARNs of managed policies that limit the session further.
        policy_arns: Option<BTreeSet<String>>,
        /// Name of the session. Defaults to `AWS_ROLE_SESSION_NAME`.
        session_name: Option<String> = length(2, 64),
        /// The token. Defaults to `TF_AWS_WEB_IDENTITY_TOKEN`.
        web_identity_token: Option<Sensitive<String>> = length(4, 20_000),
        /// Path of a file with the token. Defaults to `AWS_WEB_IDENTITY_TOKEN_FILE`.
        web_identity_token_file: Option<String>,
    }
}

/// The role that is assumed with a web identity.
///
/// # Errors
/// The duration is none, or too short or long.
pub(super) fn web_identity(block: AssumeRoleWithWebIdentity) -> Result<WebIdentity> {
    let duration = block.duration.as_deref().map(duration).transpose();
    let at = |error: Error| Error::at("assume_role_with_web_identity", error.cause);
    Ok(WebIdentity {
        role_arn: block.role_arn,
        token: block.web_identity_token.map(|token| token.0.into()),
        token_file: block.web_identity_token_file,
        session_name: block.session_name,
        duration: duration.map_err(at)?,
        policy: block.policy,
        policy_arns: block.policy_arns.unwrap_or_default().into_iter().collect(),
    })
}

/// The chain of roles.
///
/// # Errors
/// A duration is none, or too short or long, also for a chain.
pub(super) fn settings(blocks: Blocks<AssumeRole>) -> Result<Vec<Role>> {
    let roles: Vec<Role> = blocks.0.into_iter().map(role).collect::<Result<_>>()?;
    let mut chained = roles.iter().skip(1);
    match chained.find(|role| role.duration.is_some_and(|time| time > CHAINED_LIMIT)) {
        Some(role) => Err(Error::at("assume_role", too_long_in_a_chain(&role.role_arn))),
        None => Ok(roles),
    }
}

/// The longest session of a role that another role assumes, in seconds.
/// Source: the `DurationSeconds` of AssumeRole in the API reference of the Security Token Service.
const CHAINED_LIMIT: i32 = 3600;

fn too_long_in_a_chain(role: &str) -> String {
    format!(
        "`duration` of {role} must be at most \"1h\": AWS gives no longer session to a role that \
         another role assumes. Shorten it, or leave it out."
    )
}

fn role(block: AssumeRole) -> Result<Role> {
    let list = |set: Option<BTreeSet<String>>| set.unwrap_or_default().into_iter().collect();
    Ok(Role {
        role_arn: block.role_arn,
        duration: block.duration.as_deref().map(duration).transpose()?,
        external_id: block.external_id,
        policy: block.policy,
        policy_arns: list(block.policy_arns),
        session_name: block.session_name,
        source_identity: block.source_identity,
        tags: block.tags.unwrap_or_default().0,
        transitive_tag_keys: list(block.transitive_tag_keys),
    })
}

/// The shortest and the longest session, in seconds.
const LIMITS: std::ops::RangeInclusive<i32> = 900..=43_200;

/// The seconds of a duration such as `1h30m`.
fn duration(text: &str) -> Result<i32> {
    let seconds = seconds(text).filter(|seconds| LIMITS.contains(seconds));
    seconds.ok_or_else(|| {
        let message =
            format!("`duration` must be 15 minutes to 12 hours, such as \"1h30m\", got {text:?}");
        Error::at("assume_role", message)
    })
}

fn seconds(text: &str) -> Option<i32> {
    let mut sum = 0_i32;
    for part in text.split_inclusive(|c: char| c.is_ascii_alphabetic()) {
        let unit = match part.chars().last()? {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        let count: i32 = part[..part.len() - 1].parse().ok().filter(|count| *count >= 0)?;
        sum = sum.checked_add(count.checked_mul(unit)?)?;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<i32>) {
        assert_eq!(duration(text).ok(), expected, "{text}");
    }

    #[test]
    fn a_duration_has_units_and_limits() {
        check("1h30m", Some(5400));
        check("900s", Some(900));
        check("12h", Some(43_200));
        for wrong in ["", "h", "1", "1h30", "14m59s", "12h1s", "1d", "-1h", "99999999h", "é"] {
            check(wrong, None);
        }
    }
}
