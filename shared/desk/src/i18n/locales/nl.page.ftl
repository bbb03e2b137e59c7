# Een beleid als pagina, in het Nederlands. Elk paginabestand hier heeft dezelfde berichten; een test vergelijkt ze.
# Voorwaarden (cond-…, by-…) volgen op het woord "tickets"; gebeurtenissen volgen op "zodra".

## Koppen
page-intro = Wat { $desk } zijn klanten belooft, editie { $version }. Dit geldt vanaf { $from }. Tijden: { $zone }, tenzij er iets anders staat.
page-hours = Wanneer we werken
page-plans = Abonnementen
page-promises = Wat we beloven
page-add-ons = Aanvullingen
page-priorities = Prioriteiten
page-deciding = Hoe een ticket zijn type en prioriteit krijgt
page-tickets = Wat een ticket nodig heeft
page-reach = Hoe je ons bereikt
page-escalation = Als we te laat zijn: { $metrics }
page-contacts = Bij wie je terechtkunt
page-contacts-told = Wie van ons van een laat ticket hoort
page-good-to-know = Goed om te weten
page-readings = Hoe we deze afspraken lezen
page-signatures = Ondertekening
page-for-desk = Voor { $desk }, datum en handtekening
page-for-customer = Voor de klant, datum en handtekening
col-calendar = Uren
col-open = Open
col-zone = Tijdzone
col-plan = Abonnement
col-type = Type
col-priority = Prioriteit
col-area = Onderwerp
col-means = Wat het betekent
col-needs = Wat nodig is
col-channels = Hoe je ons bereikt
col-hours = Uren
col-when = Wanneer
col-for = Voor tickets
col-team = Team
col-level = Niveau
col-tells = Wie het hoort
col-copy = Kopie
col-add-on = Aanvulling
col-changes = Wat je krijgt
col-address = Adres
col-id = Punt
col-source = De tekst zegt
col-reading = Wij lezen
col-promise = Belofte
col-difficulty = Moeilijkheid
col-least = Minstens
col-most = Hoogstens
col-tickets = Tickets
col-becomes = Krijgen
col-impact = Impact
col-urgency = Urgentie
col-impact-urgency = Impact, dan urgentie

## Uren en dagen
open-at = Open: { $hours } ({ $zone }).
around-the-clock = dag en nacht
days-range = { $first } tot en met { $last }
zone-of-city = lokale tijd in { $city }
zone-of-organisation = lokale tijd van je organisatie
zone-of-contact = je eigen lokale tijd
closed-in = gesloten in { $year }: { $days }.
no-holidays = op feestdagen open zoals op andere dagen.
closed-each-year = elk jaar gesloten: { $days }.
open-only = { $day } (alleen open { $hours })
day-and-month = { $day } { $month }
count-hours = Een werkuur is een uur waarin we open zijn. Buiten die uren staat de tijd stil; een ticket dat dan binnenkomt, telt vanaf de volgende opening.
count-day-window = Een werkdag is { $amount } van die tijd: zoveel als een gewone dag heeft.
count-day-minutes = Een werkdag is { $amount } van die tijd.
count-day-same-time = Een termijn in werkdagen eindigt zoveel open dagen later, op het uur waarop hij begon.
count-day-close = Een termijn in werkdagen eindigt wanneer we op de laatste daarvan sluiten; de eerste is de eerste open dag na de dag van het ticket.
count-dates = Kalenderdagen en weken tellen elke dag, open of niet, en eindigen op het uur waarop ze begonnen.
count-elapsed = Alle andere tijden lopen dag en nacht door, ook in het weekend en op feestdagen.
count-elapsed-only = De beloofde tijden lopen dag en nacht door, ook in het weekend en op feestdagen.

## Beloften
nothing-promised = geen tijd beloofd
nothing-promised-at-all = Hiervoor beloven we geen tijd.
promised = Voor elk ticket: { $promise }.
promised-otherwise = voor alle andere tickets: { $promise }
every-value = alle
no-priority = geen
without-priority = zonder prioriteit: { $types }
if-also = { $condition }: { $promise }
first-applies = Gelden voor een ticket meerdere regels met een voorwaarde, dan telt de eerste daarvan.
earliest-applies = Gelden voor een ticket meerdere regels, dan telt de regel die het eerst eindigt.
whichever-first = { $promises }, wat het eerst eindigt
of-calendar = { $amount } (uren: { $calendar })
of-plan = { $amount } (in de uren van het abonnement)
hours-of-plan = de uren van het abonnement
hours-for = { $hours } voor tickets { $condition }
hours-otherwise = anders { $hours }
at-slots = we kijken op open dagen om { $times }, hoogstens { $grace } later
committed = de tijd die we toezeggen wanneer we het ticket oppakken
commitment = Wanneer we het ticket oppakken, zeggen we een tijd toe, naargelang hoe moeilijk het is:
metric-starts = De tijd gaat lopen zodra { $events }.
metric-counted-from = Er wordt geteld vanaf het moment dat { $event }.
metric-met = De belofte is nagekomen zodra { $events }.
metric-again-met = Telkens wanneer ze is nagekomen, begint de volgende periode.
metric-again-start = Ze begint telkens opnieuw wanneer dat gebeurt.
metric-no-pauses = Niets onderbreekt deze tijd.
metric-pauses = De tijd staat stil zolang het ticket op { $statuses } staat.
metric-roll = Een einde buiten onze uren schuift naar de volgende opening.
metric-settle = Omdat het bewijs van elders komt, geldt de belofte pas { $amount } na het einde als gemist.
quoted-word = ‘{ $word }’
add-on-hours = uren: { $hours }

## Voorwaarden
list-and = { $first } en { $last }
list-or = { $first } of { $last }
events-or = { $first } of { $last }
all-tickets = alle
less-than = minder dan { $n }
at-most = { $n } of minder
more-than = meer dan { $n }
at-least = { $n } of meer
cond-not = niet { $condition }
cond-plan = met abonnement { $value }
cond-add-on = met de aanvulling { $value }
cond-type = van het type { $value }
cond-priority = met prioriteit { $value }
cond-area = over { $value }
cond-channel = gemeld { $value }
cond-status = met status { $value }
cond-level = op niveau { $value }
cond-difficulty = met moeilijkheid { $value }
cond-impact = met impact { $value }
cond-urgency = met urgentie { $value }
cond-locale = in het { $value }
cond-milestone = waarvoor { $value } bereikt is
cond-fact = waarvoor geldt: { $value }
cond-requested = gemeld met prioriteit { $value }
cond-organisation = van organisaties met { $name } { $value }
cond-contact = van personen met { $name } { $value }
cond-field = met { $value } in het veld ‘{ $name }’
cond-answer = met antwoord { $value } op ‘{ $name }’
cond-not-plan = met een ander abonnement dan { $value }
cond-not-add-on = zonder de aanvulling { $value }
cond-not-type = van een ander type dan { $value }
cond-not-priority = met een andere prioriteit dan { $value }
cond-not-area = over iets anders dan { $value }
cond-not-channel = niet gemeld { $value }
cond-not-status = met een andere status dan { $value }
cond-not-level = op een ander niveau dan { $value }
cond-not-difficulty = met een andere moeilijkheid dan { $value }
cond-not-impact = met een andere impact dan { $value }
cond-not-urgency = met een andere urgentie dan { $value }
cond-not-locale = in een andere taal dan het { $value }
cond-not-milestone = waarvoor { $value } niet bereikt is
cond-not-fact = waarvoor niet geldt: { $value }
cond-not-requested = gemeld met een andere prioriteit dan { $value }
cond-not-organisation = van organisaties zonder { $name } { $value }
cond-not-contact = van personen zonder { $name } { $value }
cond-not-field = zonder { $value } in het veld ‘{ $name }’
cond-not-answer = zonder antwoord { $value } op ‘{ $name }’
by-portal = in het portaal
by-api = via de API
by-email = per e-mail
by-phone = per telefoon
by-chat = via de chat
by-ticketing = via je eigen ticketsysteem
by-other = via ‘{ $name }’
value-yes = ja
value-no = nee

## Wat er gebeurt
event-received = we het ticket hebben ontvangen
event-complete = het ticket volledig is
event-classified = we type en prioriteit hebben bepaald
event-assigned = het ticket aan iemand is toegewezen
event-taken-in-charge = iemand het ticket heeft opgepakt
event-date-agreed = we met je een datum hebben afgesproken
event-replied = we je hebben geantwoord
event-requester-replied = je hebt geantwoord
event-noted = we een notitie hebben gemaakt
event-escalated = het ticket een niveau hoger ligt
event-handed-over = het ticket aan een ander niveau is overgedragen
event-acknowledged = iemand het alarm heeft bevestigd
event-resolved = het ticket is opgelost
event-reopened = het ticket is heropend
event-closed = het ticket is gesloten
event-unanswered = het ticket onopgelost is gesloten
event-warned = er een waarschuwing is verstuurd
event-breached = een belofte is gemist
event-priority-changed = de prioriteit is gewijzigd
event-contacted = je opnieuw contact hebt opgenomen
event-answers-changed = de antwoorden zijn gewijzigd
event-plan-changed = het abonnement is gewijzigd
event-type-changed = het type is gewijzigd
event-area-changed = het onderwerp is gewijzigd
event-needs-info = we hebben gevraagd wat er ontbreekt
event-status-changed = de status is gewijzigd
event-status-named = de status ‘{ $status }’ is
event-notice-delivered = onze mail ‘{ $notice }’ bij je is aangekomen
event-notice-bounced = onze mail ‘{ $notice }’ is teruggekomen
event-milestone = ‘{ $milestone }’ is bereikt
event-met = ‘{ $metric }’ is nagekomen
event-joined = het ticket bij een grote storing hoort
event-approved = je akkoord bent met de kosten
event-quote-requested = we een offerte hebben gestuurd
event-if = { $event } (tickets { $condition })
event-of-level = { $event } (op niveau { $level })
event-of-you = { $event } (door jou)
event-of-system = { $event } (door ons systeem)

## Bepalen, verdelen, regels
decide-default = Tenzij er iets anders uit blijkt, heeft een ticket { $outcome }.
outcome-type = type { $value }
outcome-priority = prioriteit { $value }
outcome-area = onderwerp { $value }
decide-reading = We letten ook op wat je schrijft. Blijft er twijfel, dan kijkt er iemand naar.
effect-priority = de prioriteit wordt { $value }
effect-raise = { $n ->
    [one] de prioriteit gaat één stap omhoog
   *[other] de prioriteit gaat { $n } stappen omhoog
}
effect-lower = { $n ->
    [one] de prioriteit gaat één stap omlaag
   *[other] de prioriteit gaat { $n } stappen omlaag
}
effect-status = de status wordt ‘{ $value }’
effect-notify = een bericht gaat naar: { $roles }
effect-notify-you = je krijgt daar bericht van
rule-now = Tickets { $condition }: { $effect }.
rule-after = Tickets { $condition } waarover { $amount } lang niets nieuws is: { $effect }.
route = Tickets { $condition } gaan naar het team { $team } (niveau { $level }).
route-in-hours = Tickets { $condition } gaan naar het team { $team } (niveau { $level }), zo mogelijk in de uren ‘{ $hours }’.
tightened-earlier = Wordt de tijd door een wijziging korter, dan telt de nieuwe tijd vanaf de wijziging; een vroeger einde dat al beloofd was, blijft staan.
tightened-from-start = Wordt de tijd door een wijziging korter, dan telt ze alsof ze vanaf het begin beloofd was.
tightened-from-change = Wordt de tijd door een wijziging korter, dan telt ze vanaf de wijziging.
tightened-keep = Wordt de tijd door een wijziging korter, dan blijft de eerste belofte staan.
loosened-from-start = Wordt de tijd door een wijziging langer, dan telt ze alsof ze vanaf het begin beloofd was.
loosened-from-change = Wordt de tijd door een wijziging langer, dan telt ze vanaf de wijziging.
loosened-keep = Wordt de tijd door een wijziging langer, dan blijft de eerste belofte staan.
reopened = Een ticket dat binnen { $amount } wordt heropend, gaat verder waar het stopte; daarna telt het als nieuw.

## Tickets, bereikbaarheid, escalatie
needs-fields = ingevuld: { $fields }
needs-attachments = { $n ->
    [one] één document als bijlage
   *[other] { $n } documenten als bijlage
}
needs-age = het document is hoogstens { $amount } oud
needs-one-per = één ticket per { $what }
needs-quote-beyond = je akkoord op een offerte voor werk boven { $amount }
needs-quote = je akkoord op een offerte voordat het werk begint
reach-by = Je bereikt ons via: { $channels }.
reach-by-all = Voor iedereen staat open: { $channels }. Wat een abonnement of aanvulling daarnaast opent, staat daar.
emergency-number = In een noodgeval: { $number }. { $text }
emergency-number-if = Voor tickets { $condition }: { $number }. { $text }
open-to-only = Open voor { $groups }. { $others }
ladder-stops = Zijn we te laat of dreigen we dat te worden, dan horen deze mensen het. Dat stopt zodra { $events }.
when-at-once = meteen
when-share = na { $n }% van de tijd
when-due = op de uiterste tijd
when-before-due = { $amount } voor de uiterste tijd
when-after-due = { $amount } na de uiterste tijd
when-after-start = { $amount } na het begin
when-after-previous = { $amount } na de vorige stap
quiet-outside = Buiten onze uren wachten deze mails op de volgende opening.
quiet-outside-unless = Buiten onze uren wachten deze mails op de volgende opening, behalve voor tickets { $condition }.
nobody = niemand
contact-ours = een contact bij ons

## Namen
channel-portal = het portaal
channel-api = de API
channel-email = e-mail
channel-phone = telefoon
channel-chat = chat
channel-ticketing = je eigen ticketsysteem
channel-slack = Slack
channel-whatsapp = WhatsApp
channel-account-manager = je accountmanager
role-requester = jij
role-organisation-admins = je beheerders
role-assignee = de behandelaar
role-owner = de behandelaar
role-owner-manager = de leidinggevende van de behandelaar
role-team = het team
role-team-lead = de teamleider
role-manager = de manager
role-account-manager = de accountmanager
role-support-manager = de supportmanager
role-support-specialist = de supportspecialist
role-on-call = de piketdienst
role-contact = het contact voor de prioriteit en het niveau
role-level = wie op dat niveau werkt
role-level-above = het niveau erboven
role-level-below = het niveau eronder
role-cto = de CTO
role-ceo = de CEO
group-customer = klanten
group-user = gebruikers
field-description = omschrijving
field-subject = onderwerp
field-phone = telefoonnummer
field-invoice = factuur
attribute-region = regio
attribute-country = land
attribute-contract = contract
attribute-tier = niveau
difficulty-simple = eenvoudig
difficulty-normal = gewoon
difficulty-difficult = moeilijk
difficulty-very-difficult = zeer moeilijk
difficulty-hard = moeilijk
language-en = Engels
language-nl = Nederlands
language-fr = Frans
language-de = Duits
language-it = Italiaans
notice-logged = ticket geregistreerd
notice-received = bericht ontvangen
city-brussels = Brussel
city-paris = Parijs
city-rome = Rome
city-lisbon = Lissabon
city-athens = Athene
city-berlin = Berlijn
city-copenhagen = Kopenhagen
city-dublin = Dublin
city-kolkata = Kolkata
city-london = Londen
city-luxembourg = Luxemburg
city-vienna = Wenen
city-warsaw = Warschau
city-zurich = Zürich

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
credit-together = { $metrics } samen
credit-below = { $metric }: wordt minder dan { $share }% nagekomen, dan { $credit }
credit-breaches = { $metric }: bij { $number ->
    [1] één gebroken belofte
   *[other] { $number } gebroken beloften
} { $period }, { $credit }
credit-per-begun = { $metric }: voor { $unit } te laat, { $credit }
credit-at-most = hoogstens { $most }
credit-steps = Verschillen regels over dezelfde belofte en dezelfde tickets alleen in het percentage of in het aantal gebroken beloften, dan telt alleen de laatste trap die is bereikt; de bedragen worden niet opgeteld.
begun-hour = elk begonnen uur
begun-business-hour = elk begonnen werkuur
begun-day = elke begonnen dag
begun-business-day = elke begonnen werkdag

## Termijnen op een dag, ontvangst, seizoenen
due-by = uiterlijk { $time } { $day }
time-at = om { $time }
time-opening = bij opening
time-close = bij sluiting
due-day-same = op dezelfde dag
due-day-next = op de volgende dag
due-day-nth = op dag { $n } na de melding
due-business-same = op dezelfde werkdag
due-business-next = op de volgende werkdag
due-business-nth = op werkdag { $n } na de melding
due-opening-same = in hetzelfde dagdeel
due-opening-next = in het volgende dagdeel
due-opening-nth = in dagdeel { $n } na de melding
due-weekday = op de eerstvolgende { $weekday }
due-after-opening = { $promise } (een melding buiten onze uren telt vanaf de volgende opening)
due-day-counted = op dag { $n }, de dag van de melding meegeteld
due-business-counted = op werkdag { $n }, de dag van de melding meegeteld
due-opening-counted = in dagdeel { $n }, dat van de melding meegeteld
cond-received-open = ontvangen terwijl we open zijn
cond-received-in = ontvangen binnen de uren ‘{ $hours }’
cond-received-before = ontvangen voor { $time }
cond-received-from = ontvangen om { $time } of later
cond-received-on = ontvangen op { $days }
cond-received-holiday = ontvangen op een feestdag
cond-by-clock-of = { $condition } (in de tijdzone van de uren ‘{ $hours }’)
season = van { $from } tot en met { $until }: { $hours }
season-closed = van { $from } tot en met { $until }: gesloten
observed-nearest = Valt een feestdag op zaterdag, dan is ook de vrijdag ervoor vrij; valt hij op zondag, dan ook de maandag erna.
observed-next = Valt een feestdag in het weekend, dan is ook de eerstvolgende weekdag vrij die geen feestdag is.
observed-monday = Valt een feestdag in het weekend, dan is ook de maandag erna vrij.
observed-saturday = Valt een feestdag op zondag, dan wordt hij op de zaterdag ervoor gehouden.
metric-begins-opening = Voor een ticket dat buiten onze uren binnenkomt, begint ze bij de volgende opening.
metric-cut-off = Een ticket dat om { $time } of later binnenkomt, telt als ontvangen wanneer we de volgende werkdag openen; een dat binnenkomt terwijl we gesloten zijn, bij de volgende opening.
cut-off = { $promise } (een ticket van { $time } of later telt vanaf de volgende werkdag)
metric-roll-day = Een einde op een dag dat we gesloten zijn, schuift naar de volgende open dag, op hetzelfde uur.
metric-ended = Ze eindigt, nagekomen noch gemist, zodra { $events }.
agreed = uiterlijk op de met jou afgesproken datum
agreed-until = uiterlijk op de met jou afgesproken datum; zolang die er niet is: { $promise }
ladder-again = Na de laatste stap beginnen ze { $amount } later opnieuw, { $n ->
    [one] één keer
   *[other] hoogstens { $n } keer
}.
add-on-per-ticket = { $name } (per ticket te kopen)
intended = Bewust zo: { $reason }

## Feestdagen volgens een regel
col-holiday = Feestdag
col-rule = Wanneer
closed-on-days = elk jaar gesloten op deze dagen:
rule-from = vanaf { $year }
rule-until = tot en met { $year }
rule-date = { $date }
rule-easter = Pasen
rule-orthodox-easter = orthodox Pasen
rule-nth = de { $n ->
    [1] eerste
    [2] tweede
    [3] derde
    [4] vierde
   *[other] vijfde
} { $weekday } van { $month }
rule-last = de laatste { $weekday } van { $month }
rule-before = de { $weekday } voor { $date }
rule-on-or-before = de { $weekday } op of voor { $date }
rule-on-or-after = de { $weekday } op of na { $date }
rule-after-date = de { $weekday } na { $date }
rule-days-after-easter = { $n ->
    [one] de dag na Pasen
   *[other] { $n } dagen na Pasen
}
rule-days-before-easter = { $n ->
    [one] de dag voor Pasen
   *[other] { $n } dagen voor Pasen
}
rule-days-after = { $n ->
    [one] de dag na
   *[other] { $n } dagen na
} { $rule }
rule-days-before = { $n ->
    [one] de dag voor
   *[other] { $n } dagen voor
} { $rule }
long-weekday-1 = maandag
long-weekday-2 = dinsdag
long-weekday-3 = woensdag
long-weekday-4 = donderdag
long-weekday-5 = vrijdag
long-weekday-6 = zaterdag
long-weekday-7 = zondag
long-month-1 = januari
long-month-2 = februari
long-month-3 = maart
long-month-4 = april
long-month-5 = mei
long-month-6 = juni
long-month-7 = juli
long-month-8 = augustus
long-month-9 = september
long-month-10 = oktober
long-month-11 = november
long-month-12 = december
