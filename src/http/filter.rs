//! The filters of lists of events, as a query says them.

use super::error::Problem;
use super::query::{confidence, unknown};
use crate::engine::{Engine, Workspace};
use crate::store::{Facet, Filter, Term, time};

const CLASSES: &[&str] = &["event_report", "statement", "prediction", "background", "analysis_speculation", "opinion"];
const POLARITIES: &[&str] = &["positive", "negative"];
const MODALITIES: &[&str] =
    &["asserted", "denied", "rumour", "ordered", "requested", "conditional", "planned", "predicted", "possible"];
const GRADES: &[&str] = &["A0", "A1", "A2", "A3", "A4", "A5"];

/// Most phrases of a search, and most values of all filters together.
const MOST: usize = 32;

/// What is asked for; values are folded later, off the reactor.
#[derive(Clone, Debug, Default)]
pub struct Query {
    facets: Vec<(Facet, Vec<String>)>,
    q: Vec<String>,
    since: Option<i64>,
    until: Option<i64>,
    min_confidence: f32,
}

impl Query {
    /// Takes a parameter; false when it is no filter. The same name again means: or this value.
    ///
    /// # Errors
    /// An unknown value (422).
    pub fn set(&mut self, engine: &Engine, name: &str, value: &str) -> Result<bool, Problem> {
        let one_of = |known: &[&str]| {
            if known.contains(&value) { Ok(()) } else { Err(unknown(name, value, &known.join(", "))) }
        };
        let facet = match name {
            "type" => {
                check_type(engine, value)?;
                Facet::Type
            }
            "class" => one_of(CLASSES).map(|()| Facet::Class)?,
            "polarity" => one_of(POLARITIES).map(|()| Facet::Polarity)?,
            "modality" => one_of(MODALITIES).map(|()| Facet::Modality)?,
            "anonymity" => one_of(GRADES).map(|()| Facet::Anonymity)?,
            "actor" => Facet::Actor,
            "target" => Facet::Target,
            "place" => Facet::Place,
            "source" => Facet::Source,
            "publisher" => Facet::Publisher,
            "since" => return bound(name, value, &mut self.since, 0),
            // a day is meant to its end
            "until" => return bound(name, value, &mut self.until, 86_400_000),
            "min_confidence" => {
                self.min_confidence = confidence(value)?;
                return Ok(true);
            }
            "q" => return self.search(value),
            _ => return Ok(false),
        };
        if self.facets.iter().map(|(_, values)| values.len()).sum::<usize>() == MOST {
            return Err(Problem::parameter(name, format!("more than {MOST} values")));
        }
        match self.facets.iter_mut().find(|(known, _)| *known == facet) {
            Some((_, values)) => values.push(value.to_owned()),
            None => self.facets.push((facet, vec![value.to_owned()])),
        }
        Ok(true)
    }

    /// Words, and phrases in quotation marks.
    fn search(&mut self, value: &str) -> Result<bool, Problem> {
        for (n, piece) in value.split(['"', '«', '»', '“', '”', '„']).enumerate() {
            if n % 2 == 1 {
                self.q.push(piece.to_owned());
            } else {
                self.q.extend(piece.split_whitespace().map(str::to_owned));
            }
        }
        self.q.retain(|phrase| phrase.chars().any(char::is_alphanumeric));
        match self.q.len() {
            0 => Err(unknown("q", value, "words, and phrases in quotation marks")),
            1..=MOST => Ok(true),
            _ => Err(Problem::parameter("q", format!("more than {MOST} words and phrases"))),
        }
    }

    /// What the store is asked for claims: the groups of a filter, and the time.
    pub fn groups(&self, engine: &Engine) -> (Vec<Vec<Term>>, Option<i64>) {
        let filter = self.filter(engine);
        (filter.groups, filter.since)
    }

    /// What the store is asked, values folded as it keeps them.
    pub fn filter(&self, engine: &Engine) -> Filter {
        let mut workspace = Workspace::default();
        let mut fold = |text: &str| engine.search_words(&mut workspace, text);
        let group = |(facet, values): &(Facet, Vec<String>)| {
            let facet = *facet;
            let names = facet >= Facet::Publisher;
            values.iter().map(|v| Term { facet, value: if names { fold(v) } else { v.clone() } }).collect()
        };
        let groups = self.facets.iter().map(group).collect();
        let phrases = self.q.iter().map(|phrase| fold(phrase)).filter(|phrase| !phrase.is_empty()).collect();
        let Self { since, until, min_confidence, .. } = *self;
        Filter { groups, since, until, min_confidence, phrases }
    }
}

fn check_type(engine: &Engine, value: &str) -> Result<(), Problem> {
    let known = match value.strip_suffix(".*") {
        Some(family) => engine.event_types().any(|kind| kind.strip_prefix(family).is_some_and(|k| k.starts_with('.'))),
        None => engine.event_types().any(|kind| kind == value),
    };
    if known { Ok(()) } else { Err(unknown("type", value, "the types of /v1/ontology, and families such as plan.*")) }
}

/// A date or a date and time; `day` is added to a date.
fn bound(name: &str, value: &str, slot: &mut Option<i64>, day: i64) -> Result<bool, Problem> {
    let at = time::millis(value).ok_or_else(|| unknown(name, value, "2024-12-06, 2024-12-06T14:30:00Z"))?;
    *slot = Some(if value.len() == 10 { at.saturating_add(day) } else { at });
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFiles;

    #[test]
    fn queries_become_filters() {
        let engine = Engine::load(&ConfigFiles::embedded()).unwrap();
        let mut query = Query::default();
        for (name, value) in
            [("type", "plan.*"), ("type", "military.strike"), ("actor", "الجيش"), ("until", "1970-01-01")]
        {
            assert!(query.set(&engine, name, value).unwrap(), "{name}");
        }
        query.set(&engine, "q", "قال «وزير الخارجية» OR* NEAR(").unwrap();
        let filter = query.filter(&engine);
        assert_eq!(filter.groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(filter.groups[1][0].value, "جيش");
        assert_eq!((filter.since, filter.until), (None, Some(86_400_000)));
        assert_eq!(filter.phrases, ["قال", "وزير خارجيه", "or", "near"]);
        assert!(!query.set(&engine, "colour", "red").unwrap());
        for (name, value) in [("type", "plan"), ("type", "nothing.*"), ("class", "x"), ("since", "soon"), ("q", "«»!")]
        {
            assert!(Query::default().set(&engine, name, value).is_err(), "{name}={value}");
        }
    }
}
