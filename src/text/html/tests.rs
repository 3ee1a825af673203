use proptest::prelude::*;

use super::*;

const FIRST: &str = "أعلنت وزارة الزراعة، صباح الاثنين، بدء موسم الحصاد في ثلاث محافظات، بعد تأخر دام أسبوعين بسبب الأمطار \
    الغزيرة التي أغرقت الحقول، وقالت إن فرقها تفقدت المخازن كلها.";
const SECOND: &str = "وأوضح مدير المخازن، في حديث مع الصحفيين، أن الكميات المتوقعة تفوق العام الماضي، وأن الأسعار لن \
    ترتفع قبل نهاية الصيف، مضيفا أن الفلاحين سيتسلمون مستحقاتهم خلال شهر.";

fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>بدء موسم الحصاد</title><style>p{{color:red}}</style></head>{body}</html>"
    )
}

fn read(html: &str) -> Readable {
    readable(html).unwrap()
}

#[test]
fn an_article_without_its_navigation() {
    let paragraphs = format!("<p>{FIRST}</p><p>{SECOND}</p>").repeat(3);
    let html = page(&format!(
        "<body><nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/s'>رياضة</a></li></ul></nav>\
         <article><h1>بدء موسم الحصاد</h1>{paragraphs}</article><footer>جميع الحقوق محفوظة</footer>\
         <script>var a = '<div>';</script></body>"
    ));
    let found = read(&html);
    assert_eq!(found.title.as_deref(), Some("بدء موسم الحصاد"));
    let lines: Vec<_> = found.text.lines().filter(|line| line.len() > 60).collect();
    assert_eq!(lines, [FIRST, SECOND, FIRST, SECOND, FIRST, SECOND]);
    for noise in ["الرئيسية", "رياضة", "الحقوق", "div", "color"] {
        assert!(!found.text.contains(noise), "{noise}: {}", found.text);
    }
}

#[test]
fn a_short_page_gives_all_it_shows() {
    let found = read("<div>خبر عاجل</div><div>انقطاع الكهرباء&nbsp;عن المدينة</div><script>x()</script>");
    assert_eq!(found.text, "خبر عاجل\nانقطاع الكهرباء عن المدينة");
    assert_eq!(found.title, None);
}

#[test]
fn plain_text_and_entities() {
    assert_eq!(read("قال &laquo;نعم&raquo; ثم خرج").text, "قال «نعم» ثم خرج");
    assert_eq!(read("سطر<br>آخر").text, "سطر\nآخر");
}

#[test]
fn broken_pages() {
    for html in ["", "<!", "<!--", "<p", "<div", "<div class=", "<a href=\"", "<script>", "<![CDATA["] {
        assert_eq!(read(html), Readable::default(), "{html}");
    }
    for html in ["<", "</", "&", "&#", "<svg><"] {
        assert_eq!(read(html).text, html.trim_start_matches("<svg>"));
    }
    assert_eq!(read("نص<di").text, "نص");
}

#[test]
fn too_deep() {
    for tag in ["<div>", "<span>", "<DIV>", "<x-y>", "<ul><li>", "<div/>", "<svg><g>", "<b>", "<blockquote><p>"] {
        assert_eq!(readable(&tag.repeat(100_000)), Err(HtmlError::TooDeep), "{tag}");
    }
}

#[test]
fn tricks_do_not_hide_depth() {
    for tag in [
        "<div></span>",
        "<span><div></span>",
        "<div><table></div>",
        "<!--><div>",
        "<a x='><div>'><div>",
        "<div></div x><div>",
        "<svg><style><g>",
        "<form><div></form>",
        "<script></script><div>",
        "<svg><link>",
        "<div><svg><foreignObject></div>",
        "<object><p>",
        "<button><div></button",
        "<ruby><div>",
        "<table><tr><td>",
        "<svg><td>",
    ] {
        let _ = readable(&tag.repeat(20_000));
    }
}

#[test]
fn as_deep_as_allowed() {
    for open in ["<div>", "<table><tr><td>", "<ul><li>", "<section><p>", "<div><i>"] {
        let levels = if open == "<div><i>" { 200 } else { 500 };
        let found = readable(&format!("{}نص قصير", open.repeat(levels)));
        assert!(found.is_ok_and(|found| found.text.contains("نص قصير")), "{open}");
    }
}

#[test]
fn flat_and_large_is_fine() {
    for piece in
        ["<p>نص", "<li>نص", "<br>", "<div>نص</div>", "<td>نص", "<b>نص</b>", "<img src=x>", "نص <a href=x>هنا</a> "]
    {
        assert!(readable(&piece.repeat(10_000)).is_ok(), "{piece}");
    }
}

#[test]
fn tangles_are_refused() {
    assert_eq!(readable(&format!("<p {}>", "a ".repeat(100_000))), Err(HtmlError::TooTangled));
    // distinct attributes, or the parser drops all but three of a kind
    let fonts = (0..400).fold(String::new(), |all, size| all + "<font size=" + &size.to_string() + ">");
    assert_eq!(readable(&(fonts + &"<p>x".repeat(100_000))), Err(HtmlError::TooTangled));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_string(html in any::<String>()) {
        let _ = readable(&html);
    }

    #[test]
    fn any_soup(html in "(<(/?)(div|p|b|a|table|td|svg|script|style|!--|title|form)( a='?| b=\"x\")?(/?>)?|نص|-->|\n| ){0,40}") {
        let _ = readable(&html);
    }
}
