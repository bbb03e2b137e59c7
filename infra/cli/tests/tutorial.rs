//! The tutorial of `docs/policy-language.md`, typed as it stands there: by the real command, and at a desk that it runs.
#![expect(
    clippy::unwrap_used,
    reason = "a tutorial that cannot be followed fails its test"
)]
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const DOCUMENT: &str = include_str!("../../../docs/policy-language.md");
const COMMAND: &str = "cargo run -- ";
const SERVED_AT: &str = "http://localhost:8787";
const SECOND_LATER: &str = "curl http://localhost:8787/_local/clock --json '{\"by\": \"1s\"}'";

/// A fenced block of the tutorial, and what is said between it and the next.
struct Step {
    language: &'static str,
    text: &'static str,
    said: &'static str,
}

fn steps() -> Vec<Step> {
    let (tutorial, _) = DOCUMENT.split_once("\n# Reference\n").unwrap();
    let fences = tutorial.split("```").skip(1);
    let fences: Vec<_> = fences.collect();
    let pairs = fences.chunks(2);
    let steps = pairs.map(|pair| {
        let (language, text) = pair[0].split_once('\n').unwrap();
        let said = pair.get(1).copied().unwrap_or_default();
        Step {
            language,
            text,
            said,
        }
    });
    steps.collect()
}

/// The commands of a shell block: a line each, and more where a quotation goes on.
fn commands(block: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut open = String::new();
    for line in block.lines() {
        open.push_str(line);
        if open.matches('\'').count().is_multiple_of(2) {
            commands.push(std::mem::take(&mut open));
        } else {
            open.push('\n');
        }
    }
    commands
}

/// The words of a shell command: quotes keep what is inside together.
fn shell_words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (place, part) in command.split('\'').enumerate() {
        if place % 2 == 1 {
            words.last_mut().unwrap().push_str(part);
            continue;
        }
        let mut pieces = part.split(char::is_whitespace);
        words.last_mut().unwrap().push_str(pieces.next().unwrap());
        words.extend(pieces.map(str::to_owned));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A folder to type in, and the desk that was started there.
struct Desk {
    folder: PathBuf,
    running: Option<(Child, String)>,
}

impl Desk {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tutorial");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("my")).unwrap();
        let running = None;
        Self { folder, running }
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.folder.join(file), text).unwrap();
    }

    fn command(&self, typed: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_escalon"));
        command
            .current_dir(&self.folder)
            .args(shell_words(typed.strip_prefix(COMMAND).unwrap()));
        command
    }

    fn run(&self, typed: &str) -> Output {
        self.command(typed).output().unwrap()
    }

    /// Starts the desks, and reads on until they say that they run.
    fn serve(&mut self, typed: &str) {
        let mut child = self
            .command(typed)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let start = lines.find_map(|line| {
            let line = line.unwrap();
            let address = line.trim().strip_prefix("start   http://")?;
            Some(address.trim_end_matches('/').to_owned())
        });
        self.running = Some((child, start.unwrap()));
    }

    /// A request as `curl` makes it; the answer with its head.
    fn curl(&self, typed: &str) -> String {
        let (_, address) = self.running.as_ref().unwrap();
        let (mut path, mut headers, mut body) = (String::new(), String::new(), None);
        let mut words = shell_words(typed).into_iter().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "-s" => {}
                "-H" => headers.push_str(&format!("{}\r\n", words.next().unwrap())),
                "--json" => body = words.next(),
                url => path = url.strip_prefix(SERVED_AT).unwrap().to_owned(),
            }
        }
        let method = if body.is_some() { "POST" } else { "GET" };
        let body = body.unwrap_or_default();
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\n{headers}Content-Type: application/json\r\n\
             Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(address.as_str()).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 20"), "{typed}\n{answer}");
        answer
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Some((child, _)) = &mut self.running {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The words after which the tutorial quotes what a command answers.
fn promised(said: &str) -> Option<&str> {
    let (_, rest) = said.split_once("The answer is `")?;
    rest.split('`').next()
}

fn text_of(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_tutorial_leads_from_an_empty_folder_to_the_mail_of_a_late_ticket() {
    let mut desk = Desk::new();
    let (mut answers, mut shown, mut tried) = (Vec::new(), String::new(), 0);
    for step in steps() {
        match step.language {
            "yaml" => {
                desk.write("my/bluefin.yaml", step.text);
                let check = desk.run("cargo run -- policy check my/bluefin.yaml");
                let is_wrong = step.text.starts_with("# wrong\n");
                assert_eq!(check.status.code(), Some(i32::from(is_wrong)));
            }
            "json" => {
                desk.write("my/cases.json", step.text);
                let cases: serde_json::Value = serde_json::from_str(step.text).unwrap();
                desk.write("case.json", &cases["cases"][0].to_string());
            }
            "markdown" => {
                for line in step.text.lines() {
                    assert!(
                        shown.lines().any(|printed| printed == line),
                        "{line}\n{shown}"
                    );
                }
            }
            "sh" => {
                for typed in commands(step.text) {
                    tried += 1;
                    if typed.contains(" serve ") {
                        desk.serve(&typed);
                    } else if typed.starts_with("curl ") {
                        answers.push(desk.curl(&typed));
                        // A reader takes longer to type than the desk to do what was asked.
                        desk.curl(SECOND_LATER);
                    } else {
                        let output = desk.run(&typed);
                        shown = text_of(&output);
                        assert!(output.status.success(), "{typed}\n{shown}");
                    }
                }
                if let Some(answer) = promised(step.said) {
                    assert!(
                        shown.lines().any(|line| line == answer),
                        "{answer}\n{shown}"
                    );
                }
            }
            other => assert_eq!(other, "text"),
        }
    }
    assert_eq!(tried, 10, "commands of the tutorial");
    let explained = desk.run("cargo run -- explain my/bluefin.yaml case.json");
    assert!(text_of(&explained).contains("first_response"));
    let [opened, queue, _, mail] = answers.as_slice() else {
        unreachable!("four requests: {answers:?}")
    };
    assert!(opened.contains("\"reference\""), "{opened}");
    assert!(queue.contains("\"high\""), "{queue}");
    assert!(mail.contains("To: manager@bluefin.example.com"), "{mail}");
}
