//! A server that records what it is asked: it stands where a proxy would, or what a machine gives credentials
//! by. It helps with what it has answers for.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

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
                let line = first_line(&stream);
                let path = line.split(' ').nth(1).unwrap_or_default();
                let answer = answer(answers.get(path));
                recorded.lock().expect("the lines").push(line);
                stream.write_all(answer.as_bytes()).expect("an answer");
            }
        });
        Self { url, lines }
    }

    /// The first line of each request.
    pub(crate) fn recorded(&self) -> String {
        self.lines.lock().expect("the lines").concat()
    }
}

/// Reads the head of a request.
fn first_line(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map(|line| line.expect("a request"));
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    format!("{}\n", head.first().map_or("", String::as_str))
}

/// An answer with this body, or else a refusal. Its header is that of a token of the metadata service.
fn answer(body: Option<&String>) -> String {
    let status = if body.is_some() { "200 OK" } else { "403 Forbidden" };
    let body = body.map_or("", String::as_str);
    format!(
        "HTTP/1.1 {status}\r\nx-aws-ec2-metadata-token-ttl-seconds: 600\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}
