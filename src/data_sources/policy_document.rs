//! A policy from statements and grants.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::Computed;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::policy_documents::{RULE, WrittenPolicy};

object! {
    /// Creates a CodeArtifact policy document from statements and grants, and checks its actions
    /// and ARNs.
    ///
    /// The document is the permissions policy of a domain or a repository, or the policy of a user
    /// or a role.
    ///
    /// The function `policy_document` does the same. Use the function in modules that `terraform
    /// test` runs with mocks, because mocks replace the results of data sources with random text.
    pub(super) struct PolicyDocument {
        ..policy: WrittenPolicy,
        /// Policy in JSON.
        json: Computed<String>,
    }
}

impl DataSource for PolicyDocument {
    const NAME: &'static str = "policy_document";
    const OPERATIONS: &'static [&'static str] = &[];
    const RULES: &'static [Rule] = &[RULE];
    type Client = Aws;

    async fn read(config: Self, _: &Aws) -> Result<Self> {
        let json = config.policy.json()?;
        Ok(Self { json: json.into(), ..config })
    }
}
