//! The files of a release as registries and mirrors lay them out.

use serde_json::{Value as Json, json};

use super::digest;
use super::release::{RELEASE, VERSION};
use super::server::{File, Files};
use crate::support::program::CLI;

const SOURCE: &str = codeartifact::provider::SOURCE;
const JSON: &str = "application/json";
const ZIP: &str = "application/zip";

/// The protocol of provider registries, version 1: discovery, versions, and where a package is.
pub(super) fn registry(host: &str) -> Files {
    let (system, architecture) = RELEASE.platform();
    let archive = RELEASE.archive();
    let provider = format!("/v1/providers/{SOURCE}");
    let platform = json!({ "os": system, "arch": architecture });
    let versions = json!({
        "versions": [{ "version": VERSION, "protocols": protocols(), "platforms": [platform] }],
    });
    let package = json!({
        "protocols": protocols(),
        "os": system,
        "arch": architecture,
        "filename": archive,
        "download_url": format!("https://{host}/archive"),
        "shasums_url": format!("https://{host}/sums"),
        "shasums_signature_url": format!("https://{host}/signature"),
        "shasum": digest(&zip()),
        "signing_keys": { "gpg_public_keys": [
            { "key_id": RELEASE.key.id, "ascii_armor": RELEASE.key.public },
        ] },
    });
    let discovery = json!({ "providers.v1": "/v1/providers/" });
    Files::from([
        ("/.well-known/terraform.json".to_owned(), File::json(JSON, &discovery)),
        (format!("{provider}/versions"), File::json(JSON, &versions)),
        (
            format!("{provider}/{VERSION}/download/{system}/{architecture}"),
            File::json(JSON, &package),
        ),
        ("/archive".to_owned(), File::new(ZIP, zip())),
        ("/sums".to_owned(), File::new("text/plain", RELEASE.content("SHA256SUMS"))),
        ("/signature".to_owned(), signature(RELEASE.content("SHA256SUMS.sig"))),
    ])
}

/// What a registry has as the signature of the sums.
pub(super) fn signature(content: Vec<u8>) -> File {
    File::new("application/octet-stream", content)
}

/// What the registries read from the manifest.
fn protocols() -> Json {
    let manifest: Json = serde_json::from_slice(&RELEASE.content("manifest.json")).expect("JSON");
    manifest["metadata"]["protocol_versions"].clone()
}

/// The content of the archive.
pub(super) fn zip() -> Vec<u8> {
    let (system, architecture) = RELEASE.platform();
    RELEASE.content(&format!("{system}_{architecture}.zip"))
}

/// A mirror on the network.
pub(super) fn network_mirror(_host: &str) -> Files {
    let (system, architecture) = RELEASE.platform();
    let directory = format!("/mirror/{}/{SOURCE}", CLI.registry());
    let hashes = [format!("zh:{}", digest(&zip()))];
    let archive = json!({ "url": RELEASE.archive(), "hashes": hashes });
    let archives = json!({ "archives": { (format!("{system}_{architecture}")): archive } });
    let versions = json!({ "versions": { (VERSION): {} } });
    Files::from([
        (format!("{directory}/index.json"), File::json(JSON, &versions)),
        (format!("{directory}/{VERSION}.json"), File::json(JSON, &archives)),
        (format!("{directory}/{}", RELEASE.archive()), File::new(ZIP, zip())),
    ])
}

/// A registry of containers, in the layout of OpenTofu's `oci_mirror`: a tag is an index, which has
/// a manifest for each platform, which has the archive as its layer.
pub(super) fn oci_mirror(_host: &str) -> Files {
    const INDEX: &str = "application/vnd.oci.image.index.v1+json";
    const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
    const TARGET: &str = "application/vnd.opentofu.provider-target";
    const EMPTY: &str = "application/vnd.oci.empty.v1+json";
    let (os, architecture) = RELEASE.platform();
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "artifactType": TARGET,
        "config": described(EMPTY, b"{}"),
        "layers": [described("archive/zip", &zip())],
    });
    let mut platform = described(MANIFEST, manifest.to_string().as_bytes());
    platform["artifactType"] = TARGET.into();
    platform["platform"] = json!({ "os": os, "architecture": architecture });
    let index = json!({
        "schemaVersion": 2,
        "mediaType": INDEX,
        "artifactType": "application/vnd.opentofu.provider",
        "manifests": [platform],
    });
    let repository = format!("/v2/{SOURCE}");
    let by_digest =
        |kind: &str, content: &[u8]| format!("{repository}/{kind}/sha256:{}", digest(content));
    let tags = json!({ "name": SOURCE, "tags": [VERSION] });
    Files::from([
        // A client asks first whether this is such a registry.
        ("/v2/".to_owned(), File::json(JSON, &json!({}))),
        (format!("{repository}/tags/list"), File::json(JSON, &tags)),
        (format!("{repository}/manifests/{VERSION}"), File::json(INDEX, &index)),
        (by_digest("manifests", index.to_string().as_bytes()), File::json(INDEX, &index)),
        (by_digest("manifests", manifest.to_string().as_bytes()), File::json(MANIFEST, &manifest)),
        (by_digest("blobs", &zip()), File::new("application/octet-stream", zip())),
    ])
}

/// A descriptor of a content.
fn described(kind: &str, content: &[u8]) -> Json {
    let digest = format!("sha256:{}", digest(content));
    json!({ "mediaType": kind, "digest": digest, "size": content.len() })
}
