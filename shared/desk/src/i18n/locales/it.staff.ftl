# E-mail al personale. Ogni lingua ha gli stessi messaggi; un test li confronta.

## Al personale
warning-subject = [{ $reference }] { $metric }: ancora { $time }
escalation-subject = [{ $reference }] { $metric }: { $time } di ritardo
due-now-subject = [{ $reference }] { $metric }: in scadenza ora
time-left = Ticket { $reference }, { $metric }: tempo rimasto { $time }, scadenza { $due }.
time-over = Ticket { $reference }, { $metric }: { $time } di ritardo. La scadenza era { $due }.
due-now = Ticket { $reference }, { $metric }: scade ora, { $due }.
warning-ask = C'è ancora tempo. Si assicuri che qualcuno se ne occupi.
escalation-ask = Lo prenda in carico ora, o si assicuri che qualcuno lo faccia.
step-role = Riceve questa e-mail in qualità di { $role }.
step-share = Questo passo avviene al { $share } % del termine.
step-level = Il ticket è ora al livello { $level }.
digest-subject = { $desk }: { $n ->
    [one] { $n } ticket richiede attenzione
   *[other] { $n } ticket richiedono attenzione
}
digest = { $n ->
    [one] Questo ticket richiede attenzione:
   *[other] Questi { $n } ticket richiedono attenzione:
}
digest-more = { $n ->
    [one] { $n } altro ticket è in attesa nella coda.
   *[other] { $n } altri ticket sono in attesa nella coda.
}

## Che cosa è successo
staff-arrived = È arrivato un nuovo ticket: { $reference }.
staff-assigned = Il ticket { $reference } è stato assegnato a { $holder }.
staff-handed-over = Il ticket { $reference } è stato passato a { $holder }.
staff-requester-replied = Il richiedente ha scritto di nuovo sul ticket { $reference }.
staff-classified = Il ticket { $reference } è stato classificato come segue.
staff-news = Ci sono novità sul ticket { $reference }. Ecco a che punto è:
ask-take-up = Lo prenda in carico, o si assicuri che qualcuno lo faccia.
ask-answer = Risponda, o si assicuri che qualcuno lo faccia.
label-customer = Cliente
label-plan = Piano
label-holder = Assegnato a
label-subject = Oggetto
holder-nobody = nessuno per ora
holder-in-team = { $agent } ({ $team })
owed-list = Che cosa scade:
owed = { $metric }: entro { $due }
owed-because = { $metric }: entro { $due }, perché { $because }
owed-late = { $metric }: { $time } di ritardo; la scadenza era { $due }
owed-late-because = { $metric }: { $time } di ritardo; la scadenza era { $due }, perché { $because }
they-wrote = Il richiedente ha scritto:
words-go-on = Il resto è nel ticket.

## Oggetti al personale: [riferimento] priorità: che cosa, entro quando — l'oggetto del richiedente
subject-priority = { $priority }: { $what }
subject-arrived = nuovo ticket
subject-assigned = assegnato
subject-handed-over = passato
subject-requester-replied = il richiedente ha risposto
subject-classified = classificato
subject-news = novità
subject-by-time = { $metric } entro le { $time }
subject-left = { $metric } entro le { $time }, ancora { $span }
subject-by-date = { $metric } entro { $weekday } { $day ->
    [1] 1°
   *[other] { $day }
} { $month } alle { $time }
subject-now = { $metric } in scadenza ora
subject-late = { $metric } in ritardo di { $span }

## Ruoli, dopo "in qualità di"
as-requester = richiedente
as-organisation-admins = amministratore della Sua organizzazione
as-assignee = operatore
as-owner = operatore
as-owner-manager = superiore dell'operatore
as-team = membro del team
as-team-lead = responsabile del team
as-manager = direzione
as-account-manager = account manager
as-on-call = tecnico reperibile
as-contact = contatto per questo ticket
as-level = operatore di questo livello
as-level-above = operatore del livello superiore
as-level-below = operatore del livello inferiore
