//! Where the content of a reporting verb begins, and what stands before it (SCHEME 3.7).

use super::{CueFinder, REACH};
use crate::attribution::quotation;
use crate::classifier::Preposition;
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Sense, Tense};
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, Mention, MentionForm};
use crate::text::Quotation;

/// Marks that open or close a quotation.
const MARKS: [char; 7] = ['"', '«', '»', '“', '”', '„', '\''];

impl CueFinder {
    /// First token after the complementiser, colon or opening quotation mark that belongs to the verb.
    pub(super) fn complement(&self, view: &View<'_>, verb: usize, end: usize) -> Option<usize> {
        let document = &view.document;
        let inside =
            |at: usize| view.tagging.mention_at(at).is_some_and(|m| m.form == MentionForm::Name || m.tokens.start < at);
        let named = |at: usize| view.tagging.mention_at(at).is_some_and(|m| m.kind == EntityKind::Person);
        // اتفقا على «وقف القتال»: not every verb quotes
        let quotes = document
            .cue(verb, self.reporting)
            .is_none_or(|(s, _)| s.feature("quote") == Some("yes") || s.feature("needs") != Some("comp"));
        let asks = document.cue(verb, self.reporting).is_some_and(|(s, _)| s.lists("comp", "عما إذا"));
        let (mut skip_relative, mut about) = (false, false);
        let mut next = verb + 1;
        while next < end.min(verb + REACH) {
            let at = next;
            next += 1;
            match document.tag(at) {
                Tag::Punct if document.is_mark(at, &['(']) => next = beyond_bracket(view, at, end),
                _ if inside(at) => {}
                // تساءل نائب عما إذا كان الوزير سيستقيل
                _ if asks && whether(view, at) => return Some(at + 2),
                // قال الوزير لقد نجحنا
                _ if self.speaks_directly(view, verb, at, end) => return Some(at),
                // قالت السلطات التركية حينها إن
                Tag::Conjunction if document.cue(at, self.adverb).is_some_and(|(s, _)| s.feature("then").is_some()) => {
                }
                // الوزيرة جوليا بيروني أن: the rest of a name that looks like a verb
                Tag::Verb if at + 1 < end && document.tag(at + 1) == Tag::Complementiser && named(at - 1) => {}
                // قال المتحدث خالد السهلي، أسفر الحادث عن إصابات: a comma in the place of the colon
                Tag::Punct
                    if document.is_mark(at, &[',', '،']) && at > verb + 1 && self.says_behind(view, verb, at) =>
                {
                    return Some(at + 1);
                }
                Tag::Punct if document.is_mark(at, &[',', '،']) => next = beyond_aside(view, at, end),
                // نقلت الصحيفة عن الوزير نفيه: the content is a verbal noun
                Tag::Verb | Tag::Noun if self.reports_as_masdar(view, verb, at) => return Some(at),
                // يشهد الطريق انخفاضا وأن: what و joins is not the first
                Tag::Complementiser if document.word(at).first == 'و' => return None,
                // أعلن الجيش انسحاب القوات، غير أن، الا ان: not what he announced
                Tag::Complementiser if view.however(at - 1) || view.however(at) => return None,
                // ويأتي ذلك بعد أن تمكنت القوات: when, not what
                Tag::Complementiser if self.says_when(view, at) => skip_relative = true,
                Tag::Complementiser => return Some(at + 1),
                // اعتقال ثلاثة، وهم: a list, no speech
                Tag::Punct if document.is_mark(at, &[':']) && document.has(at - 1, self.pronoun) => {}
                Tag::Punct if document.is_mark(at, &[':']) && !clock(view, at) => return Some(at + 1),
                Tag::Punct if quotes && opens_speech(view, at) => {
                    return if self.announces_deed(view, verb, at) { None } else { Some(at) };
                }
                Tag::Relative => (skip_relative, about) = (true, false),
                Tag::Verb if skip_relative => skip_relative = false,
                // قال سالم وهو شاهد عيان استضافته القناة إن: of whom the aside is
                Tag::Verb if about => {}
                // أعلنت مجموعة تطلق على نفسها اسم «الفجر» أن: what they call themselves
                Tag::Verb | Tag::Noun if at > verb + 1 && names_itself(view, at, end).is_some() => {
                    next = names_itself(view, at, end).unwrap_or(next);
                }
                // مصدر طلب عدم نشر اسمه: why he has no name
                Tag::Verb if at > verb + 1 && view.nameless(at) => {}
                // أكد مسؤولان حضرا اللقاء أن: who they are
                Tag::Verb if self.somebody_described(view, verb, at) => {}
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
                Tag::Conjunction | Tag::Pronoun if document.has(at, self.pronoun) => {
                    about |= document.raw(at).starts_with('و');
                }
                Tag::Conjunction if matches!(document.raw(at), "أو" | "كذلك" | "أيضا" | "أيضاً") => {}
                Tag::Conjunction if !skip_relative && at > verb + 2 => return None,
                _ => {}
            }
        }
        None
    }

    /// أعلنت الوزارة مقتل "قيادي بارز": true where a deed is the object of a verb of saying before a mark, so that what
    /// stands in the marks is part of it.
    fn announces_deed(&self, view: &View<'_>, verb: usize, mark: usize) -> bool {
        let document = &view.document;
        let content = document.cue(verb, self.reporting).is_some_and(|(s, _)| s.lists("object", "content"))
            && !document.has(verb, self.transmit);
        let deed = |at: usize| {
            let word = document.word(at);
            let governed = document.tag(at - 1) == Tag::Preposition || document.cue(at - 1, view.relation).is_some();
            document.tag(at) == Tag::Noun
                && word.triggers
                && word.article.is_none()
                && view.preposition(at).is_none()
                && !self.somebody(view, at)
                && !governed
        };
        content && (verb + 1..mark).any(deed)
    }

    /// قال الوزير | لقد نجحنا: a word that opens speech without a mark, behind a verb that quotes and its subject; with no
    /// complementiser behind it (قال الوزير هناك إن).
    fn speaks_directly(&self, view: &View<'_>, verb: usize, at: usize, end: usize) -> bool {
        let document = &view.document;
        let quotes = |s: &Sense| s.lists("comp", "إن") && s.lists("quote", "yes");
        let bare = || (verb + 1..at).all(|t| matches!(document.tag(t), Tag::Noun | Tag::Number));
        document.has(at, self.direct)
            && document.proclitic_bytes(at) == 0
            && at + 1 < end
            && document.tag(at + 1) != Tag::Complementiser
            && document.cue(verb, self.reporting).is_some_and(|(s, _)| quotes(s))
            && bare()
    }

    /// True for a verb right behind the indefinite speaker of another.
    fn somebody_described(&self, view: &View<'_>, verb: usize, at: usize) -> bool {
        let speaker = view.noun_described(at).filter(|speaker| speaker.first == verb + 1);
        speaker.is_some_and(|s| self.somebody(view, s.head))
    }

    /// True for the أن of بعد أن، قبل أن.
    pub fn says_when(&self, view: &View<'_>, at: usize) -> bool {
        let document = &view.document;
        let time = |first: usize| {
            let cue = document.cue(first, self.conjunction).filter(|(_, len)| first + len == at + 1);
            cue.is_some_and(|(sense, _)| matches!(sense.feature("time"), Some("after" | "before")))
        };
        at > 0 && time(at - 1)
    }

    /// قال المتحدث، قتلت القوات …, أعلن الجيش، قصفت طائراته …: a verb that quotes, or one with nothing else to say, where a
    /// clause behind a comma tells and no other complement is in sight.
    fn says_behind(&self, view: &View<'_>, verb: usize, comma: usize) -> bool {
        let document = &view.document;
        let end = document.sentence(verb).tokens.end;
        let Some((sense, _)) = document.cue(verb, self.reporting) else { return false };
        let quotes = sense.lists("comp", "إن") && sense.lists("quote", "yes");
        let named = |at: usize| view.tagging.mention_at(at).is_some();
        let speaker = view.noun_phrase(verb + 1, comma).map_or(verb, |p| p.last);
        // المتحدث باسم الشرطة
        let office = |at: usize| named(at) || document.raw(at) == "باسم";
        let bare = || (speaker + 1..comma).all(office) && !(speaker + 1..comma).any(|at| document.word(at).triggers);
        let content = document.has(verb, self.plain) && sense.lists("object", "content") && bare();
        let other = |at: usize| document.tag(at) == Tag::Complementiser || document.is_mark(at, &[':']);
        let told = comma + 1 < end && document.tag(comma + 1) == Tag::Verb && !view.conjoined(comma + 1);
        (quotes || content) && told && !self.reports_at(view, comma + 1) && !(verb + 1..end.min(comma + 4)).any(other)
    }

    /// True for a verb of reporting; تلقت is one only before بيانا and the like.
    fn reports_at(&self, view: &View<'_>, at: usize) -> bool {
        view.document.cue(at, self.reporting).is_some_and(|(s, _)| has_its_word(view, s, at, usize::MAX))
    }

    /// The outlet that was told, between a verb and what it says: توقعت مصادر لوكالة الأناضول أن.
    pub fn told_behind(&self, view: &View<'_>, verb: usize, end: usize) -> Option<NounPhrase> {
        told(view, verb, end)
    }

    /// The outlet that was told, before the verb: وفي تصريح لوكالة الأناضول، قال.
    pub fn told_in_front(&self, view: &View<'_>, start: usize, verb: usize) -> Option<NounPhrase> {
        let speech = (start..verb).find(|&at| self.is_speech(view, at))?;
        let clause = |at: usize| matches!(view.document.tag(at), Tag::Verb | Tag::Complementiser);
        if (start..verb).any(clause) {
            return None;
        }
        told(view, speech, verb)
    }

    /// نقل عنه نفيه، تأكيده: a verbal noun of saying with the pronoun of whoever is quoted.
    pub(super) fn reports_as_masdar(&self, view: &View<'_>, verb: usize, at: usize) -> bool {
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
    pub(super) fn describes_speech(&self, view: &View<'_>, at: usize) -> bool {
        let document = &view.document;
        let described =
            || view.noun_described(at).filter(|p| (p.first..at).any(|t| document.cue(t, self.speech_noun).is_some()));
        document.has(at - 1, self.speech_noun) && view.noun_described(at).is_some() || described().is_some()
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
}

/// عما إذا: an indirect question.
pub(super) fn whether(view: &View<'_>, at: usize) -> bool {
    let document = &view.document;
    matches!(document.raw(at), "عما" | "عمّا" | "ما") && at + 2 < document.len() && document.raw(at + 1) == "إذا"
}

/// قال قيادي، لم يذكر اسمه، إن: one past an aside between two commas, where a complement follows it; else past the mark.
fn beyond_aside(view: &View<'_>, comma: usize, end: usize) -> usize {
    let document = &view.document;
    let close = (comma + 2..end.min(comma + 14)).find(|&at| document.is_mark(at, &[',', '،']));
    let complement = |at: usize| at + 1 < end && document.tag(at + 1) == Tag::Complementiser;
    close.filter(|&at| complement(at)).unwrap_or(comma) + 1
}

/// الساعة 11:59: no colon of speech
fn clock(view: &View<'_>, colon: usize) -> bool {
    let digit = |at: usize| view.document.raw(at).starts_with(char::is_numeric);
    colon + 1 < view.document.len() && digit(colon - 1) && digit(colon + 1)
}

/// لقناة (ايه.تي.في) في مقابلة: one past the bracket that closes soon, else past the mark.
fn beyond_bracket(view: &View<'_>, open: usize, end: usize) -> usize {
    (open + 1..end.min(open + 9)).find(|&at| view.document.is_mark(at, &[')'])).unwrap_or(open) + 1
}

pub(super) fn opens_speech(view: &View<'_>, at: usize) -> bool {
    // "سننسحب من المدينة": short speech has a verb, a name has none
    let named = |q: &Quotation| view.tagging.mention_at(q.open + 1).is_some_and(|m| m.form == MentionForm::Name);
    let verb = |q: &Quotation| q.end - q.open > 2 && !named(q) && quotation::has_verb(&view.document, q);
    view.document.quotation_at(at).is_some_and(|q| q.end - q.open > 4 || verb(q))
}

/// The outlet that the speaker told: لرويترز, and not one whose channel it is.
pub(super) fn told(view: &View<'_>, from: usize, to: usize) -> Option<NounPhrase> {
    (from + 1..to).find_map(|at| {
        let (_, first) = view.preposition(at).filter(|(p, _)| *p == Preposition::LAM)?;
        let outlet = |m: &Mention| m.kind == EntityKind::Organization && m.tokens.start + 1 >= first;
        let quoted = || view.document.is_mark(first, &MARKS).then(|| view.tagging.mention_at(first + 1)).flatten();
        let mention = view.tagging.mention_at(first).or_else(quoted);
        let from = mention.map_or(first, |m| m.tokens.start.max(first));
        // لرويترز، لـ"رويترز"
        let told = mention.is_some_and(outlet).then(|| view.noun_phrase(from, to));
        // قال الرئيس التنفيذي لـ«نوردفارما»: what he heads
        let closed = |m: &Mention| m.tokens.clone().all(|t| view.document.word(t).article.is_some());
        let office =
            |m: &Mention| m.kind == EntityKind::Title && m.tokens.len() == 2 && m.tokens.end == at && closed(m);
        let headed = at > 0 && view.tagging.mention_at(at - 1).is_some_and(office);
        told.unwrap_or_else(|| if first > at && !headed { quoted_name(view, first - 1) } else { None })
    })
}

/// لـ«الحياة»: what is told and stands in quotation marks is an outlet, whatever its name.
fn quoted_name(view: &View<'_>, open: usize) -> Option<NounPhrase> {
    if view.document.is_mark(open, &['(']) {
        let close = (open + 2..open + 5).find(|&at| view.document.is_mark(at, &[')']))?;
        return Some(NounPhrase { first: open + 1, last: close - 1, head: open + 1, core_last: close - 1 });
    }
    let quotation = view.document.quotation_at(open).filter(|q| q.end - q.open <= 4)?;
    let (first, last) = (open + 1, quotation.end.checked_sub(1)?);
    (first <= last).then_some(NounPhrase { first, last, head: first, core_last: last })
}

/// شدد الوزير، خلال اتصال مع نظيره، على رفض: the content begins with the verb's own preposition; where the verb takes an
/// object too, with one behind a comma.
pub(super) fn content_start(view: &View<'_>, sense: &Sense, start: usize, end: usize) -> usize {
    let object = sense.lists("object", "content");
    let parted = |at: usize| !object || view.document.is_mark(at - 1, &['،', ',']);
    (start..end).find(|&at| governs_between(view, sense, at, at + 1)).filter(|&at| parted(at)).unwrap_or(start)
}

/// أصدر بيانا, not أصدر مذكرة: some verbs report with certain words only, soon behind them.
pub(super) fn has_its_word(view: &View<'_>, sense: &Sense, verb: usize, end: usize) -> bool {
    sense.feature("next").is_none() || (verb + 1..end.min(verb + 7)).any(|at| own_word(view, sense, at))
}

/// True for one of the words that a verb reports with.
pub(super) fn own_word(view: &View<'_>, sense: &Sense, at: usize) -> bool {
    sense.feature("next").is_some_and(|words| words.split('|').any(|word| word == view.document.raw(at)))
}

/// True when one of the verb's own prepositions stands in the range: لفت إلى، شدد على.
pub(super) fn governs_between(view: &View<'_>, sense: &Sense, from: usize, to: usize) -> bool {
    let named = sense.feature("prep").unwrap_or_default();
    let own = |p| named.split('|').any(|name| view.prepositions.by_name(name) == Some(p));
    let preposition = |at: usize| view.preposition(at).map(|(p, _)| p).or_else(|| view.joined_to_negator(at));
    (from..to).any(|at| preposition(at).is_some_and(own))
}

/// One past a clause that says what somebody calls himself.
fn names_itself(view: &View<'_>, at: usize, end: usize) -> Option<usize> {
    view.chunker.naming_clause(&view.document, view.tagging, at, end)
}
