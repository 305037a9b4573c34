//! What NuGet pushes, deletes and lists again.

use std::collections::BTreeMap;

use super::super::form::Form;
use super::super::publish::Publication;
use super::super::visit::{Visit, not_found, unreadable};
use super::manifest::Manifest;
use super::names::{asset, coordinates};
use crate::model::failure::Failure;
use crate::model::{Status, unverified};
use crate::names::coordinates::kept_version;
use crate::operations::Reply;

pub(super) fn answer(visit: &Visit<'_>, words: &[&str]) -> Result<Reply, Failure> {
    match (visit.method(), words) {
        ("PUT", [""]) => push(visit),
        ("DELETE", [id, version]) => {
            set_status(visit, id, version, unverified::DELETED_NUGET_VERSION, 204)
        }
        ("POST", [id, version]) => set_status(visit, id, version, Status::Published, 200),
        _ => Err(not_found(&visit.endpoint.rest)),
    }
}

fn push(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let form = Form::read(visit)?;
    let (_, content) = form.file.ok_or_else(|| unreadable("The form has no file."))?;
    let Manifest { package, version, details } = Manifest::read(|| content.open())?;
    visit.publish(Publication {
        asset: asset(&package, &version),
        package,
        version,
        content,
        details: Some(details),
        tags: BTreeMap::new(),
        is_last: true,
    })?;
    Ok(Reply::Status(unverified::NUGET_PUSHED))
}

fn set_status(
    visit: &Visit<'_>,
    id: &str,
    version: &str,
    status: Status,
    answer: u16,
) -> Result<Reply, Failure> {
    visit.set_status(&coordinates(id)?, &kept_version("nuget", version), status)?;
    Ok(Reply::Status(answer))
}
