//! What the AWS provider's block has and this one refuses, with the reason.

use crate::framework::diagnostic::Error;
use crate::framework::schema::choice;
use crate::framework::validate::Rule;
use crate::framework::value::Value;

/// No connection without a certificate that an authority vouches for.
pub(super) const INSECURE: Rule = Rule::Holds {
    doc: "`insecure` is not `true`: credentials could reach an untrusted server.",
    check: check_insecure,
};

fn check_insecure(config: &Value, report: &mut Vec<Error>) {
    if *config.get("insecure") == Value::Bool(true) {
        report.push(Error::at(
            "insecure",
            "is not supported, because credentials could reach an untrusted server; trust a private CA with \
             `custom_ca_bundle` instead",
        ));
    }
}

/// No tag policies.
pub(super) const TAG_POLICY: Rule = Rule::Holds {
    doc: "`tag_policy_compliance` is omitted or `disabled`: tag policies are not read.",
    check: check_tag_policy,
};

fn check_tag_policy(config: &Value, report: &mut Vec<Error>) {
    let name = "tag_policy_compliance";
    if let Some("error" | "warning") = config.get(name).as_str() {
        report.push(Error::at(
            name,
            "is not supported, because this provider does not read tag policies; omit it, set required tags with \
             `default_tags`, and enforce them with a `precondition`",
        ));
    }
}

choice! {
    /// Reaction to a missing tag that a policy requires.
    pub enum TagPolicyCompliance {
        /// Reports an error.
        Error = "error",
        /// Reports a warning.
        Warning = "warning",
        /// Does nothing.
        Disabled = "disabled",
    }
}
