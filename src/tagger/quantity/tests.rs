use std::sync::LazyLock;

use super::*;
use crate::config::ConfigFiles;
use crate::tagger::testing;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| testing::build(&ConfigFiles::embedded()).0);

#[test]
fn the_table_is_read() {
    let finder = QuantityFinder::new(&LEXICON);
    let mut wrong = Vec::new();
    for (text, wanted) in testing::rows(include_str!("table.tsv")) {
        let mut out = Vec::new();
        testing::with_document(text, &LEXICON, |document| finder.find(document, &mut out));
        let found = testing::values(text, &out);
        if found != wanted {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn two_victims_stay_the_noun_that_is_killed() {
    let (finder, mut out) = (QuantityFinder::new(&LEXICON), Vec::new());
    testing::with_document("سقط قتيلان في القصف.", &LEXICON, |document| {
        finder.find(document, &mut out);
    });
    assert!(!out[0].is_number());
}
