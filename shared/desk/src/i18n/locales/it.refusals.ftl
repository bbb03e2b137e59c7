# Rifiuti in italiano: i titoli dei problemi, e che cosa non va in una richiesta.

## Titoli, secondo la fine del tipo
problem-no-json = JSON non valido
problem-not-allowed = non consentito
problem-not-open-to = non aperto a questo gruppo
problem-not-in-force = regole non ancora in vigore
problem-not-found = non trovato
problem-method = metodo non consentito
problem-key-reused = Idempotency-Key già usata
problem-status = non possibile in questo stato
problem-last-admin = ultimo amministratore dell'organizzazione
problem-stale-version = modificato nel frattempo
problem-too-long = richiesta troppo lunga
problem-invalid = campo non valido
problem-refused = non consentito dalle regole
problem-not-proper = mancano informazioni richieste
problem-redirect = canale non compreso nel piano
problem-internal = errore interno
problem-unavailable = servizio non disponibile

## Dettagli
refused-subject-needed = è necessario un oggetto
refused-characters = al massimo { $most } caratteri, non { $n }
refused-bytes = al massimo { $most } byte, non { $n }
refused-entries = al massimo { $most } voci
refused-files = al massimo { $most } file
refused-zone = «{ $value }» non è un fuso orario, come Europe/Rome
refused-locale = «{ $value }» non è una lingua, come it o it-CH
refused-unknown-field = «{ $name }» qui non è conosciuto
refused-missing-field = manca «{ $name }»
refused-field-needed = manca: { $field }
refused-documents-needed = { $n ->
    [one] è necessario { $n } documento allegato
   *[other] sono necessari { $n } documenti allegati
}
refused-document-age = il documento deve essere del { $oldest } o più recente
refused-key-reused = con questa chiave è già stato aperto il ticket { $reference }
refused-not-in-force = le nostre regole sono in vigore dal { $from }
refused-try-again = riprovi tra un momento, con la stessa Idempotency-Key
refused-internal = ne siamo informati; riprovare non serve
refused-no-desk = sotto questo nome non è assistito nessuno
refused-closed = il ticket è chiuso; ne apra uno nuovo o lo riapra
refused-merged = il ticket prosegue con il riferimento { $into }; scriva lì
refused-answer = «{ $value }» non è una risposta a «{ $question }»; le risposte possibili sono { $known }
field-description = una descrizione
field-attachments = un allegato
