//! A policy from statements and grants.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::Computed;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::policy_documents::{RULE, WrittenPolicy};

object! {
    /// A policy, written as statements and grants, and checked against the actions and the ARNs
    /// that CodeArtifact has: the permissions policy of a domain or a repository, or what a user or
    /// a role may do.
    ///
    /// The function `policy_document` does the same. Use it in modules that `terraform test` runs
    /// with mocks, which put random text in the place of data sources.
    pub(super) struct PolicyDocument {
        ..policy: WrittenPolicy,
        /// The policy, in JSON.
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
