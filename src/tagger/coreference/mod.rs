//! Which mentions are of one thing (SCHEME 4.4). Where an editor would hesitate, mentions stay apart.

mod name;
mod short;
#[cfg(test)]
mod tests;

use super::head_noun::Heads;
use super::link;
use super::overlap::Found;
use super::same::equal;
use super::view::View;
use super::{Entity, EntityKind, Mention, MentionForm, Tagging};
use crate::morphology::LexemeId;

/// Ties the mentions into entities, links those, and puts all of it into `out`.
pub(super) fn resolve(view: &View<'_>, heads: &Heads, mut found: Vec<Found>, out: &mut Tagging) {
    let focus = link::focus(view, &found);
    link::choose_rows(view, &mut found, &focus);
    let mut cluster = Cluster {
        view,
        heads,
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
    link::countries(view, &found, &mut out.entities);
    out.mentions.extend(found.into_iter().map(|f| f.mention));
    holders(out);
}

struct Cluster<'c, 'a> {
    view: &'c View<'a>,
    heads: &'c Heads,
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
            candidates: Vec::new(),
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
        if let Some(outer) = self.core_of(at) {
            return Some(self.of[outer]);
        }
        match (mention.kind, mention.form) {
            (EntityKind::Date | EntityKind::Quantity | EntityKind::Money, _) => None,
            (EntityKind::Nationality, _) => self.latest(at, Self::same_nationality),
            (EntityKind::Title, _) => self.title(at),
            (EntityKind::Person, MentionForm::Nominal) => self.latest(at, Self::same_source),
            (_, MentionForm::Name) => self.name(at),
            // صحيفة «المساء»: as its name is known
            (_, MentionForm::Nominal) => match self.bare_name(at) {
                Some(name) => self.name(name),
                None => self.short_form(at),
            },
        }
    }

    /// The mention around this one whose bare name it is.
    fn core_of(&self, at: usize) -> Option<usize> {
        let mention = &self.found[at].mention;
        let outer = &self.found[mention.inside?].mention;
        (outer.kind == mention.kind && outer.core == Some(mention.span)).then_some(mention.inside?)
    }

    /// The mention inside this one that is its bare name.
    fn bare_name(&self, at: usize) -> Option<usize> {
        let outer = &self.found[at].mention;
        let inside = |i: &usize| self.found[*i].mention.tokens.start < outer.tokens.end;
        outer.core?;
        (at + 1..self.found.len()).take_while(inside).find(|&i| self.core_of(i) == Some(at))
    }

    /// Entities of the mention's type, the latest first.
    fn recent(&self, at: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        let kind = self.found[at].mention.kind;
        self.recent.iter().rev().copied().filter(move |&e| self.entities[e].kind == kind)
    }

    fn latest(&self, at: usize, same: fn(&Self, usize, &Entity) -> bool) -> Option<usize> {
        self.recent(at).find(|&e| same(self, at, &self.entities[e]))
    }

    fn same_nationality(&self, at: usize, entity: &Entity) -> bool {
        match self.found[at].country {
            Some(country) => entity.country == Some(country),
            None => self.equal_words(at, entity.fullest),
        }
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

    fn same_head(&self, a: usize, b: usize) -> bool {
        self.lexeme(a).is_some() && self.lexeme(a) == self.lexeme(b)
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
