//! سوى, إلا, غير: with a negator they say "only" (SCHEME 2.1 P5).

use crate::classifier::argument::View;
use crate::classifier::cues::Cues;
use crate::morphology::part_of_speech::Tag;

/// سوى or إلا after the trigger: with a negator they say "only" (P5); إلا أن opens a clause of its own.
pub(super) fn only(view: &View<'_>, cues: &Cues, token: usize) -> Option<usize> {
    let document = &view.document;
    let end = (token + 7).min(document.sentence(token).tokens.end);
    let mut clause = (token + 1..end).take_while(|&at| !matches!(document.tag(at), Tag::Verb | Tag::Complementiser));
    clause.find(|&at| excepts(view, cues, at) && !until(view, token, at) || other_than(view, token, at))
}

/// لا هدنة إلا بعد انسحابهم: behind "there is no", what is only then is not now.
fn until(view: &View<'_>, token: usize, at: usize) -> bool {
    let document = &view.document;
    let none = token > 0 && document.raw(token - 1).trim_start_matches(['و', 'ف']) == "لا";
    none && document.tag(token) == Tag::Noun && at + 1 < document.len() && document.tag(at + 1) == Tag::Preposition
}

/// سوى، إلا.
pub(super) fn excepts(view: &View<'_>, cues: &Cues, at: usize) -> bool {
    let document = &view.document;
    let except = document.cue(at, cues.pseudo).is_some_and(|(s, _)| s.feature("only").is_some());
    except && document.tag(at + 1) != Tag::Complementiser
}

/// لم تعتقل الشرطة غير شخصين: "other than" before a noun, where no noun before it could take it as an adjective.
fn other_than(view: &View<'_>, token: usize, at: usize) -> bool {
    let document = &view.document;
    let described = || {
        let word = document.word(at - 1);
        word.article.is_none() && view.tagging.mention_at(at - 1).is_none()
    };
    document.raw(at) == "غير"
        && (at == token + 1 || !described())
        && matches!(document.tag(at + 1), Tag::Noun | Tag::Number)
        && document.word(at + 1).article.is_none()
        && document.cues_at(at).iter().all(|c| c.len < 2)
}
