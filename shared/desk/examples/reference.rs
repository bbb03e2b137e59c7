//! Writes the tables of keys in `docs/policy-language.md` anew, from the fields of the sections.

fn main() -> std::io::Result<()> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/policy-language.md");
    let page = std::fs::read_to_string(path)?;
    std::fs::write(path, desk::policy::reference(&page))
}
