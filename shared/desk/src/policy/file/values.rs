//! Values that many keys of a policy file take.
use super::grammar::Grammar;

pub(super) const TEXT: Grammar = Grammar::Text("a text");
pub(super) const NAME: Grammar = Grammar::Text("a name declared in this policy");
pub(super) const NAMES: Grammar = Grammar::Many(&NAME);
pub(super) const WHEN: Grammar =
    Grammar::Text("a condition such as `plan = gold and priority = urgent`");
pub(super) const AMOUNT: Grammar = Grammar::Text("a duration such as `4 business hours`");
pub(super) const QUEUE: Grammar =
    Grammar::Many(&Grammar::Text("`priority`, `due`, `opened` or a scale"));
pub(super) const COUNT: Grammar = Grammar::Text("a whole number");
pub(super) const CALENDAR: Grammar = Grammar::Text("the name of a calendar, `24x7`, or `plan`");
pub(super) const ROLES: Grammar = Grammar::Many(&Grammar::Text("a role or an address"));
pub(super) const TRUTH: Grammar = Grammar::OneOf(&["true", "false", "yes", "no"]);
