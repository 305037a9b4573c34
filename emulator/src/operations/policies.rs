//! Permissions policies of domains and of repositories.
//!
//! They are kept and returned here; `authorization` lets them decide.

use serde_json::{Value, json};

use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::{Code, Failure};
use crate::model::shapes::{DOMAIN, DOMAIN_OWNER, POLICY_DOCUMENT, POLICY_REVISION, REPOSITORY};
use crate::model::{Input, body, query, unverified};
use crate::names::resource::Resource;
use crate::state::{Policy, World};

const DOCUMENT: Input = body("policyDocument", &POLICY_DOCUMENT).required();
const REVISION: Input = query("policyRevision", "policy-revision", &POLICY_REVISION);

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "GetDomainPermissionsPolicy",
        method: "GET",
        path: "/v1/domain/permissions/policy",
        terms: Terms::read(Scope::Domain),
        inputs: &[DOMAIN, DOMAIN_OWNER],
        handler: Handler::Body(|call, world| get(Holder::domain(call, world)?)),
    },
    Operation {
        name: "PutDomainPermissionsPolicy",
        method: "PUT",
        path: "/v1/domain/permissions/policy",
        terms: Terms::write(Scope::Domain),
        inputs: &[DOMAIN.in_body(), DOMAIN_OWNER.in_body(), REVISION.in_body(), DOCUMENT],
        handler: Handler::Body(|call, world| put(call, Holder::domain(call, world)?)),
    },
    Operation {
        name: "DeleteDomainPermissionsPolicy",
        method: "DELETE",
        path: "/v1/domain/permissions/policy",
        terms: Terms::write(Scope::Domain),
        inputs: &[DOMAIN, DOMAIN_OWNER, REVISION],
        handler: Handler::Body(|call, world| delete(call, Holder::domain(call, world)?)),
    },
    Operation {
        name: "GetRepositoryPermissionsPolicy",
        method: "GET",
        path: "/v1/repository/permissions/policy",
        terms: Terms::read(Scope::Repository),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY],
        handler: Handler::Body(|call, world| get(Holder::repository(call, world)?)),
    },
    Operation {
        name: "PutRepositoryPermissionsPolicy",
        method: "PUT",
        path: "/v1/repository/permissions/policy",
        terms: Terms::write(Scope::Repository),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, REVISION.in_body(), DOCUMENT],
        handler: Handler::Body(|call, world| put(call, Holder::repository(call, world)?)),
    },
    Operation {
        name: "DeleteRepositoryPermissionsPolicy",
        method: "DELETE",
        path: "/v1/repository/permissions/policies",
        terms: Terms::write(Scope::Repository),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, REVISION],
        handler: Handler::Body(|call, world| delete(call, Holder::repository(call, world)?)),
    },
];

/// The place where a domain or repository keeps its policy, and how the resource is called.
struct Holder<'a> {
    resource: Resource,
    policy: &'a mut Option<Policy>,
}

impl<'a> Holder<'a> {
    fn domain(call: &Call<'_>, world: &'a mut World) -> Result<Self, Failure> {
        let domain = world.domain_mut(&call.domain())?;
        Ok(Holder { resource: domain.id.resource(), policy: &mut domain.policy })
    }

    fn repository(call: &Call<'_>, world: &'a mut World) -> Result<Self, Failure> {
        let id = call.domain();
        let resource = id.repository(call.text(REPOSITORY));
        let repository = world.domain_mut(&id)?.repository_mut(resource.name())?;
        Ok(Holder { resource, policy: &mut repository.policy })
    }

    fn refusal(&self, code: Code, message: &str) -> Failure {
        Failure::new(code, message).about(&self.resource)
    }

    fn none(&self) -> Failure {
        let (kind, name) = (self.resource.kind(), self.resource.name());
        self.refusal(Code::NotFound, &format!("The {kind} '{name}' has no permissions policy."))
    }

    /// Refuses a revision that is not the present one; without one, any state may be replaced.
    fn check_revision(&self, call: &Call<'_>) -> Result<(), Failure> {
        let present = self.policy.as_ref().map(|policy| policy.revision.as_str());
        match (call.optional(REVISION), present) {
            (Some(given), Some(present)) if given != present => {
                Err(self.refusal(Code::Conflict, "The policy revision is not the present one."))
            }
            (Some(_), None) => Err(self.refusal(
                unverified::REVISION_OF_NO_POLICY,
                "There is no policy with this revision.",
            )),
            _ => Ok(()),
        }
    }
}

fn get(holder: Holder<'_>) -> Result<Value, Failure> {
    let policy = holder.policy.as_ref().ok_or_else(|| holder.none())?;
    Ok(json!({ "policy": policy.description(&holder.resource.arn()) }))
}

fn put(call: &Call<'_>, holder: Holder<'_>) -> Result<Value, Failure> {
    holder.check_revision(call)?;
    let policy = Policy::new(read_document(call.text(DOCUMENT))?);
    let answer = json!({ "policy": policy.description(&holder.resource.arn()) });
    *holder.policy = Some(policy);
    Ok(answer)
}

fn delete(call: &Call<'_>, holder: Holder<'_>) -> Result<Value, Failure> {
    if holder.policy.is_none() {
        return Err(holder.none());
    }
    holder.check_revision(call)?;
    let removed = holder.policy.take();
    Ok(json!({ "policy": removed.map(|policy| policy.description(&holder.resource.arn())) }))
}

/// Checks that the text is a policy: JSON whose statements each say who may do what with which
/// resource.
fn read_document(text: &str) -> Result<String, Failure> {
    let document: Value = serde_json::from_str(text).map_err(|_| invalid("it is not JSON"))?;
    let statements = match &document["Statement"] {
        Value::Array(statements) if !statements.is_empty() => statements.as_slice(),
        statement @ Value::Object(_) => std::slice::from_ref(statement),
        _ => return Err(invalid("it has no statement")),
    };
    if unverified::POLICY_ELEMENTS_ARE_CHECKED {
        statements.iter().try_for_each(check_statement)?;
    }
    Ok(if unverified::POLICY_TEXT_IS_KEPT { text.to_owned() } else { document.to_string() })
}

fn check_statement(statement: &Value) -> Result<(), Failure> {
    if !["Allow", "Deny"].iter().any(|effect| statement["Effect"] == *effect) {
        return Err(invalid("a statement has no Effect of Allow or Deny"));
    }
    let elements =
        [("Principal", "NotPrincipal"), ("Action", "NotAction"), ("Resource", "NotResource")];
    for (element, negation) in elements {
        if statement[element].is_null() && statement[negation].is_null() {
            return Err(invalid(&format!("a statement has no {element}")));
        }
    }
    Ok(())
}

fn invalid(why: &str) -> Failure {
    Failure::validation(
        unverified::REASON_OF_A_RULE,
        format!("The policy document is not valid: {why}."),
    )
}
