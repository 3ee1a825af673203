//! The subject before its verb.

use super::{View, agrees};
use crate::classifier::condition::Preposition;
use crate::morphology::Tense;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::{NounPhrase, agreement, any_counts};
use crate::tagger::{EntityKind, Mention};

/// Tokens of a name between commas, at most.
const LONGEST_NAME: usize = 7;
/// Tokens that may stand between أما and the verb of what it announces.
const LONGEST_TOPIC: usize = 16;

impl View<'_> {
    /// True when the subject is a pronoun on the complementiser: أنها ستواصل.
    pub fn pronoun_before(&self, token: usize) -> bool {
        let start = self.document.sentence(token).tokens.start;
        let before = (start..token).rev().find(|&at| self.document.tag(at) != Tag::Particle);
        before.is_some_and(|at| self.pronominal_joint(at))
    }

    /// أنهم، بأنها، لكنه: a complementiser or "but" with a pronoun.
    pub fn pronominal_joint(&self, at: usize) -> bool {
        let joint = match self.document.tag(at) {
            Tag::Complementiser => true,
            Tag::Conjunction => self.document.raw(at).contains("لكن"),
            _ => false,
        };
        joint && self.document.joint_with_pronoun(at)
    }

    /// The noun phrase before a verb that is its subject: السفارة دعت، أن الجيش انسحب، القوات التي انسحبت.
    pub fn subject_before(&self, token: usize) -> Option<NounPhrase> {
        if self.conjoined(token) {
            return self.topic(token);
        }
        let start = self.document.sentence(token).tokens.start;
        if let Some(comma) = self.nameless_aside(token) {
            return self.phrase_ending(comma, start);
        }
        // الجيش، بحسب مسؤول، قصف المدينة
        if let Some(subject) = self.nameless_before(token).or_else(|| self.subject_before_aside(token, start)) {
            return Some(subject);
        }
        let last = self.before_particles(token, start)?;
        if let Some(earlier) = self.subject_of_precedent(last, start) {
            return Some(earlier);
        }
        if last > start && self.document.tag(last - 1) == Tag::Relative {
            return self.phrase_ending(last - 1, start);
        }
        let clause = self.clause_start(last);
        // ان "المقاتلين نجحوا: a quotation opens before the subject
        let clause =
            if clause < last && self.document.is_mark(clause, &['"', '«', '“']) { clause + 1 } else { clause };
        // وكان الوزير رحب بالقرار
        let clause = (clause..last).find(|&at| self.document.tag(at) != Tag::Particle).unwrap_or(last);
        // بدوره قال: the words that give the floor are no subject
        let clause = self.document.cue(clause, self.chunker.turn).map_or(clause, |(_, len)| clause + len);
        if clause >= last || self.preposition(clause).is_some() {
            // ظهرت على الشاشات رسالة تطالب: whatever the verb right behind it describes
            let behind = last == token && clause > start && self.document.tag(clause - 1) == Tag::Verb;
            let noun = self.noun_described(token).filter(|noun| behind && !self.ruled(*noun));
            return noun.filter(|n| self.party(*n) || self.document.has(n.head, self.chunker.text));
        }
        // مصادر تدعم الحكومة تحدثت: a clause without a relative describes the noun before it, whose verb comes now
        if let Some(noun) = self.described_before(clause, last, start) {
            return Some(noun);
        }
        let phrase = self.apposed(self.noun_phrase(clause, last)?, last);
        // الدعم الذي قدمه التحالف يشير إلى: what stands in the relative clause is not the subject of the main one
        let behind_verb = clause > start && self.document.tag(clause - 1) == Tag::Verb;
        // الوزيرة التي زارت المنطقة أكدت: nor does its object
        let relative = || {
            let helps = [self.auxiliary, self.implicative].iter().any(|&class| self.document.has(clause - 1, class));
            // السبب الذي يجعل موسكو تساند: unless it is what agrees
            let like = |p: NounPhrase| {
                let (verb, of) = (self.finite(token), agreement(&self.document, self.tagging, p.head));
                verb.is_some_and(|(i, _)| i.tense == Tense::Past && agrees(i, of))
            };
            clause > start + 1
                && self.document.tag(clause - 2) == Tag::Relative
                && !helps
                && self.subject_beyond_relative(last).is_some_and(like)
        };
        if behind_verb && (self.document.word(clause - 1).has_pronoun() || relative()) {
            if let Some(noun) = self.subject_beyond_relative(last) {
                return self.subject_of_phrase(noun);
            }
            // مشروع قرار صاغته سلوفينيا يطالب بـ
            if phrase.last + 1 == last {
                if let Some(noun) = self.noun_described(clause - 1) {
                    return Some(noun);
                }
            }
        }
        // قراصنة يعتقد أنهم مرتبطون بدولة اخترقوا: what a pronoun is said to be is no subject
        if clause > start + 1 && self.pronominal_joint(clause - 1) && phrase.last < last {
            if let Some(noun) = self.noun_described(clause - 2) {
                return Some(noun);
            }
        }
        // احتجاجا على اعتقال زميلهم أضرب المعلمون: why, not who
        let told = clause > start && self.document.tag(clause - 1) == Tag::Complementiser;
        let raw = self.document.raw(phrase.head);
        if clause == start && (raw.ends_with('ً') || raw.ends_with("ًا")) {
            return None;
        }
        // ضد مشروع قرار يطالب بـ: what a verb describes parts it from the subject of another
        let described = self.noun_described(token).filter(|noun| noun.first > phrase.last);
        if described.is_some_and(|noun| noun.first > phrase.last + 1 && self.ruled(noun)) {
            return None;
        }
        // رفضت المحكمة | التماسا يطالب بـ: behind a verb and its subject the indefinite noun is its object
        if let Some(object) = described.filter(|noun| behind_verb && self.accusative(*noun)) {
            return Some(object);
        }
        // between subject and verb only its own complements may stand
        let gap = phrase.last + 1..last;
        // عمّان (رويترز) - قال الوزير، مسقط في 21 أكتوبر /العمانية/ أعلنت اللجنة: a dateline is no subject
        if gap.clone().any(|at| self.document.is_mark(at, &['-', '–', '—', 'ـ', '/'])) {
            return None;
        }
        let set_off = self.document.tag(last) == Tag::Particle || self.document.tag(token - 1) == Tag::Particle;
        let quiet = gap
            .clone()
            .all(|at| !self.document.is_mark(at, &[',', '،']) || set_off || self.tagging.mention_at(at).is_some());
        // أن المنسق الإنساني يوهان كلاس، وصل: the comma that some set between subject and verb
        let comma = told && gap.len() == 1 && self.document.is_mark(gap.start, &[',', '،']);
        // لكن نائب المحافظ، أكبر كميجاني، فند ذلك: his name between commas
        let name = |at: usize| self.tagging.mention_at(at).is_some_and(|m| self.named_between(m, gap.clone()));
        let apposed = self.office(phrase) && gap.len() > 2 && name(gap.start + 1);
        // وزير الدفاع، حسن علي، استقال
        let comma_at = |at: usize| self.document.is_mark(at, &[',', '،']);
        if gap.len() == 1 && comma_at(gap.start) && (phrase.head + 1..phrase.last).any(comma_at) {
            return Some(phrase);
        }
        if self.name_set_off(phrase, last).is_some() {
            return Some(phrase.through(last - 2));
        }
        // وحدات من الجيش: the و is the word's own
        let whole = self.document.word(clause).stems.iter().any(|stem| stem.start == 0);
        let joined = self.document.word(clause).first == 'و' && !whole;
        (quiet && !joined || gap.is_empty() || comma || apposed).then_some(phrase)
    }

    /// سبق للوزارة أن نفت: whoever has done so before.
    fn subject_of_precedent(&self, verb: usize, start: usize) -> Option<NounPhrase> {
        let joint = verb.checked_sub(1).filter(|&at| self.document.tag(at) == Tag::Complementiser && at > start)?;
        let phrase = self.phrase_ending(joint, start).filter(|p| p.first > start && p.last + 1 == joint)?;
        let before = self.document.raw(phrase.first - 1).trim_start_matches('و');
        let governed = self.preposition(phrase.first).is_some_and(|(p, _)| p == Preposition::LAM);
        (before == "سبق" && governed).then_some(phrase)
    }

    /// The first of the particles and auxiliaries right before a verb, else the verb; none where they open a clause.
    fn before_particles(&self, token: usize, start: usize) -> Option<usize> {
        // المتهم كان يخطط: what stands between may be كان
        let particle = |at: usize| {
            let tag = self.document.tag(at);
            let auxiliary = tag == Tag::Verb && self.document.word(at).classes.meets(self.auxiliary);
            // المتمردون ما زالوا ينتشرون
            let auxiliary = auxiliary || tag == Tag::Verb && self.still(at);
            (tag == Tag::Particle || self.still(at + 1) || auxiliary && !self.conjoined(at))
                && self.tagging.mention_at(at).is_none()
        };
        let mut last = token;
        while last > start && particle(last - 1) {
            last -= 1;
            // إن لم تنسحب إسرائيل فلن تسلم حماس: a clause of its own
            // وقد رفضت روما: nor does what stands before و belong to it
            let raw = self.document.raw(last);
            if raw.starts_with('و') || raw.starts_with('ف') && last + 1 == token {
                return None;
            }
        }
        Some(last)
    }

    /// الجيش، بحسب مسؤول، قصف: the party that a frame between commas parts from its verb, at the head of its clause.
    fn subject_before_aside(&self, token: usize, start: usize) -> Option<NounPhrase> {
        let comma = |at: &usize| self.document.is_mark(*at, &[',', '،']);
        let close = token.checked_sub(1).filter(|at| comma(at) && *at > start)?;
        let open = (start..close).rev().take(LONGEST_TOPIC).find(comma)?;
        let framed = self.aside(open + 1, token) == Some(close);
        let subject = self.phrase_ending(open, start).filter(|p| framed && self.party(*p))?;
        let heads = subject.first == start
            || matches!(self.document.tag(subject.first - 1), Tag::Complementiser | Tag::Conjunction);
        heads.then_some(subject)
    }

    /// القوات المدعومة من التحالف | الذي تقوده السعودية: the noun, or whatever stands before the phrase that it ends.
    fn subject_of_phrase(&self, noun: NounPhrase) -> Option<NounPhrase> {
        if !self.ruled(noun) {
            return Some(noun);
        }
        let governed = usize::from(self.preposition(noun.first).is_none());
        self.subject_before(noun.first - governed)
    }

    /// True for زالوا in ما زالوا.
    fn still(&self, at: usize) -> bool {
        let cue = at.checked_sub(1).and_then(|first| self.document.cue(first, self.pseudo));
        cue.is_some_and(|(_, len)| len == 2)
    }

    /// True for a noun phrase behind another verb, to which it belongs then.
    pub(super) fn of_verb_before(&self, phrase: NounPhrase, token: usize) -> bool {
        let Some(verb) = phrase.first.checked_sub(1) else { return false };
        self.document.tag(verb) == Tag::Verb
            && !self.document.word(verb).classes.meets(self.auxiliary)
            && self.noun_described(token).is_none_or(|noun| noun.first != phrase.first)
    }

    /// True for somebody who can act right behind a verb that no relative introduces.
    pub(super) fn acts_behind(&self, token: usize, phrase: NounPhrase) -> bool {
        let relative = token > 0 && self.document.tag(token - 1) == Tag::Relative;
        let agent = || self.party(phrase) || self.document.has(phrase.head, self.chunker.agent);
        phrase.first == token + 1 && !relative && !self.accusative(phrase) && agent()
    }

    /// مدير النقل في حمص، كامل الدروبي، أوضح: the first comma around the name of whoever holds an office, right before the
    /// verb; nothing but complements of the office before it.
    fn name_set_off(&self, phrase: NounPhrase, verb: usize) -> Option<usize> {
        let document = &self.document;
        let comma = |at: usize| document.is_mark(at, &[',', '،']);
        let close = verb.checked_sub(1).filter(|&at| comma(at) && at > phrase.last + 2)?;
        let open = (phrase.last + 1..close - 1).rev().take(LONGEST_NAME).find(|&at| comma(at))?;
        let somebody = self.office(phrase) || self.document.has(phrase.head, self.chunker.title);
        let mention = self.tagging.mention_at(open + 1);
        let person = mention.is_some_and(|m| m.kind == EntityKind::Person && m.tokens.start == open + 1);
        // a name that nobody knows
        let bare = |at: usize| {
            document.tag(at) == Tag::Noun && document.word(at).article.is_none() && document.word(at).stems.is_empty()
        };
        let unknown = mention.is_none() && close - open > 2 && (open + 1..close).all(bare);
        let complements = |at: usize| !self.ends_clause(at) && !comma(at);
        (somebody && (person || unknown) && (phrase.last + 1..open).all(complements)).then_some(open)
    }

    /// True for a person who fills the range but for the comma at either end.
    fn named_between(&self, name: &Mention, range: std::ops::Range<usize>) -> bool {
        let comma = |at: usize| self.document.is_mark(at, &[',', '،']);
        name.kind == EntityKind::Person
            && comma(range.start)
            && comma(range.end - 1)
            && name.tokens == (range.start + 1..range.end - 1)
    }

    /// أما المعارضة فقالت إن: the topic that a verb with ف says something of.
    fn topic(&self, token: usize) -> Option<NounPhrase> {
        let document = &self.document;
        if document.word(token).first != 'ف' || document.word(token).has_pronoun() {
            return None;
        }
        let start = document.sentence(token).tokens.start.max(token.saturating_sub(LONGEST_TOPIC));
        let opener = (start..token).rev().find(|&at| matches!(document.raw(at), "أما" | "وأما" | "اما" | "واما"))?;
        let clause = |at: usize| matches!(document.tag(at), Tag::Verb | Tag::Complementiser);
        if (opener + 1..token).any(clause) {
            return None;
        }
        self.noun_phrase(opener + 1, token)
    }

    /// أي جهة، أحد: behind a negator nobody.
    pub fn any_at_all(&self, phrase: NounPhrase) -> bool {
        matches!(self.document.raw(phrase.first), "أي" | "أية" | "أحد") || any_counts(&self.document, phrase.first)
    }

    /// True for a party that can act: a person, a body, a state.
    pub fn party(&self, phrase: NounPhrase) -> bool {
        self.tagging.mention_at(phrase.head).map_or_else(
            || self.document.has(phrase.head, self.chunker.agent) || self.chunker.revered(&self.document, phrase.head),
            |m| {
                matches!(
                    m.kind,
                    EntityKind::Person | EntityKind::Title | EntityKind::Organization | EntityKind::Location
                )
            },
        )
    }

    /// كافة | الأطراف: the noun behind a word of quantity, which is who is meant.
    pub fn counted_head(&self, head: usize) -> usize {
        let next = head + 1;
        let counts = self.document.has(head, self.chunker.quantifier) && next < self.document.len();
        if counts && self.document.word(next).article.is_some() { next } else { head }
    }

    /// True for a place, whatever it is called.
    pub(super) fn located(&self, phrase: NounPhrase) -> bool {
        let place = |m: &Mention| matches!(m.kind, EntityKind::Location | EntityKind::Facility);
        self.tagging.mention_at(phrase.head).is_some_and(place)
    }

    /// True for a phrase that a preposition governs.
    pub fn ruled(&self, phrase: NounPhrase) -> bool {
        self.preposition(phrase.first).is_some()
            || phrase.first > 0 && self.document.tag(phrase.first - 1) == Tag::Preposition
    }

    /// The noun phrase whose last token is `end - 1`.
    pub fn phrase_ending(&self, end: usize, start: usize) -> Option<NounPhrase> {
        let from = end.saturating_sub(12).max(start);
        (from..end).find_map(|first| {
            // حسبما ذكرت المنظمة، التي: the verb of a frame is no noun
            let frame = || first > 0 && self.document.cue(first - 1, self.frame).is_some_and(|(_, len)| len > 1);
            let verb = || self.document.word(first).readings().any(|(_, r)| r.inflection.tense.is_finite());
            let framed = self.document.has(first, self.reporting) && verb() && frame();
            let bare = matches!(self.document.tag(first), Tag::Noun | Tag::Number) && !framed;
            let phrase = bare.then(|| self.noun_phrase(first, end)).flatten()?;
            (phrase.last + 1 == end || (phrase.last + 2 == end && self.document.tag(end - 1) == Tag::Punct))
                .then_some(phrase)
        })
    }
}
