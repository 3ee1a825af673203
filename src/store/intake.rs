//! From the analysis document to what is kept of it.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{Facet, NewArticle, NewEvent, Record, Term};
use crate::analysis::{Analysis, Entity, Event, Source};
use crate::corroboration::{Content, Folding, Shingles, contents};

/// What to keep of an article and its analysis (offsets in code points, every event in it, ids those of the store).
/// `words` gives the words of a search index.
///
/// # Errors
/// The document cannot be written as JSON: a bug.
pub fn record(analysis: &Analysis<'_>, text: &str, words: &mut impl Folding) -> serde_json::Result<Record> {
    let words = &mut Remembered { words, folded: FxHashMap::default() };
    let contents = contents(analysis, words);
    let mut intake = Intake { analysis, words: &mut *words };
    let events = analysis.events.iter().zip(contents).map(|(event, content)| intake.event(event, content));
    let events = events.collect::<serde_json::Result<_>>()?;
    let info = &analysis.article;
    let own = |text: &Option<std::borrow::Cow<'_, str>>| text.as_deref().map(str::to_owned);
    let article = NewArticle {
        publisher: own(&info.publisher),
        title: own(&info.title),
        url: own(&info.url),
        published_at: own(&info.published_at),
        text: text.to_owned(),
    };
    let mut shell = Analysis { events: Vec::new(), ..analysis.clone() };
    // kept beside it
    shell.article.text = None;
    shell.article.stored = None;
    let keys = Shingles::of(words.words.fold(text).split(' ')).keys();
    Ok(Record { article, document: serde_json::to_string(&shell)?, events, keys })
}

/// Folds each name and each sentence of an article once.
struct Remembered<'w, W> {
    words: &'w mut W,
    folded: FxHashMap<String, String>,
}

impl<W: Folding> Folding for Remembered<'_, W> {
    fn fold(&mut self, text: &str) -> String {
        if let Some(folded) = self.folded.get(text) {
            return folded.clone();
        }
        let folded = self.words.fold(text);
        self.folded.insert(text.to_owned(), folded.clone());
        folded
    }

    fn bare(&self, words: &str) -> Option<String> {
        self.words.bare(words)
    }

    fn generic(&self, words: &str) -> bool {
        self.words.generic(words)
    }

    fn holder(&self, office: &str, day: &str) -> Option<(&str, &[String])> {
        self.words.holder(office, day)
    }
}

struct Intake<'b, 'a, W> {
    analysis: &'b Analysis<'a>,
    words: &'b mut W,
}

impl<W: Folding> Intake<'_, '_, W> {
    fn event(&mut self, event: &Event<'_>, content: Content) -> serde_json::Result<NewEvent> {
        let analysis = self.analysis;
        let chain: Vec<&Source<'_>> =
            event.attribution.chain.iter().filter_map(|id| analysis.sources.iter().find(|s| s.id == *id)).collect();
        let head = chain.last().filter(|source| source.text.is_some());
        let places = || event.roles.get("place").into_iter().flatten();
        let point = places().find_map(|place| {
            let entity = self.entity(place.entity.as_deref())?;
            entity.lat.zip(entity.lon)
        });
        Ok(NewEvent {
            id: event.id.clone(),
            body: serde_json::to_string(event)?,
            sources: serde_json::to_string(&chain)?,
            terms: self.terms(event, &chain, &content),
            words: content.folded.clone(),
            confidence: event.confidence,
            content,
            kind: event.kind.to_owned(),
            source: head.map(|source| self.name(source.entity.as_deref(), source.text.unwrap_or_default()).to_owned()),
            anonymity: head.and_then(|source| source.anonymity).map(str::to_owned),
            place: places().next().map(|place| self.name(place.entity.as_deref(), place.text).to_owned()),
            point,
        })
    }

    fn entity(&self, id: Option<&str>) -> Option<&Entity<'_>> {
        id.and_then(|id| self.analysis.entities.iter().find(|entity| entity.id == id))
    }

    /// The fullest name of an entity, or the words of the text.
    fn name<'t>(&'t self, entity: Option<&str>, text: &'t str) -> &'t str {
        self.entity(entity).map_or(text, |entity| &entity.name)
    }

    fn terms(&mut self, event: &Event<'_>, chain: &[&Source<'_>], content: &Content) -> Vec<Term> {
        let mut terms = BTreeSet::new();
        let mut add = |facet: Facet, value: String| {
            if !value.is_empty() {
                terms.insert(Term { facet, value });
            }
        };
        add(Facet::Type, event.kind.to_owned());
        let dots = event.kind.match_indices('.');
        dots.for_each(|(dot, _)| add(Facet::Type, format!("{}.*", &event.kind[..dot])));
        add(Facet::Class, event.class.to_owned());
        add(Facet::Polarity, event.polarity.to_owned());
        add(Facet::Modality, event.modality.to_owned());
        let grade = chain.last().and_then(|source| source.anonymity);
        add(Facet::Anonymity, grade.unwrap_or_default().to_owned());
        add(Facet::Publisher, self.words.fold(self.analysis.article.publisher.as_deref().unwrap_or_default()));
        for (facet, role) in [(Facet::Actor, "actor"), (Facet::Target, "target"), (Facet::Place, "place")] {
            for filler in event.roles.get(role).into_iter().flatten() {
                self.names(filler.text, filler.entity.as_deref()).into_iter().for_each(|name| add(facet, name));
            }
        }
        let roles = [(Facet::Actor, &content.actor), (Facet::Target, &content.target), (Facet::Place, &content.place)];
        for (facet, parties) in roles {
            parties.iter().flat_map(|party| &party.names).for_each(|name| add(facet, name.clone()));
        }
        for source in chain {
            let names = self.names(source.text.unwrap_or_default(), source.entity.as_deref());
            for name in names {
                add(Facet::Source, name);
            }
        }
        terms.into_iter().collect()
    }

    /// Everything that somebody goes by, folded: the words of the text, the names of the entity, its codes.
    fn names(&mut self, text: &str, entity: Option<&str>) -> Vec<String> {
        let mut names = vec![self.words.fold(text)];
        let entities = &self.analysis.entities;
        if let Some(entity) = entity.and_then(|id| entities.iter().find(|entity| entity.id == id)) {
            names.push(self.words.fold(&entity.name));
            let known = [&entity.name_en, &entity.wikidata, &entity.iso];
            names.extend(known.into_iter().flatten().map(|name| self.words.fold(name)));
        }
        names
    }
}
