# E-Mails an das Team. Jede Sprache hat dieselben Texte; ein Test vergleicht sie.

## An das Team
warning-subject = [{ $reference }] { $metric }: noch { $time }
escalation-subject = [{ $reference }] { $metric }: { $time } überfällig
due-now-subject = [{ $reference }] { $metric }: jetzt fällig
time-left = Ticket { $reference }, { $metric }: Restzeit { $time }, fällig am { $due }.
time-over = Ticket { $reference }, { $metric }: Verzug { $time }. Fällig war es am { $due }.
due-now = Ticket { $reference }, { $metric }: jetzt fällig, am { $due }.
warning-ask = Noch ist Zeit. Bitte sorgen Sie dafür, dass jemand daran arbeitet.
escalation-ask = Bitte übernehmen Sie es jetzt, oder sorgen Sie dafür, dass es jemand tut.
step-role = Sie erhalten diese E-Mail in dieser Rolle: { $role }.
step-share = Dieser Schritt erfolgt bei { $share } % der Frist.
step-level = Das Ticket ist jetzt auf Ebene { $level }.
digest-subject = { $desk }: { $n ->
    [one] { $n } Ticket braucht Aufmerksamkeit
   *[other] { $n } Tickets brauchen Aufmerksamkeit
}
digest = { $n ->
    [one] Dieses Ticket braucht Aufmerksamkeit:
   *[other] Diese { $n } Tickets brauchen Aufmerksamkeit:
}
digest-more = { $n ->
    [one] { $n } weiteres Ticket wartet in der Liste.
   *[other] { $n } weitere Tickets warten in der Liste.
}

## Was geschehen ist
staff-arrived = Ein neues Ticket ist eingegangen: { $reference }.
staff-assigned = Das Ticket { $reference } wurde zugewiesen: { $holder }.
staff-handed-over = Das Ticket { $reference } wurde übergeben: { $holder }.
staff-requester-replied = Zum Ticket { $reference } gibt es eine neue Nachricht der anfragenden Person.
staff-classified = Das Ticket { $reference } wurde eingestuft, wie unten angegeben.
staff-news = Es gibt Neues zum Ticket { $reference }. So steht es jetzt:
ask-take-up = Bitte übernehmen Sie es, oder sorgen Sie dafür, dass es jemand tut.
ask-answer = Bitte antworten Sie, oder sorgen Sie dafür, dass es jemand tut.
label-customer = Kunde
label-plan = Tarif
label-holder = Liegt bei
label-subject = Betreff
holder-nobody = noch niemand
holder-in-team = { $agent } ({ $team })
owed-list = Was fällig ist:
owed = { $metric }: bis { $due }
owed-because = { $metric }: bis { $due }, denn { $because }
owed-late = { $metric }: Verzug { $time }; fällig war es bis { $due }
owed-late-because = { $metric }: Verzug { $time }; fällig war es bis { $due }, denn { $because }
they-wrote = Die anfragende Person schrieb:
words-go-on = Der Rest steht am Ticket.

## Betreffzeilen an das Team: [Vorgangsnummer] Priorität: was, bis wann — der Betreff der anfragenden Person
subject-priority = { $priority }: { $what }
subject-arrived = neues Ticket
subject-assigned = zugewiesen
subject-handed-over = übergeben
subject-requester-replied = neue Antwort
subject-classified = eingestuft
subject-news = Neues
subject-by-time = { $metric } bis { $time } Uhr
subject-left = { $metric } bis { $time } Uhr, noch { $span }
subject-by-date = { $metric } bis { $weekday }, { $day }. { $month }, { $time } Uhr
subject-now = { $metric } jetzt fällig
subject-late = { $metric } seit { $span } überfällig

## Rollen, nach „als“
as-requester = Anfragende
as-organisation-admins = Administration Ihrer Organisation
as-assignee = bearbeitende Person
as-owner = bearbeitende Person
as-owner-manager = Führungskraft der bearbeitenden Person
as-team = Mitglied des Teams
as-team-lead = Teamleitung
as-manager = Leitung
as-account-manager = Kundenbetreuung
as-on-call = Rufbereitschaft
as-contact = Kontakt für dieses Ticket
as-level = Person auf dieser Ebene
as-level-above = Person auf der Ebene darüber
as-level-below = Person auf der Ebene darunter
