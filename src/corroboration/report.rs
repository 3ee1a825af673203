//! What corroboration sees of an event.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Party;
use crate::analysis::{Analysis, Entity, Event};

/// An event of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Id of the event.
    pub event: String,
    /// Id of the article.
    pub article: String,
    /// Outlet that printed it.
    pub publisher: Option<String>,
    /// Publication, else storing, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// Publication as the article says it, if it does.
    pub published_at: Option<String>,
    /// What is said.
    pub content: Content,
}

/// What a report says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Ontology type.
    pub kind: String,
    /// positive, negative.
    pub polarity: String,
    /// SCHEME 2.2.
    pub modality: String,
    /// English sentence.
    pub headline: String,
    /// Arabic label.
    pub headline_ar: String,
    /// How sure the event is, 0 to 1.
    pub confidence: f32,
    /// The day on which it happens, if the article says so: 2024-12-06.
    pub day: Option<String>,
    /// How many, normalised.
    pub quantity: Option<String>,
    /// Who does it.
    pub actor: Vec<Party>,
    /// To whom.
    pub target: Vec<Party>,
    /// Where.
    pub place: Vec<Party>,
    /// Everything that the outlet goes by, folded; sorted.
    pub outlet: Vec<String>,
    /// Who says so, from the outermost to the deepest; empty for the author.
    pub voices: Vec<Voice>,
    /// The sentence that proves it.
    pub evidence: String,
    /// Its words, folded, sorted, each once.
    pub words: Vec<String>,
    /// The same in the order of the text, where it has just been read.
    #[serde(skip)]
    pub folded: String,
}

impl Content {
    /// Everything that its parties and places go by, each once.
    pub fn names(&self) -> BTreeSet<&str> {
        let parties = self.actor.iter().chain(&self.target).chain(&self.place);
        parties.flat_map(|party| &party.names).map(String::as_str).collect()
    }
}

/// A voice in the chain of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// As one would write it by itself.
    pub name: String,
    /// Everything it goes by, folded; sorted.
    pub names: Vec<String>,
    /// Nobody hides behind it (A0 or A1).
    pub named: bool,
    /// A newspaper, an agency, a channel.
    pub outlet: bool,
}

/// Words as a search index has them.
pub trait Folding {
    /// The words of a text, folded, one space between two.
    fn fold(&mut self, text: &str) -> String;

    /// Folded words without the noun in front that says what it is: سبأ of وكالة سبأ.
    fn bare(&self, words: &str) -> Option<String>;

    /// True for a noun that only says what something is: المنطقة.
    fn generic(&self, words: &str) -> bool;

    /// Who held the office of that folded name on a day (`2024-05-02`): the usual name, and all names, folded.
    fn holder(&self, office: &str, day: &str) -> Option<(&str, &[String])>;
}

/// What the events of an analysis say.
pub fn contents(analysis: &Analysis<'_>, folding: &mut impl Folding) -> Vec<Content> {
    let publisher = analysis.article.publisher.as_deref().unwrap_or_default();
    let outlet: Vec<String> = names(publisher, &[], folding).into_iter().collect();
    analysis.events.iter().map(|event| content(analysis, event, &outlet, folding)).collect()
}

fn content(analysis: &Analysis<'_>, event: &Event<'_>, outlet: &[String], fold: &mut impl Folding) -> Content {
    let folded = fold.fold(event.evidence.text);
    let words: BTreeSet<&str> = folded.split(' ').filter(|word| word.chars().count() > 2).collect();
    let value = |role: &str| event.roles.get(role).into_iter().flatten().find_map(|filler| filler.value.clone());
    Content {
        kind: event.kind.to_owned(),
        polarity: event.polarity.to_owned(),
        modality: event.modality.to_owned(),
        headline: event.headline.clone(),
        headline_ar: event.label_ar.clone(),
        confidence: event.confidence,
        day: value("time").as_deref().and_then(day),
        quantity: value("quantity"),
        actor: parties(analysis, event, "actor", fold),
        target: parties(analysis, event, "target", fold),
        place: parties(analysis, event, "place", fold),
        outlet: outlet.to_vec(),
        voices: voices(analysis, event, fold),
        evidence: event.evidence.text.to_owned(),
        words: words.into_iter().map(str::to_owned).collect(),
        folded,
    }
}

/// The day of a normalised time that says one, and neither a span of time nor a year alone.
fn day(value: &str) -> Option<String> {
    let date = value.get(..10)?.parse::<jiff::civil::Date>().ok()?;
    matches!(value.as_bytes().get(10), None | Some(b'T')).then(|| date.to_string()).filter(|_| !value.contains('/'))
}

fn parties(analysis: &Analysis<'_>, event: &Event<'_>, role: &str, fold: &mut impl Folding) -> Vec<Party> {
    let fillers = event.roles.get(role).into_iter().flatten();
    fillers
        .map(|filler| {
            let entity = entity(analysis, filler.entity.as_deref());
            let subtype = entity.and_then(|e| e.subtype.as_deref());
            let mut all = names(filler.text, &named(analysis, entity, filler.start, filler.end), fold);
            let holder = held(analysis, &mut all, fold);
            let proper: Vec<String> = all.iter().filter(|name| !fold.generic(name)).cloned().collect();
            Party {
                text: entity.map_or(filler.text, |e| &e.name).to_owned(),
                names: if proper.is_empty() { all } else { proper.clone() },
                country: entity.and_then(|e| e.iso.as_deref()).map(|iso| iso[..iso.len().min(2)].to_owned()),
                named: holder.is_some()
                    || !proper.is_empty() && entity.is_some_and(|e| e.mentions.iter().any(|m| m.kind == "name")),
                holder,
                whole: subtype == Some("country") || entity.is_some_and(|e| e.kind == "nationality"),
            }
        })
        .collect()
}

fn voices(analysis: &Analysis<'_>, event: &Event<'_>, fold: &mut impl Folding) -> Vec<Voice> {
    let chain = event.attribution.chain.iter().filter_map(|id| analysis.sources.iter().find(|s| s.id == *id));
    let chain = chain.filter(|source| source.text.is_some());
    chain
        .map(|source| {
            let entity = entity(analysis, source.entity.as_deref());
            let text = source.text.unwrap_or_default();
            let mut names = names(text, entity.as_slice(), fold);
            held(analysis, &mut names, fold);
            Voice {
                name: source.name.as_deref().unwrap_or(text).to_owned(),
                names,
                named: matches!(source.anonymity, Some("A0" | "A1")),
                outlet: source.kind == "media_outlet",
            }
        })
        .collect()
}

/// Adds to the names of an office those of whoever held it when the article was printed, and says who that was.
fn held(analysis: &Analysis<'_>, names: &mut Vec<String>, fold: &impl Folding) -> Option<String> {
    let day = analysis.article.published_at.as_deref()?.get(..10)?;
    let (holder, all) = names.iter().find_map(|name| fold.holder(name, day))?;
    let (holder, all) = (holder.to_owned(), all.to_vec());
    let said = all.iter().any(|name| names.contains(name));
    names.extend(all);
    names.sort_unstable();
    names.dedup();
    (!said).then_some(holder)
}

fn entity<'x>(analysis: &'x Analysis<'_>, id: Option<&str>) -> Option<&'x Entity<'x>> {
    id.and_then(|id| analysis.entities.iter().find(|entity| entity.id == id))
}

/// The entity, and the persons named inside the phrase: وزير الخارجية أيمن العبادي.
fn named<'x>(analysis: &'x Analysis<'_>, entity: Option<&'x Entity<'x>>, start: u32, end: u32) -> Vec<&'x Entity<'x>> {
    let inside = |e: &&Entity<'_>| {
        e.kind == "person" && e.mentions.iter().any(|m| m.kind == "name" && start <= m.start && m.end <= end)
    };
    entity.into_iter().chain(analysis.entities.iter().filter(inside)).collect()
}

/// The words of the text, and of the entities their full and short names and their items of Wikidata.
fn names(text: &str, entities: &[&Entity<'_>], fold: &mut impl Folding) -> Vec<String> {
    let mut names = BTreeSet::from([fold.fold(text)]);
    for entity in entities {
        names.insert(fold.fold(&entity.name));
        names.extend(entity.mentions.iter().filter(|m| m.kind == "name").map(|m| fold.fold(m.text)));
        names.extend(entity.wikidata.as_deref().map(str::to_owned));
    }
    let bare: Vec<String> = names.iter().filter_map(|name| fold.bare(name)).collect();
    names.extend(bare);
    names.remove("");
    names.into_iter().collect()
}
