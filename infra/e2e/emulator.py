"""What ministack 1.5.33 leaves out, done by hand from the same template, so that the template stays as AWS wants it.

It knows no nested stacks: `split` makes the nested template a stack of its own with the parameters the parent gives.
It knows no DKIM records of an identity: `split` drops the outputs that name them.
It ignores a table's point-in-time recovery and expiry, which the rules of the template look at.
It ignores the Body of an HTTP API: `import_routes` creates the routes that the processed template declares.
"""
import json
import re

import boto3
from samcli.yamlhelper import yaml_parse

NESTED = "Observability"


def split(path):
    """The template without its nested stack, whose parameters it gives as outputs instead."""
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    nested = template["Resources"].pop(NESTED)["Properties"]
    outputs = template["Outputs"]
    unknown = (NESTED, "DkimDNSToken")
    for name in [name for name, output in outputs.items()
                 if any(word in json.dumps(output["Value"]) for word in unknown)]:
        del outputs[name]
    for parameter, value in nested["Parameters"].items():
        outputs["Nested" + parameter] = {"Value": value}
    return template


def nested_parameters(outputs):
    """What the parent gives to its nested stack, read from the outputs that `split` has added."""
    return {name.removeprefix("Nested"): value for name, value in outputs.items() if name.startswith("Nested")}


class Names:
    """What references of a processed template stand for in a deployed stack."""

    def __init__(self, stack):
        cfn = boto3.client("cloudformation")
        self.region = cfn.meta.region_name
        self.account = boto3.client("sts").get_caller_identity()["Account"]
        body = cfn.get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"]
        self.template = json.loads(body) if isinstance(body, str) else body
        resources = cfn.describe_stack_resources(StackName=stack)["StackResources"]
        self.physical = {found["LogicalResourceId"]: found for found in resources}

    def name(self, reference):
        pseudo = {"AWS::Partition": "aws", "AWS::Region": self.region, "AWS::AccountId": self.account}
        if reference in pseudo:
            return pseudo[reference]
        logical, _, attribute = reference.partition(".")
        found = self.physical[logical]
        if attribute == "Arn" and found["ResourceType"] == "AWS::Lambda::Function":
            return f"arn:aws:lambda:{self.region}:{self.account}:function:{found['PhysicalResourceId']}"
        return found["PhysicalResourceId"]

    def text(self, value):
        """A string, or a `Ref`, `Fn::GetAtt` or `Fn::Sub` that makes one."""
        if isinstance(value, str):
            return value
        if "Ref" in value:
            return self.name(value["Ref"])
        if "Fn::GetAtt" in value:
            return self.name(".".join(value["Fn::GetAtt"]))
        return re.sub(r"\$\{([^}]+)\}", lambda match: self.name(match[1]), value["Fn::Sub"])


def import_routes(stack):
    """Makes the HTTP API have exactly the routes of the template; answers the API's id and the routes."""
    names, gateway = Names(stack), boto3.client("apigatewayv2")
    apis = [(logical, resource["Properties"]["Body"]) for logical, resource in names.template["Resources"].items()
            if resource["Type"] == "AWS::ApiGatewayV2::Api"]
    (logical, body), = apis
    api = names.name(logical)
    for route in gateway.get_routes(ApiId=api)["Items"]:
        gateway.delete_route(ApiId=api, RouteId=route["RouteId"])
    for integration in gateway.get_integrations(ApiId=api)["Items"]:
        gateway.delete_integration(ApiId=api, IntegrationId=integration["IntegrationId"])
    integrations, routes = {}, {}
    for path, operations in body["paths"].items():
        for method, operation in operations.items():
            uri = names.text(operation["x-amazon-apigateway-integration"]["uri"])
            function = re.search(r"functions/(arn:[^/]+)/invocations", uri)[1]
            if function not in integrations:
                made = gateway.create_integration(ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=function,
                                                  PayloadFormatVersion="2.0")
                integrations[function] = made["IntegrationId"]
            signed = any("AWS_IAM" in name for need in operation.get("security", []) for name in need)
            route = f"{method.upper()} {path}"
            gateway.create_route(ApiId=api, RouteKey=route, Target="integrations/" + integrations[function],
                                 AuthorizationType="AWS_IAM" if signed else "NONE")
            routes[route] = signed
    return api, routes
