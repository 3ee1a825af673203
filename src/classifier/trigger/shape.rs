//! How a reading stands in its place: as a finite verb, a participle that opens a fragment, a noun, or not at all.

use super::Shape;
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Inflection, Number, Person, Proclitics, Stem, Tense};
use crate::tagger::{Mention, MentionForm};

pub(super) fn shape<'v>(view: &View<'v>, token: usize, inflection: Inflection, stem: &'v Stem) -> Option<Shape<'v>> {
    let tag = view.document.tag(token);
    match inflection.tense {
        // a shortened form stands only after لم and لا: يستقل is no يستقيل
        Tense::Jussive if singular_or_we(inflection) && !shortened(view, token, stem) => None,
        // موقفا حذرا: behind an indefinite accusative what looks like two who did is an adjective
        Tense::Past if inflection.number == Number::Dual && token > 0 && accusative(view, token - 1) => None,
        // محاولة تستهدف الإطاحة بالرئيس: a goal is not hit
        _ if inflection.tense.is_finite() && view.aimed_at(token).is_some() => None,
        Tense::Past | Tense::Present | Tense::Jussive => (tag == Tag::Verb).then_some(Shape::Verb(inflection, stem)),
        Tense::ActiveParticiple => {
            (tag == Tag::Noun && fragment(view, token, inflection)).then_some(Shape::Participle(stem))
        }
        // هذه الدعوة points back at an event (T7)
        Tense::Nominal
            if token > 0
                && view.document.tag(token - 1) == Tag::Demonstrative
                && view.document.word(token).article.is_some() =>
        {
            None
        }
        Tense::Nominal if view.participle_with_object(token) => None,
        Tense::Nominal if tag == Tag::Noun => Some(Shape::Noun(stem)),
        _ => None,
    }
}

/// موقفا: an indefinite noun that its ending shows as an object.
fn accusative(view: &View<'_>, at: usize) -> bool {
    let document = &view.document;
    document.tag(at) == Tag::Noun
        && view.tagging.mention_at(at).is_none()
        && document.word(at).article.is_none()
        && !document.word(at).has_pronoun()
        && document.raw(at).trim_end_matches('\u{64b}').ends_with('ا')
        // اجتماعا بحثا خلاله: what they did has more to it
        && !document.word(at + 2).has_pronoun()
}

/// Forms that the jussive shortens: يقل، نقل (of أقال).
fn singular_or_we(form: Inflection) -> bool {
    form.number == Number::Singular || form.person == Person::First
}

fn shortened(view: &View<'_>, token: usize, stem: &Stem) -> bool {
    let after = |at: usize| matches!(view.document.raw(at), "لم" | "ولم" | "فلم" | "لا" | "ولا");
    // لم يؤكد الجيش أو ينف
    let joined = || view.negator_over(token).is_some_and(after);
    stem.proclitics.has(Proclitics::LAM) || token > 0 && (after(token - 1) || joined())
}

/// A participle in the accusative at the head of a fragment: ، محذرا من …
fn fragment(view: &View<'_>, token: usize, inflection: Inflection) -> bool {
    let document = &view.document;
    if document.word(token).article.is_some()
        || !(inflection.indefinite || inflection.gender == Gender::Feminine || document.raw(token).ends_with("ين"))
    {
        return false;
    }
    let first = document.sentence(token).tokens.start;
    token == first
        || document.is_mark(token - 1, &[',', '،', '"'])
        || document.word(token).first == 'و'
        || view.calling_participle(token)
        || circumstantial(view, token)
}

/// أكد أن الأمن مستتب متهما إيران بـ، رفضت القرار متوعدة بالرد: a participle of speech that says how the subject of its clause
/// acts, without a comma; not 41 متهما, nor متهما بالقتل, which may be whom something was done to.
fn circumstantial(view: &View<'_>, token: usize) -> bool {
    let document = &view.document;
    let before = token - 1;
    let counted =
        document.tag(before) == Tag::Number || view.tagging.mention_at(before).is_some_and(Mention::is_number);
    let next = token + 1;
    let named = |at: usize| view.tagging.mention_at(at).is_some_and(|m| m.form == MentionForm::Name);
    let object = next < document.len()
        && document.tag(next) == Tag::Noun
        && document.proclitic_bytes(next) == 0
        && (document.word(next).article.is_some() || named(next));
    let reading = document.reading(token, view.reporting).map(|(_, r)| r);
    // بعد مهاجمة السفارة: a verbal noun
    let other = counted || document.word(token).verbal_noun();
    let Some(speaks) = reading.filter(|r| r.inflection.tense == Tense::ActiveParticiple && !other) else {
        return false;
    };
    let suffers = document.lexicon.sense(speaks.lexeme, view.reporting).is_some_and(|s| s.lists("object", "target"));
    object || !suffers && view.speaking_participle(token)
}
