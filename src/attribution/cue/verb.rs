//! Reporting verbs with their speaker, links and complement (SCHEME 3.7).

use std::ops::Range;

use super::complement::{content_start, own_word, told, whether};
use super::speaker::{behind_content, speech_before, spoken_of};
use super::{CueFinder, CueKind, FoundCue};
use crate::classifier::argument::{Arguments, View};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Number, Person, Proclitics, Reading, Sense, Stem, Tense};
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, MentionForm};

impl CueFinder {
    pub(super) fn verb(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        if !self.may_report(view, token) {
            return None;
        }
        let reports = |r: &Reading| {
            tells(view, token, r.inflection.tense) && document.lexicon.lexeme(r.lexeme).classes.meets(self.reporting)
        };
        if unsaid(view, token) || self.of_text(view, token) {
            return None;
        }
        let mut readings = document.word(token).readings().filter(|(_, r)| reports(r));
        let first = readings.next()?;
        // أبلغني الضابط: whoever does not speak himself
        let third = |(_, r): &(&Stem, &Reading)| r.inflection.person == Person::Third;
        let (stem, reading) = if third(&first) { first } else { readings.find(third).unwrap_or(first) };
        let classes = document.lexicon.lexeme(reading.lexeme).classes;
        let sense = document.lexicon.sense(reading.lexeme, self.reporting)?;
        let impersonal = self.impersonal(view, sense, token, reading.inflection.tense);
        let rumour = sense.feature("modality") == Some("rumour");
        if impersonal && !rumour || reaches(view, sense, token) {
            return None;
        }
        let arguments = view.of_verb(token, reading.inflection, stem.enclitic);
        // تداول ناشطون أنباء: hearsay, but of somebody
        let spreads = rumour && spreads(view, &arguments);
        if impersonal && (!spreads || arguments.subject.is_none()) {
            return None;
        }
        let complement = self.complement(view, token, end);
        let relative = token > 0 && document.tag(token - 1) == Tag::Relative;
        // الرئيس الذي رأى أن; الذي يعتقد أنه may be who is believed to
        let named = reading.inflection.tense == Tense::Past && (complement.is_some() || bids(view, sense, token));
        if relative && !classes.meets(self.plain) && !named {
            return None;
        }
        let joined = stem.proclitics.has(Proclitics::CONJUNCTION);
        let head_end = complement.unwrap_or(arguments.end);
        let speaks = complement.is_some() && reading.inflection.person == Person::Third;
        let only = if speaks { self.lone(view, &arguments, stem.enclitic) } else { None };
        // وقال لـ"الوطن": whoever is told does not speak
        let listener = told(view, token, head_end);
        let spoken = |s: &NounPhrase| {
            // ونقل عن الوزير | قوله إن
            if sense.lists("comp", document.raw(s.head)) || self.reports_as_masdar(view, token, s.head) {
                return false;
            }
            let heard = listener.is_some_and(|l| l.head == s.head) || spoken_of(view, token, *s);
            // وأعاد التأكيد على أن: nor does the word it goes with, nor وأكد | اعتقال خمسة
            let goes_on = joined || token > 0 && view.document.cue(token - 1, self.conjunction).is_some();
            let goes_on = goes_on && complement.is_none() && classes.meets(self.plain);
            let heard = heard || own_word(view, sense, s.head) || goes_on && self.deed_of(view, sense, token, *s);
            s.first < head_end && !date(view, *s) && !behind_content(view, sense, token, *s) && !heard
        };
        let own = if relative && speaks { self.beside_relative(view, sense, token, &arguments) } else { None };
        let speaker = own
            .or(arguments.subject)
            .or(only)
            .filter(spoken)
            .or_else(|| if complement.is_some() && !relative { self.set_off(view, token) } else { None });
        // جاء في البيان: the text speaks; of a visit nobody says anything
        let text = sense.feature("subject") == Some("text");
        let within = || self.voice_within(view, &arguments, token..head_end);
        let speaker = speaker.or_else(|| if text && complement.is_some() { within() } else { None });
        let nobody = speaker.is_none() && self.turned_out(view, token);
        if nobody || self.silent(view, token, speaker, complement.is_none() && classes.meets(self.admit)) {
            return None;
        }
        let found = |start, kind, explicit| FoundCue {
            token,
            kind,
            speaker: speaker.map(|s| before_question(view, s)),
            relayed: self.relayed(view, sense, classes, &arguments, token, head_end),
            relayed_again: self.relayed_again(view, sense, classes, token, head_end),
            told: listener.or_else(|| self.published(view, token, head_end)).or_else(|| {
                [arguments.object, arguments.object2].into_iter().flatten().find(|_| sense.lists("object", "addressee"))
            }),
            head_end,
            start,
            relative,
            joined,
            inflection: Some(reading.inflection),
            explicit,
        };
        let no_text = text && !speaker.is_some_and(|s| self.is_text(view, s.head));
        if complement.is_none() && (no_text || reading.inflection.person == Person::First) {
            return None;
        }
        let quoted = !joined && speech_before(view, token);
        match complement {
            Some(start) => Some(found(start, CueKind::Report, true)),
            None if !joined
                && speaker.is_some()
                && (arguments.object.is_none() || quoted)
                && self.inverted(view, sense, token..end, classes, quoted) =>
            {
                Some(found(token, CueKind::Inverted, true))
            }
            None if (classes.meets(self.plain) || bids(view, sense, token) || spreads)
                && (!relative || announced_of(view, stem, token, speaker) || bids(view, sense, token))
                && sense.feature("needs") != Some("comp")
                && self.takes_noun(view, sense, &arguments, speaker, joined, token) =>
            {
                let start = speaker.map_or(token + 1, |s| if s.first > token { s.last + 1 } else { token + 1 });
                Some(found(content_start(view, sense, start, arguments.end), CueKind::Report, false))
            }
            _ => None,
        }
    }

    /// A form of a verb of saying; not تعز, which is a city too.
    fn may_report(&self, view: &View<'_>, token: usize) -> bool {
        let name = view.tagging.mention_at(token).is_some_and(|m| m.form == MentionForm::Name);
        view.document.has(token, self.reporting) && !name
    }

    /// قال في بيان أصدره أمس إنه: the verb of the text is not the one that speaks.
    fn of_text(&self, view: &View<'_>, token: usize) -> bool {
        let document = &view.document;
        let start = document.sentence(token).tokens.start;
        let spoken = |at: usize| document.tag(at) == Tag::Verb && self.says(view, at);
        let clause = (start..token).rev().take_while(|&at| document.tag(at) != Tag::Complementiser);
        // شهادات لسكان قالوا إن: people speak, texts do not
        let several = view.finite(token).is_some_and(|(i, _)| i.number == Number::Plural);
        let text = token > start && !several && self.describes_speech(view, token) && !view.resumes(token);
        text && clause.into_iter().any(spoken)
    }

    /// …، قال الرئيس: the verb and its subject close the sentence.
    fn inverted(&self, view: &View<'_>, sense: &Sense, tokens: Range<usize>, classes: ClassSet, quoted: bool) -> bool {
        let document = &view.document;
        let (token, end) = (tokens.start, tokens.end);
        let start = document.sentence(token).tokens.start;
        let closes = document.is_mark(token.max(1) - 1, &[',', '،', '"', '»', '”']) && end - token <= 9;
        // بتهمة "نشر الأكاذيب": a mark that opens closes nothing
        let closes = closes && document.quotation_at(token.max(1) - 1).is_none();
        // …، توصل إلى اتفاق: a verb that needs its أن says nothing of what came before
        let says = sense.feature("needs") != Some("comp") || sense.feature("quote") == Some("yes");
        // «…»، هكذا رد المتحدث على سؤال: a reply or a continuation closes nothing but a quotation
        quoted && (classes.meets(self.plain) || classes.meets(self.continuing))
            || classes.meets(self.plain) && says && token > start + 2 && closes
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

/// True for a tense in which somebody tells: past and present, and the jussive where لم makes it one (not ما لا يقل عن).
fn tells(view: &View<'_>, token: usize, tense: Tense) -> bool {
    let negated = || token > 0 && matches!(view.document.raw(token - 1), "لم" | "ولم" | "فلم" | "ألم" | "لما");
    matches!(tense, Tense::Past | Tense::Present) || tense == Tense::Jussive && negated()
}

/// تداول ناشطون | أنباء عن: true where what a verb of rumour has for its object is news.
fn spreads(view: &View<'_>, arguments: &Arguments) -> bool {
    arguments.object.is_some_and(|p| view.document.has(p.head, view.chunker.told))
}

/// يتوقع أن تعلن الوزارة, في حال قررت المحكمة: what somebody may yet say.
fn unsaid(view: &View<'_>, token: usize) -> bool {
    if token > 0 && matches!(view.document.raw(token - 1), "حال" | "حالة" | "بحال" | "إذا" | "وإذا" | "لو" | "ولو")
    {
        return true;
    }
    let joint = token > 0 && matches!(view.document.raw(token - 1), "أن" | "بأن" | "لأن" | "ألا");
    joint && view.finite(token).is_some_and(|(i, _)| i.tense == Tense::Present)
}

/// تساءل نائب | عما إذا: whoever asks, without the word of the question.
fn before_question(view: &View<'_>, speaker: NounPhrase) -> NounPhrase {
    let question = (speaker.first + 1..=speaker.last).find(|&at| whether(view, at));
    let last = question.map_or(speaker.last, |at| at - 1);
    NounPhrase { last, core_last: speaker.core_last.min(last), ..speaker }
}

/// الناشط الذي أعلنت الشرطة عن اعتقاله: somebody else than the antecedent speaks, and not of it as such (الخطة التي أعلنتها,
/// الخيارات التي أعلنت عنها).
fn announced_of(view: &View<'_>, stem: &Stem, token: usize, speaker: Option<NounPhrase>) -> bool {
    let resumed = |at: usize| view.document.tag(at) != Tag::Noun && view.document.word(at).has_pronoun();
    let own = |s: NounPhrase| s.first > token && !(token + 1..=s.last + 1).any(resumed);
    !stem.enclitic && speaker.is_some_and(own)
}

/// أمر بـ, and توسل، اشترط: verbs that ask for what follows and are no event of their own.
fn bids(view: &View<'_>, sense: &Sense, token: usize) -> bool {
    let modality = sense.feature("modality");
    let asks = matches!(modality, Some("requested" | "conditional")) && !view.document.word(token).triggers;
    modality == Some("ordered") || asks
}

pub(super) fn date(view: &View<'_>, phrase: NounPhrase) -> bool {
    view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Date)
}

/// متظاهر يبلغ 19 عاما: "reaches" before a figure, rather than "informs".
fn reaches(view: &View<'_>, sense: &Sense, token: usize) -> bool {
    let figure = view.tagging.mention_at(token + 1).is_some_and(|m| m.is_number() || m.kind == EntityKind::Money);
    figure && sense.feature("homograph") == Some("reach")
}
