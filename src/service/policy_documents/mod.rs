//! Policies as configurations write them, in statements and grants: what the data source and the
//! function of the same name share.

mod grant;
mod packages;
mod statement;

use serde_json::{Value as Json, json};

use self::grant::Grant;
use self::statement::Statement;
use crate::aws::policy::{self, Kind};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::schema::{Object, choice, items, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;

object! {
    /// A policy of statements and grants.
    pub(crate) struct WrittenPolicy {
        /// Type of the object to which the policy is attached. Its actions must have an effect on
        /// this type. `identity` is a user or a role. Defaults to a domain or a repository.
        resource_type: Option<Target>,
        /// The statements.
        statements: Option<Vec<Statement>> = items(0, 100),
        /// Permissions of the user or the role in domains, with `resource_type = "identity"`.
        grants: Option<Vec<Grant>> = items(0, 100),
    }
}

choice! {
    /// Objects to which a policy can be attached.
    pub(crate) enum Target {
        /// A domain.
        Domain = "domain",
        /// A repository.
        Repository = "repository",
        /// A user or a role.
        Identity = "identity",
    }
}

impl Target {
    const fn kind(self) -> Kind {
        match self {
            Self::Domain => Kind::Domain,
            Self::Repository => Kind::Repository,
            Self::Identity => Kind::Identity,
        }
    }
}

/// What must hold for a written policy.
pub(crate) const RULE: Rule = Rule::Holds {
    doc: "Each statement has one of `actions` and `not_actions`, at most one of `resources` and `not_resources`, \
          CodeArtifact actions, and ARNs in the form of CodeArtifact. In the policy of a domain or a repository, it \
          has one of `principals` and `not_principals`. In an identity policy, it has neither, and sets its \
          resources.",
    check,
};

/// Checks a configuration of which everything is known.
fn check(config: &Value) -> Result<()> {
    match (config.is_known(), WrittenPolicy::within(config)) {
        (true, Ok(policy)) => policy.json().map(drop),
        // What has the wrong form is reported where it stands.
        _ => Ok(()),
    }
}

impl WrittenPolicy {
    /// The policy, in JSON.
    ///
    /// # Errors
    /// It cannot be one, or has no effect in part; the error is at the argument.
    pub(crate) fn json(&self) -> Result<String> {
        // What has an effect in the policy of a repository has one in that of a domain too.
        let kind = self.resource_type.unwrap_or(Target::Domain).kind();
        let granted = self.granted(kind)?;
        let written = self.statements.iter().flatten().map(|statement| statement.json(kind));
        let statements: Vec<Json> = written.chain(granted).collect();
        let text = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
        let refused = |cause: String| Error::at("statements", cause.trim_end_matches('.'));
        let warnings = policy::check(&text, kind).map_err(refused)?;
        match warnings.first() {
            Some(warning) => Err(refused(warning.to_string())),
            None => Ok(text),
        }
    }

    fn granted(&self, kind: Kind) -> Result<Vec<Json>> {
        match self.grants.as_deref() {
            None | Some([]) => Ok(Vec::new()),
            Some(grants) if kind == Kind::Identity => grant::statements(grants),
            Some(_) => Err(Error::at(
                "grants",
                "can be set with `resource_type = \"identity\"` only; in the policy of a domain or \
                 a repository, write `statements` with `principals`",
            )),
        }
    }
}
