//! Which mentions are of one thing (SCHEME 4.4).

use super::link;
use super::overlap::Found;
use super::same::{contains, equal};
use super::view::{Shape, View};
use super::{Entity, EntityKind, Mention, MentionForm, Tagging};
use crate::morphology::{Gender, LexemeId, Number};

/// Ties the mentions into entities, links those, and puts all of it into `out`.
pub(super) fn resolve(view: &View<'_>, mut found: Vec<Found>, out: &mut Tagging) {
    let focus = link::focus(view, &found);
    link::choose_rows(view, &mut found, &focus);
    let mut cluster = Cluster {
        view,
        found: &found,
        entities: Vec::with_capacity(found.len() / 2),
        of: Vec::with_capacity(found.len()),
        recent: Vec::new(),
    };
    for at in 0..found.len() {
        cluster.place(at);
    }
    let (entities, of) = (cluster.entities, cluster.of);
    for (f, entity) in found.iter_mut().zip(of) {
        f.mention.entity = entity;
    }
    out.entities = entities;
    link::link(view, &mut found, &mut out.entities);
    out.mentions.extend(found.into_iter().map(|f| f.mention));
    holders(out);
}

struct Cluster<'c, 'a> {
    view: &'c View<'a>,
    found: &'c [Found],
    entities: Vec<Entity>,
    of: Vec<usize>,
    /// Entities, the one mentioned last at the end.
    recent: Vec<usize>,
}

impl Cluster<'_, '_> {
    /// Puts a mention into the entity it belongs to, or a new one.
    fn place(&mut self, at: usize) {
        let entity = match self.known(at) {
            Some(entity) => entity,
            None => self.open(at),
        };
        self.of.push(entity);
        if let Some(at) = self.recent.iter().rposition(|&e| e == entity) {
            self.recent.remove(at);
        }
        self.recent.push(entity);
        let fuller = self.fuller(at, self.entities[entity].fullest);
        let into = &mut self.entities[entity];
        into.mentions.push(at);
        into.country = into.country.or(self.found[at].country);
        if fuller {
            into.fullest = at;
            into.subtype = self.found[at].mention.subtype.or(into.subtype);
        }
    }

    fn open(&mut self, at: usize) -> usize {
        let mention = &self.found[at].mention;
        self.entities.push(Entity {
            kind: mention.kind,
            subtype: mention.subtype,
            fullest: at,
            name: None,
            mentions: Vec::new(),
            country: self.found[at].country,
            holder: None,
        });
        self.entities.len() - 1
    }

    fn fuller(&self, new: usize, old: usize) -> bool {
        let rank = |m: &Mention| (m.form == MentionForm::Name, m.tokens.len());
        rank(&self.found[new].mention) > rank(&self.found[old].mention)
    }

    fn known(&self, at: usize) -> Option<usize> {
        let mention = &self.found[at].mention;
        let same: fn(&Self, usize, &Entity) -> bool = match (mention.kind, mention.form) {
            (EntityKind::Date | EntityKind::Quantity | EntityKind::Money, _) => return None,
            (EntityKind::Nationality, _) => Self::same_nationality,
            (EntityKind::Title, _) => Self::same_title,
            (EntityKind::Person, MentionForm::Nominal) => Self::same_source,
            (_, MentionForm::Name) => Self::same_name,
            (_, MentionForm::Nominal) => Self::short_form,
        };
        let recent = || self.recent.iter().rev().copied().filter(|&e| self.entities[e].kind == mention.kind);
        let exact = recent().find(|&e| same(self, at, &self.entities[e]));
        if exact.is_some() || mention.form == MentionForm::Nominal || mention.kind == EntityKind::Nationality {
            return exact;
        }
        recent().find(|&e| self.part_of_name(at, &self.entities[e]))
    }

    fn same_nationality(&self, at: usize, entity: &Entity) -> bool {
        match self.found[at].country {
            Some(country) => entity.country == Some(country),
            None => self.equal_words(at, entity.fullest),
        }
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

    /// A surname after the full name, a short name before the long one.
    fn part_of_name(&self, at: usize, entity: &Entity) -> bool {
        let (new, old) = (&self.found[at], &self.found[entity.fullest]);
        if old.mention.form != MentionForm::Name
            || !matches!(new.mention.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Title)
        {
            return false;
        }
        let countries = new.country.is_none() || entity.country.is_none() || new.country == entity.country;
        let heads = new.mention.kind == EntityKind::Person
            || self.lexeme(at).is_some() && self.lexeme(at) == self.lexeme(entity.fullest);
        countries
            && heads
            && (contains(self.view, &old.mention, &new.mention) || contains(self.view, &new.mention, &old.mention))
    }

    /// الوزير after وزير الخارجية; a title of several words only with the same words.
    fn same_title(&self, at: usize, entity: &Entity) -> bool {
        if self.found[at].mention.form == MentionForm::Name {
            return self.equal_words(at, entity.fullest);
        }
        self.lexeme(at).is_some() && self.lexeme(at) == self.lexeme(entity.fullest)
    }

    /// المصدر after مصدر مطلع: a source noun with the article and nothing else.
    fn same_source(&self, at: usize, entity: &Entity) -> bool {
        let mention = &self.found[at].mention;
        let old = &self.found[entity.fullest].mention;
        if old.form != MentionForm::Nominal || !self.view.shape(mention.head).any(Shape::DEFINITE) {
            return false;
        }
        let same_noun = self.lexeme(at).is_some() && self.lexeme(at) == self.lexeme(entity.fullest);
        let number = mention.number == Number::Unknown || old.number == Number::Unknown || mention.number == old.number;
        same_noun && number && (mention.tokens.len() == 1 || self.equal_words(at, entity.fullest))
    }

    /// السفارة after السفارة الروسية: the most recent thing of that subtype or with that head.
    fn short_form(&self, at: usize, entity: &Entity) -> bool {
        let mention = &self.found[at].mention;
        let single = mention.tokens.len() == 1 && matches!(mention.number, Number::Singular | Number::Unknown);
        if !single && !self.collective(at) || self.view.shape(mention.head).any(Shape::ENCLITIC) {
            return self.equal_words(at, entity.fullest);
        }
        let old = &self.found[entity.fullest].mention;
        let genders = mention.gender == Gender::Unknown
            || old.gender == Gender::Unknown
            || mention.gender == old.gender
            || mention.kind == EntityKind::Location;
        let heads = self.lexeme(at).is_some() && self.lexeme(at) == self.lexeme(entity.fullest);
        let subtypes = mention.subtype.is_some() && mention.subtype == entity.subtype && self.subtype_names(mention);
        heads || genders && subtypes && old.form == MentionForm::Name
    }

    /// القوات: a plural that its own singular does not explain.
    fn collective(&self, at: usize) -> bool {
        let mention = &self.found[at].mention;
        mention.tokens.len() == 1
            && self.lexeme(at).is_some_and(|l| {
                super::same::same_word(
                    &self.view.document.lexicon.lexeme(l).lemma,
                    self.view.document.raw(mention.head),
                )
            })
    }

    fn subtype_names(&self, mention: &Mention) -> bool {
        mention.subtype.is_some_and(|s| self.view.gazetteer.subtypes.name(s) != "other")
    }

    fn equal_words(&self, a: usize, b: usize) -> bool {
        equal(self.view, &self.found[a].mention, &self.found[b].mention)
    }

    /// The lexeme of the head noun.
    fn lexeme(&self, at: usize) -> Option<LexemeId> {
        let vocabulary = self.view.vocabulary;
        let mention = &self.found[at].mention;
        let classes = match mention.kind {
            EntityKind::Title => vocabulary.title,
            EntityKind::Person => vocabulary.source,
            _ => vocabulary.head_noun,
        };
        self.view.document.reading(mention.head, classes).map(|(_, reading)| reading.lexeme)
    }
}

/// Notes for each title the person named after it (SCHEME E3).
fn holders(out: &mut Tagging) {
    for at in 1..out.mentions.len() {
        if out.mentions[at].kind != EntityKind::Person || out.mentions[at].form != MentionForm::Name {
            continue;
        }
        let start = out.mentions[at].tokens.start;
        let beside = |m: &&Mention| m.kind == EntityKind::Title && (m.tokens.end == start || m.tokens.end + 1 == start);
        if let Some(title) =
            out.mentions[..at].iter().rev().take(8).filter(beside).max_by_key(|m| m.tokens.len()).map(|m| m.entity)
        {
            let person = out.mentions[at].entity;
            out.entities[title].holder = out.entities[title].holder.or(Some(person));
        }
    }
}
