//! A policy from statements and grants.

use crate::framework::diagnostic::{Error, Result};
use crate::framework::function::Function;
use crate::framework::path::Step;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::policy_documents::{self, WrittenPolicy};

object! {
    /// Returns a CodeArtifact policy document in JSON from statements and grants, and checks its
    /// actions and ARNs.
    ///
    /// It accepts the arguments of the data source `codeartifact_policy_document`, and returns its
    /// `json`. A function makes no API calls and is never mocked, so that `terraform test` sees the
    /// real policy.
    pub(super) struct PolicyDocument {
        /// The arguments of the data source `codeartifact_policy_document`, as an object.
        policy: WrittenPolicy,
    }
}

impl Function for PolicyDocument {
    const NAME: &'static str = "policy_document";
    const RULES: &'static [Rule] = &[Rule::Holds { doc: policy_documents::VALID, check }];
    type Output = String;

    fn call(self) -> Result<String> {
        self.policy.json().map_err(in_policy)
    }
}

fn check(arguments: &Value, report: &mut Vec<Error>) {
    let mut faults = Vec::new();
    policy_documents::check(arguments.get("policy"), &mut faults);
    report.extend(faults.into_iter().map(in_policy));
}

fn in_policy(error: Error) -> Error {
    error.under(Step::Attribute("policy".to_owned()))
}
