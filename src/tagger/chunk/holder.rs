//! The name behind an office or a noun of a person: whether it says who that is.

use super::{Chunker, agreement};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Number};
use crate::tagger::{EntityKind, Mention, MentionForm, Tagging};

impl Chunker {
    /// الناشط | حسن علي، المعارض التركي | أكرم حسان: a definite noun of a person, with the adjective of his country, and his
    /// name, whatever its first word looks like.
    pub(super) fn named_behind(
        &self,
        document: &Document<'_>,
        tagging: &Tagging,
        (head, last): (usize, usize),
        next: usize,
    ) -> bool {
        let phrase = tagging.mention_at(head).filter(|m| m.tokens.start == head);
        let whole = phrase.map_or(head + 1, |m| m.tokens.end);
        last + 1 == whole && self.named_person(document, tagging, head, next)
    }

    /// الناشط | حسن علي، الطفل | أحمد: one person by noun and name.
    fn named_person(&self, document: &Document<'_>, tagging: &Tagging, head: usize, next: usize) -> bool {
        let word = document.word(head);
        let noun = tagging.mention_at(head);
        let own = noun.is_none_or(|m| m.kind == EntityKind::Person && m.form != MentionForm::Name);
        // خبير أمن الشبكات | سمير حداد
        let nouns = |m: &Mention| m.tokens.clone().all(|at| document.tag(at) == Tag::Noun);
        let field =
            noun.is_some_and(|m| m.tokens.len() > 2 && document.word(m.tokens.end - 1).article.is_some() && nouns(m));
        let single = agreement(document, tagging, head).1 != Number::Plural;
        (word.article.is_some() || field)
            && document.proclitic_bytes(next) == 0
            && document.has(head, self.somebody)
            && own
            && single
            && opens_name(tagging, next)
    }

    /// النائب | المحافظ | يان مولر: a definite noun of a person, an office of one word with the article, and a name.
    pub(super) fn described_by_office(
        &self,
        document: &Document<'_>,
        tagging: &Tagging,
        head: usize,
        next: usize,
    ) -> bool {
        let person = tagging.mention_at(head).is_none_or(|m| m.kind == EntityKind::Person);
        let noun = document.has(head, self.person) && !document.has(head, self.body);
        let somebody = noun && person && document.word(head).article.is_some();
        let office = |m: &Mention| m.kind == EntityKind::Title && m.tokens == (next..next + 1);
        let title = tagging.mention_at(next).is_some_and(office) && document.word(next).article.is_some();
        let joined = document.proclitic_bytes(next) > 0;
        somebody && title && !joined && named_office(tagging, next, next + 1)
    }
}

/// Whether a person behind an office is its holder: مدير الشركة | العمال are several persons and not one office.
pub(super) fn holds(office: Option<&Mention>, person: Option<&Mention>) -> Option<bool> {
    let office = office.filter(|b| b.kind == EntityKind::Title)?;
    let person = person.filter(|m| m.kind == EntityKind::Person)?;
    let several = person.form != MentionForm::Name && matches!(person.number, Number::Plural | Number::Dual);
    Some(!(several && office.number == Number::Singular))
}

/// الأمين العام بان كي مون: a person's name behind an office belongs to it, whatever its first word looks like.
pub(super) fn named_office(tagging: &Tagging, last: usize, next: usize) -> bool {
    let office = tagging.mention_at(last).is_some_and(|m| m.kind == EntityKind::Title && m.tokens.end == next);
    office && opens_name(tagging, next)
}

/// True for the first word of a person's name.
fn opens_name(tagging: &Tagging, at: usize) -> bool {
    let name = |m: &Mention| m.kind == EntityKind::Person && m.form == MentionForm::Name && m.tokens.start == at;
    tagging.mention_at(at).is_some_and(name)
}
