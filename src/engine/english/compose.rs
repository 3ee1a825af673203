//! English phrases word by word: وزارة الدفاع اليونانية → Greece's defence ministry.

use std::ops::Range;

use super::dictionary::Kind;
use super::{English, Spelt};
use crate::morphology::Document;
use crate::tagger::{Entity, EntityKind, Mention, MentionForm, Tagger, Tagging};
use crate::text::{TokenKind, romanise};

/// Reads the mentions of an article in English.
#[derive(Clone, Copy)]
pub(in crate::engine) struct Reader<'a, 'w> {
    pub(in crate::engine) english: &'a English,
    pub(in crate::engine) spelt: &'w Spelt,
    pub(in crate::engine) tagger: &'a Tagger,
    pub(in crate::engine) document: Document<'w>,
    pub(in crate::engine) tagging: &'w Tagging,
}

/// How deep phrases lie in each other.
const DEPTH: u8 = 3;

impl<'a> Reader<'a, '_> {
    /// The English name of an entity, `None` for values and for nouns that the dictionary does not know.
    pub(in crate::engine) fn entity(&self, entity: &Entity) -> Option<String> {
        self.name(entity, DEPTH)
    }

    fn name(&self, entity: &Entity, depth: u8) -> Option<String> {
        if let Some(row) = entity.name.map(|name| self.tagger.row(name)).filter(|row| !row.name_en.is_empty()) {
            return Some(row.name_en.to_string());
        }
        if let Some(shared) = self.shared(entity) {
            return Some(shared.to_owned());
        }
        let mention = &self.tagging.mentions[entity.fullest];
        match entity.kind {
            EntityKind::Date | EntityKind::Quantity | EntityKind::Money => None,
            EntityKind::Nationality => self.country(entity).map(str::to_owned),
            EntityKind::Person if mention.form == MentionForm::Name => {
                let name = mention.core.unwrap_or(mention.span).of(self.document.text);
                Some(self.spelt.person(&self.english.names, name))
            }
            _ => self.phrase(mention.tokens.clone(), mention.form == MentionForm::Name, depth),
        }
    }

    /// The English name that all candidates have: Tripoli, whichever it is.
    fn shared(&self, entity: &Entity) -> Option<&'a str> {
        let mut names = entity.candidates.iter().map(|&id| &*self.tagger.row(id).name_en);
        let first = names.next().filter(|name| !name.is_empty())?;
        names.all(|name| name == first).then_some(first)
    }

    fn country(&self, entity: &Entity) -> Option<&'a str> {
        let row = self.tagger.gazetteer().country_row(entity.country?)?;
        Some(&*self.tagger.row(row).name_en).filter(|name| !name.is_empty())
    }

    /// A noun phrase; its unknown words are romanised in a name, make it unknown in a description.
    pub(in crate::engine) fn phrase(&self, tokens: Range<usize>, named: bool, depth: u8) -> Option<String> {
        let mut phrase = Phrase::default();
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some(inner) = self.inner(at, &tokens).filter(|_| depth > 0) {
                let entity = self.tagging.entity(inner);
                let country = matches!(inner.kind, EntityKind::Nationality)
                    || entity.country.is_some() && self.tagger.subtype_is(entity.subtype, "country");
                match if country { self.country(entity).map(str::to_owned) } else { self.name(entity, depth - 1) } {
                    Some(name) if country => phrase.country(name),
                    Some(name) => phrase.name(name, inner.kind),
                    None if named => phrase.name(self.romanised(inner.tokens.clone()), inner.kind),
                    None => return None,
                }
                at = inner.tokens.end;
                continue;
            }
            if self.document.tokens[at].kind != TokenKind::Word {
                at += 1;
                continue;
            }
            let words = (at..tokens.end).map(|t| self.word(t));
            match self.english.dictionary.longest(words) {
                Some((english, Kind::Preposition, len)) => {
                    let rest = self.object(at + len..tokens.end, named, depth)?;
                    return phrase.finish().map(|head| format!("{head} {english} {rest}"));
                }
                Some((english, kind, len)) => {
                    phrase.word(english, kind);
                    at += len;
                }
                None if named => {
                    phrase.name(romanise::word(self.word(at)), EntityKind::Location);
                    at += 1;
                }
                None => return None,
            }
        }
        phrase.finish()
    }

    /// What stands behind a preposition: a name, else a phrase.
    fn object(&self, tokens: Range<usize>, named: bool, depth: u8) -> Option<String> {
        let mut mentions = self.tagging.mentions_at(tokens.start).map(|i| &self.tagging.mentions[i]);
        let known = mentions.find(|m| m.tokens == tokens).filter(|_| depth > 0);
        known.and_then(|m| self.name(self.tagging.entity(m), depth - 1)).or_else(|| self.phrase(tokens, named, depth))
    }

    /// A mention inside the tokens that begins at one of them and is not all of them.
    fn inner(&self, at: usize, tokens: &Range<usize>) -> Option<&Mention> {
        let inside = |m: &&Mention| {
            m.tokens.start == at && m.tokens.end <= tokens.end && (m.tokens.len() < tokens.len()) && m.value.is_none()
        };
        self.tagging.mentions_at(at).map(|i| &self.tagging.mentions[i]).find(inside)
    }

    /// The letters of a token, without proclitics where a mention begins.
    fn word(&self, token: usize) -> &str {
        let span = self.document.tokens[token].span;
        let begins =
            self.tagging.mentions_at(token).map(|i| &self.tagging.mentions[i]).find(|m| m.tokens.start == token);
        let start = begins.map_or(span.start, |m| m.span.start.clamp(span.start, span.end));
        &self.document.text[start as usize..span.end as usize]
    }

    fn romanised(&self, tokens: Range<usize>) -> String {
        tokens.map(|t| romanise::word(self.word(t))).collect::<Vec<_>>().join(" ")
    }
}

/// A phrase in the making.
#[derive(Default)]
struct Phrase {
    country: Option<String>,
    before: Vec<String>,
    head: Option<(String, Kind)>,
    of: Vec<String>,
}

impl Phrase {
    fn country(&mut self, name: String) {
        let place = self.head.as_ref().is_some_and(|(_, kind)| *kind == Kind::Place);
        if place || (self.head.is_none() && !self.before.is_empty()) {
            self.of.push(name);
        } else {
            self.country.get_or_insert(name);
        }
    }

    fn name(&mut self, name: String, kind: EntityKind) {
        match (&self.head, kind) {
            (None, _) => self.head = Some((name, Kind::Name)),
            (Some((_, Kind::Name)), EntityKind::Location) => {
                if let Some((head, _)) = &mut self.head {
                    head.push(' ');
                    head.push_str(&name);
                }
            }
            (_, EntityKind::Location | EntityKind::Facility) => self.before.push(name),
            _ => self.of.push(name),
        }
    }

    fn word(&mut self, english: &str, kind: Kind) {
        let word = english.to_owned();
        match (&self.head, kind) {
            (_, Kind::Adjective) => self.before.insert(0, word),
            (None, Kind::Direction) | (Some(_), Kind::Field) => self.before.push(word),
            (None, _) => self.head = Some((word, kind)),
            _ => self.of.push(word),
        }
    }

    fn finish(mut self) -> Option<String> {
        let head = match self.head {
            Some((head, kind)) => {
                let (city, field) = (kind == Kind::Place && head == "city", kind == Kind::Field);
                match () {
                    // the city of Homs is Homs
                    () if city && !self.before.is_empty() && self.of.is_empty() => String::new(),
                    () if field => format!("{head} ministry"),
                    () if head.ends_with(" for") && self.of.is_empty() => head[..head.len() - 4].to_owned(),
                    () => head,
                }
            }
            None if !self.of.is_empty() => self.of.remove(0),
            None if self.before.is_empty() => return self.country,
            None => String::new(),
        };
        let mut out = String::new();
        if let Some(country) = self.country {
            out = if country.ends_with('s') { format!("{country}' ") } else { format!("{country}'s ") };
        }
        let words = self.before.iter().map(String::as_str).chain([head.as_str()]).filter(|w| !w.is_empty());
        out.push_str(&words.collect::<Vec<_>>().join(" "));
        for (at, of) in self.of.iter().enumerate() {
            let link = match at {
                0 if head.ends_with(" for") => " ",
                0 => " of ",
                _ => " and ",
            };
            out.push_str(link);
            out.push_str(of);
        }
        Some(out).filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(parts: &[(&str, Kind)]) -> Option<String> {
        let mut phrase = Phrase::default();
        for (word, kind) in parts {
            match kind {
                Kind::Name => phrase.name((*word).to_owned(), EntityKind::Location),
                _ => phrase.word(word, *kind),
            }
        }
        phrase.finish()
    }

    #[test]
    fn phrases_are_put_in_english_order() {
        let ministry = phrase(&[("ministry", Kind::Head), ("defence", Kind::Field)]);
        assert_eq!(ministry.as_deref(), Some("defence ministry"));
        assert_eq!(phrase(&[("city", Kind::Place), ("Homs", Kind::Name)]).as_deref(), Some("Homs"));
        assert_eq!(phrase(&[("province", Kind::Place), ("Homs", Kind::Name)]).as_deref(), Some("Homs province"));
        assert_eq!(phrase(&[("northern", Kind::Direction), ("Homs", Kind::Name)]).as_deref(), Some("northern Homs"));
        assert_eq!(
            phrase(&[("officials", Kind::Head), ("military", Kind::Adjective)]).as_deref(),
            Some("military officials")
        );
        assert_eq!(phrase(&[]), None);
    }

    #[test]
    fn countries_own_what_they_have() {
        let mut phrase = Phrase::default();
        phrase.word("foreign minister", Kind::Head);
        phrase.country("Netherlands".to_owned());
        assert_eq!(phrase.finish().as_deref(), Some("Netherlands' foreign minister"));
    }
}
