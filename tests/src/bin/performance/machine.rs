//! Machine of the measurements: figures without their machine say nothing.
use std::path::Path;
use std::process::Command;

pub(crate) struct Machine {
    pub(crate) processor: String,
    pub(crate) cores: usize,
    pub(crate) memory_gib: u64,
    pub(crate) commit: String,
    pub(crate) compiler: String,
    pub(crate) load_at_the_beginning: String,
}

impl Machine {
    pub(crate) fn look(repository: &Path) -> Self {
        let told = |program: &str, arguments: &[&str]| {
            let output = Command::new(program)
                .args(arguments)
                .current_dir(repository)
                .output();
            let output = output.map(|output| output.stdout).unwrap_or_default();
            String::from_utf8_lossy(&output).trim().to_owned()
        };
        let line = |file: &str, begins: &str| {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with(begins));
            let value = line.and_then(|line| line.split_once(':'));
            value
                .map_or("unknown", |(_, value)| value.trim())
                .to_owned()
        };
        let kilobytes = line("/proc/meminfo", "MemTotal");
        let kilobytes = kilobytes
            .split(' ')
            .next()
            .and_then(|kilobytes| kilobytes.parse().ok());
        Self {
            processor: line("/proc/cpuinfo", "model name"),
            cores: std::thread::available_parallelism().map_or(1, Into::into),
            memory_gib: kilobytes.unwrap_or(0_u64) / 1024 / 1024,
            commit: told("git", &["describe", "--always", "--dirty", "--exclude=*"]),
            compiler: told("rustc", &["--version"]),
            load_at_the_beginning: load_average(),
        }
    }
}

/// Over the last one, five and fifteen minutes.
pub(crate) fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
