use proptest::prelude::*;

use super::*;
use crate::text::token::tokenize;

fn found(text: &str) -> (Vec<Token>, Vec<Quotation>) {
    let (mut tokens, mut out) = (Vec::new(), Vec::new());
    tokenize(text, &mut tokens);
    find(text, &tokens, &mut out);
    assert_sound(text, tokens.len(), &out);
    (tokens, out)
}

/// In order, inside the text, properly nested, of true depth.
fn assert_sound(text: &str, tokens: usize, out: &[Quotation]) {
    let mut around: Vec<Quotation> = Vec::new();
    for quotation in out {
        assert!(quotation.open < quotation.end && quotation.end <= tokens, "{text:?}: {quotation:?}");
        assert!(
            quotation.close.is_none_or(|close| close == quotation.end && close < tokens),
            "{text:?}: {quotation:?}"
        );
        around.retain(|outer| outer.end > quotation.open);
        assert!(
            around.iter().all(|outer| outer.open < quotation.open && quotation.end <= outer.end),
            "{text:?}: {out:?}"
        );
        assert_eq!(usize::from(quotation.depth), around.len(), "{text:?}: {out:?}");
        assert!(around.len() < MAX_DEPTH);
        around.push(*quotation);
    }
}

/// The words inside each quotation, an unclosed one with … behind.
fn insides(text: &str) -> Vec<String> {
    let (tokens, out) = found(text);
    let inside = |q: &Quotation| {
        let words: Vec<_> = tokens[q.open + 1..q.end].iter().map(|token| token.span.of(text)).collect();
        words.join(" ") + if q.close.is_some() { "" } else { " …" }
    };
    out.iter().map(inside).collect()
}

#[test]
fn every_pair_of_marks() {
    for (open, close) in [
        ("«", "»"),
        ("“", "”"),
        ("”", "“"),
        ("”", "”"),
        ("“", "“"),
        ("„", "“"),
        ("‟", "”"),
        ("‹", "›"),
        ("\"", "\""),
        ("“", "\""),
        ("\"", "”"),
        ("'", "'"),
        ("‘", "’"),
        ("’", "‘"),
        ("((", "))"),
    ] {
        let text = format!("قال الوزير: {open}لن نرحل{close}، ثم غادر.");
        assert_eq!(insides(&text), ["لن نرحل"], "{text}");
        let text = format!("وصفها بـ{open}المهزلة{close}.");
        assert_eq!(insides(&text), ["المهزلة"], "{text}");
    }
}

#[test]
fn nested_ones_know_their_depth() {
    let text = "قال: «سمعتُ المدير يقول \"انتهى الأمر\" ثم \"وداعا\" وخرج» أمس";
    assert_eq!(insides(text), ["سمعتُ المدير يقول \" انتهى الأمر \" ثم \" وداعا \" وخرج", "انتهى الأمر", "وداعا"]);
    assert_eq!(found(text).1.iter().map(|q| q.depth).collect::<Vec<_>>(), [0, 1, 1]);
    assert_eq!(insides("“قال “نعم” ومضى”"), ["قال “ نعم ” ومضى", "نعم"]);
    assert_eq!(
        insides("\"قال «هو \"بطل\" حقا» ومضى\" أمس"),
        ["قال « هو \" بطل \" حقا » ومضى", "هو \" بطل \" حقا", "بطل"]
    );
}

#[test]
fn the_unbalanced_end_with_their_paragraph() {
    assert_eq!(insides("قال «لن نرحل\nوأضاف"), ["لن نرحل …"]);
    assert_eq!(insides("قال \"لن نرحل\nوأضاف \"نعم\""), ["لن نرحل …", "نعم"]);
    assert_eq!(insides("نعم» قال ”"), Vec::<String>::new());
    assert_eq!(insides("«قال \"نعم» ومضى"), ["قال \" نعم", "نعم …"]);
    assert_eq!(insides("لن نرحل\". وأضاف: \"نعم\" أمس"), ["نعم"]);
    assert_eq!(insides("((نص"), ["نص …"]);
}

#[test]
fn nothing_reaches_further_than_what_it_stood_in() {
    found("‹\"\n›“.\"");
    found("‹ن \"ن\n\nن› ن\" ن");
}

#[test]
fn a_long_quotation_may_take_paragraphs() {
    assert_eq!(insides("قال: «لن نرحل.\nسنبقى هنا». وغادر"), ["لن نرحل . سنبقى هنا"]);
    assert_eq!(insides("قال: «لن نرحل.\n«سنبقى هنا». وغادر"), ["لن نرحل . …", "سنبقى هنا"]);
    assert_eq!(insides("قال: «لن نرحل.\nوقال «سنبقى» هنا» ثم"), ["لن نرحل . …", "سنبقى"]);
}

#[test]
fn apostrophes_quote_nothing() {
    for text in ["زار مدينة Coeur d'Alene أمس", "صيف '48 كان حارا", "كتاب James' وغيره", "متحف L’Orangerie"]
    {
        assert!(insides(text).is_empty(), "{text}");
    }
    assert_eq!(insides("شاشة 27\" جديدة و\"ممتازة\""), ["ممتازة"]);
}

#[test]
fn parentheses_quote_when_doubled() {
    assert_eq!(insides("قال ((إن (هذا) صحيح (جدا))) وغادر (مسرعا)"), ["إن ( هذا ) صحيح ( جدا )"]);
    assert!(insides("(شرح) و( شرح )").is_empty());
}

#[test]
fn no_deeper_than_eight() {
    let (_, out) = found(&"« نص ".repeat(20));
    assert_eq!(out.len(), MAX_DEPTH);
    assert_eq!(out.last().map(|q| q.depth), Some(7));
}

#[test]
fn large_and_hostile() {
    for piece in ["\"", "«", "»", "“", "”", "'", "((", "))", "(", ")", "«\"", "« \"نص\n", "“ن \n", "' ن"]
    {
        found(&piece.repeat(100_000));
    }
}

proptest! {
    #[test]
    fn any_string(text in any::<String>()) {
        found(&text);
    }

    #[test]
    fn any_mess_of_marks(text in "[نص \n.،:1ـ«»“”„‟‹›\"'‘’()]{0,80}") {
        found(&text);
    }
}
