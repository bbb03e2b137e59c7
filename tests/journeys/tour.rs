//! The README's tour, typed as it stands there, over a real socket.
use std::net::SocketAddr;

use emulator::{ClockMode, Options};
use local::{Desk, DeskOptions, Seed};
use testkit::at;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const README: &str = include_str!("../../README.md");
const DEMO: &str = include_str!("../../infra/local/demo.yaml");
const SERVED_AT: &str = "http://localhost:8787";

/// A request as a `curl` command of the README makes it.
#[derive(Debug)]
struct Typed {
    path: String,
    headers: Vec<String>,
    body: Option<String>,
}

/// The words of a shell command: quotes keep what is inside together.
fn shell_words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for sign in command.chars() {
        match sign {
            '\'' => quoted = !quoted,
            sign if sign.is_whitespace() && !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            sign => word.push(sign),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

fn typed(command: &str) -> Typed {
    let mut typed = Typed {
        path: String::new(),
        headers: Vec::new(),
        body: None,
    };
    let mut words = shell_words(command).into_iter().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "-s" => {}
            "-H" => typed.headers.extend(words.next()),
            "--json" => typed.body = words.next(),
            url => typed.path = url.strip_prefix(SERVED_AT).unwrap().to_owned(),
        }
    }
    typed
}

/// The `curl` commands of the README, in order.
fn tour() -> Vec<String> {
    let blocks = README.split("```sh\n").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("```").next());
    let curls = blocks.filter(|block| block.starts_with("curl "));
    curls.map(|block| block.trim().to_owned()).collect()
}

async fn send(address: SocketAddr, typed: &Typed) -> String {
    let (method, body) = match &typed.body {
        Some(body) => ("POST", body.as_str()),
        None => ("GET", ""),
    };
    let mut request = format!("{method} {} HTTP/1.1\r\nHost: {address}\r\n", typed.path);
    for header in &typed.headers {
        request.push_str(&format!("{header}\r\n"));
    }
    let length = body.len();
    request.push_str("Content-Type: application/json\r\nConnection: close\r\n");
    request.push_str(&format!("Content-Length: {length}\r\n\r\n{body}"));
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn the_readmes_tour_ends_with_an_escalation_mail() {
    let desk = Desk::start(DeskOptions {
        emulator: Options {
            clock: ClockMode::Frozen(at("2026-03-15T02:00:00Z")),
            ..Options::default()
        },
        seed: Seed::Demo,
        port: 0,
    });
    let desk = desk.await.unwrap();
    let mut last = String::new();
    let tour = tour();
    assert_eq!(tour.len(), 4);
    for command in &tour {
        last = send(desk.address(), &typed(command)).await;
        assert!(last.starts_with("HTTP/1.1 20"), "{command}\n{last}");
        desk.emulator().settle().await.unwrap();
    }
    assert!(last.contains("To: ceo@wotnot.example.com"), "{last}");
    assert!(last.contains("first response 30 minutes late"), "{last}");
    desk.stop().await;
}

#[test]
fn the_first_page_suggests_what_the_readme_says() {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let demo = squeezed(&DEMO.replace("{base}", SERVED_AT));
    for command in tour() {
        assert!(demo.contains(&squeezed(&command)), "{command}");
    }
}
