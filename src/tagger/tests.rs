//! The finders together, on sentences of our own.

use super::testing::{self, read};
use super::{EntityKind, MentionForm, Tagger, Tagging};
use crate::config::ConfigFiles;
use crate::morphology::{Gender, Lexicon, Number};

fn has(text: &str, wanted: &[(&str, &str)]) {
    let read = read(text);
    let mentions = read.mentions();
    for pair in wanted {
        assert!(mentions.contains(pair), "{pair:?} not in {mentions:?}");
    }
}

fn lacks(text: &str, unwanted: &str) {
    let read = read(text);
    assert!(read.mentions().iter().all(|(_, t)| *t != unwanted), "{unwanted} in {:?}", read.mentions());
}

#[test]
fn names_stand_without_their_proclitics() {
    has("وصل الوفد إلى دمشق وطرابلس", &[("location", "دمشق"), ("location", "طرابلس")]);
    has(
        "موقف الكرملين وروسيا للأمم المتحدة",
        &[("organization", "الكرملين"), ("location", "روسيا"), ("organization", "لأمم المتحدة")],
    );
}

#[test]
fn a_title_takes_its_complement_and_the_person_follows() {
    has(
        "وزير الخارجية الروسي سيرغي لافروف في دمشق",
        &[
            ("title", "وزير الخارجية الروسي"),
            ("nationality", "الروسي"),
            ("person", "سيرغي لافروف"),
            ("location", "دمشق"),
        ],
    );
    has(
        "رئيس مجلس النواب اللبناني، كمال سمير، في طرابلس",
        &[("title", "رئيس مجلس النواب اللبناني"), ("organization", "مجلس النواب اللبناني"), ("person", "كمال سمير")],
    );
    has(
        "المتحدث باسم وزارة الدفاع الروسية",
        &[("title", "المتحدث باسم وزارة الدفاع الروسية"), ("organization", "وزارة الدفاع الروسية")],
    );
}

#[test]
fn a_text_may_end_before_the_complement() {
    has("المتحدث باسم", &[("title", "المتحدث")]);
    has("المتحدث باسم\n\nوزارة الدفاع الروسية", &[("title", "المتحدث"), ("organization", "وزارة الدفاع الروسية")]);
}

#[test]
fn head_nouns_make_names_of_organisations_and_places() {
    has(
        "السفارة الروسية في دمشق",
        &[("organization", "السفارة الروسية في دمشق"), ("nationality", "الروسية"), ("location", "دمشق")],
    );
    has("وزارة التربية والتعليم اللبنانية", &[("organization", "وزارة التربية والتعليم اللبنانية")]);
    has("من مدينة دمشق", &[("location", "مدينة دمشق")]);
    lacks("من مدينة دمشق", "دمشق");
}

#[test]
fn unnamed_sources_are_nominal_persons() {
    has("مصدر مقرب من الكرملين", &[("person", "مصدر مقرب من الكرملين"), ("organization", "الكرملين")]);
    has("مسؤول روسي في دمشق", &[("person", "مسؤول روسي في دمشق")]);
}

#[test]
fn persons_are_known_by_given_names_and_titles() {
    has(
        "وصل كمال الصباغ وسمير بن كمال إلى لبنان",
        &[("person", "كمال الصباغ"), ("person", "سمير بن كمال"), ("location", "لبنان")],
    );
    has("الرئيس كمال سمير", &[("title", "الرئيس"), ("person", "كمال سمير")]);
    lacks("مسؤول أمني لبناني", "أمني لبناني");
}

#[test]
fn complements_with_lam_belong_to_the_name() {
    has("مجلس لبنان للأبحاث", &[("organization", "مجلس لبنان للأبحاث")]);
    has("حركة «نهوض» في لبنان", &[("organization", "حركة «نهوض»")]);
}

#[test]
fn several_things_of_a_kind_are_no_name() {
    let read = read("في مدن لبنان والوزارة");
    let forms: Vec<_> = read.tagging.mentions.iter().map(|m| (read.of(m), m.form)).collect();
    assert!(
        forms.contains(&("مدن لبنان", MentionForm::Nominal)) && forms.contains(&("الوزارة", MentionForm::Nominal)),
        "{forms:?}"
    );
}

#[test]
fn mentions_are_found_by_their_tokens() {
    let read = read("السفارة الروسية في دمشق");
    let tagging = &read.tagging;
    assert_eq!(tagging.mention_starting_at(0).map(|m| read.of(m)), Some("السفارة الروسية في دمشق"));
    assert_eq!(tagging.innermost(3).map(|m| read.of(m)), Some("دمشق"));
    assert_eq!(tagging.mention_at(3).map(|m| m.tokens.clone()), Some(0..4));
    assert_eq!(tagging.mention_at(0).and_then(|m| m.core).map(|core| core.of(&read.text)), Some("السفارة الروسية"));
}

#[test]
fn titles_know_who_holds_them() {
    let read = read("قال وزير الدفاع اللبناني كمال سمير");
    let title = read.tagging.mentions.iter().find(|m| m.kind == EntityKind::Title).unwrap();
    assert_eq!(read.of(&read.tagging.mentions[read.tagging.holder(title).fullest]), "كمال سمير");
    assert_eq!(read.tagging.entity(title).country.map(|c| c.as_str().to_owned()).as_deref(), Some("LB"));
}

#[test]
fn agreement_follows_the_head() {
    let read = read("السفارة الروسية والجيش");
    let embassy = &read.tagging.mentions[0];
    assert_eq!((embassy.gender, embassy.number), (Gender::Feminine, Number::Singular));
}

#[test]
fn a_country_is_not_its_adjective() {
    lacks("روسيا", "الروسي");
    has("من روسيا", &[("location", "روسيا")]);
}

#[test]
fn homonyms_are_told_apart_by_the_country_in_focus() {
    let read = read("من ليبيا إلى طرابلس");
    let city = read.tagging.mentions.iter().find(|m| read.of(m) == "طرابلس").unwrap();
    assert!(read.tagging.entity(city).name.is_some());
    assert_eq!(read.tagging.entity(city).country.unwrap().as_str(), "LY");
}

#[test]
fn short_forms_and_surnames_join_the_full_name() {
    let read = read("وزير الخارجية الروسي سيرغي لافروف\nوزارة الدفاع الروسية\nالوزارة ولافروف");
    let entity = |text: &str| {
        read.tagging
            .mentions
            .iter()
            .find(|m| read.of(m) == text)
            .unwrap_or_else(|| unreachable!("{text}: {:?}", read.mentions()))
            .entity
    };
    assert_eq!(entity("سيرغي لافروف"), entity("لافروف"));
    assert_eq!(entity("وزارة الدفاع الروسية"), entity("الوزارة"));
}

/// Mentions of a text as the table of spans writes them, by the data of the binary.
fn written(text: &str, (lexicon, tagger): &(Lexicon, Tagger)) -> Vec<String> {
    let mut tagging = Tagging::default();
    testing::with_document(text, lexicon, |document| tagger.tag(document, None, &mut tagging));
    let sign = |form| if form == MentionForm::Name { ':' } else { '~' };
    tagging.mentions.iter().map(|m| format!("{}{}{}", m.kind.name(), sign(m.form), m.span.of(text))).collect()
}

#[test]
fn spans_follow_the_scheme() {
    let built = testing::build(&ConfigFiles::embedded());
    let mut wrong = Vec::new();
    for line in include_str!("spans.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (text, wanted) = line.split_once('\t').unwrap();
        let found = written(text, &built);
        let has = |words: &str| found.iter().any(|f| f == words);
        let right = |words: &str| words.strip_prefix('!').map_or_else(|| has(words), |not| !has(not));
        wrong.extend(wanted.split(" | ").filter(|w| !right(w)).map(|w| format!("{text} {w} {found:?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
