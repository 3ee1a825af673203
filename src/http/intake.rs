//! What comes in: an article as JSON, plain text or HTML, checked.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::error::Category;
use utoipa::ToSchema;

use super::error::{Kind, Problem};
use crate::engine::Article;
use crate::text::html;
use crate::text::script::{Looks, looks_like};

/// An article as the client sent it.
#[derive(Clone, Debug, Default, ToSchema)]
#[schema(example = json!({"id": "a1", "publisher": "سانا", "published_at": "2024-12-05",
    "text": "أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة."}))]
pub struct Incoming<'a> {
    /// Your name for it.
    pub id: Option<Cow<'a, str>>,
    /// Headline.
    pub title: Option<Cow<'a, str>>,
    /// Outlet.
    pub publisher: Option<Cow<'a, str>>,
    /// Address.
    pub url: Option<Cow<'a, str>>,
    /// Date (`2024-12-06`) or date and time (RFC 3339).
    pub published_at: Option<Cow<'a, str>>,
    /// The body.
    pub text: Cow<'a, str>,
    /// True when the text was taken out of HTML.
    #[schema(ignore)]
    pub extracted: bool,
}

impl<'a> Incoming<'a> {
    /// Reads UTF-8 JSON.
    ///
    /// # Errors
    /// Malformed JSON (400, with line and column), a missing or mistyped member (422, with its path).
    pub fn from_json(json: &'a str) -> Result<Self, Problem> {
        serde_json::from_str(json).map_err(|error| explain(json, &error))
    }

    /// Takes the readable part of an HTML page as text, and its title if none is given.
    ///
    /// # Errors
    /// A page that cannot be parsed in sensible time.
    pub fn from_html(page: &str, mut rest: Self) -> Result<Self, Problem> {
        let readable = html::readable(page).map_err(|error| Problem::new(Kind::UnreadableHtml, error.to_string()))?;
        rest.title = rest.title.or_else(|| readable.title.map(Cow::Owned));
        Ok(Self { text: Cow::Owned(readable.text), extracted: true, ..rest })
    }

    /// Checks what the types do not say.
    ///
    /// # Errors
    /// No text, a text that is not Arabic, a date that is none (all 422).
    pub fn check(&self) -> Result<(), Problem> {
        if let Some(date) = &self.published_at {
            check_date(date)?;
        }
        if self.text.trim().is_empty() {
            return Err(Problem::new(Kind::EmptyText, "the text is empty"));
        }
        match looks_like(&self.text) {
            Looks::Arabic => Ok(()),
            Looks::Other("no letters") => {
                let problem = Problem::new(Kind::NotArabic, "the text has no letters; only Arabic is read");
                Err(problem.with("looks_like", "no letters"))
            }
            Looks::Other(what) => {
                let detail = format!("the text looks like {what}; only Arabic is read");
                Err(Problem::new(Kind::NotArabic, detail).with("looks_like", what))
            }
        }
    }

    /// What the engine takes.
    pub fn article(&self) -> Article<'_> {
        Article {
            id: self.id.as_deref(),
            title: self.title.as_deref(),
            publisher: self.publisher.as_deref(),
            url: self.url.as_deref(),
            published_at: self.published_at.as_deref(),
            text: &self.text,
        }
    }
}

fn check_date(date: &str) -> Result<(), Problem> {
    let well = match date.len() {
        10 => date.parse::<jiff::civil::Date>().is_ok(),
        n if n > 10 => date.parse::<jiff::Timestamp>().is_ok() || date.parse::<jiff::civil::DateTime>().is_ok(),
        _ => false,
    };
    let detail = "published_at is neither a date such as 2024-12-06 nor a date and time such as 2024-12-06T14:30:00Z";
    if well { Ok(()) } else { Err(Problem::new(Kind::BadDate, detail).with("field", "published_at")) }
}

/// The slow second reading: where is the mistake, and what is it?
fn explain(json: &str, error: &serde_json::Error) -> Problem {
    // malformed beats mistyped, wherever it stands; reading a Value also finds depth
    let malformed = match error.classify() {
        Category::Data => serde_json::from_str::<serde_json::Value>(json).err(),
        Category::Syntax | Category::Eof | Category::Io => None,
    };
    let error = malformed.as_ref().unwrap_or(error);
    let (line, column) = (error.line(), error.column());
    if error.classify() != Category::Data {
        let problem = Problem::new(Kind::MalformedJson, error.to_string());
        return problem.with("line", line).with("column", column);
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let (path, detail) = match serde_path_to_error::deserialize::<_, Incoming<'_>>(&mut deserializer) {
        Err(error) => (error.path().to_string(), error.inner().to_string()),
        Ok(_) => (".".to_owned(), error.to_string()),
    };
    let problem = Problem::new(Kind::InvalidField, detail).with("line", line).with("column", column);
    if path == "." { problem } else { problem.with("field", path) }
}

#[derive(serde::Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Key {
    Id,
    Title,
    Publisher,
    Url,
    PublishedAt,
    Text,
    #[serde(other)]
    Other,
}

#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

struct Reader;

// by hand, because a derived reader also takes an array for a struct, and skips unknown members without a look at depth
impl<'de> Visitor<'de> for Reader {
    type Value = Incoming<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a member `text`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut incoming = Incoming::default();
        let mut text = None;
        while let Some(key) = map.next_key::<Key>()? {
            let slot = match key {
                Key::Id => &mut incoming.id,
                Key::Title => &mut incoming.title,
                Key::Publisher => &mut incoming.publisher,
                Key::Url => &mut incoming.url,
                Key::PublishedAt => &mut incoming.published_at,
                Key::Text if text.is_some() => return Err(de::Error::duplicate_field("text")),
                Key::Text => {
                    text = Some(map.next_value::<Text<'de>>()?.0);
                    continue;
                }
                Key::Other => {
                    map.next_value::<serde_json::Value>()?;
                    continue;
                }
            };
            *slot = map.next_value::<Option<Text<'de>>>()?.map(|text| text.0);
        }
        incoming.text = text.ok_or_else(|| de::Error::missing_field("text"))?;
        Ok(incoming)
    }
}

impl<'de> Deserialize<'de> for Incoming<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(json: &str) -> Kind {
        Incoming::from_json(json).and_then(|incoming| incoming.check()).unwrap_err().kind
    }

    #[test]
    fn mistakes_have_their_kind_and_place() {
        assert_eq!(kind("{\"text\": \"x\""), Kind::MalformedJson);
        assert_eq!(kind("[\"a\"]"), Kind::InvalidField);
        assert_eq!(kind("{\"title\": 3, \"text\": }"), Kind::MalformedJson);
        assert_eq!(kind(&"[".repeat(100_000)), Kind::MalformedJson);
        assert_eq!(kind(&format!("{{\"x\":{}{}}}", "[".repeat(5000), "]".repeat(5000))), Kind::MalformedJson);
        assert_eq!(kind("{\"text\": \" \\u200f\"}"), Kind::NotArabic);
        assert_eq!(kind("{\"text\": \"\"}"), Kind::EmptyText);
        assert_eq!(kind("{\"text\": \"نص\", \"published_at\": \"2024-13-01\"}"), Kind::BadDate);
        let problem = Incoming::from_json("{\n\"text\": 5}").unwrap_err();
        assert_eq!(problem.extra, [("line", 2.into()), ("column", 9.into()), ("field", "text".into())]);
    }

    #[test]
    fn dates_and_nulls_pass() {
        for date in ["2024-12-06", "2024-12-06T14:30:00Z", "2024-12-06T14:30:00+03:00", "2024-12-06T14:30:00"] {
            assert!(check_date(date).is_ok(), "{date}");
        }
        for date in ["", "2024", "06/12/2024", "2024-12-06T25:00:00Z", "yesterday"] {
            assert!(check_date(date).is_err(), "{date}");
        }
        let incoming = Incoming::from_json("{\"id\": null, \"text\": \"نص\", \"more\": [1]}").unwrap();
        assert_eq!((incoming.id, incoming.text.as_ref()), (None, "نص"));
    }
}
