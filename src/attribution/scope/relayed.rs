//! Voices heard through another: who was told, who published, an outlet that the whole article is taken from.

use super::{Scope, ScopeFinder};
use crate::attribution::cue::FoundCue;
use crate::attribution::{Rule, SourceKind};
use crate::morphology::{Gender, Number};
use crate::tagger::chunk::NounPhrase;
use crate::text::Sentence;

/// Sentences back in which a text was given out.
const GIVEN: usize = 3;

impl ScopeFinder<'_, '_> {
    /// وفي تصريح لوكالة الأناضول، قال: the outlet that was told, in front of the verb.
    pub(super) fn told_before(&mut self, cue: &FoundCue, sentence: &Sentence) -> Option<usize> {
        let start = sentence.tokens.start;
        if cue.token < start + 3 || cue.token - start > 10 {
            return None;
        }
        let phrase = self.cues.told_in_front(self.view, start, cue.token)?;
        self.outlet(phrase)
    }

    /// وذكر البيان: whoever published the text that was named last.
    fn published_before(&self, kind: &str) -> Option<usize> {
        let recent = self.history.iter().rev().take(3);
        let mut by = recent.filter(|(_, channel)| channel.as_ref().is_some_and(|c| c.kind == kind));
        let published = by.next().and_then(|(chain, _)| chain.last().copied()).filter(|&s| s > 0);
        let known = |s: &usize| {
            let body = matches!(
                self.sources[*s].kind,
                SourceKind::Institution | SourceKind::OfficeHolder | SourceKind::NamedPerson
            );
            *s > 0 && body
        };
        published.or_else(|| self.last.as_ref().and_then(|l| l.chain.last().copied()).filter(known))
    }

    /// نشرت المنظمة تقريرا … وقال التقرير إن: who gave out the text of that name in the sentences before.
    fn given_before(&mut self, kind: &str, phrase: NounPhrase) -> Option<usize> {
        let document = &self.view.document;
        let sentence = document.sentence_of[phrase.head] as usize;
        let start = document.sentences[sentence.saturating_sub(GIVEN)].tokens.start;
        let verbs = (start..document.sentences[sentence].tokens.start).rev();
        let given = verbs.filter(|&at| self.cues.gives_out(self.view, at)).find_map(|at| {
            let arguments = self.view.of_verb(at, self.finite(at)?, false);
            let text = arguments.object.filter(|o| self.channels.kind_of_text(self.view, o.head) == Some(kind))?;
            arguments.subject.filter(|s| s.first != text.first)
        })?;
        self.finder.resolve(self.view, self.tagger, given, given.last + 1, self.sources)
    }

    /// The publisher of a text that speaks, where it was named before.
    pub(super) fn publisher_of(&mut self, phrase: NounPhrase) -> Option<usize> {
        let definite = self.view.document.word(phrase.head).article.is_some() && phrase.core_last == phrase.first;
        let kind = self.channels.kind_of_text(self.view, phrase.head).filter(|_| definite)?;
        self.published_before(kind).or_else(|| self.given_before(kind, phrase))
    }

    /// نقلت عنه الوكالة: whoever the pronoun stands for.
    pub(super) fn meant(&mut self, token: usize, gender: Gender, number: Number) -> Option<usize> {
        let fits = |this: &Self, source: usize| this.goes_by(source, gender, number);
        let last = self.last.as_ref().and_then(|l| l.chain.last().copied()).filter(|&s| s > 0 && fits(self, s));
        let before = last.or_else(|| self.named_before(token, gender, number));
        before.or_else(|| {
            let mut heads = self.history.iter().rev().take(3).filter_map(|(c, _)| c.last().copied());
            heads.find(|&s| s > 0 && fits(self, s))
        })
    }

    /// A fragment that is nothing but a frame (. بحسب موقع …) belongs to the sentence before it; as the last sentence of the
    /// article, to the whole article (R12).
    pub(super) fn credit(&mut self, source: usize, cue: &FoundCue, sentence: &Sentence, scope: Scope) {
        let document = self.view.document;
        let Some(index) = document.sentences.iter().position(|s| s.tokens.start == sentence.tokens.start) else {
            return;
        };
        let outlet = self.sources[source].kind == SourceKind::MediaOutlet;
        // tags and the like may follow
        let rest = &document.sentences[index + 1..];
        if outlet && rest.len() < 2 && rest.iter().all(|s| s.tokens.len() < 20) {
            self.credited = Some(source);
        }
        let Some(before) = index.checked_sub(1).map(|at| &document.sentences[at].tokens) else { return };
        let (start, end) = (before.start, before.end);
        let mut told = false;
        for at in 0..self.scopes.len() {
            if (start..end).contains(&self.scopes[at].start) && self.scopes[at].chain.len() > 1 {
                told = true;
                if outlet {
                    self.link(at, source);
                }
            }
        }
        if !told {
            self.push(Scope { start, end, cue: Some(cue.token), rule: Rule::Trailing, confidence: 0.75, ..scope });
        }
    }

    fn link(&mut self, at: usize, outlet: usize) {
        let heard = self.scopes[at].chain.iter().any(|&s| self.sources[s].kind == SourceKind::MediaOutlet);
        if !heard {
            self.scopes[at].chain.insert(1, outlet);
        }
    }

    /// Puts the outlet that the article credits at its end before every voice in it.
    pub(super) fn relay_article(&mut self) {
        let Some(outlet) = self.credited else { return };
        self.byline = self.byline.or(Some(outlet));
        for at in 0..self.scopes.len() {
            if self.scopes[at].chain.len() > 1 {
                self.link(at, outlet);
            }
        }
        for at in 0..self.acts.len() {
            let heard = self.acts[at].chain.iter().any(|&s| self.sources[s].kind == SourceKind::MediaOutlet);
            if !heard && self.acts[at].chain.len() > 1 {
                self.acts[at].chain.insert(1, outlet);
            }
        }
    }
}
