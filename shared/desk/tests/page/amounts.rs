//! Amounts as an author writes them, and the ways in which a page may say them in each language.

/// Units as an author writes them, and as a page says one and several of them in each of `LOCALES`.
const UNITS: [(&str, [[&str; 2]; 5]); 8] = [
    (
        "month",
        [
            ["month", "months"],
            ["maand", "maanden"],
            ["mois", "mois"],
            ["Monat", "Monate"],
            ["mese", "mesi"],
        ],
    ),
    (
        "business day",
        [
            ["business day", "business days"],
            ["werkdag", "werkdagen"],
            ["jour ouvré", "jours ouvrés"],
            ["Arbeitstag", "Arbeitstage"],
            ["giorno lavorativo", "giorni lavorativi"],
        ],
    ),
    (
        "business hour",
        [
            ["business hour", "business hours"],
            ["werkuur", "werkuren"],
            ["heure ouvrée", "heures ouvrées"],
            ["Geschäftsstunde", "Geschäftsstunden"],
            ["ora lavorativa", "ore lavorative"],
        ],
    ),
    (
        "hour",
        [
            ["hour", "hours"],
            ["uur", "uur"],
            ["heure", "heures"],
            ["Stunde", "Stunden"],
            ["ora", "ore"],
        ],
    ),
    (
        "minute",
        [
            ["minute", "minutes"],
            ["minuut", "minuten"],
            ["minute", "minutes"],
            ["Minute", "Minuten"],
            ["minuto", "minuti"],
        ],
    ),
    (
        "calendar day",
        [
            ["calendar day", "calendar days"],
            ["kalenderdag", "kalenderdagen"],
            ["jour calendaire", "jours calendaires"],
            ["Kalendertag", "Kalendertage"],
            ["giorno di calendario", "giorni di calendario"],
        ],
    ),
    (
        "week",
        [
            ["week", "weeks"],
            ["week", "weken"],
            ["semaine", "semaines"],
            ["Woche", "Wochen"],
            ["settimana", "settimane"],
        ],
    ),
    (
        "day",
        [
            ["day", "days"],
            ["dag", "dagen"],
            ["jour", "jours"],
            ["Tag", "Tage"],
            ["giorno", "giorni"],
        ],
    ),
];

/// The ways in which a page may say an amount: the author's own unit, and what comes to the same.
pub(super) fn spellings(amount: &str, locale: usize) -> Vec<String> {
    let (number, unit) = amount.split_once(' ').unwrap_or((amount, ""));
    let number: u32 = number.parse().unwrap_or_else(|_| panic!("{amount}"));
    let singular = unit.trim_end_matches('s');
    let bare = singular.trim_start_matches("elapsed ");
    let mut same = vec![(number, bare.to_owned())];
    match bare {
        "hour" if unit.starts_with("elapsed") => {
            let days = number.is_multiple_of(24).then_some(number / 24);
            same.extend(days.map(|days| (days, "day".to_owned())));
        }
        "hour" => same.push((number, "business hour".to_owned())),
        "business minute" => same.push((number, "minute".to_owned())),
        "calendar week" => same.push((number, "week".to_owned())),
        "calendar day" if number.is_multiple_of(7) => same.push((number / 7, "week".to_owned())),
        "day" if unit.starts_with("elapsed") => {}
        "business day" => same.push((number, "day".to_owned())),
        _ => {}
    }
    if bare.ends_with("minute") && number > 60 {
        // Said in two units: the hours of it are enough here.
        same.push((number / 60, "hour".to_owned()));
        same.push((number / 60, "business hour".to_owned()));
    }
    let words = same.iter().filter_map(|(number, unit)| {
        let (_, words) = UNITS.iter().find(|(known, _)| known == unit)?;
        let [one, several] = words[locale];
        Some(format!(
            "{number} {}",
            if *number == 1 { one } else { several }
        ))
    });
    words.collect()
}
