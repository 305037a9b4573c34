#!/usr/bin/env python3
"""Calls every operation of the service model with AWS's own client, and prints what was proved.

`run`, beside this file, starts it with an emulator and the client that `requirements.txt` pins.
The operations, their inputs, errors and pages come from botocore's model, so that a new one fails here.
"""

import json
import sys

from botocore import xform_name
from botocore.exceptions import ClientError

from cases import CASES, CONFLICTS, QUOTAS, absent
from client import Client, Fault
from estate import Estate
from shapes import unexpected
from violations import violations
from walks import WALKS

COUNT = 48
STATUS = {
    "AccessDeniedException": 403,
    "ConflictException": 409,
    "InternalServerException": 500,
    "ResourceNotFoundException": 404,
    "ServiceQuotaExceededException": 402,
    "ThrottlingException": 429,
    "ValidationException": 400,
}


class Trial:
    """One operation on trial: what was proved of it, and what was found wrong."""

    def __init__(self, client, nobody, number, operation):
        self.client = client
        self.nobody = nobody
        self.operation = operation
        self.model = client.model.operation_model(operation)
        self.prefix = f"op{number:02}"
        self.estates = 0
        self.faults = []
        self.proved = {"successes": 0, "errors": 0, "to order": 0, "constraints": 0, "pages": 0}

    def run(self):
        """Proves all that the model says of the operation."""
        if self.operation not in CASES:
            self.faults.append("there is no case for it")
            return self
        for part in (self.succeeds, self.errs, self.constrains, self.pages):
            try:
                part()
            except Exception as error:  # One broken part must not hide the others.
                self.faults.append(f"{part.__name__}: {type(error).__name__}: {error}")
        return self

    def estate(self):
        """A fresh estate."""
        self.estates += 1
        return Estate(self.client, f"{self.prefix}-{self.estates:02}")

    def succeeds(self):
        """The answer is parsed, and every member on the wire is the model's."""
        answer = self.client.call(self.operation, CASES[self.operation](self.estate()))
        if self.model.has_streaming_output:
            answer[self.model.output_shape.serialization["payload"]].read()
        else:
            self.faults.extend(unexpected(self.model.output_shape, json.loads(self.client.body)))
        self.proved["successes"] += 1

    def errs(self):
        """Each declared error is produced: by its real cause, or else to order."""
        for code in [shape.name for shape in self.model.error_shapes]:
            caller = self.nobody if code == "AccessDeniedException" else self.client
            real = self._cause(code)
            if real is None:
                self._ordered(code)
            else:
                self._refused(code, real, code, caller)
                self.proved["errors"] += 1

    def _cause(self, code):
        """Parameters that really lead to an error, or nothing."""
        causes = {"ConflictException": CONFLICTS, "ServiceQuotaExceededException": QUOTAS}
        if self.operation in causes.get(code, {}):
            return causes[code][self.operation](self.estate())
        good = CASES[self.operation](self.estate())
        if code == "AccessDeniedException":
            return good
        if code == "ResourceNotFoundException" and self.operation != "CreateDomain":
            return absent(good)
        if code == "ValidationException":
            return next((bad for _, bad in violations(self.model.input_shape, good)), None)
        return None

    def _ordered(self, code):
        good = CASES[self.operation](self.estate())
        with Fault(self.operation, STATUS[code], code):
            self._refused(code, good, f"{code} to order")
        self.proved["errors"] += 1
        self.proved["to order"] += 1

    def _refused(self, code, parameters, what, caller=None):
        """The call is refused with this code and the status that belongs to it."""
        try:
            (caller or self.client).call(self.operation, parameters)
        except ClientError as error:
            found = (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])
            if found != (code, STATUS[code]):
                self.faults.append(f"{what}: {found[1]} {found[0]}: {error}")
        else:
            self.faults.append(f"{what}: the call succeeded")

    def constrains(self):
        """Each constraint of the input is violated once, and refused."""
        good = CASES[self.operation](self.estate())
        for rule, bad in violations(self.model.input_shape, good):
            self._refused("ValidationException", bad, rule)
            self.proved["constraints"] += 1

    def pages(self):
        """Pages of one item have the same items as one large page."""
        method = xform_name(self.operation)
        if not self.client.raw.can_paginate(method):
            return
        parameters = WALKS[self.operation](self.estate())
        member = self.client.raw.get_paginator(method).result_keys[0].expression
        pages = self.client.pages(self.operation, parameters)
        whole = self.client.call(self.operation, {**parameters, "maxResults": 1000})[member]
        walked = [item for page in pages for item in page[member]]
        if walked != whole or len(whole) < 3 or any(len(page[member]) > 1 for page in pages):
            self.faults.append(f"{len(pages)} pages of {len(walked)} items, {len(whole)} in one")
        self.proved["pages"] = len(pages)


def report(trials):
    """The table, and what was found wrong."""
    print(f"{'operation':40} {'success':>7} {'errors':>6} {'to order':>8} {'constraints':>11} {'pages':>5}")
    for trial in trials:
        row = trial.proved
        print(
            f"{trial.operation:40} {row['successes']:>7} {row['errors']:>6} {row['to order']:>8}"
            f" {row['constraints']:>11} {row['pages'] or '':>5}"
        )
    for trial in trials:
        for fault in trial.faults:
            print(f"{trial.operation}: {fault}", file=sys.stderr)
    good = sum(not trial.faults for trial in trials)
    total = {key: sum(trial.proved[key] for trial in trials) for key in trials[0].proved}
    print(f"\n{good} of {COUNT} operations conform: " + ", ".join(f"{n} {what}" for what, n in total.items()))
    return good == len(trials) == COUNT


def main():
    client, nobody = Client(), Client("nobody", "secret")
    operations = enumerate(client.model.operation_names)
    trials = [Trial(client, nobody, number, name).run() for number, name in operations]
    sys.exit(0 if report(trials) else 1)


if __name__ == "__main__":
    main()
