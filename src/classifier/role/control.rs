//! Actors that a verbal noun does not name because the verb of its clause does (SCHEME 1.3): توجه الوزير إلى عمّان لإجراء
//! محادثات، شنت الطائرات موجة من الغارات، بعد لقائه.

use super::Filling;
use crate::classifier::argument::Arguments;
use crate::classifier::condition::Preposition;
use crate::classifier::trigger::Candidate;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Inflection, Reading, Sense, Tense, Voice};
use crate::tagger::EntityKind;
use crate::tagger::chunk::NounPhrase;

/// Tokens between the verb and the noun.
const REACH: usize = 22;
/// Tokens from a circumstance to the comma behind it, at most.
const FRONTED: usize = 14;

/// Somebody is let or made do something by a verb: who, if the sentence says so.
pub(super) struct Charge(pub Option<NounPhrase>);

impl Filling<'_, '_> {
    /// The subject of the clause's verb, where the noun is what the verb does, aims at or sets in time.
    pub(super) fn controlled(&self, candidate: &Candidate<'_>) -> Option<NounPhrase> {
        if matches!(self.event_type.family(), "casualty" | "accident" | "disaster" | "health") {
            return None;
        }
        if let Some(owner) = self.owner(candidate.token) {
            return Some(owner);
        }
        if self.event_type.speech_act {
            return None;
        }
        let document = &self.view.document;
        let token = candidate.token;
        if let Some(subject) = self.fronted(token) {
            return Some(subject);
        }
        let start = document.sentence(token).tokens.start.max(token.saturating_sub(REACH));
        let verb = (start..token).rev().find(|&at| self.parts(at) || document.tag(at) == Tag::Verb)?;
        // تعرضت الطفلة لإطلاق نار، سمع السكان دوي انفجار: the subject suffers it, or it only takes place before him
        let suffers = matches!(self.view.subject_of_light(verb), Some("target" | "content" | "place"));
        if document.tag(verb) != Tag::Verb || document.has(verb, self.view.auxiliary) || suffers {
            return None;
        }
        let active = |i: Inflection| i.tense.is_finite() && i.voice != Voice::Passive;
        // توجه is he went and you direct: the reading that has a subject
        let (arguments, subject) =
            document.word(verb).readings().filter(|(_, r)| active(r.inflection)).find_map(|(stem, reading)| {
                let arguments = self.view.of_verb(verb, reading.inflection, stem.enclitic);
                let subject = arguments.subject.filter(|p| p.last < token && self.view.party(*p))?;
                Some((arguments, subject))
            })?;
        // سمحت واشنطن لكييف بقصف، أمر الرئيس الجيش بقصف: whoever is let or told to do it
        if let Some(Charge(charged)) = self.charged(verb, token, &arguments) {
            // أمر القاضي بحبس المتهم: who orders it, where nobody is named that is to do it
            let charged = charged.or_else(|| self.orders(verb).then_some(subject));
            return charged.filter(|p| p.last < token && self.view.party(*p));
        }
        // دانت الأمم المتحدة الهجوم، رصدت القوات الغارة: only a verb that carries its object makes its subject act in it
        // أرجأ الوفد توقيع الاتفاق
        let put_off = |(s, _): (&crate::morphology::Sense, usize)| s.feature("aspect") == Some("postponed");
        let does =
            document.has(verb, self.view.light) || document.cue(verb, self.view.implicative).is_some_and(put_off);
        let carries = does && !document.has(verb, self.view.reporting);
        let object = carries && arguments.object.is_some_and(|o| o.first <= token && token <= o.last);
        // أصدر الرئيس قرارا بإعفاء الوزير: what is decided
        let decided = self.view.preposition(token).is_some_and(|(p, _)| p == Preposition::BA)
            && arguments
                .object
                .is_some_and(|o| o.last + 1 == token && document.has(o.head, self.view.chunker.modality));
        // استقال الوزير بعد تحقيق: what befalls persons may have befallen him
        // علقت الشركة رحلاتها بعد الهجوم: nor does who acts after an attack carry it out
        // اعتقلت القوات قياديا خلال إنزال جوي: but who acts in its course does
        let during =
            token > 0 && matches!(document.raw(token - 1), "خلال" | "أثناء") && self.event_type.family() == "military";
        let befell = self.event_type.inflicted() && self.view.preposition(token).is_none() && !during;
        let said = document.has(verb, self.view.reporting);
        if self.only_tells(verb, subject) {
            return None;
        }
        // ضغطت واشنطن على الحكومة للإفراج عنه: whoever is pressed is to do it
        if let Some(pressed) = arguments
            .after(Preposition::ALA)
            .filter(|p| document.has(verb, self.view.chunker.modality) && p.last < token && self.view.party(*p))
        {
            return Some(pressed);
        }
        (object || decided || !befell && self.linked(subject.last.max(verb) + 1, token, said)).then_some(subject)
    }

    /// أمر، أوعز: a verb by which its subject has something done.
    fn orders(&self, verb: usize) -> bool {
        let sense = self.view.document.cue(verb, self.view.reporting);
        sense.is_some_and(|(s, _)| s.feature("modality") == Some("ordered"))
    }

    /// Whoever a verb lets or makes do what it takes (سمح لـ، طلب من، أمر), for the verbs that do so and the noun that is their
    /// complement.
    pub(super) fn charged(&self, verb: usize, token: usize, arguments: &Arguments) -> Option<Charge> {
        let view = self.view;
        let own = |names: &str, p| names.split('|').any(|name| view.prepositions.by_name(name) == Some(p));
        let before = || view.preposition(token.checked_sub(1)?).filter(|(_, first)| *first == token);
        let governed = view.preposition(token).or_else(before).map(|(p, _)| p);
        let takes = |s: &Sense| match governed {
            Some(p) => s.feature("prep").is_some_and(|names| own(names, p)),
            None => s.lists("object", "content"),
        };
        let classes = [view.reporting, view.implicative];
        let mut senses =
            classes.into_iter().filter_map(|class| view.document.cue(verb, class)).filter(|(s, _)| takes(s));
        // دعا هادي إليامي، رئيس اللجنة، كافة الهيئات: his office is not whom he calls upon
        let named = arguments.subject.filter(|s| view.names_person(*s));
        let office = |o: &NounPhrase| {
            named.is_some() && view.tagging.mention_at(o.head).is_some_and(|m| m.kind == EntityKind::Title)
        };
        let object = arguments.object.filter(|o| !office(o)).or(arguments.object2);
        senses.find_map(|(sense, _)| match sense.feature("doer") {
            Some("object") => Some(Charge(object)),
            Some(names) => {
                let by_name = |name| arguments.after(view.prepositions.by_name(name)?);
                Some(Charge(names.split('|').find_map(by_name)))
            }
            None => sense.lists("object", "target").then_some(Charge(object)),
        })
    }

    /// وخلال زيارة إلى باريس، قال الوزير: a circumstance that opens its clause, before the verb whose subject it shares.
    fn fronted(&self, token: usize) -> Option<NounPhrase> {
        let document = &self.view.document;
        let sentence = &document.sentence(token).tokens;
        let first = token.checked_sub(1).filter(|&at| self.circumstance(at))?;
        let opens = first == sentence.start || document.is_mark(first - 1, &['،', ',', '؛']);
        let comma = (token + 1..sentence.end.min(token + FRONTED)).find(|&at| document.is_mark(at, &['،', ',']))?;
        let verb = comma + 1;
        let parted = (token + 1..comma).any(|at| self.parts(at) || document.tag(at) == Tag::Verb);
        if !opens || parted || document.tag(verb) != Tag::Verb || self.view.conjoined(verb) {
            return None;
        }
        // وقبل إعدام الرجل، قالت المنظمة: who speaks then did no more than meet somebody
        let talks = matches!(self.event_type.name(), "meet" | "negotiate");
        if document.has(verb, self.view.reporting) && !talks {
            return None;
        }
        let (inflection, stem) = self.view.finite(verb)?;
        let subject = self.view.of_verb(verb, inflection, stem.enclitic).subject?;
        (subject.first > verb && self.view.party(subject)).then_some(subject)
    }

    /// True for a preposition that says when: خلال، بعد.
    fn circumstance(&self, at: usize) -> bool {
        let cue = self.view.document.cue(at, self.view.relation);
        cue.is_some_and(|(s, _)| s.feature("time").is_some())
    }

    /// نوايا البشير لزيارة نيويورك، إعلان الوزير عن ترشحه: whose intention or announcement the noun is the content of.
    fn owner(&self, token: usize) -> Option<NounPhrase> {
        let document = &self.view.document;
        let start = document.sentence(token).tokens.start;
        let preposition = |at: usize| document.tag(at) == Tag::Preposition && self.view.preposition(at).is_some();
        // إعلان أنقرة عزمها: whose name the pronoun takes up; فرض واشنطن عقوبات: who does what the noun before carries
        let own = document.word(token).has_pronoun();
        if (own || document.word(token).article.is_none()) && document.proclitic_bytes(token) == 0 {
            let named = self.view.phrase_ending(token, start).filter(|p| p.first > start && p.last + 1 == token);
            let carries = |at: usize| {
                document.has(at, self.view.light)
                    || document.word(at).readings().any(|(_, r)| self.light.contains(&r.lexeme))
            };
            let told =
                |p: &NounPhrase| document.word(p.head).verbal_noun() && p.head < p.last && (own || carries(p.head));
            if let Some(whole) = named.filter(told) {
                let owner = self.view.noun_phrase(whole.head + 1, token)?;
                return (owner.last + 1 == token && self.view.party(owner)).then_some(owner);
            }
        }
        let before = if self.view.preposition(token).is_some() {
            token
        } else if token > start && preposition(token - 1) {
            token - 1
        } else {
            return None;
        };
        // إعلان الوزير عن ترشحه
        let own = document.word(token).has_pronoun();
        // إدانة مصر للهجوم: who condemns an act is not who did it
        let plain = |r: &Reading| {
            r.inflection.tense == Tense::Masdar && (own || document.lexicon.lexeme(r.lexeme).triggers.is_empty())
        };
        let masdar = |at: usize| {
            document.tag(at) == Tag::Noun
                && document.word(at).article.is_none()
                && self.view.tagging.mention_at(at).is_none()
                && (document.has(at, self.view.chunker.modality) || document.word(at).readings().any(|(_, r)| plain(r)))
        };
        let head = (start.max(before.saturating_sub(12))..before).rev().find(|&at| masdar(at) || self.parts(at))?;
        let owner = masdar(head).then(|| self.view.noun_phrase(head + 1, before)).flatten()?;
        (owner.last + 1 == before && self.view.party(owner)).then_some(owner)
    }

    /// True for what a verb's hold on its clause does not pass.
    fn parts(&self, at: usize) -> bool {
        let document = &self.view.document;
        matches!(document.tag(at), Tag::Complementiser | Tag::Relative | Tag::Conjunction)
            || document.is_mark(at, &['.', ':', ';', '؛', '?', '!', '؟'])
    }

    /// True when the nearest preposition before the noun says for what or when the verb was done, or in what it was `said`.
    fn linked(&self, from: usize, token: usize, said: bool) -> bool {
        let document = &self.view.document;
        let circumstance = |at: usize| {
            document
                .cue(at, self.view.relation)
                .is_some_and(|(s, _)| s.feature("time").is_some() || s.feature("relation") == Some("purpose"))
        };
        let preposition = |at: &usize| document.tag(*at) == Tag::Preposition || self.view.preposition(*at).is_some();
        let nearest = (from..=token).rev().find(preposition);
        nearest.is_some_and(|at| {
            let purpose = self.view.preposition(at).is_some_and(|(p, _)| p == Preposition::LAM);
            // أشار شكري في لقاء مع الطلبة: where somebody says something he is there
            let inside = self.view.preposition(at).is_some_and(|(p, _)| p == Preposition::FI);
            let told = inside && at + 1 == token && self.event_type.name() == "meet" && said;
            // عاد النازحون بعد سريان الهدنة: whose it is that another noun parts from its time is not said
            let light = |at: usize| document.has(at, self.view.light) && !document.has(at, self.view.reporting);
            let carries = token - at < 2 || light(token - 1);
            told || token - at <= 2 && (purpose || carries && circumstance(at))
        })
    }
}
