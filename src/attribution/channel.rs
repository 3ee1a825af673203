//! Channels: in a statement, on Telegram, at a press conference (SCHEME 3.4, C1–C3).

use super::Channel;
use crate::classifier::Preposition;
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Lexicon};
use crate::tagger::EntityKind;
use crate::tagger::chunk::NounPhrase;

/// Finds channels.
#[derive(Debug)]
pub struct ChannelFinder {
    frame: ClassSet,
    noun: ClassSet,
}

const KINDS: [&str; 13] = [
    "statement",
    "press_conference",
    "interview",
    "speech",
    "social_media",
    "state_tv",
    "tv_radio",
    "newspaper",
    "phone_call",
    "letter",
    "document",
    "official_site",
    "none",
];

impl ChannelFinder {
    /// Finds the classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { frame: ClassSet::of(lexicon.class("attr.frame")), noun: ClassSet::of(lexicon.class("attr.noun")) }
    }

    /// The channel named between two tokens: a platform or account after عبر، على، في, or a noun of speech after في، خلال.
    pub fn between(&self, view: &View<'_>, from: usize, to: usize) -> Option<Channel> {
        let document = &view.document;
        let to = to.min(document.len());
        let mentions = &view.tagging.mentions;
        let near = mentions.partition_point(|m| m.tokens.start < from);
        let platform =
            mentions[near..].iter().take_while(|m| m.tokens.start < to).position(|m| m.kind == EntityKind::Platform);
        if let Some(index) = platform.map(|offset| near + offset) {
            let m = &view.tagging.mentions[index];
            let first = (from..m.tokens.start)
                .rev()
                .find(|&at| document.tag(at) == Tag::Preposition)
                .map_or(m.tokens.start, |at| at + 1);
            let first = if m.tokens.start - first > 6 { m.tokens.start } else { first };
            let span = document.phrase_span(first, m.tokens.end - 1);
            return Some(Channel { kind: "social_media", platform: Some(index), span });
        }
        (from..to).find_map(|at| {
            let (sense, len) = document
                .cue(at, self.frame)
                .filter(|(s, _)| s.feature("channel").is_some())
                .or_else(|| self.governed(view, at))?;
            let kind = sense.feature("channel")?;
            let kind = KINDS.into_iter().find(|k| *k == kind).unwrap_or(if kind == "conference" {
                "press_conference"
            } else {
                "statement"
            });
            let first = if document.tag(at) == Tag::Preposition && len > 1 { at + 1 } else { at };
            Some(Channel { kind, platform: None, span: document.phrase_span(first, at + len - 1) })
        })
    }

    /// بيان للوزارة: the kind of channel that a noun of a text is.
    pub fn kind_of_text(&self, view: &View<'_>, token: usize) -> Option<&'static str> {
        let (sense, _) = view.document.cue(token, self.noun).filter(|(s, _)| s.feature("document").is_some())?;
        let kind = sense.feature("channel")?;
        KINDS.into_iter().find(|k| *k == kind && kind != "none")
    }

    /// وقال بيان للوزارة: the text that speaks for whoever published it.
    pub fn of_text(&self, view: &View<'_>, phrase: NounPhrase) -> Option<Channel> {
        self.of_word(view, phrase.head)
    }

    /// The channel that the noun of a text is.
    pub fn of_word(&self, view: &View<'_>, token: usize) -> Option<Channel> {
        let kind = self.kind_of_text(view, token)?;
        Some(Channel { kind, platform: None, span: view.span(token, token) })
    }

    fn governed<'v>(&self, view: &View<'v>, at: usize) -> Option<(&'v crate::morphology::Sense, usize)> {
        let document = &view.document;
        let (sense, len) = document.cue(at, self.noun)?;
        sense.feature("channel").filter(|kind| *kind != "none")?;
        let within = at > 0 && matches!(document.raw(at - 1), "في" | "وفي" | "خلال" | "عبر" | "ضمن" | "أثناء" | "بعد");
        // توعد بالرد، طالب بإعلان: behind ب only a text is a channel
        let text = sense.feature("document").is_some();
        let joined = text && view.preposition(at).is_some_and(|(p, _)| p == Preposition::BA);
        (within || joined).then_some((sense, len))
    }
}
