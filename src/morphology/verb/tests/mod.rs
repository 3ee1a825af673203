//! Tables of expected forms.

use super::*;
use crate::morphology::Gender::{Feminine, Masculine, Unknown};
use crate::morphology::Number::{Dual, Plural, Singular};
use crate::morphology::Person::{First, Third};

/// Rows of a table without comments and heading.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

fn forms_of(row: &[&str]) -> Vec<Form> {
    let forms = conjugate(row[0], row[1], row[2]);
    assert!(forms.is_ok(), "{forms:?}");
    forms.unwrap_or_default()
}

#[test]
fn paradigms_written_by_hand() {
    let mut missing = Vec::new();
    for row in rows(include_str!("paradigms.tsv")) {
        let forms = forms_of(&row);
        for expected in row[3].split(' ') {
            let (text, bound) = expected.strip_suffix('-').map_or((expected, false), |text| (text, true));
            let found = forms.iter().any(|form| form.text == text && form.inflection.bound == bound);
            if !found {
                missing.push(format!("{} {}: {expected}", row[0], row[2]));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn paradigms_of_camel_morph() {
    let columns = [
        (Tense::Past, Feminine, Singular, Third),
        (Tense::Past, Masculine, Plural, Third),
        (Tense::Past, Unknown, Plural, First),
        (Tense::Present, Feminine, Dual, Third),
        (Tense::Present, Masculine, Plural, Third),
        (Tense::Jussive, Masculine, Singular, Third),
    ];
    for row in rows(include_str!("camel_morph.tsv")) {
        let forms = forms_of(&row);
        for (&expected, (tense, gender, number, person)) in row[3..].iter().zip(columns) {
            let fits = |i: Inflection| {
                // a jussive that looks like the indicative is listed as present
                (i.tense == tense || tense == Tense::Jussive && i.tense == Tense::Present)
                    && (i.gender, i.number, i.person) == (gender, number, person)
                    && i.voice != Voice::Passive
                    && !i.bound
            };
            let found = forms.iter().any(|form| form.text == expected && fits(form.inflection));
            assert!(found, "{}/{} {} lacks {expected} ({tense:?})", row[0], row[1], row[2]);
        }
    }
}

#[test]
fn voices_join_where_spelling_does() {
    let forms = conjugate("نفى", "ينفي", "I.d").unwrap_or_default();
    let voice = |text: &str, tense| {
        let all = forms.iter().filter(move |f| f.text == text && f.inflection.tense == tense);
        all.map(|f| f.inflection.voice).collect::<Vec<_>>()
    };
    assert_eq!(voice("نفوا", Tense::Past), [Voice::Either]);
    assert_eq!(voice("نفت", Tense::Past), [Voice::Active]);
    assert_eq!(voice("نفي", Tense::Past), [Voice::Passive]);
    assert_eq!(voice("ينف", Tense::Jussive), [Voice::Either]);
    assert_eq!(voice("يكتب", Tense::Jussive), []);
}

#[test]
fn the_first_singular_is_told_where_nothing_else_is_spelled_like_it() {
    let spelled = |verb: [&str; 3], form: &str| {
        conjugate(verb[0], verb[1], verb[2]).unwrap().iter().any(|f| f.text == form && f.inflection.person == First)
    };
    assert!(spelled(["توقع", "يتوقع", "V.a"], "أتوقع"));
    assert!(spelled(["تساءل", "يتساءل", "VI.m"], "أتساءل"));
    assert!(!spelled(["أعلن", "يعلن", "IV.s"], "أعلن"));
}

#[test]
fn no_form_comes_twice() {
    for row in rows(include_str!("paradigms.tsv")) {
        let forms = conjugate(row[0], row[1], row[2]).unwrap_or_default();
        for (at, form) in forms.iter().enumerate() {
            assert!(!forms[..at].contains(form), "{form:?}");
            assert!(form.text.chars().all(|c| ('ء'..='ي').contains(&c)), "{form:?}");
        }
    }
}

#[test]
fn mistakes_are_named() {
    assert_eq!(conjugate("قال", "يقول", "I.x"), Err(VerbError::Class("I.x".to_owned())));
    for (lemma, imperfect, class) in [
        ("قال", "يقول", "I.s"),
        ("قال", "يكتب", "I.h"),
        ("أعلن", "يعالن", "IV.s"),
        ("كتب", "يكتب", "I.d"),
        ("استقل", "يستقل", "X.s"),
        ("", "", "I.s"),
        ("كتب", "", "I.s"),
    ] {
        assert!(matches!(conjugate(lemma, imperfect, class), Err(VerbError::Lemma { .. })), "{lemma} {class}");
    }
}
