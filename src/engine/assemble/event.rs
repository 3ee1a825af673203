//! Events as they go out: roles, attribution, codes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Writer;
use crate::analysis;
use crate::attribution::Attribution;
use crate::classifier::class::{self, Voice};
use crate::classifier::event::{Event, Filler, Via};
use crate::classifier::ontology::EventType;
use crate::classifier::{Modality, Role};
use crate::morphology::ClassSet;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::{EntityKind, Mention};

impl<'a> Writer<'a, '_, '_> {
    pub(super) fn event(&self, n: usize, event: &Event, attribution: &Attribution) -> analysis::Event<'a> {
        let engine = self.layers.engine;
        let event_type = &engine.classifier.ontology().types[usize::from(event.event_type)];
        let voice = self.voice(event, attribution);
        let modality = class::modality(event, voice);
        let class = class::class(event, event_type, voice);
        let (head, author) = class::factuality(event, voice);
        let sentence = &self.layers.document.sentences[event.sentence];
        let evidence = self.piece(sentence.span);
        analysis::Event {
            id: format!("e{}", n + 1),
            kind: &event_type.id,
            headline: self.headline(event, event_type),
            label: self.label(event, event_type, modality),
            label_ar: self.label_ar(event, event_type, modality),
            class,
            polarity: if event.status.negative { "negative" } else { "positive" },
            modality: modality.name(),
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

    fn voice(&self, event: &Event, attribution: &Attribution) -> Voice {
        let head = attribution.chain.last().copied().unwrap_or(0);
        let grade = self.layers.attributions.sources[head].grade.map_or(0, |g| g.0);
        Voice {
            attributed: head != 0,
            own: attribution.own,
            own_act: self.acts(event, head),
            commentator: matches!(event.status.modality, Modality::Planned | Modality::Predicted | Modality::Possible)
                && self.comments(head),
            grade,
            factive: attribution.factive,
        }
    }

    /// True when the source is the one who acts in the event: قالت الوزيرة إنها ستوقع.
    fn acts(&self, event: &Event, source: usize) -> bool {
        let source = &self.layers.attributions.sources[source];
        let actor = event.role(Role::Actor).or_else(|| event.role(Role::Target).filter(|f| f.via.is_some()));
        actor.is_some_and(|f| {
            let same = source.entity.is_some() && self.role_entity(f) == source.entity;
            same || source.span.iter().chain(&source.mentions).any(|s| s.contains(f.span) || f.span.contains(*s))
        })
    }

    /// True for a source whose noun is that of a commentator: محللون، الخبير العسكري فلان.
    fn comments(&self, source: usize) -> bool {
        let document = &self.layers.document;
        let nominal = ClassSet::of(document.lexicon.class("source.nominal"));
        let comments = |at: usize| document.cue(at, nominal).is_some_and(|(s, _)| s.feature("commentator").is_some());
        let found = &self.layers.attributions.sources[source];
        let Some(first) = found.mentions.first().filter(|_| source != 0) else { return false };
        let name = document.token_at(*first);
        let noun = |at: &usize| document.word(*at).article.is_some() && document.tag(*at) == Tag::Noun;
        comments(found.head) || (name.saturating_sub(3)..name).rev().take_while(noun).any(comments)
    }

    pub(super) fn role_entity(&self, filler: Filler) -> Option<usize> {
        let tagging = self.layers.tagging;
        let inside = |m: &&Mention| filler.span.contains(m.span) || m.span.contains(filler.span);
        let from = tagging.mentions.partition_point(|m| m.span.end <= filler.span.start);
        let mut near = tagging.mentions[from..].iter().take_while(|m| m.span.start < filler.span.end).filter(inside);
        near.find(|m| m.kind != EntityKind::Nationality && m.kind != EntityKind::Quantity).map(|m| m.entity)
    }

    fn roles(&self, event: &Event, event_type: &EventType) -> BTreeMap<&'static str, Vec<analysis::Role<'a>>> {
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
                state: self.state(role, filler),
                via: filler.via.map(Via::name),
            };
            // API.md knows five roles: a theme is the target of types that have no other, a winner acts
            if matches!(role, Role::Theme | Role::Origin)
                && !event.roles.iter().any(|(r, _)| *r == Role::Target)
                && !(role == Role::Origin && (event_type.has_role("target") || event.role(Role::Theme).is_some()))
            {
                out.entry("target").or_default().push(written.clone());
            }
            if role == Role::Winner && event.role(Role::Actor).is_none() {
                out.entry("actor").or_default().push(written.clone());
            }
            if role == Role::Origin && event.role(Role::Place).is_none() {
                out.entry("place").or_default().push(written.clone());
            }
            out.entry(role.name()).or_default().push(written);
        }
        out
    }

    /// The state for which a capital or a country acts (E6): موسكو, روسيا.
    fn state(&self, role: Role, filler: Filler) -> Option<String> {
        let entity = &self.layers.tagging.entities[self.role_entity(filler)?];
        let tagger = &self.layers.engine.tagger;
        let capital = entity.name.is_some_and(|name| tagger.row(name).capital);
        let place = entity.kind == EntityKind::Location && (capital || tagger.subtype_is(entity.subtype, "country"));
        let whole =
            self.layers.tagging.mentions.iter().any(|m| m.span == filler.span && m.kind == EntityKind::Location);
        let acts = matches!(role, Role::Actor | Role::Mediator) && place && whole;
        entity.country.filter(|_| acts).map(|country| country.as_str().to_owned())
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
}
