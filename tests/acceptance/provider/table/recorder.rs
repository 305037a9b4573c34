//! A server that records what it is asked: it stands where a proxy would, or what a machine gives
//! credentials by. It helps with what it has answers for.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What it answers, by the path that is asked for.
pub(crate) type Answers = BTreeMap<&'static str, String>;

/// A recorder, which lives until its last connection ends.
pub(crate) struct Recorder {
    /// Its address.
    pub(crate) url: String,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Recorder {
    pub(crate) fn start(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let lines: Arc<Mutex<Vec<String>>> = Arc::default();
        let recorded = Arc::clone(&lines);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let head = head(&stream);
                let path = head[0].split([' ', '?']).nth(1).unwrap_or_default();
                let answer = answer(answers.get(path));
                recorded.lock().expect("the lines").push(line(&head));
                stream.write_all(answer.as_bytes()).expect("an answer");
            }
        });
        Self { url, lines }
    }

    /// The first line of each request, with its authorization.
    pub(crate) fn recorded(&self) -> String {
        self.lines.lock().expect("the lines").concat()
    }
}

/// Reads the head of a request.
fn head(stream: &TcpStream) -> Vec<String> {
    let lines = BufReader::new(stream).lines().map(|line| line.expect("a request"));
    lines.take_while(|line| !line.is_empty()).collect()
}

/// What is recorded of a request.
fn line(head: &[String]) -> String {
    let header = head.iter().find(|line| line.starts_with("authorization: "));
    [head[0].as_str(), header.map_or("", String::as_str), "\n"].join(" ")
}

/// An answer with this body, or else a refusal. Its header is that of a token of the metadata
/// service.
fn answer(body: Option<&String>) -> String {
    let status = if body.is_some() { "200 OK" } else { "403 Forbidden" };
    let body = body.map_or("", String::as_str);
    format!(
        "HTTP/1.1 {status}\r\nx-aws-ec2-metadata-token-ttl-seconds: 600\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}
