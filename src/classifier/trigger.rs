//! Triggers: which words of the text express which type (SCHEME 0.3, T1–T12).

use smallvec::SmallVec;

use super::argument::{Arguments, View, agrees};
use super::ontology::{Group, Ontology};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Inflection, LexemeId, Reading, Stem, Tense};
use crate::tagger::chunk::agreement;
use crate::tagger::{EntityKind, Tagger};

mod check;
mod shape;

use self::check::Check;
use self::shape::shape;

/// How a trigger stands in the text.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'v> {
    /// A finite verb.
    Verb(Inflection, &'v Stem),
    /// A participle that opens a fragment: محذرا من.
    Participle(&'v Stem),
    /// A noun.
    Noun(&'v Stem),
    /// Several words.
    Phrase,
}

/// A trigger with the construction that claims it.
#[derive(Clone, Debug)]
pub struct Candidate<'v> {
    /// First token.
    pub token: usize,
    /// Number of tokens.
    pub len: usize,
    /// Index of the group.
    pub group: u16,
    /// How it stands.
    pub shape: Shape<'v>,
    /// Its arguments.
    pub arguments: Arguments,
    /// What its construction wants for an object stands where a subject would: لم ترفع العقوبات.
    pub stands_in: bool,
}

/// The best candidate at a token, if any construction's conditions hold.
pub fn at<'v>(view: &'v View<'v>, ontology: &Ontology, tagger: &Tagger, token: usize) -> Option<Candidate<'v>> {
    let word = view.document.word(token);
    if !word.triggers && view.document.cues_at(token).is_empty() {
        return None;
    }
    // طالبا عدم ذكر اسمه: why a source has no name is no call
    if word.triggers && view.nameless(token) {
        return None;
    }
    let mut best: Option<(Rank, Candidate<'v>)> = None;
    let mut parsed = Parsed::default();
    let mut consider = |lexeme: LexemeId, len: usize, shape: Shape<'v>, parsed: &mut Parsed| {
        for &group in &view.document.lexicon.lexeme(lexeme).triggers {
            let construction = &ontology.groups[usize::from(group)];
            let most = Rank { agrees: true, weight: construction.weight, len, needs: construction.needs.len() };
            let beaten = |rank: Rank| best.as_ref().is_some_and(|(b, _)| *b >= rank);
            let silent = || view.theme.silences(&view.document, construction.silent_in, token);
            let group_itself = || group_itself(view, token, shape, construction);
            if beaten(most) || pronoun_too_many(shape, construction) || group_itself() || silent() {
                continue;
            }
            let arguments = parsed.get(view, token, len, shape);
            let rank = Rank { agrees: agrees_with_subject(view, token, shape, arguments), ..most };
            if beaten(rank) {
                continue;
            }
            let check = Check { view, tagger, token, len, arguments };
            if check.all(construction) {
                let stands_in = check.stands_in(construction);
                best = Some((rank, Candidate { token, len, group, shape, arguments: arguments.clone(), stands_in }));
            }
        }
    };
    for cue in view.document.cues_at(token) {
        consider(cue.lexeme, cue.len, Shape::Phrase, &mut parsed);
    }
    // يتوقع أن, impersonal, sets a modality and is no event (SCHEME 1.5, statement.prediction)
    let impersonal = view
        .document
        .cues_at(token)
        .iter()
        .any(|c| c.len > 1 && view.chunker.modality.meets(view.document.lexicon.lexeme(c.lexeme).classes));
    let homograph = view.document.has(token, view.homograph);
    for (stem, reading) in word.readings().filter(|_| !impersonal && !homograph) {
        let lexeme = view.document.lexicon.lexeme(reading.lexeme);
        // لم يقل is of قال, not of أقال
        let other = reading.inflection.tense == Tense::Jussive
            && view.document.has(token, view.reporting)
            && !view.reporting.meets(lexeme.classes);
        if lexeme.triggers.is_empty() || other {
            continue;
        }
        // فرض سيطرتها: where the verb would have a pronoun too many
        let acts = |(s, r): (&Stem, &Reading)| s.enclitic && s.end == stem.end && r.inflection.tense.is_finite();
        let noun = reading.inflection.tense == Tense::Nominal
            && view.document.tag(token) == Tag::Verb
            && token > 0
            && view.document.tag(token - 1) != Tag::Relative
            && stem.enclitic
            && word.readings().any(acts);
        let shape = shape(view, token, reading.inflection, stem).or(noun.then_some(Shape::Noun(stem)));
        if let Some(shape) = shape {
            consider(reading.lexeme, 1, shape, &mut parsed);
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// Of تدخل الجيش: he intervened, not she enters.
    agrees: bool,
    weight: i8,
    len: usize,
    needs: usize,
}

/// True unless the verb has a subject behind it that is of another gender, or the noun was taken for a verb.
fn agrees_with_subject(view: &View<'_>, token: usize, shape: Shape<'_>, arguments: &Arguments) -> bool {
    let Shape::Verb(inflection, _) = shape else {
        return !matches!(shape, Shape::Noun(_)) || view.document.tag(token) == Tag::Noun;
    };
    let behind = arguments.subject.filter(|p| p.first > token);
    behind.is_none_or(|p| agrees(inflection, agreement(&view.document, view.tagging, p.head)))
}

/// Arguments by shape, parsed when first asked for.
#[derive(Default)]
struct Parsed {
    verb: Option<(Inflection, Arguments)>,
    noun: Option<Arguments>,
    phrase: Option<Arguments>,
}

impl Parsed {
    fn get(&mut self, view: &View<'_>, token: usize, len: usize, shape: Shape<'_>) -> &Arguments {
        match shape {
            Shape::Verb(inflection, stem) => {
                if self.verb.as_ref().is_none_or(|(i, _)| *i != inflection) {
                    self.verb = Some((inflection, view.of_verb(token, inflection, stem.enclitic)));
                }
                self.verb.as_ref().map_or_else(|| unreachable!(), |(_, a)| a)
            }
            Shape::Phrase => {
                self.phrase.get_or_insert_with(|| match (token..token + len).find_map(|at| view.finite(at)) {
                    Some((inflection, _)) => view.of_verbal_phrase(token, len, inflection, false),
                    None => view.of_noun(token + len - 1),
                })
            }
            _ => self.noun.get_or_insert_with(|| view.of_noun(token)),
        }
    }
}

/// الجهود التي تقدمها الهيئة: a verb with a pronoun is none that takes no object.
fn pronoun_too_many(shape: Shape<'_>, group: &Group) -> bool {
    let frame = &group.frame;
    matches!(shape, Shape::Verb(_, stem) if stem.enclitic) && frame.object.is_none() && frame.object2.is_none()
}

/// أعلنت المعارضة: with the article it is those who act, and no speech act of theirs.
fn group_itself(view: &View<'_>, token: usize, shape: Shape<'_>, construction: &Group) -> bool {
    let definite = || view.document.word(token).article.is_some();
    let act = matches!(shape, Shape::Noun(_)) && !construction.complement.is_empty();
    act && definite() && view.document.has(token, view.chunker.agent)
}

/// The tokens that no trigger can stand in: names, nationalities, dates (a street named after a war is no war).
pub fn blocked(view: &View<'_>, token: usize) -> bool {
    if names_body(view, token) {
        return true;
    }
    let Some(mention) = view.tagging.mention_at(token) else { return false };
    let name = mention.form == crate::tagger::MentionForm::Name;
    let phrase = mention.tokens.len() > 1;
    match mention.kind {
        EntityKind::Person | EntityKind::Event => name,
        EntityKind::Location | EntityKind::Facility | EntityKind::Organization => {
            name && (phrase || mention.name.is_some())
        }
        EntityKind::Date | EntityKind::Platform | EntityKind::Nationality => true,
        EntityKind::Title => phrase,
        EntityKind::Quantity | EntityKind::Money => false,
    }
}

/// لجنة التحقيق، قوات الاحتلال: what a body is called after; a movement may well be one of protest.
fn names_body(view: &View<'_>, token: usize) -> bool {
    let document = &view.document;
    let Some(before) = token.checked_sub(1).filter(|_| document.proclitic_bytes(token) == 0) else { return false };
    let of_body = |(sense, _): (&crate::morphology::Sense, usize)| {
        let kind = sense.feature("type").unwrap_or_default();
        kind.starts_with("organization.") && !kind.ends_with("armed_group") && !kind.ends_with("party")
    };
    let head = document.word(before);
    document.word(token).article.is_some()
        && head.article.is_none()
        && !head.has_pronoun()
        && document.cue(before, view.chunker.body).is_some_and(of_body)
}

/// Triggers that the sentence has already spent: the light verb before its noun, the second of two side by side.
pub fn distinct(candidates: &mut Vec<Candidate<'_>>, ontology: &Ontology, view: &View<'_>) {
    let type_of = |c: &Candidate<'_>| ontology.groups[usize::from(c.group)].event_type;
    let mut keep: SmallVec<[bool; 32]> = SmallVec::from_elem(true, candidates.len());
    for at in 0..candidates.len() {
        for later in at + 1..candidates.len() {
            let (a, b) = (&candidates[at], &candidates[later]);
            if b.token >= a.token + a.len + 4 {
                break;
            }
            let inside = b.token < a.token + a.len;
            let same = type_of(a) == type_of(b) && !separated(view, a.token + a.len, b.token);
            if inside || same {
                keep[later] = false;
            }
        }
    }
    let mut at = 0;
    candidates.retain(|_| {
        at += 1;
        keep[at - 1]
    });
}

fn separated(view: &View<'_>, from: usize, to: usize) -> bool {
    (from..=to).any(|at| {
        view.document.tag(at) == Tag::Punct
            || view.document.word(at).first == 'و' && view.document.proclitic_bytes(at) > 0
    })
}
