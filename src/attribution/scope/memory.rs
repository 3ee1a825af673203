//! Who has spoken: chains with their outlets and channels, speech acts, the last scope.

use super::{Act, Last, Performer, Scope, ScopeFinder};
use crate::attribution::{Chain, Channel, SourceKind};
use crate::morphology::{Inflection, Number, Person, Reading, Tense};
use crate::text::{Sentence, Span};

impl ScopeFinder<'_, '_> {
    /// Keeps the outlets through which a source is heard, and puts them back when it speaks again without them.
    pub(super) fn relay(&mut self, chain: &mut Chain) {
        let Some((&head, links)) = chain.split_last() else { return };
        let source = &self.sources[head];
        let last = source.mentions.last().copied();
        // مصادر يمنية a second time are other sources, or the same: their outlet is not known
        let indefinite = source.grade.is_some_and(|g| g.0 > 1) && last.is_some_and(|span| !self.definite(span));
        if indefinite && links.len() == 1 {
            self.sources[head].through.clear();
        } else if links.len() > 1 {
            let outlets = links[1..].iter().all(|&l| self.sources[l].kind == SourceKind::MediaOutlet);
            if outlets {
                let links = links[1..].iter().copied().collect();
                self.sources[head].through = links;
            }
        } else if source.kind != SourceKind::MediaOutlet && !source.through.is_empty() {
            let through = source.through.clone();
            chain.insert_many(1, through);
        }
    }

    pub(super) fn definite(&self, span: Span) -> bool {
        let document = &self.view.document;
        let token = document.token_at(span);
        document.word(token).article.is_some()
    }

    pub(super) fn note(&mut self, chain: &Chain, channel: Option<&Channel>) {
        self.history.retain(|(c, _)| c != chain);
        self.history.push((chain.clone(), channel.cloned()));
        if self.history.len() > 12 {
            self.history.remove(0);
        }
    }

    /// Where a chain last spoke.
    pub(super) fn said_in(&self, chain: &Chain) -> Option<Channel> {
        self.history.iter().rev().find(|(c, _)| c == chain).and_then(|(_, channel)| channel.clone())
    }

    /// A speech act outside any report: whoever performs it has spoken; without a subject, whoever spoke last goes on.
    pub(super) fn perform(&mut self, (token, actor): Performer, first: usize, sentence: &Sentence) {
        if self.scopes[first..].iter().any(|s| s.start <= token && token < s.end) {
            return;
        }
        let opens = token <= sentence.tokens.start + 1;
        let spoken = match actor {
            Some((phrase, limit)) => {
                let known = self.finder.resolve(self.view, self.tagger, phrase, limit, self.sources);
                let Some(source) = known.or_else(|| self.finder.anyone(self.view, phrase, self.sources)) else {
                    return;
                };
                let mut chain = Chain::from_slice(&[0, source]);
                // توقعت مصادر لوكالة الأناضول أن: the outlet that was told
                let told = self.cues.told_behind(self.view, token, self.view.clause_end(token));
                let told = told.and_then(|p| self.outlet(p)).filter(|&t| t != source);
                if let Some(outlet) = told {
                    chain.insert(1, outlet);
                }
                self.relay(&mut chain);
                Some((chain, None))
            }
            None if self.view.resumes(token) => {
                self.finite(token).and_then(|inflection| self.issuer(token, inflection))
            }
            // حذرت الوزارة من كذا، وطالبت بكذا: whoever acts in this sentence goes on
            None if !opens && self.acts.last().is_some_and(|act| act.token >= sentence.tokens.start) => {
                let inflection = self.finite(token);
                let last = self.acts.last().map(|act| (act.chain.clone(), act.channel.clone()));
                last.filter(|(chain, _)| inflection.is_some_and(|i| self.fits(i, chain)))
            }
            None if opens => self
                .finite(token)
                .and_then(|inflection| self.continued(inflection, token, first))
                .map(|(chain, channel, _)| (chain, channel)),
            None => None,
        };
        let Some((chain, before)) = spoken else { return };
        let end = self.view.clause_end(token).min(sentence.tokens.end);
        let channel = self.channels.between(self.view, token, end).or(before);
        self.note(&chain, channel.as_ref());
        self.acts.push(Act { token, chain, channel });
    }

    /// قال الوزير إن المدير أكد أن: whoever goes on in the next sentence is the minister, not whom he cites. An outlet only
    /// passes on.
    fn cites(&self, outer: &Scope, inner: &Scope) -> bool {
        let person = |&head: &usize| !matches!(self.sources[head].kind, SourceKind::MediaOutlet | SourceKind::Document);
        outer.start < inner.start
            && inner.end <= outer.end
            && outer.chain.len() < inner.chain.len()
            && inner.chain.starts_with(&outer.chain)
            && outer.chain.last().is_some_and(|head| outer.chain.len() > 1 && person(head))
    }

    /// The form of a verb that can go on for the last speaker: of the third person.
    pub(super) fn finite(&self, token: usize) -> Option<Inflection> {
        let document = &self.view.document;
        let third = document.word(token).readings().map(|(_, r)| r).filter(|r| {
            r.inflection.person == Person::Third && matches!(r.inflection.tense, Tense::Past | Tense::Present)
        });
        // ودعا: he called, rather than the two who bade farewell; توقع: he expected, rather than she signs
        let speaks = |r: &Reading| document.lexicon.lexeme(r.lexeme).classes.meets(self.view.reporting);
        third.min_by_key(|r| (!speaks(r), r.inflection.number == Number::Dual)).map(|r| r.inflection)
    }

    pub(super) fn remember(&mut self, index: usize, sentence: &Sentence, first: usize, acts: usize) {
        let scopes = &self.scopes[first..];
        let voices = scopes.iter().filter(|s| s.chain.len() > 1 && !scopes.iter().any(|o| self.cites(o, s)));
        let chosen = voices.max_by_key(|s| (s.end, s.start));
        let act = self.acts[acts..].last().map(|act| Last {
            chain: act.chain.clone(),
            channel: act.channel.clone(),
            sentence: index,
            paragraph: sentence.paragraph,
            to_the_end: false,
        });
        self.last = chosen
            .map(|s| Last {
                chain: s.chain.clone(),
                channel: s.channel.clone(),
                sentence: index,
                paragraph: sentence.paragraph,
                to_the_end: s.end + 2 >= sentence.tokens.end,
            })
            .or(act);
    }
}
