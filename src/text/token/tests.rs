use proptest::prelude::*;

use super::*;

/// Every promise that holds for any text.
fn assert_sound(text: &str, tokens: &[Token]) {
    let mut end = 0;
    for token in tokens {
        let (start, stop) = (token.span.start as usize, token.span.end as usize);
        assert!(end <= start && start < stop, "{text:?}: {token:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(stop), "{text:?}: {token:?}");
        let first = token.span.of(text).chars().next().unwrap();
        let last = token.span.of(text).chars().next_back().unwrap();
        assert!(!is_stray(first) && !first.is_whitespace(), "{text:?}: {token:?}");
        assert!(!is_control(last), "{text:?}: {token:?}");
        assert_gap(text, &text[end..start]);
        end = stop;
    }
    assert_gap(text, &text[end..]);
}

fn assert_gap(text: &str, gap: &str) {
    assert!(gap.chars().all(|c| c.is_whitespace() || is_stray(c) || is_tatweel(c)), "{text:?}: {gap:?}");
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokenize(text, &mut out);
    assert_sound(text, &out);
    out
}

fn texts(text: &str) -> Vec<&str> {
    tokens(text).into_iter().map(|token| token.span.of(text)).collect()
}

fn kinds(text: &str) -> Vec<TokenKind> {
    tokens(text).into_iter().map(|token| token.kind).collect()
}

use TokenKind::{Address, Foreign, Number, Punct, Symbol, Word};

#[test]
fn a_sentence() {
    let text = "وصل الوزيرُ إلى عمّان، مساءَ اليوم.";
    assert_eq!(texts(text), ["وصل", "الوزيرُ", "إلى", "عمّان", "،", "مساءَ", "اليوم", "."]);
    assert_eq!(kinds(text), [Word, Word, Word, Word, Punct, Word, Word, Punct]);
}

#[test]
fn letters_of_the_neighbours_and_presentation_forms() {
    assert_eq!(kinds("تهرانی پاکستان ٹھیک ﻗﺎﻝ ﷲ"), [Word; 5]);
}

#[test]
fn controls_stay_inside_and_out_of_the_edges() {
    assert_eq!(texts("\u{feff}\u{202b}قال\u{202c} مي\u{200c}خواهد \u{200f}"), ["قال", "مي\u{200c}خواهد"]);
    assert_eq!(texts("\u{200f}\u{64e}ب\u{200f}\u{64e}"), ["ب\u{200f}\u{64e}"]);
    assert_eq!(texts("بيان\u{fffd}ات"), ["بيان", "ات"]);
}

#[test]
fn tatweel_stretches_a_word_or_is_a_dash() {
    assert_eq!(texts("جميـــل الـ"), ["جميـــل", "الـ"]);
    assert_eq!(texts("القاهرة ـ مراسلنا"), ["القاهرة", "ـ", "مراسلنا"]);
    assert_eq!(kinds("ـــ"), [Punct; 3]);
    assert_eq!(texts("ـبيان"), ["بيان"]);
}

#[test]
fn masked_words_are_one() {
    assert_eq!(texts("قال شـ.ـاهد."), ["قال", "شـ.ـاهد", "."]);
    assert_eq!(texts("قـ.ـتـ.ـيل"), ["قـ.ـتـ.ـيل"]);
    assert_eq!(texts("1433 هـ. وبعد"), ["1433", "هـ", ".", "وبعد"]);
}

#[test]
fn numbers_keep_their_inner_marks() {
    assert_eq!(texts("3.5 و1,000 و٣٫٥ و١٬٢٣٤ و۱۲."), ["3.5", "و", "1,000", "و", "٣٫٥", "و", "١٬٢٣٤", "و", "۱۲", "."]);
    assert_eq!(texts("1,,2"), ["1", ",", ",", "2"]);
    assert_eq!(texts("5+1"), ["5", "+", "1"]);
    assert_eq!(kinds("5+1 20%"), [Number, Symbol, Number, Number, Punct]);
}

#[test]
fn words_let_go_of_digits() {
    assert_eq!(texts("الـ16 جنديا و16مجندا"), ["الـ", "16", "جنديا", "و", "16", "مجندا"]);
}

#[test]
fn foreign_words() {
    let text = "شركة Rolls-Royce وصحيفة L'Équipe وطائرة F-16 وقمة G20";
    let foreign: Vec<_> = tokens(text).into_iter().filter(|t| t.kind == Foreign).map(|t| t.span.of(text)).collect();
    assert_eq!(foreign, ["Rolls-Royce", "L'Équipe", "F-16", "G20"]);
    assert_eq!(texts("CNNقالت"), ["CNN", "قالت"]);
    assert_eq!(texts("-a- 'b'"), ["-", "a", "-", "'", "b", "'"]);
}

#[test]
fn addresses() {
    let text = "على https://example.org/a?b=1. أو www.example.net، أو desk@example.co.uk، أو @press_desk!";
    let found: Vec<_> = tokens(text).into_iter().filter(|t| t.kind == Address).map(|t| t.span.of(text)).collect();
    assert_eq!(found, ["https://example.org/a?b=1", "www.example.net", "desk@example.co.uk", "@press_desk"]);
    assert_eq!(texts("https://t.co/xYzوقالت"), ["https://t.co/xYz", "وقالت"]);
    assert_eq!(texts("http://example.org/أخبار/اليوم انتهى"), ["http://example.org/أخبار/اليوم", "انتهى"]);
    assert_eq!(kinds("www... a@b @"), [Foreign, Punct, Punct, Punct, Foreign, Address, Punct]);
}

#[test]
fn hashtags() {
    assert_eq!(texts("#وسم_طويل_جدا #News_Now"), ["#", "وسم_طويل_جدا", "#", "News_Now"]);
    assert_eq!(texts("وسم_ _وسم"), ["وسم", "_", "_", "وسم"]);
}

#[test]
fn marks_are_single() {
    assert_eq!(texts("«نعم...»"), ["«", "نعم", ".", ".", ".", "»"]);
    assert_eq!(kinds("$ € 😀 ½"), [Symbol; 4]);
}

#[test]
fn nothing_comes_of_nothing() {
    for empty in ["", " \n\t", "\u{200f}\u{feff}", "\u{64e}\u{650}", "\0\u{7}\u{fffd}"] {
        assert!(tokens(empty).is_empty(), "{empty:?}");
    }
}

#[test]
fn large_and_hostile() {
    for piece in
        ["ـ", "ـ.", "ب\u{200f}", "\u{200f}", "a.", "a@", "www.", "http://", "ب_", "1,", "@", "a-", "a.a@a", "\u{64e}ـ"]
    {
        tokens(&piece.repeat(100_000));
    }
}

proptest! {
    #[test]
    fn any_string_is_cut_soundly(text in any::<String>()) {
        tokens(&text);
    }

    #[test]
    fn any_news_like_string_is_cut_soundly(text in "[ابتيىةأ1٣.,،٫ـ\u{64b}-\u{652}\u{200b}-\u{200f}«»\"'a-cw@_#:/ \n-]{0,60}") {
        tokens(&text);
    }
}
