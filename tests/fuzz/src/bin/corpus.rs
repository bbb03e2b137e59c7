//! Corpus files to folders and back, for `tests/fuzz/run`: `corpus unpack FILE FOLDER`, `corpus pack FILE FOLDER`.
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use fuzz::{Entry, pack, unpack};

#[expect(clippy::print_stderr, reason = "the only way to say what is wrong")]
fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["unpack", file, folder] => to_folder(Path::new(file), Path::new(folder)),
        ["pack", file, folder] => to_file(Path::new(file), Path::new(folder)),
        _ => Err("corpus unpack|pack FILE FOLDER".into()),
    };
    if let Err(error) = done {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn to_folder(file: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    for entry in unpack(&std::fs::read_to_string(file)?)? {
        std::fs::write(folder.join(&entry.name), &entry.bytes)?;
    }
    Ok(())
}

fn to_file(file: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut entries = Vec::new();
    for path in std::fs::read_dir(folder)? {
        let path = path?.path();
        let name = path.file_name().unwrap_or_default();
        entries.push(Entry {
            name: name.to_string_lossy().into_owned(),
            bytes: std::fs::read(&path)?,
        });
    }
    std::fs::write(file, pack(&entries)?)?;
    Ok(())
}
