//! What the Swift Package Manager publishes: the source of a release, and metadata.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::form::Form;
use super::super::publish::Publication;
use super::super::visit::{Visit, unreadable};
use super::names::{ASSET, is_version};
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;
use crate::state::{Details, License};

pub(super) fn answer(
    visit: &Visit<'_>,
    package: Coordinates,
    version: &str,
) -> Result<Reply, Failure> {
    if !is_version(version) {
        return Err(unreadable(format!("'{version}' is not a version by the rules of SemVer.")));
    }
    let form = Form::read(visit)?;
    let metadata = form.text("metadata").map_or(Ok(Value::Null), serde_json::from_str);
    let details = details(metadata.map_err(unreadable)?);
    let (_, content) = form.file.ok_or_else(|| unreadable("The form has no 'source-archive'."))?;
    visit.publish(Publication {
        package,
        version: version.to_owned(),
        asset: ASSET.to_owned(),
        content,
        details: Some(details),
        tags: BTreeMap::new(),
        is_last: true,
    })?;
    Ok(Reply::Status(201))
}

/// The details of a release out of the metadata, by the names of the protocol.
fn details(metadata: Value) -> Details {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let license = text(&metadata["licenseURL"]).map(|url| License { name: None, url: Some(url) });
    Details {
        summary: text(&metadata["description"]),
        source: text(&metadata["repositoryURLs"][0]),
        home_page: text(&metadata["readmeURL"]),
        licenses: license.into_iter().collect(),
        native: metadata,
        ..Details::default()
    }
}
