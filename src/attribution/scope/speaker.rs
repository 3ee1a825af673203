//! Who speaks where the cue does not say: participles and verbs of continuation (SCHEME R4, R6).

use super::ScopeFinder;
use crate::attribution::cue::FoundCue;
use crate::attribution::{Chain, Channel, SourceKind};
use crate::classifier::argument::agrees;
use crate::morphology::{Gender, Inflection, Number};

impl ScopeFinder<'_, '_> {
    /// R4: the speaker of the sentence, else of the one before, that agrees with the participle.
    pub(super) fn participle_speaker(&self, cue: &FoundCue, first: usize) -> Option<(Chain, Option<Channel>, f32)> {
        let inflection = cue.inflection?;
        let fits = |chain: &Chain| {
            chain
                .last()
                .is_some_and(|&s| s > 0 && agrees_noun(inflection.gender, inflection.number, self.sources[s].agreement))
        };
        let here = self.scopes[first..].iter().rev().find(|s| s.start < cue.token && fits(&s.chain));
        if let Some(scope) = here {
            return Some((scope.chain.clone(), scope.channel.clone(), 0.9));
        }
        let start = self.view.document.sentence(cue.token).tokens.start;
        if let Some(act) = self.acts.iter().rev().find(|a| a.token >= start && fits(&a.chain)) {
            return Some((act.chain.clone(), act.channel.clone(), 0.9));
        }
        if let Some(last) = self.last.as_ref().filter(|l| fits(&l.chain)) {
            return Some((last.chain.clone(), last.channel.clone(), 0.85));
        }
        self.history.iter().rev().take(3).find(|(c, _)| fits(c)).map(|(c, _)| (c.clone(), None, 0.6))
    }

    /// R6: the most recent head that agrees with the verb, and where it spoke; a person rather than an institution.
    pub(super) fn continued(
        &self,
        inflection: Inflection,
        token: usize,
        first: usize,
    ) -> Option<(Chain, Option<Channel>)> {
        let fits = |chain: &Chain| {
            chain.last().is_some_and(|&s| {
                s > 0
                    && agrees(inflection, self.sources[s].agreement)
                    && number_fits(inflection.number, self.sources[s].agreement.1)
            })
        };
        // whoever has spoken in this very sentence goes on: أعلن المجلس …، فيما أكد أن
        if let Some(scope) = self.scopes[first..].iter().rev().find(|s| s.start < token && fits(&s.chain)) {
            return Some((scope.chain.clone(), scope.channel.clone()));
        }
        let person = |chain: &Chain| {
            chain
                .last()
                .is_some_and(|&s| !matches!(self.sources[s].kind, SourceKind::Institution | SourceKind::MediaOutlet))
        };
        let mut recent = self.history.iter().rev().take(4).filter(|(c, _)| fits(c));
        let nearest = recent.next()?;
        let mut near = self.history.iter().rev().take(2).filter(|(c, _)| fits(c));
        Some(near.find(|(c, _)| person(c)).unwrap_or(nearest).clone())
    }
}

fn agrees_noun(gender: Gender, number: Number, (other, others): (Gender, Number)) -> bool {
    let gender_fits =
        gender == Gender::Unknown || other == Gender::Unknown || gender == other || others == Number::Plural;
    gender_fits
        && (number != Number::Plural || others != Number::Singular)
        && (number != Number::Singular || others != Number::Dual)
}

fn number_fits(verb: Number, source: Number) -> bool {
    match verb {
        Number::Plural => source != Number::Singular,
        Number::Dual => source == Number::Dual || source == Number::Unknown,
        _ => true,
    }
}
