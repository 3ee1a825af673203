//! What the benches read: the articles of the tests, brought to the length of a usual news item.

#[path = "../../tests/support/articles.rs"]
mod articles;

/// Code points of a usual news item.
const LENGTH: usize = 1_800;

/// Each article with paragraphs of the others after it, up to about [`LENGTH`] code points.
pub(crate) fn texts() -> Vec<String> {
    let articles = articles::ARTICLES.map(|(_, text)| text);
    let following = |nth: usize| articles.into_iter().cycle().skip(nth + 1).flat_map(str::lines);
    (0..articles.len())
        .map(|nth| {
            let mut text = articles[nth].to_owned();
            for paragraph in following(nth) {
                if text.chars().count() + paragraph.chars().count() / 2 > LENGTH {
                    break;
                }
                text.push_str(paragraph);
                text.push('\n');
            }
            text
        })
        .collect()
}
