"""Drives a deployed stack through what a desk does: drive.py STACK STATE STEP, one step after the other.

first     each shipped policy: intake, classify, mail, delivery, bounce
hurried   each desk under an edition whose promise lasts a minute: breach, escalate, mail
survived  what `first` and `hurried` opened is still there and can be worked on; a new ticket goes through
outputs   what the stack says of itself exists
"""
import json
import sys

import boto3

from desks import DESKS
from stack import Api, Failed, mails, outputs, until


def to(address):
    """Mails to an address, by all accounts of the emulator."""
    return [mail for account in mails().values() for mail in account if address in mail["To"]]


class Drive:
    def __init__(self, stack, path):
        self.stack, self.path = stack, path
        with open(path, encoding="utf-8") as file:
            self.state = json.load(file)
        self.api = Api(self.state["api"])
        self.outputs = outputs(stack)

    def save(self):
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump(self.state, file, indent=1)

    def open(self, desk, body, key):
        """Opens a ticket as a customer does, without credentials, and again, as a lost answer makes one do."""
        path = f"/desks/{desk}/tickets"
        opened = self.api.must(201, "POST", path, body, signed=False, key=key)
        again = self.api.must(200, "POST", path, body, signed=False, key=key)
        if again["ticket"] != opened["ticket"]:
            raise Failed(f"{desk}: a repeated request opened another ticket")
        return opened["ticket"]

    def first(self):
        self.state["first"] = {}
        for desk in DESKS:
            kept = {"by": {"agent": "agent_a"}, "revision": 0} | desk.organisation
            self.api.must(200, "PUT", f"/desks/{desk.name}/organisations/{kept.pop('id')}", kept)
            self.state["first"][desk.name] = self.open(desk.name, desk.ticket, "first-" + desk.name)
        for desk in DESKS:
            name = self.state["first"][desk.name]
            until(f"{desk.name}: classified", 30, lambda: "classified" in self.api.kinds(desk.name, name))
            address = desk.ticket["requester"]["email"]
            reference = self.api.ticket(desk.name, name)["reference"]
            mail = until(f"{desk.name}: acknowledged", 60,
                         lambda: [mail for mail in to(address) if reference in mail["Subject"]])[0]
            self.comes_back(desk.name, name, mail)
            listed = self.api.must(200, "GET", f"/desks/{desk.name}/tickets")["tickets"]
            if name not in [ticket["ticket"] for ticket in listed]:
                raise Failed(f"{desk.name}: the queue does not show {name}")
            print(f"{desk.name}: {name} received, classified, acknowledged, delivered, listed")
        self.save()

    def comes_back(self, desk, name, mail):
        """SES tells of a delivery, or of a bounce at one of the desks, and the ticket knows."""
        notice = until(f"{desk}: the notice of {mail['MessageId']}", 30, lambda: self.notice_of(mail["MessageId"]))
        at = self.api.ticket(desk, name)["opened_at"]
        bounced = desk == "wotnot"
        detail = ({"bounceType": "Permanent", "bounceSubType": "General", "feedbackId": "f", "timestamp": at,
                   "bouncedRecipients": [{"emailAddress": mail["To"][0]}]} if bounced else
                  {"timestamp": at, "processingTimeMillis": 1, "recipients": mail["To"], "smtpResponse": "250 ok",
                   "reportingMTA": "mta.example.com"})
        kind = "Bounce" if bounced else "Delivery"
        event = {"eventType": kind, kind.lower(): detail,
                 "mail": {"timestamp": at, "source": mail["Source"], "messageId": mail["MessageId"],
                          "destination": mail["To"], "tags": {"notice": [notice]}}}
        boto3.client("sns").publish(TopicArn=self.outputs["MailEventsTopic"], Message=json.dumps(event))
        fact = "notice_bounced" if bounced else "notice_delivered"
        until(f"{desk}: {fact}", 60, lambda: fact in self.api.kinds(desk, name))

    def notice_of(self, message_id):
        table = boto3.resource("dynamodb").Table(self.outputs["OutboxTable"])
        found = [item for item in table.scan(ConsistentRead=True)["Items"] if item.get("message_id") == message_id]
        return found[0]["notice"] if found else None

    def hurried(self):
        self.state["hurried"] = {
            desk.name: self.open(desk.name, desk.urgent, "hurried-" + desk.name) for desk in DESKS}
        for desk in DESKS:
            name = self.state["hurried"][desk.name]
            # A minute of promise, a minute until the next sweep, and one for a slow machine.
            until(f"{desk.name}: breached", 240, lambda: "breached" in self.api.kinds(desk.name, name))
            until(f"{desk.name}: escalated", 240, lambda: self.escalated(desk, name))
            reference = self.api.ticket(desk.name, name)["reference"]
            mail = until(f"{desk.name}: {desk.told} told of {reference}", 240,
                         lambda: [mail for mail in to(desk.told) if reference in json.dumps(mail)])[0]
            if desk.words not in mail["BodyText"]:
                raise Failed(f"{desk.name}: `{desk.words}` is not in the mail to {desk.told}: {mail['BodyText']}")
            versions = {self.api.ticket(desk.name, self.state[step][desk.name])["policy_version"]
                        for step in ("first", "hurried")}
            if len(versions) != 2:
                raise Failed(f"{desk.name}: a ticket that was open has moved to the new version of the policy")
            print(f"{desk.name}: {name} breached, escalated, {desk.told} mailed")
        self.save()

    def escalated(self, desk, name):
        facts = self.api.ticket(desk.name, name)["timeline"]
        return [fact for fact in facts if fact["kind"] == "escalated" and fact["metric"] == desk.metric]

    def survived(self):
        round_ = self.state["rounds"] = self.state.get("rounds", 0) + 1
        for step in ("first", "hurried"):
            for desk, name in self.state[step].items():
                before = len(self.api.kinds(desk, name))
                act = {"command": "note", "by": {"agent": "agent_a", "level": 1}, "text": f"seen in round {round_}"}
                self.api.must(200, "POST", f"/desks/{desk}/tickets/{name}/commands", act, key=f"{name}-{round_}")
                if len(self.api.kinds(desk, name)) != before + 1:
                    raise Failed(f"{desk}: {name} did not keep its facts")
        desk = DESKS[-1]
        name = self.open(desk.name, desk.ticket, f"round-{round_}")
        until(f"{desk.name}: classified", 60, lambda: "classified" in self.api.kinds(desk.name, name))
        print(f"round {round_}: {2 * len(DESKS)} open tickets worked on, {name} received and classified")
        self.save()

    def outputs_exist(self):
        given, dynamodb = self.outputs, boto3.client("dynamodb")
        for table in ("TicketsTable", "OutboxTable"):
            found = dynamodb.describe_table(TableName=given[table])["Table"]
            if not (found["DeletionProtectionEnabled"] and found["StreamSpecification"]["StreamEnabled"]):
                raise Failed(f"{given[table]} is not protected, or has no stream")
        boto3.client("sesv2").get_configuration_set(ConfigurationSetName=given["MailConfigurationSet"])
        boto3.client("sns").get_topic_attributes(TopicArn=given["MailEventsTopic"])
        for queue in ("GivenUpQueue", "MailEventsGivenUpQueue"):
            attributes = boto3.client("sqs").get_queue_attributes(
                QueueUrl=given[queue], AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
            if attributes["ApproximateNumberOfMessages"] != "0":
                raise Failed(f"{queue} holds {attributes['ApproximateNumberOfMessages']} messages")
        watching = outputs(self.stack + "-observability")
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.get_dashboard(DashboardName=watching["Dashboard"])
        alarms = cloudwatch.describe_alarms(MaxRecords=100)["MetricAlarms"]
        silent = [alarm["AlarmName"] for alarm in alarms if watching["AlarmTopic"] not in alarm["AlarmActions"]]
        if silent or not alarms:
            raise Failed(f"of {len(alarms)} alarms these tell nobody: {silent}")
        status, _ = self.api.call("GET", "/desks/nobody")
        if status != 404:
            raise Failed(f"a desk that does not exist is answered with {status}")
        print(f"{len(given)} outputs and {len(alarms)} alarms exist; no dead letters")


def main():
    stack, path, step = sys.argv[1:]
    steps = {"first": Drive.first, "hurried": Drive.hurried, "survived": Drive.survived,
             "outputs": Drive.outputs_exist}
    try:
        steps[step](Drive(stack, path))
    except Failed as failed:
        sys.exit(f"FAILED {step}: {failed}")


if __name__ == "__main__":
    main()
