"""What each of the five desks is asked, and what must come of it."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Desk:
    name: str
    organisation: dict
    # A ticket of the shipped policy, and the type or priority that its words must bring about.
    ticket: dict
    classified: dict
    # What a hurried edition of the policy says instead, so that a promise is broken within minutes.
    hurried: dict
    # A ticket under that promise, the metric it breaks, and whom the ladder mails in which words.
    urgent: dict
    metric: str
    told: str
    words: str


def person(email, **more):
    return {"requester": {"email": email}, **more}


DESKS = [
    Desk("whise", {"id": "harbour-estates", "attributes": {"region": "be"}, "locale": "en"},
         person("mia@harbour.example.com", organisation="harbour-estates", subject="Search results",
                description="The search gives wrong results for several users."),
         {"status": "open"},
         {"within: 1 elapsed hour }": "within: 1 elapsed minute }", "settle: 5 elapsed minutes": "settle: 1 elapsed minute"},
         person("mia@harbour.example.com", organisation="harbour-estates", subject="Publishing",
                description="The service is down for everybody in our office."),
         "first_response", "lead@whise.example.com", "late"),
    Desk("whitevision", {"id": "de-vries-bouw", "attributes": {"contract": "standaard"}, "locale": "nl"},
         person("sanne@devries.example.com", organisation="de-vries-bouw", subject="Vraag",
                description="Hoe kan ik een factuur splitsen?"),
         {"status": "open"},
         {"priority = acuut, within: 15 elapsed minutes }": "priority = acuut, within: 1 elapsed minute }"},
         person("sanne@devries.example.com", organisation="de-vries-bouw", subject="Alles stil",
                description="Het hele systeem ligt plat.", answers={"stilstand": "yes"}),
         "triage", "teamleider@whitevision.example.com", "Met vriendelijke groet"),
    Desk("webpro", {"id": "boulangerie-martin", "attributes": {"kind": "customer"}, "locale": "fr"},
         person("lea@boulangerie.example.com", organisation="boulangerie-martin", subject="Page blanche",
                description="Notre site ne fonctionne plus, il affiche une page blanche."),
         {"status": "open"},
         {"targets: 2 business hours": "targets: 1 elapsed minute"},
         person("lea@boulangerie.example.com", organisation="boulangerie-martin", subject="Panne",
                description="Notre boutique est en panne."),
         "pickup", "responsable@webpro.example.com", "Bonjour"),
    Desk("wotnot", {"id": "acme", "plan": "enterprise", "admins": ["admin@acme.example.com"], "locale": "en"},
         person("dana@acme.example.com", organisation="acme", subject="Publishing",
                description="We cannot publish changes, it fails every time."),
         {"status": "open"},
         {"plan = enterprise and priority = p1, within: 30 minutes }":
          "plan = enterprise and priority = p1, within: 1 minute }"},
         person("dana@acme.example.com", organisation="acme", subject="All bots offline",
                description="Nothing loads since this morning."),
         "first_response", "support-manager@wotnot.example.com", "late"),
    Desk("wep", {"id": "milano-office", "attributes": {"region": "it"}, "locale": "en"},
         person("gia@milano.example.com", organisation="milano-office", subject="Printer",
                description="The printer on the second floor prints blank pages."),
         {"status": "open"},
         {"priority = p1, within: 15 elapsed minutes }": "priority = p1, within: 1 elapsed minute }"},
         person("gia@milano.example.com", organisation="milano-office", subject="Outage",
                description="Everything is down, nobody can work."),
         "first_response", "lead@wep.example.com", "late"),
]
