//! The upstreams of a repository: which may be named, and what the names stand for.

use serde_json::Value;

use crate::failure::{Code, Failure};
use crate::model::shapes::UPSTREAM_LIST;
use crate::model::{Input, body};
use crate::options::Quotas;
use crate::state::{Domain, Upstream};
use crate::unverified;

pub(super) const UPSTREAMS: Input = body("upstreams", &UPSTREAM_LIST);

/// Turns the names of a list into references to the repositories that have these names now.
pub(super) fn resolve(
    list: &[Value],
    downstream: &str,
    domain: &Domain,
    quotas: &Quotas,
) -> Result<Vec<Upstream>, Failure> {
    let names: Vec<&str> = list
        .iter()
        .filter_map(|item| item["repositoryName"].as_str())
        .collect();
    count(&names, downstream, quotas)?;
    let mut upstreams = Vec::new();
    for name in names {
        if name == downstream {
            let message = format!("Repository '{name}' cannot be its own upstream.");
            return Err(refusal(unverified::UPSTREAM_IS_ITSELF, name, message));
        }
        let found = domain.repository(name)?;
        if upstreams
            .iter()
            .any(|upstream: &Upstream| upstream.id == found.id)
        {
            let message = format!("Repository '{name}' is named more than once as an upstream.");
            return Err(refusal(unverified::UPSTREAM_NAMED_TWICE, name, message));
        }
        refuse_circle(name, downstream, domain)?;
        upstreams.push(Upstream {
            id: found.id,
            name: name.to_owned(),
        });
    }
    Ok(upstreams)
}

fn count(names: &[&str], downstream: &str, quotas: &Quotas) -> Result<(), Failure> {
    let limit = quotas.direct_upstreams;
    if names.len() <= limit {
        return Ok(());
    }
    let message = format!("Repository '{downstream}' cannot have more than {limit} upstreams.");
    Err(refusal(unverified::TOO_MANY_UPSTREAMS, downstream, message))
}

fn refuse_circle(upstream: &str, downstream: &str, domain: &Domain) -> Result<(), Failure> {
    let Some(code) = unverified::UPSTREAMS_FORM_A_CIRCLE else {
        return Ok(());
    };
    let (mut seen, mut waiting) = (Vec::new(), vec![upstream]);
    while let Some(name) = waiting.pop() {
        if name == downstream {
            let message =
                format!("Repository '{upstream}' has '{downstream}' among its own upstreams.");
            return Err(refusal(code, downstream, message));
        }
        if let Some(repository) = domain
            .repositories
            .get(name)
            .filter(|_| !seen.contains(&name))
        {
            seen.push(name);
            waiting.extend(
                repository
                    .upstreams
                    .iter()
                    .map(|upstream| upstream.name.as_str()),
            );
        }
    }
    Ok(())
}

fn refusal(code: Code, repository: &str, message: String) -> Failure {
    Failure::about(code, "repository", repository, message)
}
