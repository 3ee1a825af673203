//! Reporting verbs with their speaker, links and complement (SCHEME 3.7).

use super::{CueFinder, CueKind, FoundCue, REACH};
use crate::classifier::Preposition;
use crate::classifier::argument::{Arguments, View};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Inflection, Person, Proclitics, Sense, Tense};
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, Mention, MentionForm};

impl CueFinder {
    pub(super) fn verb(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        if !document.has(token, self.reporting) {
            return None;
        }
        let finite = |i: Inflection| matches!(i.tense, Tense::Past | Tense::Present | Tense::Jussive);
        let (stem, reading) = document
            .word(token)
            .readings()
            .find(|(_, r)| finite(r.inflection) && document.lexicon.lexeme(r.lexeme).classes.meets(self.reporting))?;
        if document.cues_at(token).iter().any(|c| document.lexicon.lexeme(c.lexeme).classes.meets(self.impersonal)) {
            return None;
        }
        let classes = document.lexicon.lexeme(reading.lexeme).classes;
        let sense = document.lexicon.sense(reading.lexeme, self.reporting)?;
        let arguments = view.of_verb(token, reading.inflection, stem.enclitic);
        let complement = self.complement(view, token, end);
        let relative = token > 0 && document.tag(token - 1) == Tag::Relative;
        if relative && !classes.meets(self.plain) {
            return None;
        }
        let joined = stem.proclitics.has(Proclitics::CONJUNCTION);
        let head_end = complement.unwrap_or(arguments.end);
        // a verb with an أن complement has no object: the only noun phrase before it speaks, even if agreement fails
        let only = arguments.object.filter(|_| {
            complement.is_some() && arguments.subject.is_none() && arguments.object2.is_none() && !stem.enclitic
        });
        let speaker = arguments
            .subject
            .or(only)
            .filter(|s| s.first < head_end && !date(view, *s) && !behind_content(view, sense, token, *s));
        let found = |start, kind, explicit| FoundCue {
            token,
            kind,
            speaker,
            relayed: self.relayed(view, sense, classes, &arguments, token, head_end),
            told: told(view, token, head_end).or_else(|| self.published(view, token, head_end)).or_else(|| {
                [arguments.object, arguments.object2].into_iter().flatten().find(|_| sense.lists("object", "addressee"))
            }),
            head_end,
            start,
            relative,
            joined,
            inflection: Some(reading.inflection),
            explicit,
        };
        if reading.inflection.person == Person::First && complement.is_none() {
            return None;
        }
        match complement {
            Some(start) => Some(found(start, CueKind::Report, true)),
            None if !joined
                && speaker.is_some()
                && arguments.object.is_none()
                && self.inverted(view, token, end, classes) =>
            {
                Some(found(token, CueKind::Inverted, true))
            }
            None if (classes.meets(self.plain) || sense.feature("modality") == Some("ordered"))
                && !relative
                && sense.feature("needs") != Some("comp")
                && self.takes_noun(view, sense, &arguments, speaker, joined, token) =>
            {
                let start = speaker.map_or(token + 1, |s| if s.first > token { s.last + 1 } else { token + 1 });
                Some(found(start, CueKind::Report, false))
            }
            _ => None,
        }
    }

    /// A reporting verb may take a noun for its content (أعلن الجيش استعادة …), when somebody who can speak is named.
    pub(super) fn takes_noun(
        &self,
        view: &View<'_>,
        sense: &Sense,
        arguments: &Arguments,
        speaker: Option<NounPhrase>,
        joined: bool,
        token: usize,
    ) -> bool {
        // أصدر بيانا, not أصدر مذكرة: some verbs report with certain words only
        let stock = |words: &str| {
            (token + 1..(token + 7).min(arguments.end)).any(|at| words.split('|').any(|w| w == view.document.raw(at)))
        };
        if sense.feature("next").is_some_and(|words| !stock(words)) {
            return false;
        }
        let governed = governs_between(view, sense, token + 1, arguments.end);
        let content = governed || (sense.lists("object", "content") && arguments.object.is_some());
        let Some(speaker) = speaker else {
            let opens = view.document.sentence(token).tokens.start == token
                || view.document.is_mark(token - 1, &['.', '،', ',', '؛', '"', '»', '”']);
            let start = view.document.sentence(token).tokens.start;
            return joined && governed && opens
                || self.describes_text(view, start, token) && (governed || content || view.resumes(token));
        };
        let voice = view.tagging.mention_at(speaker.head).is_some() || view.document.has(speaker.head, self.source);
        let body =
            view.document.has(speaker.head, self.head_noun) && view.document.word(speaker.head).article.is_some();
        let voice = voice || body;
        let announced = arguments.object.is_some() && view.document.has(token, self.announce);
        // أكدت الوزارة في بيان، سقوط …: the object behind a comma
        let behind = sense.lists("object", "content")
            && (speaker.last + 1..arguments.end).any(|at| {
                view.document.is_mark(at - 1, &['،', ','])
                    && view.document.tag(at) == Tag::Noun
                    && view.preposition(at).is_none()
                    && view.document.word(at).readings().any(|(_, r)| {
                        r.inflection.tense == Tense::Masdar
                            || !view.document.lexicon.lexeme(r.lexeme).triggers.is_empty()
                    })
            });
        // قال الوزير نحن مستعدون: speech without any mark
        let bare =
            voice && sense.lists("comp", "إن") && sense.lists("quote", "yes") && speaker.first > token && !joined;
        governed || bare || (voice && (content || announced || behind))
    }

    /// First token after the complementiser, colon or opening quotation mark that belongs to the verb.
    pub(super) fn complement(&self, view: &View<'_>, verb: usize, end: usize) -> Option<usize> {
        let document = &view.document;
        let inside =
            |at: usize| view.tagging.mention_at(at).is_some_and(|m| m.form == MentionForm::Name || m.tokens.start < at);
        let mut skip_relative = false;
        let mut next = verb + 1;
        while next < end.min(verb + REACH) {
            let at = next;
            next += 1;
            match document.tag(at) {
                Tag::Verb | Tag::Noun if inside(at) => {}
                Tag::Punct if document.is_mark(at, &[',', '،']) => next = beyond_aside(view, at, end),
                // نقلت الصحيفة عن الوزير نفيه: the content is a verbal noun
                Tag::Verb | Tag::Noun if self.reports_as_masdar(view, verb, at) => return Some(at),
                Tag::Complementiser => return Some(at + 1),
                Tag::Punct if document.is_mark(at, &[':']) => return Some(at + 1),
                Tag::Punct if opens_speech(view, at) => return Some(at),
                Tag::Relative => skip_relative = true,
                Tag::Verb if skip_relative => skip_relative = false,
                // في بيان أصدره أمس، في تصريح بثته الوكالة
                Tag::Verb if self.describes_speech(view, at) => {}
                Tag::Verb => return None,
                Tag::Noun
                    if at > verb + 1 && document.word(at).article.is_none() && self.reports_as_participle(view, at) =>
                {
                    return None;
                }
                Tag::Noun if self.saying_participle(view, at) => {
                    return Some(if at + 1 < end && document.is_mark(at + 1, &[':']) { at + 2 } else { at + 1 });
                }
                // وهو جمهوري: an aside about the speaker
                Tag::Conjunction if document.has(at, self.pronoun) || document.raw(at) == "أو" => {}
                Tag::Conjunction if !skip_relative && at > verb + 2 => return None,
                _ => {}
            }
        }
        None
    }

    /// نقلت الوكالة بيانا للوزارة أفاد بـ: a verb after the noun of a text that the sentence says was published.
    fn describes_text(&self, view: &View<'_>, start: usize, token: usize) -> bool {
        let document = &view.document;
        let mut back = (start..token).rev().take(10).take_while(|&at| document.tag(at) != Tag::Complementiser);
        let mut text = false;
        back.any(|at| {
            text |= document.has(at, self.speech_noun) && document.word(at).article.is_none();
            text && document.tag(at) == Tag::Verb && document.has(at, self.transmit)
        })
    }

    /// نقل عنه نفيه، تأكيده: a verbal noun of saying with the pronoun of whoever is quoted.
    fn reports_as_masdar(&self, view: &View<'_>, verb: usize, at: usize) -> bool {
        let document = &view.document;
        at > verb + 2
            && document.has(verb, self.transmit)
            && document.word(at).readings().any(|(stem, r)| {
                stem.enclitic
                    && r.inflection.tense == Tense::Masdar
                    && document.lexicon.lexeme(r.lexeme).classes.meets(self.reporting)
            })
    }

    /// True for a verb right after an indefinite noun of speech, which it describes.
    fn describes_speech(&self, view: &View<'_>, at: usize) -> bool {
        let document = &view.document;
        document.has(at - 1, self.speech_noun) && view.noun_described(at).is_some()
    }

    /// مشيرا إلى أن: what follows belongs to the participle.
    fn reports_as_participle(&self, view: &View<'_>, at: usize) -> bool {
        !self.saying_participle(view, at) && self.participle(view, at, at + 1).is_some()
    }

    /// قائلا, which only repeats that somebody speaks.
    pub(super) fn saying_participle(&self, view: &View<'_>, at: usize) -> bool {
        view.document.reading(at, self.saying).is_some_and(|(_, r)| {
            r.inflection.tense == Tense::ActiveParticiple && view.document.word(at).article.is_none()
        }) && view.document.raw(at).contains("قائل")
    }

    /// …، قال الرئيس: the verb and its subject close the sentence.
    pub(super) fn inverted(&self, view: &View<'_>, token: usize, end: usize, classes: ClassSet) -> bool {
        let document = &view.document;
        let start = document.sentence(token).tokens.start;
        classes.meets(self.plain)
            && token > start + 2
            && document.is_mark(token - 1, &[',', '،', '"', '»', '”'])
            && end - token <= 9
    }

    /// The deeper source of a verb of transmission: نقلت رويترز عن مصدر.
    pub(super) fn relayed(
        &self,
        view: &View<'_>,
        sense: &Sense,
        classes: ClassSet,
        arguments: &Arguments,
        token: usize,
        head_end: usize,
    ) -> Option<NounPhrase> {
        if !classes.meets(self.transmit) && sense.feature("source_prep").is_none() {
            return None;
        }
        let wanted = sense.feature("source_prep").unwrap_or("عن");
        let found = arguments.prepositions.iter().find(|(p, phrase)| {
            phrase.first > token
                && phrase.first < head_end
                && wanted.split('|').any(|name| view.prepositions.by_name(name) == Some(*p))
        });
        found.map(|(_, phrase)| *phrase)
    }

    /// The outlet that carried the words: في تصريح بثته الوكالة.
    fn published(&self, view: &View<'_>, from: usize, to: usize) -> Option<NounPhrase> {
        let document = &view.document;
        let verb = (from + 2..to).find(|&at| {
            document.tag(at) == Tag::Verb && document.has(at, self.transmit) && self.describes_speech(view, at)
        })?;
        let (stem, reading) = document.reading(verb, self.transmit).filter(|(s, _)| s.enclitic)?;
        let arguments = view.of_verb(verb, reading.inflection, stem.enclitic);
        [arguments.subject, arguments.object, arguments.object2].into_iter().flatten().find(|p| p.first > verb)
    }
}

/// أشار إلى ضرورة تمسك جميع الأطراف: what follows the content is no speaker.
fn behind_content(view: &View<'_>, sense: &Sense, token: usize, subject: NounPhrase) -> bool {
    subject.first > token && governs_between(view, sense, token + 1, subject.first + 1)
}

/// True when one of the verb's own prepositions stands in the range: لفت إلى، شدد على.
fn governs_between(view: &View<'_>, sense: &Sense, from: usize, to: usize) -> bool {
    let named = sense.feature("prep").unwrap_or_default();
    let own = |p| named.split('|').any(|name| view.prepositions.by_name(name) == Some(p));
    (from..to).any(|at| view.preposition(at).is_some_and(|(p, _)| own(p)))
}

/// قال قيادي، لم يذكر اسمه، إن: one past an aside between two commas, where a complement follows it; else past the mark.
fn beyond_aside(view: &View<'_>, comma: usize, end: usize) -> usize {
    let document = &view.document;
    let close = (comma + 2..end.min(comma + 14)).find(|&at| document.is_mark(at, &[',', '،']));
    let complement = |at: usize| at + 1 < end && document.tag(at + 1) == Tag::Complementiser;
    close.filter(|&at| complement(at)).unwrap_or(comma) + 1
}

pub(super) fn date(view: &View<'_>, phrase: NounPhrase) -> bool {
    view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Date)
}

pub(super) fn opens_speech(view: &View<'_>, at: usize) -> bool {
    let quotations = view.document.quotations;
    let index = quotations.partition_point(|q| q.open < at);
    quotations.get(index).is_some_and(|q| q.open == at && q.end - q.open > 4)
}

/// The outlet that the speaker told: لرويترز, and not one whose channel it is.
pub(super) fn told(view: &View<'_>, from: usize, to: usize) -> Option<NounPhrase> {
    (from + 1..to).find_map(|at| {
        let (preposition, first) = view.preposition(at)?;
        let outlet = |m: &Mention| m.kind == EntityKind::Organization && m.tokens.start + 1 >= first;
        let mention = view
            .tagging
            .mention_at(first)
            .or_else(|| view.document.is_mark(first, &['"']).then(|| view.tagging.mention_at(first + 1)).flatten());
        // لرويترز، لـ"رويترز"
        let told = preposition == Preposition::LAM && mention.is_some_and(outlet);
        let from = mention.map_or(first, |m| m.tokens.start.max(first));
        told.then(|| view.noun_phrase(from, to)).flatten()
    })
}
