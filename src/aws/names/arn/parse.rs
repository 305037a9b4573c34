//! ARNs as text: what is right about one, and what is wrong.

use std::str::FromStr;

use super::{Arn, ENCODED, Resource};
use crate::aws::failure::{Error, Kind, Result};

impl FromStr for Arn {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        parse(text).map_err(|wrong| {
            let text = format!("`{text}` is not a CodeArtifact ARN: {wrong}.");
            Error::new(Kind::Validation, text)
        })
    }
}

/// The ARN, or what is wrong with the text and what it should look like.
fn parse(text: &str) -> std::result::Result<Arn, String> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, "codeartifact", region, account, resource] = parts[..] else {
        return Err(
            "it is not of the form `arn:aws:codeartifact:{region}:{account}:{resource}`".to_owned()
        );
    };
    if partition.is_empty() || region.is_empty() {
        return Err("its partition or its Region is empty".to_owned());
    }
    if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("its account, `{account}`, is not a 12-digit account ID"));
    }
    Ok(Arn {
        partition: partition.to_owned(),
        region: region.to_owned(),
        account: account.to_owned(),
        resource: parse_resource(resource)?,
    })
}

fn parse_resource(text: &str) -> std::result::Result<Resource, String> {
    let (kind, rest) = text.split_once('/').unwrap_or((text, ""));
    let parts: Vec<&str> = rest.split('/').collect();
    match kind {
        "domain" => domain(&parts).ok_or("domain/{domain}"),
        "repository" => repository(&parts).ok_or("repository/{domain}/{repository}"),
        "package" => package(&parts)
            .ok_or("package/{domain}/{repository}/{format}/{namespace, or nothing}/{package}"),
        "package-group" => return package_group(rest),
        _ => {
            return Err(format!(
                "`{kind}` is not one of `domain`, `repository`, `package`, and `package-group`"
            ));
        }
    }
    .map_err(|form| format!("`{text}` is not of the form `{form}`"))
}

fn domain(parts: &[&str]) -> Option<Resource> {
    let [domain] = filled(parts)?;
    Some(Resource::Domain { domain })
}

fn repository(parts: &[&str]) -> Option<Resource> {
    let [domain, repository] = filled(parts)?;
    Some(Resource::Repository { domain, repository })
}

fn package(parts: &[&str]) -> Option<Resource> {
    let &[domain, repository, format, namespace, package] = parts else {
        return None;
    };
    let [domain, repository, format, package] = filled(&[domain, repository, format, package])?;
    let namespace = (!namespace.is_empty()).then(|| namespace.to_owned());
    Some(Resource::Package { domain, repository, format, namespace, package })
}

/// The parts, if they are as many as wanted and none is empty.
fn filled<const COUNT: usize>(parts: &[&str]) -> Option<[String; COUNT]> {
    let parts: [&str; COUNT] = parts.try_into().ok()?;
    let whole = parts.iter().all(|part| !part.is_empty());
    whole.then(|| parts.map(str::to_owned))
}

fn package_group(rest: &str) -> std::result::Result<Resource, String> {
    let form = "`package-group/{domain}/{pattern}`, where `%25`, `%2a`, and `%24` are the encodings of `%`, `*`, and \
                `$`";
    let wrong = || format!("`package-group/{rest}` is not of the form {form}");
    let slash = rest.find('/').filter(|&slash| slash > 0).ok_or_else(wrong)?;
    let (domain, pattern) = rest.split_at(slash);
    let pattern = decoded(pattern).filter(|pattern| pattern.len() > 1).ok_or_else(wrong)?;
    let domain = domain.to_owned();
    Ok(Resource::PackageGroup { domain, pattern })
}

/// The pattern without its encoding, or nothing where a percent sign does not begin one of the
/// three codes. The service writes them in lower case; upper case is understood.
fn decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut plain = pieces.next()?.to_owned();
    for piece in pieces {
        let code = piece.get(..2)?.to_ascii_lowercase();
        let (meaning, _) = ENCODED.iter().find(|(_, known)| known[1..] == code)?;
        plain.push_str(meaning);
        plain.push_str(&piece[2..]);
    }
    Some(plain)
}
