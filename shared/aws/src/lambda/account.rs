//! The AWS account of a function, and its clients for DynamoDB and SES.
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Region, SharedHttpClient};
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_types::retry::RetryConfig;

use super::config::{Unset, required};

/// One try of a call to DynamoDB; several of them fit into any function's time-out.
const STORE_ATTEMPT: Duration = Duration::from_secs(3);
/// One try of a call to SES; much shorter than the lease of a notice.
const MAIL_ATTEMPT: Duration = Duration::from_secs(10);

/// The credentials and region that Lambda hands to a function.
#[derive(Debug, Clone)]
pub struct Account {
    region: Region,
    credentials: Credentials,
    endpoint: Option<String>,
    http: SharedHttpClient,
}

impl Account {
    /// Reads them from the environment; a function gets fresh ones with each new instance.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(lookup: &impl Fn(&str) -> Option<String>) -> Result<Self, Unset> {
        let credentials = Credentials::new(
            required(lookup, "AWS_ACCESS_KEY_ID")?,
            required(lookup, "AWS_SECRET_ACCESS_KEY")?,
            lookup("AWS_SESSION_TOKEN").filter(|token| !token.is_empty()),
            None,
            "environment",
        );
        Ok(Self {
            region: Region::new(required(lookup, "AWS_REGION")?),
            credentials,
            endpoint: lookup("AWS_ENDPOINT_URL").filter(|url| !url.is_empty()),
            http: http_client(),
        })
    }

    /// A client for DynamoDB, with the SDK's own retries.
    #[must_use]
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        let timeouts = TimeoutConfig::builder()
            .operation_attempt_timeout(STORE_ATTEMPT)
            .build();
        let mut config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(self.region.clone())
            .credentials_provider(self.credentials.clone())
            .http_client(self.http.clone())
            .timeout_config(timeouts);
        config.set_endpoint_url(self.endpoint.clone());
        aws_sdk_dynamodb::Client::from_conf(config.build())
    }

    /// A client for SES that never sends twice by itself: SES knows no idempotency.
    #[must_use]
    pub fn ses(&self) -> aws_sdk_sesv2::Client {
        let timeouts = TimeoutConfig::builder()
            .operation_attempt_timeout(MAIL_ATTEMPT)
            .build();
        let mut config = aws_sdk_sesv2::Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(self.region.clone())
            .credentials_provider(self.credentials.clone())
            .http_client(self.http.clone())
            .retry_config(RetryConfig::disabled())
            .timeout_config(timeouts);
        config.set_endpoint_url(self.endpoint.clone());
        aws_sdk_sesv2::Client::from_conf(config.build())
    }
}

/// Root certificates of those who sign for endpoints of AWS. A cold start need not read a hundred more, and nobody
/// else can vouch for one.
const ROOTS: &[u8] = include_bytes!("aws_roots.pem");

/// TLS by ring, with root certificates that are a part of the program.
fn http_client() -> SharedHttpClient {
    let trust = TrustStore::empty().with_pem_certificate(ROOTS);
    let context = TlsContext::builder().with_trust_store(trust).build();
    let builder = aws_smithy_http_client::Builder::new();
    let builder = builder.tls_provider(Provider::Rustls(CryptoMode::Ring));
    match context {
        Ok(context) => builder.tls_context(context).build_https(),
        // Built from constants: it either always works or never passes a test.
        Err(_) => builder.build_https(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Account, ROOTS};

    #[test]
    fn the_root_certificates_of_aws_are_carried_as_browsers_have_them() {
        let text = std::str::from_utf8(ROOTS).unwrap();
        let bodies = text.split("-----BEGIN CERTIFICATE-----").skip(1);
        let mut carried: Vec<_> = bodies
            .map(|body| body.split("-----END").next().unwrap().replace('\n', ""))
            .map(|body| aws_smithy_types::base64::decode(body).unwrap())
            .collect();
        let signers = [&b"Amazon Root CA"[..], b"Starfield Services Root"];
        let known = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
        let mut wanted: Vec<_> = known
            .map(|root| root.to_vec())
            .filter(|root| {
                let mut signers = signers.iter();
                signers.any(|name| root.windows(name.len()).any(|part| part == *name))
            })
            .collect();
        carried.sort();
        wanted.sort();
        assert_eq!(carried.len(), 5);
        assert_eq!(carried, wanted);
    }

    /// The SDK reads the certificates when a client is made, and panics where it cannot.
    #[test]
    fn clients_are_made_with_the_certificates_that_are_carried() {
        let account = Account::from(&|_: &str| Some("given".to_owned())).unwrap();
        let _ = (account.dynamodb(), account.ses());
    }
}
