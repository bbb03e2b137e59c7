//! Rules that `template.yaml` and `infra/observability.yaml` always keep, and a mutant for each.
//!
//! Emulators and linters do not see these: a stream mapping that answers for a whole batch, a
//! schedule that tries again behind our back, a route that nobody guards, a right too many.
#![expect(
    clippy::unwrap_used,
    reason = "a template that cannot be read ends its test"
)]
mod building;
mod lambda;
mod mutants;
mod reading;
mod rights;
mod rules;
mod starts;
mod store;

use reading::Templates;
use rules::RULES;

#[test]
fn the_templates_keep_every_rule() {
    let templates = Templates::read();
    let broken: Vec<String> = RULES
        .iter()
        .flat_map(|rule| rule.broken_by(&templates))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
