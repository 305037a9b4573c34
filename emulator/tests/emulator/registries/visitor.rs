//! Somebody with a token for a repository, who writes each request by hand.

use aws_sdk_codeartifact::types::PackageFormat;

use super::workshop::Workshop;
use crate::raw::{Raw, Reply};

/// Somebody with a token for a repository.
pub(crate) struct Visitor<'a> {
    workshop: &'a Workshop,
    path: String,
    token: String,
}

impl Visitor<'_> {
    /// One who comes to a repository by the address for a format.
    pub(crate) async fn new<'a>(
        workshop: &'a Workshop,
        format: PackageFormat,
        repository: &str,
    ) -> Visitor<'a> {
        let (endpoint, token) = workshop.access(format, repository).await;
        let path = endpoint.trim_start_matches(workshop.emulator.url()).to_owned();
        Visitor { workshop, path, token }
    }

    /// Asks for what is at a path in the repository.
    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "", &[]).await
    }

    /// Puts something at a path in the repository, and answers the status.
    pub(crate) async fn put(&self, path: &str, body: &str) -> u16 {
        self.ask("PUT", path, body, &[]).await.status
    }

    /// Sends the method with a body to a path in the repository.
    pub(crate) async fn ask(
        &self,
        method: &'static str,
        path: &str,
        body: impl Into<Vec<u8>>,
        headers: &[(&'static str, &str)],
    ) -> Reply {
        let mut request = Raw::new(method, format!("{}{path}", self.path), body);
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned()));
        request.headers.extend(headers);
        request.headers.push(("authorization", format!("Bearer {}", self.token)));
        request.send_unsigned(&self.workshop.emulator).await
    }
}
