//! Common nouns that stand for what has been named: السفارة، الوزير، المصدر، البلاد (SCHEME 4.4).

use super::Cluster;
use crate::morphology::{Gender, Number};
use crate::tagger::same::same_word;
use crate::tagger::view::Shape;
use crate::tagger::{Entity, EntityKind, Iso, Mention, MentionForm, Subtype};

impl Cluster<'_, '_> {
    /// السفارة after السفارة الروسية: the latest thing with that head noun; else, for nouns that say what many names
    /// stand for, the latest of that subtype.
    pub(super) fn short_form(&self, at: usize) -> Option<usize> {
        let mention = &self.found[at].mention;
        if let Some(same) = self.latest(at, Self::equal_nominal) {
            return Some(same);
        }
        let single = mention.tokens.len() == 1 && matches!(mention.number, Number::Singular | Number::Unknown);
        if !single && !self.collective(at) || self.view.shape(mention.head).any(Shape::ENCLITIC) {
            return None;
        }
        if Self::country(mention) {
            return self.country_in_focus(at);
        }
        let headed = self.latest(at, |cluster, at, entity| entity.mentions.iter().any(|&m| cluster.same_head(at, m)));
        headed.or_else(|| if self.any_of_its_kind(at) { self.latest(at, Self::of_subtype) } else { None })
    }

    fn equal_nominal(&self, at: usize, entity: &Entity) -> bool {
        self.found[at].mention.tokens.len() > 1 && self.equal_words(at, entity.fullest)
    }

    fn any_of_its_kind(&self, at: usize) -> bool {
        self.lexeme(at).is_some_and(|lexeme| self.heads.any(lexeme))
    }

    /// الوكالة for رويترز: a name without a head noun of its own.
    fn of_subtype(&self, at: usize, entity: &Entity) -> bool {
        let (mention, old) = (&self.found[at].mention, &self.found[entity.fullest].mention);
        let subtypes = mention.subtype.is_some() && mention.subtype == entity.subtype;
        subtypes && old.form == MentionForm::Name && self.lexeme(entity.fullest).is_none()
    }

    fn country(mention: &Mention) -> bool {
        mention.kind == EntityKind::Location && mention.subtype == Some(Subtype::COUNTRY)
    }

    /// البلاد, الدولة: the country named last, or the one that the place named last lies in; never that of an actor who
    /// is only known by his nationality.
    fn country_in_focus(&self, at: usize) -> Option<usize> {
        let any = self.any_of_its_kind(at);
        let latest = self.recent(at).find(|&e| any && self.where_it_lies(e).is_some())?;
        let country = self.where_it_lies(latest);
        let is_country = |e: &usize| {
            self.found[self.entities[*e].fullest].mention.form == MentionForm::Name
                && Self::country(&self.found[self.entities[*e].fullest].mention)
        };
        self.recent(at).find(|e| is_country(e) && self.where_it_lies(*e) == country)
    }

    fn where_it_lies(&self, entity: usize) -> Option<Iso> {
        let row = self.found[self.entities[entity].fullest].mention.name?;
        self.view.gazetteer.country_of(row)
    }

    /// القوات: a plural that its own singular does not explain.
    fn collective(&self, at: usize) -> bool {
        let mention = &self.found[at].mention;
        let document = self.view.document;
        mention.tokens.len() == 1
            && self.lexeme(at).is_some_and(|l| same_word(&document.lexicon.lexeme(l).lemma, document.raw(mention.head)))
    }

    /// The entity of a title: the same words, then a shorter or longer form of them.
    pub(super) fn title(&self, at: usize) -> Option<usize> {
        self.latest(at, Self::same_title)
            .or_else(|| if self.found[at].mention.form == MentionForm::Name { self.part(at) } else { None })
    }

    /// الوزير after وزير الخارجية; a title of several words only with the same words.
    fn same_title(&self, at: usize, entity: &Entity) -> bool {
        let (new, old) = (&self.found[at].mention, &self.found[entity.fullest].mention);
        if new.form == MentionForm::Name || new.tokens.len() > 1 {
            return self.equal_words(at, entity.fullest);
        }
        let numbers = new.number == Number::Unknown || old.number == Number::Unknown || new.number == old.number;
        let genders = [new.gender, old.gender].contains(&Gender::Unknown) || new.gender == old.gender;
        numbers && genders && self.same_head(at, entity.fullest) && self.may_be_shortened(at, old)
    }

    /// نائب الرئيس is not called النائب; الرئيس is the head of a state and not of a government, a council or a club.
    fn may_be_shortened(&self, at: usize, old: &Mention) -> bool {
        let (view, next) = (self.view, old.tokens.start + 1);
        if old.tokens.len() == 1 || view.shape(old.head).any(Shape::DEFINITE) {
            return true;
        }
        let state = self.lexeme(at).and_then(|l| view.document.lexicon.sense(l, view.vocabulary.title));
        let state = state.is_some_and(|sense| sense.feature("short") == Some("state"));
        let country = view.bare_hit(next).is_some_and(|hit| hit.kind == EntityKind::Location)
            || view
                .document
                .reading(next, view.vocabulary.head_noun)
                .is_some_and(|(_, r)| self.heads.country(r.lexeme));
        !view.shape(next).any(Shape::TITLE) && (!state || country)
    }

    /// The number of a source noun; one that may be either is singular.
    fn noun_number(&self, mention: &Mention) -> Number {
        let reading = self.view.document.reading(mention.head, self.view.vocabulary.source);
        let number = reading.map_or(Number::Unknown, |(_, reading)| reading.inflection.number);
        if number == Number::Unknown { Number::Singular } else { number }
    }

    /// المصدر after مصدر مطلع: a source noun with the article and nothing else.
    pub(super) fn same_source(&self, at: usize, entity: &Entity) -> bool {
        let mention = &self.found[at].mention;
        let old = &self.found[entity.fullest].mention;
        if old.form != MentionForm::Nominal || !self.view.shape(mention.head).any(Shape::DEFINITE) {
            return false;
        }
        self.same_head(at, entity.fullest)
            && self.noun_number(mention) == self.noun_number(old)
            && (mention.tokens.len() == 1 || self.equal_words(at, entity.fullest))
    }
}
