//! Names that stand for one named before: the same words, a surname, another spelling, an abbreviation in brackets.

use super::Cluster;
use crate::morphology::Gender;
use crate::tagger::same::{alike, contains};
use crate::tagger::{Entity, EntityKind, MentionForm};

impl Cluster<'_, '_> {
    /// The entity of a name: the same name, then a fuller or shorter one, then one spelt otherwise.
    pub(super) fn name(&self, at: usize) -> Option<usize> {
        self.latest(at, Self::same_name)
            .or_else(|| self.part(at))
            .or_else(|| self.abbreviation(at))
            .or_else(|| self.latest(at, Self::other_spelling))
    }

    /// The same row, the same words, or the same bare name.
    fn same_name(&self, at: usize, entity: &Entity) -> bool {
        let spelling = self.found[at].spelling;
        entity.mentions.iter().any(|&m| {
            let other = &self.found[m];
            other.mention.form == MentionForm::Name
                && (spelling.is_some()
                    && (other.spelling == spelling || other.mention.name == self.found[at].mention.name)
                    || self.equal_words(at, m))
        })
    }

    /// A surname after the full name, a short name before the long one; a person only where nobody else can be meant.
    pub(super) fn part(&self, at: usize) -> Option<usize> {
        let mut fitting = self.recent(at).filter(|&e| self.part_of_name(at, &self.entities[e]));
        let first = fitting.next()?;
        let alone = self.found[at].mention.kind != EntityKind::Person || fitting.next().is_none();
        alone.then_some(first)
    }

    fn part_of_name(&self, at: usize, entity: &Entity) -> bool {
        let (new, old) = (&self.found[at], &self.found[entity.fullest]);
        if old.mention.form != MentionForm::Name
            || !matches!(new.mention.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Title)
        {
            return false;
        }
        let countries = new.country.is_none() || entity.country.is_none() || new.country == entity.country;
        let person = new.mention.kind == EntityKind::Person;
        let genders = !person || new.mention.gender != Gender::Feminine || old.mention.gender != Gender::Masculine;
        let fits = countries && genders && (person || self.same_head(at, entity.fullest));
        fits && (contains(self.view, &old.mention, &new.mention) || contains(self.view, &new.mention, &old.mention))
    }

    /// The same words in another transliteration: بلومبيرغ, بلومبرغ (4.3). Arabic given names are never variants of each
    /// other: محمد, محمود.
    fn other_spelling(&self, at: usize, entity: &Entity) -> bool {
        let (new, old) = (&self.found[at], &self.found[entity.fullest]);
        let rows = new.mention.name.is_none() || old.mention.name.is_none() || new.mention.name == old.mention.name;
        let genders = new.mention.kind != EntityKind::Person
            || new.mention.gender != Gender::Feminine
            || old.mention.gender != Gender::Masculine;
        let countries = new.country.is_none() || entity.country.is_none() || new.country == entity.country;
        rows && genders
            && countries
            && old.mention.form == MentionForm::Name
            && alike(self.view, &new.mention, &old.mention)
    }

    /// تنظيم الدولة الإسلامية (داعش): the short name in brackets behind the full one.
    fn abbreviation(&self, at: usize) -> Option<usize> {
        let mention = &self.found[at].mention;
        let document = self.view.document;
        let open = mention.tokens.start.checked_sub(1).filter(|&t| document.is_mark(t, &['(']))?;
        let closed = document.is_mark(mention.tokens.end, &[')']);
        if !closed || mention.kind != EntityKind::Organization {
            return None;
        }
        let full = (0..at).rev().take(8).find(|&m| {
            let other = &self.found[m].mention;
            let named = other.form == MentionForm::Name || other.core.is_some();
            other.tokens.end == open && other.kind == mention.kind && named && other.inside.is_none()
        })?;
        let other = &self.found[full].mention;
        (other.name.is_none() || mention.name.is_none() || other.name == mention.name).then(|| self.of[full])
    }
}
