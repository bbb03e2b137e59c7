//! A desk on this machine: an emulator, what is put into it, and pages over both.
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use emulator::{Emulator, Options, StartError};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::pages;
use crate::seed::{Seed, SeedError, seed};

/// How long requests that are under way may take when the desk stops.
const GOODBYE: Duration = Duration::from_secs(3);

/// Options of a desk.
#[derive(Clone)]
pub struct DeskOptions {
    pub emulator: Options,
    /// The data that is put in at the start.
    pub seed: Seed,
    /// The port of pages and API; 0 for any that is free.
    pub port: u16,
}

/// The reason why a desk does not start.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error("port {port} is taken; stop what listens there, or choose another with --port")]
    PortTaken { port: u16 },
    #[error("port {port} cannot be used")]
    Port {
        port: u16,
        #[source]
        source: std::io::Error,
    },
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Seed(#[from] SeedError),
}

/// A running desk.
pub struct Desk {
    emulator: Arc<Emulator>,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    pages: JoinHandle<()>,
}

impl Desk {
    /// Starts an emulator, seeds it, and serves its API and the pages over it.
    ///
    /// # Errors
    /// Says which part did not start and why.
    pub async fn start(options: DeskOptions) -> Result<Self, DeskError> {
        // First, so that a taken port is said before anything else is done.
        let (listener, address) = listen(options.port).await?;
        let progress = options.emulator.progress.clone();
        let mut options = options;
        let pages = ("PortalUrl".to_owned(), pages::ticket_pages(address));
        options.emulator.parameters.extend([pages]);
        let emulator = Arc::new(Emulator::start(options.emulator).await?);
        seed(&emulator, options.seed, &*progress).await?;
        let (stop, stopped) = oneshot::channel::<()>();
        let app = pages::router(emulator.clone());
        let serve = axum::serve(listener, app).with_graceful_shutdown(async {
            // A dropped sender means the same as a message: stop.
            let _ = stopped.await;
        });
        let pages = tokio::spawn(async move {
            if let Err(error) = serve.await {
                tracing::error!(%error, "the pages ended");
            }
        });
        Ok(Self {
            emulator,
            address,
            stop,
            pages,
        })
    }

    /// The emulator beneath.
    #[must_use]
    pub fn emulator(&self) -> &Emulator {
        &self.emulator
    }

    /// The address of pages and API.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops: no new requests, what is under way ends, the files are whole.
    pub async fn stop(self) {
        drop(self.stop);
        // A browser that keeps its connection open must not keep the desk.
        let abort = self.pages.abort_handle();
        if tokio::time::timeout(GOODBYE, self.pages).await.is_err() {
            abort.abort();
        }
        self.emulator.stop().await;
    }
}

async fn listen(port: u16) -> Result<(TcpListener, SocketAddr), DeskError> {
    let failed = |source: std::io::Error| {
        if source.kind() == std::io::ErrorKind::AddrInUse {
            DeskError::PortTaken { port }
        } else {
            DeskError::Port { port, source }
        }
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    let listener = listener.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}
