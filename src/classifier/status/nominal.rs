//! A noun before the trigger: whether it hands its meaning on, takes the trigger for granted or buries it (SCHEME 2.1, 2.2).

use super::{Scan, selects};
use crate::classifier::argument::View;
use crate::classifier::condition::Preposition;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Reading, Sense, Stem};
use crate::tagger::EntityKind;

impl Scan<'_, '_> {
    /// A noun before the trigger: a negating, light, aspectual or intending one passes its meaning on.
    pub(super) fn nominal(
        &mut self,
        at: usize,
        preposition: &mut Option<Preposition>,
        token: usize,
        linked: bool,
    ) -> bool {
        let document = &self.view.document;
        let word = document.word(at);
        if word.readings().any(|(_, r)| self.group.negative_under.contains(&r.lexeme)) {
            self.negate(at);
            return true;
        }
        let near = token - at <= 6;
        // مفاوضات غير رسمية لوقف القتال: negates the adjective only
        if near && self.cue_negates(at) {
            if linked {
                self.negate(at);
            }
            return linked;
        }
        let classes = [self.cues.absence, self.cues.implicative, self.cues.aspect, self.cues.light, self.cues.intent];
        let sense = classes.into_iter().find_map(|c| document.cue(at, c)).map(|(s, _)| s);
        // قدم طلب محاكمة المدير: a request is more than what carries it
        let modal = modal_noun(self.view, self.cues.modality, at, *preposition);
        let carried = linked && at + 1 == token && preposition.is_none() && self.group.carried_by(word);
        if sense.is_none() && carried && modal.is_none() {
            *preposition = self.view.preposition(at).map(|(p, _)| p);
            return true;
        }
        // توجيهات الملك بتقديم: of two senses the one with this preposition
        let willed = modal.filter(|s| !self.cues.deontic.has(s.class));
        let fits = |s: &&Sense| willed.is_none() || preposition.is_none() || selects(self.view, s, *preposition);
        // تقضي المبادرة بالإفراج عن الأسرى: the plan, not that somebody took the initiative
        let scheme = word.article.is_some() && document.has(at, self.cues.schemes);
        let sense = sense.filter(|s| !(scheme && self.cues.implicative.has(s.class)));
        let Some(sense) = sense.filter(fits).or(willed) else {
            return false;
        };
        // قرار رفع الأسعار: what is decided stands in the genitive
        let beside = linked && preposition.is_none();
        // أثار القرار مخاوف: with the article it has no genitive
        if beside && word.article.is_some() {
            return false;
        }
        // أسلحة آلية وانفجارات: nor has it one that و joins
        let governs = sense.feature("governs");
        let only = governs == Some("genitive") && self.cues.modality.has(sense.class);
        let genitive = beside && !self.view.conjoined(token) && (only || governs == Some("noun"));
        let taken = genitive || selects(self.view, sense, *preposition) && !(only && preposition.is_none());
        if !taken || !near || sense.feature("needs") == Some("comp") {
            return false;
        }
        self.apply(sense, at);
        *preposition = self.view.preposition(at).map(|(p, _)| p);
        true
    }

    /// True for a noun of those who did or suffered a deed, or of why, whose genitive or complement begins at a token.
    pub(super) fn presupposes_deed(&self, at: usize, deed: usize) -> bool {
        let document = self.document();
        let own = |at: usize| {
            let with = self.view.preposition(at).map(|(p, _)| p);
            with.is_some_and(|p| [Preposition::FI, Preposition::AN, Preposition::BA].contains(&p))
        };
        // كان متورطا في الهجوم: he did it
        let definite = document.word(at).article.is_some();
        let governed = definite && (at + 1 == deed && own(deed) || at + 2 == deed && own(at + 1));
        let genitive = !definite && at + 1 == deed && self.view.preposition(deed).is_none();
        document.has(at, self.cues.presupposing) && (genitive || governed)
    }

    /// مناطق القصف، منفذو الهجوم: a definite noun in the genitive of one that is no cue and no event.
    pub(super) fn buried(&self, at: usize) -> bool {
        let document = &self.view.document;
        let word = document.word(at);
        let bare = word.article.is_none() && !word.has_pronoun() && !document.raw(at).ends_with(['ً', 'ا']);
        let cue = |(_, r): (&Stem, &Reading)| {
            let lexeme = document.lexicon.lexeme(r.lexeme);
            !lexeme.triggers.is_empty()
                || lexeme.classes.meets(self.cues.modality)
                || self.group.light.contains(&r.lexeme)
        };
        let genitive = document.word(at + 1).article.is_some() && document.proclitic_bytes(at + 1) == 0;
        // عارض إردوغان العقوبات، قررت أمس الانسحاب، أشد المعارك
        let head = self.view.tagging.mention_at(at).is_none()
            && !document.has(at, self.cues.quantifier)
            && !document.has(at, self.cues.superlative)
            && !self.group.compound();
        bare && genitive && head && !word.readings().any(cue)
    }

    /// مسؤوليتها عن: a noun of an event with a pronoun whose own preposition governs the trigger.
    pub(super) fn takes_own(&self, at: usize, token: usize) -> bool {
        let document = self.document();
        let event = |r: &Reading| !document.lexicon.lexeme(r.lexeme).triggers.is_empty();
        let word = document.word(at);
        at + 2 == token
            && document.tag(at + 1) == Tag::Preposition
            && word.has_pronoun()
            && word.readings().any(|(_, r)| event(r))
    }

    /// A verbal noun in the construct that is no event itself.
    pub(super) fn bare_masdar(&self, at: usize) -> bool {
        let word = self.document().word(at);
        word.verbal_noun() && !word.triggers && word.article.is_none() && !word.has_pronoun()
    }
}

/// بهدف, احتمال, بشرط: one word that says in what way the noun after it is meant.
pub(super) fn modal_noun<'v>(
    view: &View<'v>,
    modality: ClassSet,
    at: usize,
    preposition: Option<Preposition>,
) -> Option<&'v Sense> {
    let document = &view.document;
    let plain = |s: &&Sense| ["homograph", "needs", "position"].iter().all(|key| s.feature(key).is_none());
    // أمل صقر: a name
    if view.tagging.mention_at(at).is_some_and(|m| m.kind == EntityKind::Person) {
        return None;
    }
    let mut senses = document.word(at).readings().filter_map(|(_, r)| document.lexicon.sense(r.lexeme, modality));
    senses.find(|s| plain(s) && selects(view, s, preposition))
}
