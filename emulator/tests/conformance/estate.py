"""What must be there before an operation can be called: each part is made once, by real calls."""

import hashlib
import json

POLICY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::000000000000:root"},
                "Action": "codeartifact:DescribeDomain",
                "Resource": "*",
            }
        ],
    }
)

ARN = "arn:aws:codeartifact:us-east-1:000000000000"


class Estate:
    """A domain of its own for each case, so that no case disturbs another."""

    def __init__(self, client, name):
        self.client = client
        self.domain = name
        self.domain_arn = f"{ARN}:domain/{name}"
        client.call("CreateDomain", {"domain": name})

    def at(self, **more):
        """Parameters that name the domain, and more."""
        return {"domain": self.domain, **more}

    def repository(self, name="store", **more):
        """Makes a repository and names it."""
        self.client.call("CreateRepository", self.at(repository=name, **more))
        return self.at(repository=name)

    def group(self, pattern="/npm/*"):
        """Makes a package group and names it."""
        self.client.call("CreatePackageGroup", self.at(packageGroup=pattern))
        return self.at(packageGroup=pattern)

    def package(self, repository="store", name="app"):
        """Names a generic package of a repository."""
        return self.at(repository=repository, format="generic", namespace="team", package=name)

    def publication(self, version="1.0.0", asset="app.zip", content=b"content", **more):
        """Parameters that publish one asset of a version."""
        return {
            **self.package(),
            "packageVersion": version,
            "assetName": asset,
            "assetContent": content,
            "assetSHA256": hashlib.sha256(content).hexdigest(),
            **more,
        }

    def published(self, version="1.0.0", **more):
        """Publishes a version in a new repository `store`, and names it."""
        self.repository()
        return self.publish(version, **more)

    def publish(self, version="1.0.0", **more):
        """Publishes a version in the repository `store`, and names it."""
        self.client.call("PublishPackageVersion", self.publication(version, **more))
        return {**self.package(), "packageVersion": version}
