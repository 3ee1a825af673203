//! The stage: from words and mentions to events.

use jiff::civil::Date;

use super::argument::View;
use super::cues::Cues;
use super::event::{Event, Reason};
use super::ontology::{Ontology, Tier};
use super::status::{self, Predicate};
use super::trigger::{self, Candidate, Shape};
use super::{Role, Tense, allusion, content, dated, denial, history, protasis, role, sparse, theme, unsaid, will};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Lexicon};
use crate::tagger::chunk::{Chunker, Phrases};
use crate::tagger::{EntityKind, Tagger, Tagging};
use crate::text::Span;

/// How many times over the evidence of all events may quote the text. The densest news stays under ten; without a
/// bound, a sentence that is nothing but triggers makes an answer some hundred times its size.
const MOST_QUOTED: usize = 20;
/// Bytes of evidence that every text may have.
const ALWAYS_QUOTED: usize = 32_768;

/// The classifier: built once, shared by all threads.
#[derive(Debug)]
pub struct Classifier {
    ontology: Ontology,
    cues: Cues,
    chunker: Chunker,
}

impl Classifier {
    /// Takes the ontology, and its cues from the lexicon.
    pub fn new(ontology: Ontology, lexicon: &Lexicon) -> Self {
        Self { ontology, cues: Cues::new(lexicon), chunker: Chunker::new(lexicon) }
    }

    /// True for a token that stands for people: a person, an office, المسلحون.
    pub fn people(&self, document: &Document<'_>, tagging: &Tagging, token: usize) -> bool {
        let noun = document.has(token, self.chunker.person) || document.has(token, self.chunker.agent);
        tagging.mention_at(token).map_or(noun, |m| matches!(m.kind, EntityKind::Person | EntityKind::Title))
    }

    /// The ontology.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// What the classifier looks at; `phrases` are those of this document or none.
    pub fn view<'v>(
        &'v self,
        document: Document<'v>,
        tagging: &'v Tagging,
        phrases: &'v Phrases,
        anchor: Option<Date>,
    ) -> View<'v> {
        View {
            document,
            tagging,
            phrases,
            anchor,
            chunker: &self.chunker,
            prepositions: &self.ontology.prepositions,
            frame: self.cues.frame,
            relation: self.cues.preposition,
            auxiliary: self.cues.auxiliary,
            pseudo: self.cues.pseudo,
            implicative: self.cues.implicative,
            light: self.cues.light,
            claim: self.cues.claim,
            reporting: self.cues.reporting,
            calling: self.cues.calling,
            pronoun: self.cues.pronoun,
            homograph: self.cues.homograph,
            aim: self.cues.aim,
            so_called: self.cues.so_called,
            nameless: self.cues.nameless,
            theme: theme::prevailing(&document, self.cues.themes),
        }
    }

    /// Finds the events of a document, in text order; `out` is emptied first. Gives the number of triggers left out
    /// because the text holds more than any news.
    pub fn classify(&self, view: &View<'_>, tagger: &Tagger, out: &mut Vec<Event>) -> usize {
        out.clear();
        let mut candidates = Vec::new();
        let mut token = 0;
        while token < view.document.len() {
            if let Some(next) = self.boilerplate(view, token) {
                token = next;
                continue;
            }
            if !trigger::blocked(view, token) {
                candidates.extend(trigger::at(view, &self.ontology, tagger, token));
            }
            token += 1;
        }
        trigger::distinct(&mut candidates, &self.ontology, view);
        let kept = within_bounds(&candidates, view);
        let left_out = candidates.len() - kept;
        candidates.truncate(kept);
        for candidate in &candidates {
            let mut event = self.event(view, candidate);
            event.allusion = allusion::alludes(view, candidate, event.group_in(&self.ontology), &event);
            out.push(event);
        }
        unsaid::subjects(view, &self.ontology, out);
        content::link(view, &self.cues, &self.ontology, out);
        allusion::told_elsewhere(out);
        self.count_once(out);
        denial::idioms(view, &self.cues, out);
        protasis::conditions(view, &self.cues, out);
        unsaid::complete(view, &self.cues, &self.ontology, out);
        for event in out.iter_mut() {
            self.circumstances(view, event);
        }
        history::tell(view, &self.cues, out);
        if let Some(asides) = sparse::asides(view, out) {
            content::remove(out, &asides);
        }
        left_out
    }

    /// حصيلة ضحايا الزلزال 3 آلاف قتيل: the dead whom one number counts are counted where it stands.
    fn count_once(&self, events: &mut Vec<Event>) {
        let count = |e: &Event| e.role(Role::Quantity).map(|f| f.span);
        let casualty = |e: &Event| e.type_in(&self.ontology).family() == "casualty";
        let same = |a: &Event, b: &Event| {
            a.event_type == b.event_type && a.sentence == b.sentence && count(a).is_some() && count(a) == count(b)
        };
        let twice: Vec<bool> = (0..events.len())
            .map(|at| casualty(&events[at]) && events[at + 1..].iter().any(|later| same(&events[at], later)))
            .collect();
        content::remove(events, &twice);
    }

    /// رابط الخبر: what a page adds to its articles is told nowhere (SCHEME T11); one past the paragraph that it fills.
    fn boilerplate(&self, view: &View<'_>, token: usize) -> Option<usize> {
        let document = &view.document;
        let (sense, _) = document.cue(token, self.cues.boilerplate)?;
        let index = document.sentence_of[token] as usize;
        let last = index + 1 == document.sentences.len() && document.sentences[index].tokens.start == token;
        if sense.feature("position") == Some("last") && !last {
            return None;
        }
        let paragraph = document.sentences[index].paragraph;
        let rest = document.sentences[index..].iter().take_while(|s| s.paragraph == paragraph);
        rest.last().map(|s| s.tokens.end)
    }

    fn event(&self, view: &View<'_>, candidate: &Candidate<'_>) -> Event {
        let group = &self.ontology.groups[usize::from(candidate.group)];
        let event_type = &self.ontology.types[usize::from(group.event_type)];
        let verb = match candidate.shape {
            Shape::Verb(inflection, stem) => Some((inflection, stem)),
            // سيمثل أمام المحكمة: a phrase that begins with its verb
            Shape::Phrase => view.finite(candidate.token),
            _ => None,
        };
        let mut status = status::read(
            view,
            &self.cues,
            Predicate {
                token: candidate.token,
                verb,
                group,
                plan: event_type.family() == "plan",
                natural: will::natural(event_type.family()),
                suffered: will::suffered(event_type.family()),
                unwilled: will::unwilled(event_type.family()),
            },
        );
        let kind = match candidate.shape {
            Shape::Verb(..) | Shape::Participle(_) => Reason::Verb,
            Shape::Phrase => Reason::Phrase,
            Shape::Noun(_) => Reason::Noun,
        };
        status.reasons.insert(0, kind);
        let role::Filled { roles, subject, passive } = role::fill(view, event_type, group, candidate, &status);
        will::settle(view, &self.cues, event_type.family(), group, candidate, &mut status);
        // as often as such events were right in 38 annotated articles; ten others agree (README, reliability)
        let mut confidence: f32 = if group.needs.is_empty() { 0.6 } else { 0.7 };
        confidence += if matches!(kind, Reason::Verb | Reason::Phrase) { 0.1 } else { 0.0 };
        confidence -= if event_type.tier == Tier::B { 0.2 } else { 0.0 };
        confidence += if roles.iter().any(|(r, _)| matches!(r, Role::Actor | Role::Target)) { 0.05 } else { -0.1 };
        let of_speaker = unsaid::of_speaker(view, event_type, group, candidate, &status);
        Event {
            event_type: group.event_type,
            group: candidate.group,
            trigger: trigger_span(view, candidate),
            tokens: candidate.token..candidate.token + candidate.len,
            sentence: view.document.sentence_of[candidate.token] as usize,
            status,
            roles,
            speech_act: event_type.speech_act,
            content: None,
            content_of: None,
            passive,
            of_speaker,
            subject,
            background: false,
            inference: false,
            allusion: false,
            confidence,
        }
    }

    /// Background and inference cues of the sentence before the trigger (K2, K4).
    fn circumstances(&self, view: &View<'_>, event: &mut Event) {
        let document = &view.document;
        let sentence = &document.sentences[event.sentence];
        let since = |at: usize| {
            document.cue(at, self.cues.preposition).is_some_and(|(sense, _)| sense.feature("since").is_some())
        };
        event.background = dated::long_ago(view, event) || dated::lasting(view, event, since);
        let news = event.status.tense == Tense::Future || dated::just_now(view, event);
        for at in sentence.tokens.start..event.tokens.start {
            if let Some((sense, _)) = document.cue(at, self.cues.background) {
                let anywhere = sense.feature("since").is_some() || sense.feature("earlier").is_some();
                let opener = at <= sentence.tokens.start + 1 || anywhere;
                let had = |t: usize| t < document.len() && matches!(document.raw(t), "قد");
                let pluperfect = sense.feature("pluperfect").is_none()
                    || (at + 1..at + 6).any(had)
                    || self.had_done(view, at, event);
                event.background |= !news
                    && opener
                    && pluperfect
                    && sense.feature("needs").is_none()
                    && sense.feature("effect") != Some("none");
            }
            if document.cue(at, self.cues.inference).is_some_and(|(s, _)| s.feature("needs").is_none()) {
                event.inference = true;
            }
            if document.cue(at, self.cues.hedge).is_some() {
                event.inference = true;
            }
        }
    }

    /// وكانت المحكمة أدانته: the perfect right after the subject of كان, without قد.
    fn had_done(&self, view: &View<'_>, at: usize, event: &Event) -> bool {
        let document = &view.document;
        let token = event.tokens.start;
        let perfect = document.tag(token) == Tag::Verb
            && document.word(token).readings().any(|(_, r)| r.inflection.tense == crate::morphology::Tense::Past);
        let subject = document.cue(at, self.cues.background).map_or(at + 1, |(_, len)| at + len);
        let phrase = || view.noun_phrase(subject, document.sentence(at).tokens.end);
        perfect && (subject == token || phrase().is_some_and(|p| p.last + 1 == token))
    }
}

/// How many of the candidates may become events.
fn within_bounds(candidates: &[Candidate<'_>], view: &View<'_>) -> usize {
    let most = ALWAYS_QUOTED + MOST_QUOTED * view.document.text.len();
    let quoted = candidates.iter().scan(0, |quoted, candidate| {
        *quoted += view.document.sentence(candidate.token).span.len();
        Some(*quoted)
    });
    quoted.take_while(|&quoted| quoted <= most).count()
}

fn trigger_span(view: &View<'_>, candidate: &Candidate<'_>) -> Span {
    let document = &view.document;
    match candidate.shape {
        Shape::Verb(_, stem) | Shape::Participle(stem) | Shape::Noun(stem) => document.stem_span(candidate.token, stem),
        Shape::Phrase => {
            let skip = document.cues_at(candidate.token).iter().find(|c| c.len == candidate.len).map_or(0, |c| c.skip);
            let mut span = document.span(candidate.token, candidate.token + candidate.len - 1);
            span.start += u32::from(skip);
            span
        }
    }
}
