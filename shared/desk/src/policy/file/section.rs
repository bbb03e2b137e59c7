//! Sections of a policy file: each key is one field, and all that is known of the key comes from it.
//!
//! [`section!`] makes of a struct's fields the struct itself, as it is read of the tree; the record that checks the
//! tree and becomes the JSON Schema; and the rows of the manual's reference.

use super::grammar::Grammar;
use crate::policy::syntax::Node;

/// A value that may stand at some place of a policy file.
pub(in crate::policy) trait Value<'n>: Sized {
    /// The check of what stands there.
    const GRAMMAR: Grammar;

    /// The value as it stands there; none where the check has refused it.
    fn read(node: &'n Node) -> Option<Self>;
}

/// The word in a file for the name of a field, which escapes Rust's own words.
pub(in crate::policy) const fn word(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// A section as a struct: after its name in messages, `need` or `may` with a key, the type of its value, and
/// perhaps what holds where it is left out, in the words of the manual. After `else` and words for their names, the
/// entries of other names.
macro_rules! section {
    (
        $(#[doc = $doc:literal])+
        $name:literal $Section:ident {
            $(
                $(#[doc = $about:literal])+
                $must:ident $key:ident: $kind:ty $(= $default:literal)?,
            )*
        }
        $(else $names:literal
            $(#[doc = $rest_about:literal])+
            $rest:ident: $rest_kind:ty $(= $rest_default:literal)?)?
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub(in crate::policy) struct $Section<'n> {
            #[allow(dead_code, reason = "some sections are never reported about as a whole")]
            pub(in crate::policy) node: &'n $crate::policy::syntax::Node,
            $($(#[doc = $about])+ pub(in crate::policy) $key: Option<$kind>,)*
            $(
                $(#[doc = $rest_about])+
                pub(in crate::policy) $rest: Vec<(&'n $crate::policy::syntax::Name, $rest_kind)>,
            )?
        }

        impl<'n> $Section<'n> {
            pub(in crate::policy) const RECORD: $crate::policy::file::grammar::Record =
                $crate::policy::file::grammar::Record {
                    name: $name,
                    fields: &[$($crate::policy::file::grammar::KeyRule {
                        name: $crate::policy::file::section::word(stringify!($key)),
                        grammar: <$kind as $crate::policy::file::section::Value<'n>>::GRAMMAR,
                        required: section!(@ $must),
                        default: concat!($($default)?),
                        about: concat!($($about),+),
                    }),*],
                    rest: section!(@ rest $(
                        $crate::policy::file::grammar::KeyRule {
                            name: $names,
                            grammar: <$rest_kind as $crate::policy::file::section::Value<'n>>::GRAMMAR,
                            required: false,
                            default: concat!($($rest_default)?),
                            about: concat!($($rest_about),+),
                        }
                    )?),
                };

            /// The section of a mapping; of anything else, one without keys.
            pub(in crate::policy) fn of(node: &'n $crate::policy::syntax::Node) -> Self {
                let mut section = Self {
                    node,
                    $($key: None,)*
                    $($rest: <Vec<(_, $rest_kind)>>::new(),)?
                };
                for (name, value) in node.entries() {
                    // A key with nothing after it is a key left out.
                    if value.kind == $crate::policy::syntax::NodeKind::Null {
                        continue;
                    }
                    match name.text.as_str() {
                        $(
                            word if word == const {
                                $crate::policy::file::section::word(stringify!($key))
                            } => section.$key = $crate::policy::file::section::Value::read(value),
                        )*
                        _ => {
                            $(
                                let value = <$rest_kind as $crate::policy::file::section::Value<'n>>::read(value);
                                section.$rest.extend(value.map(|value| (name, value)));
                            )?
                        }
                    }
                }
                section
            }
        }

        impl<'n> $crate::policy::file::section::Value<'n> for $Section<'n> {
            const GRAMMAR: $crate::policy::file::grammar::Grammar =
                $crate::policy::file::grammar::Grammar::Record(&Self::RECORD);

            fn read(node: &'n $crate::policy::syntax::Node) -> Option<Self> {
                node.is_map().then(|| Self::of(node))
            }
        }
    };
    (@ need) => { true };
    (@ may) => { false };
    (@ rest) => { None };
    (@ rest $rule:expr) => { Some($rule) };
}
pub(super) use section;
