//! Where a clause begins and ends, and what the words of one are.

use super::{REACH, View, agrees};
use crate::classifier::condition::Preposition;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Inflection, Number, Person, Proclitics, Reading, Stem, Tense};
use crate::tagger::chunk::agreement;
use crate::tagger::{EntityKind, MentionForm};

/// Tokens of an aside between commas, at most.
const LONGEST_ASIDE: usize = 16;
/// Words between the negator of a verb and the verb that أو joins to it, at most.
const DISJOINED: usize = 8;

impl View<'_> {
    /// One past the last token of the clause that goes on after `token`. What is said in passing does not end it: شدد
    /// الوزير، وفقا لما نقلته الوكالة، على ضرورة …
    pub fn clause_end(&self, token: usize) -> usize {
        let end = self.document.sentence(token).tokens.end.min(token + REACH);
        let mut at = token + 1;
        while at < end {
            let named = || self.chunker.naming_clause(&self.document, self.tagging, at, end);
            if let Some(next) = self.aside(at, end).or_else(named) {
                at = next;
            } else if self.ends_clause(at) {
                return at;
            } else {
                at += 1;
            }
        }
        end
    }

    /// One past what begins at a token and is said in passing: who reports it, why he has no name, or where and when.
    pub fn aside(&self, at: usize, end: usize) -> Option<usize> {
        match self.document.tag(at) {
            Tag::Punct => self
                .nameless_between(at, end)
                .or_else(|| self.told_between(at, end))
                .or_else(|| self.identity_between(at, end)),
            Tag::Verb => self.frame_between(at, end).or_else(|| self.concern_between(at, end)),
            _ => self.frame_between(at, end),
        }
    }

    /// أعلنت الشبكة، وهي مجموعة محلية، مقتل ثلاثة: one past what somebody is, between commas and without a verb.
    fn identity_between(&self, at: usize, end: usize) -> Option<usize> {
        let document = &self.document;
        let comma = |at: usize| document.is_mark(at, &[',', '،']);
        let opens = comma(at) && at + 3 < end && matches!(document.raw(at + 1), "وهو" | "وهي" | "وهم");
        let close = (at + 3..end.min(at + LONGEST_ASIDE)).find(|&t| comma(t)).filter(|_| opens)?;
        let quiet =
            (at + 2..close).all(|t| !matches!(document.tag(t), Tag::Verb | Tag::Complementiser | Tag::Relative));
        quiet.then_some(close + 1)
    }

    /// أعلنت الوزارة، في بيان نشرته أمس، القبض على: one past a clause between commas that says where or when, while
    /// the verb before it still waits for a complement.
    fn told_between(&self, at: usize, end: usize) -> Option<usize> {
        let document = &self.document;
        let comma = |at: usize| document.is_mark(at, &[',', '،']);
        if !comma(at) || at + 3 >= end {
            return None;
        }
        let opens = self.opens_aside(at + 1) && document.tag(at + 1) != Tag::Relative;
        let sentence = document.sentence(at).tokens.end;
        let close = (at + 2..sentence.min(at + LONGEST_ASIDE)).find(|&at| comma(at)).filter(|_| opens)?;
        let verb = |at: usize| document.tag(at) == Tag::Verb;
        let clause = (at + 1..close).any(verb) && !(at + 1..close).any(|at| verb(at) && self.conjoined(at));
        let next = close + 1;
        let waits = next < sentence && !self.conjoined(next) && document.word(next).first != 'و';
        let goes_on = matches!(document.tag(next), Tag::Noun | Tag::Preposition | Tag::Complementiser);
        (clause && waits && goes_on).then_some(next)
    }

    /// A relative, or a preposition that says where or when and that no verb asks for.
    fn opens_aside(&self, at: usize) -> bool {
        let sense = self.document.cue(at, self.relation).map(|(s, _)| s);
        let scene = sense.is_some_and(|s| s.feature("time").is_some() || s.feature("place").is_some());
        let inside = self.preposition(at).is_some_and(|(p, first)| p == Preposition::FI && first > at);
        let dated = self.tagging.mention_at(at).is_some_and(|m| m.kind == EntityKind::Date && m.tokens.start == at);
        let backed = self.compound_preposition(at).is_some();
        self.document.tag(at) == Tag::Relative || scene || inside || dated || backed
    }

    /// The comma that opens an aside, if one closes at `close`.
    pub fn aside_before(&self, close: usize) -> Option<usize> {
        let document = &self.document;
        let comma = |at: &usize| document.is_mark(*at, &[',', '،']);
        let start = document.sentence(close).tokens.start.max(close.saturating_sub(LONGEST_ASIDE));
        let open = (start..close.saturating_sub(1)).rev().find(comma).filter(|_| comma(&close))?;
        (self.opens_aside(open + 1) || self.aside(open, close + 2) == Some(close + 1)).then_some(open)
    }

    /// One past the frame that begins at a token (وفقا لما نقلته وكالة، بحسب مصدر), where more of the clause follows.
    fn frame_between(&self, at: usize, end: usize) -> Option<usize> {
        let (_, len) = self.document.cue(at, self.frame).filter(|(s, _)| s.feature("new_source") == Some("yes"))?;
        let mut next = at + len;
        while next < end && self.document.tag(next) == Tag::Relative {
            next += 1;
        }
        let verb = next < end && self.document.tag(next) == Tag::Verb;
        // وفق ما ذكرت «رويترز»
        let first = next + usize::from(verb);
        let quoted = usize::from(self.document.is_mark(first, &['"', '«', '“']));
        let phrase = self.noun_phrase(first + quoted, end)?;
        let last = phrase.last + usize::from(quoted > 0 && self.document.is_mark(phrase.last + 1, &['"', '»', '”']));
        (last + 1 < end).then_some(last + 1)
    }

    pub(super) fn ends_clause(&self, at: usize) -> bool {
        let ends = match self.document.tag(at) {
            Tag::Verb | Tag::Relative | Tag::Complementiser => true,
            Tag::Conjunction => self.document.raw(at) != "أو",
            // د. خالد: an abbreviation ends nothing
            Tag::Punct if self.document.is_mark(at, &['.']) => at == 0 || self.document.word(at - 1).letters != 1,
            Tag::Punct => self.document.is_mark(at, &[':', ';', '?', '!', '…', '؛', '؟']),
            _ => false,
        };
        // تعز is a city, and a verb; سي إن إن is a channel, and سيناء a word in تنظيم "ولاية سيناء"
        let mut mentions = self.tagging.mentions_at(at);
        ends && !mentions.any(|index| self.tagging.mentions[index].form == MentionForm::Name)
    }

    /// The first token of the clause that holds `token`.
    pub fn clause_start(&self, token: usize) -> usize {
        let start = self.document.sentence(token).tokens.start;
        let from = token.saturating_sub(REACH).max(start);
        (from..token).rev().find(|&at| self.ends_clause(at)).map_or(from, |at| at + 1)
    }

    /// True for the first of two words that mean "but": إلا أن، غير أنها، بيد أن; not of من غير أن.
    pub fn however(&self, at: usize) -> bool {
        let joint = at + 1 < self.document.len() && self.document.tag(at + 1) == Tag::Complementiser;
        joint
            && self.document.raw(at + 1).starts_with(['أ', 'ا'])
            && matches!(self.document.raw(at), "إلا" | "الا" | "غير" | "بيد")
            && !(at > 0 && self.document.raw(at - 1).ends_with("من"))
    }

    /// لم يؤكد الجيش أو ينف: the particle before the first of two verbs that أو joins.
    pub fn negator_over(&self, verb: usize) -> Option<usize> {
        let document = &self.document;
        let start = document.sentence(verb).tokens.start.max(verb.saturating_sub(DISJOINED));
        let joint = verb.checked_sub(1).filter(|&at| at > start && document.raw(at) == "أو")?;
        let mut back = (start + 1..joint).rev().take_while(|&at| document.tag(at) != Tag::Punct);
        let first = back.find(|&at| document.tag(at) == Tag::Verb)?;
        (document.tag(first - 1) == Tag::Particle).then_some(first - 1)
    }

    /// Number of words of an adverb that begins at a token: رسميا، على الأقل، على الأرجح.
    pub(super) fn adverb(&self, at: usize) -> Option<usize> {
        let lexicon = self.document.lexicon;
        let found = self.document.cues_at(at).iter().find(|c| {
            let classes = lexicon.lexeme(c.lexeme).classes;
            let next = self.document.tag(at + c.len);
            let measure = classes.meets(self.chunker.number) && !matches!(next, Tag::Number | Tag::Noun);
            let hedge = classes.meets(self.chunker.modality) && self.document.tag(at) == Tag::Preposition;
            classes.meets(self.chunker.adverb) || c.len > 1 && (measure || hedge)
        });
        found.map(|c| c.len)
    }

    /// One past الـ24 الماضية.
    pub(super) fn numbered(&self, at: usize, end: usize) -> Option<usize> {
        let article = matches!(self.document.raw(at), "ال" | "الـ") && self.document.tag(at) == Tag::Particle;
        let next = at + 2;
        let adjective =
            next < end && self.document.tag(next) == Tag::Noun && self.document.word(next).article.is_some();
        article.then_some(next + usize::from(adjective))
    }

    /// True for a word that و or ف joins to what stands before it.
    pub fn conjoined(&self, token: usize) -> bool {
        let word = self.document.word(token);
        // فصائل: groups, rather than and an attacker
        let noun = |tense: Tense| matches!(tense, Tense::Nominal | Tense::Masdar);
        let whole = |(stem, r): (&Stem, &Reading)| stem.proclitics.is_empty() && noun(r.inflection.tense);
        if matches!(word.first, 'و' | 'ف') && self.document.tag(token) == Tag::Noun && word.readings().any(whole) {
            return false;
        }
        // ودعا: and he called, rather than the two who bade farewell
        let dual = |r: &Reading| r.inflection.number == Number::Dual;
        let single = word.readings().find(|(_, r)| !dual(r)).map(|(stem, _)| stem);
        single.or(word.stems.first()).is_some_and(|s| s.proclitics.has(Proclitics::CONJUNCTION))
    }

    /// What the subject of a light verb is where it does not act: `content`, `target`, `place`. تجري may be "conducts".
    pub fn subject_of_light(&self, verb: usize) -> Option<&str> {
        let lexicon = self.document.lexicon;
        let readings = self.document.word(verb).readings();
        let mut senses = readings.filter_map(|(_, r)| lexicon.sense(r.lexeme, self.light));
        let first = senses.next()?.feature("subject")?;
        senses.all(|s| s.feature("subject").is_some()).then_some(first)
    }

    /// One past an aside between commas that only says where or when: في مأرب، شرقي اليمن، عدة هجمات.
    pub fn scene_aside(&self, at: usize, end: usize) -> Option<usize> {
        let document = &self.document;
        let comma = |at: usize| document.is_mark(at, &[',', '،']);
        if !comma(at) || at + 2 >= end {
            return None;
        }
        let kind = self.tagging.mention_at(at + 1).map(|m| m.kind);
        // التقى تميم بن حمد، أمير قطر، الرئيس الأميركي: an office in passing
        let named = at > 0 && self.tagging.mention_at(at - 1).is_some_and(|m| m.kind == EntityKind::Person);
        let scene = matches!(kind, Some(EntityKind::Location | EntityKind::Date))
            || named && kind == Some(EntityKind::Title)
            || document.tag(at + 1) == Tag::Preposition
            || document.has(at + 1, self.chunker.compass);
        let close = (at + 2..end.min(at + 9)).find(|&t| comma(t)).filter(|_| scene)?;
        let next = close + 1;
        self.goes_on_at(next, end).then_some(next)
    }

    /// نفى المتحدث باسم الجيش، حسن علي، قصف: one past a name between commas.
    pub fn name_aside(&self, at: usize, end: usize) -> Option<usize> {
        let comma = |at: usize| at < end && self.document.is_mark(at, &[',', '،']);
        let name = if comma(at) && at + 1 < end { self.person_at(at + 1) } else { None }?;
        let next = name.tokens.end + 1;
        (comma(name.tokens.end) && self.goes_on_at(next, end)).then_some(next)
    }

    /// A noun with which a clause goes on behind what is said in passing.
    fn goes_on_at(&self, next: usize, end: usize) -> bool {
        let joined = |at: usize| self.document.word(at).first == 'و' && self.document.proclitic_bytes(at) > 0;
        next < end && self.document.tag(next) == Tag::Noun && !joined(next)
    }
}

impl<'v> View<'v> {
    /// The finite verb that a token is.
    pub fn finite(&self, token: usize) -> Option<(Inflection, &'v Stem)> {
        let verb = self.document.tag(token) == Tag::Verb;
        let readings = || self.document.word(token).readings().filter(|(_, r)| verb && r.inflection.tense.is_finite());
        // القرار أظهر: he showed, not I show; ودعا: he called, rather than the two who bade farewell
        let third = readings().filter(|(_, r)| r.inflection.person == Person::Third);
        let third = third.min_by_key(|(_, r)| r.inflection.number == Number::Dual);
        let first = third.or_else(|| readings().next())?;
        // تعرض موقع لهجوم: he was exposed, not she shows
        let next = token + 1;
        let subject = (next < self.document.len() && self.document.tag(next) == Tag::Noun)
            .then(|| agreement(&self.document, self.tagging, next));
        let fits = |(_, r): &(&Stem, &Reading)| subject.is_none_or(|of| agrees(r.inflection, of));
        let (stem, reading) = if fits(&first) { first } else { readings().find(fits).unwrap_or(first) };
        Some((reading.inflection, stem))
    }
}
