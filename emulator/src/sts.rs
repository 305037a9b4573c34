//! The calls of the security token service that clients of CodeArtifact make: who am I, and assume this role.
//!
//! It speaks the query protocol: the action and its inputs are a form, and the answer is XML.

use serde_json::Value;

use crate::answer::escape;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::state::{Session, World};
use crate::time::Timestamp;

/// A call: a form with an action.
#[derive(Debug)]
pub(crate) struct Form {
    fields: Vec<(String, String)>,
}

/// Inputs that are secrets, and kept out of the log.
const SECRETS: &[&str] = &["WebIdentityToken", "SAMLAssertion", "TokenCode"];

/// Seconds that a session lasts when the caller does not say.
const DEFAULT_DURATION: u64 = 3600;

impl Form {
    /// Reads the body of a request.
    pub(crate) fn parse(body: &[u8]) -> Form {
        Form { fields: form_urlencoded::parse(body).into_owned().collect() }
    }

    /// Name of the action, empty when the form has none.
    pub(crate) fn action(&self) -> &str {
        self.field("Action").unwrap_or_default()
    }

    /// Whether the form itself proves who calls.
    pub(crate) fn needs_no_signature(&self) -> bool {
        self.action() == "AssumeRoleWithWebIdentity"
    }

    /// The fields for the log.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (String, Value)> {
        let told = self.fields.iter().filter(|(name, _)| !SECRETS.contains(&name.as_str()));
        told.map(|(name, value)| (name.clone(), value.clone().into()))
    }

    /// Performs the action and answers the XML.
    pub(crate) fn run(
        &self,
        caller: &Caller,
        now: Timestamp,
        world: &mut World,
    ) -> Result<String, Failure> {
        let result = match self.action() {
            "GetCallerIdentity" => identity(caller),
            "AssumeRole" => self.assume_role(caller, now, world)?,
            "AssumeRoleWithWebIdentity" => {
                self.required("WebIdentityToken")?;
                self.assume_role(caller, now, world)?
            }
            action => {
                let message = format!("Could not find operation {action}");
                return Err(Failure::with_status("InvalidAction", 400, message));
            }
        };
        let action = self.action();
        Ok(format!(
            "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
             <{action}Result>{result}</{action}Result></{action}Response>"
        ))
    }

    /// Makes a session of a role. Every role exists, and everybody may assume it.
    fn assume_role(
        &self,
        caller: &Caller,
        now: Timestamp,
        world: &mut World,
    ) -> Result<String, Failure> {
        let role_arn = self.required("RoleArn")?;
        let session_name = self.required("RoleSessionName")?;
        let Some((account, role)) = read_role(role_arn) else {
            return Err(invalid(format!("{role_arn} is invalid")));
        };
        let ends = now.after(self.duration()?);
        let principal = format!("arn:aws:sts::{account}:assumed-role/{role}/{session_name}");
        let caller = Caller {
            account: account.to_owned(),
            principal,
            session_ends: Some(ends),
            ..caller.clone()
        };
        let access_key_id = format!("ASIA{}", random(16).to_uppercase());
        let session = Session { secret_access_key: random(40), session_token: random(120), caller };
        let answer = describe(&access_key_id, &session, ends, session_name);
        world.add_session(access_key_id, session);
        Ok(answer)
    }

    fn duration(&self) -> Result<u64, Failure> {
        let Some(text) = self.field("DurationSeconds") else {
            return Ok(DEFAULT_DURATION);
        };
        let duration = text.parse().ok().filter(|seconds| (900..=43_200).contains(seconds));
        duration.ok_or_else(|| invalid("DurationSeconds must be between 900 and 43200".to_owned()))
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    fn required(&self, name: &str) -> Result<&str, Failure> {
        let given = self.field(name).filter(|value| !value.is_empty());
        given.ok_or_else(|| invalid(format!("{name} must not be empty")))
    }
}

/// Nobody in particular: whoever assumes a role by a token from elsewhere.
pub(crate) fn anonymous() -> Caller {
    Caller {
        account: String::new(),
        region: String::new(),
        principal: String::new(),
        session_ends: None,
    }
}

fn identity(caller: &Caller) -> String {
    let (arn, account) = (escape(&caller.principal), escape(&caller.account));
    let id = escape(caller.principal.rsplit(':').next().unwrap_or_default());
    format!("<Arn>{arn}</Arn><UserId>{id}</UserId><Account>{account}</Account>")
}

fn describe(access_key_id: &str, session: &Session, ends: Timestamp, session_name: &str) -> String {
    let Session { secret_access_key, session_token, caller } = session;
    format!(
        "<Credentials><AccessKeyId>{access_key_id}</AccessKeyId>\
         <SecretAccessKey>{secret_access_key}</SecretAccessKey>\
         <SessionToken>{session_token}</SessionToken><Expiration>{}</Expiration></Credentials>\
         <AssumedRoleUser><AssumedRoleId>AROAEMULATED:{}</AssumedRoleId><Arn>{}</Arn></AssumedRoleUser>",
        ends.iso8601(),
        escape(session_name),
        escape(&caller.principal),
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

fn invalid(message: String) -> Failure {
    Failure::with_status("ValidationError", 400, message)
}
