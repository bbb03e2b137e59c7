# Refus en français : les titres des problèmes, et ce qui ne va pas dans une demande.

## Titres, selon la fin du type
problem-no-json = JSON non valide
problem-not-allowed = interdit
problem-not-open-to = pas ouvert à ce groupe
problem-not-in-force = politique pas encore en vigueur
problem-not-found = introuvable
problem-method = méthode non autorisée
problem-key-reused = Idempotency-Key déjà utilisée
problem-status = impossible dans ce statut
problem-last-admin = dernier administrateur de l'organisation
problem-stale-version = modifié entre-temps
problem-too-long = demande trop longue
problem-invalid = champ non valide
problem-refused = non permis par la politique
problem-not-proper = informations requises manquantes
problem-redirect = canal non compris dans la formule
problem-internal = erreur interne
problem-unavailable = service indisponible

## Détails
refused-subject-needed = un objet est nécessaire
refused-characters = { $most } caractères au plus, et non { $n }
refused-bytes = { $most } octets au plus, et non { $n }
refused-entries = { $most } entrées au plus
refused-files = { $most } fichiers au plus
refused-zone = «{ "\u00A0" }{ $value }{ "\u00A0" }» n'est pas un fuseau horaire, comme Europe/Brussels
refused-locale = «{ "\u00A0" }{ $value }{ "\u00A0" }» n'est pas une langue, comme fr ou fr-BE
refused-unknown-field = «{ "\u00A0" }{ $name }{ "\u00A0" }» n'est pas connu ici
refused-missing-field = «{ "\u00A0" }{ $name }{ "\u00A0" }» manque
refused-field-needed = il manque{ "\u00A0" }: { $field }
refused-documents-needed = { $n ->
    [one] { $n } document joint est nécessaire
   *[other] { $n } documents joints sont nécessaires
}
refused-document-age = le document doit dater du { $oldest } ou être plus récent
refused-key-reused = cette clé a déjà ouvert le ticket { $reference }
refused-not-in-force = notre politique est en vigueur à partir du { $from }
refused-try-again = merci de réessayer dans un instant, avec la même Idempotency-Key
refused-internal = nous en sommes avertis{ "\u00A0" }; réessayer n'aidera pas
refused-no-desk = personne n'est servi sous ce nom
refused-closed = le ticket est clos{ "\u00A0" }; ouvrez-en un nouveau ou rouvrez-le
refused-merged = le ticket est suivi sous { $into }{ "\u00A0" }; merci d'écrire là
refused-answer = «{ "\u00A0" }{ $value }{ "\u00A0" }» n'est pas une réponse à «{ "\u00A0" }{ $question }{ "\u00A0" }»{ "\u00A0" }; les réponses possibles sont { $known }
field-description = une description
field-attachments = une pièce jointe
