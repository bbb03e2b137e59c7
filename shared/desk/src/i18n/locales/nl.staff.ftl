# Mails aan medewerkers. Elke taal heeft dezelfde berichten; een test vergelijkt ze.

## Aan medewerkers
warning-subject = [{ $reference }] { $metric }: nog { $time }
escalation-subject = [{ $reference }] { $metric }: { $time } te laat
due-now-subject = [{ $reference }] { $metric }: nu
time-left = Ticket { $reference }: { $metric } moet over { $time } klaar zijn, uiterlijk { $due }.
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

## Wat er gebeurd is
staff-arrived = Er is een nieuw ticket binnengekomen: { $reference }.
staff-assigned = Ticket { $reference } is toegewezen aan { $holder }.
staff-handed-over = Ticket { $reference } is overgedragen aan { $holder }.
staff-requester-replied = De aanvrager heeft weer geschreven over ticket { $reference }.
staff-classified = Ticket { $reference } is beoordeeld; zo staat het er nu voor.
staff-news = Er is nieuws over ticket { $reference }. Zo staat het er nu voor:
ask-take-up = Pak het op, of zorg dat iemand dat doet.
ask-answer = Geef antwoord, of zorg dat iemand dat doet.
label-customer = Klant
label-plan = Abonnement
label-holder = Bij
label-subject = Onderwerp
holder-nobody = nog niemand
holder-in-team = { $agent } ({ $team })
owed-list = Dit moet nog:
owed = { $metric }: uiterlijk { $due }
owed-because = { $metric }: uiterlijk { $due }, omdat { $because }
owed-late = { $metric }: { $time } te laat; het moest uiterlijk { $due }
owed-late-because = { $metric }: { $time } te laat; het moest uiterlijk { $due }, omdat { $because }
they-wrote = De aanvrager schreef:
words-go-on = De rest staat bij het ticket.

## Onderwerpen aan medewerkers: [referentie] prioriteit: wat, uiterlijk wanneer — het onderwerp van de aanvrager
subject-priority = { $priority }: { $what }
subject-arrived = nieuw ticket
subject-assigned = toegewezen
subject-handed-over = overgedragen
subject-requester-replied = de aanvrager heeft geantwoord
subject-classified = beoordeeld
subject-news = nieuws
subject-by-time = { $metric } uiterlijk { $time }
subject-left = { $metric } uiterlijk { $time }, nog { $span }
subject-by-date = { $metric } uiterlijk { $weekday } { $day } { $month } om { $time }
subject-now = { $metric } moet nu
subject-late = { $metric } { $span } te laat

## Rollen, na "als"
as-requester = aanvrager
as-organisation-admins = beheerder van je organisatie
as-assignee = behandelaar
as-owner = behandelaar
as-owner-manager = leidinggevende van de behandelaar
as-team = lid van het team
as-team-lead = teamleider
as-manager = manager
as-account-manager = accountmanager
as-on-call = piketdienst
as-contact = contact voor dit ticket
as-level = medewerker van dit niveau
as-level-above = medewerker van het niveau erboven
as-level-below = medewerker van het niveau eronder
