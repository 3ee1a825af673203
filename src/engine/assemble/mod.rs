//! From the layers to the document that goes out: offsets, ids, labels, reasons.

mod event;
mod words;

use std::borrow::Cow;
use std::cell::OnceCell;

use sha2::{Digest, Sha256};

use super::english::{Reader, Spelt};
use super::{Article, Engine, Options};
use crate::analysis::{self, Analysis};
use crate::attribution::Attributions;
use crate::attribution::attribute::used;
use crate::classifier::event::Event;
use crate::morphology::Document;
use crate::tagger::gazetteer::NameRow;
use crate::tagger::{MentionForm, Tagging};
use crate::text::{Offsets, Span};

/// A row that a name may be.
fn candidate(row: &NameRow) -> analysis::Candidate<'_> {
    let own = |text| Some(text).filter(|text: &&str| !text.is_empty()).map(Cow::Borrowed);
    analysis::Candidate {
        name_en: own(&row.name_en),
        wikidata: own(&row.wikidata),
        geonames: row.geonames,
        iso: own(&row.iso).or_else(|| row.country.as_ref().map(|country| Cow::Borrowed(country.as_str()))),
        lat: row.place.map(|(lat, _)| f64::from(lat)),
        lon: row.place.map(|(_, lon)| f64::from(lon)),
    }
}

/// Everything that is known of an article.
#[derive(Clone, Copy)]
pub(super) struct Layers<'a, 'w> {
    pub(super) engine: &'a Engine,
    pub(super) document: Document<'w>,
    pub(super) tagging: &'w Tagging,
    pub(super) events: &'w [Event],
    pub(super) attributions: &'w Attributions,
    pub(super) spelt: &'w Spelt,
    /// Triggers that were one too many.
    pub(super) left_out: usize,
}

/// Writes the document.
pub(super) fn analysis<'a>(layers: &Layers<'a, '_>, article: &Article<'a>, options: Options) -> Analysis<'a> {
    let writer = Writer {
        layers,
        text: article.text,
        offsets: Offsets::new(article.text, options.offsets),
        sources: in_order(layers.attributions),
        names: vec![OnceCell::new(); layers.tagging.entities.len()],
    };
    let sha256 = hex(&Sha256::digest(article.text.as_bytes()));
    Analysis {
        article: analysis::ArticleInfo {
            id: article.id.map_or_else(|| Cow::Owned(sha256[..16].to_owned()), Cow::Borrowed),
            language: "ar",
            title: article.title.map(Cow::Borrowed),
            publisher: article.publisher.map(Cow::Borrowed),
            url: article.url.map(Cow::Borrowed),
            published_at: article.published_at.map(Cow::Borrowed),
            sha256,
            chars: article.text.chars().count(),
            duplicate_of: None,
            client_id: None,
            stored: None,
            text: None,
        },
        offsets: options.offsets,
        sentences: writer.sentences(),
        entities: writer.entities(),
        sources: writer.sources(),
        events: writer.events(options.min_confidence),
        warnings: warnings(layers.left_out),
        engine: analysis::EngineInfo { version: env!("CARGO_PKG_VERSION"), lexicon: &layers.engine.digest, took_us: 0 },
    }
}

/// Indices of the sources that go out: the author, then the others as the text names them.
fn in_order(attributions: &Attributions) -> Vec<usize> {
    let mut sources = used(attributions).into_vec();
    let place = |source: usize| attributions.sources[source].mentions.iter().map(|mention| mention.start).min();
    // the stage finds who performs a speech act after everybody who is quoted
    sources.sort_by_key(|&source| (source != 0, place(source), source));
    sources
}

fn warnings(left_out: usize) -> Vec<String> {
    let told = format!("{left_out} triggers at the end left out: the text holds more events than any news");
    if left_out > 0 { vec![told] } else { Vec::new() }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).map(char::from).collect()
}

struct Writer<'a, 'l, 'w> {
    layers: &'l Layers<'a, 'w>,
    text: &'a str,
    offsets: Offsets<'a>,
    /// Index of the stage's source for each source that goes out.
    sources: Vec<usize>,
    /// English names of the entities, once they have been asked for.
    names: Vec<OnceCell<Option<String>>>,
}

impl<'a> Writer<'a, '_, '_> {
    /// Reads names in English.
    fn reader(&self) -> Reader<'a, '_> {
        let engine = self.layers.engine;
        let (english, tagger) = (&engine.english, &engine.tagger);
        let Layers { document, tagging, spelt, .. } = *self.layers;
        Reader { english, spelt, tagger, document, tagging }
    }

    /// The English name of an entity, as [`Reader::entity`] gives it.
    fn english_name(&self, entity: usize) -> Option<&str> {
        let name = || self.reader().entity(&self.layers.tagging.entities[entity]);
        self.names[entity].get_or_init(name).as_deref()
    }

    /// The same of an entity that the article calls by a name.
    fn named(&self, entity: usize) -> Option<Cow<'a, str>> {
        let tagging = self.layers.tagging;
        let named = tagging.mentions[tagging.entities[entity].fullest].form == MentionForm::Name;
        if named { self.english_name(entity).map(|name| Cow::Owned(name.to_owned())) } else { None }
    }

    fn piece(&self, span: Span) -> analysis::Piece<'a> {
        analysis::Piece { text: span.of(self.text), start: self.offsets.of(span.start), end: self.offsets.of(span.end) }
    }

    fn sentences(&self) -> Vec<analysis::SentenceInfo> {
        let sentences = self.layers.document.sentences.iter().enumerate();
        sentences
            .map(|(n, s)| {
                let piece = self.piece(s.span);
                analysis::SentenceInfo {
                    id: format!("n{}", n + 1),
                    paragraph: s.paragraph + 1,
                    start: piece.start,
                    end: piece.end,
                }
            })
            .collect()
    }

    fn entities(&self) -> Vec<analysis::Entity<'a>> {
        let tagging = self.layers.tagging;
        let tagger = &self.layers.engine.tagger;
        let entities = tagging.entities.iter().enumerate();
        entities
            .map(|(n, e)| {
                let row = e.name.map(|name| tagger.gazetteer().row(name));
                let own = |s: &'a str| (!s.is_empty()).then_some(Cow::Borrowed(s));
                let mention = |&index: &usize| {
                    let m = &tagging.mentions[index];
                    let piece = self.piece(m.span);
                    let kind = if m.form == MentionForm::Name { "name" } else { "nominal" };
                    analysis::Mention { text: piece.text, start: piece.start, end: piece.end, kind }
                };
                let fullest = &tagging.mentions[e.fullest];
                analysis::Entity {
                    id: format!("k{}", n + 1),
                    kind: e.kind.name(),
                    subtype: e.subtype.map(|s| Cow::Borrowed(tagger.subtype_name(s))),
                    name: self.alone(fullest.span, row),
                    name_en: row.and_then(|r| own(&r.name_en)).or_else(|| self.named(n)),
                    wikidata: row.and_then(|r| own(&r.wikidata)),
                    geonames: row.and_then(|r| r.geonames),
                    iso: row.and_then(|r| own(&r.iso)).or_else(|| e.country.map(|c| Cow::Owned(c.as_str().to_owned()))),
                    lat: row.and_then(|r| r.place).map(|(lat, _)| f64::from(lat)),
                    lon: row.and_then(|r| r.place).map(|(_, lon)| f64::from(lon)),
                    candidates: e.candidates.iter().map(|&id| candidate(tagger.gazetteer().row(id))).collect(),
                    value: fullest.value.clone().map(Cow::Owned),
                    mentions: e.mentions.iter().map(mention).collect(),
                }
            })
            .collect()
    }

    /// The words of a span as they stand by themselves: the article that ل has swallowed comes back (للأمم، E1).
    /// لبنان has a ل of its own.
    fn alone(&self, span: Span, row: Option<&NameRow>) -> Cow<'a, str> {
        let words = span.of(self.text);
        let token = self.layers.document.token_at(span);
        let own = row.map_or(self.layers.document.word(token).article.is_none(), |row| row.name.starts_with('ل'));
        let before = &self.text[..span.start as usize];
        let within = |t: &crate::text::Token| t.span.start < span.start;
        let swallowed = !own && self.layers.document.tokens.get(token).is_some_and(within);
        if swallowed && words.starts_with('ل') && before.ends_with('ل') {
            Cow::Owned(format!("ا{words}"))
        } else if swallowed && before.ends_with("لل") {
            Cow::Owned(format!("ال{words}"))
        } else {
            Cow::Borrowed(words)
        }
    }

    fn source_id(&self, index: usize) -> String {
        format!("s{}", self.sources.iter().position(|&s| s == index).unwrap_or(0))
    }

    fn sources(&self) -> Vec<analysis::Source<'a>> {
        let all = &self.layers.attributions.sources;
        self.sources
            .iter()
            .enumerate()
            .map(|(n, &index)| {
                let source = &all[index];
                let entity = source.entity.map(|e| &self.layers.tagging.entities[e]);
                let row = entity.and_then(|e| e.name).map(|name| self.layers.engine.tagger.gazetteer().row(name));
                analysis::Source {
                    id: format!("s{n}"),
                    kind: source.kind.name(),
                    anonymity: source.grade.map(crate::attribution::Grade::name),
                    entity: source.entity.map(|e| format!("k{}", e + 1)),
                    text: source.span.map(|s| s.of(self.text)),
                    name: source.span.map(|s| self.alone(s, row)),
                    name_en: match row.map(|r| &*r.name_en).filter(|n| !n.is_empty()) {
                        Some(known) => Some(Cow::Borrowed(known)),
                        None => source.entity.and_then(|e| self.named(e)),
                    },
                    mentions: source.mentions.iter().map(|&s| self.piece(s)).collect(),
                }
            })
            .collect()
    }

    fn events(&self, min_confidence: f32) -> Vec<analysis::Event<'a>> {
        let pairs = self.layers.events.iter().zip(&self.layers.attributions.events);
        let kept = pairs.filter(|(e, _)| e.confidence >= min_confidence);
        kept.enumerate().map(|(n, (event, attribution))| self.event(n, event, attribution)).collect()
    }
}
