//! People at the desk: they write, act, race and leave, each through the API that they would use.
use chrono::TimeDelta;
use desk::time::Instant;
use emulator::{HttpAnswer, Invocation};
use escalon_aws::config::Tables;
use escalon_aws::{PolicyMigration, Publisher, TicketId};
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::scenario::ScenarioAction;
use crate::world::{DESKS, OpenedTicket, SimulatedDesk};

/// Texts that customers write: urgent and not, sure and not, in several languages.
const WORDS: [(&str, &str); 8] = [
    ("All bots offline", "Nothing loads since this morning."),
    ("A question", "How do I change the greeting?"),
    (
        "Foutmelding",
        "Sinds vanochtend krijgen we een foutmelding bij het fiatteren.",
    ),
    (
        "Page blanche",
        "Notre site ne fonctionne plus, il affiche une page blanche.",
    ),
    ("Login", "I cannot log in since this morning."),
    ("Export", "How do I export my contacts to a file?"),
    (
        "Slow",
        "Everything is slow for several users and it gets worse.",
    ),
    (
        "Wens",
        "Het zou handig zijn als de lijst kan worden gesorteerd.",
    ),
];

/// Promises of odd editions instead: longer, shorter, in other hours.
const OTHERWISE: [(&str, &str); 7] = [
    ("within: 2 business days", "within: 3 business days"),
    (
        "priority = p3, within: 3 business days",
        "priority = p3, within: agreed, until_agreed: 3 business days",
    ),
    ("within: 1 elapsed hour", "within: 3 elapsed hours"),
    ("within: 4 business hours", "within: 2 business hours"),
    ("targets: 2 business hours", "targets: 3 business hours"),
    ("within: 15 elapsed minutes", "within: 10 elapsed minutes"),
    ("\"09:00-19:00\"", "\"10:00-18:00\""),
];

fn edition(text: &str, number: usize) -> String {
    let (before, after) = text.split_once("\nversion: ").unwrap_or((text, "\n"));
    let (_, after) = after.split_once('\n').unwrap_or_default();
    let text = format!("{before}\nversion: {}\n{after}", 1_000 + number);
    if number.is_multiple_of(2) {
        return text;
    }
    let otherwise = OTHERWISE.iter();
    otherwise.fold(text, |text, (from, to)| text.replace(from, to))
}

/// How often a client repeats a request that was answered by a server error.
const PATIENCE: usize = 12;
impl SimulatedDesk {
    pub(crate) fn ticket(&self, number: usize) -> Option<OpenedTicket> {
        let place = number.checked_rem(self.tickets.len())?;
        self.tickets.get(place).cloned()
    }

    pub(crate) async fn opens(&mut self, desk: usize, customer: usize, words: usize) {
        let (name, organisation, _) = DESKS[desk % DESKS.len()];
        let (subject, description) = WORDS[words % WORDS.len()];
        let body = json!({
            "requester": {"email": address(customer, name), "name": "Customer"},
            "organisation": organisation, "subject": subject, "description": description,
        });
        let key = format!("step-{}", self.step);
        let answer = self
            .sends(&format!("/desks/{name}/tickets"), &key, &body)
            .await;
        let body = answer.json();
        let id = body["ticket"]
            .as_str()
            .and_then(|id| TicketId::parse(name, id).ok());
        if let (true, Some(id)) = (answer.status.is_success(), id) {
            let opened_at = self.desk.clock().now();
            let cause = format!("open:{}", id.name());
            self.accepted.push((id.clone(), cause));
            if self.tickets.iter().all(|known| known.id != id) {
                self.tickets.push(OpenedTicket {
                    id,
                    desk,
                    opened_at,
                });
            }
        }
    }

    pub(crate) async fn acts(&mut self, known: &OpenedTicket, action: ScenarioAction, key: &str) {
        let Some(body) = self.command(known, action) else {
            return;
        };
        let answer = self.sends(&path(known), key, &body).await;
        let is_done = answer.json()["facts"]
            .as_array()
            .is_some_and(|facts| !facts.is_empty());
        if answer.status.is_success() && is_done {
            self.accepted.push((known.id.clone(), format!("key:{key}")));
        }
    }

    /// Two people and several sweeps at the same moment; every call is a chance to be overtaken.
    pub(crate) async fn races(&mut self, ticket: usize, actions: [ScenarioAction; 2], sweeps: u8) {
        let Some(known) = self.ticket(ticket) else {
            return;
        };
        let [first, second] = actions.map(|action| self.command(&known, action));
        let keys = [0, 1].map(|place| format!("step-{}-{place}", self.step));
        let (one, two, (), ()) = tokio::join!(
            self.tries(&known, first, &keys[0]),
            self.tries(&known, second, &keys[1]),
            self.sweep("breach-scan", sweeps),
            self.sweep("notify", sweeps)
        );
        for (answer, key) in [one, two].into_iter().zip(keys) {
            let Some(answer) = answer else { continue };
            let is_done = answer.json()["facts"]
                .as_array()
                .is_some_and(|facts| !facts.is_empty());
            if answer.status.is_success() && is_done {
                self.accepted.push((known.id.clone(), format!("key:{key}")));
            }
        }
    }

    async fn tries(
        &self,
        known: &OpenedTicket,
        body: Option<Value>,
        key: &str,
    ) -> Option<HttpAnswer> {
        let body = body?;
        Some(self.sends(&path(known), key, &body).await)
    }

    /// So many sweeps of one function at once.
    async fn sweep(&self, function: &str, times: u8) {
        let Some(handler) = self.functions.function(function) else {
            return;
        };
        let now = self.desk.clock().now();
        let sweeps = (0..times).map(|_| handler(Invocation::Schedule(Value::Null), now));
        // What they found or why they died is for the next look at the desk.
        join_all(sweeps).await;
    }

    /// The next edition promises something else than the one before; a store without faults takes it.
    pub(crate) async fn republishes(&mut self, desk: usize, moves: bool) {
        let (name, _, text) = DESKS[desk % DESKS.len()];
        self.editions += 1;
        let text = edition(text, self.editions);
        let store = self.desk.dynamodb();
        let publisher = Publisher::new(store.clone(), self.table("TICKETS_TABLE"));
        let Ok(version) = publisher.publish(name, &text).await else {
            return;
        };
        let tables = Tables::from(&|name: &str| Some(self.table(name)));
        if let (true, Ok(tables)) = (moves, tables) {
            let mover = PolicyMigration::new(store, &tables);
            // A ticket that does not fit keeps its version, which the watch sees.
            let _ = mover.run(name, &version, self.desk.clock().now()).await;
        }
    }

    pub(crate) async fn leaves(&mut self, desk: usize, agent: usize, hours: u32) {
        let place = desk % DESKS.len();
        let names = &self.agents[place];
        let Some(agent) = agent
            .checked_rem(names.len())
            .and_then(|place| names.get(place))
        else {
            return;
        };
        let until = self.desk.clock().now() + TimeDelta::hours(i64::from(hours));
        let body = if hours == 0 {
            json!({})
        } else {
            json!({"absent_until": until})
        };
        let path = format!("/desks/{}/agents/{agent}", DESKS[place].0);
        self.send("PUT", &path, "", &body).await;
    }

    pub(crate) async fn names(&self, path: &str, list: &str, name: &str) -> Vec<String> {
        let answer = self.send("GET", path, "", &Value::Null).await.json();
        let entries = answer[list].as_array().cloned().unwrap_or_default();
        let names = entries.iter().filter_map(|entry| entry[name].as_str());
        names.map(str::to_owned).collect()
    }

    /// A client that repeats its request, under the same key, until the answer is no server error.
    async fn sends(&self, path: &str, key: &str, body: &Value) -> HttpAnswer {
        let mut answer = self.send("POST", path, key, body).await;
        for _ in 0..PATIENCE {
            if !answer.status.is_server_error() {
                break;
            }
            answer = self.send("POST", path, key, body).await;
        }
        answer
    }

    async fn send(&self, method: &str, path: &str, key: &str, body: &Value) -> HttpAnswer {
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key),
        ];
        self.desk
            .http(method, path, &headers, body.to_string().as_bytes())
            .await
    }

    /// A metric of the ticket's desk, counted round.
    fn metric(&self, known: &OpenedTicket, place: u8) -> Option<&str> {
        let names = &self.metrics[known.desk % DESKS.len()];
        let place = usize::from(place).checked_rem(names.len())?;
        names.get(place).map(String::as_str)
    }

    fn command(&self, known: &OpenedTicket, action: ScenarioAction) -> Option<Value> {
        let agent = json!({"agent": self.agents[known.desk % DESKS.len()].first().map_or("agent", String::as_str), "level": 2});
        let now = self.desk.clock().now();
        let others = || {
            let same =
                |other: &&OpenedTicket| other.id.desk() == known.id.desk() && other.id != known.id;
            self.tickets.iter().filter(same).collect::<Vec<_>>()
        };
        let reply = |text: &str| json!({"command": "reply", "by": agent, "text": text});
        Some(match action {
            ScenarioAction::Reply => reply("We are on it."),
            ScenarioAction::RepliedBefore(minutes) => {
                late(known, minutes, now, reply("We called."))
            }
            ScenarioAction::CustomerRepliedBefore(minutes) => {
                let reply =
                    json!({"command": "requester_reply", "by": "requester", "text": "As I said."});
                late(known, minutes, now, reply)
            }
            ScenarioAction::ResolvedBefore(minutes) => late(
                known,
                minutes,
                now,
                json!({"command": "resolve", "by": agent}),
            ),
            ScenarioAction::Withdraw(metric) => {
                json!({"command": "withdraw", "by": agent, "metric": self.metric(known, metric)?,
                       "reason": "The customer confirms that it was in time."})
            }
            ScenarioAction::AgreeDate { metric, hours } => {
                json!({"command": "agree_date", "by": agent, "metric": self.metric(known, metric)?,
                       "due": now + TimeDelta::hours(i64::from(hours)), "reason": "The parts come then."})
            }
            ScenarioAction::CustomerReplies => {
                json!({"command": "requester_reply", "by": "requester", "text": "Still so."})
            }
            ScenarioAction::Note => {
                json!({"command": "note", "by": agent, "text": "Looks like before."})
            }
            ScenarioAction::Wait => json!({"command": "wait", "by": agent}),
            ScenarioAction::Resume => json!({"command": "resume", "by": agent}),
            ScenarioAction::Resolve => json!({"command": "resolve", "by": agent}),
            ScenarioAction::Reopen => json!({"command": "reopen", "by": "requester"}),
            ScenarioAction::Close => json!({"command": "close", "by": agent}),
            ScenarioAction::TakeInCharge => {
                json!({"command": "take_in_charge", "by": agent, "agent": agent["agent"]})
            }
            ScenarioAction::Acknowledge => json!({"command": "acknowledge", "by": agent}),
            ScenarioAction::Priority(rank) => {
                let names = &self.priorities[known.desk % DESKS.len()];
                let place = usize::from(rank).checked_rem(names.len())?;
                json!({"command": "change_priority", "by": agent, "to": names.get(place)?})
            }
            ScenarioAction::HandOver => json!({"command": "escalate", "by": agent, "to_level": 2}),
            ScenarioAction::MergeInto(other) => {
                let others = others();
                let other = others.get(other.checked_rem(others.len())?)?;
                json!({"command": "merge", "by": agent, "into": other.id.name()})
            }
            ScenarioAction::AdoptAll => {
                let children: Vec<_> = others()
                    .iter()
                    .map(|other| other.id.name().to_owned())
                    .collect();
                (!children.is_empty())
                    .then(|| json!({"command": "adopt", "by": agent, "children": children}))?
            }
        })
    }
}

/// A command that is entered so many minutes after it was done, with a reason.
fn late(known: &OpenedTicket, minutes: u16, now: Instant, mut command: Value) -> Value {
    let at = (now - TimeDelta::minutes(i64::from(minutes))).max(known.opened_at);
    command["at"] = json!(at);
    command["late_reason"] = json!("The line was busy until now.");
    command
}

pub(crate) fn address(customer: usize, desk: &str) -> String {
    format!("customer{customer}@{desk}.example.com")
}

fn path(known: &OpenedTicket) -> String {
    format!(
        "/desks/{}/tickets/{}/commands",
        known.id.desk(),
        known.id.name()
    )
}

#[cfg(test)]
mod tests {
    use super::{DESKS, edition};

    #[test]
    fn every_other_edition_can_be_published_and_one_of_them_promises_agreed_dates() {
        let texts = DESKS.map(|(_, _, text)| edition(text, 1));
        for text in &texts {
            assert!(desk::policy::compile(text).is_ok());
        }
        assert!(texts.iter().any(|text| text.contains("within: agreed")));
    }
}
