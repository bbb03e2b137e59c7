# E-mail in italiano. Ogni file qui ha gli stessi messaggi; un test li confronta.

## Date e ore
weekday-1 = lun
weekday-2 = mar
weekday-3 = mer
weekday-4 = gio
weekday-5 = ven
weekday-6 = sab
weekday-7 = dom
month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre
date = { $weekday } { $day ->
    [1] 1°
   *[other] { $day }
} { $month } { $year } alle { $time } ({ $zone })
days = { $n ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
hours = { $n ->
    [one] { $n } ora
   *[other] { $n } ore
}
minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } minuti
}
under-a-minute = meno di un minuto
two-units = { $first } e { $second }

## Cornice
greeting = Buongiorno,
regards = Cordiali saluti
answer-this-mail = Può semplicemente rispondere a questa e-mail; la Sua risposta sarà aggiunta al ticket.
write-to-us = Per aggiungere qualcosa, scriva a { $address } indicando il riferimento { $reference }.
follow-here = Segua il Suo ticket:
open-ticket = Apra il ticket:
more-help = Nel frattempo può esserLe utile:
emergency = In caso di emergenza chiami il numero { $number }.
labeled = { $label }: { $value }
label-reference = Riferimento
label-kind = Tipo
label-priority = Priorità
label-area = Ambito
label-status = Stato
quoted = Stimiamo un costo di { $amount }. Iniziamo non appena Lei approva; l'offerta è valida fino a { $until }.
money = { $amount }{ "\u00A0" }{ $currency }
decimal-sign = ,

## Che cosa è promesso
promises = I nostri impegni:
promises-too = I nostri altri impegni:
promise-first-response = Riceverà una prima risposta entro { $due }
promise-next-response = Riceverà la nostra prossima risposta entro { $due }
promise-periodic-update = Saprà a che punto siamo entro { $due }
promise-triage = Il Suo ticket sarà valutato entro { $due }
promise-pickup = Il Suo ticket sarà preso in carico entro { $due }
promise-workaround = Avrà una soluzione provvisoria entro { $due }
promise-resolution = Il Suo ticket sarà risolto entro { $due }
promise-other = Promettiamo «{ $metric }» entro { $due }
promise-plain = { $promise }.
promise-because = { $promise }: { $because }.
promise-words = { $metric }: { $words }

## Nomi dei termini e degli stati
metric-first-response = Prima risposta
metric-next-response = Risposta successiva
metric-periodic-update = Aggiornamento
metric-triage = Valutazione
metric-pickup = Presa in carico
metric-workaround = Soluzione provvisoria
metric-resolution = Risoluzione
status-incomplete = In attesa di dettagli da parte Sua
status-open = Aperto
status-waiting-on-requester = In attesa della Sua risposta
status-awaiting-approval = In attesa della Sua approvazione
status-waiting-on-third-party = In attesa di terzi
status-resolved = Risolto
status-closed = Chiuso

## Perché è promesso: il resto di una frase dopo "perché"
who = i ticket
who-plan = i ticket { $plan }
who-type = di tipo «{ $type }»
who-priority = con priorità { $priority }
because-first-response = { $who } ricevono risposta entro { $amount }
because-next-response = per { $who } ogni nuovo messaggio riceve risposta entro { $amount }
because-periodic-update = per { $who } diamo un aggiornamento almeno una volta ogni { $amount }
because-triage = { $who } sono valutati entro { $amount }
because-pickup = { $who } sono presi in carico entro { $amount }
because-workaround = { $who } ricevono una soluzione provvisoria entro { $amount }
because-resolution = { $who } sono risolti entro { $amount }
because-other = per { $who } promettiamo «{ $metric }» entro { $amount }
because-slot = esaminiamo { $who } alle { $times }
because-commitment = ci siamo impegnati a trattare questo ticket entro { $amount }
because-agreed = abbiamo concordato questa data con Lei
because-until-agreed = promettiamo { $amount } finché non è concordata una data con Lei
to-be-agreed = nel giorno che concordiamo con Lei
times-and = { $first } e { $last }
business-days = { $n ->
    [one] { $n } giorno lavorativo
   *[other] { $n } giorni lavorativi
}
business-hours = { $n ->
    [one] { $n } ora lavorativa
   *[other] { $n } ore lavorative
}
business-minutes = { $n ->
    [one] { $n } minuto in orario di lavoro
   *[other] { $n } minuti in orario di lavoro
}
calendar-days = { $n ->
    [one] { $n } giorno di calendario
   *[other] { $n } giorni di calendario
}
months = { $n ->
    [one] { $n } mese
   *[other] { $n } mesi
}
weeks = { $n ->
    [one] { $n } settimana
   *[other] { $n } settimane
}

## Ai richiedenti
acknowledgement-subject = [{ $reference }] Abbiamo ricevuto il Suo messaggio
acknowledgement = Grazie per il Suo messaggio. Lo abbiamo ricevuto e registrato con il riferimento { $reference }.
logged-subject = [{ $reference }] Il Suo ticket è registrato
logged = Il Suo ticket { $reference } è registrato e affidato al nostro team.
classified-subject = [{ $reference }] Abbiamo esaminato il Suo ticket
classified = Abbiamo esaminato il Suo ticket e lo abbiamo registrato così. Se qualcosa non è corretto, ce lo faccia sapere.
status-changed-subject = [{ $reference }] Stato del Suo ticket: { $status }
status-changed = Lo stato del Suo ticket { $reference } è ora «{ $status }».
date-agreed-subject = [{ $reference }] Una data per il Suo ticket
date-agreed = Abbiamo concordato con Lei una data per il Suo ticket { $reference }.
reply-subject = [{ $reference }] Una risposta al Suo ticket
resolved-subject = [{ $reference }] Il Suo ticket è risolto
resolved = Consideriamo risolto il Suo ticket { $reference }.
reopen-by-mail = Se qualcosa ancora non va, risponda semplicemente a questa e-mail; il Suo ticket sarà riaperto.
reopen-by-address = Se qualcosa ancora non va, scriva a { $address } indicando il riferimento { $reference }; riapriremo il Suo ticket.
unanswered-subject = [{ $reference }] Il Suo ticket è chiuso
unanswered = Abbiamo chiuso il Suo ticket { $reference } senza averlo risolto.
unanswered-promises = Che cosa avevamo promesso e non abbiamo portato a termine:
unanswered-promise = { $metric }: promesso entro { $due }
still-needed-by-mail = Se ha ancora bisogno di aiuto, risponda semplicemente a questa e-mail; il Suo ticket sarà riaperto.
still-needed-by-address = Se ha ancora bisogno di aiuto, scriva a { $address } indicando il riferimento { $reference }.
merged-subject = [{ $reference }] Il Suo ticket prosegue con il riferimento { $other }
merged = Il ticket { $other } riguarda la stessa questione del Suo ticket { $reference }. Li trattiamo insieme con il riferimento { $other }; La preghiamo di indicarlo d'ora in poi.
while-sorting = Stiamo ancora classificando il Suo ticket. Nel frattempo vale questo impegno.
wish-acknowledgement-subject = [{ $reference }] Grazie per la Sua idea
wish-acknowledgement = Grazie per la Sua idea. Le leggiamo tutte e ne teniamo conto quando pianifichiamo che cosa realizzare.
wish-silence = Non riceverà una risposta individuale: ciò che realizziamo è annunciato nelle note di versione.
wish-links = Le trova qui:
announcement-subject = [{ $reference }] Un guasto grave riguarda la Sua organizzazione
announcement = Il ticket { $reference } della Sua organizzazione fa parte di un guasto grave, che trattiamo nel suo insieme. Chi lo ha segnalato riceve notizie da noi non appena ce ne sono; Lei non deve fare nulla.
receipts-subject = { $desk }: { $n ->
    [one] abbiamo ricevuto { $n } Suo messaggio
   *[other] abbiamo ricevuto { $n } Suoi messaggi
}
receipts = { $n ->
    [one] Abbiamo ricevuto un messaggio da questo indirizzo. Ha un proprio riferimento:
   *[other] Abbiamo ricevuto { $n } messaggi da questo indirizzo in poco tempo e li confermiamo insieme. Ognuno ha un proprio riferimento:
}
receipts-more = { $n ->
    [one] { $n } altro messaggio è stato registrato e non è elencato qui.
   *[other] { $n } altri messaggi sono stati registrati e non sono elencati qui.
}
receipts-not-yours = Se non li ha inviati Lei, qualcun altro ha usato il Suo indirizzo. La preghiamo di segnalarcelo.
redirect-subject = { $desk }: ci scriva in un altro modo
redirect = Grazie per aver scritto a { $desk }. Non possiamo trattare le richieste che ci arrivano in questo modo; il Suo messaggio non è quindi stato registrato come ticket.
redirect-links = Qui possiamo aiutarLa:
