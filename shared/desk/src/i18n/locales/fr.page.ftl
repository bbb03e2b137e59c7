# Une politique sous forme de page, en français. Chaque fichier de page d'ici a les mêmes messages ; un test les compare.
# Les conditions (cond-…, by-…) suivent le mot « tickets » ; les événements suivent « dès que ».
# { "\u00A0" } est l'espace insécable, écrite ainsi pour qu'on la voie.

## Titres
page-intro = Ce que { $desk } promet à ses clients, édition { $version }. Ces engagements valent à partir du { $from }. Heures indiquées{ "\u00A0" }: { $zone }, sauf mention contraire.
page-hours = Nos horaires
page-plans = Formules
page-promises = Nos engagements
page-add-ons = Options
page-priorities = Priorités
page-deciding = Comment un ticket reçoit son type et sa priorité
page-tickets = Ce qu'il faut fournir
page-reach = Comment nous joindre
page-escalation = En cas de retard{ "\u00A0" }: { $metrics }
page-contacts = À qui vous adresser
page-contacts-told = Qui, chez nous, est informé d'un retard
page-good-to-know = Bon à savoir
page-readings = Notre lecture de ces engagements
page-signatures = Signatures
page-for-desk = Pour { $desk }, date et signature
page-for-customer = Pour le client, date et signature
col-calendar = Horaires
col-open = Ouverture
col-zone = Fuseau horaire
col-plan = Formule
col-type = Type
col-priority = Priorité
col-area = Sujet
col-means = Signification
col-needs = Ce qu'il faut
col-channels = Pour nous joindre
col-hours = Horaires
col-when = Quand
col-for = Pour les tickets
col-team = Équipe
col-level = Niveau
col-tells = Qui est averti
col-copy = Copie
col-add-on = Option
col-changes = Ce qu'elle apporte
col-address = Adresse
col-id = Point
col-source = Le texte dit
col-reading = Nous lisons
col-promise = Engagement
col-difficulty = Difficulté
col-least = Au moins
col-most = Au plus
col-tickets = Tickets
col-becomes = Reçoivent
col-impact = Impact
col-urgency = Urgence
col-impact-urgency = Impact, puis urgence

## Heures et jours
open-at = Ouverture{ "\u00A0" }: { $hours } ({ $zone }).
around-the-clock = jour et nuit
days-range = { $first } à { $last }
zone-of-city = heure de { $city }
zone-of-organisation = heure de votre organisation
zone-of-contact = votre propre heure
closed-in = fermé en { $year }{ "\u00A0" }: { $days }.
no-holidays = ouvert les jours fériés comme les autres jours.
closed-each-year = fermé chaque année{ "\u00A0" }: { $days }.
open-only = { $day } (ouvert { $hours } seulement)
day-and-month = { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
count-hours = Une heure ouvrée est une heure pendant laquelle nous sommes ouverts. En dehors, le délai est suspendu{ "\u00A0" }; un ticket reçu alors compte à partir de la prochaine ouverture.
count-day-window = Un jour ouvré équivaut à { $amount } d'ouverture, la durée d'une journée ordinaire.
count-day-minutes = Un jour ouvré équivaut à { $amount } d'ouverture.
count-day-same-time = Un délai en jours ouvrés se termine autant de jours d'ouverture plus tard, à l'heure à laquelle il a commencé.
count-day-close = Un délai en jours ouvrés se termine à la fermeture du dernier{ "\u00A0" }; le premier est le premier jour d'ouverture après le jour du ticket.
count-dates = Les jours calendaires et les semaines comptent chaque jour, ouvert ou non, et se terminent à l'heure à laquelle ils ont commencé.
count-elapsed = Tous les autres délais courent jour et nuit, week-ends et jours fériés compris.
count-elapsed-only = Les délais promis courent jour et nuit, week-ends et jours fériés compris.

## Engagements
nothing-promised = aucun délai promis
nothing-promised-at-all = Nous ne promettons pas de délai ici.
promised = Pour tout ticket{ "\u00A0" }: { $promise }.
promised-otherwise = pour tout autre ticket{ "\u00A0" }: { $promise }
every-value = tous
no-priority = aucune
without-priority = sans priorité{ "\u00A0" }: { $types }
if-also = { $condition }{ "\u00A0" }: { $promise }
first-applies = Si plusieurs lignes assorties d'une condition s'appliquent à un ticket, la première compte.
earliest-applies = Si plusieurs lignes s'appliquent à un ticket, celle qui se termine le plus tôt compte.
whichever-first = { $promises }, selon ce qui se termine le plus tôt
of-calendar = { $amount } (horaires{ "\u00A0" }: { $calendar })
of-plan = { $amount } (selon les horaires de la formule)
hours-of-plan = horaires de la formule
hours-for = { $hours } pour les tickets { $condition }
hours-otherwise = sinon { $hours }
at-slots = nous examinons les tickets à { $times } les jours d'ouverture, au plus { $grace } plus tard
committed = le délai sur lequel nous nous engageons à la prise en charge
commitment = À la prise en charge, nous nous engageons sur un délai, selon la difficulté{ "\u00A0" }:
metric-starts = Le délai court dès que { $events }.
metric-counted-from = Il se compte à partir du moment où { $event }.
metric-met = L'engagement est tenu dès que { $events }.
metric-again-met = Chaque fois qu'il est tenu, la période suivante commence.
metric-again-start = Il recommence chaque fois que cela se produit.
metric-no-pauses = Rien ne suspend ce délai.
metric-pauses = Le délai est suspendu tant que le ticket est { $statuses }.
metric-roll = Une échéance en dehors de nos horaires est reportée à la prochaine ouverture.
metric-settle = La preuve venant de l'extérieur, l'engagement n'est tenu pour manqué que { $amount } après l'échéance.
quoted-word = «{ "\u00A0" }{ $word }{ "\u00A0" }»
add-on-hours = horaires{ "\u00A0" }: { $hours }

## Conditions
list-and = { $first } et { $last }
list-or = { $first } ou { $last }
events-or = { $first } ou que { $last }
all-tickets = tous
less-than = moins de { $n }
at-most = { $n } ou moins
more-than = plus de { $n }
at-least = { $n } ou plus
cond-not = à l'exclusion de ceux { $condition }
cond-plan = avec la formule { $value }
cond-add-on = avec l'option { $value }
cond-type = de type { $value }
cond-priority = de priorité { $value }
cond-area = concernant { $value }
cond-channel = signalés { $value }
cond-status = au statut { $value }
cond-level = au niveau { $value }
cond-difficulty = de difficulté { $value }
cond-impact = d'impact { $value }
cond-urgency = d'urgence { $value }
cond-locale = en { $value }
cond-milestone = pour lesquels { $value } est atteint
cond-fact = pour lesquels { $value }
cond-requested = signalés avec la priorité { $value }
cond-organisation = d'organisations avec { $name } { $value }
cond-contact = de personnes avec { $name } { $value }
cond-field = avec { $value } dans le champ «{ "\u00A0" }{ $name }{ "\u00A0" }»
cond-answer = avec la réponse { $value } à «{ "\u00A0" }{ $name }{ "\u00A0" }»
cond-not-plan = avec une autre formule que { $value }
cond-not-add-on = sans l'option { $value }
cond-not-type = d'un autre type que { $value }
cond-not-priority = d'une autre priorité que { $value }
cond-not-area = concernant autre chose que { $value }
cond-not-channel = non signalés { $value }
cond-not-status = à un autre statut que { $value }
cond-not-level = à un autre niveau que { $value }
cond-not-difficulty = d'une autre difficulté que { $value }
cond-not-impact = d'un autre impact que { $value }
cond-not-urgency = d'une autre urgence que { $value }
cond-not-locale = dans une autre langue (sauf { $value })
cond-not-milestone = pour lesquels { $value } n'est pas atteint
cond-not-fact = pour lesquels ceci n'est pas le cas{ "\u00A0" }: { $value }
cond-not-requested = signalés avec une autre priorité que { $value }
cond-not-organisation = d'organisations sans { $name } { $value }
cond-not-contact = de personnes sans { $name } { $value }
cond-not-field = sans { $value } dans le champ «{ "\u00A0" }{ $name }{ "\u00A0" }»
cond-not-answer = sans la réponse { $value } à «{ "\u00A0" }{ $name }{ "\u00A0" }»
by-portal = sur le portail
by-api = par l'API
by-email = par courriel
by-phone = par téléphone
by-chat = par le clavardage
by-ticketing = par votre propre système de tickets
by-other = par «{ "\u00A0" }{ $name }{ "\u00A0" }»
value-yes = oui
value-no = non

## Ce qui se passe
event-received = nous avons reçu le ticket
event-complete = le ticket est complet
event-classified = nous avons fixé son type et sa priorité
event-assigned = le ticket est attribué à quelqu'un
event-taken-in-charge = quelqu'un a pris le ticket en charge
event-date-agreed = nous avons convenu d'une date avec vous
event-replied = nous vous avons répondu
event-requester-replied = vous avez répondu
event-noted = nous avons laissé une note
event-escalated = le ticket est monté d'un niveau
event-handed-over = le ticket est transmis à un autre niveau
event-acknowledged = quelqu'un a confirmé l'alerte
event-resolved = le ticket est résolu
event-reopened = le ticket est rouvert
event-closed = le ticket est clos
event-unanswered = le ticket est clos sans être résolu
event-warned = un avertissement est parti
event-breached = un engagement est manqué
event-priority-changed = la priorité a changé
event-contacted = vous nous avez de nouveau contactés
event-answers-changed = les réponses ont changé
event-plan-changed = la formule a changé
event-type-changed = le type a changé
event-area-changed = le sujet a changé
event-needs-info = nous avons demandé ce qui manque
event-status-changed = le statut a changé
event-status-named = le statut est «{ "\u00A0" }{ $status }{ "\u00A0" }»
event-notice-delivered = notre courriel «{ "\u00A0" }{ $notice }{ "\u00A0" }» vous est parvenu
event-notice-bounced = notre courriel «{ "\u00A0" }{ $notice }{ "\u00A0" }» nous est revenu
event-milestone = «{ "\u00A0" }{ $milestone }{ "\u00A0" }» est atteint
event-met = «{ "\u00A0" }{ $metric }{ "\u00A0" }» est tenu
event-joined = le ticket fait partie d'un incident majeur
event-approved = vous avez accepté le coût
event-quote-requested = nous avons envoyé un devis
event-if = { $event } (tickets { $condition })
event-of-level = { $event } (au niveau { $level })
event-of-you = { $event } (par vous)
event-of-system = { $event } (par notre système)

## Décision, répartition, règles
decide-default = Sauf indication contraire, un ticket a { $outcome }.
outcome-type = le type { $value }
outcome-priority = la priorité { $value }
outcome-area = le sujet { $value }
decide-reading = Nous tenons aussi compte de ce que vous écrivez. S'il reste un doute, une personne examine le ticket.
effect-priority = la priorité devient { $value }
effect-raise = { $n ->
    [one] la priorité monte d'un cran
   *[other] la priorité monte de { $n } crans
}
effect-lower = { $n ->
    [one] la priorité descend d'un cran
   *[other] la priorité descend de { $n } crans
}
effect-status = le statut devient «{ "\u00A0" }{ $value }{ "\u00A0" }»
effect-notify = un avis est envoyé à { $roles }
effect-notify-you = vous en êtes informé
rule-now = Tickets { $condition }{ "\u00A0" }: { $effect }.
rule-after = Tickets { $condition } sans nouvelles pendant { $amount }{ "\u00A0" }: { $effect }.
route = Les tickets { $condition } vont à l'équipe { $team } (niveau { $level }).
route-in-hours = Les tickets { $condition } vont à l'équipe { $team } (niveau { $level }), si possible aux horaires «{ "\u00A0" }{ $hours }{ "\u00A0" }».
tightened-earlier = Si un changement raccourcit le délai, le nouveau délai compte à partir du changement{ "\u00A0" }; une échéance plus proche, déjà promise, est maintenue.
tightened-from-start = Si un changement raccourcit le délai, il compte comme s'il avait été promis dès le début.
tightened-from-change = Si un changement raccourcit le délai, il compte à partir du changement.
tightened-keep = Si un changement raccourcit le délai, le premier engagement est maintenu.
loosened-from-start = Si un changement allonge le délai, il compte comme s'il avait été promis dès le début.
loosened-from-change = Si un changement allonge le délai, il compte à partir du changement.
loosened-keep = Si un changement allonge le délai, le premier engagement est maintenu.
reopened = Un ticket rouvert dans un délai de { $amount } reprend là où il s'était arrêté{ "\u00A0" }; au-delà, il compte comme un nouveau ticket.

## Tickets, contact, escalade
needs-fields = à remplir{ "\u00A0" }: { $fields }
needs-attachments = { $n ->
    [one] un document à joindre
   *[other] { $n } documents à joindre
}
needs-age = un document datant de { $amount } au plus
needs-one-per = un ticket par { $what }
needs-quote-beyond = un devis accepté pour tout travail au-delà de { $amount }
needs-quote = un devis accepté avant le début du travail
reach-by = Pour nous joindre{ "\u00A0" }: { $channels }.
reach-by-all = Pour tous{ "\u00A0" }: { $channels }. Ce qu'une formule ou une option ouvre en plus y est indiqué.
emergency-number = En cas d'urgence{ "\u00A0" }: { $number }. { $text }
emergency-number-if = Pour les tickets { $condition }{ "\u00A0" }: { $number }. { $text }
open-to-only = Réservé aux { $groups }. { $others }
ladder-stops = Si nous sommes en retard ou risquons de l'être, ces personnes sont averties. Cela s'arrête dès que { $events }.
when-at-once = aussitôt
when-share = à { $n }{ "\u00A0" }% du délai
when-due = à l'échéance
when-before-due = { $amount } avant l'échéance
when-after-due = { $amount } après l'échéance
when-after-start = { $amount } après le début
when-after-previous = { $amount } après l'étape précédente
quiet-outside = En dehors de nos horaires, ces courriels attendent la prochaine ouverture.
quiet-outside-unless = En dehors de nos horaires, ces courriels attendent la prochaine ouverture, sauf pour les tickets { $condition }.
nobody = personne
contact-ours = un contact chez nous

## Noms
channel-portal = le portail
channel-api = l'API
channel-email = le courriel
channel-phone = le téléphone
channel-chat = le chat du site
channel-ticketing = votre propre système de tickets
channel-slack = Slack
channel-whatsapp = WhatsApp
channel-account-manager = votre responsable de compte
role-requester = vous
role-organisation-admins = vos administrateurs
role-assignee = l'agent
role-owner = l'agent
role-owner-manager = le supérieur de l'agent
role-team = l'équipe
role-team-lead = le responsable
role-manager = la direction
role-account-manager = le responsable de compte
role-support-manager = le responsable du support
role-support-specialist = le spécialiste du support
role-on-call = la personne d'astreinte
role-contact = le contact de sa priorité et de son niveau
role-level = les agents de ce niveau
role-level-above = le niveau supérieur
role-level-below = le niveau inférieur
role-cto = le directeur technique
role-ceo = le directeur général
group-customer = clients
group-user = utilisateurs
field-description = description
field-subject = objet
field-phone = numéro de téléphone
field-invoice = facture
attribute-region = la région
attribute-country = le pays
attribute-contract = le contrat
attribute-tier = la catégorie
difficulty-simple = simple
difficulty-normal = normale
difficulty-difficult = difficile
difficulty-very-difficult = très difficile
difficulty-hard = difficile
language-en = anglais
language-nl = néerlandais
language-fr = français
language-de = allemand
language-it = italien
notice-logged = ticket enregistré
notice-received = message reçu
city-brussels = Bruxelles
city-paris = Paris
city-rome = Rome
city-lisbon = Lisbonne
city-athens = Athènes
city-berlin = Berlin
city-copenhagen = Copenhague
city-dublin = Dublin
city-kolkata = Calcutta
city-london = Londres
city-luxembourg = Luxembourg
city-vienna = Vienne
city-warsaw = Varsovie
city-zurich = Zurich

## Limits, shares, credits
page-limits = Limites
page-shares = Dans quelle mesure nous tenons nos engagements
page-credits = Ce que vous recevez sinon
per-day = par jour
per-week = par semaine
per-month = par mois
per-quarter = par trimestre
per-year = par an
limit-at-a-time = { $n ->
    [one] { $n } demande ouverte à la fois
   *[other] { $n } demandes ouvertes à la fois
}
limit-tickets = demandes{ "\u00A0" }: { $number } au plus { $period }
limit-hours = heures de travail{ "\u00A0" }: { $number } au plus { $period }
kept-share = { $metric }{ "\u00A0" }: tenu pour au moins { $share }{ "\u00A0" }% des demandes, compté { $period }
credit-together = { $metrics } ensemble
credit-below = { $metric }{ "\u00A0" }: si moins de { $share }{ "\u00A0" }% est tenu, { $credit }
credit-breaches = { $metric }{ "\u00A0" }: pour { $number ->
    [1] un engagement non tenu
   *[other] { $number } engagements non tenus
} { $period }, { $credit }
credit-per-begun = { $metric }{ "\u00A0" }: pour { $unit } de retard, { $credit }
credit-at-most = { $most } au plus
credit-steps = Lorsque des lignes sur le même engagement et les mêmes tickets ne diffèrent que par la part, ou par le nombre d'engagements non tenus, seul compte le dernier palier atteint{ "\u00A0" }; les montants ne s'additionnent pas.
begun-hour = chaque heure entamée
begun-business-hour = chaque heure ouvrée entamée
begun-day = chaque jour entamé
begun-business-day = chaque jour ouvré entamé

## Échéances à un jour donné, réception, saisons
due-by = au plus tard { $time } { $day }
time-at = à { $time }
time-opening = à l'ouverture
time-close = à la fermeture
due-day-same = le jour même
due-day-next = le lendemain
due-day-nth = le jour n° { $n } après le signalement
due-business-same = le jour ouvré même
due-business-next = le jour ouvré suivant
due-business-nth = le jour ouvré n° { $n } après le signalement
due-opening-same = dans la même plage d'ouverture
due-opening-next = dans la plage d'ouverture suivante
due-opening-nth = dans la plage d'ouverture n° { $n } après le signalement
due-weekday = le prochain { $weekday }
due-after-opening = { $promise } (un signalement en dehors de nos horaires compte à partir de la prochaine ouverture)
due-day-counted = le jour n° { $n }, jour du signalement compris
due-business-counted = le jour ouvré n° { $n }, jour du signalement compris
due-opening-counted = dans la plage d'ouverture n° { $n }, celle du signalement comprise
cond-received-open = reçus pendant nos heures d'ouverture
cond-received-in = reçus pendant les horaires «{ "\u00A0" }{ $hours }{ "\u00A0" }»
cond-received-before = reçus avant { $time }
cond-received-from = reçus à { $time } ou plus tard
cond-received-on = reçus un { $days }
cond-received-holiday = reçus un jour férié
cond-by-clock-of = { $condition } (au fuseau des horaires «{ "\u00A0" }{ $hours }{ "\u00A0" }»)
season = du { $from } au { $until }{ "\u00A0" }: { $hours }
season-closed = du { $from } au { $until }{ "\u00A0" }: fermé
observed-nearest = Un jour férié qui tombe un samedi est aussi chômé le vendredi précédent, un dimanche le lundi suivant.
observed-next = Un jour férié qui tombe le week-end est aussi chômé le prochain jour de semaine non férié.
observed-monday = Un jour férié qui tombe le week-end est aussi chômé le lundi suivant.
observed-saturday = Un jour férié qui tombe un dimanche est avancé au samedi.
metric-begins-opening = Pour un ticket reçu en dehors de nos horaires, il commence à la prochaine ouverture.
metric-cut-off = Un ticket reçu à { $time } ou plus tard est réputé reçu à notre ouverture le prochain jour ouvré{ "\u00A0" }; un ticket reçu pendant que nous sommes fermés, à la prochaine ouverture.
cut-off = { $promise } (un ticket reçu à { $time } ou plus tard compte à partir du prochain jour ouvré)
metric-roll-day = Une échéance un jour de fermeture est reportée au prochain jour d'ouverture, à la même heure.
metric-ended = Il prend fin, ni tenu ni manqué, dès que { $events }.
agreed = au plus tard à la date convenue avec vous
agreed-until = au plus tard à la date convenue avec vous{ "\u00A0" }; d'ici là{ "\u00A0" }: { $promise }
ladder-again = Après la dernière étape, elles recommencent { $amount } plus tard, { $n ->
    [one] une fois
   *[other] { $n } fois au plus
}.
add-on-per-ticket = { $name } (achetée pour un seul ticket)
intended = Voulu{ "\u00A0" }: { $reason }

## Jours fériés par règle
col-holiday = Jour férié
col-rule = Quand
closed-on-days = fermé chaque année les jours suivants{ "\u00A0" }:
rule-from = à partir de { $year }
rule-until = jusqu'en { $year }
rule-date = le { $date }
rule-easter = Pâques
rule-orthodox-easter = Pâques orthodoxes
rule-nth = le { $n ->
    [1] premier
    [2] deuxième
    [3] troisième
    [4] quatrième
   *[other] cinquième
} { $weekday } { $place ->
    [4] d'avril
    [8] d'août
    [10] d'octobre
   *[other] de { $month }
}
rule-last = le dernier { $weekday } { $place ->
    [4] d'avril
    [8] d'août
    [10] d'octobre
   *[other] de { $month }
}
rule-before = le { $weekday } avant le { $date }
rule-on-or-before = le { $weekday }, au plus tard le { $date }
rule-on-or-after = le { $weekday }, au plus tôt le { $date }
rule-after-date = le { $weekday } après le { $date }
rule-days-after-easter = { $n ->
    [1] le lendemain de Pâques
   *[other] { $n } jours après Pâques
}
rule-days-before-easter = { $n ->
    [1] la veille de Pâques
   *[other] { $n } jours avant Pâques
}
rule-days-after = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
} après { $rule }
rule-days-before = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
} avant { $rule }
long-weekday-1 = lundi
long-weekday-2 = mardi
long-weekday-3 = mercredi
long-weekday-4 = jeudi
long-weekday-5 = vendredi
long-weekday-6 = samedi
long-weekday-7 = dimanche
long-month-1 = janvier
long-month-2 = février
long-month-3 = mars
long-month-4 = avril
long-month-5 = mai
long-month-6 = juin
long-month-7 = juillet
long-month-8 = août
long-month-9 = septembre
long-month-10 = octobre
long-month-11 = novembre
long-month-12 = décembre
