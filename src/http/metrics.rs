//! Prometheus metrics; the registry belongs to the state of the server, not to the process.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

/// The label of a request to no known address: scanners must not make series.
pub const UNKNOWN: &str = "<unknown>";

/// The addresses that have a label of their own.
const ROUTES: &[&str] = &[
    "/",
    "/docs",
    "/assets/{name}",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/problems/{name}",
    "/v1/analyze",
    "/v1/analyze/batch",
    "/v1/articles",
    "/v1/articles/{id}",
    "/v1/events",
    "/v1/events/histogram",
    "/v1/events/stream",
    "/v1/events/{id}",
    "/v1/sources",
    "/v1/ontology",
    UNKNOWN,
];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: &'static str,
}

/// All metrics of a server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter<u64, AtomicU64>>,
    latency: Family<Route, Histogram>,
    in_flight: Gauge,
    articles: Counter,
    events: Counter,
}

impl Metrics {
    /// Fresh metrics; `data` names the data of the engine.
    pub fn new(data: &str) -> Self {
        let mut registry = Registry::with_prefix("isnad");
        let metrics = Self {
            requests: Family::default(),
            latency: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            in_flight: Gauge::default(),
            articles: Counter::default(),
            events: Counter::default(),
            registry: Registry::default(),
        };
        registry.register("http_requests", "Requests answered", metrics.requests.clone());
        let help = "Time from the head of the request to the head of the answer";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, metrics.latency.clone());
        registry.register("http_requests_in_flight", "Requests being answered", metrics.in_flight.clone());
        registry.register("articles", "Articles analysed", metrics.articles.clone());
        registry.register("events", "Events found", metrics.events.clone());
        let build = Info::new([("version", env!("CARGO_PKG_VERSION").to_owned()), ("data", data.to_owned())]);
        registry.register("build", "What runs here", build);
        Self { registry, ..metrics }
    }

    /// Counts a request that begins; it ends when the guard is dropped, answered or not.
    pub fn begin(&self) -> InFlight {
        self.in_flight.inc();
        InFlight(self.in_flight.clone())
    }

    /// Counts an answer.
    pub fn answered(&self, route: Option<&str>, method: &Method, status: StatusCode, took: Duration) {
        let route = ROUTES.iter().copied().find(|known| Some(*known) == route).unwrap_or(UNKNOWN);
        let labels = Request { route, method: method_label(method), status: status.as_u16() };
        self.requests.get_or_create(&labels).inc();
        self.latency.get_or_create(&Route { route }).observe(took.as_secs_f64());
    }

    /// Counts an analysed article and its events.
    pub fn analyzed(&self, events: usize) {
        self.articles.inc();
        self.events.inc_by(events as u64);
    }

    /// The text that Prometheus reads.
    pub fn encode(&self) -> String {
        let mut out = String::new();
        // a String takes everything
        let _ = text::encode(&mut out, &self.registry);
        out
    }
}

/// One request being answered.
#[derive(Debug)]
pub struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

const BUCKETS: [f64; 14] =
    [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}
