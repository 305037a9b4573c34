"""One issue on GitHub or GitLab: opened when there is drift, updated in place, and closed when the drift is gone."""

import json
import urllib.error
import urllib.request

TITLE = "Drift in CodeArtifact"
LABEL = "codeartifact-drift"

# What both services accept as the text of an issue.
LONGEST = 60_000


def follow(found, text, environment):
    """A failed plan says nothing about drift, so it leaves the issue as it is."""
    if found["status"] == "failed":
        return
    service = GitLab(environment) if environment.get("GITLAB_CI") else GitHub(environment)
    issue, body = service.find(), shortened(text)
    if found["status"] == "clean":
        if issue:
            service.close(issue)
    elif not issue:
        service.open(body)
    elif service.body_of(issue) != body:
        service.update(issue, body)


def shortened(text):
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit("\n", 1)[0] + "\n\nThe report goes on in the artifact of the job.\n"


class GitHub:
    def __init__(self, environment):
        self.issues = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}/issues"
        self.headers = {"Authorization": f"Bearer {environment['GITHUB_TOKEN']}", "Accept": "application/vnd.github+json"}

    def find(self):
        found = send("GET", f"{self.issues}?state=open&labels={LABEL}", self.headers)
        return next((issue for issue in found if "pull_request" not in issue), None)

    def body_of(self, issue):
        return issue["body"]

    def open(self, body):
        send("POST", self.issues, self.headers, {"title": TITLE, "body": body, "labels": [LABEL]})

    def update(self, issue, body):
        send("PATCH", f"{self.issues}/{issue['number']}", self.headers, {"body": body})

    def close(self, issue):
        send("PATCH", f"{self.issues}/{issue['number']}", self.headers, {"state": "closed", "state_reason": "completed"})


class GitLab:
    def __init__(self, environment):
        self.issues = f"{environment['CI_API_V4_URL']}/projects/{environment['CI_PROJECT_ID']}/issues"
        self.headers = {"PRIVATE-TOKEN": environment["GITLAB_TOKEN"]}

    def find(self):
        found = send("GET", f"{self.issues}?state=opened&labels={LABEL}", self.headers)
        return next(iter(found), None)

    def body_of(self, issue):
        return issue["description"]

    def open(self, body):
        send("POST", self.issues, self.headers, {"title": TITLE, "description": body, "labels": LABEL})

    def update(self, issue, body):
        send("PUT", f"{self.issues}/{issue['iid']}", self.headers, {"description": body})

    def close(self, issue):
        send("PUT", f"{self.issues}/{issue['iid']}", self.headers, {"state_event": "close"})


def send(method, url, headers, document=None):
    data = None if document is None else json.dumps(document).encode()
    request = urllib.request.Request(url, data, {**headers, "Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{method} {url}: {error.code} {error.read().decode(errors='replace')}") from error
