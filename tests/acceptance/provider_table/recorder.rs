//! A server that records what it is asked and helps nobody: it stands where a proxy or the metadata
//! service of an instance would.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

/// A recorder, which lives until its last connection ends.
pub(crate) struct Recorder {
    /// Its address.
    pub(crate) url: String,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Recorder {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let lines: Arc<Mutex<Vec<String>>> = Arc::default();
        let recorded = Arc::clone(&lines);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut line = String::new();
                let read = BufReader::new(&stream).read_line(&mut line);
                read.expect("a request");
                recorded.lock().expect("the lines").push(line);
                let refusal =
                    "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
                stream.write_all(refusal.as_bytes()).expect("an answer");
            }
        });
        Self { url, lines }
    }

    /// The first line of each request.
    pub(crate) fn recorded(&self) -> String {
        self.lines.lock().expect("the lines").concat()
    }
}
