# Courriels en français. Chaque fichier d'ici a les mêmes messages ; un test les compare.
# { "\u00A0" } est l'espace insécable, écrite ainsi pour qu'on la voie.

## Date et heure
weekday-1 = lun.
weekday-2 = mar.
weekday-3 = mer.
weekday-4 = jeu.
weekday-5 = ven.
weekday-6 = sam.
weekday-7 = dim.
month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.
date = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year } à { $time } ({ $zone })
days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
under-a-minute = moins d'une minute
two-units = { $first } et { $second }

## Cadre
greeting = Bonjour,
regards = Cordialement,
answer-this-mail = Vous pouvez simplement répondre à ce courriel{ "\u00A0" }; votre réponse sera ajoutée au ticket.
write-to-us = Pour ajouter quelque chose, écrivez à { $address } en rappelant la référence { $reference }.
follow-here = Suivre votre ticket{ "\u00A0" }:
open-ticket = Ouvrir le ticket{ "\u00A0" }:
more-help = En attendant, ceci peut vous aider{ "\u00A0" }:
emergency = En cas d'urgence, appelez le { $number }.
labeled = { $label }{ "\u00A0" }: { $value }
label-reference = Référence
label-kind = Type
label-priority = Priorité
label-area = Domaine
label-status = Statut
quoted = Nous estimons le coût à { $amount }. Nous commençons dès que vous donnez votre accord{ "\u00A0" }; vous pouvez le donner jusqu'au { $until }.
money = { $amount }{ "\u00A0" }{ $currency }
decimal-sign = ,

## Ce qui est promis
promises = Nos engagements{ "\u00A0" }:
promises-too = Nous nous engageons aussi{ "\u00A0" }:
promise-first-response = Vous recevez une première réponse au plus tard le { $due }
promise-next-response = Vous recevez notre prochaine réponse au plus tard le { $due }
promise-periodic-update = Nous vous disons où nous en sommes au plus tard le { $due }
promise-triage = Votre ticket est qualifié au plus tard le { $due }
promise-pickup = Votre ticket est pris en charge au plus tard le { $due }
promise-workaround = Vous disposez d'une solution de contournement au plus tard le { $due }
promise-resolution = Votre ticket est résolu au plus tard le { $due }
promise-other = Nous vous promettons «{ "\u00A0" }{ $metric }{ "\u00A0" }» au plus tard le { $due }
promise-plain = { $promise }.
promise-because = { $promise }{ "\u00A0" }: { $because }.
promise-words = { $metric }{ "\u00A0" }: { $words }

## Noms des délais et des statuts
metric-first-response = Première réponse
metric-next-response = Réponse suivante
metric-periodic-update = Point d'avancement
metric-triage = Qualification
metric-pickup = Prise en charge
metric-workaround = Solution de contournement
metric-resolution = Résolution
status-incomplete = En attente de précisions de votre part
status-open = Ouvert
status-waiting-on-requester = En attente de votre réponse
status-awaiting-approval = En attente de votre accord
status-waiting-on-third-party = En attente d'un tiers
status-resolved = Résolu
status-closed = Clos

## Pourquoi une promesse est faite : la suite d'une phrase après « car »
who = les tickets
who-plan = les tickets { $plan }
who-type = de type «{ "\u00A0" }{ $type }{ "\u00A0" }»
who-priority = de priorité { $priority }
because-first-response = { $who } reçoivent une réponse sous { $amount }
because-next-response = pour { $who }, chaque nouveau message reçoit une réponse sous { $amount }
because-periodic-update = pour { $who }, nous faisons le point au moins une fois par période de { $amount }
because-triage = { $who } sont qualifiés sous { $amount }
because-pickup = { $who } sont pris en charge sous { $amount }
because-workaround = { $who } reçoivent une solution de contournement sous { $amount }
because-resolution = { $who } sont résolus sous { $amount }
because-other = pour { $who }, nous promettons «{ "\u00A0" }{ $metric }{ "\u00A0" }» sous { $amount }
because-slot = nous examinons { $who } à { $times }
because-commitment = nous nous sommes engagés à traiter ce ticket en { $amount }
because-agreed = nous avons convenu de cette date avec vous
because-until-agreed = nous promettons { $amount } tant qu'aucune date n'est convenue avec vous
to-be-agreed = au jour dont nous convenons avec vous
times-and = { $first } et { $last }
business-days = { $n ->
    [one] { $n } jour ouvré
   *[other] { $n } jours ouvrés
}
business-hours = { $n ->
    [one] { $n } heure ouvrée
   *[other] { $n } heures ouvrées
}
business-minutes = { $n ->
    [one] { $n } minute ouvrée
   *[other] { $n } minutes ouvrées
}
calendar-days = { $n ->
    [one] { $n } jour calendaire
   *[other] { $n } jours calendaires
}
months = { $n ->
    [one] { $n } mois
   *[other] { $n } mois
}
weeks = { $n ->
    [one] { $n } semaine
   *[other] { $n } semaines
}

## Aux demandeurs
acknowledgement-subject = [{ $reference }] Nous avons bien reçu votre message
acknowledgement = Merci de votre message. Nous l'avons bien reçu et le suivons sous la référence { $reference }.
logged-subject = [{ $reference }] Votre ticket est enregistré
logged = Votre ticket { $reference } est enregistré et se trouve chez notre équipe.
classified-subject = [{ $reference }] Nous avons examiné votre ticket
classified = Nous avons examiné votre ticket et l'avons enregistré ainsi. Si quelque chose n'est pas exact, dites-le-nous.
status-changed-subject = [{ $reference }] Statut de votre ticket{ "\u00A0" }: { $status }
status-changed = Le statut de votre ticket { $reference } est maintenant «{ "\u00A0" }{ $status }{ "\u00A0" }».
date-agreed-subject = [{ $reference }] Une date pour votre ticket
date-agreed = Nous avons convenu d'une date avec vous pour votre ticket { $reference }.
reply-subject = [{ $reference }] Une réponse à votre ticket
resolved-subject = [{ $reference }] Votre ticket est résolu
resolved = Nous considérons votre ticket { $reference } comme résolu.
reopen-by-mail = Si quelque chose ne va toujours pas, répondez simplement à ce courriel{ "\u00A0" }; votre ticket sera rouvert.
reopen-by-address = Si quelque chose ne va toujours pas, écrivez à { $address } en rappelant la référence { $reference }{ "\u00A0" }; nous rouvrirons votre ticket.
unanswered-subject = [{ $reference }] Votre ticket est clos
unanswered = Nous avons clos votre ticket { $reference } sans qu'il soit résolu.
unanswered-promises = Ce que nous avions promis et n'avons pas mené à bien{ "\u00A0" }:
unanswered-promise = { $metric }{ "\u00A0" }: promis au plus tard le { $due }
still-needed-by-mail = Si vous avez encore besoin d'aide, répondez simplement à ce courriel{ "\u00A0" }; votre ticket sera rouvert.
still-needed-by-address = Si vous avez encore besoin d'aide, écrivez à { $address } en rappelant la référence { $reference }.
merged-subject = [{ $reference }] Votre ticket est suivi sous la référence { $other }
merged = Le ticket { $other } concerne la même question que votre ticket { $reference }. Nous traitons les deux ensemble sous la référence { $other }{ "\u00A0" }; merci de la rappeler désormais.
while-sorting = Nous classons encore votre ticket. En attendant, voici ce que nous promettons.
wish-acknowledgement-subject = [{ $reference }] Merci de votre idée
wish-acknowledgement = Merci de votre idée. Nous les lisons toutes et en tenons compte lorsque nous planifions la suite.
wish-silence = Vous ne recevrez pas de réponse particulière{ "\u00A0" }: ce que nous réalisons est annoncé dans les notes de version.
wish-links = Vous les trouverez ici{ "\u00A0" }:
announcement-subject = [{ $reference }] Un incident majeur concerne votre organisation
announcement = Le ticket { $reference } de votre organisation fait partie d’un incident majeur, que nous traitons dans son ensemble. La personne qui l’a signalé a de nos nouvelles dès qu’il y en a ; vous n’avez rien à faire.
receipts-subject = { $desk }{ "\u00A0" }: { $n ->
    [one] nous avons bien reçu { $n } message de votre part
   *[other] nous avons bien reçu { $n } messages de votre part
}
receipts = { $n ->
    [one] Nous avons reçu un message de cette adresse. Il a sa propre référence{ "\u00A0" }:
   *[other] Nous avons reçu { $n } messages de cette adresse en peu de temps et les confirmons ensemble. Chacun a sa propre référence{ "\u00A0" }:
}
receipts-more = { $n ->
    [one] { $n } autre message a aussi été enregistré et n'est pas repris ici.
   *[other] { $n } autres messages ont aussi été enregistrés et ne sont pas repris ici.
}
receipts-not-yours = Si vous ne les avez pas envoyés, quelqu'un d'autre a utilisé votre adresse. Merci de nous le signaler.
redirect-subject = { $desk }{ "\u00A0" }: merci de nous écrire par une autre voie
redirect = Merci d'avoir écrit à { $desk }. Nous ne pouvons pas traiter les demandes qui nous parviennent par cette voie{ "\u00A0" }; votre message n'a donc pas été enregistré comme ticket.
redirect-links = Voici où nous pouvons vous aider{ "\u00A0" }:
