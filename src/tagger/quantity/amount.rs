//! What a number says: an exact value or bounds (SCHEME 6.3).

/// A value or its bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Amount {
    /// The value, where it is told.
    pub(super) value: Option<f64>,
    /// The least.
    pub(super) min: Option<f64>,
    /// The most.
    pub(super) max: Option<f64>,
    /// Not exact.
    pub(super) approximate: bool,
}

impl Amount {
    /// An exact value.
    pub(super) fn exact(value: f64) -> Self {
        Self { value: Some(value), ..Self::default() }
    }

    /// Between two values.
    pub(super) fn between(min: Option<f64>, max: Option<f64>) -> Self {
        Self { value: None, min, max, approximate: true }
    }

    /// The same with the bound that a word sets (`min`, `max`), else unchanged.
    pub(super) fn bounded(self, bound: Option<&str>) -> Self {
        let known = self.value.or(self.min);
        match bound {
            Some("min") => Self { value: None, min: known, max: None, ..self },
            Some("max") => Self { value: None, min: None, max: self.value.or(self.max), ..self },
            _ => self,
        }
    }

    /// `{"value":5,"unit":"USD"}` with the keys that are known.
    pub(super) fn written(self, unit: Option<&str>) -> String {
        let mut map = serde_json::Map::new();
        for (key, value) in [("value", self.value), ("min", self.min), ("max", self.max)] {
            if let Some(v) = value {
                let whole = v.fract() == 0.0 && v.abs() < 1e15;
                map.insert(key.to_owned(), if whole { serde_json::json!(v as i64) } else { serde_json::json!(v) });
            }
        }
        if self.approximate {
            map.insert("approx".to_owned(), true.into());
        }
        if let Some(unit) = unit {
            map.insert("unit".to_owned(), unit.into());
        }
        serde_json::Value::Object(map).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_takes_the_place_of_the_value() {
        assert_eq!(Amount::exact(40.0).bounded(Some("min")).written(None), r#"{"min":40}"#);
        assert_eq!(Amount::exact(40.0).bounded(Some("max")).written(None), r#"{"max":40}"#);
        assert_eq!(Amount::exact(0.5).written(Some("hour")), r#"{"unit":"hour","value":0.5}"#);
    }
}
