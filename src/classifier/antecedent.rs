//! The subject that a verb without one means: that of a verb before it, or what the sentence before spoke of
//! (SCHEME 0.5, pro-drop).

use super::argument::{Arguments, View, agrees};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Inflection, Number, Person, Reading, Stem};
use crate::tagger::EntityKind;
use crate::tagger::chunk::{NounPhrase, agreement};

/// The subject of a verb before that agrees: of the same level rather than inside a relative clause (شاركت تركيا في
/// التحالف الذي تقوده واشنطن، وقصفت); `across`: else that of the sentence before.
pub fn antecedent(view: &View<'_>, token: usize, across: bool) -> Option<NounPhrase> {
    let start = view.document.sentence(token).tokens.start;
    let across = || across.then(|| before(view, token, start)).flatten();
    let found = here(view, token, start);
    // قال إن الرباعي الحاكم، والمكون من …، توصل: whoever opens the clause, not who told it
    match joint(view, token, start).filter(|&joint| found.is_none_or(|p| p.first < joint)) {
        Some(joint) => opener(view, joint, token),
        None => found.or_else(|| topic(view, token, start)).or_else(across),
    }
}

/// المزارعون مقتنعون بأن الخطة لن تكفي، ويطالبون: whoever a sentence without a verb begins with.
fn topic(view: &View<'_>, token: usize, start: usize) -> Option<NounPhrase> {
    let document = &view.document;
    let small = |at: &usize| matches!(document.tag(*at), Tag::Particle | Tag::Conjunction);
    let first = (start..token).find(|at| !small(at))?;
    let definite = document.tag(first) == Tag::Noun && document.word(first).article.is_some();
    let phrase = view.noun_phrase(first, token).filter(|p| definite && p.first == first && view.party(*p))?;
    let nominal = document.tag(phrase.last + 1) != Tag::Verb && view.conjoined(token);
    (nominal && finite(view, token).any(|(_, r)| suits(view, r.inflection, phrase))).then_some(phrase)
}

/// The last أن before a verb without و, where a noun opens its clause.
fn joint(view: &View<'_>, token: usize, start: usize) -> Option<usize> {
    let document = &view.document;
    // قالوا إن الأموال مجمدة، لكن المصرف فند ذلك: nor one that another clause parts from the verb
    let mut back = (start..token).rev().take_while(|&at| document.tag(at) != Tag::Conjunction);
    let joint = back.find(|&at| document.tag(at) == Tag::Complementiser)?;
    let noun = matches!(document.tag(joint + 1), Tag::Noun | Tag::Number);
    (noun && joint + 1 < token && !view.conjoined(token)).then_some(joint)
}

/// أكد مصدر أن الجيش مستعد لكنه لن يهاجم، أن القوات في المدينة وأنها قصفت: whoever the clause before is about, whom the
/// pronoun behind "but" or "and that" takes up.
pub fn resumed_topic(view: &View<'_>, token: usize) -> Option<NounPhrase> {
    let document = &view.document;
    let start = document.sentence(token).tokens.start;
    let particle = |at: usize| document.tag(at) == Tag::Particle;
    let pronoun = (start..token).rev().find(|&at| !particle(at)).filter(|&at| view.pronominal_joint(at))?;
    let but = document.tag(pronoun) == Tag::Conjunction
        || pronoun > start && matches!(document.raw(pronoun - 1), "إلا" | "الا" | "غير" | "بيد");
    if !but && !document.raw(pronoun).starts_with('و') {
        return None;
    }
    let Some(joint) = (start..pronoun).rev().find(|&at| document.tag(at) == Tag::Complementiser) else {
        // وعد بالانسحاب، لكنه أنهى عهده بزيارة
        return but.then(|| antecedent(view, token, true)).flatten();
    };
    let phrase = view.noun_phrase(joint + 1, pronoun).filter(|p| p.first == joint + 1 && view.party(*p))?;
    stands_for(view, pronoun, phrase).then_some(phrase)
}

/// True when the pronoun at the end of a word can stand for the phrase.
pub fn stands_for(view: &View<'_>, token: usize, phrase: NounPhrase) -> bool {
    let (gender, number) = agreement(&view.document, view.tagging, phrase.head);
    let raw = view.document.raw(token);
    match number {
        Number::Plural => true,
        _ if raw.ends_with("ها") => gender != Gender::Masculine,
        _ if raw.ends_with('ه') => gender != Gender::Feminine,
        _ => false,
    }
}

/// The noun phrase right behind أن, if it agrees with the verb.
fn opener(view: &View<'_>, joint: usize, token: usize) -> Option<NounPhrase> {
    let phrase = view.noun_phrase(joint + 1, token)?;
    finite(view, token).any(|(_, r)| suits(view, r.inflection, phrase)).then_some(phrase)
}

fn here(view: &View<'_>, token: usize, start: usize) -> Option<NounPhrase> {
    // ويشدد على: only a party speaks, or else whoever the lexicon knows to
    if view.document.has(token, view.reporting) {
        let voice = |s: &NounPhrase| view.document.has(s.head, view.chunker.speaker);
        return nearest(view, token, start, |s| view.party(*s)).or_else(|| nearest(view, token, start, voice));
    }
    nearest(view, token, start, |_| true)
}

/// The last subject before a verb that it agrees with and that can be meant, rather none of a relative clause.
fn nearest(view: &View<'_>, token: usize, start: usize, meant: impl Fn(&NounPhrase) -> bool) -> Option<NounPhrase> {
    let mut inner = None;
    for at in (start..token).rev().filter(|&at| view.document.tag(at) == Tag::Verb) {
        let fits = |s: &NounPhrase| s.first < token && meant(s);
        let Some(subject) = subject(view, at, token).filter(fits) else { continue };
        if !described(view, at) {
            return Some(subject);
        }
        inner = inner.or(Some(subject));
    }
    inner
}

/// The subject of the first verb of the sentence before, in the same paragraph, for a verb that opens its own.
fn before(view: &View<'_>, token: usize, start: usize) -> Option<NounPhrase> {
    let document = &view.document;
    let small =
        |at: usize| matches!(document.tag(at), Tag::Particle | Tag::Conjunction) || document.has(at, view.auxiliary);
    let opens = (start..token).all(small);
    let index = document.sentence_of[token] as usize;
    let earlier = document.sentences.get(index.checked_sub(1)?)?;
    if !opens || earlier.paragraph != document.sentences[index].paragraph {
        return None;
    }
    let first = earlier.tokens.clone().find(|&at| document.tag(at) == Tag::Verb)?;
    subject(view, first, token).filter(|p| view.party(*p))
}

/// The subject of the verb at `at`, if it agrees with the verb at `token` in one of its readings.
fn subject(view: &View<'_>, at: usize, token: usize) -> Option<NounPhrase> {
    let (own, stem) = view.finite(at)?;
    let arguments = view.of_verb(at, own, stem.enclitic);
    let subject = relayed(view, at, &arguments).or(arguments.subject)?;
    let dated = view.tagging.mention_at(subject.head).is_some_and(|m| m.kind == EntityKind::Date);
    (!dated && finite(view, token).any(|(_, r)| suits(view, r.inflection, subject))).then_some(subject)
}

/// نقلت الوكالة عن الوزارة أنها قصفت: whose words somebody passes on.
fn relayed(view: &View<'_>, verb: usize, arguments: &Arguments) -> Option<NounPhrase> {
    let (sense, _) = view.document.cue(verb, view.reporting)?;
    let from = sense.feature("source_prep").filter(|_| sense.feature("link") == Some("agency"))?;
    let given = |p: &NounPhrase| p.first > verb && view.party(*p);
    let mut named = from.split('|').filter_map(|name| arguments.after(view.prepositions.by_name(name)?));
    named.find(given)
}

/// True when a verb without a subject can mean the phrase: it agrees in number too.
fn suits(view: &View<'_>, verb: Inflection, phrase: NounPhrase) -> bool {
    let document = &view.document;
    let agreement = agreement(document, view.tagging, phrase.head);
    let sound = ["ين", "ون"].iter().any(|end| document.raw(phrase.head).ends_with(end));
    let several = agreement.1 != Number::Singular || sound || phrase.core_last < phrase.last || body(view, phrase);
    // السلطات … ويستهدف: whoever is left unsaid has the gender of a verb in the singular
    let number = match verb.number {
        Number::Plural | Number::Dual => several,
        _ if verb.gender == Gender::Masculine => {
            agreement.0 != Gender::Feminine && agreement != (Gender::Masculine, Number::Plural)
        }
        _ => agreement != (Gender::Masculine, Number::Plural),
    };
    verb.person == Person::Third && number && agrees(verb, agreement)
}

/// True for a body of people, which takes a plural verb as well: الجماعة … وانسحبوا.
fn body(view: &View<'_>, phrase: NounPhrase) -> bool {
    view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Organization)
}

/// True for a verb behind a relative, or right behind the text that it describes: الذي تقوده، في بيان تلقته.
fn described(view: &View<'_>, at: usize) -> bool {
    let start = view.document.sentence(at).tokens.start;
    let before = (start..at).rev().find(|&t| view.document.tag(t) != Tag::Particle);
    let relative = before.is_some_and(|t| view.document.tag(t) == Tag::Relative);
    let text = |noun: NounPhrase| view.document.has(noun.head, view.chunker.utterance) && view.ruled(noun);
    // شنت حربا استمرت أياما، قصفت خلالها
    let deed = |noun: NounPhrase| {
        let own = view.finite(at).is_some_and(|(_, stem)| stem.enclitic);
        view.document.word(noun.head).triggers && !view.party(noun) && !own
    };
    relative || view.noun_described(at).is_some_and(|noun| text(noun) || deed(noun))
}

/// The readings of a token that are finite verbs.
fn finite<'v>(view: &View<'v>, token: usize) -> impl Iterator<Item = (&'v Stem, &'v Reading)> {
    let readings = view.document.word(token).readings();
    readings.filter(|(_, r)| r.inflection.tense.is_finite())
}
