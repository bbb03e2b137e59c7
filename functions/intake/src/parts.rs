//! One ticket for each thing a ticket is about: three invoices in one request are three tickets.
use desk::policy::Policy;
use escalon_aws::TicketId;

use crate::draft::Draft;

/// One ticket of a request.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) id: TicketId,
    pub(crate) draft: Draft,
}

/// The tickets that a request opens, always at least one.
///
/// The first has the name that the key gives, so that a repeated request is known by it; the others
/// have names that follow from the key and their place. A key has no control signs, so that no other
/// key runs into these.
pub(crate) fn parts(policy: &Policy, desk: &str, key: &str, draft: &Draft) -> Vec<Part> {
    let id = |place: usize| match place {
        0 => TicketId::of_key(desk, key),
        place => TicketId::of_key(desk, &format!("{key}\n{place}")),
    };
    if !is_one_each(policy, draft) || draft.attachments.len() < 2 {
        return vec![Part {
            id: id(0),
            draft: draft.clone(),
        }];
    }
    let files = draft.attachments.iter().enumerate();
    let part = |(place, file): (usize, &crate::draft::File)| Part {
        id: id(place),
        draft: Draft {
            attachments: vec![file.clone()],
            ..draft.clone()
        },
    };
    files.map(part).collect()
}

fn is_one_each(policy: &Policy, draft: &Draft) -> bool {
    let of_type = draft.ticket_type.as_ref();
    let of_type = of_type.and_then(|name| policy.types.get(name)?.proper.as_ref());
    let mut all = policy.proper.iter().chain(of_type);
    all.any(|proper| proper.one_per.is_some())
}
