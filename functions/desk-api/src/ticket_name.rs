//! Names of tickets, as paths and commands write them.
use escalon_aws::TicketId;
use escalon_aws::problem::Problem;

/// The ticket that a path names.
pub(crate) fn in_path(desk: &str, ticket: &str) -> Result<TicketId, Problem> {
    TicketId::parse(desk, ticket).map_err(|error| Problem::not_found("ticket", error.to_string()))
}

/// The ticket of this desk that a command's field names, alone or as `desk/ticket`.
pub(crate) fn in_field(desk: &str, text: &str, field: &str) -> Result<TicketId, Problem> {
    let (of, name) = text.rsplit_once('/').unwrap_or((desk, text));
    if of != desk {
        let detail = format!("a ticket of the desk `{of}`, and this is `{desk}`");
        return Err(Problem::invalid(field, detail));
    }
    TicketId::parse(desk, name).map_err(|error| Problem::invalid(field, error.to_string()))
}
