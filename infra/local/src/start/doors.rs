//! Doors for other programs: a desk that is kept in files can be looked after while it runs.
use dynoxide::Database;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::keep::Running;
use crate::mail::MailService;

/// The store and the mail service of a running desk on loopback ports of their own.
pub(super) struct Doors {
    tasks: [JoinHandle<()>; 2],
}

impl Doors {
    /// Opens both, and tells where.
    pub(super) async fn open(
        database: Database,
        mail: &MailService,
    ) -> std::io::Result<(Self, Running)> {
        let (store_listener, mail_listener) = (port().await?, port().await?);
        let running = Running {
            dynamodb: format!("http://{}", store_listener.local_addr()?),
            ses: format!("http://{}", mail_listener.local_addr()?),
        };
        let router = mail.router();
        let tasks = [
            tokio::spawn(dynoxide::server::serve_on(store_listener, database)),
            tokio::spawn(async move {
                if let Err(error) = axum::serve(mail_listener, router).await {
                    tracing::error!(%error, "the mail service's door ended");
                }
            }),
        ];
        Ok((Self { tasks }, running))
    }

    /// Closes both, and with them the last hands on the database file.
    pub(super) async fn close(self) {
        for task in self.tasks {
            task.abort();
            // It was told to end; how it ends says nothing.
            let _ = task.await;
        }
    }
}

async fn port() -> std::io::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", 0)).await
}
