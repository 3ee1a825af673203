//! Events on a map (RFC 7946): the first place of each that has coordinates.

use serde_json::{Value, json};

use super::listed::event_json;
use crate::store::ListedEvent;

pub(super) fn write(events: &[ListedEvent]) -> serde_json::Result<Vec<u8>> {
    let feature = |event: &ListedEvent| {
        let properties: Value = serde_json::from_str(&event_json(event)?)?;
        // longitude first, as the standard wants
        let geometry = event.point.map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
        Ok(json!({"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}))
    };
    let features = events.iter().map(feature).collect::<serde_json::Result<Vec<_>>>()?;
    serde_json::to_vec(&json!({"type": "FeatureCollection", "features": features}))
}
