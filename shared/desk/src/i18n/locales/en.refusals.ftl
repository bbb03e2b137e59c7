# Refusals in English: the titles of problems, and what is wrong with a request. Every file like this has the same messages.

## Titles, by the end of the type
problem-no-json = not valid JSON
problem-not-allowed = forbidden
problem-not-open-to = not open to this group
problem-not-in-force = policy not yet in force
problem-not-found = not found
problem-method = method not allowed
problem-key-reused = Idempotency-Key already used
problem-status = not possible in this status
problem-last-admin = last admin of the organisation
problem-stale-version = changed in the meantime
problem-too-long = request too long
problem-invalid = invalid field
problem-refused = not allowed by the policy
problem-not-proper = required information missing
problem-redirect = channel not in the plan
problem-internal = internal error
problem-unavailable = service unavailable

## Details
refused-subject-needed = a subject is needed
refused-characters = at most { $most } characters, not { $n }
refused-bytes = at most { $most } bytes, not { $n }
refused-entries = at most { $most } entries
refused-files = at most { $most } files
refused-zone = “{ $value }” is no time zone, such as Europe/Brussels
refused-locale = “{ $value }” is no language, such as en or nl-BE
refused-unknown-field = “{ $name }” is not known here
refused-missing-field = “{ $name }” is missing
refused-field-needed = { $field } is needed
refused-documents-needed = { $n ->
    [one] { $n } attached document is needed
   *[other] { $n } attached documents are needed
}
refused-document-age = the document has to be of { $oldest } or later
refused-key-reused = this key has opened the ticket { $reference } already
refused-not-in-force = our policy is in force from { $from }
refused-try-again = please try again in a moment, with the same Idempotency-Key
refused-internal = we were told; trying again will not help
refused-no-desk = nobody is served under this name
refused-closed = the ticket is closed; open a new one or reopen it
refused-merged = the ticket goes on in { $into }; please write there
refused-answer = “{ $value }” is no answer to “{ $question }”; possible are { $known }
field-description = a description
field-attachments = an attachment
