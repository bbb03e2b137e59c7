//! Admission: whether the desk is open to the requester, by that channel, and on behalf of somebody else.
use crate::lifecycle::Refusal;
use crate::policy::{CHANNELS, Policy, Words};
use crate::ticket::Opening;

/// A redirection: no mistake of the requester, so it comes with words that say where to turn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Redirection {
    /// The desk is not for such people.
    #[error("the desk is open to {open_to}")]
    NotForThem {
        /// The groups it is for.
        open_to: String,
        /// The policy's own words.
        words: Option<Words>,
    },
    /// The plan does not open this channel.
    #[error("`{channel}` opens no ticket here; {open} do")]
    OtherChannel {
        /// How they came.
        channel: String,
        /// How they can come.
        open: String,
        /// The policy's own words.
        words: Option<Words>,
    },
}

impl Redirection {
    /// The field of the request that says so.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::NotForThem { .. } => "group",
            Self::OtherChannel { .. } => "channel",
        }
    }

    /// The policy's own words for them, per locale.
    #[must_use]
    pub fn words(&self) -> Option<&Words> {
        match self {
            Self::NotForThem { words, .. } | Self::OtherChannel { words, .. } => words.as_ref(),
        }
    }
}

/// Whether the desk is open to the requester, and the channel is one that their plan opens.
///
/// The group is what the organisation's contract says (its attribute `group`, else `kind`), else
/// what the contact says of themselves. A request that does not say how it came is taken.
///
/// # Errors
/// [`Redirection`] with the policy's words.
pub fn admit(policy: &Policy, opening: &Opening) -> Result<(), Redirection> {
    let open_to = &policy.intake.open_to;
    let organisation = &opening.organisation;
    let group = organisation
        .get("group")
        .or_else(|| organisation.get("kind"))
        .or_else(|| opening.contact.get("group"));
    let is_meant = group.is_some_and(|group| open_to.contains(group));
    if !open_to.is_empty() && !is_meant {
        return Err(Redirection::NotForThem {
            open_to: open_to.join(", "),
            words: policy.intake.others.clone(),
        });
    }
    let Some(channel) = opening.channel.as_ref() else {
        return Ok(());
    };
    let open = channels(policy, opening);
    if open.contains(&channel.as_str()) || !is_channel(policy, channel) {
        // An unknown word is a mistake, and refused as one where the ticket is decided.
        return Ok(());
    }
    Err(Redirection::OtherChannel {
        channel: channel.clone(),
        open: open.join(", "),
        words: policy.intake.redirect.clone(),
    })
}

/// The channels that open tickets of this plan with its add-ons.
fn channels<'p>(policy: &'p Policy, opening: &Opening) -> Vec<&'p str> {
    let plan = opening.plan.as_ref();
    let of_plan = plan.and_then(|plan| policy.plans.get(plan));
    let add_ons = opening.add_ons.iter();
    let of_add_ons = add_ons.filter_map(|add_on| policy.add_ons.get(add_on));
    let bought = of_plan.into_iter().flat_map(|plan| &plan.channels);
    let bought = bought.chain(of_add_ons.flat_map(|add_on| &add_on.channels));
    let mut open: Vec<&str> = Vec::new();
    for channel in policy.channels.iter().chain(bought) {
        if !open.contains(&channel.as_str()) {
            open.push(channel);
        }
    }
    open
}

fn is_channel(policy: &Policy, word: &str) -> bool {
    let plans = policy.plans.values().flat_map(|plan| &plan.channels);
    let add_ons = policy.add_ons.values();
    let mut named = plans.chain(add_ons.flat_map(|add_on| &add_on.channels));
    CHANNELS.contains(&word) || named.any(|channel| channel == word)
}

/// Whether the policy lets this person open a ticket for somebody else.
pub(crate) fn on_behalf(policy: &Policy, opening: &Opening) -> Result<(), Refusal> {
    let known = &policy.intake.on_behalf;
    match &opening.opened_by {
        Some(opener) if !known.iter().any(|role| role == opener.role()) => {
            Err(Refusal::NotOnBehalf {
                role: opener.role().to_owned(),
                known: if known.is_empty() {
                    "nobody".to_owned()
                } else {
                    known.join(", ")
                },
            })
        }
        Some(_) | None => Ok(()),
    }
}
