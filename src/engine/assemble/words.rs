//! What people read: labels, headline, reasons (SCHEME 0.6).

use std::borrow::Cow;

use super::Writer;
use crate::attribution::{Attribution, Rule};
use crate::classifier::event::{Event, Filler, Reason};
use crate::classifier::ontology::EventType;
use crate::classifier::{Modality, label};
use crate::morphology::{Gender, Number, Reading};
use crate::tagger::chunk::agreement;
use crate::tagger::{EntityKind, Mention};

/// Subtypes that say less than the name: their organizations keep it on the card.
const VAGUE: [&str; 5] = ["intl_org", "other", "government", "ngo", "company"];

impl<'a> Writer<'a, '_, '_> {
    /// The English card: a kind of organization for the actor (embassy, army), names for the rest.
    pub(super) fn label(&self, event: &Event, event_type: &EventType, modality: Modality) -> String {
        let card = label::fill(label::template(event_type, event.status.negative, false), |role| {
            let filler = filler(event, role)?;
            let kind = if role == "actor" { self.kind_of_organization(filler) } else { None };
            kind.map_or_else(|| self.english(filler), |kind| Some(kind.replace('_', " "))).map(Cow::Owned)
        });
        label::prefix(modality).to_owned() + &card
    }

    /// The Arabic card, in the words of the article.
    pub(super) fn label_ar(&self, event: &Event, event_type: &EventType, modality: Modality) -> String {
        let gloss = label::template(event_type, event.status.negative, true);
        let gloss = filler(event, "actor").map_or(Cow::Borrowed(gloss), |actor| self.agreeing(gloss, actor));
        let card = label::fill(&gloss, |role| filler(event, role).map(|f| Cow::Borrowed(f.span.of(self.text))));
        label::prefix_ar(modality).to_owned() + &card
    }

    /// The gloss with its verb in the gender and number of the actor.
    fn agreeing<'t>(&self, gloss: &'t str, actor: Filler) -> Cow<'t, str> {
        let (document, tagging) = (&self.layers.document, self.layers.tagging);
        let (gender, number) = agreement(document, tagging, actor.head);
        let raw = document.raw(actor.head);
        // القوات, الحوثيون: by the ending, whatever else is known of it
        let things = raw.ends_with('ة') || raw.ends_with("ات");
        let plural = |r: &Reading| r.inflection.number == Number::Plural;
        let several = document.word(actor.head).readings().any(|(_, r)| plural(r));
        let sound = raw.ends_with("ون") || raw.ends_with("ين") && several;
        let number = if sound { Number::Plural } else { number };
        let gender = match (sound, things) {
            (true, _) => Gender::Masculine,
            (_, true) => Gender::Feminine,
            _ => gender,
        };
        let people = sound || !things && self.layers.engine.classifier.people(document, tagging, actor.head);
        label::agreeing(gloss, gender, number, people)
    }

    /// An English sentence with all names.
    pub(super) fn headline(&self, event: &Event, event_type: &EventType) -> String {
        let body = label::fill(label::template(event_type, event.status.negative, false), |role| {
            filler(event, role).and_then(|f| self.english(f)).map(Cow::Owned)
        });
        let mut letters = body.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.as_str().chars()).collect()
    }

    fn kind_of_organization(&self, filler: Filler) -> Option<&'a str> {
        let entity = &self.layers.tagging.entities[self.role_entity(filler)?];
        let subtype = entity.subtype.filter(|_| entity.kind == EntityKind::Organization)?;
        Some(self.layers.engine.tagger.subtype_name(subtype)).filter(|name| !VAGUE.contains(name))
    }

    /// A filler in English, `None` where it is known only in Arabic: the name of what it is or begins with, else its
    /// words one by one.
    fn english(&self, filler: Filler) -> Option<String> {
        let document = &self.layers.document;
        let tagging = self.layers.tagging;
        let entity = |m: &Mention| {
            let name = self.english_name(m.entity).map(str::to_owned);
            name.or_else(|| m.value.as_deref().filter(|_| m.kind == EntityKind::Quantity).and_then(number))
        };
        if let Some(whole) = tagging.mentions.iter().find(|m| m.span == filler.span) {
            return entity(whole);
        }
        let first = document.token_at(filler.span);
        let end = document.tokens.partition_point(|t| t.span.start < filler.span.end);
        self.reader().phrase(first..end, false, 3).or_else(|| {
            let outer = |m: &&Mention| m.span.contains(filler.span) || m.span.start == filler.span.start;
            tagging.mentions_at(first).map(|i| &tagging.mentions[i]).find(outer).and_then(entity)
        })
    }

    /// The decisions in words.
    pub(super) fn why(&self, event: &Event, attribution: &Attribution) -> Vec<String> {
        let trigger = event.trigger.of(self.text);
        let word = |token: usize| self.layers.document.phrase_span(token, token).of(self.text);
        let reason = |reason: &Reason| match *reason {
            Reason::Verb => format!("trigger {trigger} (verb)"),
            Reason::Noun => format!("trigger {trigger} (noun)"),
            Reason::Phrase => format!("trigger {trigger} (phrase)"),
            Reason::Under(t) => format!("carried by {}", word(t)),
            Reason::Negated(t) => format!("negated by {}", word(t)),
            Reason::Restricted(t) => format!("not negated: {} only restricts", word(t)),
            Reason::Implied(t) => format!("came about by {}", word(t)),
            Reason::Modal(t) => format!("{} by {}", event.status.modality.name(), word(t)),
            Reason::Content(t) => format!("content of {}", word(t)),
            Reason::Aspect(t) => format!("{} by {}", event.status.aspect.name(), word(t)),
        };
        let source = match (attribution.rule, attribution.cue) {
            (Rule::Author, _) => "no cue hands it to anybody: the author's own voice".to_owned(),
            (rule, Some(cue)) => format!("{} at {}", rule.name(), word(cue)),
            (rule, None) => format!("{} from the sentence before", rule.name()),
        };
        event.status.reasons.iter().map(reason).chain([source]).collect()
    }
}

fn filler(event: &Event, role: &str) -> Option<Filler> {
    event.roles.iter().find(|(r, _)| r.name() == role).map(|(_, filler)| *filler)
}

/// The number of a normalised quantity (SCHEME 6.3): 2 of جنديان.
fn number(value: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(value).ok()?;
    value.get("value").filter(|n| n.is_number()).map(ToString::to_string)
}
