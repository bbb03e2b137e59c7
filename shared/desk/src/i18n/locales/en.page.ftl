# A policy as a page in English. Every page file here has the same messages; a test compares them.
# Phrases of tickets (cond-…, by-…) follow the word "tickets"; events follow "once".

## Headings
page-intro = What { $desk } promises its customers, edition { $version }. It holds from { $from } on. Times are { $zone } unless something else is said.
page-hours = When we work
page-plans = Plans
page-promises = What we promise
page-add-ons = Add-ons
page-priorities = Priorities
page-deciding = How a ticket gets its type and priority
page-tickets = What a ticket needs
page-reach = How to reach us
page-escalation = When we are late: { $metrics }
page-contacts = Whom you can turn to
page-contacts-told = Who of us hears of a late ticket
page-good-to-know = Good to know
page-readings = How we read this policy
page-signatures = Signatures
page-for-desk = For { $desk }, date and signature
page-for-customer = For the customer, date and signature
col-calendar = Hours
col-open = Open
col-zone = Time zone
col-plan = Plan
col-type = Type
col-priority = Priority
col-area = Subject
col-means = What it means
col-needs = Needs
col-channels = Ways to reach us
col-hours = Hours
col-when = When
col-for = For tickets
col-team = Team
col-level = Level
col-tells = Who hears
col-copy = Copy
col-add-on = Add-on
col-changes = What it gives
col-address = Address
col-id = Point
col-source = The text says
col-reading = We read it as
col-promise = Promise
col-difficulty = Difficulty
col-least = At least
col-most = At most
col-tickets = Tickets
col-becomes = Get
col-impact = Impact
col-urgency = Urgency
col-impact-urgency = Impact, then urgency

## Hours and days
open-at = Open: { $hours } ({ $zone }).
around-the-clock = around the clock
days-range = { $first } to { $last }
zone-of-city = { $city } time
zone-of-organisation = your organisation’s own time
zone-of-contact = your own time
closed-in = closed in { $year }: { $days }.
no-holidays = open on public holidays as on other days.
closed-each-year = closed each year: { $days }.
open-only = { $day } (open { $hours } only)
day-and-month = { $day } { $month }
count-hours = A business hour is an hour in which we are open. Outside these hours time stands still; a ticket that comes in then counts from the next opening.
count-day-window = A business day is { $amount } of such time: as much as a regular day has.
count-day-minutes = A business day is { $amount } of such time.
count-day-same-time = A time in business days ends so many open days later, at the time of day at which it began.
count-day-close = A time in business days ends when we close on the last of them; the first is the first open day after the day of the ticket.
count-dates = Calendar days and weeks count every day, open or not, and end at the time of day at which they began.
count-elapsed = All other times run day and night, on weekends and holidays too.
count-elapsed-only = The times that we promise run day and night, on weekends and holidays too.

## Promises
nothing-promised = no time promised
nothing-promised-at-all = We promise no time for this.
promised = For every ticket: { $promise }.
promised-otherwise = for all other tickets: { $promise }
every-value = all
no-priority = none
without-priority = without a priority: { $types }
if-also = { $condition }: { $promise }
first-applies = Where several lines with a condition apply to a ticket, the first of them counts.
earliest-applies = Where several lines apply to a ticket, the one that ends first counts.
whichever-first = { $promises }, whichever ends first
of-calendar = { $amount } (hours: { $calendar })
of-plan = { $amount } (in the hours of the plan)
hours-of-plan = the hours of the plan
hours-for = { $hours } for tickets { $condition }
hours-otherwise = otherwise { $hours }
at-slots = we look at { $times } on open days, at most { $grace } later
committed = the time to which we commit when we take up the ticket
commitment = When we take up the ticket we commit to a time, by how difficult it is:
metric-starts = Time starts once { $events }.
metric-counted-from = It is counted from the moment when { $event }.
metric-met = The promise is kept once { $events }.
metric-again-met = Each time it is kept, the next period begins.
metric-again-start = It begins anew each time that happens.
metric-no-pauses = Nothing stops this time.
metric-pauses = Time stands still while the ticket is { $statuses }.
metric-roll = An end outside our hours moves to the next opening.
metric-settle = As the proof comes from elsewhere, we call it missed only { $amount } after its end.
quoted-word = “{ $word }”
add-on-hours = hours: { $hours }

## Conditions
list-and = { $first } and { $last }
list-or = { $first } or { $last }
events-or = { $first } or { $last }
all-tickets = all
less-than = less than { $n }
at-most = { $n } or less
more-than = more than { $n }
at-least = { $n } or more
cond-not = not { $condition }
cond-plan = with the plan { $value }
cond-add-on = with the add-on { $value }
cond-type = of type { $value }
cond-priority = with priority { $value }
cond-area = about { $value }
cond-channel = reported { $value }
cond-status = with status { $value }
cond-level = at level { $value }
cond-difficulty = of difficulty { $value }
cond-impact = with impact { $value }
cond-urgency = with urgency { $value }
cond-locale = in { $value }
cond-milestone = for which { $value } is reached
cond-fact = for which { $value }
cond-requested = reported with priority { $value }
cond-organisation = of organisations with { $name } { $value }
cond-contact = of people with { $name } { $value }
cond-field = with { $value } in the field “{ $name }”
cond-answer = with the answer { $value } to “{ $name }”
cond-not-plan = with any other plan than { $value }
cond-not-add-on = without the add-on { $value }
cond-not-type = of any other type than { $value }
cond-not-priority = with any other priority than { $value }
cond-not-area = about anything other than { $value }
cond-not-channel = not reported { $value }
cond-not-status = with any other status than { $value }
cond-not-level = at any other level than { $value }
cond-not-difficulty = of any other difficulty than { $value }
cond-not-impact = with any other impact than { $value }
cond-not-urgency = with any other urgency than { $value }
cond-not-locale = in any other language than { $value }
cond-not-milestone = for which { $value } is not reached
cond-not-fact = for which { $value } does not hold
cond-not-requested = reported with any other priority than { $value }
cond-not-organisation = of organisations with any other { $name } than { $value }
cond-not-contact = of people with any other { $name } than { $value }
cond-not-field = without { $value } in the field “{ $name }”
cond-not-answer = without the answer { $value } to “{ $name }”
by-portal = in the portal
by-api = through the API
by-email = by email
by-phone = by phone
by-chat = by chat
by-ticketing = through your own ticketing system
by-other = through “{ $name }”
value-yes = yes
value-no = no

## What happens
event-received = we have received the ticket
event-complete = the ticket is complete
event-classified = we have set its type and priority
event-assigned = the ticket is assigned to somebody
event-taken-in-charge = somebody has taken up the ticket
event-date-agreed = we have agreed on a date with you
event-replied = we have answered you
event-requester-replied = you have answered
event-noted = we have made a note
event-escalated = the ticket has gone up a level
event-handed-over = the ticket is handed over to another level
event-acknowledged = somebody has confirmed the alarm
event-resolved = the ticket is resolved
event-reopened = the ticket is reopened
event-closed = the ticket is closed
event-unanswered = the ticket is closed unsolved
event-warned = a warning has been sent
event-breached = a promise is missed
event-priority-changed = the priority has changed
event-contacted = you have contacted us again
event-answers-changed = the answers have changed
event-plan-changed = the plan has changed
event-type-changed = the type has changed
event-area-changed = the subject has changed
event-needs-info = we have asked for what is missing
event-status-changed = the status has changed
event-status-named = the status is “{ $status }”
event-notice-delivered = our mail “{ $notice }” has reached you
event-notice-bounced = our mail “{ $notice }” has come back
event-milestone = “{ $milestone }” is reached
event-met = “{ $metric }” is kept
event-joined = the ticket belongs to a major incident
event-approved = you have approved the cost
event-quote-requested = we have sent a quote
event-if = { $event } (tickets { $condition })
event-of-level = { $event } (at level { $level })
event-of-you = { $event } (by you)
event-of-system = { $event } (by our system)

## Deciding, routing, rules
decide-default = Unless something speaks for another, a ticket has { $outcome }.
outcome-type = type { $value }
outcome-priority = priority { $value }
outcome-area = subject { $value }
decide-reading = We also go by what you write. Where that leaves a doubt, a person looks at it.
effect-priority = the priority becomes { $value }
effect-raise = { $n ->
    [one] the priority goes up by one step
   *[other] the priority goes up by { $n } steps
}
effect-lower = { $n ->
    [one] the priority goes down by one step
   *[other] the priority goes down by { $n } steps
}
effect-status = the status becomes “{ $value }”
effect-notify = { $roles } will hear of it
effect-notify-you = you will hear of it
rule-now = Tickets { $condition }: { $effect }.
rule-after = Tickets { $condition } for { $amount } without news: { $effect }.
route = Tickets { $condition } go to the team { $team } (level { $level }).
route-in-hours = Tickets { $condition } go to the team { $team } (level { $level }), in the hours “{ $hours }” where possible.
tightened-earlier = When a change brings a shorter time, the new time counts from the change; an earlier end that was promised before stays.
tightened-from-start = When a change brings a shorter time, it counts as if it had been promised from the start.
tightened-from-change = When a change brings a shorter time, it counts from the change.
tightened-keep = When a change brings a shorter time, the first promise stays.
loosened-from-start = When a change brings a longer time, it counts as if it had been promised from the start.
loosened-from-change = When a change brings a longer time, it counts from the change.
loosened-keep = When a change brings a longer time, the first promise stays.
reopened = A ticket that is reopened within { $amount } goes on where it stopped; after that it counts as a new one.

## Tickets, ways to reach the desk, ladders
needs-fields = filled in: { $fields }
needs-attachments = { $n ->
    [one] one document must be attached
   *[other] { $n } documents must be attached
}
needs-age = the document is at most { $amount } old
needs-one-per = one ticket for each { $what }
needs-quote-beyond = you approve a quote for work beyond { $amount }
needs-quote = you approve a quote before the work begins
reach-by = Ways to reach us: { $channels }.
reach-by-all = Ways to reach us that are open to everybody: { $channels }. Further ways stand with the plan or add-on that opens them.
emergency-number = In an emergency: { $number }. { $text }
emergency-number-if = For tickets { $condition }: { $number }. { $text }
open-to-only = Open to { $groups }. { $others }
ladder-stops = If we are late or about to be, these people hear of it. That stops once { $events }.
when-at-once = at once
when-share = after { $n }% of the time
when-due = when it is due
when-before-due = { $amount } before it is due
when-after-due = { $amount } after it was due
when-after-start = { $amount } after the start
when-after-previous = { $amount } after the step before
quiet-outside = Outside our hours these mails wait for the next opening.
quiet-outside-unless = Outside our hours these mails wait for the next opening, except for tickets { $condition }.
nobody = nobody
contact-ours = a contact of ours

## Names
channel-portal = portal
channel-api = API
channel-email = email
channel-phone = phone
channel-chat = chat
channel-ticketing = your own ticketing system
channel-slack = Slack
channel-whatsapp = WhatsApp
channel-account-manager = your account manager
role-requester = you
role-organisation-admins = your administrators
role-assignee = the agent
role-owner = the agent
role-owner-manager = the agent’s manager
role-team = the team
role-team-lead = the team lead
role-manager = the manager
role-account-manager = the account manager
role-support-manager = the support manager
role-support-specialist = the support specialist
role-on-call = whoever is on call
role-contact = the contact for its priority and level
role-level = whoever has its level
role-level-above = the level above
role-level-below = the level below
role-cto = the CTO
role-ceo = the CEO
group-customer = customers
group-user = users
field-description = description
field-subject = subject
field-phone = phone number
field-invoice = invoice
attribute-region = region
attribute-country = country
attribute-contract = contract
attribute-tier = tier
difficulty-simple = simple
difficulty-normal = normal
difficulty-difficult = difficult
difficulty-very-difficult = very difficult
difficulty-hard = hard
language-en = English
language-nl = Dutch
language-fr = French
language-de = German
language-it = Italian
notice-logged = ticket logged
notice-received = message received
city-brussels = Brussels
city-paris = Paris
city-rome = Rome
city-lisbon = Lisbon
city-athens = Athens
city-berlin = Berlin
city-copenhagen = Copenhagen
city-dublin = Dublin
city-kolkata = Kolkata
city-london = London
city-luxembourg = Luxembourg
city-vienna = Vienna
city-warsaw = Warsaw
city-zurich = Zurich

## Limits, shares, credits
page-limits = Limits
page-shares = How often we keep what we promise
page-credits = What you get where we do not
per-day = a day
per-week = a week
per-month = a month
per-quarter = a quarter
per-year = a year
limit-at-a-time = { $n ->
    [one] { $n } open ticket at a time
   *[other] { $n } open tickets at a time
}
limit-tickets = tickets: at most { $number } { $period }
limit-hours = hours of work: at most { $number } { $period }
kept-share = { $metric }: kept for at least { $share }% of the tickets, counted over { $period }
credit-together = { $metrics } together
credit-below = { $metric }: where less than { $share }% is kept, { $credit }
credit-breaches = { $metric }: for { $number ->
    [1] one broken promise
   *[other] { $number } broken promises
} { $period }, { $credit }
credit-per-begun = { $metric }: for { $unit } of being late, { $credit }
credit-at-most = at most { $most }
credit-steps = Where lines about the same promise and the same tickets differ only in the share, or in the number of broken promises, only the last step that is reached counts; the credits are not added up.
begun-hour = each begun hour
begun-business-hour = each begun hour of work
begun-day = each begun day
begun-business-day = each begun working day

## Deadlines by day, arrival, seasons
due-by = by { $time } { $day }
time-at = { $time }
time-opening = the time we open
time-close = the time we close
due-day-same = on the same day
due-day-next = on the next day
due-day-nth = on day { $n } after the report
due-business-same = on the same business day
due-business-next = on the next business day
due-business-nth = on business day { $n } after the report
due-opening-same = in the same opening period
due-opening-next = in the next opening period
due-opening-nth = in opening period { $n } after the report
due-weekday = on the next { $weekday }
due-after-opening = { $promise } (a report outside our hours counts from the next opening)
due-day-counted = on day { $n }, the day of the report included
due-business-counted = on business day { $n }, the day of the report included
due-opening-counted = in opening period { $n }, that of the report included
cond-received-open = received while we are open
cond-received-in = received in the hours “{ $hours }”
cond-received-before = received before { $time }
cond-received-from = received at { $time } or later
cond-received-on = received on { $days }
cond-received-holiday = received on a public holiday
cond-by-clock-of = { $condition } (in the zone of the hours “{ $hours }”)
season = from { $from } to { $until }: { $hours }
season-closed = from { $from } to { $until }: closed
observed-nearest = A holiday on a Saturday is also taken on the Friday before, one on a Sunday on the Monday after.
observed-next = A holiday on a weekend is also taken on the next weekday that is no holiday.
observed-monday = A holiday on a weekend is also taken on the Monday after.
observed-saturday = A holiday on a Sunday is taken on the Saturday before instead.
metric-begins-opening = For a ticket that comes in outside our hours it starts at the next opening.
metric-cut-off = A ticket that comes in at { $time } or later counts as received when we open on the next open day; one that comes in while we are closed, when we next open.
cut-off = { $promise } (a ticket of { $time } or later counts from the next open day)
metric-roll-day = An end on a day when we are closed moves to the next open day, at the same time of day.
metric-ended = It ends, neither kept nor missed, once { $events }.
agreed = by the date agreed with you
agreed-until = by the date agreed with you; until there is one: { $promise }
ladder-again = After the last step they begin again { $amount } later, { $n ->
    [one] once
   *[other] up to { $n } times
}.
add-on-per-ticket = { $name } (bought for a single ticket)
intended = Intended: { $reason }

## Holidays by rule
col-holiday = Holiday
col-rule = When
closed-on-days = closed each year on these days:
rule-from = from { $year } on
rule-until = until { $year }
rule-date = { $date }
rule-easter = Easter Sunday
rule-orthodox-easter = Orthodox Easter Sunday
rule-nth = the { $n ->
    [1] first
    [2] second
    [3] third
    [4] fourth
   *[other] fifth
} { $weekday } of { $month }
rule-last = the last { $weekday } of { $month }
rule-before = the { $weekday } before { $date }
rule-on-or-before = the { $weekday } on or before { $date }
rule-on-or-after = the { $weekday } on or after { $date }
rule-after-date = the { $weekday } after { $date }
rule-days-after-easter = { $n ->
    [one] the day after Easter Sunday
   *[other] { $n } days after Easter Sunday
}
rule-days-before-easter = { $n ->
    [one] the day before Easter Sunday
   *[other] { $n } days before Easter Sunday
}
rule-days-after = { $n ->
    [one] the day after
   *[other] { $n } days after
} { $rule }
rule-days-before = { $n ->
    [one] the day before
   *[other] { $n } days before
} { $rule }
long-weekday-1 = Monday
long-weekday-2 = Tuesday
long-weekday-3 = Wednesday
long-weekday-4 = Thursday
long-weekday-5 = Friday
long-weekday-6 = Saturday
long-weekday-7 = Sunday
long-month-1 = January
long-month-2 = February
long-month-3 = March
long-month-4 = April
long-month-5 = May
long-month-6 = June
long-month-7 = July
long-month-8 = August
long-month-9 = September
long-month-10 = October
long-month-11 = November
long-month-12 = December
