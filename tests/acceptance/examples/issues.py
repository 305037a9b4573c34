"""Plays the issues of GitHub and of GitLab, and writes them to a file with each change.

    python3 issues.py ISSUES.json    prints the port
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

issues = []


class Service(BaseHTTPRequestHandler):
    def do_GET(self):
        is_open = [issue for issue in issues if issue["state"] in ("open", "opened")]
        self.answer(is_open)

    def do_POST(self):
        number = len(issues) + 1
        state = "opened" if self.path.startswith("/projects/") else "open"
        issues.append({"number": number, "iid": number, "state": state, "writes": 0, **self.document()})
        self.answer(issues[-1])

    def do_PATCH(self):
        issue = issues[int(self.path.rsplit("/", 1)[1]) - 1]
        change = self.document()
        if change.pop("state_event", None) == "close":
            change["state"] = "closed"
        issue.update(change, writes=issue["writes"] + 1)
        self.answer(issue)

    do_PUT = do_PATCH

    def document(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, document):
        authorized = "secret" in (self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or "")
        with open(sys.argv[1], "w", encoding="utf-8") as file:
            json.dump(issues, file)
        self.send_response(200 if authorized else 401)
        self.end_headers()
        self.wfile.write(json.dumps(document).encode())

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Service)
print(server.server_port, flush=True)
server.serve_forever()
