//! What the word right before an ambiguous one makes of it: بعد أن قال، تأكيد أو نفي.

use super::ambiguous::Place;
use super::{Tag, Tagger, phrases_before};
use crate::morphology::document::Document;
use crate::morphology::spelling::{Shape, definite, nominal_follows};
use crate::text::TokenKind;

/// Tokens between a call and the second thing that it calls for, at most.
const CALLED: usize = 14;

impl Tagger {
    /// What the word right before an ambiguous one makes of it.
    pub(super) fn by_neighbour(&self, document: &Document<'_>, place: Place) -> Tag {
        let Place { token, before, verb_before, conjoined, shape: Shape { nominal, imperfect, .. } } = place;
        match before {
            // بينهم نساء: who is among them, not what they did
            Some(Tag::Particle) if among(document.raw(token - 1)) && nominal => Tag::Noun,
            // تأكيد أو نفي: what is joined to a verbal noun is one
            Some(Tag::Conjunction) if token > 1 && document.raw(token - 1) == "أو" && masdar(document, token - 2) => {
                Tag::Noun
            }
            None | Some(Tag::Relative | Tag::Conjunction | Tag::Particle | Tag::Demonstrative) => Tag::Verb,
            Some(Tag::Complementiser) if imperfect || document.word(token - 1).classes.has(self.negation) => Tag::Verb,
            // بعد أن قال الوزير: what says when takes a verb
            Some(Tag::Complementiser) if self.says_when(document, token) => Tag::Verb,
            // أنه عقد جلسة: behind the pronoun no genitive
            Some(Tag::Complementiser)
                if document.joint_with_pronoun(token - 1) && !document.word(token).nominal_shape =>
            {
                Tag::Verb
            }
            Some(Tag::Punct) if conjoined && nominal && self.called_for(document, token) => Tag::Noun,
            // وزير الخارجية، سيرغي لافروف: a given name and a word nobody knows are a name
            Some(Tag::Punct)
                if (conjoined || !verb_before) && nominal_follows(document, token) && !self.names(document, token) =>
            {
                Tag::Verb
            }
            Some(Tag::Noun)
                if !verb_before
                    && definite(document, token - 1)
                    && !conjoined
                    && (!document.word(token).nominal_shape || imperfect && !self.ruled(document, token - 1)) =>
            {
                Tag::Verb
            }
            // إن بكين تعارض العقوبات: behind a name that opens the clause
            Some(Tag::Noun)
                if imperfect
                    && !verb_before
                    && !conjoined
                    && token > 1
                    && document.word(token - 1).stems.is_empty()
                    && document.has(token - 2, self.complementiser) =>
            {
                Tag::Verb
            }
            _ => Tag::Noun,
        }
    }

    /// دعا إلى وقف القتال، وسحب القوات: behind the comma, a second verbal noun that the call governs; not وسحب الجيش قواته, with
    /// a subject and an object.
    fn called_for(&self, document: &Document<'_>, token: usize) -> bool {
        let start = document.sentence(token).tokens.start.max(token.saturating_sub(CALLED));
        let mut before = (start..token).rev().take_while(|&at| !document.has(at, self.complementiser));
        let Some(call) = before.find(|&at| document.has(at, self.calling)) else { return false };
        let deed = |at: usize| document.word(at).verbal_noun();
        let first = (call + 1..token).any(|at| deed(at) && self.ruled(document, at));
        let end = document.sentence(token).tokens.end;
        let word = |at: usize| at < end && document.tokens[at].kind == TokenKind::Word;
        let genitive = word(token + 1) && document.word(token + 1).article.is_some();
        let next = document.word(token + 2);
        let object = word(token + 2) && next.article.is_none() && self.function_word(document, token + 2).is_none();
        first && deed(token) && genitive && !object
    }

    /// True behind بعد أن، قبل أن; not أشار إلى أن.
    fn says_when(&self, document: &Document<'_>, token: usize) -> bool {
        let mut senses = phrases_before(document, token)
            .filter_map(|cue| document.lexicon.sense(cue.lexeme, self.conjunction).filter(|_| cue.len > 1));
        senses.any(|sense| matches!(sense.feature("time"), Some("after" | "before")))
    }

    fn names(&self, document: &Document<'_>, token: usize) -> bool {
        let next = document.word(token + 1);
        document.word(token).classes.has(self.given) && next.stems.is_empty() && next.letters > 2
    }
}

/// بينهم، منها: words behind which some of those named before are named.
fn among(raw: &str) -> bool {
    matches!(raw.trim_start_matches('و'), "بينهم" | "بينهن" | "بينها" | "منهم" | "منهن" | "منها" | "فيهم" | "فيهن")
}

/// True for a verbal noun that no finite verb is spelled like.
fn masdar(document: &Document<'_>, at: usize) -> bool {
    let word = document.word(at);
    let finite = word.readings().any(|(_, r)| r.inflection.tense.is_finite());
    !finite && word.verbal_noun()
}
