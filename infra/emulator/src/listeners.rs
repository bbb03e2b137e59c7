//! Listeners for other programs: what is kept in files can be looked after while it runs.
use dynoxide::Database;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::local_state::Running;
use crate::mail::MailService;

/// The store and the mail service of a running emulator on loopback ports of their own.
pub(crate) struct Listeners {
    tasks: [JoinHandle<()>; 2],
}

impl Listeners {
    /// Opens both, and tells where.
    pub(crate) async fn open(
        database: Database,
        mail: &MailService,
    ) -> std::io::Result<(Self, Running)> {
        let (store_listener, mail_listener) = (bind_port().await?, bind_port().await?);
        let running = Running {
            dynamodb: format!("http://{}", store_listener.local_addr()?),
            ses: format!("http://{}", mail_listener.local_addr()?),
        };
        let router = mail.router();
        let tasks = [
            tokio::spawn(dynoxide::server::serve_on(store_listener, database)),
            tokio::spawn(async move {
                if let Err(error) = axum::serve(mail_listener, router).await {
                    tracing::error!(%error, "the mail service's listener ended");
                }
            }),
        ];
        Ok((Self { tasks }, running))
    }

    /// Closes both, and with them the last hands on the database file.
    pub(crate) async fn close(self) {
        for task in self.tasks {
            task.abort();
            // It was told to end; how it ends says nothing.
            let _ = task.await;
        }
    }
}

async fn bind_port() -> std::io::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", 0)).await
}
