//! Splitting a request: one ticket for each thing it is about, so that three invoices are three tickets.
use desk::policy::Policy;
use escalon_aws::TicketId;

use crate::draft::{AttachedFile, Draft};
use crate::request::IntakeRequest;

/// One ticket of a request.
#[derive(Debug, Clone)]
pub(crate) struct RequestedTicket {
    pub(crate) id: TicketId,
    pub(crate) draft: Draft,
}

/// The tickets that a request opens, always at least one.
pub(crate) fn split(policy: &Policy, request: &IntakeRequest<'_>) -> Vec<RequestedTicket> {
    let draft = &request.draft;
    let id = |number: usize| request.key.ticket(request.desk, number);
    if !has_one_each(policy, draft) || draft.attachments.len() < 2 {
        return vec![RequestedTicket {
            id: id(0),
            draft: draft.clone(),
        }];
    }
    let ticket = |(number, file): (usize, &AttachedFile)| RequestedTicket {
        id: id(number),
        draft: Draft {
            attachments: vec![file.clone()],
            ..draft.clone()
        },
    };
    draft.attachments.iter().enumerate().map(ticket).collect()
}

fn has_one_each(policy: &Policy, draft: &Draft) -> bool {
    let of_type = draft.ticket_type.as_ref();
    let of_type = of_type.and_then(|name| policy.types.get(name)?.proper.as_ref());
    let mut all = policy.proper.iter().chain(of_type);
    all.any(|required| required.one_per.is_some())
}
