//! Speakers before their verb, where more than a subject stands between: الوزير، سامر عبود، أعلن.

use super::CueFinder;
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Gender, Number, Sense};
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, MentionForm};

/// Tokens that may stand between the speaker and the verb.
const APART: usize = 10;

impl CueFinder {
    /// وزير المالية، سامر عبود، أعلن أن: an office or a name that opens the sentence, then an apposition.
    pub(super) fn set_off(&self, view: &View<'_>, token: usize) -> Option<NounPhrase> {
        let document = &view.document;
        let opens = document.sentence(token).tokens.start;
        // لكن رئيس النقابة، سامر عبود، قال
        let start = opens + usize::from(document.tag(opens) == Tag::Conjunction);
        let comma = |at: usize| document.is_mark(at, &[',', '،']);
        if token < start + 4 || token - start > APART + 8 || !comma(token - 1) {
            return None;
        }
        let phrase = view.noun_phrase(start, token)?;
        let party = |m: &crate::tagger::Mention| {
            m.kind == EntityKind::Title || m.kind == EntityKind::Person || m.kind == EntityKind::Organization
        };
        let voice = view.tagging.mention_at(phrase.head).is_some_and(party) || document.has(phrase.head, self.source);
        let apposition = comma(phrase.last + 1) && token - phrase.last <= APART;
        let named = |at: usize| view.tagging.mention_at(at).is_some_and(|m| m.form == MentionForm::Name);
        // نبال علي، من سكان دمشق، تقول: one aside alone may begin with a preposition
        let aside = phrase.last + 2 < token && !(phrase.last + 2..token - 1).any(comma);
        let clause = |at: usize| {
            let parts = matches!(document.tag(at), Tag::Verb | Tag::Complementiser);
            (parts || document.tag(at) == Tag::Preposition && !aside) && !named(at)
        };
        (voice && apposition && !(phrase.last + 1..token).any(clause)).then_some(phrase)
    }

    /// نقلت عنه الوكالة قوله: gender and number of the pronoun that stands for whoever is quoted.
    pub(super) fn relayed_again(
        &self,
        view: &View<'_>,
        sense: &Sense,
        classes: ClassSet,
        token: usize,
        head_end: usize,
    ) -> Option<(Gender, Number)> {
        if !classes.meets(self.transmit) && sense.feature("source_prep").is_none() {
            return None;
        }
        let wanted = sense.feature("source_prep").unwrap_or("عن");
        let document = &view.document;
        let at = (token + 1..head_end.min(token + 8)).find(|&at| {
            let prep = document.cue(at, self.pronoun).and_then(|(s, _)| s.feature("prep"));
            prep.is_some_and(|p| wanted.split('|').any(|w| w == p))
        })?;
        let raw = document.raw(at);
        Some(match raw {
            _ if raw.ends_with("هما") => (Gender::Unknown, Number::Dual),
            _ if raw.ends_with("هم") => (Gender::Masculine, Number::Plural),
            _ if raw.ends_with("ها") => (Gender::Feminine, Number::Singular),
            _ => (Gender::Masculine, Number::Singular),
        })
    }
}
