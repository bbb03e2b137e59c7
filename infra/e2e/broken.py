"""Breaks one thing in a copy of the template, to show that the run notices: broken.py WHAT FILE."""
import sys

BREAKS = {
    # Agents find no ticket.
    "route": ('Path: "/desks/{desk}/tickets/{ticket}" }', 'Path: "/desks/{desk}/ticket/{ticket}" }'),
    # Nobody classifies.
    "filter": ('"received", "completed"', '"receipt", "completed"'),
    # Classify may write where it must not, and must not where it has to.
    "table": ("Sid: RecordClassification\n                Effect: Allow\n                Action: dynamodb:PutItem\n"
              "                Resource: !GetAtt Tickets.Arn",
              "Sid: RecordClassification\n                Effect: Allow\n                Action: dynamodb:PutItem\n"
              "                Resource: !GetAtt Outbox.Arn"),
    # Notify looks for notices among tickets.
    "env": ("OUTBOX_TABLE: !Ref Outbox\n          MAIL_DOMAIN", "OUTBOX_TABLE: !Ref Tickets\n          MAIL_DOMAIN"),
}

what, path = sys.argv[1:]
old, new = BREAKS[what]
with open(path, encoding="utf-8") as file:
    text = file.read()
if text.count(old) != 1:
    sys.exit(f"`{old}` stands {text.count(old)} times in {path}; it must stand there once")
with open(path, "w", encoding="utf-8") as file:
    file.write(text.replace(old, new))
print(f"broken on purpose: {what}\n- {old}\n+ {new}")
