//! Who speaks where the cue does not say: participles and verbs of continuation (SCHEME R4, R6).

use super::{Last, ScopeFinder};
use crate::attribution::cue::FoundCue;
use crate::attribution::{Chain, Channel, Source, SourceKind};
use crate::classifier::Preposition;
use crate::classifier::argument::agrees;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Inflection, Number, Person, Tense};
use crate::tagger::EntityKind;
use crate::tagger::chunk::{NounPhrase, agreement};

impl ScopeFinder<'_, '_> {
    /// R4: the speaker of the sentence, else of the one before, that agrees with the participle.
    pub(super) fn participle_speaker(&mut self, cue: &FoundCue, first: usize) -> Option<(Chain, Option<Channel>, f32)> {
        let inflection = cue.inflection?;
        let fits = |chain: &Chain| {
            chain
                .last()
                .is_some_and(|&s| s > 0 && agrees_noun(inflection.gender, inflection.number, self.sources[s].agreement))
        };
        // وأضافت أن … أكدت المصادر …، لافتة: the participle belongs to the main verb, not to one inside its content
        let nested = |at: usize| {
            let chain = &self.scopes[at].chain;
            let outer =
                |s: &super::Scope| s.chain.len() > 1 && chain.len() > s.chain.len() && chain.starts_with(&s.chain);
            self.scopes[first..at].iter().any(outer)
        };
        let here = (first..self.scopes.len())
            .rev()
            .filter(|&at| self.scopes[at].start < cue.token && fits(&self.scopes[at].chain))
            .min_by_key(|&at| nested(at))
            .map(|at| &self.scopes[at]);
        if let Some(scope) = here {
            return Some((scope.chain.clone(), scope.channel.clone(), 0.9));
        }
        let start = self.view.document.sentence(cue.token).tokens.start;
        if let Some(act) = self.acts.iter().rev().find(|a| a.token >= start && fits(&a.chain)) {
            return Some((act.chain.clone(), act.channel.clone(), 0.9));
        }
        // استقبل الوزير الوفد، مؤكدا أن: the subject of the sentence, حيث تظاهر المئات مطالبين بـ: of its last clause rather
        let clause = |&at: &usize| self.view.document.tag(at) == Tag::Conjunction;
        let last = (start..cue.token).rev().find(clause).unwrap_or(start);
        let near = if last > start { self.subject(last..cue.token, inflection) } else { None };
        if let Some(source) = near.or_else(|| self.subject(start..cue.token, inflection)) {
            return Some((Chain::from_slice(&[0, source]), None, 0.8));
        }
        let agreeing = |sources: &[Source], chain: &Chain| {
            let head = chain.last().filter(|&&s| s > 0);
            head.is_some_and(|&s| agrees_noun(inflection.gender, inflection.number, sources[s].agreement))
        };
        if let Some(last) = self.last.as_ref().filter(|l| agreeing(self.sources, &l.chain)) {
            return Some((last.chain.clone(), last.channel.clone(), 0.85));
        }
        if let Some(source) = (start == cue.token).then(|| self.before(start, inflection)).flatten() {
            return Some((Chain::from_slice(&[0, source]), None, 0.7));
        }
        let known = self.history.iter().rev().take(3).find(|(c, _)| agreeing(self.sources, c));
        known.map(|(c, _)| (c.clone(), None, 0.6))
    }

    /// The subject of the sentence before, or whoever it names last, that agrees.
    pub(super) fn before(&mut self, start: usize, inflection: Inflection) -> Option<usize> {
        let document = &self.view.document;
        let sentence = &document.sentence(start.checked_sub(1)?).tokens;
        if document.sentence(start).paragraph != document.sentence(start - 1).paragraph {
            return None;
        }
        let (from, end) = (sentence.start, sentence.end);
        if let Some(source) = self.subject(from..end, inflection) {
            return Some(source);
        }
        self.person_in(from..end, inflection, true)
    }

    /// The person or office that a range of tokens names `last`, else first, of those that agree.
    fn person_in(&mut self, range: std::ops::Range<usize>, inflection: Inflection, last: bool) -> Option<usize> {
        let mentions = &self.view.tagging.mentions;
        let at = |token: usize| mentions.partition_point(|m| m.tokens.start < token);
        let mut parties = mentions[at(range.start)..at(range.end)].iter().filter(|m| {
            matches!(m.kind, EntityKind::Person | EntityKind::Title)
                && agrees_noun(inflection.gender, inflection.number, (m.gender, m.number))
        });
        let party = if last { parties.next_back() } else { parties.next() }?;
        let phrase = self.view.noun_phrase(party.tokens.start, range.end)?;
        self.finder.resolve(self.view, self.tagger, phrase, range.end, self.sources)
    }

    /// أعيد انتخاب سمير رئيسا لكنه أعلن، إلا أنه أعلن: the person whom a clause before "but he" names first.
    fn topic_of(&mut self, start: usize, token: usize, inflection: Inflection) -> Option<usize> {
        let document = &self.view.document;
        let adverse = |(s, _): (&crate::morphology::Sense, usize)| s.feature("adversative").is_some();
        let but = document.cue(token - 1, self.cues.conjunction).is_some_and(adverse) || self.view.however(token - 2);
        if !but || !document.joint_with_pronoun(token - 1) {
            return None;
        }
        self.person_in(start..token, inflection, false)
    }

    /// Whoever the sentence before names for its subject, or last, that a pronoun can stand for.
    pub(super) fn named_before(&mut self, token: usize, gender: Gender, number: Number) -> Option<usize> {
        let start = self.view.document.sentence(token).tokens.start;
        let mut like = self.finite(token).or_else(|| self.any_form(token))?;
        (like.gender, like.number) = (gender, number);
        self.before(start, like)
    }

    fn any_form(&self, token: usize) -> Option<Inflection> {
        self.view.document.word(token).readings().map(|(_, r)| r.inflection).next()
    }

    /// The source that the first verb of the range with an agreeing subject has for its subject.
    fn subject(&mut self, range: std::ops::Range<usize>, inflection: Inflection) -> Option<usize> {
        let document = &self.view.document;
        let verbs = range.clone().filter(|&at| document.tag(at) == Tag::Verb).take(3);
        let phrase = verbs.filter_map(|at| {
            let (own, stem) = self.view.finite(at).filter(|(i, _)| i.person == Person::Third)?;
            self.view.of_verb(at, own, stem.enclitic).subject
        });
        let agreeing = |p: &NounPhrase| {
            // تظاهر المئات مطالبين بـ: a number of people
            let counted = self.view.tagging.mention_at(p.head).is_some_and(|m| m.kind == EntityKind::Quantity);
            let crowd = counted && document.word(p.head).article.is_some();
            let (gender, number) =
                if crowd { (Gender::Unknown, Number::Plural) } else { agreement(document, self.view.tagging, p.head) };
            let person = self.view.tagging.mention_at(p.head).is_some_and(|m| m.kind == EntityKind::Person);
            let known = gender != Gender::Unknown || number == Number::Plural || person;
            // أعداد القوات لا تتجاوز: things in the plural go by the feminine
            let things = number == Number::Plural && !self.finder.speaks(self.view, p.head);
            let things = things && inflection.gender == Gender::Masculine && inflection.number == Number::Singular;
            known && !things && agrees_noun(inflection.gender, inflection.number, (gender, number))
        };
        let found = phrase.filter(|p| p.first < range.end).find(agreeing)?;
        let known = self.finder.resolve(self.view, self.tagger, found, range.end.min(found.last + 8), self.sources);
        // توجه سكان القرية إلى المحكمة مطالبين بـ
        let people = || document.has(found.head, self.view.chunker.agent) && self.view.party(found);
        let found = known.or_else(|| if people() { self.finder.anyone(self.view, found, self.sources) } else { None });
        // أرقام رسمية: figures do not go on
        let goes_on = |&s: &usize| {
            self.sources[s].kind != SourceKind::Document || self.goes_by(s, inflection.gender, inflection.number)
        };
        found.filter(goes_on)
    }

    /// Who gave the speech that a verb describes: أصدرت الوزارة بيانا أكدت فيه أن; نشرت الصحيفة تقريرا للكاتب فلان يقول إن.
    pub(super) fn issuer(&mut self, token: usize, inflection: Inflection) -> Option<(Chain, Option<Channel>)> {
        let start = self.view.document.sentence(token).tokens.start;
        if let Some(chain) = self.publication(start, token) {
            let text = (start..token).rev().take(14).find(|&at| self.finder.is_document(self.view, at));
            let channel = self.channels.between(self.view, start, token);
            let channel = channel.or_else(|| text.and_then(|at| self.channels.of_word(self.view, at)));
            return Some((chain, channel));
        }
        if !self.view.resumes(token) {
            return None;
        }
        let text = (start..token).rev().take(14).find(|&at| self.cues.is_speech(self.view, at));
        let giver = text.and_then(|at| self.writer(at, token));
        let source = giver.or_else(|| self.subject(start..token, inflection))?;
        let channel = self.channels.between(self.view, start, token);
        let channel = channel.or_else(|| text.and_then(|at| self.channels.of_word(self.view, at)));
        Some((Chain::from_slice(&[0, source]), channel))
    }

    /// The outlet and the writer of a text that the sentence says was published.
    fn publication(&mut self, start: usize, token: usize) -> Option<Chain> {
        let document = &self.view.document;
        let verb = (start..token).find(|&at| document.tag(at) == Tag::Verb && self.cues.transmits(self.view, at))?;
        let text = (verb + 1..token).find(|&at| self.finder.is_document(self.view, at))?;
        if (verb + 1..token).any(|at| matches!(document.tag(at), Tag::Verb | Tag::Complementiser)) {
            return None;
        }
        let (stem, reading) = document.word(verb).readings().find(|(_, r)| r.inflection.tense != Tense::Masdar)?;
        let outlet = self.view.of_verb(verb, reading.inflection, stem.enclitic).subject?;
        let outlet = self.finder.resolve(self.view, self.tagger, outlet, text, self.sources)?;
        if self.sources[outlet].kind != SourceKind::MediaOutlet {
            return None;
        }
        let writer = self.writer(text, token).filter(|&w| w != outlet);
        Some([0, outlet].into_iter().chain(writer).collect())
    }

    /// Whose text it is: تقريرا للكاتب فلان، بيانا للجيش; صدر بيان عن القيادة.
    pub(super) fn writer(&mut self, text: usize, end: usize) -> Option<usize> {
        let (preposition, first) = self.view.preposition(text + 1)?;
        let issued =
            |at: usize| matches!(self.view.document.raw(at), "صدر" | "وصدر" | "صدرت" | "وصدرت" | "صادر" | "صادرة");
        let by = preposition == Preposition::LAM
            || preposition == Preposition::AN && text > 0 && (issued(text - 1) || issued(text));
        if !by || text + 1 >= end {
            return None;
        }
        let phrase = self.view.noun_phrase(first, end)?;
        self.finder.resolve(self.view, self.tagger, phrase, end.min(phrase.last + 9), self.sources)
    }

    /// True when the head of a chain can go on with a verb that names no subject.
    pub(super) fn fits(&self, inflection: Inflection, chain: &Chain) -> bool {
        chain.last().is_some_and(|&s| s > 0 && self.goes_by(s, inflection.gender, inflection.number))
    }

    /// True for a source that a verb or a pronoun of this gender and number stands for: the plural of things goes by the
    /// feminine singular, that of people by the plural.
    pub(super) fn goes_by(&self, source: usize, gender: Gender, number: Number) -> bool {
        let source = &self.sources[source];
        let (own, many) = source.agreement;
        let people = matches!(
            source.kind,
            SourceKind::NamedPerson
                | SourceKind::OfficeHolder
                | SourceKind::AnonymousOfficial
                | SourceKind::Eyewitness
                | SourceKind::CloseToSource
        );
        match (number, many) {
            (Number::Plural, _) => many != Number::Singular && many != Number::Dual,
            (Number::Dual, _) => matches!(many, Number::Dual | Number::Unknown),
            (_, Number::Dual) => false,
            (_, Number::Plural) => gender != Gender::Masculine && !people,
            _ => gender == Gender::Unknown || own == Gender::Unknown || gender == own,
        }
    }

    /// R6: whoever goes on with a verb that names no subject, where, and how sure that is: a voice of this sentence, its
    /// subject, the speaker of the sentence before, then those further back; a person rather than an institution.
    pub(super) fn continued(
        &mut self,
        inflection: Inflection,
        token: usize,
        first: usize,
    ) -> Option<(Chain, Option<Channel>, f32)> {
        let start = self.view.document.sentence(token).tokens.start;
        // whoever has spoken in this very sentence goes on: أعلن المجلس …، فيما أكد أن
        let here = self.scopes[first..].iter().rev().find(|s| s.start < token && self.fits(inflection, &s.chain));
        if let Some(scope) = here {
            return Some((scope.chain.clone(), scope.channel.clone(), 0.85));
        }
        let act = self.acts.iter().rev().take_while(|a| a.token >= start).find(|a| self.fits(inflection, &a.chain));
        if let Some(act) = act {
            return Some((act.chain.clone(), act.channel.clone(), 0.85));
        }
        // مثل الوزير أمام المحكمة حيث أكد أن
        if token > start + 2 {
            let known = self.subject(start..token, inflection);
            let there = self.view.document.raw(token - 1) == "حيث";
            let known = known.or_else(|| if there { self.person_in(start..token, inflection, true) } else { None });
            if let Some(source) = known.or_else(|| self.topic_of(start, token, inflection)) {
                return Some((Chain::from_slice(&[0, source]), None, 0.75));
            }
        }
        if let Some(last) = self.last.as_ref().filter(|l| self.fits(inflection, &l.chain)) {
            let outlet = last.chain.last().is_some_and(|&s| self.sources[s].kind == SourceKind::MediaOutlet);
            if !outlet {
                return Some((last.chain.clone(), last.channel.clone(), 0.85));
            }
        }
        let one = inflection.number == Number::Singular && inflection.gender == Gender::Masculine && start == token;
        if let Some(last) = self.last.as_ref().filter(|l| one && self.speak_as_one(l, token, inflection)) {
            return Some((last.chain.clone(), last.channel.clone(), 0.6));
        }
        if !self.cues.continues(self.view, token) && start == token && self.last.is_none() {
            if let Some(source) = self.before(token, inflection) {
                return Some((Chain::from_slice(&[0, source]), None, 0.7));
            }
        }
        self.recent(inflection)
    }

    /// وقالت المصادر إن … وأوضح أن: several sources without a name in this paragraph, where nobody else in it fits.
    fn speak_as_one(&self, last: &Last, token: usize, inflection: Inflection) -> bool {
        let document = &self.view.document;
        let paragraph = document.sentence(token).paragraph;
        let here = |source: usize| {
            self.sources[source].mentions.last().is_some_and(|&span| document.paragraph_of(span) == paragraph)
        };
        let several = |&s: &usize| {
            let source = &self.sources[s];
            source.kind == SourceKind::AnonymousOther && source.agreement.1 == Number::Plural
        };
        let other = |(chain, _): &(Chain, _)| self.fits(inflection, chain) && chain.last().is_some_and(|&s| here(s));
        last.paragraph == paragraph
            && last.chain.len() == 2
            && last.chain.last().is_some_and(several)
            && !self.history.iter().any(other)
    }

    /// The last heads that agree, else one that agrees as a subject behind its verb would.
    fn recent(&self, inflection: Inflection) -> Option<(Chain, Option<Channel>, f32)> {
        let person = |chain: &Chain| {
            chain
                .last()
                .is_some_and(|&s| !matches!(self.sources[s].kind, SourceKind::Institution | SourceKind::MediaOutlet))
        };
        let last = self.history.iter().rev();
        let mut near = last.clone().take(2).filter(|(c, _)| self.fits(inflection, c));
        let mut recent = last.clone().take(4).filter(|(c, _)| self.fits(inflection, c));
        if let Some((chain, channel)) = near.find(|(c, _)| person(c)).or_else(|| recent.next()) {
            return Some((chain.clone(), channel.clone(), 0.75));
        }
        let loose = |chain: &Chain| {
            let head = chain.last().filter(|&&s| s > 0);
            head.is_some_and(|&s| {
                let agreement = self.sources[s].agreement;
                agrees(inflection, agreement) && number_fits(inflection.number, agreement.1)
            })
        };
        let (chain, channel) = last.take(2).find(|(c, _)| loose(c))?;
        Some((chain.clone(), channel.clone(), 0.5))
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
        _ => source != Number::Dual,
    }
}
