//! Sessions of roles. Every role exists, and every caller may assume it.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::call::Call;
use super::inputs::{Input, input, invalid};
use crate::model::Shape;
use crate::model::failure::Failure;
use crate::model::shapes::text;
use crate::names::Tags;
use crate::names::caller::{Caller, RoleSession};
use crate::state::{Session, World};
use crate::wire::answer::escape;

/// Seconds that a session lasts when the caller does not say.
const DEFAULT_DURATION: u64 = 3600;

/// Seconds that a session lasts at most which a session of another role has assumed.
const LONGEST_CHAINED_DURATION: u64 = 3600;

const ROLE_ARN: Shape = text(r"[\x09\x0A\x0D\x20-\x7E\x{85}\x{A0}-\x{D7FF}]+", 20, 2048);
const SESSION_NAME: Shape = text(r"[A-Za-z0-9_+=,.@-]*", 2, 64);
const EXTERNAL_ID: Shape = text(r"[A-Za-z0-9_+=,.@:/-]*", 2, 1224);
const DURATION: Shape = Shape::Number { min: 900, max: 43_200 };
const POLICY: Shape = text(r"(?s).*", 1, 2048);
const POLICY_ARNS: Shape = Shape::List { of: &Shape::Record(&[("arn", &ROLE_ARN)]), max: 10 };
const TAG_KEY: Shape = text(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", 1, 128);
const TAG_VALUE: Shape = text(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", 0, 256);
const TAG: Shape = Shape::Record(&[("Key", &TAG_KEY), ("Value", &TAG_VALUE)]);
const TAGS: Shape = Shape::List { of: &TAG, max: 50 };
const TAG_KEYS: Shape = Shape::List { of: &TAG_KEY, max: 50 };
const TOKEN: Shape = text(r"(?s).*", 4, 20_000);

pub(super) const INPUTS: &[Input] = &[
    input("RoleArn", &ROLE_ARN).required(),
    input("RoleSessionName", &SESSION_NAME).required(),
    input("PolicyArns", &POLICY_ARNS),
    input("Policy", &POLICY),
    input("DurationSeconds", &DURATION),
    input("Tags", &TAGS),
    input("TransitiveTagKeys", &TAG_KEYS),
    input("ExternalId", &EXTERNAL_ID),
    input("SourceIdentity", &SESSION_NAME),
];

pub(super) const WEB_IDENTITY_INPUTS: &[Input] = &[
    input("RoleArn", &ROLE_ARN).required(),
    input("RoleSessionName", &SESSION_NAME).required(),
    input("WebIdentityToken", &TOKEN).required(),
    input("PolicyArns", &POLICY_ARNS),
    input("Policy", &POLICY),
    input("DurationSeconds", &DURATION),
];

/// Makes a session of a role for a caller who has signed.
pub(super) fn assume(call: &Call<'_>, world: &mut World) -> Result<String, Failure> {
    let access_key_id = begin(call, world)?;
    Ok(describe(&access_key_id, world))
}

/// Makes a session of a role for the bearer of a token, which is not verified.
pub(super) fn assume_with_web_identity(
    call: &Call<'_>,
    world: &mut World,
) -> Result<String, Failure> {
    let access_key_id = begin(call, world)?;
    let subject = "<SubjectFromWebIdentityToken>emulated</SubjectFromWebIdentityToken>";
    Ok(describe(&access_key_id, world) + subject)
}

/// Adds a session, and returns its access key ID.
fn begin(call: &Call<'_>, world: &mut World) -> Result<String, Failure> {
    let role_arn = call.inputs.text("RoleArn").unwrap_or_default();
    let session_name = call.inputs.text("RoleSessionName").unwrap_or_default();
    let Some((account, role)) = read_role(role_arn) else {
        return Err(invalid(format!("{role_arn} is invalid")));
    };
    let caller = Caller {
        account: account.to_owned(),
        region: call.caller.region.clone(),
        principal: format!("arn:aws:sts::{account}:assumed-role/{role}/{session_name}"),
        session: Some(Arc::new(session(call)?)),
    };
    let access_key_id = format!("ASIA{}", random(16).to_uppercase());
    let session = Session { secret_access_key: random(40), session_token: random(120), caller };
    world.add_session(access_key_id.clone(), session);
    Ok(access_key_id)
}

/// What the session brings with it: what the call says, and what a session that makes the call
/// passes on.
fn session(call: &Call<'_>) -> Result<RoleSession, Failure> {
    let previous = call.caller.session.as_deref();
    let duration = call.inputs.number("DurationSeconds").unwrap_or(DEFAULT_DURATION);
    if previous.is_some() && duration > LONGEST_CHAINED_DURATION {
        return Err(invalid(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
        ));
    }
    let mut session = RoleSession {
        began: call.now,
        ends: call.now.after(duration),
        policies: policies(call)?,
        policy_arns: call.inputs.list("PolicyArns").iter().filter_map(arn).collect(),
        tags: tags(call)?,
        transitive: texts(call.inputs.list("TransitiveTagKeys")).collect(),
        source_identity: call.inputs.text("SourceIdentity").map(str::to_owned),
    };
    check_transitive(&session.transitive, &session.tags)?;
    if let Some(previous) = previous {
        inherit(&mut session, previous)?;
    }
    Ok(session)
}

/// Transitive tags and the source identity go through all roles of a chain, and none of these may
/// change them.
fn inherit(session: &mut RoleSession, previous: &RoleSession) -> Result<(), Failure> {
    for key in &previous.transitive {
        if let Some(value) = previous.tags.get(key)
            && session.tags.insert(key.clone(), value.clone()).is_some()
        {
            let message = "One of the specified transitive tag keys can't be set because it conflicts with a \
                 transitive tag key from the calling session.";
            return Err(Failure::with_status("InvalidParameterValue", 400, message));
        }
    }
    session.transitive.extend(previous.transitive.iter().cloned());
    match (&session.source_identity, &previous.source_identity) {
        (Some(asked), Some(set)) if asked != set => {
            let message = "The source identity of the calling session can't be changed.";
            Err(Failure::with_status("AccessDenied", 403, message))
        }
        (None, Some(set)) => {
            session.source_identity = Some(set.clone());
            Ok(())
        }
        _ => Ok(()),
    }
}

fn policies(call: &Call<'_>) -> Result<Vec<Value>, Failure> {
    let given = call.inputs.text("Policy").map(|policy| {
        serde_json::from_str::<Value>(policy).ok().filter(Value::is_object).ok_or_else(|| {
            let message = "This policy contains invalid Json";
            Failure::with_status("MalformedPolicyDocument", 400, message)
        })
    });
    given.into_iter().collect()
}

fn tags(call: &Call<'_>) -> Result<Tags, Failure> {
    let mut tags = Tags::new();
    let mut keys = BTreeSet::new();
    for tag in call.inputs.list("Tags") {
        let part = |name: &str| tag[name].as_str().unwrap_or_default().to_owned();
        if !keys.insert(part("Key").to_lowercase()) {
            let message =
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
            return Err(Failure::with_status("InvalidParameterValue", 400, message));
        }
        tags.insert(part("Key"), part("Value"));
    }
    Ok(tags)
}

fn check_transitive(transitive: &BTreeSet<String>, tags: &Tags) -> Result<(), Failure> {
    if transitive.iter().all(|key| tags.contains_key(key)) {
        return Ok(());
    }
    let message = "The specified transitive tag key must be included in the requested tags.";
    Err(Failure::with_status("InvalidParameterValue", 400, message))
}

fn arn(policy: &Value) -> Option<String> {
    policy["arn"].as_str().map(str::to_owned)
}

fn texts(values: &[Value]) -> impl Iterator<Item = String> {
    values.iter().filter_map(Value::as_str).map(str::to_owned)
}

/// The answer about the session with this access key ID.
fn describe(access_key_id: &str, world: &World) -> String {
    let Some(Session { secret_access_key, session_token, caller }) = world.session(access_key_id)
    else {
        return String::new();
    };
    let session = caller.session.as_deref();
    let ends = session.map(|session| session.ends.iso8601()).unwrap_or_default();
    let name = caller.principal.rsplit('/').next().unwrap_or_default();
    let source = session.and_then(|session| session.source_identity.as_deref());
    let source =
        source.map(|source| format!("<SourceIdentity>{}</SourceIdentity>", escape(source)));
    format!(
        "<Credentials><AccessKeyId>{access_key_id}</AccessKeyId>\
         <SecretAccessKey>{secret_access_key}</SecretAccessKey>\
         <SessionToken>{session_token}</SessionToken><Expiration>{ends}</Expiration></Credentials>\
         <AssumedRoleUser><AssumedRoleId>AROAEMULATED:{}</AssumedRoleId><Arn>{}</Arn></AssumedRoleUser>{}",
        escape(name),
        escape(&caller.principal),
        source.unwrap_or_default(),
    )
}

/// The account and the name, without its path, of the role with this ARN.
fn read_role(arn: &str) -> Option<(&str, &str)> {
    let (account, path) = arn.strip_prefix("arn:aws:iam::")?.split_once(":role/")?;
    let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    (account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit())).then_some((account, name))
}

fn random(length: usize) -> String {
    (0..length).map(|_| fastrand::alphanumeric()).collect()
}
