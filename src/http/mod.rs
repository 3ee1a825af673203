//! The HTTP API.
//!
//! A handler reads the request, gives the work to the [`pool`], and answers; everything around it is in [`layer`].

pub mod access;
pub mod analyze;
pub mod articles;
pub mod audit;
pub mod batch;
pub mod claims;
pub mod corroborate;
pub mod count;
pub mod diff;
pub mod error;
pub mod events;
pub mod feedback;
pub mod filter;
pub mod idempotency;
pub mod intake;
pub mod job;
pub mod kin;
pub mod layer;
pub mod limits;
pub mod lines;
pub mod list;
pub mod memory;
pub mod metrics;
pub mod negotiate;
pub mod object;
pub mod ontology;
pub mod openapi;
pub mod ops;
pub mod page;
pub mod pool;
pub mod query;
pub mod rate;
pub mod render;
pub mod server;
pub mod state;
pub mod stream;
pub mod sweep;
pub mod tail;
pub mod versions;
mod write_timeout;

use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use error::{Kind, Problem};
use state::AppState;

/// All handlers that are part of the API, with their description.
fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::Document::openapi())
        .routes(routes!(analyze::analyze))
        .routes(routes!(batch::batch))
        .routes(routes!(diff::compare))
        .routes(routes!(articles::index))
        .routes(routes!(articles::show, articles::erase))
        .routes(routes!(versions::index))
        .routes(routes!(events::index))
        .routes(routes!(count::histogram))
        .routes(routes!(stream::stream))
        .routes(routes!(events::show))
        .routes(routes!(count::sources))
        .routes(routes!(feedback::review))
        .routes(routes!(feedback::complain))
        .routes(routes!(feedback::export))
        .routes(routes!(audit::index))
        .routes(routes!(claims::index))
        .routes(routes!(claims::show))
        .routes(routes!(ontology::ontology))
        .routes(routes!(ops::healthz))
        .routes(routes!(ops::readyz))
        .routes(routes!(ops::metrics))
}

/// The description of the API.
pub fn description() -> utoipa::openapi::OpenApi {
    openapi::guarded(api().into_openapi())
}

/// Everything, ready to serve.
///
/// # Errors
/// The description cannot be written as JSON: a bug.
pub fn router(state: AppState) -> serde_json::Result<Router> {
    let (api, description) = api().split_for_parts();
    let description = openapi::guarded(description);
    let router = api
        .route("/", get(page::index))
        .route("/docs", get(page::docs))
        .route("/assets/{name}", get(page::asset))
        .route("/openapi.json", openapi::serve(&description)?)
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(not_found)
        .layer(from_fn_with_state(state.clone(), access::guard))
        .layer(CatchPanicLayer::custom(layer::panicked))
        .layer(from_fn_with_state(state.clone(), layer::wrap));
    Ok(router.with_state(state))
}

async fn not_found() -> Problem {
    Problem::new(Kind::NotFound, "nothing lives at this address; /docs and /openapi.json say what does")
}

async fn method_not_allowed(method: Method, _: Request) -> Problem {
    Problem::new(Kind::MethodNotAllowed, format!("{method} is not known here; the Allow header says what is"))
}
