//! As much of Lambda's Runtime API as one start and one event need, and a service that refuses all else.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Longer than this no start takes that is worth measuring.
const PATIENCE: Duration = Duration::from_secs(20);

/// A start of a program: how long it took and what it needed.
pub(crate) struct Started {
    pub(crate) init: Duration,
    /// How long it was on a processor until then.
    pub(crate) computed: Duration,
    /// In KiB.
    pub(crate) memory: u64,
}

/// An act of the program that its start waits for.
enum Did {
    /// It gets its event once somebody says so.
    AskedForEvent(Sender<()>),
    Answered,
}

/// Starts a program, gives it one event and stops it.
///
/// # Errors
/// The program cannot be started or does not do what a function does.
pub(crate) fn start(program: &Path, event: &str) -> Result<Started, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let (tell, told) = channel();
    let event = event.to_owned();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (tell, event) = (tell.clone(), event.clone());
            std::thread::spawn(move || serve(stream, &tell, &event));
        }
    });
    let began = Instant::now();
    let mut child = Command::new(program)
        .env_clear()
        .envs([
            ("AWS_LAMBDA_RUNTIME_API", address.to_string()),
            ("AWS_ENDPOINT_URL", format!("http://{address}")),
        ])
        .envs([
            ("AWS_LAMBDA_FUNCTION_NAME", "cold-start"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("STACK", "cold-start"),
            ("TICKETS_TABLE", "t"),
            ("OUTBOX_TABLE", "o"),
            ("MAIL_DOMAIN", "desk.example.com"),
            ("CONFIGURATION_SET", "c"),
            ("REPLY_SECRET", "only-for-measuring-how-it-starts"),
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let seen = watch(&told, &child, began);
    // It waits for its next event, which never comes.
    let _ = child.kill();
    let _ = child.wait();
    seen
}

fn watch(told: &Receiver<Did>, child: &Child, began: Instant) -> Result<Started, String> {
    let late = |what: &str| format!("it does not {what} within {} s", PATIENCE.as_secs());
    let mut init = None;
    loop {
        match told.recv_timeout(PATIENCE) {
            Ok(Did::AskedForEvent(go_on)) => {
                if init.is_none() {
                    let elapsed = began.elapsed();
                    init = Some((elapsed, computed(child.id())?));
                }
                let _ = go_on.send(());
            }
            Ok(Did::Answered) => {
                let (init, computed) = init.ok_or("it answers before it asks")?;
                return Ok(Started {
                    init,
                    computed,
                    memory: most_memory(child.id())?,
                });
            }
            Err(_) => return Err(late(if init.is_some() { "answer" } else { "ask" })),
        }
    }
}

/// How long all threads of a process that waits for an event have been on a processor. While one runs, the kernel has not
/// counted its last milliseconds yet.
fn computed(process: u32) -> Result<Duration, String> {
    let began = Instant::now();
    while !is_at_rest(process)? {
        if began.elapsed() > PATIENCE {
            return Err("it does not come to rest while it waits".to_owned());
        }
        std::thread::yield_now();
    }
    let path = format!("/proc/{process}/task");
    let threads = std::fs::read_dir(&path).map_err(|error| format!("{path}: {error}"))?;
    let mut nanoseconds = 0_u64;
    for thread in threads.flatten() {
        // A thread may end while it is asked.
        let told = std::fs::read_to_string(thread.path().join("schedstat")).unwrap_or_default();
        let first = told.split_whitespace().next();
        nanoseconds += first
            .and_then(|first| first.parse::<u64>().ok())
            .unwrap_or(0);
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// Whether each thread sleeps: its state follows the name, which stands in brackets.
fn is_at_rest(process: u32) -> Result<bool, String> {
    let path = format!("/proc/{process}/task");
    let threads = std::fs::read_dir(&path).map_err(|error| format!("{path}: {error}"))?;
    let mut told = threads
        .flatten()
        .filter_map(|thread| std::fs::read_to_string(thread.path().join("stat")).ok());
    Ok(told.all(|stat| {
        let after = stat.rsplit_once(')').map(|(_, after)| after);
        after.is_some_and(|after| after.trim_start().starts_with('S'))
    }))
}

/// The most that a process ever held, as the kernel counts it.
fn most_memory(process: u32) -> Result<u64, String> {
    let path = format!("/proc/{process}/status");
    let status = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.ok_or_else(|| format!("{path} does not tell the memory"))
}

/// Answers requests on one connection: the first event, then none; everything else is refused.
fn serve(stream: TcpStream, tell: &Sender<Did>, event: &str) {
    let Ok(mut writer) = stream.try_clone() else {
        return;
    };
    let mut reader = BufReader::new(stream);
    while let Some(line) = request(&mut reader) {
        let answer = if line.contains("/invocation/next") {
            let (go_on, may_go_on) = channel();
            if tell.send(Did::AskedForEvent(go_on)).is_err() || may_go_on.recv().is_err() {
                return;
            }
            format!(
                "HTTP/1.1 200 OK\r\nlambda-runtime-aws-request-id: r\r\n\
                 lambda-runtime-deadline-ms: 9999999999999\r\n\
                 lambda-runtime-invoked-function-arn: arn:aws:lambda:eu-west-1:1:function:f\r\n\
                 content-length: {}\r\n\r\n{event}",
                event.len()
            )
        } else if line.contains("/invocation/") {
            // The last thing that is looked at: the connection stays open and silent.
            let _ = tell.send(Did::Answered);
            std::thread::sleep(PATIENCE);
            return;
        } else {
            let refusal = r#"{"__type": "AccessDeniedException", "message": "no"}"#;
            format!(
                "HTTP/1.1 400 Bad Request\r\nx-amzn-errortype: AccessDeniedException\r\n\
                 content-type: application/x-amz-json-1.0\r\ncontent-length: {}\r\n\r\n{refusal}",
                refusal.len()
            )
        };
        if writer.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

/// Reads one request to its end; answers its first line.
fn request(reader: &mut BufReader<TcpStream>) -> Option<String> {
    let mut first = String::new();
    if reader.read_line(&mut first).ok()? == 0 {
        return None;
    }
    let mut length = 0_u64;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body).ok()?;
    Some(first)
}
