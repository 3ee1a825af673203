//! Names that the model finds where the rules find nothing, and rules overruled where they only guess.

use std::ops::Range;

use smallvec::SmallVec;

use super::super::name;
use super::super::overlap::Found;
use super::super::person;
use super::super::view::{Shape, View};
use super::super::{EntityKind, Mention, MentionForm};
use super::label::{self, NameType};
use super::{Memory, Model};
use crate::morphology::Proclitics;
use crate::morphology::part_of_speech::Tag;
use crate::text::Span;

/// Certainty of a name that only the model knows: below every rule.
const WEIGHT: u8 = 3;
/// Certainty from which on a name stands beside a title, or in quotation marks, and is left alone.
const TITLED: u8 = 7;

/// Adds what the rules have missed to what they have found, and takes away what they have guessed wrong.
pub(in crate::tagger) fn find(view: &View<'_>, model: &Model, memory: &mut Memory, found: &mut Vec<Found>) {
    memory.begin();
    let document = view.document;
    memory.follow(model, document.cache);
    for sentence in document.sentences {
        model.tag_words(&document.ids[sentence.tokens.clone()], memory);
    }
    model.finish(memory);
    overrule(view, model, memory, found);
    lengthen(view, memory, found);
    let mut taken = vec![false; document.len()];
    for f in found.iter().filter(|f| f.mention.form == MentionForm::Name) {
        taken[f.mention.tokens.clone()].fill(true);
    }
    for name in label::names(&memory.labels) {
        let tokens = first(view, &name)..last(view, &name);
        if tokens.is_empty() {
            continue;
        }
        let end = tokens.end;
        // الوكالة إن البرلمان, الوكالة إن كتائب المعارضة: two names
        let parted = |at: usize| {
            let definite = |t: usize| t < end && document.word(t).article.is_some();
            document.tag(at) == Tag::Complementiser && (definite(at - 1) || definite(at + 1))
        };
        if tokens.clone().skip(1).any(parted) {
            continue;
        }
        // ميدانيا، : a phrase of the lexicon that opens a sentence
        let opener = tokens.len() == 1 && !document.cues_at(tokens.start).is_empty() && view.comma(name.end);
        // سيقيل: what will be done is no name
        let future = |s: &crate::morphology::Stem| s.proclitics.has(Proclitics::SIN);
        let stems = &document.word(tokens.start).stems;
        let verb = tokens.len() == 1 && !stems.is_empty() && stems.iter().all(future);
        // بسم الله الرحمن الرحيم
        let formula = document.cue(tokens.start, view.vocabulary.formula).is_some();
        // قال معالي | وزير العدل
        let respect = tokens.len() == 1
            && document.has(tokens.start, view.vocabulary.honorific)
            && name.end < document.len()
            && document.has(name.end, view.vocabulary.title);
        let common = view.hit(tokens.start).is_some_and(|hit| name::common(view, tokens.start, hit));
        // دان | الرئيس: a verb of saying before an office
        let says = document.tag(name.first) == Tag::Verb
            && document.has(name.first, view.vocabulary.reporting)
            && name.first + 1 < document.len()
            && document.has(name.first + 1, view.vocabulary.title);
        let no_name = opener || verb || formula || respect || common || says;
        let name_kind = kind(name.kind).filter(|_| !no_name && !taken[tokens.clone()].contains(&true));
        if let Some(kind) = name_kind {
            let skip = skip(view, memory, &tokens, kind);
            found.push(Found::new(view.mention(tokens, skip, kind, None), WEIGHT));
        }
    }
}

/// سمير | حجي، يوحنا | بولس: a person of whom the rules have found one word, where the model knows the others.
fn lengthen(view: &View<'_>, memory: &Memory, found: &mut [Found]) {
    // how many names begin at each token, and which was last
    let mut begun = vec![(0_u32, 0_usize); view.len()];
    for (at, f) in found.iter().enumerate().filter(|(_, f)| f.mention.form == MentionForm::Name) {
        let (many, last) = &mut begun[f.mention.tokens.start];
        (*many, *last) = (*many + 1, at);
    }
    for name in label::names(&memory.labels).filter(|n| n.kind == NameType::Person && n.end > n.first + 1) {
        let tokens = name.first..last(view, &name);
        let mut within = begun[tokens.clone()].iter().filter(|(many, _)| *many > 0);
        let (Some(&(1, only)), None) = (within.next(), within.next()) else { continue };
        let mention = &mut found[only].mention;
        // وطالب بارزاني: what somebody does is no part of his name
        let acts = |at: usize| view.document.tag(at) == Tag::Verb && !view.document.word(at).stems.is_empty();
        let verb = (tokens.start..mention.tokens.start).any(acts);
        // عراقجي | ستيف ويتكوف: behind a whole name somebody else begins
        let known = view.hit(mention.tokens.start).filter(|hit| person::whole(view, mention.tokens.start, hit));
        if known.is_some_and(|hit| mention.tokens.start + hit.len < tokens.end) {
            continue;
        }
        if mention.kind == EntityKind::Person && mention.tokens.len() == 1 && tokens.len() > 1 && !verb {
            let whole = view.span(tokens.start, tokens.end, skip(view, memory, &tokens, mention.kind));
            let start = if mention.tokens.start == tokens.start { mention.span.start } else { whole.start };
            mention.span = Span { start, ..whole };
            mention.head = tokens.start;
            mention.tokens = tokens;
        }
    }
}

/// لـ | القبس: a preposition that stands alone begins no name.
fn first(view: &View<'_>, name: &label::Name) -> usize {
    let raw = view.document.raw(name.first);
    let letter = raw.ends_with('ـ') && raw.trim_end_matches('ـ').chars().count() == 1;
    name.first + usize::from(letter && name.end > name.first + 1)
}

/// One past the last word of a name of the model: مسلم | لـ«الشرق الأوسط», يوحنا | إلى: a preposition ends none.
fn last(view: &View<'_>, name: &label::Name) -> usize {
    let document = view.document;
    let letter =
        |at: usize| document.raw(at).trim_end_matches('ـ').chars().count() < 2 && document.raw(at).ends_with('ـ');
    let person = name.kind == NameType::Person;
    let bare = letter(name.end - 1) || person && document.tag(name.end - 1) == Tag::Preposition;
    if bare { name.end - 1 } else { name.end }
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
    if found.weight() >= TITLED {
        return 0.0;
    }
    match mention.kind {
        EntityKind::Organization if national(view, &mention.tokens) || public(view, mention) => 0.0,
        EntityKind::Organization => 0.02,
        EntityKind::Person | EntityKind::Location | EntityKind::Facility => 0.05,
        _ => 0.0,
    }
}

/// A head noun and the adjective of a country or federation, both with the article.
fn national(view: &View<'_>, tokens: &Range<usize>) -> bool {
    let is = |at: usize, bits: u32| view.shape(at).any(bits) && view.shape(at).any(Shape::DEFINITE);
    let federal = |at: usize| is(at, Shape::WORD) && view.document.has(at, view.vocabulary.federal);
    let last = tokens.end - 1;
    tokens.len() == 2 && is(tokens.start, Shape::HEAD) && (is(last, Shape::DEMONYM) || federal(last))
}

/// وزارة الري والبيئة، المديرية العامة للسجون: what its field names, a body of a whole country with its field.
fn public(view: &View<'_>, mention: &Mention) -> bool {
    let tokens = &mention.tokens;
    let field = tokens.len() > 2 && view.document.has(tokens.start + 1, view.vocabulary.scope);
    let definite = view.shape(tokens.start).any(Shape::DEFINITE);
    let sense = view.document.cue(tokens.start, view.vocabulary.head_noun);
    // هيئة الطرق والجسور: of two fields
    let two = || tokens.len() == 3 && view.shape(tokens.end - 1).all(Shape::CONJUNCTION | Shape::DEFINITE);
    let named = || match sense.and_then(|(sense, _)| sense.feature("field")) {
        Some("name") => true,
        Some("two") => two(),
        _ => false,
    };
    definite && field || !definite && tokens.len() > 1 && named()
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
fn skip(view: &View<'_>, memory: &Memory, tokens: &Range<usize>, kind: EntityKind) -> u16 {
    let own = kind == EntityKind::Person && memory.looks[tokens.start].whole_name();
    if own || view.spoken_by(tokens.start) {
        return 0;
    }
    view.shape(tokens.start).skip.max(view.document.proclitic_bytes(tokens.start))
}
