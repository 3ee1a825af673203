//! From the layers to the document that goes out: offsets, ids, labels, reasons.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Article, Engine, Options};
use crate::analysis::{self, Analysis};
use crate::attribution::attribute::used;
use crate::attribution::{Attribution, Attributions, Rule};
use crate::classifier::class::{self, Voice};
use crate::classifier::event::{Event, Filler, Reason};
use crate::classifier::{Role, label};
use crate::morphology::Document;
use crate::tagger::{EntityKind, MentionForm, Tagging};
use crate::text::{Offsets, Span};

/// Everything that is known of an article.
#[derive(Clone, Copy)]
pub(super) struct Layers<'a, 'w> {
    pub(super) engine: &'a Engine,
    pub(super) document: Document<'w>,
    pub(super) tagging: &'w Tagging,
    pub(super) events: &'w [Event],
    pub(super) attributions: &'w Attributions,
}

/// Writes the document.
pub(super) fn analysis<'a>(layers: &Layers<'a, '_>, article: &Article<'a>, options: Options) -> Analysis<'a> {
    let writer = Writer {
        layers,
        text: article.text,
        offsets: Offsets::new(article.text, options.offsets),
        sources: used(layers.attributions).into_vec(),
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
            text: None,
        },
        offsets: options.offsets,
        sentences: writer.sentences(),
        entities: writer.entities(),
        sources: writer.sources(),
        events: writer.events(options.min_confidence),
        warnings: Vec::new(),
        engine: analysis::EngineInfo { version: env!("CARGO_PKG_VERSION"), lexicon: &layers.engine.digest, took_us: 0 },
    }
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
}

impl<'a> Writer<'a, '_, '_> {
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
                    name: Cow::Borrowed(fullest.span.of(self.text)),
                    name_en: row.and_then(|r| own(&r.name_en)),
                    wikidata: row.and_then(|r| own(&r.wikidata)),
                    geonames: row.and_then(|r| r.geonames),
                    iso: row
                        .and_then(|r| own(&r.iso).or_else(|| r.country.as_ref().map(|c| Cow::Borrowed(c.as_str())))),
                    lat: row.and_then(|r| r.place).map(|(lat, _)| f64::from(lat)),
                    lon: row.and_then(|r| r.place).map(|(_, lon)| f64::from(lon)),
                    value: fullest.value.clone().map(Cow::Owned),
                    mentions: e.mentions.iter().map(mention).collect(),
                }
            })
            .collect()
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
                let row = source
                    .entity
                    .and_then(|e| self.layers.tagging.entities[e].name)
                    .map(|name| self.layers.engine.tagger.gazetteer().row(name));
                analysis::Source {
                    id: format!("s{n}"),
                    kind: source.kind.name(),
                    anonymity: source.grade.map(crate::attribution::Grade::name),
                    entity: source.entity.map(|e| format!("k{}", e + 1)),
                    text: source.span.map(|s| s.of(self.text)),
                    name_en: row.map(|r| &*r.name_en).filter(|n| !n.is_empty()).map(Cow::Borrowed),
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

    fn event(&self, n: usize, event: &Event, attribution: &Attribution) -> analysis::Event<'a> {
        let engine = self.layers.engine;
        let event_type = &engine.classifier.ontology().types[usize::from(event.event_type)];
        let voice = self.voice(attribution);
        let class = class::class(event, event_type, voice);
        let (head, author) = class::factuality(event, voice);
        let sentence = &self.layers.document.sentences[event.sentence];
        let evidence = self.piece(sentence.span);
        let english =
            label::fill(label::template(event_type, event.status.negative, false), |role| self.english(event, role));
        let arabic =
            label::fill(label::template(event_type, event.status.negative, true), |role| self.arabic(event, role));
        let label = format!("{}{english}", label::prefix(event.status.modality));
        analysis::Event {
            id: format!("e{}", n + 1),
            kind: &event_type.id,
            headline: self.headline(event, event_type),
            label,
            label_ar: format!("{}{arabic}", label::prefix_ar(event.status.modality)),
            class,
            polarity: if event.status.negative { "negative" } else { "positive" },
            modality: event.status.modality.name(),
            tense: event.status.tense.name(),
            aspect: event.status.aspect.name(),
            factuality: analysis::Factuality { head, author },
            check_worthiness: class::check_worthiness(event, event_type, class, voice),
            confidence: (event.confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0,
            trigger: self.piece(event.trigger),
            evidence: analysis::Evidence {
                sentence: format!("n{}", event.sentence + 1),
                text: evidence.text,
                start: evidence.start,
                end: evidence.end,
            },
            roles: self.roles(event, event_type),
            attribution: self.attribution(attribution),
            codes: analysis::Codes { plover: &event_type.plover, cameo: &event_type.cameo, iptc: &event_type.iptc },
            why: self.why(event, attribution),
        }
    }

    fn voice(&self, attribution: &Attribution) -> Voice {
        let head = attribution.chain.last().copied().unwrap_or(0);
        let grade = self.layers.attributions.sources[head].grade.map_or(0, |g| g.0);
        Voice { attributed: head != 0, own: attribution.own, grade, factive: false }
    }

    fn role_entity(&self, filler: Filler) -> Option<usize> {
        let tagging = self.layers.tagging;
        let inside = |m: &&crate::tagger::Mention| filler.span.contains(m.span) || m.span.contains(filler.span);
        let from = tagging.mentions.partition_point(|m| m.span.end <= filler.span.start);
        let mut near = tagging.mentions[from..].iter().take_while(|m| m.span.start < filler.span.end).filter(inside);
        near.find(|m| m.kind != EntityKind::Nationality && m.kind != EntityKind::Quantity).map(|m| m.entity)
    }

    fn roles(
        &self,
        event: &Event,
        event_type: &crate::classifier::ontology::EventType,
    ) -> BTreeMap<&'static str, Vec<analysis::Role<'a>>> {
        let mut out: BTreeMap<&'static str, Vec<analysis::Role<'a>>> =
            ["actor", "target", "place", "time", "quantity"].map(|r| (r, Vec::new())).into();
        for &(role, filler) in &event.roles {
            let piece = self.piece(filler.span);
            let mentions = &self.layers.tagging.mentions;
            let from = mentions.partition_point(|m| m.span.start < filler.span.start);
            let value = mentions[from..]
                .iter()
                .take_while(|m| m.span.start == filler.span.start)
                .find(|m| m.span == filler.span)
                .and_then(|m| m.value.clone());
            let written = analysis::Role {
                text: piece.text,
                start: piece.start,
                end: piece.end,
                entity: self.role_entity(filler).map(|e| format!("k{}", e + 1)),
                value,
                via: filler.via.map(crate::classifier::event::Via::name),
            };
            // API.md knows five roles: a theme is the target of types that have no other
            if matches!(role, Role::Theme | Role::Origin)
                && !event.roles.iter().any(|(r, _)| *r == Role::Target)
                && !(role == Role::Origin && event_type.has_role("target"))
            {
                out.entry("target").or_default().push(written.clone());
            }
            if role == Role::Origin && event.role(Role::Place).is_none() {
                out.entry("place").or_default().push(written.clone());
            }
            out.entry(role.name()).or_default().push(written);
        }
        out
    }

    fn filler(&self, event: &Event, role: &str) -> Option<Filler> {
        event.roles.iter().find(|(r, _)| r.name() == role).map(|(_, f)| *f)
    }

    fn english(&self, event: &Event, role: &str) -> Option<String> {
        let filler = self.filler(event, role)?;
        let tagger = &self.layers.engine.tagger;
        if let Some(entity) = self.role_entity(filler).map(|e| &self.layers.tagging.entities[e]) {
            if role == "actor" && entity.kind == EntityKind::Organization {
                if let Some(subtype) = entity
                    .subtype
                    .map(|s| tagger.subtype_name(s))
                    .filter(|s| !matches!(*s, "intl_org" | "other" | "government" | "ngo" | "company"))
                {
                    return Some(subtype.replace('_', " "));
                }
            }
            if let Some(name) = entity.name.map(|n| tagger.gazetteer().row(n)).filter(|r| !r.name_en.is_empty()) {
                return Some(name.name_en.to_string());
            }
        }
        Some(filler.span.of(self.text).to_owned())
    }

    fn arabic(&self, event: &Event, role: &str) -> Option<String> {
        self.filler(event, role).map(|f| f.span.of(self.text).to_owned())
    }

    fn headline(&self, event: &Event, event_type: &crate::classifier::ontology::EventType) -> String {
        let tagger = &self.layers.engine.tagger;
        let body = label::fill(label::template(event_type, event.status.negative, false), |role| {
            let filler = self.filler(event, role)?;
            let row = self
                .role_entity(filler)
                .and_then(|e| self.layers.tagging.entities[e].name)
                .map(|n| tagger.gazetteer().row(n));
            Some(
                row.filter(|r| !r.name_en.is_empty())
                    .map_or_else(|| filler.span.of(self.text).to_owned(), |r| r.name_en.to_string()),
            )
        });
        let mut letters = body.chars();
        let capital = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        format!("{capital}{}", letters.as_str())
    }

    fn attribution(&self, attribution: &Attribution) -> analysis::Attribution<'a> {
        let document = &self.layers.document;
        let channel = attribution.channel.as_ref().map(|c| {
            let piece = self.piece(c.span);
            let platform = c
                .platform
                .and_then(|m| self.layers.tagging.mentions[m].name)
                .map(|n| self.layers.engine.tagger.gazetteer().row(n));
            let platform =
                platform.map(|r| Cow::Owned(r.name_en.split(['/', ' ']).next().unwrap_or_default().to_lowercase()));
            analysis::Channel { kind: c.kind, platform, text: piece.text, start: piece.start, end: piece.end }
        });
        analysis::Attribution {
            chain: attribution.chain.iter().map(|&s| self.source_id(s)).collect(),
            head: self.source_id(attribution.chain.last().copied().unwrap_or(0)),
            own: attribution.own,
            cue: attribution.cue.map(|t| self.piece(document.phrase_span(t, t))),
            quote_kind: attribution.quote.name(),
            channel,
            rule: attribution.rule.name(),
            confidence: attribution.confidence,
        }
    }

    /// The decisions in words.
    fn why(&self, event: &Event, attribution: &Attribution) -> Vec<String> {
        let trigger = event.trigger.of(self.text);
        let word = |token: usize| self.layers.document.phrase_span(token, token).of(self.text);
        let mut why: Vec<String> = event
            .status
            .reasons
            .iter()
            .map(|reason| match *reason {
                Reason::Verb => format!("trigger {trigger} (verb)"),
                Reason::Noun => format!("trigger {trigger} (noun)"),
                Reason::Phrase => format!("trigger {trigger} (phrase)"),
                Reason::Under(t) => format!("carried by {}", word(t)),
                Reason::Negated(t) => format!("negated by {}", word(t)),
                Reason::Restricted(t) => format!("not negated: {} only restricts", word(t)),
                Reason::Implied(t) => format!("came about by {}", word(t)),
                Reason::Modal(t) => format!("{} by {}", event.status.modality.name(), word(t)),
                Reason::Content(t) => format!("content of {}", word(t)),
                Reason::Aspect(t) => format!("{} by {}", event.status.aspect.name(), word(t)),
            })
            .collect();
        why.push(match (attribution.rule, attribution.cue) {
            (Rule::Author, _) => "no cue hands it to anybody: the author's own voice".to_owned(),
            (rule, Some(cue)) => format!("{} at {}", rule.name(), word(cue)),
            (rule, None) => format!("{} from the sentence before", rule.name()),
        });
        why
    }
}
