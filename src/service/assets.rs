//! The assets of a generic version, and their hashes, by which a plan sees another content.

use std::collections::BTreeMap;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::aws::{AssetSummary, Aws, Content, Digest, PackageVersionId};
use crate::framework::diagnostic::{Diagnostic, Error, Result};
use crate::framework::field::{Computed, Verbatim};
use crate::framework::path::{Path, Step};
use crate::framework::plan::Change;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::framework::value::Value;

/// What may stand in the name of an asset beside letters, digits and single spaces inside.
const SIGNS: &str = "~!@^&()-_+[]{};,.`";

/// Up to this size, in bytes, an import brings the content of an asset.
const RECOVERED: i64 = 16 * 1024;

object! {
    /// An asset: one file of a package version.
    pub(crate) struct Asset {
        /// Path of the file with the content. The file is streamed, so that it can be large.
        source: Option<String>,
        /// Content in Base64, for content that Terraform itself creates.
        content_base64: Option<Verbatim>,
        /// SHA-256 of the content.
        sha256: Computed<String>,
        /// Size of the content in bytes.
        size: Computed<i64>,
    }
}

/// Assets by their names.
pub(crate) type Assets = BTreeMap<String, Asset>;

/// The rule of assets.
pub(crate) const RULE: Rule = Rule::Holds {
    doc: "Each asset has either `source` or `content_base64`. Its name has letters, digits, inner spaces, and the \
          characters ``~!@^&()-_+[]{};,.``.",
    check,
};

fn check(config: &Value, report: &mut Vec<Error>) {
    let Value::Map(assets) = config.get("assets") else { return };
    for (name, asset) in assets {
        let faults = [check_name(name), check_content(asset)].into_iter().filter_map(Result::err);
        report.extend(faults.map(|error| within(name, error)));
    }
}

fn check_name(name: &str) -> Result<()> {
    match is_asset_name(name) {
        true => Ok(()),
        false => Err(Error::new(format!(
            "{name:?} cannot be the name of an asset: it has 1 to 255 letters, digits, single inner spaces, and \
             characters of {SIGNS}"
        ))),
    }
}

fn check_content(asset: &Value) -> Result<()> {
    if matches!(asset, Value::Unknown | Value::Null) {
        return Ok(());
    }
    match (source(asset), asset.get("content_base64")) {
        (Value::Null, Value::Null) => Err(Error::new("must have a `source` or a `content_base64`")),
        (Value::Null, content) => content.as_str().map_or(Ok(()), |text| decode(text).map(drop)),
        (_, Value::Null) => Ok(()),
        _ => Err(Error::at("content_base64", "cannot be set together with `source`")),
    }
}

fn is_asset_name(name: &str) -> bool {
    let good = |sign: char| sign.is_alphanumeric() || SIGNS.contains(sign) || sign == ' ';
    let spaced = name.starts_with(' ') || name.ends_with(' ') || name.contains("  ");
    (1..=255).contains(&name.chars().count())
        && name.chars().all(good)
        && !spaced
        && !matches!(name, "." | "..")
}

/// Plans the hashes of what is configured. Another content than that of the state replaces the
/// version, since a published one cannot be changed; an unfinished one can be added to. A file that
/// is missing is not a reason for that, and may still be made.
///
/// # Errors
/// A content is not base64.
pub(crate) fn plan(change: &mut Change) -> Result<()> {
    if change.is_destroy() {
        return Ok(());
    }
    let planned = match change.config.get("assets").clone() {
        Value::Map(assets) => Value::Map(with_digests(&assets, change)?),
        _ => Value::Unknown,
    };
    let (wanted, there) = (hashes(&planned), hashes(change.prior.get("assets")));
    let differs = wanted != there || !planned.is_known();
    let can_be_added_to = change.prior.get("status").as_str() == Some("Unfinished")
        && there.iter().all(|(name, hash)| wanted.get(name) == Some(hash));
    if !change.is_create() && differs && !can_be_added_to {
        change.replace.insert("assets".to_owned());
    }
    change.plan("assets", planned);
    Ok(())
}

fn with_digests(
    configured: &BTreeMap<String, Value>,
    change: &mut Change,
) -> Result<BTreeMap<String, Value>> {
    let with_digest = |(name, asset): (&String, &Value)| {
        let (sha256, size) = planned_digest(name, asset, change)?;
        let mut planned = change.planned.get("assets").get(name).clone();
        planned.set("sha256", sha256);
        planned.set("size", size);
        Ok((name.clone(), planned))
    };
    configured.iter().map(with_digest).collect()
}

/// The hash and the size that an asset will have, as far as they are known.
fn planned_digest(name: &str, asset: &Value, change: &mut Change) -> Result<(Value, Value)> {
    let unknown = (Value::Unknown, Value::Unknown);
    if !asset.get("source").is_known() || !asset.get("content_base64").is_known() {
        return Ok(unknown);
    }
    let source = source(asset).as_str();
    match (content(source, asset.get("content_base64").as_str())?.digest(), source) {
        (Ok(digest), _) => Ok((digest.sha256.into(), Value::Number(digest.size.into()))),
        (Err(error), source) => {
            let published = published(asset, change.prior.get("assets").get(name));
            let source = source.unwrap_or_default();
            change.warnings.push(missing(name, source, &error, published.is_some()));
            Ok(published.unwrap_or(unknown))
        }
    }
}

/// The hash and the size of an asset that was published from the same file.
fn published(asset: &Value, before: &Value) -> Option<(Value, Value)> {
    let is_same = asset.get("source") == before.get("source");
    let (sha256, size) = (before.get("sha256"), before.get("size"));
    (is_same && !sha256.is_null()).then(|| (sha256.clone(), size.clone()))
}

/// What the user should know of a file that cannot be read.
fn missing(name: &str, source: &str, error: &io::Error, is_published: bool) -> Diagnostic {
    let then = match is_published {
        true => {
            "The asset is assumed to be unchanged. The file is needed again only to publish the version again."
        }
        false => {
            "It must exist when the version is published. If the version replaces another one, the other one is \
             deleted first."
        }
    };
    let path = Path::attribute("assets").then(Step::Key(name.to_owned()));
    let path = path.then(Step::Attribute("source".to_owned()));
    let detail = format!("{source} cannot be read: {error}. {then}");
    Diagnostic::warning("The file of an asset cannot be read", detail, path)
}

fn hashes(assets: &Value) -> BTreeMap<&String, &Value> {
    match assets {
        Value::Map(assets) => {
            assets.iter().map(|(name, asset)| (name, asset.get("sha256"))).collect()
        }
        _ => BTreeMap::new(),
    }
}

impl Asset {
    /// The content as it is now, and its hash.
    ///
    /// # Errors
    /// The file cannot be read, or is another one than when the plan was made.
    pub(crate) fn read(&self) -> Result<(Content, Digest)> {
        let content = content(
            self.source.as_deref(),
            self.content_base64.as_ref().map(|text| text.0.as_str()),
        )?;
        let digest = digest_of(&content)?;
        match self.sha256.as_known() {
            Some(planned) if *planned != digest.sha256 => {
                Err(Error::at("source", "the file has changed since the plan was made; plan again"))
            }
            _ => Ok((content, digest)),
        }
    }
}

/// The assets that the service has.
pub(crate) fn found(found: Vec<AssetSummary>) -> Assets {
    let asset = |found: AssetSummary| {
        let (sha256, size) = (found.sha256.into(), found.size.into());
        (found.name, Asset { source: None, content_base64: None, sha256, size })
    };
    found.into_iter().map(asset).collect()
}

/// Adds to assets what only a state or a plan knows: where their content comes from.
pub(crate) fn recall(assets: &mut Assets, before: &Value) {
    for (name, asset) in assets {
        let text = |attribute| before.get(name).get(attribute).as_str().map(str::to_owned);
        asset.source = text("source");
        asset.content_base64 = text("content_base64").map(Verbatim);
    }
}

/// Adds to assets after an import what the small ones hold.
///
/// # Errors
/// One cannot be downloaded.
pub(crate) async fn recover(assets: &mut Assets, id: &PackageVersionId, aws: &Aws) -> Result<()> {
    let is_small = |asset: &Asset| asset.size.as_known().is_some_and(|size| *size <= RECOVERED);
    for (name, asset) in assets.iter_mut().filter(|(_, asset)| is_small(asset)) {
        let mut bytes = Vec::new();
        aws.download_asset(id, name, None, &mut bytes).await?;
        asset.content_base64 = Some(Verbatim(BASE64.encode(bytes)));
    }
    Ok(())
}

/// Adds to a generated configuration a source for each asset that the state has no content of: a
/// file of its name.
pub(crate) fn write_down(config: &mut Value) {
    let mut assets = config.get("assets").clone();
    let Value::Map(inside) = &mut assets else { return };
    for (name, asset) in inside.iter_mut().filter(|(_, asset)| has_nothing(asset)) {
        asset.set("source", name.as_str().into());
    }
    config.set("assets", assets);
}

fn has_nothing(asset: &Value) -> bool {
    source(asset).is_null() && asset.get("content_base64").is_null()
}

/// The path of a configured asset; null if it is empty.
fn source(asset: &Value) -> &Value {
    match asset.get("source") {
        path if path.is_empty() => &Value::Null,
        path => path,
    }
}

fn content(source: Option<&str>, base64: Option<&str>) -> Result<Content> {
    match (source, base64) {
        (Some(path), _) => Ok(Content::File(path.into())),
        (None, text) => decode(text.unwrap_or_default()).map(Content::Bytes),
    }
}

fn decode(text: &str) -> Result<Vec<u8>> {
    let wrong = |error| Error::at("content_base64", format!("must be Base64: {error}"));
    BASE64.decode(text).map_err(wrong)
}

fn digest_of(content: &Content) -> Result<Digest> {
    content.digest().map_err(|error| {
        let path = match content {
            Content::File(path) => path.display().to_string(),
            Content::Bytes(_) => "content".to_owned(),
        };
        Error::at("source", format!("{path} cannot be read: {error}"))
    })
}

fn within(name: &str, error: Error) -> Error {
    error.under(Step::Key(name.to_owned())).under(Step::Attribute("assets".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, asset: &[(&str, &str)], wrong: Option<&str>) {
        let asset = asset.iter().map(|(name, value)| ((*name).to_owned(), (*value).into()));
        let assets = Value::Map([(name.to_owned(), Value::Map(asset.collect()))].into());
        let mut report = Vec::new();
        super::check(&Value::object([("assets", assets)]), &mut report);
        match (wrong, &report[..]) {
            (None, []) => {}
            (Some(part), [error]) if error.to_string().contains(part) => {}
            _ => panic!("{name} {report:?}"),
        }
    }

    #[test]
    fn an_asset_has_a_good_name_and_one_content() {
        let content = &[("content_base64", "aGk=")];
        check("lambda.zip", &[("source", "lambda.zip")], None);
        check("A b-c_(1)~{é}.txt", content, None);
        for name in ["", ".", "..", " a", "a ", "a  b", "a/b", "a*b", "a\nb"] {
            check(name, content, Some("cannot be the name of an asset"));
        }
        check("a", &[], Some("assets[\"a\"]: must have a `source`"));
        check(
            "a",
            &[("content_base64", "#")],
            Some("assets[\"a\"].content_base64: must be Base64"),
        );
        let both = &[("content_base64", "aGk="), ("source", "a")];
        check("a", both, Some("cannot be set together"));
    }
}
