//! Connections of repositories to public ones.

use serde_json::{Value, json};

use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::{Code, Failure};
use crate::model::shapes::{DOMAIN, DOMAIN_OWNER, EXTERNAL_CONNECTION_NAME, REPOSITORY};
use crate::model::{Input, query, unverified};
use crate::state::{CONNECTIONS, World};

const CONNECTION: Input =
    query("externalConnection", "external-connection", &EXTERNAL_CONNECTION_NAME).required();

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "AssociateExternalConnection",
        method: "POST",
        path: "/v1/repository/external-connection",
        terms: Terms::write(Scope::Repository),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, CONNECTION],
        handler: Handler::Body(associate),
    },
    Operation {
        name: "DisassociateExternalConnection",
        method: "DELETE",
        path: "/v1/repository/external-connection",
        terms: Terms::write(Scope::Repository),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, CONNECTION],
        handler: Handler::Body(disassociate),
    },
];

fn associate(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain_mut(&call.domain())?;
    let resource = domain.id.repository(call.text(REPOSITORY));
    let repository = domain.repository_mut(resource.name())?;
    let name = call.text(CONNECTION);
    let Some((_, format)) = CONNECTIONS.iter().find(|(known, _)| *known == name) else {
        let message =
            format!("External connection not found. External connection '{name}' does not exist.");
        return Err(Failure::new(unverified::UNKNOWN_CONNECTION, message).about(&resource));
    };
    if repository.connection.is_some() {
        let message = "ExternalConnections for repositories are currently limited to 1";
        return Err(Failure::validation(unverified::REASON_OF_A_RULE, message));
    }
    if !repository.upstreams.is_empty() {
        return Err(excludes_upstreams());
    }
    repository.connection = Some((name.to_owned(), (*format).to_owned()));
    let repository = domain.repository(resource.name())?;
    Ok(json!({ "repository": domain.describe(repository) }))
}

fn disassociate(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain_mut(&call.domain())?;
    let resource = domain.id.repository(call.text(REPOSITORY));
    let repository = domain.repository_mut(resource.name())?;
    let name = call.text(CONNECTION);
    if repository.connection.take_if(|(connected, _)| connected == name).is_none() {
        let message =
            format!("Repository '{}' has no external connection '{name}'.", repository.name);
        return Err(Failure::new(Code::NotFound, message).about(&resource));
    }
    let repository = domain.repository(resource.name())?;
    Ok(json!({ "repository": domain.describe(repository) }))
}

/// The refusal of a repository that would have both.
pub(super) fn excludes_upstreams() -> Failure {
    let message = "A repository cannot have both upstreams and an external connection.";
    Failure::validation(unverified::REASON_OF_A_RULE, message)
}
