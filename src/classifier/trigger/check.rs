//! Whether the conditions of a construction hold where a candidate stands.

use crate::classifier::argument::{Arguments, View};
use crate::classifier::condition::{Condition, Slot, Value};
use crate::classifier::ontology::Group;
use crate::morphology::LexemeId;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, Mention, Tagger};

/// Evaluates conditions.
pub(super) struct Check<'c, 'v> {
    pub(super) view: &'c View<'v>,
    pub(super) tagger: &'c Tagger,
    pub(super) token: usize,
    pub(super) len: usize,
    pub(super) arguments: &'c Arguments,
}

impl Check<'_, '_> {
    pub(super) fn all(&self, group: &Group) -> bool {
        group.needs.iter().all(|c| self.holds(c)) && !group.unless.iter().any(|c| self.holds(c))
    }

    /// True when only the subject is what a condition wants for the object.
    pub(super) fn stands_in(&self, group: &Group) -> bool {
        let object = |c: &&Condition| c.slot == Slot::Object;
        let behind = self.arguments.subject.is_some_and(|s| s.first > self.token) && self.arguments.object.is_none();
        behind && group.needs.iter().any(|c| object(&c) && self.phrases([self.arguments.subject], c))
    }

    fn holds(&self, condition: &Condition) -> bool {
        let after = self.token + self.len;
        let sentence = &self.view.document.sentence(self.token).tokens;
        let range = |from: usize, to: usize| {
            (from.max(sentence.start)..to.min(sentence.end)).any(|at| self.token_is(at, condition))
        };
        match condition.slot {
            // a dropped subject is the speaker before, as good as any; one far off may be somebody's whom the parse missed
            Slot::SubjectIfAny => {
                self.arguments.subject.is_none() && !self.arguments.passive
                    || self.phrases([self.arguments.subject, self.arguments.object], condition)
                    || range(self.token.saturating_sub(6), self.token)
            }
            Slot::Subject if self.arguments.passive => self.phrases([self.arguments.object], condition),
            Slot::Subject => self.phrases([self.arguments.subject], condition),
            Slot::Object => self.object(condition),
            Slot::Genitive => self.phrases([self.arguments.genitive], condition),
            Slot::Preposition(p) => {
                let phrases =
                    self.arguments.prepositions.iter().filter(|(q, _)| *q == p).map(|(_, phrase)| Some(*phrase));
                self.phrases(phrases, condition)
            }
            Slot::Own => range(self.token, after),
            Slot::Next => range(after, after + 1),
            Slot::Previous => range(self.token.saturating_sub(1), self.token),
            // القوات التي نشرتها روسيا: the object before its clause
            Slot::After => {
                range(after, (after + 8).min(self.arguments.end.max(after + 1)))
                    || self.phrases([self.arguments.object.filter(|o| o.first < self.token)], condition)
            }
            // العقوبات التي فرضتها: the verb behind its object
            Slot::Before => {
                range(self.token.saturating_sub(6), self.token)
                    || self.resuming_verb(after).is_some_and(|verb| self.token_is(verb, condition))
            }
            Slot::Near => range(self.token.saturating_sub(6), self.token) || range(after, after + 8),
            Slot::Clause => range(after, self.arguments.end),
            Slot::Sentence => range(sentence.start, self.token) || range(after, sentence.end),
        }
    }

    /// العقوبات التي فرضتها، زيارة قام بها: the verb right behind a noun, or behind its qualities and a relative, whose pronoun is
    /// the noun.
    fn resuming_verb(&self, after: usize) -> Option<usize> {
        let document = &self.view.document;
        let end = document.sentence(self.token).tokens.end;
        let quality = |at: &usize| document.tag(*at) == Tag::Noun && self.view.preposition(*at).is_none();
        let verb = (after..end.min(after + 4)).find(|at| !quality(at))?;
        let verb = verb + usize::from(document.tag(verb) == Tag::Relative);
        // المباحثات التي أجراها: what has been told of before (T7); not العقوبات التي فرضتها على
        let held = document.cue(verb, self.view.light).is_some_and(|(s, _)| !s.lists("prep", "على"));
        let again = document.word(self.token).article.is_some() && held;
        let resumes = verb < end
            && document.tag(verb) == Tag::Verb
            && !again
            && (document.word(verb).has_pronoun() || verb + 1 < end && document.has(verb + 1, self.view.pronoun));
        resumes.then_some(verb)
    }

    /// The object of a verb may stand in the place of the subject: dropped, passive, or after the verb.
    fn object(&self, condition: &Condition) -> bool {
        let a = self.arguments;
        let anything = condition.values.iter().any(|v| matches!(v, Value::Any));
        let stands_in = a.passive || (a.object.is_none() && !anything);
        self.phrases([a.object, a.object2], condition)
            || (stands_in && self.phrases([a.subject, a.genitive], condition))
    }

    fn phrases(&self, phrases: impl IntoIterator<Item = Option<NounPhrase>>, condition: &Condition) -> bool {
        phrases.into_iter().flatten().any(|p| {
            // the head decides; a quantifier or a name can stand before it, so the first words are looked at too
            let last = p.last.min(p.head + 2);
            (p.first..=last).any(|at| self.token_is(at, condition))
        })
    }

    fn token_is(&self, at: usize, condition: &Condition) -> bool {
        let document = &self.view.document;
        self.word_is(at, condition) && !self.names_place(at)
            || condition.values.iter().any(|value| match value {
                Value::Any => !matches!(document.tag(at), Tag::Punct),
                Value::Number => {
                    document.tag(at) == Tag::Number
                        || self
                            .view
                            .tagging
                            .mention_at(at)
                            .is_some_and(|m| matches!(m.kind, EntityKind::Quantity | EntityKind::Money))
                }
                Value::Mention(kind, subtype) => self.mention(at, *kind, subtype.as_deref()),
            })
    }

    /// True for a word of the classes or words of a condition, or a cue of several words that begins there.
    fn word_is(&self, at: usize, condition: &Condition) -> bool {
        let document = &self.view.document;
        let word = document.word(at);
        let one_of = |lexeme: LexemeId| condition.words.binary_search(&lexeme).is_ok();
        word.classes.meets(condition.classes)
            || !condition.words.is_empty() && word.readings().any(|(_, r)| one_of(r.lexeme))
            || document
                .cues_at(at)
                .iter()
                .any(|cue| one_of(cue.lexeme) || document.lexicon.lexeme(cue.lexeme).classes.meets(condition.classes))
    }

    /// True where a word is the name of a place: مالي is a country here, not money.
    fn names_place(&self, at: usize) -> bool {
        let tagging = self.view.tagging;
        let name = |m: &Mention| m.kind == EntityKind::Location && m.tokens.len() == 1 && m.name.is_some();
        tagging.mentions_at(at).any(|index| name(&tagging.mentions[index]))
    }

    fn mention(&self, at: usize, kind: EntityKind, subtype: Option<&str>) -> bool {
        let tagging = self.view.tagging;
        // سموه: somebody, too
        let revered = kind == EntityKind::Person && self.view.chunker.revered(&self.view.document, at);
        let Some(outer) = tagging.at.get(at).copied().flatten() else { return revered && subtype.is_none() };
        let inner = tagging.mentions[outer as usize..]
            .iter()
            .take_while(|m| m.tokens.start <= at)
            .filter(|m| m.tokens.contains(&at));
        let location = |k: EntityKind| if k == EntityKind::Facility { EntityKind::Location } else { k };
        let mut all = inner;
        all.any(|m| {
            location(m.kind) == kind
                && subtype.is_none_or(|wanted| m.subtype.is_some_and(|s| self.tagger.subtype_name(s) == wanted))
        })
    }
}
