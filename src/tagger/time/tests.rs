use std::sync::LazyLock;

use super::*;
use crate::config::ConfigFiles;
use crate::tagger::testing;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| testing::build(&ConfigFiles::embedded()).0);

fn read(text: &str, anchor: Option<Date>) -> Vec<(String, String)> {
    let finder = TimeFinder::new(&LEXICON);
    let mut out = Vec::new();
    testing::with_document(text, &LEXICON, |document| finder.find(document, anchor, &mut out));
    testing::values(text, &out)
}

#[test]
fn the_table_is_read() {
    let mut wrong = Vec::new();
    for (text, wanted) in testing::rows(include_str!("table.tsv")) {
        let found = read(text, Some(Date::constant(2025, 11, 6)));
        if found != wanted {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_a_day_of_publication_nothing_is_guessed() {
    for (text, words, value) in [
        ("انسحب الجيش أمس.", "أمس", "relative:day:-1"),
        ("وصل الوفد الثلاثاء.", "الثلاثاء", ""),
        ("وقع الهجوم في 20 سبتمبر.", "20 سبتمبر", "--09-20"),
        ("وقع الهجوم العام الماضي.", "العام الماضي", "relative:year:-1"),
        ("وقع الهجوم في 20 سبتمبر 2024.", "20 سبتمبر 2024", "2024-09-20"),
    ] {
        assert_eq!(read(text, None), [(words.to_owned(), value.to_owned())], "{text}");
    }
}
