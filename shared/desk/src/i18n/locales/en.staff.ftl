# Mails to staff, in English. Every locale has the same messages; a test compares them.

## To staff
warning-subject = [{ $reference }] { $metric }: { $time } left
escalation-subject = [{ $reference }] { $metric }: { $time } late
due-now-subject = [{ $reference }] { $metric }: due now
time-left = Ticket { $reference }: { $metric } is due in { $time }, on { $due }.
time-over = Ticket { $reference }: { $metric } is { $time } late. It was due on { $due }.
due-now = Ticket { $reference }: { $metric } is due now, on { $due }.
warning-ask = There is still time. Please make sure that somebody is working on it.
escalation-ask = Please take it up now, or make sure that somebody does.
step-role = You receive this email as { $role }.
step-share = This step comes at { $share } % of the target.
step-level = The ticket is now at level { $level }.
digest-subject = { $desk }: { $n ->
    [one] { $n } ticket needs attention
   *[other] { $n } tickets need attention
}
digest = { $n ->
    [one] This ticket needs attention:
   *[other] These { $n } tickets need attention:
}
digest-more = { $n ->
    [one] { $n } further ticket is waiting in the queue.
   *[other] { $n } further tickets are waiting in the queue.
}

## What happened
staff-arrived = A new ticket has come in: { $reference }.
staff-assigned = Ticket { $reference } has been assigned to { $holder }.
staff-handed-over = Ticket { $reference } has been handed over to { $holder }.
staff-requester-replied = The requester has written again about ticket { $reference }.
staff-classified = Ticket { $reference } has been classified, as below.
staff-news = There is news of ticket { $reference }. This is how it stands now:
ask-take-up = Please take it up, or make sure that somebody does.
ask-answer = Please answer, or make sure that somebody does.
label-customer = Customer
label-plan = Plan
label-holder = With
label-subject = Subject
holder-nobody = nobody yet
holder-in-team = { $agent } ({ $team })
owed-list = What is due:
owed = { $metric }: by { $due }
owed-because = { $metric }: by { $due }, because { $because }
owed-late = { $metric }: { $time } late; it was due by { $due }
owed-late-because = { $metric }: { $time } late; it was due by { $due }, because { $because }
they-wrote = The requester wrote:
words-go-on = The rest is on the ticket.

## Subjects to staff: [reference] priority: what, by when — the requester's subject
subject-priority = { $priority }: { $what }
subject-arrived = new ticket
subject-assigned = assigned
subject-handed-over = handed over
subject-requester-replied = the requester replied
subject-classified = classified
subject-news = news
subject-by-time = { $metric } by { $time }
subject-left = { $metric } by { $time }, { $span } left
subject-by-date = { $metric } by { $weekday } { $day } { $month }, { $time }
subject-now = { $metric } due now
subject-late = { $metric } { $span } late

## Roles, after "as"
as-requester = requester
as-organisation-admins = administrator of your organisation
as-assignee = agent
as-owner = agent
as-owner-manager = manager of the agent
as-team = member of the team
as-team-lead = team lead
as-manager = manager
as-account-manager = account manager
as-on-call = person on call
as-contact = contact for this ticket
as-level = person at this level
as-level-above = person at the level above
as-level-below = person at the level below
