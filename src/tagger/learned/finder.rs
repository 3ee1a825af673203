//! Names that the model finds where the rules find nothing, and rules overruled where they only guess.

use std::ops::Range;

use smallvec::SmallVec;

use super::super::overlap::Found;
use super::super::view::{Shape, View};
use super::super::{EntityKind, MentionForm};
use super::label::{self, NameType};
use super::{Memory, Model};
use crate::morphology::Proclitics;

/// Certainty of a name that only the model knows: below every rule.
const WEIGHT: u8 = 3;
/// Certainty from which on a person stands beside a title and is left alone.
const TITLED: u8 = 7;

/// Adds what the rules have missed to what they have found, and takes away what they have guessed wrong.
pub(in crate::tagger) fn find(view: &View<'_>, model: &Model, memory: &mut Memory, found: &mut Vec<Found>) {
    memory.begin();
    let document = view.document;
    for sentence in document.sentences {
        let tokens = sentence.tokens.clone().map(|t| (document.raw(t), document.tokens[t].kind));
        model.tag(tokens, memory);
    }
    model.finish(memory);
    overrule(view, model, memory, found);
    let mut taken = vec![false; document.len()];
    for f in found.iter().filter(|f| f.mention.form == MentionForm::Name) {
        taken[f.mention.tokens.clone()].fill(true);
    }
    for name in label::names(&memory.labels) {
        // مسلم | لـ«الشرق الأوسط»: a preposition by itself ends no name
        let bare =
            |at: usize| document.raw(at).trim_end_matches('ـ').chars().count() < 2 && document.raw(at).ends_with('ـ');
        let end = if bare(name.end - 1) { name.end - 1 } else { name.end };
        if end == name.first {
            continue;
        }
        let tokens = name.first..end;
        // ميدانيا، : a phrase of the lexicon that opens a sentence
        let opener = tokens.len() == 1 && !document.cues_at(name.first).is_empty() && view.comma(name.end);
        // سيقيل: what will be done is no name
        let future = |s: &crate::morphology::Stem| s.proclitics.has(Proclitics::SIN);
        let stems = &document.word(name.first).stems;
        let verb = tokens.len() == 1 && !stems.is_empty() && stems.iter().all(future);
        let name_kind = kind(name.kind).filter(|_| !opener && !verb && !taken[tokens.clone()].contains(&true));
        if let Some(kind) = name_kind {
            let skip = skip(view, &tokens);
            found.push(Found::new(view.mention(tokens, skip, kind, None), WEIGHT));
        }
    }
}

/// Takes away the guesses of rules that the model thinks no names at all.
fn overrule(view: &View<'_>, model: &Model, memory: &mut Memory, found: &mut Vec<Found>) {
    let mut weighed: SmallVec<[usize; 32]> = SmallVec::new();
    found.retain(|f| {
        let least = doubtful(view, f);
        if least <= 0.0 {
            return true;
        }
        let sentence = view.document.sentence_of[f.mention.tokens.start] as usize;
        if !weighed.contains(&sentence) {
            weighed.push(sentence);
            model.weigh(sentence, memory);
        }
        memory.chances[f.mention.tokens.clone()].iter().any(|&chance| chance >= least)
    });
}

/// The least chance of being a name that one of its tokens must have for a rule to be believed; chosen on annotated
/// news. Names of the gazetteer, names beside a title or in
/// quotation marks, head nouns with the adjective of a country (الشرطة الإسبانية) and whatever is no name are believed.
fn doubtful(view: &View<'_>, found: &Found) -> f32 {
    let mention = &found.mention;
    if mention.form != MentionForm::Name || found.spelling.is_some() || mention.core.is_some() {
        return 0.0;
    }
    match mention.kind {
        EntityKind::Person if found.weight() < TITLED => 0.05,
        EntityKind::Organization if national(view, &mention.tokens) => 0.0,
        EntityKind::Organization => 0.02,
        EntityKind::Location | EntityKind::Facility => 0.05,
        _ => 0.0,
    }
}

/// A head noun and the adjective of a country, both with the article.
fn national(view: &View<'_>, tokens: &Range<usize>) -> bool {
    let is = |at: usize, bits: u32| view.shape(at).any(bits) && view.shape(at).any(Shape::DEFINITE);
    tokens.len() == 2 && is(tokens.start, Shape::HEAD) && is(tokens.end - 1, Shape::DEMONYM)
}

fn kind(kind: NameType) -> Option<EntityKind> {
    match kind {
        NameType::Person => Some(EntityKind::Person),
        NameType::Organization => Some(EntityKind::Organization),
        NameType::Location => Some(EntityKind::Location),
        NameType::Group => None,
    }
}

/// Bytes of proclitics before a name, by the shape of its first word or by its spelling. Whoever stands behind قال begins
/// with his own letter: قال بيرنز، قال كيربي, but قال لرويترز.
fn skip(view: &View<'_>, tokens: &Range<usize>) -> u16 {
    if view.spoken_by(tokens.start) {
        return 0;
    }
    view.shape(tokens.start).skip.max(view.document.proclitic_bytes(tokens.start))
}
