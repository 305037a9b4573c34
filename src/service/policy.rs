//! Policy documents, whose text may be spelled in many ways that mean the same.

use crate::aws::policy::{self, Finding, Kind, Verdict};
use crate::aws::{self, Aws, PolicyTarget};
use crate::framework::diagnostic::{Diagnostic, Error, Result};
use crate::framework::field::{Computed, Field};
use crate::framework::path::Path;
use crate::framework::plan::Change;
use crate::framework::schema::{Type, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;

/// A policy document as the user wrote it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PolicyDocument(pub String);

impl Field for PolicyDocument {
    const TYPE: Type = Type::String;

    fn decode(value: Value) -> Result<Self> {
        String::decode(value).map(Self)
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    fn same(one: &Value, other: &Value) -> bool {
        match (one.as_str(), other.as_str()) {
            (Some(one), Some(other)) => policy::equivalent(one, other),
            _ => one == other,
        }
    }
}

object! {
    /// A policy, as data sources show it.
    pub(crate) struct ShownPolicy {
        /// Policy in JSON.
        policy_document: Computed<String>,
        /// Revision of the policy, which changes with every update.
        policy_revision: Computed<String>,
        /// ARN of the object that has the policy.
        resource_arn: Computed<String>,
    }
}

impl ShownPolicy {
    /// What to do where there is no policy to show.
    pub(crate) const ADVICE: &str = "Create one first, or remove this data source.";
}

impl From<aws::Policy> for ShownPolicy {
    fn from(found: aws::Policy) -> Self {
        Self {
            policy_document: found.document.into(),
            policy_revision: found.revision.into(),
            resource_arn: found.resource_arn.into(),
        }
    }
}

/// What must hold for the policy of a kind of object.
pub(crate) const fn rules(kind: Kind) -> &'static [Rule] {
    match kind {
        Kind::Domain => {
            &[Rule::Holds { doc: VALID, check: |it, report| check(it, Kind::Domain, report) }]
        }
        Kind::Repository => {
            &[Rule::Holds { doc: VALID, check: |it, report| check(it, Kind::Repository, report) }]
        }
        // IAM keeps it, not the service.
        Kind::Identity => &[],
    }
}

const VALID: &str = "`policy_document` is a policy in JSON of at most 7168 characters without whitespace, whose \
                     statements each have an effect, a principal, an action, and a resource.";

fn check(config: &Value, kind: Kind, report: &mut Vec<Error>) {
    let rejected = found(config, kind).filter(|it| it.verdict == Verdict::Rejected);
    report.extend(rejected.map(|it| Error::at("policy_document", it.to_string())));
}

/// What is found in a policy document that is known.
fn found(values: &Value, kind: Kind) -> impl Iterator<Item = Finding> {
    let text = values.get("policy_document").as_str();
    text.into_iter().flat_map(move |text| policy::check(text, kind))
}

/// Warns of what the service accepts and no user can have meant.
pub(crate) fn warn(change: &mut Change, kind: Kind) {
    let without_effect =
        found(&change.planned, kind).filter(|it| it.verdict == Verdict::WithoutEffect);
    let warnings = without_effect.map(|it| {
        let (summary, at) =
            ("Policy has actions without effect", Path::attribute("policy_document"));
        Diagnostic::warning(summary, it.to_string(), at)
    });
    change.warnings.extend(warnings);
}

/// Puts the first policy of a target.
///
/// # Errors
/// There is one already that means something else; it is not overwritten.
pub(crate) async fn create(
    target: &PolicyTarget,
    document: &str,
    aws: &Aws,
) -> Result<aws::Policy> {
    match aws.get_policy(target).await? {
        Some(found) if !policy::equivalent(&found.document, document) => Err(Error::new(format!(
            "{} already has a permissions policy:\n\n{}\n\nTo manage it with Terraform, import it:\n\n{}",
            found.resource_arn,
            found.document,
            aws.import_of_policy(target),
        ))),
        Some(found) => Ok(found),
        None => Ok(aws.put_policy(target, document, None).await?),
    }
}

/// Puts a policy over the one that was last read, `prior` at `revision`. Where only the revision
/// has changed since, the call is repeated over the new one.
///
/// # Errors
/// Another user has changed what the policy means, and to something else than is wanted.
pub(crate) async fn update(
    target: &PolicyTarget,
    document: &str,
    prior: &str,
    revision: Option<&str>,
    aws: &Aws,
) -> Result<aws::Policy> {
    let conflict = match aws.put_policy(target, document, revision).await {
        Err(conflict) if conflict.kind() == aws::Kind::Conflict => conflict,
        answer => return Ok(answer?),
    };
    match aws.get_policy(target).await? {
        Some(found) if policy::equivalent(&found.document, document) => Ok(found),
        Some(found) if policy::equivalent(&found.document, prior) => {
            Ok(aws.put_policy(target, document, Some(&found.revision)).await?)
        }
        found => Err(changed(&conflict, prior, found)),
    }
}

fn changed(conflict: &aws::Error, prior: &str, found: Option<aws::Policy>) -> Error {
    let now = found.map_or("(no policy)".to_owned(), |policy| policy.document);
    Error::new(format!(
        "The policy was changed outside of Terraform since the plan.\n\n{conflict}\n\nPlanned from:\n{prior}\n\nCurrent \
         policy:\n{now}\n\nPlan again to see what would change."
    ))
}

/// The revision to keep: the one in the state while the policy means what it meant, so that a
/// rewrite of the same policy is not drift.
pub(crate) fn settle(
    found: Computed<String>,
    document: &PolicyDocument,
    before: &Value,
) -> Computed<String> {
    let means_the_same =
        PolicyDocument::same(before.get("policy_document"), &Value::String(document.0.clone()));
    match before.get("policy_revision").as_str() {
        Some(revision) if means_the_same => revision.to_owned().into(),
        _ => found,
    }
}
