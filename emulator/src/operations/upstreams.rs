//! The upstreams of a repository: which may be named, and the repositories behind the names.

use serde_json::Value;

use crate::model::failure::{Code, Failure};
use crate::model::shapes::UPSTREAM_LIST;
use crate::model::{Input, body, unverified};
use crate::state::{Domain, Upstream};

pub(super) const UPSTREAMS: Input = body("upstreams", &UPSTREAM_LIST);

/// A repository that is to have upstreams; it need not exist yet.
pub(super) struct Downstream<'a> {
    /// Name of the repository.
    pub(super) name: &'a str,
    /// Domain of the repository.
    pub(super) domain: &'a Domain,
    /// Upstreams that it may have.
    pub(super) limit: usize,
}

impl<'a> Downstream<'a> {
    /// Turns the names of a list into references to the repositories that have these names now.
    pub(super) fn resolve(&self, list: &'a [Value]) -> Result<Vec<Upstream>, Failure> {
        if list.len() > self.limit {
            let (name, limit) = (self.name, self.limit);
            let message = format!("Repository '{name}' cannot have more than {limit} upstreams.");
            return Err(self.refusal(unverified::TOO_MANY_UPSTREAMS, message));
        }
        let mut upstreams: Vec<Upstream> = Vec::new();
        for name in list.iter().filter_map(|item| item["repositoryName"].as_str()) {
            self.check_name(name)?;
            let id = self.domain.repository(name)?.id;
            if upstreams.iter().any(|upstream| upstream.id == id) {
                let message =
                    format!("Repository '{name}' is named more than once as an upstream.");
                return Err(self.refusal(unverified::UPSTREAM_NAMED_TWICE, message));
            }
            upstreams.push(Upstream { id, name: name.to_owned() });
        }
        Ok(upstreams)
    }

    /// Refuses the repository itself and, if circles are not allowed, repositories that have it
    /// among their own upstreams.
    fn check_name(&self, name: &str) -> Result<(), Failure> {
        if name == self.name {
            let message = format!("Repository '{name}' cannot be its own upstream.");
            return Err(self.refusal(unverified::UPSTREAM_IS_ITSELF, message));
        }
        match unverified::UPSTREAMS_FORM_A_CIRCLE {
            Some(code) if self.is_searched_by(name) => {
                let message =
                    format!("Repository '{name}' has '{}' among its upstreams.", self.name);
                Err(self.refusal(code, message))
            }
            _ => Ok(()),
        }
    }

    /// Whether a search that begins at a repository reaches this one.
    fn is_searched_by(&self, name: &str) -> bool {
        let (mut seen, mut waiting) = (Vec::new(), vec![name]);
        while let Some(name) = waiting.pop() {
            if name == self.name {
                return true;
            }
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let repository = self.domain.repositories.get(name);
            let upstreams = repository.map_or(&[][..], |found| &found.upstreams);
            let living = upstreams.iter().filter(|upstream| self.domain.holds(upstream));
            waiting.extend(living.map(|upstream| upstream.name.as_str()));
        }
        false
    }

    fn refusal(&self, code: Code, message: String) -> Failure {
        Failure::new(code, message).about(&self.domain.id.repository(self.name))
    }
}
