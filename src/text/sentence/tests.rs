use proptest::prelude::*;

use super::*;
use crate::text::{quotation, token};

fn sentences(text: &str) -> Vec<Sentence> {
    let (mut tokens, mut quotations, mut out) = (Vec::new(), Vec::new(), Vec::new());
    token::tokenize(text, &mut tokens);
    quotation::find(text, &tokens, &mut quotations);
    split(text, &tokens, &quotations, &mut out);
    assert_sound(&tokens, &out);
    out
}

/// Every token in exactly one sentence, no sentence empty, paragraphs counted up by one.
fn assert_sound(tokens: &[Token], out: &[Sentence]) {
    let mut next = 0;
    for (at, sentence) in out.iter().enumerate() {
        assert!(sentence.tokens.start == next && !sentence.tokens.is_empty());
        next = sentence.tokens.end;
        assert_eq!(sentence.span.start, tokens[sentence.tokens.start].span.start);
        assert_eq!(sentence.span.end, tokens[next - 1].span.end);
        let before = at.checked_sub(1).map_or(0, |at| out[at].paragraph);
        assert!(sentence.paragraph == before || (at > 0 && sentence.paragraph == before + 1));
    }
    assert_eq!(next, tokens.len());
}

/// The sentences of `text`, which shows with | where they part.
fn assert_split(marked: &str) {
    let text = marked.replace('|', "");
    let found: Vec<_> = sentences(&text).iter().map(|s| s.span.of(&text).to_owned()).collect();
    let expected: Vec<_> = marked.split('|').map(|piece| piece.trim().to_owned()).collect();
    assert_eq!(found, expected);
}

#[test]
fn stops_of_every_shape() {
    assert_split("وصل الوفد صباحا. |هل غادر أحد؟ |لا! |لم يغادر… |وانتهى اللقاء.");
    assert_split("لم يصل... |ثم وصل؟! |نعم.");
    assert_split("انتهى الخبر.");
}

#[test]
fn commas_and_colons_part_nothing() {
    assert_split("قال المدير: نعم، سنعود؛ ثم خرج، وبقي الوفد.");
}

#[test]
fn newlines_part_always() {
    assert_split("عنوان بلا نقطة\n|متن الخبر\r\n|ثم ذيله");
    assert_split("قال: «لن نرحل\n|سنبقى هنا» أمس");
    let paragraphs: Vec<_> = sentences("\n\nأولا. ثانيا.\n \n\nثالثا").iter().map(|s| s.paragraph).collect();
    assert_eq!(paragraphs, [0, 0, 1]);
}

#[test]
fn digits_and_abbreviations() {
    assert_split("بلغت النسبة 3.5 بالمئة عام 2012. |وقال د. سالم إن م. هدى ود. ليلى حضرتا.");
    assert_split("نقلت أ.ف.ب عن شهود. |ونقلت د. ب. أ عن غيرهم.");
    assert_split("التقى J. Smith وزير الزراعة. |وغادر.");
    assert_split("عرض أ.د. كريم بحثه في 14.5.2013. |وصفق الحضور.");
}

#[test]
fn the_dropped_space() {
    assert_split("ألقت الشرطة القبض عليه.|وأشار المصدر إلى ذلك.");
    assert_split("قال «سنعود».|وأضاف أنه راض.|«وقد نبقى» كما قال.");
    assert_split("ما العمل؟|وكيف نبدأ؟");
    assert_split("نشر موقع بي.بي.سي خبرا عن ا.ل.م.");
}

#[test]
fn quotations_hold_together() {
    assert_split("قال: «لن نرحل. سنبقى هنا! أليس كذلك؟ نعم» وخرج. |ثم عاد.");
    assert_split("قال: \"لن نرحل. سنبقى.\" |وخرج غاضبا.");
    assert_split("قال: «سمعت \"انتهى الأمر.\" من المدير. نعم.» |وخرج.");
    assert_split("قال: «لن نرحل.»، ثم خرج.");
    assert_split("قال ((لن نرحل. سنبقى.)) |ثم خرج.");
    assert_split("قال: «نعم.».| وخرج.");
}

#[test]
fn an_unclosed_quotation_holds_nothing() {
    assert_split("قال: «لن نرحل. |سنبقى هنا. |وخرج.\n|ثم عاد.");
}

#[test]
fn a_very_long_quotation_holds_nothing() {
    let inside = "هذه جملة قصيرة. ".repeat(150);
    assert!(sentences(&format!("قال: «{inside}» وخرج.")).len() > 100);
    let inside = "هذه جملة قصيرة. ".repeat(100);
    assert_eq!(sentences(&format!("قال: «{inside}» وخرج.")).len(), 1);
}

#[test]
fn nothing_comes_of_nothing() {
    assert!(sentences("").is_empty());
    assert!(sentences(" \n\u{200f}\n").is_empty());
}

#[test]
fn large_and_hostile() {
    for piece in [".", "\"", "«", "».", ".»", "«.»", "\n", "د.", "نص. ", "«نص. ", "))", ".) ", "نعم.نعم"]
    {
        sentences(&piece.repeat(100_000));
    }
}

proptest! {
    #[test]
    fn any_string(text in any::<String>()) {
        sentences(&text);
    }

    #[test]
    fn any_mess_of_stops(text in "[نصد \n\r.!؟…،:1«»“”\"')(]{0,80}") {
        sentences(&text);
    }
}
