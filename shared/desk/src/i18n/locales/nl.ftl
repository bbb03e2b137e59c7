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
write-to-us = Wil je iets toevoegen, schrijf dan naar { $address } en vermeld de referentie { $reference }.
follow-here = Volg je ticket:
open-ticket = Open het ticket:
more-help = Misschien helpt dit je intussen al verder:
emergency = Bel in een noodgeval { $number }.
labeled = { $label }: { $value }
label-reference = Referentie
label-kind = Type
label-priority = Prioriteit
label-area = Onderdeel
label-status = Status
quoted = We schatten de kosten op { $amount }. We beginnen zodra je daarmee akkoord gaat; de offerte geldt tot { $until }.
money = { $currency } { $amount }
decimal-sign = ,

## Wat we beloven
promises = Wat we beloven:
promises-too = We beloven ook:
promise-first-response = Je krijgt uiterlijk { $due } een eerste antwoord
promise-next-response = Je krijgt uiterlijk { $due } ons volgende antwoord
promise-periodic-update = Je hoort uiterlijk { $due } hoe ver we staan
promise-triage = We beoordelen je ticket uiterlijk { $due }
promise-pickup = We nemen je ticket uiterlijk { $due } in behandeling
promise-workaround = Je hebt uiterlijk { $due } een tijdelijke oplossing
promise-resolution = Je ticket is uiterlijk { $due } opgelost
promise-other = Voor ‘{ $metric }’ beloven we: uiterlijk { $due }
promise-plain = { $promise }.
promise-because = { $promise }: { $because }.
promise-words = { $metric }: { $words }

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
because-first-response = { $who } krijgen binnen { $amount } antwoord
because-next-response = elk volgend bericht over { $who } krijgt binnen { $amount } antwoord
because-periodic-update = over { $who } hoor je elke { $amount } hoe ver we staan
because-triage = { $who } worden binnen { $amount } beoordeeld
because-pickup = { $who } worden binnen { $amount } in behandeling genomen
because-workaround = { $who } krijgen binnen { $amount } een tijdelijke oplossing
because-resolution = { $who } worden binnen { $amount } opgelost
because-other = voor { $who } beloven we ‘{ $metric }’ binnen { $amount }
because-slot = nieuwe { $who } bekijken we om { $times }
because-commitment = voor dit ticket hebben we { $amount } toegezegd
because-agreed = die datum hebben we met je afgesproken
because-until-agreed = zolang er met je geen datum is afgesproken, zeggen we { $amount } toe
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
logged = Je ticket { $reference } is geregistreerd en ligt bij ons team.
classified-subject = [{ $reference }] We hebben je ticket bekeken
classified = We hebben je ticket bekeken en het zo vastgelegd. Klopt er iets niet? Laat het ons weten.
status-changed-subject = [{ $reference }] Status van je ticket: { $status }
status-changed = Je ticket { $reference } staat nu op ‘{ $status }’.
date-agreed-subject = [{ $reference }] Een datum voor je ticket
date-agreed = We hebben met je een datum afgesproken voor je ticket { $reference }.
reply-subject = [{ $reference }] Een antwoord op je ticket
resolved-subject = [{ $reference }] Je ticket is opgelost
resolved = We beschouwen je ticket { $reference } als opgelost.
reopen-by-mail = Is er toch nog iets niet in orde, antwoord dan op deze mail; dan pakken we het weer op.
reopen-by-address = Is er toch nog iets niet in orde, schrijf dan naar { $address } en vermeld de referentie { $reference }; dan pakken we het weer op.
unanswered-subject = [{ $reference }] Je ticket is gesloten
unanswered = We hebben je ticket { $reference } gesloten, al is het niet opgelost.
unanswered-promises = Wat we hadden beloofd en niet hebben afgemaakt:
unanswered-promise = { $metric }: beloofd voor { $due }
still-needed-by-mail = Heb je nog hulp nodig? Antwoord dan gewoon op deze mail; je ticket is dan weer open.
still-needed-by-address = Heb je nog hulp nodig? Schrijf dan naar { $address } en vermeld de referentie { $reference }.
merged-subject = [{ $reference }] Je ticket gaat verder als { $other }
merged = Ticket { $other } gaat over hetzelfde als je ticket { $reference }. We behandelen beide samen onder { $other }; vermeld voortaan die referentie.
while-sorting = We zijn je ticket nog aan het indelen. Tot dat klaar is, beloven we dit.
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
