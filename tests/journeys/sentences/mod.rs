//! Sentences of the five published texts: a journey for each binding one that no other test shows.
mod webpro;
mod wep;
mod whise;
mod whitevision;
mod wotnot;

use serde_json::Value;
use testkit::World;

/// The form of a desk, as it is shown before anybody writes to it.
async fn form(world: &World, desk: &str) -> Value {
    let answer = world.get(&format!("/desks/{desk}")).await;
    assert_eq!(answer.status, 200);
    answer.json()
}

/// Every value of one member of a list's entries.
fn all<'v>(list: &'v Value, member: &str) -> Vec<&'v Value> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry[member])
        .collect()
}

/// Whether an answer to the mail comes back to the desk's address, tagged with the ticket or not.
fn answers_to(mail: &emulator::SentMail, name: &str, domain: &str) -> bool {
    let is_meant =
        |address: &String| address.starts_with(name) && address.ends_with(&format!("@{domain}"));
    mail.reply_to.iter().all(is_meant) && !mail.reply_to.is_empty()
}

/// The last mail to an address.
fn last_mail(world: &World, address: &str) -> emulator::SentMail {
    world.mails(address).pop().unwrap()
}

fn words(mail: &emulator::SentMail) -> &str {
    mail.text.as_deref().unwrap()
}
