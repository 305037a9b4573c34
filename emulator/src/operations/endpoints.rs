//! The addresses at which package managers find a repository.

use serde_json::{Value, json};

use super::{Call, Endpoints, Handler, Operation, Scope, Terms};
use crate::model::failure::Failure;
use crate::model::shapes::{DOMAIN, DOMAIN_OWNER, ENDPOINT_TYPE, FORMAT, REPOSITORY};
use crate::model::unverified::DUALSTACK_LABEL;
use crate::model::{Input, query};
use crate::names::resource::DomainId;
use crate::state::World;

const TYPE: Input = query("endpointType", "endpointType", &ENDPOINT_TYPE);

pub(super) const OPERATIONS: &[Operation] = &[Operation {
    name: "GetRepositoryEndpoint",
    method: "GET",
    path: "/v1/repository/endpoint",
    terms: Terms::read(Scope::Repository),
    inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, FORMAT, TYPE],
    handler: Handler::Body(get),
}];

fn get(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain(&call.domain())?;
    let repository = &domain.repository(call.text(REPOSITORY))?.name;
    let format = call.text(FORMAT);
    let DomainId { region, owner, name } = &domain.id;
    let endpoint = match call.settings.endpoints {
        Endpoints::Local => format!("{}/{format}/d/{name}-{owner}/{repository}/", call.url),
        Endpoints::Aws => {
            let service = match call.optional(TYPE) {
                Some("dualstack") => format!("{DUALSTACK_LABEL}codeartifact.{region}.on.aws"),
                _ => format!("d.codeartifact.{region}.amazonaws.com"),
            };
            format!("https://{name}-{owner}.{service}/{format}/{repository}/")
        }
    };
    Ok(json!({ "repositoryEndpoint": endpoint }))
}
