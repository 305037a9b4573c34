//! Requests written by hand, signed as well or as badly as a test wants.

use std::time::SystemTime;

use aws_sdk_codeartifact::config::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use codeartifact_emulator::Emulator;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request to be signed and sent.
pub(crate) struct Raw {
    pub(crate) method: &'static str,
    pub(crate) uri: String,
    pub(crate) body: Vec<u8>,
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) service: &'static str,
    pub(crate) region: &'static str,
    pub(crate) time: SystemTime,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// What is sent in place of the body that is signed.
    pub(crate) other_body: Option<&'static str>,
}

/// What was answered.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Value,
}

impl Reply {
    /// A header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.lines().filter_map(|line| line.split_once(": "));
        headers.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Raw {
    /// A request that the key `test` signs now.
    pub(crate) fn new(
        method: &'static str,
        uri: impl Into<String>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        Self {
            method,
            uri: uri.into(),
            body: body.into(),
            access_key_id: "test".to_owned(),
            secret_access_key: "test".to_owned(),
            service: "codeartifact",
            region: "us-east-1",
            time: SystemTime::now(),
            headers: Vec::new(),
            other_body: None,
        }
    }

    /// Signs and sends it.
    pub(crate) async fn send(mut self, emulator: &Emulator) -> Reply {
        self.sign(emulator.url());
        self.send_unsigned(emulator).await
    }

    /// Writes it down, for the host at this address.
    pub(crate) fn bytes(self, host: &str) -> Vec<u8> {
        let body = self.other_body.map_or(self.body, Vec::from);
        let mut text = format!("{} {} HTTP/1.1\r\nhost: {host}\r\n", self.method, self.uri);
        for (name, value) in self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
        [text.into_bytes(), body].concat()
    }

    /// Sends it as it is.
    pub(crate) async fn send_unsigned(self, emulator: &Emulator) -> Reply {
        self.send_to(emulator.url().strip_prefix("http://").expect("an address")).await
    }

    /// Sends it as it is to whatever listens at a host.
    pub(crate) async fn send_to(self, address: &str) -> Reply {
        self.exchange(address, address).await
    }

    /// Sends it as it is, and calls the emulator by this name.
    pub(crate) async fn send_as(self, emulator: &Emulator, host: &str) -> Reply {
        self.exchange(emulator.url().strip_prefix("http://").expect("an address"), host).await
    }

    async fn exchange(mut self, address: &str, host: &str) -> Reply {
        self.headers.push(("connection", "close".to_owned()));
        let request = self.bytes(host);
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(&request).await.expect("room for the request");
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).await.expect("an answer");
        read(&String::from_utf8_lossy(&reply))
    }

    /// Signs it, for the host at this URL.
    pub(crate) fn sign(&mut self, url: &str) {
        let (id, secret) = (self.access_key_id.as_str(), self.secret_access_key.as_str());
        let identity = Credentials::new(id, secret, None, None, "test").into();
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(self.service)
            .time(self.time)
            .settings(SigningSettings::default())
            .build()
            .expect("all parameters");
        let url = format!("{url}{}", self.uri);
        let headers = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let body = SignableBody::Bytes(&self.body);
        let request = SignableRequest::new(self.method, url, headers, body).expect("a request");
        let signed = sign(request, &parameters.into()).expect("a signature").into_parts().0;
        let added = signed.headers().map(|(name, value)| match name {
            "authorization" => ("authorization", value.to_owned()),
            "x-amz-date" => ("x-amz-date", value.to_owned()),
            name => panic!("{name} is no header of a signature"),
        });
        self.headers.extend(added.collect::<Vec<_>>());
    }
}

fn read(reply: &str) -> Reply {
    let (head, body) = reply.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Reply {
        status: status.expect("a status"),
        head: head.to_owned(),
        body: serde_json::from_str(body).unwrap_or_else(|_| body.into()),
    }
}
