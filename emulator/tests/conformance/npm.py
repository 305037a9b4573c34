"""Publishes npm packages, as npm does it: what no call of the service can bring, such as a readme."""

import base64
import io
import json
import tarfile
import urllib.request

README = "# app\n"


def published(estate):
    """Publishes a version with a readme and a dependency to a new repository, and names it."""
    named = {**estate.repository(), "format": "npm"}
    endpoint = estate.client.call("GetRepositoryEndpoint", named)["repositoryEndpoint"]
    token = estate.client.call("GetAuthorizationToken", estate.at())["authorizationToken"]
    request = urllib.request.Request(f"{endpoint}app", data=_publication(), method="PUT")
    request.add_header("Authorization", f"Bearer {token}")
    request.add_header("Content-Type", "application/json")
    urllib.request.urlopen(request).close()
    return {**named, "package": "app", "packageVersion": "1.0.0"}


def _publication():
    manifest = {"name": "app", "version": "1.0.0", "dependencies": {"lodash": "^4.0.0"}}
    files = {"package/package.json": json.dumps(manifest), "package/README.md": README}
    attachment = {"content_type": "application/octet-stream", "data": _tarball(files)}
    publication = {
        "_id": "app",
        "name": "app",
        "dist-tags": {"latest": "1.0.0"},
        "versions": {"1.0.0": {**manifest, "dist": {}}},
        "_attachments": {"app-1.0.0.tgz": attachment},
    }
    return json.dumps(publication).encode()


def _tarball(files):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text.encode()))
    return base64.b64encode(content.getvalue()).decode()
