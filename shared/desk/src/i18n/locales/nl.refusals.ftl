# Weigeringen in het Nederlands: de titels van problemen, en wat er aan een aanvraag niet klopt.

## Titels, naar het einde van het type
problem-no-json = geen geldige JSON
problem-not-allowed = niet toegestaan
problem-not-open-to = niet open voor deze groep
problem-not-in-force = afspraken nog niet van kracht
problem-not-found = niet gevonden
problem-method = methode niet toegestaan
problem-key-reused = Idempotency-Key al gebruikt
problem-status = niet mogelijk in deze status
problem-last-admin = laatste beheerder van de organisatie
problem-stale-version = intussen gewijzigd
problem-too-long = aanvraag te lang
problem-invalid = ongeldig veld
problem-refused = niet toegestaan volgens de afspraken
problem-not-proper = verplichte gegevens ontbreken
problem-redirect = kanaal niet in het abonnement
problem-internal = interne fout
problem-unavailable = dienst niet beschikbaar

## Details
refused-subject-needed = een onderwerp is nodig
refused-characters = hoogstens { $most } tekens, niet { $n }
refused-bytes = hoogstens { $most } bytes, niet { $n }
refused-entries = hoogstens { $most } regels
refused-files = hoogstens { $most } bestanden
refused-zone = ‘{ $value }’ is geen tijdzone, zoals Europe/Brussels
refused-locale = ‘{ $value }’ is geen taal, zoals nl of nl-BE
refused-unknown-field = ‘{ $name }’ is hier niet bekend
refused-missing-field = ‘{ $name }’ ontbreekt
refused-field-needed = { $field } is nodig
refused-documents-needed = { $n ->
    [one] { $n } bijgevoegd document is nodig
   *[other] { $n } bijgevoegde documenten zijn nodig
}
refused-document-age = het document moet van { $oldest } of later zijn
refused-key-reused = met deze sleutel is het ticket { $reference } al geopend
refused-not-in-force = onze afspraken gelden vanaf { $from }
refused-try-again = probeer het zo nog eens, met dezelfde Idempotency-Key
refused-internal = we weten ervan; opnieuw proberen helpt niet
refused-no-desk = onder deze naam wordt niemand geholpen
refused-closed = het ticket is gesloten; open een nieuw ticket of heropen het
refused-merged = het ticket gaat verder als { $into }; schrijf daar
refused-answer = ‘{ $value }’ is geen antwoord op ‘{ $question }’; mogelijk zijn { $known }
field-description = een beschrijving
field-attachments = een bijlage
