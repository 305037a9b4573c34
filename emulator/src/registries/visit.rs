//! A request of a package manager: where it asks, who acts, and how it is refused.

use std::sync::Arc;

use percent_encoding::percent_decode_str;
use serde_json::Map;
use tokio::runtime::Handle;

use super::access;
use super::package_files::Offer;
use crate::contents::blob::Blob;
use crate::model::failure::{Code, Failure, Reason};
use crate::names::caller::Caller;
use crate::names::coordinates::Coordinates;
use crate::names::resource::{DomainId, Resource};
use crate::operations::{Action, Call, Reply};
use crate::shared::Shared;
use crate::shared::rates::Visitor;
use crate::state::{World, fingerprint};
use crate::wire::received::Received;

/// How one format is served.
#[derive(Debug)]
pub(super) struct Registry {
    /// The format, in the words of the model.
    pub(super) format: &'static str,
    /// Answers a request whose token is good.
    pub(super) answer: fn(&Visit<'_>) -> Result<Reply, Failure>,
    /// Finds what the files of a public repository offer of a package.
    pub(super) offers: fn(&std::path::Path, &Coordinates) -> std::io::Result<Vec<Offer>>,
}

/// The registry of generic packages, which have no package manager.
pub(super) const GENERIC: Registry = Registry {
    format: "generic",
    answer: |_| {
        let message = "Generic packages have no package manager: publish and fetch them with \
                       PublishPackageVersion and GetPackageVersionAsset.";
        Err(Failure::new(Code::NotFound, message))
    },
    offers: |_, _| Ok(Vec::new()),
};

/// Where in which repository a package manager asks for something.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    pub(super) registry: &'static Registry,
    domain: String,
    owner: String,
    /// Name of the repository.
    pub(super) repository: String,
    /// What comes after the address of the repository, decoded.
    pub(super) rest: String,
}

/// A request of a package manager whose token is good.
pub(super) struct Visit<'a> {
    pub(super) shared: &'a Shared,
    pub(super) request: &'a Received,
    pub(super) endpoint: &'a Endpoint,
    call: Call<'a>,
    pub(super) domain: DomainId,
}

impl Endpoint {
    /// The address in a path, if it is that of a repository in one of these registries.
    pub(super) fn parse(path: &str, registries: &'static [Registry]) -> Option<Self> {
        let (format, path) = path.strip_prefix('/')?.split_once("/d/")?;
        let registry = registries.iter().find(|registry| registry.format == format)?;
        let (host, path) = path.split_once('/')?;
        let (domain, owner) = host.rsplit_once('-')?;
        let (repository, rest) = path.split_once('/').unwrap_or((path, ""));
        Some(Self {
            registry,
            domain: domain.to_owned(),
            owner: owner.to_owned(),
            repository: repository.to_owned(),
            rest: percent_decode_str(rest).decode_utf8_lossy().into_owned(),
        })
    }

    /// What the log and the faults call a request: its format and its method.
    pub(crate) fn name(&self, request: &Received) -> String {
        format!("{} {}", self.registry.format, request.method)
    }

    /// Says who acts, by the token of the request, or refuses it; and whose request it is for its
    /// rate.
    pub(crate) fn identify(
        &self,
        shared: &Shared,
        request: &Received,
    ) -> (Result<Caller, Failure>, Visitor) {
        let shown = access::token(request).map(|token| fingerprint(&token));
        let world = shared.world();
        let token = shown.as_ref().and_then(|shown| world.token(shown)).filter(|token| {
            let DomainId { owner, name, .. } = &token.domain;
            token.ends > shared.now() && *name == self.domain && *owner == self.owner
        });
        match (token, shown) {
            (Some(token), Some(shown)) => (Ok(token.caller.clone()), Visitor::Known(shown)),
            _ => {
                let refusal = access::unauthorized(&self.domain, &self.repository);
                (Err(refusal), Visitor::Unknown(request.peer))
            }
        }
    }

    /// Does what is asked for, on a thread of its own: packages are read from files.
    pub(crate) async fn run(
        &self,
        shared: &Arc<Shared>,
        request: &Arc<Received>,
        caller: &Caller,
    ) -> Result<Reply, Failure> {
        let (shared, request) = (Arc::clone(shared), Arc::clone(request));
        let (endpoint, caller) = (self.clone(), caller.clone());
        let run = move || Visit::new(&shared, &request, &endpoint, &caller).answer();
        let ended = tokio::task::spawn_blocking(run).await;
        ended.unwrap_or_else(|error| Err(Failure::internal(&std::io::Error::other(error))))
    }
}

impl<'a> Visit<'a> {
    fn new(
        shared: &'a Shared,
        request: &'a Received,
        endpoint: &'a Endpoint,
        caller: &'a Caller,
    ) -> Self {
        // The Region is that of the token: the address of a repository has none.
        let (region, name) = (caller.region.clone(), endpoint.domain.clone());
        let domain = DomainId { region, owner: endpoint.owner.clone(), name };
        let call = shared.call(caller, request, Map::new());
        Visit { shared, request, endpoint, call, domain }
    }

    fn answer(&self) -> Result<Reply, Failure> {
        self.enter(&mut self.shared.world())?;
        (self.endpoint.registry.answer)(self)
    }

    /// Refuses callers who may not read what they ask for, and what no caller can use.
    fn enter(&self, world: &mut World) -> Result<(), Failure> {
        if self.method() != "GET" {
            return self.check_repository(world);
        }
        let reading = Action::Visit("ReadFromRepository", &self.resource());
        self.call.perform(reading, world, |world| self.check_repository(world))
    }

    /// Refuses a repository that is not there, or whose domain has lost its key.
    fn check_repository(&self, world: &World) -> Result<(), Failure> {
        world.domain(&self.domain)?.repository(&self.endpoint.repository)?;
        world.check_key(&self.domain, &self.call.settings.unknown_keys)
    }

    /// The method of the request. A head is answered like the whole, whose body is then left out.
    pub(super) fn method(&self) -> &str {
        match self.request.method.as_str() {
            "HEAD" => "GET",
            method => method,
        }
    }

    /// The body of the request.
    pub(super) fn body(&self) -> Result<&Arc<Blob>, Failure> {
        let body = self.request.upload.as_ref();
        body.ok_or_else(|| unreadable("The body is missing."))
    }

    /// The repository as a resource.
    pub(super) fn resource(&self) -> Resource {
        self.domain.repository(&self.endpoint.repository)
    }

    /// The address of the repository, with a slash at its end.
    pub(super) fn url(&self) -> String {
        let Endpoint { registry, domain, owner, repository, .. } = self.endpoint;
        let emulator = &self.call.url;
        format!("{emulator}/{}/d/{domain}-{owner}/{repository}/", registry.format)
    }

    /// Changes what exists. It is kept before the client hears of it.
    pub(super) fn change<T>(
        &self,
        call: impl FnOnce(&mut World) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        // This is a thread that may wait.
        Handle::current().block_on(self.shared.change(call))
    }

    /// Changes what exists by an action that the policies must allow on this resource.
    pub(super) fn perform<T>(
        &self,
        action: &str,
        resource: &Resource,
        act: impl FnOnce(&mut World) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let action = Action::Visit(action, resource);
        self.change(|world| self.call.perform(action, world, act))
    }
}

pub(super) fn not_found(what: &str) -> Failure {
    Failure::new(Code::NotFound, format!("'{what}' is not found."))
}

pub(super) fn unreadable(what: impl std::fmt::Display) -> Failure {
    Failure::validation(Reason::CannotParse, what.to_string())
}

pub(super) fn failed(error: std::io::Error) -> Failure {
    Failure::internal(&error)
}
