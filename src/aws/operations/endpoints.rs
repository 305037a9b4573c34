//! The addresses that package managers use.

use std::collections::BTreeMap;

use aws_sdk_codeartifact::types::{EndpointType, PackageFormat};

use crate::aws::calls::call;
use crate::aws::client::Aws;
use crate::aws::client::hosts::Host;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::{DomainId, RepositoryId, partition};

/// What stands for the format in an address of a repository.
pub(crate) const FORMAT: &str = "{format}";

impl Aws {
    /// The address of a repository for a format such as `npm`. `endpoint_type` is `ipv4`, the
    /// default, or `dualstack`.
    pub(crate) async fn repository_endpoint(
        &self,
        id: &RepositoryId,
        format: &str,
        endpoint_type: Option<&str>,
    ) -> Result<String> {
        let answer = call!(
            self,
            repository(id),
            get_repository_endpoint()
                .format(format.into())
                .set_endpoint_type(endpoint_type.map(EndpointType::from))
        )
        .await?;
        answer.repository_endpoint.ok_or_else(|| Error::incomplete("a repository endpoint"))
    }

    /// The address of a repository with [`FORMAT`] where the format stands. The user guide has a
    /// rule for it, so that nothing is asked where the owner of the domain is known. Where calls go
    /// to another address than that of AWS, or to a partition for which no rule is known, it is
    /// asked once for each domain.
    ///
    /// # Errors
    /// What was asked cannot be answered.
    pub(crate) async fn address(&self, id: &RepositoryId) -> Result<String> {
        let region = self.region_of(id.domain.region.as_deref());
        let has_rule = !self.is_elsewhere && partition::of(region) == "aws";
        let Host { before, after } = match &id.domain.owner {
            Some(owner) if has_rule => host(region, owner, &id.domain.domain),
            _ => self.hosts.of(&id.domain, || self.ask_host(id)).await?,
        };
        Ok(format!("{before}{FORMAT}{after}{}/", id.repository))
    }

    /// Why the addresses of a domain's repositories could not be found out in this run.
    pub(crate) fn why_no_address(&self, domain: &DomainId) -> Option<Error> {
        self.hosts.failure(domain)
    }

    async fn ask_host(&self, id: &RepositoryId) -> Result<Host> {
        let known = PackageFormat::Npm.as_str();
        let answer = self.repository_endpoint(id, known, None).await?;
        let (before, after) = around(&answer, known).ok_or_else(|| unlike(&answer, known))?;
        let after = after.trim_end_matches('/').strip_suffix(&id.repository);
        let after = after.ok_or_else(|| unlike(&answer, &id.repository))?;
        Ok(Host { before: before.to_owned(), after: after.to_owned() })
    }

    /// The address of a repository for every format, with one call: they differ in the format only.
    pub(crate) async fn repository_endpoints(
        &self,
        id: &RepositoryId,
        endpoint_type: Option<&str>,
    ) -> Result<BTreeMap<String, String>> {
        let known = PackageFormat::Npm.as_str();
        let answer = self.repository_endpoint(id, known, endpoint_type).await?;
        let (before, after) = around(&answer, known).ok_or_else(|| unlike(&answer, known))?;
        let address = |format: &&str| ((*format).to_owned(), format!("{before}{format}{after}"));
        Ok(PackageFormat::values().iter().map(address).collect())
    }
}

/// Where AWS has a domain. Source: the user guide.
fn host(region: &str, owner: &str, domain: &str) -> Host {
    let before = format!("https://{domain}-{owner}.d.codeartifact.{region}.amazonaws.com/");
    Host { before, after: "/".to_owned() }
}

fn unlike(answer: &str, part: &str) -> Error {
    let text = format!(
        "The endpoint `{answer}` does not contain `{part}` in the position that AWS documents."
    );
    Error::new(Kind::Unexpected, text)
}

/// What stands before and after the format, which is the first part of the path: both where the
/// domain is in the host (`https://{domain}-{owner}.d.…/npm/{repository}/`) and where it is in the
/// path (`http://localhost/npm/d/{domain}-{owner}/{repository}/`).
fn around<'a>(url: &'a str, format: &str) -> Option<(&'a str, &'a str)> {
    let host = url.find("://")? + "://".len();
    let path = host + url[host..].find('/')? + 1;
    let (before, rest) = url.split_at(path);
    let after = rest.strip_prefix(format)?;
    after.starts_with('/').then_some((before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<(&str, &str)>) {
        assert_eq!(around(url, "npm"), expected, "{url}");
    }

    #[test]
    fn the_format_is_the_first_part_of_the_path() {
        let host = "https://main-123456789012.d.codeartifact.eu-west-1.amazonaws.com/";
        check(&format!("{host}npm/npm/"), Some((host, "/npm/")));
        let path = "http://127.0.0.1:4566/";
        check(
            &format!("{path}npm/d/main-123456789012/npm/"),
            Some((path, "/d/main-123456789012/npm/")),
        );
        check("https://npm.example.com/pypi/store/", None);
        check("https://example.com/npmjs/store/", None);
        check("https://example.com", None);
        check("example.com/npm/store/", None);
        check("", None);
    }
}
