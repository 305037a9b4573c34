//! What the AWS provider's block has and this one refuses, with the reason.

use crate::framework::diagnostic::{Error, Result};
use crate::framework::schema::choice;
use crate::framework::validate::Rule;
use crate::framework::value::Value;

/// No connection without a certificate that somebody vouches for.
pub(super) const INSECURE: Rule = Rule::Holds {
    doc: "`insecure` is not `true`: tokens and credentials would go to whoever answers.",
    check: |config| match config.get("insecure") {
        Value::Bool(true) => Err(Error::at(
            "insecure",
            "is refused, because tokens and credentials would go to whoever answers; name the \
             certificate of the server with `custom_ca_bundle` instead",
        )),
        _ => Ok(()),
    },
};

/// No tag policies.
pub(super) const TAG_POLICY: Rule = Rule::Holds {
    doc: "`tag_policy_compliance` is left out or `disabled`: tag policies are not read.",
    check: check_tag_policy,
};

fn check_tag_policy(config: &Value) -> Result<()> {
    let name = "tag_policy_compliance";
    match config.get(name).as_str() {
        Some("error" | "warning") => Err(Error::at(
            name,
            "is refused, because this provider asks nobody which tags a policy requires; leave it out, give \
             required tags by `default_tags`, and hold them by a `precondition`",
        )),
        _ => Ok(()),
    }
}

choice! {
    /// What becomes of a missing tag that a policy requires.
    pub enum TagPolicyCompliance {
        /// An error.
        Error = "error",
        /// A warning.
        Warning = "warning",
        /// Nothing.
        Disabled = "disabled",
    }
}
