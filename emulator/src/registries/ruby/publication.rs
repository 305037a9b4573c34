//! What `gem push` sends: the file of a gem.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::publish::Publication;
use super::super::visit::{Visit, unreadable};
use super::gem::specification;
use super::names::{coordinates, version};
use crate::model::failure::Failure;
use crate::operations::Reply;

pub(super) fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let content = visit.body()?;
    let refused = |error| unreadable(format!("The gem cannot be read: {error}"));
    let gem = content.open().and_then(specification).map_err(refused)?;
    let full_number = gem.full_number();
    visit.publish(Publication {
        package: coordinates(&gem.name)?,
        version: version(&full_number).to_owned(),
        asset: gem.file(),
        content: Arc::clone(content),
        details: Some(gem.details()),
        tags: BTreeMap::new(),
        is_last: true,
    })?;
    // The client prints it.
    let done = format!("Successfully registered gem: {} ({full_number})", gem.name);
    Ok(Reply::Document("text/plain", done))
}
