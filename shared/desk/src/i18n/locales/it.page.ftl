# Una politica come pagina, in italiano. Ogni file di pagina qui ha gli stessi messaggi; un test li confronta.
# Le condizioni (cond-…, by-…) seguono la parola "ticket"; gli eventi seguono "non appena".

## Titoli
page-intro = Ciò che { $desk } promette ai suoi clienti, edizione { $version }. Gli impegni valgono dal { $from }. Orari: { $zone }, salvo diversa indicazione.
page-hours = Quando lavoriamo
page-plans = Piani
page-promises = I nostri impegni
page-add-ons = Opzioni
page-priorities = Priorità
page-deciding = Come si stabiliscono tipo e priorità di un ticket
page-tickets = Che cosa serve per un ticket
page-reach = Come contattarci
page-escalation = Se siamo in ritardo: { $metrics }
page-contacts = A chi può rivolgersi
page-contacts-told = Chi di noi viene avvisato di un ritardo
page-good-to-know = Buono a sapersi
page-readings = Come leggiamo questi impegni
page-signatures = Firme
page-for-desk = Per { $desk }, data e firma
page-for-customer = Per il cliente, data e firma
col-calendar = Orario
col-open = Apertura
col-zone = Fuso orario
col-plan = Piano
col-type = Tipo
col-priority = Priorità
col-area = Argomento
col-means = Significato
col-needs = Che cosa serve
col-channels = Come contattarci
col-hours = Orario
col-when = Quando
col-for = Per i ticket
col-team = Team
col-level = Livello
col-tells = Chi viene avvisato
col-copy = Copia
col-add-on = Opzione
col-changes = Che cosa offre
col-address = Indirizzo
col-id = Punto
col-source = Il testo dice
col-reading = Lo leggiamo così
col-promise = Impegno
col-difficulty = Difficoltà
col-least = Almeno
col-most = Al massimo
col-tickets = Ticket
col-becomes = Ricevono
col-impact = Impatto
col-urgency = Urgenza
col-impact-urgency = Impatto, poi urgenza

## Ore e giorni
open-at = Apertura: { $hours } ({ $zone }).
around-the-clock = giorno e notte
days-range = { $first }–{ $last }
zone-of-city = ora di { $city }
zone-of-organisation = ora della Sua organizzazione
zone-of-contact = Sua ora locale
closed-in = chiuso nel { $year }: { $days }.
no-holidays = aperto nei giorni festivi come negli altri giorni.
closed-each-year = chiuso ogni anno: { $days }.
open-only = { $day } (aperto solo { $hours })
day-and-month = { $day ->
    [1] 1°
   *[other] { $day }
} { $month }
count-hours = Un'ora lavorativa è un'ora in cui siamo aperti. Fuori da questo orario il termine è sospeso; un ticket ricevuto allora decorre dall'apertura successiva.
count-day-window = Un giorno lavorativo equivale a { $amount } di apertura, quanto una giornata normale.
count-day-minutes = Un giorno lavorativo equivale a { $amount } di apertura.
count-day-same-time = Un termine in giorni lavorativi scade altrettanti giorni di apertura dopo, all'ora in cui è iniziato.
count-day-close = Un termine in giorni lavorativi scade alla chiusura dell'ultimo; il primo è il primo giorno di apertura dopo il giorno del ticket.
count-dates = I giorni di calendario e le settimane contano ogni giorno, di apertura o no, e scadono all'ora in cui sono iniziati.
count-elapsed = Tutti gli altri termini corrono giorno e notte, anche nei fine settimana e nei giorni festivi.
count-elapsed-only = I termini promessi corrono giorno e notte, anche nei fine settimana e nei giorni festivi.

## Impegni
nothing-promised = nessun termine promesso
nothing-promised-at-all = Per questo non promettiamo alcun termine.
promised = Per ogni ticket: { $promise }.
promised-otherwise = per ogni altro ticket: { $promise }
every-value = tutti
no-priority = nessuna
without-priority = senza priorità: { $types }
if-also = { $condition }: { $promise }
first-applies = Se a un ticket si applicano più righe con una condizione, vale la prima.
earliest-applies = Se a un ticket si applicano più righe, vale quella che scade prima.
whichever-first = { $promises }, secondo ciò che scade prima
of-calendar = { $amount } (orario: { $calendar })
of-plan = { $amount } (nell'orario del piano)
hours-of-plan = orario del piano
hours-for = { $hours } per i ticket { $condition }
hours-otherwise = altrimenti { $hours }
at-slots = esaminiamo i ticket alle { $times } nei giorni di apertura, al massimo { $grace } dopo
committed = il termine che comunichiamo quando prendiamo in carico il ticket
commitment = Quando prendiamo in carico il ticket comunichiamo un termine, secondo la difficoltà:
metric-starts = Il termine decorre non appena { $events }.
metric-counted-from = Si conta dal momento in cui { $event }.
metric-met = L'impegno è rispettato non appena { $events }.
metric-again-met = Ogni volta che è rispettato, inizia il periodo successivo.
metric-again-start = Ricomincia ogni volta che ciò accade.
metric-no-pauses = Nulla sospende questo termine.
metric-pauses = Il termine è sospeso finché lo stato del ticket è { $statuses }.
metric-roll = Una scadenza fuori dal nostro orario si sposta all'apertura successiva.
metric-settle = Poiché la prova viene dall'esterno, l'impegno si considera mancato solo { $amount } dopo la scadenza.
quoted-word = «{ $word }»
add-on-hours = orario: { $hours }

## Condizioni
list-and = { $first } e { $last }
list-or = { $first } o { $last }
events-or = { $first } o { $last }
all-tickets = tutti
less-than = meno di { $n }
at-most = { $n } o meno
more-than = più di { $n }
at-least = { $n } o più
cond-not = non { $condition }
cond-plan = con il piano { $value }
cond-add-on = con l'opzione { $value }
cond-type = di tipo { $value }
cond-priority = con priorità { $value }
cond-area = su { $value }
cond-channel = segnalati { $value }
cond-status = con stato { $value }
cond-level = al livello { $value }
cond-difficulty = di difficoltà { $value }
cond-impact = con impatto { $value }
cond-urgency = con urgenza { $value }
cond-locale = in { $value }
cond-milestone = per i quali è raggiunto { $value }
cond-fact = per i quali { $value }
cond-requested = segnalati con priorità { $value }
cond-organisation = di organizzazioni con { $name } { $value }
cond-contact = di persone con { $name } { $value }
cond-field = con { $value } nel campo «{ $name }»
cond-answer = con la risposta { $value } a «{ $name }»
cond-not-plan = con un piano diverso da { $value }
cond-not-add-on = senza l'opzione { $value }
cond-not-type = di un tipo diverso da { $value }
cond-not-priority = con una priorità diversa da { $value }
cond-not-area = su un argomento diverso da { $value }
cond-not-channel = non segnalati { $value }
cond-not-status = con uno stato diverso da { $value }
cond-not-level = a un livello diverso da { $value }
cond-not-difficulty = di una difficoltà diversa da { $value }
cond-not-impact = con un impatto diverso da { $value }
cond-not-urgency = con un'urgenza diversa da { $value }
cond-not-locale = non in { $value }
cond-not-milestone = per i quali non è raggiunto { $value }
cond-not-fact = per i quali non vale: { $value }
cond-not-requested = segnalati con una priorità diversa da { $value }
cond-not-organisation = di organizzazioni senza { $name } { $value }
cond-not-contact = di persone senza { $name } { $value }
cond-not-field = senza { $value } nel campo «{ $name }»
cond-not-answer = senza la risposta { $value } a «{ $name }»
by-portal = nel portale
by-api = tramite l'API
by-email = via e-mail
by-phone = per telefono
by-chat = via chat
by-ticketing = tramite il Suo sistema di ticket
by-other = tramite «{ $name }»
value-yes = sì
value-no = no

## Che cosa accade
event-received = abbiamo ricevuto il ticket
event-complete = il ticket è completo
event-classified = ne abbiamo stabilito tipo e priorità
event-assigned = il ticket è assegnato a qualcuno
event-taken-in-charge = qualcuno ha preso in carico il ticket
event-date-agreed = abbiamo concordato una data con Lei
event-replied = Le abbiamo risposto
event-requester-replied = Lei ha risposto
event-noted = abbiamo lasciato una nota
event-escalated = il ticket è salito di un livello
event-handed-over = il ticket è passato a un altro livello
event-acknowledged = qualcuno ha confermato l'allarme
event-resolved = il ticket è risolto
event-reopened = il ticket è riaperto
event-closed = il ticket è chiuso
event-unanswered = il ticket è chiuso senza essere risolto
event-warned = è stato inviato un avviso
event-breached = un impegno è mancato
event-priority-changed = la priorità è cambiata
event-contacted = Lei ci ha contattato di nuovo
event-answers-changed = le risposte sono cambiate
event-plan-changed = il piano è cambiato
event-type-changed = il tipo è cambiato
event-area-changed = l'argomento è cambiato
event-needs-info = abbiamo chiesto ciò che manca
event-status-changed = lo stato è cambiato
event-status-named = lo stato è «{ $status }»
event-notice-delivered = la nostra e-mail «{ $notice }» Le è arrivata
event-notice-bounced = la nostra e-mail «{ $notice }» è tornata indietro
event-milestone = «{ $milestone }» è raggiunto
event-met = «{ $metric }» è rispettato
event-joined = il ticket fa parte di un guasto grave
event-approved = Lei ha approvato il costo
event-quote-requested = abbiamo inviato un preventivo
event-if = { $event } (ticket { $condition })
event-of-level = { $event } (al livello { $level })
event-of-you = { $event } (da parte Sua)
event-of-system = { $event } (dal nostro sistema)

## Classificazione, assegnazione, regole
decide-default = Salvo diversa indicazione, un ticket ha { $outcome }.
outcome-type = tipo { $value }
outcome-priority = priorità { $value }
outcome-area = argomento { $value }
decide-reading = Teniamo conto anche di ciò che scrive. Se resta un dubbio, una persona esamina il ticket.
effect-priority = la priorità diventa { $value }
effect-raise = { $n ->
    [one] la priorità sale di un gradino
   *[other] la priorità sale di { $n } gradini
}
effect-lower = { $n ->
    [one] la priorità scende di un gradino
   *[other] la priorità scende di { $n } gradini
}
effect-status = lo stato diventa «{ $value }»
effect-notify = viene avvisato chi segue: { $roles }
effect-notify-you = Lei ne viene informato
rule-now = Ticket { $condition }: { $effect }.
rule-after = Ticket { $condition } senza novità per { $amount }: { $effect }.
route = I ticket { $condition } vanno al team { $team } (livello { $level }).
route-in-hours = I ticket { $condition } vanno al team { $team } (livello { $level }), se possibile nell'orario «{ $hours }».
tightened-earlier = Se una modifica abbrevia il termine, il nuovo termine decorre dalla modifica; resta valida una scadenza precedente già promessa.
tightened-from-start = Se una modifica abbrevia il termine, vale come se fosse stato promesso dall'inizio.
tightened-from-change = Se una modifica abbrevia il termine, decorre dalla modifica.
tightened-keep = Se una modifica abbrevia il termine, resta valido il primo impegno.
loosened-from-start = Se una modifica allunga il termine, vale come se fosse stato promesso dall'inizio.
loosened-from-change = Se una modifica allunga il termine, decorre dalla modifica.
loosened-keep = Se una modifica allunga il termine, resta valido il primo impegno.
reopened = Un ticket riaperto entro { $amount } riprende da dove si era fermato; dopo, vale come un nuovo ticket.

## Ticket, contatti, escalation
needs-fields = compilato: { $fields }
needs-attachments = { $n ->
    [one] un documento allegato
   *[other] { $n } documenti allegati
}
needs-age = un documento di non più di { $amount }
needs-one-per = un ticket per ogni { $what }
needs-quote-beyond = un preventivo approvato per lavori oltre { $amount }
needs-quote = un preventivo approvato prima dell'inizio dei lavori
reach-by = Può contattarci tramite: { $channels }.
reach-by-all = Aperti a tutti: { $channels }. Ciò che un piano o un'opzione apre in più è indicato lì.
emergency-number = In caso di emergenza: { $number }. { $text }
emergency-number-if = Per i ticket { $condition }: { $number }. { $text }
open-to-only = Riservato a: { $groups }. { $others }
ladder-stops = Se siamo in ritardo o rischiamo di esserlo, queste persone vengono avvisate. Gli avvisi cessano non appena { $events }.
when-at-once = subito
when-share = al { $n }% del termine
when-due = alla scadenza
when-before-due = { $amount } prima della scadenza
when-after-due = { $amount } dopo la scadenza
when-after-start = { $amount } dopo l'inizio
when-after-previous = { $amount } dopo il passo precedente
quiet-outside = Fuori dal nostro orario queste e-mail attendono l'apertura successiva.
quiet-outside-unless = Fuori dal nostro orario queste e-mail attendono l'apertura successiva, tranne che per i ticket { $condition }.
nobody = nessuno
contact-ours = un nostro contatto

## Nomi
channel-portal = portale
channel-api = API
channel-email = e-mail
channel-phone = telefono
channel-chat = chat
channel-ticketing = il Suo sistema di ticket
channel-slack = Slack
channel-whatsapp = WhatsApp
channel-account-manager = il Suo account manager
role-requester = Lei
role-organisation-admins = i Suoi amministratori
role-assignee = l'operatore
role-owner = l'operatore
role-owner-manager = il superiore dell'operatore
role-team = il team
role-team-lead = il responsabile del team
role-manager = la direzione
role-account-manager = l'account manager
role-support-manager = il responsabile del supporto
role-support-specialist = lo specialista del supporto
role-on-call = il tecnico reperibile
role-contact = il contatto per la sua priorità e il suo livello
role-level = chi lavora a quel livello
role-level-above = il livello superiore
role-level-below = il livello inferiore
role-cto = il direttore tecnico
role-ceo = l'amministratore delegato
group-customer = clienti
group-user = utenti
field-description = descrizione
field-subject = oggetto
field-phone = numero di telefono
field-invoice = fattura
attribute-region = regione
attribute-country = paese
attribute-contract = contratto
attribute-tier = categoria
difficulty-simple = semplice
difficulty-normal = normale
difficulty-difficult = difficile
difficulty-very-difficult = molto difficile
difficulty-hard = difficile
language-en = inglese
language-nl = olandese
language-fr = francese
language-de = tedesco
language-it = italiano
notice-logged = ticket registrato
notice-received = messaggio ricevuto
city-brussels = Bruxelles
city-paris = Parigi
city-rome = Roma
city-lisbon = Lisbona
city-athens = Atene
city-berlin = Berlino
city-copenhagen = Copenaghen
city-dublin = Dublino
city-kolkata = Calcutta
city-london = Londra
city-luxembourg = Lussemburgo
city-vienna = Vienna
city-warsaw = Varsavia
city-zurich = Zurigo

## Limiti, quote, crediti
page-limits = Limiti
page-shares = Quanto spesso rispettiamo gli impegni
page-credits = Che cosa riceve in caso contrario
per-day = al giorno
per-week = alla settimana
per-month = al mese
per-quarter = al trimestre
per-year = all'anno
limit-at-a-time = { $n ->
    [one] al massimo { $n } ticket aperto alla volta
   *[other] al massimo { $n } ticket aperti alla volta
}
limit-tickets = ticket: al massimo { $number } { $period }
limit-hours = ore di lavoro: al massimo { $number } { $period }
kept-share = { $metric }: rispettato per almeno il { $share }% dei ticket, calcolato { $period }
credit-together = { $metrics } insieme
credit-below = { $metric }, se è rispettato meno del { $share }%: { $credit }
credit-breaches = { $metric }, per { $number ->
    [1] un impegno mancato
   *[other] { $number } impegni mancati
} { $period }: { $credit }
credit-per-begun = { $metric }, per { $unit } di ritardo: { $credit }
credit-at-most = al massimo { $most }
credit-steps = Se più righe sullo stesso impegno e sugli stessi ticket differiscono solo nella quota, o nel numero di impegni mancati, vale solo l'ultimo gradino raggiunto; i crediti non si sommano.
begun-hour = ogni ora iniziata
begun-business-hour = ogni ora lavorativa iniziata
begun-day = ogni giorno iniziato
begun-business-day = ogni giorno lavorativo iniziato

## Scadenze in un giorno, ricezione, stagioni
due-by = entro { $time } { $day }
time-at = le { $time }
time-opening = l'apertura
time-close = la chiusura
due-day-same = dello stesso giorno
due-day-next = del giorno successivo
due-day-nth = del { $n }° giorno dopo la segnalazione
due-business-same = dello stesso giorno lavorativo
due-business-next = del giorno lavorativo successivo
due-business-nth = del { $n }° giorno lavorativo dopo la segnalazione
due-opening-same = della stessa fascia di apertura
due-opening-next = della fascia di apertura successiva
due-opening-nth = della { $n }ª fascia di apertura dopo la segnalazione
due-weekday = del prossimo { $weekday }
due-after-opening = { $promise } (una segnalazione fuori orario decorre dall'apertura successiva)
due-day-counted = del { $n }° giorno, compreso quello della segnalazione
due-business-counted = del { $n }° giorno lavorativo, compreso quello della segnalazione
due-opening-counted = della { $n }ª fascia di apertura, compresa quella della segnalazione
cond-received-open = ricevuti durante il nostro orario
cond-received-in = ricevuti nell'orario «{ $hours }»
cond-received-before = ricevuti prima delle { $time }
cond-received-from = ricevuti alle { $time } o più tardi
cond-received-on = ricevuti di { $days }
cond-received-holiday = ricevuti in un giorno festivo
cond-by-clock-of = { $condition } (nel fuso dell'orario «{ $hours }»)
season = dal { $from } al { $until }: { $hours }
season-closed = dal { $from } al { $until }: chiuso
observed-nearest = Se un giorno festivo cade di sabato, si è chiusi anche il venerdì prima; se cade di domenica, anche il lunedì dopo.
observed-next = Se un giorno festivo cade nel fine settimana, si è chiusi anche il primo giorno feriale successivo.
observed-monday = Se un giorno festivo cade nel fine settimana, si è chiusi anche il lunedì dopo.
observed-saturday = Se un giorno festivo cade di domenica, si anticipa al sabato.
metric-begins-opening = Per un ticket ricevuto fuori dal nostro orario inizia all'apertura successiva.
metric-cut-off = Un ticket ricevuto alle { $time } o più tardi si considera ricevuto alla nostra apertura del giorno lavorativo successivo; uno ricevuto mentre siamo chiusi, all'apertura successiva.
cut-off = { $promise } (un ticket ricevuto alle { $time } o più tardi decorre dal giorno lavorativo successivo)
metric-roll-day = Una scadenza in un giorno di chiusura si sposta al primo giorno di apertura, alla stessa ora.
metric-ended = Termina, né rispettato né mancato, non appena { $events }.
agreed = entro la data concordata con Lei
agreed-until = entro la data concordata con Lei; finché non c'è: { $promise }
ladder-again = Dopo l'ultimo passo ricominciano { $amount } più tardi, { $n ->
    [one] una volta
   *[other] al massimo { $n } volte
}.
add-on-per-ticket = { $name } (acquistata per un singolo ticket)
intended = Voluto così: { $reason }

## Giorni festivi secondo una regola
col-holiday = Giorno festivo
col-rule = Quando
closed-on-days = chiuso ogni anno nei giorni seguenti:
rule-from = dal { $year }
rule-until = fino al { $year }
rule-date = { $date }
rule-easter = domenica di Pasqua
rule-orthodox-easter = domenica di Pasqua ortodossa
rule-nth = { $day ->
    [7] { $n }ª
   *[other] { $n }°
} { $weekday } di { $month }
rule-last = { $day ->
    [7] ultima
   *[other] ultimo
} { $weekday } di { $month }
rule-before = { $weekday } prima del giorno { $date }
rule-on-or-before = { $weekday }, al più tardi il giorno { $date }
rule-on-or-after = { $weekday }, non prima del giorno { $date }
rule-after-date = { $weekday } dopo il giorno { $date }
rule-days-after-easter = { $n ->
    [one] il giorno dopo Pasqua
   *[other] { $n } giorni dopo Pasqua
}
rule-days-before-easter = { $n ->
    [one] il giorno prima di Pasqua
   *[other] { $n } giorni prima di Pasqua
}
rule-days-after = { $rule }, { $n ->
    [one] { $n } giorno
   *[other] { $n } giorni
} dopo
rule-days-before = { $rule }, { $n ->
    [one] { $n } giorno
   *[other] { $n } giorni
} prima
long-weekday-1 = lunedì
long-weekday-2 = martedì
long-weekday-3 = mercoledì
long-weekday-4 = giovedì
long-weekday-5 = venerdì
long-weekday-6 = sabato
long-weekday-7 = domenica
long-month-1 = gennaio
long-month-2 = febbraio
long-month-3 = marzo
long-month-4 = aprile
long-month-5 = maggio
long-month-6 = giugno
long-month-7 = luglio
long-month-8 = agosto
long-month-9 = settembre
long-month-10 = ottobre
long-month-11 = novembre
long-month-12 = dicembre
