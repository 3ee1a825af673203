//! Words that say what the head of a phrase is like, and words that only look so.

use crate::morphology::{ClassSet, Document, Gender, Inflection, Number, Pos, Tense};

/// True when the word can be an adjective of the head: its shape says so or the lexicon does, and gender fits.
pub(super) fn adjective(document: &Document<'_>, head: usize, token: usize) -> bool {
    let word = document.word(token);
    let (mut noun, mut plural) = (false, false);
    for (_, reading) in word.readings() {
        match reading.inflection.tense {
            // رصاص مجهولين, شرطة المدينة | المهربين: several persons are no quality of one thing or of one's
            Tense::ActiveParticiple | Tense::PassiveParticiple
                if several_men(reading.inflection) && one(document, head, token) => {}
            Tense::ActiveParticiple | Tense::PassiveParticiple => return true,
            Tense::Nominal if document.lexicon.lexeme(reading.lexeme).pos == Pos::Adjective => {
                return true;
            }
            Tense::Nominal | Tense::Masdar => {
                noun |= !superlative(document, token);
                plural |= reading.inflection.number == Number::Plural;
            }
            _ => {}
        }
    }
    let raw = document.raw(token);
    let nisba = ["ي", "ية", "يه", "يين", "يون", "يان", "يتين", "ى", "ي"].iter().any(|end| raw.ends_with(end))
        && word.letters > 4
        // الأدوية: things, although it ends like an adjective
        && !plural;
    nisba || (!noun && agrees(document, head, raw))
}

/// الأكبر، الأخطر: with the article a superlative is a quality; not الأمير, الأمور.
fn superlative(document: &Document<'_>, token: usize) -> bool {
    let stem = document.raw(token).strip_prefix("الأ").unwrap_or_default();
    let mut letters = stem.chars();
    letters.nth(1).is_some_and(|weak| !matches!(weak, 'ا' | 'و' | 'ي'))
        && letters.next().is_some()
        && letters.next().is_none()
}

/// True for an indefinite accusative that shows its ending and can be nothing else: شخصا، سوقا.
pub fn shows_accusative(document: &Document<'_>, token: usize) -> bool {
    let word = document.word(token);
    document.raw(token).ends_with(['ا', 'ً'])
        && !word.stems.is_empty()
        && word.readings().all(|(_, r)| r.inflection.indefinite)
}

/// زوارق مجهولة: an adjective of an indefinite head, behind which no genitive follows.
pub(super) fn indefinite_adjective(document: &Document<'_>, head: usize, token: usize) -> bool {
    let open = |at: usize| document.word(at).article.is_none() && !document.word(at).has_pronoun();
    // استهداف منشآت: a plural of things is what is hit
    let sound = [head, token].iter().all(|&at| document.raw(at).ends_with("ون"));
    let participle = |i: Inflection| {
        let one = i.number == Number::Singular || sound;
        matches!(i.tense, Tense::ActiveParticiple | Tense::PassiveParticiple) && one
    };
    let adjective = document
        .word(token)
        .readings()
        .any(|(_, r)| participle(r.inflection) || document.lexicon.lexeme(r.lexeme).pos == Pos::Adjective);
    // سائق حافلة: what does not agree is no adjective
    let plural = document.word(head).readings().any(|(_, r)| r.inflection.number == Number::Plural);
    let of = document.raw(head);
    let feminine = of.ends_with('ة') || of.ends_with("ات") || plural && !of.ends_with("ون") && !of.ends_with("ين");
    token == head + 1 && open(head) && open(token) && adjective && feminine == document.raw(token).ends_with('ة')
}

/// True for a word that the lexicon has as an adjective: جديدة, whatever else it is.
pub(super) fn adjectival(document: &Document<'_>, token: usize) -> bool {
    document.word(token).readings().any(|(_, r)| document.lexicon.lexeme(r.lexeme).pos == Pos::Adjective)
}

/// True for a word that can be a noun by itself: قاعدة, of a base as of somebody sitting.
pub(super) fn noun(document: &Document<'_>, token: usize) -> bool {
    document
        .word(token)
        .readings()
        .any(|(_, r)| r.inflection.tense == Tense::Nominal && document.lexicon.lexeme(r.lexeme).pos == Pos::Noun)
}

fn several_men(inflection: Inflection) -> bool {
    inflection.gender == Gender::Masculine && matches!(inflection.number, Number::Plural | Number::Dual)
}

/// True when no noun from the head to the token can be several: behind the head only a ة shows that surely (مريض and مرضى).
fn one(document: &Document<'_>, head: usize, token: usize) -> bool {
    one_thing(document, head) && (head + 1..token).all(|at| document.raw(at).ends_with('ة') && one_thing(document, at))
}

/// True when every reading of a word as a noun is singular, or it has none and ends like one.
fn one_thing(document: &Document<'_>, token: usize) -> bool {
    let mut nouns = document.word(token).readings().filter(|(_, r)| r.inflection.tense == Tense::Nominal).peekable();
    let known = nouns.peek().is_some();
    (known || document.raw(token).ends_with('ة')) && nouns.all(|(_, r)| r.inflection.number == Number::Singular)
}

fn agrees(document: &Document<'_>, head: usize, raw: &str) -> bool {
    let feminine = raw.ends_with('ة') || raw.ends_with('ه');
    let head = document.raw(head);
    let head_feminine = head.ends_with('ة') || head.ends_with('ه') || head.ends_with("ات");
    // a broken plural takes feminine adjectives, so only a feminine head with a masculine word tells against it
    feminine || !head_feminine
}

/// True for an accusative that says how or when: رسميا، أمس.
pub(super) fn adverbial(document: &Document<'_>, token: usize, relative_time: ClassSet) -> bool {
    let raw = document.raw(token);
    let tanwin = raw.ends_with('ً') || raw.ends_with("ًا") || raw.ends_with("اً");
    let word = document.word(token);
    let known = word.readings().any(|(_, r)| !r.inflection.indefinite && r.inflection.tense != Tense::Fixed);
    (tanwin && raw.contains('ي') && !known) || relative_time.meets(word.classes)
}
