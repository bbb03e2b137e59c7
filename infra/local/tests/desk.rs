//! A desk that is served: its port, and what it says when it has none.
use emulator::Options;
use local::{Desk, DeskError, DeskOptions, Seed};

#[tokio::test]
async fn a_taken_port_is_said_with_its_number() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let desk = Desk::start(DeskOptions {
        emulator: Options::default(),
        seed: Seed::Nothing,
        port,
    });
    let error = desk.await.err().unwrap();
    assert!(matches!(error, DeskError::PortTaken { .. }));
    let said = error.to_string();
    assert_eq!(
        said,
        format!("port {port} is taken; stop what listens there, or choose another with --port")
    );
}
