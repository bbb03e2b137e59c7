"""Deploys a built template to the emulator as one release: deploy.py STACK TEMPLATE RELEASE STATE.

The code of a release is the built code with a file that names the release, so that each is another code to deploy.
"""
import json
import os
import shutil
import subprocess
import sys
import zipfile

import boto3

import emulator
from stack import Failed, outputs

BUCKET = "escalon-e2e-code"


def sam(stack, template, parameters):
    given = [f"{name}={value}" for name, value in parameters.items()]
    subprocess.run(["sam", "deploy", "--template-file", template, "--stack-name", stack, "--s3-bucket", BUCKET,
                    "--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset", "--no-progressbar",
                    "--no-fail-on-empty-changeset", "--parameter-overrides", *given],
                   check=True, stdout=sys.stderr)


def released(template, release, folder):
    """The template with the code of that release."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    here = os.path.dirname(template)
    parsed = emulator.split(template)
    for resource in parsed["Resources"].values():
        if resource["Type"] != "AWS::Serverless::Function":
            continue
        name = resource["Properties"]["CodeUri"]
        built = os.path.join(here, name)
        # `sam build` leaves a folder where infra/build leaves a zip.
        if os.path.isdir(built):
            shutil.make_archive(os.path.join(folder, name), "zip", built)
            name = resource["Properties"]["CodeUri"] = name + ".zip"
        else:
            shutil.copy(built, folder)
        with zipfile.ZipFile(os.path.join(folder, name), "a") as code:
            code.writestr(zipfile.ZipInfo("RELEASE"), release)
    path = os.path.join(folder, "template.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(parsed, file, default=str)
    return path


def code(stack):
    """The hash of each function's code."""
    found = boto3.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
    functions = [resource["PhysicalResourceId"] for resource in found
                 if resource["ResourceType"] == "AWS::Lambda::Function"]
    client = boto3.client("lambda")
    return {name: client.get_function_configuration(FunctionName=name)["CodeSha256"] for name in functions}


def main():
    stack, template, release, path = sys.argv[1:]
    state = json.load(open(path, encoding="utf-8")) if os.path.exists(path) else {"code": {}}
    if not state["code"]:
        boto3.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={
            "LocationConstraint": boto3.Session().region_name})
    folder = os.path.join(os.path.dirname(path), "release-" + release)
    before = {} if not state["code"] else code(stack)
    sam(stack, released(template, release, folder),
        {"MailDomain": "escalon.example.com", "ReplySecret": "only-for-this-run-and-nobody-else-at-all",
         "Architecture": "x86_64", "AlarmAddress": "alarms@example.com", "LogRetentionDays": "30" if release == "one" else "60"})
    given = outputs(stack)
    observability = os.path.join(os.path.dirname(__file__), "..", "observability.yaml")
    sam(stack + "-observability", observability, emulator.nested_parameters(given))
    after = code(stack)
    if after == before:
        raise Failed("the functions run the code of the release before")
    known = state["code"].setdefault(release, after)
    if known != after:
        raise Failed(f"the code of release {release} is not what it was")
    state["api"], routes = emulator.import_routes(stack)
    print(f"release {release}: {len(after)} functions, {len(routes)} routes, {sum(routes.values())} of them signed")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(state, file, indent=1)


if __name__ == "__main__":
    try:
        main()
    except (Failed, subprocess.CalledProcessError) as failed:
        sys.exit(f"FAILED deploy: {failed}")
