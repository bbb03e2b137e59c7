# Courriels aux collaborateurs. Chaque langue a les mêmes messages ; un test les compare.

## Aux collaborateurs
warning-subject = [{ $reference }] { $metric }{ "\u00A0" }: encore { $time }
escalation-subject = [{ $reference }] { $metric }{ "\u00A0" }: { $time } de retard
due-now-subject = [{ $reference }] { $metric }{ "\u00A0" }: échéance atteinte
time-left = Ticket { $reference }, { $metric }{ "\u00A0" }: il reste { $time }, jusqu'au { $due }.
time-over = Ticket { $reference }, { $metric }{ "\u00A0" }: { $time } de retard. L'échéance était le { $due }.
due-now = Ticket { $reference }, { $metric }{ "\u00A0" }: l'échéance est atteinte, le { $due }.
warning-ask = Il est encore temps. Veillez à ce que quelqu'un s'en occupe.
escalation-ask = Prenez-le en charge maintenant, ou veillez à ce que quelqu'un le fasse.
step-role = Vous recevez ce courriel en tant que{ "\u00A0" }: { $role }.
step-share = Cette étape intervient à { $share }{ "\u00A0" }% du délai.
step-level = Le ticket est maintenant au niveau { $level }.
digest-subject = { $desk }{ "\u00A0" }: { $n ->
    [one] { $n } ticket demande votre attention
   *[other] { $n } tickets demandent votre attention
}
digest = { $n ->
    [one] Ce ticket demande votre attention{ "\u00A0" }:
   *[other] Ces { $n } tickets demandent votre attention{ "\u00A0" }:
}
digest-more = { $n ->
    [one] { $n } autre ticket attend dans la file.
   *[other] { $n } autres tickets attendent dans la file.
}

## Ce qui s'est passé
staff-arrived = Un nouveau ticket est arrivé{ "\u00A0" }: { $reference }.
staff-assigned = Le ticket { $reference } a été attribué à { $holder }.
staff-handed-over = Le ticket { $reference } a été transmis à { $holder }.
staff-requester-replied = Le demandeur a de nouveau écrit au sujet du ticket { $reference }.
staff-classified = Le ticket { $reference } a été classé comme suit.
staff-news = Il y a du nouveau sur le ticket { $reference }. Voici où il en est{ "\u00A0" }:
ask-take-up = Prenez-le en charge, ou veillez à ce que quelqu'un le fasse.
ask-answer = Répondez-lui, ou veillez à ce que quelqu'un le fasse.
label-customer = Client
label-plan = Formule
label-holder = Attribué à
label-subject = Objet
holder-nobody = personne pour l'instant
holder-in-team = { $agent } ({ $team })
owed-list = Ce qui est attendu{ "\u00A0" }:
owed = { $metric }{ "\u00A0" }: au plus tard le { $due }
owed-because = { $metric }{ "\u00A0" }: au plus tard le { $due }, car { $because }
owed-late = { $metric }{ "\u00A0" }: { $time } de retard{ "\u00A0" }; l'échéance était le { $due }
owed-late-because = { $metric }{ "\u00A0" }: { $time } de retard{ "\u00A0" }; l'échéance était le { $due }, car { $because }
they-wrote = Le demandeur a écrit{ "\u00A0" }:
words-go-on = La suite figure sur le ticket.

## Objets aux collaborateurs : [référence] priorité : quoi, pour quand — l'objet du demandeur
subject-priority = { $priority }{ "\u00A0" }: { $what }
subject-arrived = nouveau ticket
subject-assigned = attribué
subject-handed-over = transmis
subject-requester-replied = le demandeur a répondu
subject-classified = classé
subject-news = du nouveau
subject-by-time = { $metric } au plus tard à { $time }
subject-left = { $metric } au plus tard à { $time }, encore { $span }
subject-by-date = { $metric } au plus tard le { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } à { $time }
subject-now = { $metric } à échéance
subject-late = { $metric } en retard de { $span }

## Rôles, après « en tant que »
as-requester = demandeur
as-organisation-admins = administrateur de votre organisation
as-assignee = agent
as-owner = agent
as-owner-manager = supérieur de l'agent
as-team = membre de l'équipe
as-team-lead = responsable
as-manager = direction
as-account-manager = responsable de compte
as-on-call = personne d'astreinte
as-contact = contact pour ce ticket
as-level = agent de ce niveau
as-level-above = agent du niveau supérieur
as-level-below = agent du niveau inférieur
