//! The genitive of a verbal noun, and what stands behind it: who does it or to whom it is done (SCHEME 1.3).

use super::{Filling, Frame};
use crate::classifier::Role;
use crate::classifier::argument::Arguments;
use crate::classifier::condition::Preposition;
use crate::classifier::trigger::Candidate;
use crate::morphology::Tense;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, MentionForm, Subtype};

impl Filling<'_, '_> {
    /// متابعة هذه التقارير: a genitive that a demonstrative opens.
    pub(super) fn this(&self, candidate: &Candidate<'_>) -> Option<NounPhrase> {
        let document = &self.view.document;
        let at = candidate.token + candidate.len;
        let open = document.word(at - 1).article.is_none();
        let this = document.tag(at) == Tag::Demonstrative && document.tag(at + 1) == Tag::Noun;
        (open && this).then(|| self.view.noun_phrase(at, candidate.arguments.end)).flatten()
    }

    /// The genitive of a verbal noun is its subject if it can act, else its object (SCHEME 1.3).
    pub(super) fn genitive(&self, frame: &Frame, role: Role, phrase: NounPhrase, arguments: &Arguments) -> Role {
        let document = &self.view.document;
        let named = match self.view.tagging.mention_at(phrase.head) {
            Some(m) => match m.kind {
                EntityKind::Person | EntityKind::Organization | EntityKind::Title | EntityKind::Nationality => true,
                EntityKind::Location => {
                    self.event_type.name() != "meet"
                        && (self.own_object(phrase, arguments).is_some()
                            || m.name.is_some_and(|_| m.tokens.len() == 1 || m.subtype == Some(Subtype::COUNTRY))
                                && !arguments.prepositions.is_empty())
                }
                _ => false,
            },
            None => document.has(phrase.head, self.view.chunker.agent),
        };
        // رفض الكثيرين للاتفاق: with its object behind a preposition the genitive is the subject
        let complement = |p| {
            matches!(frame.preposition(p), Some(Role::Target | Role::Theme))
                || p == Preposition::LAM && frame.preposition(p) == Some(Role::Actor)
        };
        // … but قصف مدرسة للنازحين: an indefinite thing does not act by its owner
        let word = document.word(phrase.head);
        let closed = word.article.is_some() || word.has_pronoun();
        let complemented =
            arguments.prepositions.iter().any(|(p, _)| complement(*p) && (closed || *p != Preposition::LAM));
        let unnamed = self.view.tagging.mention_at(phrase.head).is_none()
            && (complemented
                || self.own_object(phrase, arguments).is_some_and(|o| closed || o.first == phrase.last + 1));
        // استعداد بلاده للتعاون: whose word it is
        let state = self.view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Location);
        let acts = named || unnamed || self.event_type.speech_act && state;
        let beside = arguments.object.is_some_and(|o| o.first == phrase.last + 1);
        let place = self
            .view
            .tagging
            .mention_at(phrase.head)
            .is_some_and(|m| matches!(m.kind, EntityKind::Location | EntityKind::Facility));
        // تعيين حسن علي وزيرا: who is made something
        let made = |o: NounPhrase| {
            self.view.bare_office(o) || self.view.accusative(o) && document.has(o.head, self.view.chunker.title)
        };
        if self.event_type.has_role("target") && arguments.object.is_some_and(|o| o.first > phrase.last && made(o)) {
            return Role::Target;
        }
        match role {
            Role::Target | Role::Theme
                if named && beside && !place && !self.event_type.befalls() && !self.event_type.speech_act =>
            {
                Role::Actor
            }
            // استهداف إسرائيل للصحفيين: with what it is done to behind ل the genitive acts
            Role::Target | Role::Theme if named && self.lam_object(phrase, arguments).is_some() => Role::Actor,
            // استخدام التنظيم لأسلحة كيماوية
            Role::Instrument if named && arguments.after(Preposition::LAM).is_some() => Role::Actor,
            Role::Actor if acts => Role::Actor,
            Role::Actor if place && self.event_type.name() == "meet" => Role::Place,
            Role::Actor if self.event_type.has_role("target") => Role::Target,
            Role::Actor if self.event_type.has_role("theme") => Role::Theme,
            role => role,
        }
    }

    /// قصف إسرائيل مدرسة، رفض الحكومة استقبال الوفد: what stands right behind the subject of a verbal noun for its object; not
    /// قصف إسرائيل جريمة, where something is said of it.
    pub(super) fn own_object(&self, subject: NounPhrase, arguments: &Arguments) -> Option<NounPhrase> {
        let document = &self.view.document;
        let object = |o: &NounPhrase| {
            let word = document.word(o.head);
            let closed = word.article.is_some() || word.has_pronoun();
            // رغم رفض القضاء دعوى: nothing is said of what a verb or a preposition governs
            let topic = self.token == document.sentence(self.token).tokens.start
                || document.tag(self.token - 1) == Tag::Complementiser;
            !topic || closed || self.deed(o.head) || self.hurt(*o) || self.view.accusative(*o)
        };
        arguments.object.filter(|o| o.first > subject.last && object(o))
    }

    /// A party or a place that something can be done to; not an office, which is rather an apposition.
    pub(super) fn hurt(&self, phrase: NounPhrase) -> bool {
        let office = self.view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Title);
        let person = || self.view.document.has(phrase.head, self.view.chunker.person);
        !office && (self.view.party(phrase) || self.spatial(phrase) || person())
    }

    /// استهداف إسرائيل | للصحفيين: what stands with ل right behind a body or a state that does it.
    pub(super) fn lam_object(&self, subject: NounPhrase, arguments: &Arguments) -> Option<NounPhrase> {
        let body = self.view.tagging.mention_at(subject.head).map_or_else(
            || {
                let closed = self.view.document.word(subject.head).article.is_some();
                closed && self.view.document.has(subject.head, self.view.chunker.agent)
            },
            |m| m.kind == EntityKind::Organization || m.kind == EntityKind::Location && m.form == MentionForm::Name,
        );
        let chosen = matches!(self.event_type.family(), "casualty" | "politics");
        let done = body && !chosen && self.event_type.has_role("actor");
        // العناصر الداعمة | لتنظيم
        let mut quality = self.view.document.word(subject.last).readings();
        let supports =
            quality.any(|(_, r)| r.inflection.tense == Tense::ActiveParticiple) && subject.last > subject.head;
        let behind = |p: &NounPhrase| done && !supports && p.first == subject.last + 1 && self.hurt(*p);
        arguments.after(Preposition::LAM).filter(behind)
    }
}
