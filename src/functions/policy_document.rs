//! A policy from statements and grants.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::path::Step;
use crate::framework::schema::object;
use crate::service::policy_documents::WrittenPolicy;

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
    type Output = String;

    fn call(self) -> Result<String> {
        self.policy.json().map_err(|error| error.under(Step::Attribute("policy".to_owned())))
    }
}
