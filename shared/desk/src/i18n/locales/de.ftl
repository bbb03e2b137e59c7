# E-Mails auf Deutsch. Jede Datei hier hat dieselben Meldungen; ein Test vergleicht sie.

## Datum und Uhrzeit
weekday-1 = Mo
weekday-2 = Di
weekday-3 = Mi
weekday-4 = Do
weekday-5 = Fr
weekday-6 = Sa
weekday-7 = So
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
date = { $weekday }, { $day }. { $month } { $year }, { $time } Uhr ({ $zone })
days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
hours = { $n ->
    [one] { $n } Stunde
   *[other] { $n } Stunden
}
minutes = { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
under-a-minute = weniger als eine Minute
two-units = { $first } und { $second }

## Rahmen
greeting = Guten Tag,
regards = Mit freundlichen Grüßen
answer-this-mail = Sie können einfach auf diese E-Mail antworten; Ihre Antwort wird dem Ticket hinzugefügt.
write-to-us = Wenn Sie etwas ergänzen möchten, schreiben Sie an { $address } und nennen Sie die Vorgangsnummer { $reference }.
follow-here = Ihr Ticket verfolgen:
open-ticket = Ticket öffnen:
more-help = Vielleicht hilft Ihnen inzwischen dies weiter:
emergency = Im Notfall wählen Sie { $number }.
labeled = { $label }: { $value }
label-reference = Vorgangsnummer
label-kind = Typ
label-priority = Priorität
label-area = Bereich
label-status = Status
quoted = Wir schätzen die Kosten auf { $amount }. Wir beginnen, sobald Sie zustimmen; das Angebot gilt bis { $until }.
money = { $amount }{ "\u00A0" }{ $currency }
decimal-sign = ,

## Was zugesagt ist
promises = Was wir zusagen:
promises-too = Wir sagen außerdem zu:
promise-first-response = Sie erhalten spätestens am { $due } eine erste Antwort
promise-next-response = Sie erhalten spätestens am { $due } unsere nächste Antwort
promise-periodic-update = Sie erfahren spätestens am { $due }, wie weit wir sind
promise-triage = Ihr Ticket ist spätestens am { $due } eingeschätzt
promise-pickup = Ihr Ticket ist spätestens am { $due } in Bearbeitung
promise-workaround = Sie haben spätestens am { $due } eine Übergangslösung
promise-resolution = Ihr Ticket ist spätestens am { $due } gelöst
promise-other = Für „{ $metric }“ sagen wir zu: spätestens am { $due }
promise-plain = { $promise }.
promise-because = { $promise }, denn { $because }.
promise-words = { $metric }: { $words }

## Namen von Fristen und Status
metric-first-response = Erste Antwort
metric-next-response = Nächste Antwort
metric-periodic-update = Zwischenstand
metric-triage = Einschätzung
metric-pickup = Übernahme
metric-workaround = Übergangslösung
metric-resolution = Lösung
status-incomplete = Wartet auf Angaben von Ihnen
status-open = Offen
status-waiting-on-requester = Wartet auf Ihre Antwort
status-awaiting-approval = Wartet auf Ihre Zustimmung
status-waiting-on-third-party = Wartet auf Dritte
status-resolved = Gelöst
status-closed = Geschlossen

## Warum etwas zugesagt ist: der Rest eines Satzes nach "denn"
who = Tickets
who-plan = { $plan }-Tickets
who-type = vom Typ „{ $type }“
who-priority = mit Priorität { $priority }
because-first-response = die Frist für die erste Antwort beträgt bei { $who } { $amount }
because-next-response = die Frist für jede weitere Antwort beträgt bei { $who } { $amount }
because-periodic-update = die Frist für jeden Zwischenstand beträgt bei { $who } { $amount }
because-triage = die Frist für die Einschätzung beträgt bei { $who } { $amount }
because-pickup = die Frist für die Übernahme beträgt bei { $who } { $amount }
because-workaround = die Frist für eine Übergangslösung beträgt bei { $who } { $amount }
because-resolution = die Frist für die Lösung beträgt bei { $who } { $amount }
because-other = die Frist für „{ $metric }“ beträgt bei { $who } { $amount }
because-slot = neue { $who } sehen wir um { $times } an
because-commitment = die zugesagte Frist für dieses Ticket beträgt { $amount }
because-agreed = wir haben diesen Termin mit Ihnen vereinbart
because-until-agreed = wir sagen { $amount } zu, solange kein Termin mit Ihnen vereinbart ist
to-be-agreed = an dem Tag, den wir mit Ihnen vereinbaren
times-and = { $first } und { $last }
business-days = { $n ->
    [one] { $n } Arbeitstag
   *[other] { $n } Arbeitstage
}
business-hours = { $n ->
    [one] { $n } Geschäftsstunde
   *[other] { $n } Geschäftsstunden
}
business-minutes = { $n ->
    [one] { $n } Minute während der Geschäftszeit
   *[other] { $n } Minuten während der Geschäftszeit
}
calendar-days = { $n ->
    [one] { $n } Kalendertag
   *[other] { $n } Kalendertage
}
months = { $n ->
    [one] { $n } Monat
   *[other] { $n } Monate
}
weeks = { $n ->
    [one] { $n } Woche
   *[other] { $n } Wochen
}

## An Anfragende
acknowledgement-subject = [{ $reference }] Wir haben Ihre Nachricht erhalten
acknowledgement = Vielen Dank für Ihre Nachricht. Wir haben sie erhalten und führen sie unter der Vorgangsnummer { $reference }.
logged-subject = [{ $reference }] Ihr Ticket ist erfasst
logged = Ihr Ticket { $reference } ist erfasst und liegt bei unserem Team.
classified-subject = [{ $reference }] Wir haben uns Ihr Ticket angesehen
classified = Wir haben uns Ihr Ticket angesehen und es so erfasst. Wenn etwas nicht stimmt, sagen Sie uns bitte Bescheid.
status-changed-subject = [{ $reference }] Status Ihres Tickets: { $status }
status-changed = Der Status Ihres Tickets { $reference } ist jetzt „{ $status }“.
date-agreed-subject = [{ $reference }] Ein Termin für Ihr Ticket
date-agreed = Wir haben mit Ihnen einen Termin für Ihr Ticket { $reference } vereinbart.
reply-subject = [{ $reference }] Eine Antwort zu Ihrem Ticket
resolved-subject = [{ $reference }] Ihr Ticket ist gelöst
resolved = Wir betrachten Ihr Ticket { $reference } als gelöst.
reopen-by-mail = Wenn noch etwas nicht stimmt, antworten Sie einfach auf diese E-Mail; Ihr Ticket ist dann wieder offen.
reopen-by-address = Wenn noch etwas nicht stimmt, schreiben Sie an { $address } und nennen Sie die Vorgangsnummer { $reference }; wir öffnen Ihr Ticket dann wieder.
unanswered-subject = [{ $reference }] Ihr Ticket ist geschlossen
unanswered = Wir haben Ihr Ticket { $reference } geschlossen, obwohl es nicht gelöst ist.
unanswered-promises = Was wir zugesagt und nicht zu Ende gebracht haben:
unanswered-promise = { $metric }: zugesagt bis { $due }
still-needed-by-mail = Wenn Sie noch Hilfe brauchen, antworten Sie einfach auf diese E-Mail; Ihr Ticket ist dann wieder offen.
still-needed-by-address = Wenn Sie noch Hilfe brauchen, schreiben Sie an { $address } und nennen Sie die Vorgangsnummer { $reference }.
merged-subject = [{ $reference }] Ihr Ticket läuft unter { $other } weiter
merged = Das Ticket { $other } betrifft dieselbe Sache wie Ihr Ticket { $reference }. Wir bearbeiten beide zusammen unter { $other }; bitte nennen Sie künftig diese Vorgangsnummer.
while-sorting = Wir ordnen Ihr Ticket noch ein. Bis dahin gilt diese Zusage.
wish-acknowledgement-subject = [{ $reference }] Vielen Dank für Ihre Idee
wish-acknowledgement = Vielen Dank für Ihre Idee. Wir lesen jede und berücksichtigen sie, wenn wir planen, was wir als Nächstes bauen.
wish-silence = Sie erhalten dazu keine eigene Antwort: Was wir umsetzen, kündigen wir in den Versionshinweisen an.
wish-links = Sie finden sie hier:
announcement-subject = [{ $reference }] Eine Großstörung betrifft Ihre Organisation
announcement = Das Ticket { $reference } Ihrer Organisation gehört zu einer Großstörung, die wir als Ganzes bearbeiten. Wer sie gemeldet hat, hört von uns, sobald es Neuigkeiten gibt; Sie brauchen nichts zu tun.
receipts-subject = { $desk }: { $n ->
    [one] Wir haben { $n } Nachricht von Ihnen erhalten
   *[other] Wir haben { $n } Nachrichten von Ihnen erhalten
}
receipts = { $n ->
    [one] Wir haben eine Nachricht von dieser Adresse erhalten. Sie hat eine eigene Referenz:
   *[other] Wir haben in kurzer Zeit { $n } Nachrichten von dieser Adresse erhalten und bestätigen sie gemeinsam. Jede hat eine eigene Referenz:
}
receipts-more = { $n ->
    [one] { $n } weitere Nachricht wurde ebenfalls aufgenommen und ist hier nicht aufgeführt.
   *[other] { $n } weitere Nachrichten wurden ebenfalls aufgenommen und sind hier nicht aufgeführt.
}
receipts-not-yours = Wenn Sie sie nicht gesendet haben, hat jemand anderes Ihre Adresse benutzt. Bitte sagen Sie uns Bescheid.
redirect-subject = { $desk }: Bitte schreiben Sie uns auf anderem Weg
redirect = Vielen Dank für Ihre Nachricht an { $desk }. Anfragen, die uns auf diesem Weg erreichen, können wir nicht bearbeiten; Ihre Nachricht wurde daher nicht als Ticket erfasst.
redirect-links = Hier können wir Ihnen helfen:
