"""Clients of AWS's own making, and what they saw on the wire."""

import json
import os
import urllib.request

import botocore.session
from botocore.config import Config

SERVICE = "codeartifact"
URL = os.environ["AWS_ENDPOINT_URL"]
# Nothing is checked and nothing repeated on the client's side: each call is one request.
CONFIG = Config(parameter_validation=False, retries={"total_max_attempts": 1}, read_timeout=20)


class Client:
    """A client of one principal, which keeps the raw body of its last answer."""

    def __init__(self, access_key="test", secret_key="test"):
        self.session = botocore.session.Session()
        self.raw = self.session.create_client(
            SERVICE,
            region_name="us-east-1",
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            config=CONFIG,
        )
        self.model = self.raw.meta.service_model
        self.body = b""
        self.raw.meta.events.register(f"before-parse.{SERVICE}", self._keep)

    def _keep(self, response_dict, **_):
        self.body = response_dict["body"]

    def call(self, operation, parameters):
        """Calls an operation by the name that the model gives it."""
        method = botocore.xform_name(operation)
        return getattr(self.raw, method)(**parameters)

    def pages(self, operation, parameters):
        """The pages of an operation, each with one item at most."""
        paginator = self.raw.get_paginator(botocore.xform_name(operation))
        return list(paginator.paginate(**parameters, PaginationConfig={"PageSize": 1}))


def control(method, path, body=None):
    """A request to the emulator's control path."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{URL}/_emulator/{path}", data=data, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


class Fault:
    """An error that the next call of an operation meets, while the block lasts."""

    def __init__(self, operation, status, code):
        error = {"error": {"status": status, "code": code, "message": "ordered"}}
        self.fault = {"operation": operation, "times": 1, "effect": error}

    def __enter__(self):
        control("POST", "faults", self.fault)

    def __exit__(self, *_):
        control("DELETE", "faults")
