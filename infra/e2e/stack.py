"""A deployed stack as its users see it: HTTP, mails, events of mails, outputs."""
import json
import os
import time
import urllib.error
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]


class Failed(Exception):
    """The stack does not do what it must."""


def until(what, seconds, look):
    """Looks again and again until it sees something, and fails when that takes too long."""
    last, ends = None, time.monotonic() + seconds
    while time.monotonic() < ends:
        last = look()
        if last:
            return last
        time.sleep(1)
    raise Failed(f"{what}: not within {seconds} s")


def outputs(name):
    stack, = boto3.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def mails():
    with urllib.request.urlopen(f"{ENDPOINT}/_ministack/ses/messages") as answer:
        return json.load(answer)["messages"]


class Api:
    """The HTTP API; `id` is the API's own."""

    def __init__(self, identifier):
        self.host = f"{identifier}.execute-api.localhost"
        self.signer = SigV4Auth(boto3.Session().get_credentials(), "execute-api", boto3.Session().region_name)

    def call(self, method, path, body=None, signed=True, key=None):
        """The status and the answer's document."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json", "host": self.host}
        if key:
            headers["idempotency-key"] = key
        request = AWSRequest(method=method, url=ENDPOINT + path, data=data, headers=headers)
        if signed:
            self.signer.add_auth(request)
        plain = urllib.request.Request(ENDPOINT + path, data=data, headers=dict(request.headers), method=method)
        try:
            with urllib.request.urlopen(plain) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    def must(self, status, method, path, body=None, **more):
        got, document = self.call(method, path, body, **more)
        if got != status:
            raise Failed(f"{method} {path}: {got} instead of {status}: {document}")
        return document

    def ticket(self, desk, name):
        return self.must(200, "GET", f"/desks/{desk}/tickets/{name}")

    def kinds(self, desk, name):
        return [fact["kind"] for fact in self.ticket(desk, name)["timeline"]]
