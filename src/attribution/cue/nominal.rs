//! Cues that are no finite verbs: participles, the colon (SCHEME R4, R11).

use super::complement::told;
use super::{CueFinder, CueKind, FoundCue};
use crate::classifier::Preposition;
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Tense};
use crate::tagger::{EntityKind, Mention};

impl CueFinder {
    /// مشيرا إلى أن، مؤكدة، محذرين من.
    pub(super) fn participle(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        let (_, reading) =
            document.reading(token, self.reporting).filter(|(_, r)| r.inflection.tense == Tense::ActiveParticiple)?;
        let raw = document.raw(token);
        let accusative =
            reading.inflection.indefinite || raw.ends_with('ة') || raw.ends_with("ين") || raw.ends_with("ات");
        if !accusative || document.word(token).article.is_some() {
            return None;
        }
        let first = document.sentence(token).tokens.start;
        let complement = self.complement(view, token, end);
        if token + 1 < end && Self::noun(view, token, complement.is_some()) {
            return None;
        }
        // مواصلا زيارته: goes on with what he does, not with what he says
        let goes_on = document.has(token, self.continuing) && view.preposition(token + 1).is_none();
        if goes_on && complement.is_none() && token + 1 < end && document.tag(token + 1) == Tag::Noun {
            return None;
        }
        let opens = token == first
            || document.is_mark(token - 1, &[',', '،', '"', '»', '”', '؛', ')'])
            || document.word(token).first == 'و'
            || view.calling_participle(token)
            || Self::trails(view, token, raw, complement);
        if !opens {
            return None;
        }
        let start = complement.unwrap_or(token + 1);
        Some(FoundCue {
            token,
            kind: CueKind::Participle,
            speaker: None,
            relayed: None,
            relayed_again: None,
            told: None,
            head_end: start,
            start,
            relative: false,
            joined: document.word(token).first == 'و',
            inflection: Some(reading.inflection),
            explicit: true,
        })
    }

    /// True for a noun in the shape of a participle: مبلغا ماليا، واردات الصين، متابعة التنفيذ.
    fn noun(view: &View<'_>, token: usize, says: bool) -> bool {
        let document = &view.document;
        let raw = document.raw(token);
        let masdar = || document.word(token).verbal_noun() && !view.participle_with_object(token);
        view.tagging.mention_at(token).is_some()
            || raw.ends_with("ات") && document.tag(token + 1) == Tag::Noun
            || !says && (view.adjective_of(token, token + 1) || raw.ends_with('ة') && masdar())
    }

    /// … على الحدود مؤكداً أن: a participle of saying without a comma, where its own complement follows at once.
    fn trails(view: &View<'_>, token: usize, raw: &str, complement: Option<usize>) -> bool {
        let document = &view.document;
        if token + 1 >= document.len() {
            return false;
        }
        let shaped = ["اً", "ًا", "ا", "ة", "ين"].iter().any(|end| raw.ends_with(end));
        let own =
            matches!(document.raw(token + 1), "إلى" | "الى" | "على" | "أن" | "ان" | "بأن" | "أنه" | "أنها" | "أنهم");
        // بات مؤكدا أن: what the verb says of it
        let predicate = matches!(document.tag(token - 1), Tag::Verb | Tag::Particle | Tag::Relative)
            || document.raw(token - 1).ends_with("اً");
        shaped && own && !predicate && complement.is_some_and(|at| at <= token + 6)
    }
}

/// عاجل | …: one past the label that a headline may begin with, at most three words and a bar or colon.
fn label_end(view: &View<'_>, first: usize, colon: usize) -> usize {
    let document = &view.document;
    let mark = |at: usize| matches!(document.raw(at), "|" | ":" | "•");
    (first + 1..colon.min(first + 4)).rev().find(|&at| mark(at)).map_or(first, |at| at + 1)
}

/// True for a number at a token.
fn quantity(view: &View<'_>, at: usize) -> bool {
    view.document.tag(at) == Tag::Number || view.tagging.mention_at(at).is_some_and(Mention::is_number)
}

/// "X: …" at the beginning of a sentence, X being somebody who can speak.
pub(super) fn colon(view: &View<'_>, sources: ClassSet, token: usize, end: usize) -> Option<FoundCue> {
    let document = &view.document;
    let first = label_end(view, document.sentence(token).tokens.start, token);
    // حسن علي: names look like verbs
    let verb = |at: usize| document.tag(at) == Tag::Verb && view.tagging.mention_at(at).is_none();
    if token - first > 8 || token == first || (first..token).any(verb) {
        return None;
    }
    let speaker = view.noun_phrase(first, token)?;
    let party = |m: &Mention| matches!(m.kind, EntityKind::Person | EntityKind::Title | EntityKind::Organization);
    // مصدر أمني: …, a noun of sources at the head of a headline
    let known = |at: usize| document.cue(at, sources).is_some() || document.has(at, sources);
    // ثلاثة مسؤولين: …
    let counted = || {
        speaker.first < speaker.last
            && (speaker.first + 1..=speaker.last).find(|&at| document.tag(at) == Tag::Noun).is_some_and(known)
            && quantity(view, speaker.first)
    };
    let voice = view.tagging.mention_at(speaker.head).is_some_and(party) || known(speaker.head) || counted();
    // رويترز عن دبلوماسي: …
    let behind = speaker.last + 1;
    let from = behind < token && view.preposition(behind).is_some_and(|(p, _)| p == Preposition::AN);
    let relayed = if from { view.noun_phrase(behind + 1, token) } else { None };
    // كوستا لقناة يورونيوز: whoever tells an outlet can speak
    let told = told(view, first, token);
    ((voice || told.is_some()) && token + 1 < end).then_some(FoundCue {
        token,
        kind: CueKind::Colon,
        speaker: Some(speaker),
        relayed,
        relayed_again: None,
        told,
        head_end: token,
        start: token + 1,
        relative: false,
        joined: false,
        inflection: None,
        explicit: true,
    })
}
