//! Arguments by the frame of the construction (SCHEME 0.5, 1.3).

use super::Filling;
use crate::classifier::argument::agrees;
use crate::classifier::condition::{Frame, Preposition, Role};
use crate::classifier::event::{Reason, Status};
use crate::classifier::trigger::Candidate;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Inflection, Tense, Voice};
use crate::tagger::chunk::{NounPhrase, agreement};
use crate::tagger::{EntityKind, MentionForm};

impl Filling<'_, '_> {
    pub(super) fn verb(
        &mut self,
        frame: &Frame,
        candidate: &Candidate<'_>,
        inflection: Inflection,
    ) -> Option<NounPhrase> {
        let a = &candidate.arguments;
        let alone = a.subject.is_none() != a.object.is_none();
        let only = a.subject.or(a.object).filter(|_| alone && a.object2.is_none() && !a.object_pronoun);
        let either = inflection.voice == Voice::Either && frame.object.is_some() && !self.event_type.speech_act;
        // حث الأطراف على، اتهم المتمردين بـ: a verb that needs its object has it in its only noun phrase
        let content = |q| matches!(frame.preposition(q), Some(Role::Theme | Role::Target));
        let behind = |p: &NounPhrase| {
            p.first > candidate.token && a.prepositions.iter().any(|(q, phrase)| content(*q) && phrase.first < p.first)
        };
        // حث الأطراف على وقف القتال أو السيطرة على: nor does what follows its content
        let only = only.or(a.subject.filter(|_| frame.needs_object && a.object.is_some_and(|o| behind(&o))));
        // فجرت نفسها، فجر انتحاري نفسه: nobody but herself
        let after = candidate.token + candidate.len;
        let reflexive = self.reflexive(after) || only.is_some_and(|p| self.reflexive(p.last + 1));
        let needs = frame.needs_object && !reflexive;
        // طالبا اتهم بالتجسس: so has the clause that describes it
        let described = |p: &NounPhrase| {
            p.first < candidate.token && self.view.noun_described(candidate.token).is_some_and(|n| n.head == p.head)
        };
        let apart = |p: &NounPhrase| frame.lone_object || !self.speaks(*p);
        let lone = only.filter(|p| needs && (p.first > candidate.token || described(p)) && apart(p));
        if let Some(object) = lone {
            self.add(frame.object.unwrap_or(Role::Target), object);
            return None;
        }
        // وقتلت شرطيا: what suffers agrees with its verb too
        let agrees = |p: NounPhrase| {
            p.first < candidate.token
                || agrees(inflection, agreement(&self.view.document, self.view.tagging, p.head))
                    && !self.view.accusative(p)
        };
        // دخلوا إلى المقر: what the verb acts on stands behind a preposition
        let governed = a.prepositions.iter().any(|(p, _)| frame.preposition(*p) == frame.object);
        let active = a.pronoun || governed || reflexive;
        if let Some(object) = only.filter(|p| self.partner(frame, a, candidate.token, *p)) {
            self.add(Role::Target, object);
            return None;
        }
        // كما دعا الأطراف إلى الحوار: whoever does has been named before
        let masculine = inflection.gender == Gender::Masculine;
        let called = |p: &NounPhrase| self.called_upon(frame, a, *p, (candidate.token, inflection));
        let upon = only.filter(|p| frame.object == Some(Role::Target) && called(p));
        if let Some(object) = upon.filter(|p| masculine || self.view.addressed(candidate.token, inflection, *p)) {
            self.add(Role::Target, object);
            return None;
        }
        let either = either || upon.is_some();
        if let Some(object) = only.filter(|p| either && !active && self.goes_on(candidate.token, *p)) {
            self.add(frame.object.unwrap_or(Role::Target), object);
            return None;
        }
        let passive =
            a.passive || a.agent.is_some() || (either && !active && only.is_some_and(|p| !self.agent(p) && agrees(p)));
        // لم ترفع العقوبات: what the construction wants for its object does not act
        let passive = passive || candidate.stands_in && only.is_some_and(|p| !self.agent(p));
        if passive {
            self.passive = true;
            if let (Some(role), Some(phrase)) = (frame.object, a.subject.or(a.object)) {
                self.add(role, phrase);
            }
            return None;
        }
        // طالبت بوقف الاشتباكات القبلية الدائرة: what follows the complement of a speech act does not perform it
        let subject = a.subject.filter(|p| !self.event_type.speech_act || !behind(p));
        // قتل مسلحون شرطيا: with an object the subject is no victim
        let both = subject.is_some() && a.object.is_some_and(|o| self.view.accusative(o) || self.victim(o));
        // قتل المسلحون ثلاثة شبان
        let both = both || subject.is_some_and(|s| self.agent_beside(s)) && a.object.is_some_and(|o| o.first < o.head);
        let deed = frame.subject == Some(Role::Target) && frame.object == Some(Role::Target) && both;
        let acting = if deed { Some(Role::Actor) } else { frame.subject };
        // وصل نائب الرئيس وزير الداخلية فهد اليوسف: where nobody is acted on, both offices are his
        let subject =
            subject.map(|s| match a.object.filter(|o| frame.object.is_none() && self.view.two_offices(s, *o)) {
                Some(office) => self.view.apposition_of(s, office),
                None => s,
            });
        for (role, phrase) in [(acting, subject), (frame.object, a.object), (frame.object2, a.object2)] {
            if let (Some(role), Some(phrase)) = (role, phrase) {
                self.add(role, phrase);
            }
        }
        a.subject
    }

    /// True for نفسها: the subject is the object.
    fn reflexive(&self, at: usize) -> bool {
        at < self.view.document.len() && self.view.document.raw(at).starts_with("نفس")
    }

    /// True for a named person or an office: alone behind حث على it is rather the subject.
    fn speaks(&self, phrase: NounPhrase) -> bool {
        self.view
            .tagging
            .mention_at(phrase.head)
            .is_some_and(|m| m.kind == EntityKind::Title || m.kind == EntityKind::Person && m.form == MentionForm::Name)
    }

    /// A definite party, or several persons that show their case.
    fn agent_beside(&self, phrase: NounPhrase) -> bool {
        let word = self.view.document.word(phrase.head);
        self.view.party(phrase) && (word.article.is_some() || self.view.document.raw(phrase.head).ends_with("ون"))
            || self.view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Organization)
    }

    /// A person or people; not قتل جنود بينهم ضابط, where he is one of them.
    fn victim(&self, phrase: NounPhrase) -> bool {
        let among =
            phrase.first > 0 && self.view.document.raw(phrase.first - 1).trim_start_matches('و').starts_with("بينه");
        !among && self.view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Person)
    }

    pub(super) fn noun(&mut self, frame: &Frame, candidate: &Candidate<'_>, status: &Status) -> Option<NounPhrase> {
        let a = &candidate.arguments;
        let under = status.reasons.iter().find_map(|r| if let Reason::Under(at) = r { Some(*at) } else { None });
        let carrier = |verb| self.carrier(verb, candidate.token).filter(|p| !self.only_tells(verb, *p));
        // أعلن الجيش إحباط هجوم: who foils it has not done it
        let foiled = |verb: usize| {
            (verb + 1..candidate.token).any(|at| self.view.document.word(at).verbal_noun() && self.foils(at))
        };
        let carried = under.filter(|&verb| !foiled(verb)).and_then(carrier);
        if let (Some(verb), Some(phrase)) = (under, carried) {
            if let Some(role) = self.carried(frame, candidate, verb, phrase) {
                self.add(role, phrase);
            }
        }
        if let Some(verb) = under.filter(|&verb| self.view.document.has(verb, self.view.light)) {
            // عقد مع نظيره جلسة، فرضت على موسكو عقوبات: what stands between the verb and its noun is the noun's
            for (preposition, phrase) in self.between(verb, candidate.token) {
                if frame.preposition(preposition).is_some_and(|role| role != Role::Place) {
                    self.governed_by(frame, preposition, phrase);
                }
            }
        }
        self.before(frame, candidate, status);
        if let (Some(role), Some(phrase)) = (frame.genitive, a.genitive.or_else(|| self.this(candidate))) {
            let role = self.genitive(frame, role, phrase, a);
            // قتلى الفيضانات: what they died of
            let cause = self.event_type.family() == "casualty"
                && role == Role::Target
                && self.happens(phrase)
                && phrase.first == phrase.head
                && !self.view.party(phrase);
            let role = if cause { Role::Cause } else { role };
            self.add(role, phrase);
            // استهداف إسرائيل للصحفيين، قصف إسرائيل مدرسة للنازحين
            let next = phrase.last + 1;
            let suffers = |o: &NounPhrase| o.first == next && self.hurt(*o) && self.view.party(phrase);
            let beside = || self.own_object(phrase, a).filter(suffers);
            let suffers = || beside().or_else(|| self.lam_object(phrase, a));
            if let Some(object) =
                Some(role).filter(|r| *r == Role::Actor && self.event_type.has_role("target")).and_then(|_| suffers())
            {
                self.add(Role::Target, object);
            }
            // تحرير القوات الجامعة: the object follows the subject
            let object = frame.genitive.filter(|g| role == Role::Actor && *g != Role::Actor);
            if let (Some(role), Some(object)) = (object, self.own_object(phrase, a)) {
                self.add(role, object);
            }
        }
        if let Some(phrase) = a.nisba {
            let role = frame.nisba.unwrap_or(Role::Actor);
            if self.event_type.has_role(role.name()) {
                self.add(role, phrase);
            }
        }
        // احتلال إسرائيل للجولان باطل: what is said of it is no object
        let object = a.genitive.map_or(a.object, |subject| self.own_object(subject, a));
        if let (Some(role), Some(phrase)) = (frame.object, object) {
            self.add(role, phrase);
        }
        // فرض عقوبات على موسكو تشمل حظر السفر: whom the noun's own preposition names comes first
        let governed = a.prepositions.iter().any(|(p, _)| frame.preposition(*p) == Some(Role::Target));
        // استهدفت غارة المعسكر
        let before = || under.filter(|&verb| verb < candidate.token).and_then(|verb| self.hit(verb, candidate.token));
        if let Some(phrase) = a.hit.or_else(before).filter(|_| !governed && self.event_type.has_role("target")) {
            self.add(Role::Target, phrase);
        }
        if !self.has(Role::Actor) && self.event_type.has_role("actor") {
            if let Some(phrase) = self.relative(frame, candidate) {
                self.add(Role::Actor, phrase);
            }
        }
        carried
    }

    /// Phrases before a noun that no verb carries: لدى الحكومة خطة, and the topic of أنقرة ليست بصدد خطة.
    pub(super) fn before(&mut self, frame: &Frame, candidate: &Candidate<'_>, status: &Status) {
        let carried = status.reasons.iter().any(|r| matches!(r, Reason::Under(_)));
        let topic = frame.subject.filter(|r| !carried && !self.has(*r) && self.event_type.has_role(r.name()));
        let start = self.view.clause_start(candidate.token);
        // what follows a verb is the verb's, and who calls or warns is a matter of attribution
        let document = &self.view.document;
        let owned = start > 0 && document.tag(start - 1) == Tag::Verb && !document.has(start - 1, self.view.auxiliary);
        // إيران مقتنعة بكذا، مشددا على ضرورة: the participle's speaker is another
        let participle = |at: usize| {
            document.is_mark(at - 1, &['،', ','])
                || document
                    .word(at)
                    .readings()
                    .any(|(_, r)| r.inflection.tense == Tense::ActiveParticiple && r.inflection.indefinite)
        };
        let parted = self.event_type.speech_act && (start + 1..candidate.token).any(participle);
        let topic = topic.filter(|_| !owned && !parted);
        let mut at = start;
        while at < candidate.token {
            if let Some((preposition, first)) = self.view.preposition(at) {
                let Some(phrase) = self.view.noun_phrase(first, candidate.token) else { break };
                let whose = preposition != Preposition::LAM;
                if let Some(role) =
                    frame.preposition(preposition).filter(|r| whose && !self.has(*r) && *r == Role::Actor)
                {
                    self.add(role, phrase);
                }
                at = phrase.last + 1;
                continue;
            }
            if let (true, Some(role)) = (at == start && self.view.document.tag(at) == Tag::Noun, topic) {
                if let Some(phrase) = self
                    .view
                    .noun_phrase(at, candidate.token)
                    .filter(|p| self.view.tagging.mention_at(p.head).is_some())
                {
                    self.add(role, phrase);
                    at = phrase.last + 1;
                    continue;
                }
            }
            at += 1;
        }
    }
}
