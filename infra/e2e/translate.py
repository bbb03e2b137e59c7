"""What CloudFormation makes of the template before it deploys it, for tools that see no SAM: translate.py IN OUT."""
import json
import sys

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The template names none, so none has to be looked up in an account."""

    def load(self):
        return {}


source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    template = yaml_parse(file.read())
for resource in template["Resources"].values():
    if "CodeUri" in resource.get("Properties", {}):
        resource["Properties"]["CodeUri"] = "s3://bucket/code.zip"
translated = transform(template, {}, NoManagedPolicies())
with open(target, "w", encoding="utf-8") as file:
    json.dump(translated, file, indent=1, default=str)
