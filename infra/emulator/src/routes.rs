//! HTTP as API Gateway hands it to a function: the template's routes, and events in payload format 2.0.
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::Query;
use chrono::SecondsFormat;
use desk::time::Instant;
use http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::template::{ApiRoute, Template};

/// A route with the function that answers and the parameters of the path.
#[derive(Debug, PartialEq)]
pub(crate) struct Match<'a> {
    pub(crate) function: &'a str,
    route: &'a ApiRoute,
    parameters: BTreeMap<String, String>,
}

/// The route that fits best: a literal segment wins over a parameter.
pub(crate) fn find_route<'a>(
    template: &'a Template,
    method: &Method,
    path: &str,
) -> Option<Match<'a>> {
    let routes = template
        .functions
        .iter()
        .flat_map(|f| f.routes.iter().map(move |route| (f.name.as_str(), route)));
    let fitting =
        routes.filter(|(_, route)| route.method == "ANY" || route.method == method.as_str());
    let fitting = fitting.filter_map(|(function, route)| {
        let parameters = parameters(&route.path, path)?;
        Some(Match {
            function,
            route,
            parameters,
        })
    });
    fitting.min_by_key(|found| found.parameters.len())
}

fn parameters(pattern: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let (mut pattern, mut path) = (pattern.split('/'), path.split('/'));
    let mut parameters = BTreeMap::new();
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return Some(parameters),
            (Some(wanted), Some(given)) => match name_of(wanted) {
                Some(name) if !given.is_empty() => {
                    let decoded = percent_decode_str(given).decode_utf8_lossy().into_owned();
                    parameters.insert(name.to_owned(), decoded);
                }
                None if wanted == given => {}
                Some(_) | None => return None,
            },
            (Some(_), None) | (None, Some(_)) => return None,
        }
    }
}

fn name_of(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// The request that the function gets.
pub(crate) fn request(
    found: &Match<'_>,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &[u8],
    now: Instant,
) -> Result<lambda_http::Request, serde_json::Error> {
    let mut event = json!({
        "version": "2.0",
        "routeKey": format!("{} {}", found.route.method, found.route.path),
        "rawPath": uri.path(),
        "rawQueryString": uri.query().unwrap_or_default(),
        "headers": joined(headers),
        "requestContext": context(found, method, uri, headers, now),
        "pathParameters": found.parameters,
        "isBase64Encoded": false,
    });
    if let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        && !pairs.is_empty()
    {
        event["queryStringParameters"] = query(pairs);
    }
    match std::str::from_utf8(body) {
        Ok("") => {}
        Ok(text) => event["body"] = Value::from(text),
        Err(_) => {
            event["body"] = Value::from(aws_smithy_types::base64::encode(body));
            event["isBase64Encoded"] = Value::from(true);
        }
    }
    lambda_http::request::from_str(&event.to_string())
}

/// A name that no other request has: functions derive keys from it.
fn request_id(now: Instant) -> String {
    static ASKED: AtomicU64 = AtomicU64::new(0);
    let number = ASKED.fetch_add(1, Ordering::Relaxed);
    format!("local-{}-{number}", now.timestamp_millis())
}

fn context(
    found: &Match<'_>,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    now: Instant,
) -> Value {
    let agent = headers
        .get(http::header::USER_AGENT)
        .and_then(|value| value.to_str().ok());
    json!({
        "accountId": "000000000000",
        "apiId": "local",
        "domainName": "localhost",
        "domainPrefix": "localhost",
        "http": {
            "method": method.as_str(),
            "path": uri.path(),
            "protocol": "HTTP/1.1",
            "sourceIp": "127.0.0.1",
            "userAgent": agent.unwrap_or_default(),
        },
        "requestId": request_id(now),
        "routeKey": format!("{} {}", found.route.method, found.route.path),
        "stage": "$default",
        "time": now.to_rfc3339_opts(SecondsFormat::Secs, true),
        "timeEpoch": now.timestamp_millis(),
    })
}

/// Repeated headers are joined with commas, in this format.
fn joined(headers: &HeaderMap) -> Value {
    let mut joined = BTreeMap::<&str, String>::new();
    for (name, value) in headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        let so_far = joined.entry(name.as_str()).or_default();
        if !so_far.is_empty() {
            so_far.push(',');
        }
        so_far.push_str(&value);
    }
    json!(joined)
}

fn query(pairs: Vec<(String, String)>) -> Value {
    let mut joined = BTreeMap::<String, String>::new();
    for (name, value) in pairs {
        match joined.get_mut(&name) {
            Some(so_far) => {
                so_far.push(',');
                so_far.push_str(&value);
            }
            None => {
                joined.insert(name, value);
            }
        }
    }
    json!(joined)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, Method, Uri};
    use lambda_http::RequestExt;

    use super::{find_route, request};
    use crate::template::Template;

    const TEMPLATE: &str = "
Resources:
  Api: { Type: AWS::Serverless::HttpApi }
  Read:
    Type: AWS::Serverless::Function
    Metadata: { BuildProperties: { Binary: read } }
    Properties:
      Events:
        One: { Type: HttpApi, Properties: { Method: GET, Path: '/desks/{desk}/tickets/{ticket}' } }
        New: { Type: HttpApi, Properties: { Method: GET, Path: '/desks/{desk}/tickets/new' } }
";

    #[test]
    fn a_route_is_found_by_method_and_segments_and_a_literal_wins() {
        let template = Template::parse(TEMPLATE, &Default::default()).unwrap();
        let path = |method: &Method, path: &str| {
            find_route(&template, method, path).map(|m| m.route.path.clone())
        };
        assert_eq!(
            path(&Method::GET, "/desks/a/tickets/7").as_deref(),
            Some("/desks/{desk}/tickets/{ticket}")
        );
        assert_eq!(
            path(&Method::GET, "/desks/a/tickets/new").as_deref(),
            Some("/desks/{desk}/tickets/new")
        );
        assert_eq!(path(&Method::POST, "/desks/a/tickets/7"), None);
        assert_eq!(path(&Method::GET, "/desks//tickets/7"), None);
        assert_eq!(path(&Method::GET, "/desks/a/tickets/7/x"), None);
    }

    #[test]
    fn a_function_sees_path_query_headers_and_body() {
        let template = Template::parse(TEMPLATE, &Default::default()).unwrap();
        let uri: Uri = "/desks/a%20b/tickets/7?from=x%26y&from=z".parse().unwrap();
        let found = find_route(&template, &Method::GET, uri.path()).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("idempotency-key", "k1".parse().unwrap());
        let now = "2026-03-02T09:00:00Z".parse().unwrap();
        let request = request(&found, &Method::GET, &uri, &headers, b"{}", now).unwrap();
        assert_eq!(request.path_parameters().first("desk"), Some("a b"));
        assert_eq!(
            request.query_string_parameters().all("from"),
            Some(vec!["x&y", "z"])
        );
        assert_eq!(request.headers()["idempotency-key"], "k1");
        assert_eq!(request.raw_http_path(), "/desks/a%20b/tickets/7");
        assert_eq!(&request.body()[..], b"{}");
    }
}
