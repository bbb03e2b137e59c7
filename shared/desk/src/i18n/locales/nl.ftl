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
date = { $weekday } { $day } { $month } { $year } { $time } ({ $zone })
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
emergency = Bij nood: { $emergency }
labeled = { $label }: { $value }
label-reference = Referentie
label-kind = Type
label-priority = Prioriteit
label-status = Status
quoted = We schatten de kosten op { $amount }. We beginnen zodra je daarmee akkoord gaat; dat kan tot { $until }.
money = { $currency } { $amount }
decimal-sign = ,

## Wat we beloven
promise = Je hoort van ons uiterlijk { $due }.
promise-because = Je hoort van ons uiterlijk { $due }, want { $because }.
promises = Wat we beloven:
promises-too = We beloven ook:
promise-due = { $metric }: uiterlijk { $due }
promise-due-because = { $metric }: uiterlijk { $due }, want { $because }
promise-words = { $metric }: { $words }
promise-words-because = { $metric }: { $words }, want { $because }
promise-words-due = { $metric }: { $words }, uiterlijk { $due }
promise-words-due-because = { $metric }: { $words }, uiterlijk { $due }, want { $because }

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

## Waarom iets beloofd is: het vervolg van een zin na "want"
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
status-changed = De status van je ticket { $reference } is nu ‘{ $status }’.
reply-subject = [{ $reference }] Een antwoord op je ticket
resolved-subject = [{ $reference }] Je ticket is opgelost
resolved = We beschouwen je ticket { $reference } als opgelost. Is er toch nog iets niet in orde, antwoord dan op deze mail en we pakken het weer op.
wish-acknowledgement-subject = [{ $reference }] Bedankt voor je idee
wish-acknowledgement = Bedankt voor je idee. We lezen elk idee en wegen het mee wanneer we plannen wat we gaan bouwen.
wish-silence = Je krijgt er geen apart antwoord op: wat we bouwen, kondigen we aan in de release notes.
wish-links = Daar vind je ze:
announcement-subject = [{ $reference }] Een grote storing raakt je organisatie
announcement = Ticket { $reference } van je organisatie hoort bij een grote storing, die we als één geheel behandelen. Wie het meldde hoort van ons zodra er nieuws is; je hoeft niets te doen.
redirect-subject = { $desk }: schrijf ons via een andere weg
redirect = Bedankt dat je { $desk } schrijft. Aanvragen die ons via deze weg bereiken, kunnen we niet behandelen; je bericht is dus niet als ticket geregistreerd.
redirect-links = Hier kunnen we je wel helpen:

## Aan medewerkers
warning-subject = [{ $reference }] { $metric }: nog { $time }
escalation-subject = [{ $reference }] { $metric }: { $time } te laat
due-now-subject = [{ $reference }] { $metric }: nu
time-left = Ticket { $reference }: { $metric } moet binnen { $time } klaar zijn, op { $due }.
time-over = Ticket { $reference }: { $metric } is { $time } te laat. De termijn liep tot { $due }.
due-now = Ticket { $reference }: de termijn voor { $metric } loopt nu af, op { $due }.
warning-ask = Er is nog tijd. Zorg dat er iemand mee bezig is.
escalation-ask = Pak het nu op, of zorg dat iemand dat doet.
step-role = Je krijgt deze mail als { $role }.
step-share = Deze stap komt op { $share } % van de termijn.
step-level = Het ticket staat nu op niveau { $level }.
digest-subject = { $desk }: { $n ->
    [one] { $n } ticket vraagt aandacht
   *[other] { $n } tickets vragen aandacht
}
digest = { $n ->
    [one] Dit ticket vraagt aandacht:
   *[other] Deze { $n } tickets vragen aandacht:
}
digest-more = { $n ->
    [one] Nog { $n } ander ticket wacht in de wachtrij.
   *[other] Nog { $n } andere tickets wachten in de wachtrij.
}

## The policy as a page
page-intro = Wat { $desk } zijn klanten belooft vanaf { $from }. Tijden zijn die van { $zone }.
page-hours = Wanneer we werken
page-promises = Wat we beloven
page-priorities = Prioriteiten
page-tickets = Wat een ticket nodig heeft
page-reach = Hoe je ons bereikt
page-escalation = Als we te laat zijn: { $metrics }
page-good-to-know = Goed om te weten
page-readings = Hoe we dit beleid lezen
page-signatures = Ondertekening
page-for-desk = Voor { $desk }, datum:
page-for-customer = Voor de klant, datum:
col-calendar = Kalender
col-open = Open
col-zone = Tijdzone
col-closed = Gesloten, of andere uren
col-plan = Plan
col-type = Type
col-priority = Prioriteit
col-means = Wat het betekent
col-needs = Nodig
col-channels = Kanalen
col-when = Wanneer
col-for = Voor
col-level = Niveau
col-tells = Wie het hoort
col-copy = Kopie
col-id = Punt
col-source = De tekst zegt
col-reading = Wij lezen
around-the-clock = dag en nacht
zone-of-organisation = die van de klant
zone-of-contact = die van de lezer
each-year = { $date } elk jaar
days-range = { $first } tot en met { $last }
nothing-promised = geen toezegging
all-tickets = alle tickets
of-calendar = { $amount } ({ $calendar })
at-slots = om { $times } ({ $calendar }), hoogstens { $grace } later
committed = de behandelaar zegt toe: { $bands }
band = { $difficulty } { $from } tot { $to }
if-also = { $promise } als { $condition }
needs-fields = ingevuld: { $fields }
needs-attachments = { $n ->
    [one] één document
   *[other] { $n } documenten
}
needs-age = hoogstens { $amount } oud
needs-one-per = één ticket per { $what }
needs-quote-beyond = een akkoord op de offerte voor werk boven { $amount }
needs-quote = een akkoord op de offerte voordat het werk begint
when-at-once = meteen
when-share = { $share } % van de tijd
when-due = op de uiterste tijd
when-before-due = { $amount } voor de uiterste tijd
when-after-due = { $amount } na de uiterste tijd
when-after-start = { $amount } na het begin
when-after-previous = { $amount } na de vorige stap
pauses-while = { $metric }: de klok staat stil zolang het ticket “{ $status }” is.
reopened = Een ticket dat binnen { $amount } wordt heropend, gaat verder waar het stopte.
quiet-outside = Buiten { $calendar } wachten zulke mails op de volgende opening.
quiet-outside-unless = Buiten { $calendar } wachten zulke mails op de volgende opening, behalve voor: { $condition }.
emergency-number = Bij nood: { $number }. { $text }
open-to-only = Open voor: { $groups }. { $others }
role-requester = jij
role-organisation-admins = je beheerders
role-assignee = de behandelaar
role-team-lead = de teamleider
role-manager = de manager
role-account-manager = de accountmanager
role-on-call = de piketdienst

## Limits, shares, credits
page-limits = Grenzen
page-shares = Hoe vaak we onze beloften nakomen
page-credits = Wat je krijgt als het niet lukt
per-day = per dag
per-week = per week
per-month = per maand
per-quarter = per kwartaal
per-year = per jaar
limit-at-a-time = { $n ->
    [one] { $n } openstaand ticket tegelijk
   *[other] { $n } openstaande tickets tegelijk
}
limit-tickets = tickets: hoogstens { $number } { $period }
limit-hours = uren werk: hoogstens { $number } { $period }
kept-share = { $metric }: nagekomen voor minstens { $share }% van de tickets, { $period } geteld
credit-below = { $metric }: wordt minder dan { $share }% nagekomen, dan { $credit }
credit-breaches = { $metric }: bij { $number } gebroken beloften { $period }, { $credit }
credit-per-begun = { $metric }: voor { $unit } te laat, { $credit }
credit-at-most = hoogstens { $most }
begun-hour = elk begonnen uur
begun-business-hour = elk begonnen werkuur
begun-day = elke begonnen dag
begun-business-day = elke begonnen werkdag
