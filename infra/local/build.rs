//! Takes every policy of `infra/policies` into the program, so that it runs without its source tree.
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let home = std::env::var_os("CARGO_MANIFEST_DIR")
        .ok_or("cargo did not say where this package lies")?;
    let out = std::env::var_os("OUT_DIR").ok_or("cargo did not say where to write")?;
    let folder = Path::new(&home).join("../policies");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    files.sort();
    let mut code = String::from("&[");
    for file in files {
        let path = file.canonicalize()?;
        println!("cargo::rerun-if-changed={}", path.display());
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        write!(
            code,
            "({stem:?}, include_str!({:?})),",
            path.display().to_string()
        )?;
    }
    code.push(']');
    std::fs::write(Path::new(&out).join("policies.rs"), code)?;
    Ok(())
}
