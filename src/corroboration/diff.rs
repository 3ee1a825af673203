//! Two versions of a text: what one says and the other does not, and what both say differently.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::join::overlap;
use super::{Content, Likeness, Voice};

/// Share of common words from which two sentences are versions of one.
const VERSION: f32 = 0.25;

/// An event in both texts that is told differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its place among the events before.
    pub before: usize,
    /// Its place among the events after.
    pub after: usize,
    /// What differs.
    pub fields: Vec<Field>,
}

/// What of an event differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[expect(missing_docs, reason = "named as in the analysis document")]
pub enum Field {
    #[serde(rename = "polarity")]
    Polarity,
    #[serde(rename = "modality")]
    Modality,
    #[serde(rename = "attribution.head")]
    Head,
    #[serde(rename = "attribution.chain")]
    Chain,
    #[serde(rename = "roles.quantity")]
    Quantity,
    #[serde(rename = "roles.actor")]
    Actor,
    #[serde(rename = "roles.target")]
    Target,
    #[serde(rename = "roles.place")]
    Place,
}

/// What differs between two texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Events that only the second has.
    pub added: Vec<usize>,
    /// Events that only the first has.
    pub dropped: Vec<usize>,
    /// Events of both that are told differently, in the order of the second.
    pub changed: Vec<Change>,
}

/// Compares the events of two versions of a text. Each event has one partner at most: of the same type, in the sentence
/// that shares the most words, the roles deciding between equals.
pub fn diff(before: &[Content], after: &[Content]) -> Difference {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let candidates = (0..after.len()).flat_map(|b| (0..before.len()).map(move |a| (a, b)));
    let mut ranked: Vec<(u32, usize, usize)> =
        candidates.filter_map(|(a, b)| Some((kinship(&before[a], &after[b])?, a, b))).collect();
    ranked.sort_by_key(|&(rank, a, b)| (std::cmp::Reverse(rank), a.abs_diff(b), a, b));
    for (_, a, b) in ranked {
        if pairs.iter().all(|&(x, y)| x != a && y != b) {
            pairs.push((a, b));
        }
    }
    pairs.sort_by_key(|&(_, b)| b);
    let lone = |len: usize, paired: &dyn Fn(usize) -> bool| (0..len).filter(|at| !paired(*at)).collect();
    let changes = pairs.iter().map(|&(a, b)| Change { before: a, after: b, fields: fields(&before[a], &after[b]) });
    Difference {
        added: lone(after.len(), &|at| pairs.iter().any(|&(_, b)| b == at)),
        dropped: lone(before.len(), &|at| pairs.iter().any(|&(a, _)| a == at)),
        changed: changes.filter(|change| !change.fields.is_empty()).collect(),
    }
}

/// How near two events are, in thousandths; `None` where they are not versions of one.
fn kinship(a: &Content, b: &Content) -> Option<u32> {
    if a.kind != b.kind {
        return None;
    }
    let words = overlap(&a.words, &b.words);
    let likeness =
        [Likeness::of(&a.actor, &b.actor), Likeness::of(&a.target, &b.target), Likeness::of(&a.place, &b.place)];
    let shared = likeness.iter().filter(|found| **found >= Likeness::Alike).count();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of one")]
    let rank = (words * 1000.0) as u32 + u32::try_from(shared).unwrap_or(0) * 100;
    (words >= VERSION || shared > 1).then_some(rank)
}

fn fields(a: &Content, b: &Content) -> Vec<Field> {
    let roles =
        [(Field::Actor, &a.actor, &b.actor), (Field::Target, &a.target, &b.target), (Field::Place, &a.place, &b.place)];
    let told = |(_, x, y): &(Field, &Vec<_>, &Vec<_>)| {
        x.is_empty() != y.is_empty() || !x.is_empty() && Likeness::of(x, y) < Likeness::Vague
    };
    let differs = [
        (Field::Polarity, a.polarity != b.polarity),
        (Field::Modality, a.modality != b.modality),
        (Field::Head, !one_voice(a.voices.last(), b.voices.last())),
        (Field::Chain, a.voices.len() != b.voices.len()),
        (Field::Quantity, a.quantity != b.quantity),
    ];
    let plain = differs.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field);
    plain.chain(roles.into_iter().filter(told).map(|(field, _, _)| field)).collect()
}

/// True when both stand in the same voice: a name that became "a source" is another.
fn one_voice(a: Option<&Voice>, b: Option<&Voice>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.named == b.named && a.names.iter().any(|name| b.names.binary_search(name).is_ok()),
        (None, None) => true,
        _ => false,
    }
}

/// Share of words that two texts have in common, each counted once; the lists are sorted.
pub fn similarity(a: &[String], b: &[String]) -> f32 {
    overlap(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFiles;
    use crate::corroboration::contents;
    use crate::engine::Options;
    use crate::{Article, Engine, Workspace};

    fn read(text: &str) -> Vec<Content> {
        static ENGINE: std::sync::OnceLock<Engine> = std::sync::OnceLock::new();
        let engine = ENGINE.get_or_init(|| Engine::load(&ConfigFiles::embedded()).unwrap());
        let mut workspace = Workspace::default();
        let analysis = engine.analyze(&mut workspace, &Article { text, ..Article::default() }, Options::default());
        contents(&analysis, &mut engine.folding(&mut Workspace::default()))
    }

    fn changed(before: &str, after: &str) -> Vec<Field> {
        let difference = diff(&read(before), &read(after));
        assert_eq!((&difference.added, &difference.dropped), (&vec![], &vec![]), "{before} / {after}");
        difference.changed.into_iter().flat_map(|change| change.fields).collect()
    }

    #[test]
    fn what_changed_is_named() {
        let three = "قالت وزارة الصحة إن ثلاثة مدنيين قتلوا في مدينة تعز.";
        assert_eq!(changed(three, three), []);
        assert_eq!(changed(three, "قالت وزارة الصحة إن خمسة مدنيين قتلوا في مدينة تعز."), [Field::Quantity]);
        assert_eq!(changed(three, "قال مصدر طبي إن ثلاثة مدنيين قتلوا في مدينة تعز."), [Field::Head]);
        let withdrawn = "أعلن الوزير سالم القاضي أن الجيش انسحب من مدينة حماة.";
        let denied = "أعلن الوزير سالم القاضي أن الجيش لم ينسحب من مدينة حماة.";
        assert_eq!(changed(withdrawn, denied), [Field::Polarity]);
        let planned = "أعلن الوزير سالم القاضي أن الجيش سينسحب من مدينة حماة.";
        assert_eq!(changed(planned, withdrawn), [Field::Modality]);
    }

    #[test]
    fn what_came_and_what_went_is_found() {
        let one = "قصف الجيش مدينة تعز.";
        let two = "قصف الجيش مدينة تعز. واعتقلت الشرطة ثلاثة صحفيين في مدينة عدن.";
        let longer = diff(&read(one), &read(two));
        assert_eq!((longer.added.len(), longer.dropped.len(), longer.changed.len()), (1, 0, 0));
        let shorter = diff(&read(two), &read(one));
        assert_eq!((shorter.added.len(), shorter.dropped.len(), shorter.changed.len()), (0, 1, 0));
    }
}
