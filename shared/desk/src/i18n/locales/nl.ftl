# Mail in het Nederlands. Elk bestand hier heeft dezelfde berichten; een test vergelijkt ze.

## Datum en tijd
weekday-1 = ma
weekday-2 = di
weekday-3 = wo
weekday-4 = do
weekday-5 = vr
weekday-6 = za
weekday-7 = zo
month-1 = jan
month-2 = feb
month-3 = mrt
month-4 = apr
month-5 = mei
month-6 = jun
month-7 = jul
month-8 = aug
month-9 = sep
month-10 = okt
month-11 = nov
month-12 = dec
date = { $weekday } { $day } { $month } { $year } om { $time } ({ $zone })
days = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}
hours = { $n ->
    [one] { $n } uur
   *[other] { $n } uur
}
minutes = { $n ->
    [one] { $n } minuut
   *[other] { $n } minuten
}
under-a-minute = minder dan een minuut
two-units = { $first } en { $second }

## Kader
greeting = Goedendag,
regards = Met vriendelijke groet,
answer-this-mail = Je kunt gewoon op deze mail antwoorden; je antwoord komt bij het ticket te staan.
follow-here = Volg je ticket:
open-ticket = Open het ticket:
more-help = Misschien helpt dit je intussen al verder:
emergency = In een noodgeval: { $emergency }
labeled = { $label }: { $value }
label-reference = Referentie
label-kind = Type
label-priority = Prioriteit
label-status = Status
quoted = We schatten de kosten op { $amount }. We beginnen zodra je daarmee akkoord gaat; dat kan tot { $until }.
money = { $currency } { $amount }
decimal-sign = ,

## Wat we beloven
promise = Je hoort uiterlijk { $due } van ons.
promise-because = Je hoort uiterlijk { $due } van ons, omdat { $because }.
promises = Wat we beloven:
promises-too = We beloven ook:
promise-due = { $metric }: uiterlijk { $due }
promise-due-because = { $metric }: uiterlijk { $due }, omdat { $because }
promise-words = { $metric }: { $words }
promise-words-because = { $metric }: { $words }, omdat { $because }
promise-words-due = { $metric }: { $words }, uiterlijk { $due }
promise-words-due-because = { $metric }: { $words }, uiterlijk { $due }, omdat { $because }

## Namen van termijnen en statussen
metric-first-response = Eerste antwoord
metric-next-response = Volgend antwoord
metric-periodic-update = Tussentijdse update
metric-triage = Beoordeling
metric-pickup = Inbehandelingname
metric-workaround = Tijdelijke oplossing
metric-resolution = Oplossing
status-incomplete = Wacht op gegevens van jou
status-open = Open
status-waiting-on-requester = Wacht op je antwoord
status-awaiting-approval = Wacht op je akkoord
status-waiting-on-third-party = Wacht op een derde partij
status-resolved = Opgelost
status-closed = Gesloten

## Waarom iets beloofd is: het vervolg van een zin na "omdat"
who = tickets
who-plan = { $plan }-tickets
who-type = van het type ‘{ $type }’
who-priority = met prioriteit { $priority }
because-first-response = { $who } binnen { $amount } antwoord krijgen
because-next-response = elk volgend bericht over { $who } binnen { $amount } antwoord krijgt
because-periodic-update = je over { $who } elke { $amount } hoort hoe ver we staan
because-triage = { $who } binnen { $amount } worden beoordeeld
because-pickup = { $who } binnen { $amount } in behandeling worden genomen
because-workaround = { $who } binnen { $amount } een tijdelijke oplossing krijgen
because-resolution = { $who } binnen { $amount } worden opgelost
because-other = we voor { $who } ‘{ $metric }’ binnen { $amount } beloven
because-slot = we nieuwe { $who } om { $times } bekijken
because-commitment = we voor dit ticket { $amount } hebben toegezegd
because-agreed = we deze datum met je hebben afgesproken
because-until-agreed = we { $amount } toezeggen zolang er met je geen datum is afgesproken
to-be-agreed = op de dag die we met je afspreken
times-and = { $first } en { $last }
business-days = { $n ->
    [one] { $n } werkdag
   *[other] { $n } werkdagen
}
business-hours = { $n ->
    [one] { $n } werkuur
   *[other] { $n } werkuren
}
business-minutes = { $n ->
    [one] { $n } minuut onder werktijd
   *[other] { $n } minuten onder werktijd
}
calendar-days = { $n ->
    [one] { $n } kalenderdag
   *[other] { $n } kalenderdagen
}
months = { $n ->
    [one] { $n } maand
   *[other] { $n } maanden
}
weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weken
}

## Aan aanvragers
acknowledgement-subject = [{ $reference }] We hebben je bericht ontvangen
acknowledgement = Bedankt voor je bericht. We hebben het goed ontvangen en bewaren het onder de referentie { $reference }.
logged-subject = [{ $reference }] Je ticket is geregistreerd
logged = We hebben je ticket geregistreerd onder de referentie { $reference }. Het ligt bij ons team.
classified-subject = [{ $reference }] We hebben je ticket bekeken
classified = We hebben je ticket bekeken en als volgt vastgelegd. Klopt er volgens jou iets niet, laat het ons dan weten.
status-changed-subject = [{ $reference }] Status van je ticket: { $status }
status-changed = Je ticket { $reference } staat nu op ‘{ $status }’.
date-agreed-subject = [{ $reference }] Een datum voor je ticket
date-agreed = We hebben met je een datum afgesproken voor je ticket { $reference }.
reply-subject = [{ $reference }] Een antwoord op je ticket
resolved-subject = [{ $reference }] Je ticket is opgelost
resolved = We beschouwen je ticket { $reference } als opgelost. Is er toch nog iets niet in orde, antwoord dan op deze mail; dan pakken we het weer op.
wish-acknowledgement-subject = [{ $reference }] Bedankt voor je idee
wish-acknowledgement = Bedankt voor je idee. We lezen elk idee en wegen het mee wanneer we plannen wat we gaan bouwen.
wish-silence = Je krijgt er geen apart antwoord op: wat we bouwen, kondigen we aan in de release notes.
wish-links = Daar vind je ze:
announcement-subject = [{ $reference }] Een grote storing raakt je organisatie
announcement = Ticket { $reference } van je organisatie hoort bij een grote storing, die we als één geheel behandelen. Wie het meldde hoort van ons zodra er nieuws is; je hoeft niets te doen.
receipts-subject = { $desk }: { $n ->
    [one] we hebben { $n } bericht van je ontvangen
   *[other] we hebben { $n } berichten van je ontvangen
}
receipts = { $n ->
    [one] We hebben een bericht van dit adres ontvangen. Het heeft een eigen referentie:
   *[other] We hebben in korte tijd { $n } berichten van dit adres ontvangen en bevestigen ze samen. Elk heeft een eigen referentie:
}
receipts-more = { $n ->
    [one] Nog { $n } ander bericht is ook vastgelegd en staat hier niet bij.
   *[other] Nog { $n } andere berichten zijn ook vastgelegd en staan hier niet bij.
}
receipts-not-yours = Heb je ze niet zelf gestuurd? Dan heeft iemand anders je adres gebruikt. Laat het ons weten.
redirect-subject = { $desk }: schrijf ons via een andere weg
redirect = Bedankt dat je { $desk } schrijft. Aanvragen die ons via deze weg bereiken, kunnen we niet behandelen; je bericht is dus niet als ticket geregistreerd.
redirect-links = Hier kunnen we je wel helpen:
