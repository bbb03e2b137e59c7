# Mail in English. Every file here has the same messages; a test compares them.

## Dates and times
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
date = { $weekday } { $day } { $month } { $year }, { $time } ({ $zone })
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
under-a-minute = less than a minute
two-units = { $first } and { $second }

## Frame
greeting = Hello,
regards = Kind regards,
answer-this-mail = You can simply reply to this email; your reply is added to the ticket.
write-to-us = To add something, write to { $address } and mention the reference { $reference }.
follow-here = Follow your ticket:
open-ticket = Open the ticket:
more-help = These may help you in the meantime:
emergency = In an emergency, call { $number }.
labeled = { $label }: { $value }
label-reference = Reference
label-kind = Type
label-priority = Priority
label-area = Area
label-status = Status
quoted = We expect the work to cost { $amount }. We begin once you approve that; the offer stands until { $until }.
money = { $currency } { $amount }
decimal-sign = .

## What is promised
promises = What we promise:
promises-too = We also promise:
promise-first-response = You get a first answer by { $due }
promise-next-response = You get our next answer by { $due }
promise-periodic-update = You hear how far we are by { $due }
promise-triage = Your ticket is assessed by { $due }
promise-pickup = Your ticket is taken up by { $due }
promise-workaround = You get a workaround by { $due }
promise-resolution = Your ticket is solved by { $due }
promise-other = We promise “{ $metric }” by { $due }
promise-plain = { $promise }.
promise-because = { $promise }, because { $because }.
promise-words = { $metric }: { $words }

## Names of metrics and statuses
metric-first-response = First response
metric-next-response = Next response
metric-periodic-update = Progress update
metric-triage = Assessment
metric-pickup = Pickup
metric-workaround = Workaround
metric-resolution = Resolution
status-incomplete = Waiting for details from you
status-open = Open
status-waiting-on-requester = Waiting for your answer
status-awaiting-approval = Waiting for your approval
status-waiting-on-third-party = Waiting for a third party
status-resolved = Resolved
status-closed = Closed

## Why something is promised: the rest of a sentence after "because"
who = tickets
who-plan = { $plan } tickets
who-type = of type “{ $type }”
who-priority = of priority { $priority }
because-first-response = { $who } are answered within { $amount }
because-next-response = every further message about { $who } is answered within { $amount }
because-periodic-update = for { $who } you hear how far we are every { $amount }
because-triage = { $who } are assessed within { $amount }
because-pickup = { $who } are taken up within { $amount }
because-workaround = { $who } get a workaround within { $amount }
because-resolution = { $who } are resolved within { $amount }
because-other = for { $who } we promise “{ $metric }” within { $amount }
because-slot = we look at new { $who } at { $times }
because-commitment = we have committed ourselves to { $amount } for this ticket
because-agreed = we have agreed on this date with you
because-until-agreed = we promise { $amount } for as long as no date is agreed with you
to-be-agreed = on the day that we agree on with you
times-and = { $first } and { $last }
business-days = { $n ->
    [one] { $n } business day
   *[other] { $n } business days
}
business-hours = { $n ->
    [one] { $n } business hour
   *[other] { $n } business hours
}
business-minutes = { $n ->
    [one] { $n } minute of business hours
   *[other] { $n } minutes of business hours
}
calendar-days = { $n ->
    [one] { $n } calendar day
   *[other] { $n } calendar days
}
months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}

## To requesters
acknowledgement-subject = [{ $reference }] We have received your message
acknowledgement = Thank you for your message. We have received it and filed it under the reference { $reference }.
logged-subject = [{ $reference }] Your ticket is logged
logged = Your ticket { $reference } is logged, and our team has it.
classified-subject = [{ $reference }] We have looked at your ticket
classified = We have looked at your ticket. This is how we have recorded it; if something is not right, please tell us.
status-changed-subject = [{ $reference }] Status of your ticket: { $status }
status-changed = The status of your ticket { $reference } is now “{ $status }”.
date-agreed-subject = [{ $reference }] A date for your ticket
date-agreed = We have agreed on a date with you for your ticket { $reference }.
reply-subject = [{ $reference }] A reply to your ticket
resolved-subject = [{ $reference }] Your ticket is solved
resolved = We consider your ticket { $reference } solved.
reopen-by-mail = If something is still not right, reply to this email and we will reopen it.
reopen-by-address = If something is still not right, write to { $address }, mention the reference { $reference }, and we will reopen it.
unanswered-subject = [{ $reference }] Your ticket is closed
unanswered = We have closed your ticket { $reference }, although it is not solved.
unanswered-promises = What we had promised and did not finish:
unanswered-promise = { $metric }: promised by { $due }
still-needed-by-mail = If you still need help, simply reply to this email; your ticket is then open again.
still-needed-by-address = If you still need help, write to { $address } and mention the reference { $reference }.
merged-subject = [{ $reference }] Your ticket goes on under { $other }
merged = Ticket { $other } is about the same matter as your ticket { $reference }. We deal with both together under { $other }; please mention that reference from now on.
while-sorting = We are still sorting your ticket. Until that is done, this is what we promise.
wish-acknowledgement-subject = [{ $reference }] Thank you for your idea
wish-acknowledgement = Thank you for your idea. We read every one and weigh it when we plan what to build next.
wish-silence = You will not get a separate answer to it: what we build is announced in the release notes.
wish-links = This is where to find them:
announcement-subject = [{ $reference }] A major incident concerns your organisation
announcement = Ticket { $reference } of your organisation is part of a major incident, which we handle as a whole. Whoever reported it hears from us whenever there is news; you need not do anything.
receipts-subject = { $desk }: { $n ->
    [one] we have received { $n } message from you
   *[other] we have received { $n } messages from you
}
receipts = { $n ->
    [one] We have received a message from this address. It has its own reference:
   *[other] We have received { $n } messages from this address in a short time, and confirm them together. Each has its own reference:
}
receipts-more = { $n ->
    [one] { $n } further message has been recorded as well and is not listed here.
   *[other] { $n } further messages have been recorded as well and are not listed here.
}
receipts-not-yours = If you did not send them, somebody else has used your address. Please tell us.
redirect-subject = { $desk }: please write to us another way
redirect = Thank you for writing to { $desk }. We cannot handle requests that reach us this way, so your message was not recorded as a ticket.
redirect-links = This is where we can help you:
