# Ablehnungen auf Deutsch: die Titel von Problemen, und was an einer Anfrage nicht stimmt.

## Titel, nach dem Ende des Typs
problem-no-json = kein gültiges JSON
problem-not-allowed = nicht erlaubt
problem-not-open-to = nicht offen für diese Gruppe
problem-not-in-force = Regelung noch nicht in Kraft
problem-not-found = nicht gefunden
problem-method = Methode nicht erlaubt
problem-key-reused = Idempotency-Key bereits verwendet
problem-status = in diesem Status nicht möglich
problem-last-admin = letzte Administration der Organisation
problem-stale-version = inzwischen geändert
problem-too-long = Anfrage zu lang
problem-invalid = ungültiges Feld
problem-refused = nach der Regelung nicht erlaubt
problem-not-proper = erforderliche Angaben fehlen
problem-redirect = Kanal nicht im Tarif enthalten
problem-internal = interner Fehler
problem-unavailable = Dienst nicht verfügbar

## Einzelheiten
refused-subject-needed = ein Betreff wird benötigt
refused-characters = höchstens { $most } Zeichen, nicht { $n }
refused-bytes = höchstens { $most } Bytes, nicht { $n }
refused-entries = höchstens { $most } Einträge
refused-files = höchstens { $most } Dateien
refused-zone = „{ $value }“ ist keine Zeitzone, wie Europe/Brussels
refused-locale = „{ $value }“ ist keine Sprache, wie de oder de-AT
refused-unknown-field = „{ $name }“ ist hier nicht bekannt
refused-missing-field = „{ $name }“ fehlt
refused-field-needed = { $field } wird benötigt
refused-documents-needed = { $n ->
    [one] { $n } beigefügtes Dokument wird benötigt
   *[other] { $n } beigefügte Dokumente werden benötigt
}
refused-document-age = das Dokument muss vom { $oldest } oder jünger sein
refused-key-reused = mit diesem Schlüssel ist das Ticket { $reference } schon eröffnet
refused-not-in-force = unsere Regelung gilt ab { $from }
refused-try-again = bitte versuchen Sie es gleich noch einmal, mit demselben Idempotency-Key
refused-internal = wir wissen davon; ein neuer Versuch hilft nicht
refused-no-desk = unter diesem Namen wird niemand betreut
refused-closed = das Ticket ist geschlossen; eröffnen Sie ein neues oder öffnen Sie es wieder
refused-merged = das Ticket läuft unter { $into } weiter; bitte schreiben Sie dort
refused-answer = „{ $value }“ ist keine Antwort auf „{ $question }“; möglich sind { $known }
field-description = eine Beschreibung
field-attachments = ein Anhang
