# Eine Richtlinie als Seite, auf Deutsch. Jede Seitendatei hier hat dieselben Meldungen; ein Test vergleicht sie.
# Bedingungen (cond-…, by-…) folgen auf das Wort „Tickets“; Ereignisse folgen auf „sobald“.

## Überschriften
page-intro = Was { $desk } seinen Kunden zusagt, Ausgabe { $version }. Gültig ab { $from }. Zeitangaben: { $zone }, sofern nichts anderes angegeben ist.
page-hours = Wann wir arbeiten
page-plans = Tarife
page-promises = Was wir zusagen
page-add-ons = Zusatzleistungen
page-priorities = Prioritäten
page-deciding = Wie ein Ticket Typ und Priorität erhält
page-tickets = Was ein Ticket braucht
page-reach = So erreichen Sie uns
page-escalation = Wenn wir in Verzug sind: { $metrics }
page-contacts = An wen Sie sich wenden können
page-contacts-told = Wer bei uns von einem verspäteten Ticket erfährt
page-good-to-know = Gut zu wissen
page-readings = Wie wir diese Zusagen verstehen
page-signatures = Unterschriften
page-for-desk = Für { $desk }, Datum und Unterschrift
page-for-customer = Für den Kunden, Datum und Unterschrift
col-calendar = Zeiten
col-open = Geöffnet
col-zone = Zeitzone
col-plan = Tarif
col-type = Typ
col-priority = Priorität
col-area = Thema
col-means = Bedeutung
col-needs = Was nötig ist
col-channels = So erreichen Sie uns
col-hours = Zeiten
col-when = Wann
col-for = Für Tickets
col-team = Team
col-level = Ebene
col-tells = Wer benachrichtigt wird
col-copy = Kopie
col-add-on = Zusatzleistung
col-changes = Was sie bietet
col-address = Adresse
col-id = Punkt
col-source = Der Text sagt
col-reading = Wir verstehen
col-promise = Zusage
col-difficulty = Schwierigkeit
col-least = Mindestens
col-most = Höchstens
col-tickets = Tickets
col-becomes = Erhalten
col-impact = Auswirkung
col-urgency = Dringlichkeit
col-impact-urgency = Auswirkung, dann Dringlichkeit

## Stunden und Tage
open-at = Geöffnet: { $hours } ({ $zone }).
around-the-clock = rund um die Uhr
days-range = { $first } bis { $last }
zone-of-city = Ortszeit { $city }
zone-of-organisation = Ortszeit Ihrer Organisation
zone-of-contact = Ihre eigene Ortszeit
closed-in = geschlossen { $year }: { $days }.
no-holidays = an Feiertagen geöffnet wie an anderen Tagen.
closed-each-year = jedes Jahr geschlossen: { $days }.
open-only = { $day } (nur { $hours } geöffnet)
day-and-month = { $day }. { $month }
count-hours = Eine Geschäftsstunde ist eine Stunde innerhalb unserer Arbeitszeit. Außerhalb davon steht die Frist still; ein Ticket, das dann eingeht, zählt ab der nächsten Öffnung.
count-day-window = Ein Arbeitstag sind { $amount } dieser Zeit, so viel wie ein gewöhnlicher Tag hat.
count-day-minutes = Ein Arbeitstag sind { $amount } dieser Zeit.
count-day-same-time = Eine Frist in Arbeitstagen endet so viele offene Tage später, zu der Uhrzeit, zu der sie begann.
count-day-close = Eine Frist in Arbeitstagen endet, wenn wir am letzten davon schließen; der erste ist der erste offene Tag nach dem Tag des Tickets.
count-dates = Kalendertage und Wochen zählen jeden Tag, ob offen oder nicht, und enden zu der Uhrzeit, zu der sie begannen.
count-elapsed = Alle anderen Zeiten laufen Tag und Nacht, auch an Wochenenden und Feiertagen.
count-elapsed-only = Die zugesagten Zeiten laufen Tag und Nacht, auch an Wochenenden und Feiertagen.

## Zusagen
nothing-promised = keine Frist zugesagt
nothing-promised-at-all = Hierfür sagen wir keine Frist zu.
promised = Für jedes Ticket: { $promise }.
promised-otherwise = für alle anderen Tickets: { $promise }
every-value = alle
no-priority = keine
without-priority = ohne Priorität: { $types }
if-also = { $condition }: { $promise }
first-applies = Treffen auf ein Ticket mehrere Zeilen mit einer Bedingung zu, gilt die erste davon.
earliest-applies = Treffen auf ein Ticket mehrere Zeilen zu, gilt die, die am frühesten endet.
whichever-first = { $promises }, je nachdem, was früher endet
of-calendar = { $amount } (Zeiten: { $calendar })
of-plan = { $amount } (in den Zeiten des Tarifs)
hours-of-plan = die Zeiten des Tarifs
hours-for = { $hours } für Tickets { $condition }
hours-otherwise = sonst { $hours }
at-slots = wir sehen an offenen Tagen um { $times } nach, höchstens { $grace } später
committed = die Frist, die wir bei der Übernahme des Tickets zusagen
commitment = Bei der Übernahme des Tickets sagen wir je nach Schwierigkeit eine Frist zu:
metric-starts = Die Frist beginnt, sobald { $events }.
metric-counted-from = Gezählt wird ab dem Zeitpunkt, zu dem { $event }.
metric-met = Die Zusage ist eingehalten, sobald { $events }.
metric-again-met = Jedes Mal, wenn sie eingehalten ist, beginnt der nächste Zeitraum.
metric-again-start = Sie beginnt jedes Mal von Neuem, wenn das geschieht.
metric-no-pauses = Nichts hält diese Frist an.
metric-pauses = Die Frist steht still, solange das Ticket im Status { $statuses } ist.
metric-roll = Ein Ende außerhalb unserer Arbeitszeit verschiebt sich auf die nächste Öffnung.
metric-settle = Da der Nachweis von außen kommt, gilt die Zusage erst { $amount } nach dem Ende als verfehlt.
quoted-word = „{ $word }“
add-on-hours = Zeiten: { $hours }

## Bedingungen
list-and = { $first } und { $last }
list-or = { $first } oder { $last }
events-or = { $first } oder { $last }
all-tickets = alle
less-than = weniger als { $n }
at-most = { $n } oder weniger
more-than = mehr als { $n }
at-least = { $n } oder mehr
cond-not = nicht { $condition }
cond-plan = mit dem Tarif { $value }
cond-add-on = mit der Zusatzleistung { $value }
cond-type = vom Typ { $value }
cond-priority = mit Priorität { $value }
cond-area = zum Thema { $value }
cond-channel = { $value } gemeldet
cond-status = im Status { $value }
cond-level = auf Ebene { $value }
cond-difficulty = mit Schwierigkeit { $value }
cond-impact = mit Auswirkung { $value }
cond-urgency = mit Dringlichkeit { $value }
cond-locale = auf { $value }
cond-milestone = mit erreichtem Schritt { $value }
cond-fact = für die gilt: { $value }
cond-requested = mit gewünschter Priorität { $value }
cond-organisation = von Organisationen mit { $name } { $value }
cond-contact = von Personen mit { $name } { $value }
cond-field = mit { $value } im Feld „{ $name }“
cond-answer = mit der Antwort { $value } auf „{ $name }“
cond-not-plan = mit einem anderen Tarif als { $value }
cond-not-add-on = ohne die Zusatzleistung { $value }
cond-not-type = von einem anderen Typ als { $value }
cond-not-priority = mit einer anderen Priorität als { $value }
cond-not-area = zu einem anderen Thema als { $value }
cond-not-channel = nicht { $value } gemeldet
cond-not-status = in einem anderen Status als { $value }
cond-not-level = auf einer anderen Ebene als { $value }
cond-not-difficulty = mit einer anderen Schwierigkeit als { $value }
cond-not-impact = mit einer anderen Auswirkung als { $value }
cond-not-urgency = mit einer anderen Dringlichkeit als { $value }
cond-not-locale = in einer anderen Sprache als { $value }
cond-not-milestone = ohne erreichten Schritt { $value }
cond-not-fact = für die nicht gilt: { $value }
cond-not-requested = mit einer anderen gewünschten Priorität als { $value }
cond-not-organisation = von Organisationen ohne { $name } { $value }
cond-not-contact = von Personen ohne { $name } { $value }
cond-not-field = ohne { $value } im Feld „{ $name }“
cond-not-answer = ohne die Antwort { $value } auf „{ $name }“
by-portal = im Portal
by-api = über die API
by-email = per E-Mail
by-phone = per Telefon
by-chat = per Chat
by-ticketing = über Ihr eigenes Ticketsystem
by-other = über „{ $name }“
value-yes = ja
value-no = nein

## Was geschieht
event-received = wir das Ticket erhalten haben
event-complete = das Ticket vollständig ist
event-classified = wir Typ und Priorität festgelegt haben
event-assigned = das Ticket jemandem zugewiesen ist
event-taken-in-charge = jemand das Ticket übernommen hat
event-date-agreed = wir einen Termin mit Ihnen vereinbart haben
event-replied = wir Ihnen geantwortet haben
event-requester-replied = Sie geantwortet haben
event-noted = wir eine Notiz hinterlegt haben
event-escalated = das Ticket eine Ebene höher liegt
event-handed-over = das Ticket an eine andere Ebene übergeben ist
event-acknowledged = jemand den Alarm bestätigt hat
event-resolved = das Ticket gelöst ist
event-reopened = das Ticket wieder geöffnet ist
event-closed = das Ticket geschlossen ist
event-unanswered = das Ticket ungelöst geschlossen ist
event-warned = eine Warnung verschickt ist
event-breached = eine Zusage verfehlt ist
event-priority-changed = die Priorität sich geändert hat
event-contacted = Sie uns erneut kontaktiert haben
event-answers-changed = die Antworten sich geändert haben
event-plan-changed = der Tarif sich geändert hat
event-type-changed = der Typ sich geändert hat
event-area-changed = das Thema sich geändert hat
event-needs-info = wir nach fehlenden Angaben gefragt haben
event-status-changed = der Status sich geändert hat
event-status-named = der Status „{ $status }“ ist
event-notice-delivered = unsere E-Mail „{ $notice }“ bei Ihnen angekommen ist
event-notice-bounced = unsere E-Mail „{ $notice }“ zurückgekommen ist
event-milestone = der Schritt „{ $milestone }“ erreicht ist
event-met = „{ $metric }“ eingehalten ist
event-joined = das Ticket zu einer Großstörung gehört
event-approved = Sie den Kosten zugestimmt haben
event-quote-requested = wir ein Angebot geschickt haben
event-if = { $event } (Tickets { $condition })
event-of-level = { $event } (auf Ebene { $level })
event-of-you = { $event } (durch Sie)
event-of-system = { $event } (durch unser System)

## Festlegen, Verteilen, Regeln
decide-default = Sofern nichts für etwas anderes spricht, erhält ein Ticket { $outcome }.
outcome-type = den Typ { $value }
outcome-priority = die Priorität { $value }
outcome-area = das Thema { $value }
decide-reading = Wir berücksichtigen auch, was Sie schreiben. Bleibt ein Zweifel, sieht sich jemand das Ticket an.
effect-priority = die Priorität wird { $value }
effect-raise = { $n ->
    [one] die Priorität steigt um eine Stufe
   *[other] die Priorität steigt um { $n } Stufen
}
effect-lower = { $n ->
    [one] die Priorität sinkt um eine Stufe
   *[other] die Priorität sinkt um { $n } Stufen
}
effect-status = der Status wird „{ $value }“
effect-notify = eine Nachricht geht an: { $roles }
effect-notify-you = Sie werden benachrichtigt
rule-now = Tickets { $condition }: { $effect }.
rule-after = Tickets { $condition }, zu denen es { $amount } lang nichts Neues gibt: { $effect }.
route = Tickets { $condition } gehen an das Team { $team } (Ebene { $level }).
route-in-hours = Tickets { $condition } gehen an das Team { $team } (Ebene { $level }), möglichst in den Zeiten „{ $hours }“.
tightened-earlier = Verkürzt eine Änderung die Frist, zählt die neue Frist ab der Änderung; ein früheres, bereits zugesagtes Ende bleibt bestehen.
tightened-from-start = Verkürzt eine Änderung die Frist, zählt sie, als wäre sie von Anfang an zugesagt gewesen.
tightened-from-change = Verkürzt eine Änderung die Frist, zählt sie ab der Änderung.
tightened-keep = Verkürzt eine Änderung die Frist, bleibt die erste Zusage bestehen.
loosened-from-start = Verlängert eine Änderung die Frist, zählt sie, als wäre sie von Anfang an zugesagt gewesen.
loosened-from-change = Verlängert eine Änderung die Frist, zählt sie ab der Änderung.
loosened-keep = Verlängert eine Änderung die Frist, bleibt die erste Zusage bestehen.
reopened = Wird ein Ticket wieder geöffnet, läuft es dort weiter, wo es stehen blieb (Frist dafür: { $amount }); danach zählt es als neues Ticket.

## Tickets, Erreichbarkeit, Eskalation
needs-fields = ausgefüllt: { $fields }
needs-attachments = { $n ->
    [one] ein Dokument als Anhang
   *[other] { $n } Dokumente als Anhang
}
needs-age = Alter des Dokuments: höchstens { $amount }
needs-one-per = ein Ticket je { $what }
needs-quote-beyond = Ihre Zustimmung zu einem Angebot bei mehr Arbeit als { $amount }
needs-quote = Ihre Zustimmung zu einem Angebot, bevor die Arbeit beginnt
reach-by = Sie erreichen uns über: { $channels }.
reach-by-all = Allen stehen offen: { $channels }. Was ein Tarif oder eine Zusatzleistung darüber hinaus öffnet, steht dort.
emergency-number = Im Notfall: { $number }. { $text }
emergency-number-if = Für Tickets { $condition }: { $number }. { $text }
open-to-only = Offen für { $groups }. { $others }
ladder-stops = Sind wir in Verzug oder droht er, werden diese Personen benachrichtigt. Das endet, sobald { $events }.
when-at-once = sofort
when-share = nach { $n } % der Frist
when-due = bei Ablauf der Frist
when-before-due = { $amount } vor Ablauf der Frist
when-after-due = { $amount } nach Ablauf der Frist
when-after-start = { $amount } nach dem Beginn
when-after-previous = { $amount } nach dem vorigen Schritt
quiet-outside = Außerhalb unserer Arbeitszeit warten diese E-Mails auf die nächste Öffnung.
quiet-outside-unless = Außerhalb unserer Arbeitszeit warten diese E-Mails auf die nächste Öffnung, außer bei Tickets { $condition }.
nobody = niemand
contact-ours = ein Kontakt bei uns

## Namen
channel-portal = Portal
channel-api = API
channel-email = E-Mail
channel-phone = Telefon
channel-chat = Chat
channel-ticketing = Ihr eigenes Ticketsystem
channel-slack = Slack
channel-whatsapp = WhatsApp
channel-account-manager = Kundenbetreuung
role-requester = Sie
role-organisation-admins = Ihre Administratoren
role-assignee = die bearbeitende Person
role-owner = die bearbeitende Person
role-owner-manager = die Führungskraft der bearbeitenden Person
role-team = das Team
role-team-lead = die Teamleitung
role-manager = die Leitung
role-account-manager = die Kundenbetreuung
role-support-manager = die Supportleitung
role-support-specialist = der Support
role-on-call = die Rufbereitschaft
role-contact = der Kontakt für Priorität und Ebene
role-level = wer auf dieser Ebene arbeitet
role-level-above = die Ebene darüber
role-level-below = die Ebene darunter
role-cto = die technische Leitung
role-ceo = die Geschäftsführung
group-customer = Kunden
group-user = Benutzer
field-description = Beschreibung
field-subject = Betreff
field-phone = Telefonnummer
field-invoice = Rechnung
attribute-region = Region
attribute-country = Land
attribute-contract = Vertrag
attribute-tier = Stufe
difficulty-simple = einfach
difficulty-normal = normal
difficulty-difficult = schwierig
difficulty-very-difficult = sehr schwierig
difficulty-hard = schwierig
language-en = Englisch
language-nl = Niederländisch
language-fr = Französisch
language-de = Deutsch
language-it = Italienisch
notice-logged = Ticket erfasst
notice-received = Nachricht erhalten
city-brussels = Brüssel
city-paris = Paris
city-rome = Rom
city-lisbon = Lissabon
city-athens = Athen
city-berlin = Berlin
city-copenhagen = Kopenhagen
city-dublin = Dublin
city-kolkata = Kalkutta
city-london = London
city-luxembourg = Luxemburg
city-vienna = Wien
city-warsaw = Warschau
city-zurich = Zürich

## Grenzen, Anteile, Gutschriften
page-limits = Grenzen
page-shares = Wie oft wir unsere Zusagen einhalten
page-credits = Was Sie sonst erhalten
per-day = pro Tag
per-week = pro Woche
per-month = pro Monat
per-quarter = pro Quartal
per-year = pro Jahr
limit-at-a-time = { $n ->
    [one] höchstens { $n } offenes Ticket zur gleichen Zeit
   *[other] höchstens { $n } offene Tickets zur gleichen Zeit
}
limit-tickets = Tickets: höchstens { $number } { $period }
limit-hours = Arbeitsstunden: höchstens { $number } { $period }
kept-share = { $metric }: bei mindestens { $share } % der Tickets eingehalten, gezählt { $period }
credit-together = { $metrics } zusammen
credit-below = { $metric }, werden weniger als { $share } % eingehalten: { $credit }
credit-breaches = { $metric }, bei { $number ->
    [1] einer verfehlten Zusage
   *[other] { $number } verfehlten Zusagen
} { $period }: { $credit }
credit-per-begun = { $metric }, { $unit } Verzug: { $credit }
credit-at-most = höchstens { $most }
credit-steps = Unterscheiden sich Zeilen zur selben Zusage und zu denselben Tickets nur im Anteil oder in der Zahl der verfehlten Zusagen, zählt nur die letzte erreichte Stufe; die Gutschriften werden nicht addiert.
begun-hour = für jede angefangene Stunde
begun-business-hour = für jede angefangene Geschäftsstunde
begun-day = für jeden angefangenen Tag
begun-business-day = für jeden angefangenen Arbeitstag

## Fristen an einem Tag, Eingang, Jahreszeiten
due-by = spätestens { $day } { $time }
time-at = um { $time } Uhr
time-opening = bei Geschäftsbeginn
time-close = bei Geschäftsschluss
due-day-same = am selben Tag
due-day-next = am nächsten Tag
due-day-nth = am { $n }. Tag nach der Meldung
due-business-same = am selben Arbeitstag
due-business-next = am nächsten Arbeitstag
due-business-nth = am { $n }. Arbeitstag nach der Meldung
due-opening-same = in derselben Öffnungszeit
due-opening-next = in der nächsten Öffnungszeit
due-opening-nth = in der { $n }. Öffnungszeit nach der Meldung
due-weekday = am nächsten { $weekday }
due-after-opening = { $promise } (eine Meldung außerhalb unserer Arbeitszeit zählt ab der nächsten Öffnung)
due-day-counted = am { $n }. Tag (den der Meldung mitgezählt)
due-business-counted = am { $n }. Arbeitstag (den der Meldung mitgezählt)
due-opening-counted = in der { $n }. Öffnungszeit (die der Meldung mitgezählt)
cond-received-open = während unserer Arbeitszeit eingegangen
cond-received-in = in den Zeiten „{ $hours }“ eingegangen
cond-received-before = vor { $time } Uhr eingegangen
cond-received-from = um { $time } Uhr oder später eingegangen
cond-received-on = eingegangen am { $days }
cond-received-holiday = an einem Feiertag eingegangen
cond-by-clock-of = { $condition } (in der Zeitzone der Zeiten „{ $hours }“)
season = vom { $from } bis { $until }: { $hours }
season-closed = vom { $from } bis { $until }: geschlossen
observed-nearest = Fällt ein Feiertag auf einen Samstag, ist auch der Freitag davor frei; fällt er auf einen Sonntag, auch der Montag danach.
observed-next = Fällt ein Feiertag auf ein Wochenende, ist auch der nächste Wochentag frei, der kein Feiertag ist.
observed-monday = Fällt ein Feiertag auf ein Wochenende, ist auch der Montag danach frei.
observed-saturday = Fällt ein Feiertag auf einen Sonntag, gilt er stattdessen am Samstag davor.
metric-begins-opening = Bei einem Ticket, das außerhalb unserer Arbeitszeit eingeht, beginnt sie mit der nächsten Öffnung.
metric-cut-off = Ein Ticket, das um { $time } Uhr oder später eingeht, gilt als eingegangen, wenn wir am nächsten Arbeitstag öffnen; eines, das außerhalb unserer Arbeitszeit eingeht, bei der nächsten Öffnung.
cut-off = { $promise } (ein Ticket von { $time } Uhr oder später zählt ab dem nächsten Arbeitstag)
metric-roll-day = Ein Ende an einem geschlossenen Tag verschiebt sich auf den nächsten offenen Tag, zur selben Uhrzeit.
metric-ended = Sie endet, weder eingehalten noch verfehlt, sobald { $events }.
agreed = spätestens am mit Ihnen vereinbarten Datum
agreed-until = spätestens am mit Ihnen vereinbarten Datum; solange es keines gibt: { $promise }
ladder-again = Nach dem letzten Schritt beginnen sie { $amount } später von Neuem, { $n ->
    [one] einmal
   *[other] höchstens { $n }-mal
}.
add-on-per-ticket = { $name } (für ein einzelnes Ticket)
intended = So gewollt: { $reason }

## Feiertage nach Regel
col-holiday = Feiertag
col-rule = Wann
closed-on-days = jedes Jahr geschlossen an diesen Tagen:
rule-from = ab { $year }
rule-until = bis { $year }
rule-date = { $date }
rule-easter = Ostersonntag
rule-orthodox-easter = orthodoxer Ostersonntag
rule-nth = { $n ->
    [1] erster
    [2] zweiter
    [3] dritter
    [4] vierter
   *[other] fünfter
} { $weekday } im { $month }
rule-last = letzter { $weekday } im { $month }
rule-before = { $weekday } vor dem { $date }
rule-on-or-before = { $weekday } am oder vor dem { $date }
rule-on-or-after = { $weekday } am oder nach dem { $date }
rule-after-date = { $weekday } nach dem { $date }
rule-days-after-easter = { $n ->
    [one] am Tag nach Ostersonntag
   *[other] { $n } Tage nach Ostersonntag
}
rule-days-before-easter = { $n ->
    [one] am Tag vor Ostersonntag
   *[other] { $n } Tage vor Ostersonntag
}
rule-days-after = { $rule }, { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
} danach
rule-days-before = { $rule }, { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
} davor
long-weekday-1 = Montag
long-weekday-2 = Dienstag
long-weekday-3 = Mittwoch
long-weekday-4 = Donnerstag
long-weekday-5 = Freitag
long-weekday-6 = Samstag
long-weekday-7 = Sonntag
long-month-1 = Januar
long-month-2 = Februar
long-month-3 = März
long-month-4 = April
long-month-5 = Mai
long-month-6 = Juni
long-month-7 = Juli
long-month-8 = August
long-month-9 = September
long-month-10 = Oktober
long-month-11 = November
long-month-12 = Dezember
