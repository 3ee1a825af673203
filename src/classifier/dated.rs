//! Events dated long before publication are background (SCHEME 2.6 K4).

use jiff::ToSpan;
use jiff::civil::Date;

use super::argument::View;
use super::event::Event;
use super::{Role, Tense};
use crate::morphology::part_of_speech::Tag;
use crate::tagger::{EntityKind, Mention};

/// Days before publication from which an event is background (K4).
const LONG_AGO: i64 = 30;
/// Days before publication from which an event is news, whatever opens its sentence.
const WEEK: i64 = 7;

/// Words behind an event among which it is said since when it lasts.
const REACH: usize = 14;

/// True when the date of the event lies long before publication; in an undated article, when it is a bare year.
pub fn long_ago(view: &View<'_>, event: &Event) -> bool {
    let Some(time) = event.role(Role::Time).filter(|_| event.status.tense == Tense::Past) else { return false };
    let Some(mention) = view.tagging.mention_at(time.head).filter(|m| adverbial(view, m)) else { return false };
    // a date in another clause tells of another event
    let first = mention.tokens.start;
    let between = first.min(event.tokens.end)..first.max(event.tokens.start);
    let parted = |at: usize| matches!(view.document.tag(at), Tag::Verb | Tag::Complementiser | Tag::Conjunction);
    if between.filter(|at| !event.tokens.contains(at)).any(parted) {
        return false;
    }
    before_news(view, mention)
}

/// True for a date long before publication; in an undated article, for a bare year.
pub fn before_news(view: &View<'_>, date: &Mention) -> bool {
    let Some((end, bare_year)) = date.value.as_deref().and_then(end) else { return false };
    match view.anchor {
        Some(day) => day.checked_sub(LONG_AGO.days()).is_ok_and(|limit| end < limit),
        None => bare_year,
    }
}

/// True for a date that says which day, month or year.
pub fn is_day(mention: &Mention) -> bool {
    mention.kind == EntityKind::Date && mention.value.as_deref().and_then(end).is_some()
}

/// True for what lasts since long ago: يسيطر على المدينة منذ 2014.
pub fn lasting(view: &View<'_>, event: &Event, since: impl Fn(usize) -> bool) -> bool {
    if event.status.tense != Tense::Present {
        return false;
    }
    let document = &view.document;
    let end = document.sentences[event.sentence].tokens.end;
    let clause = event.tokens.end..end.min(event.tokens.end + REACH);
    let mut clause =
        clause.take_while(|&at| !matches!(document.tag(at), Tag::Verb | Tag::Complementiser | Tag::Relative));
    let date = clause.find(|&at| since(at)).and_then(|at| view.tagging.mention_at(at + 1));
    date.is_some_and(|date| is_day(date) && before_news(view, date))
}

/// True when the event is dated to one of the last days: يذكر أن القوات انسحبت السبت.
pub fn just_now(view: &View<'_>, event: &Event) -> bool {
    let mention = event.role(Role::Time).and_then(|time| view.tagging.mention_at(time.head));
    let value = mention.and_then(|m| m.value.as_deref()).and_then(|v| v.split(['/', 'T']).next());
    let day = value.filter(|v| v.matches('-').count() == 2).and_then(first);
    let (Some(day), Some(anchor)) = (day, view.anchor) else { return false };
    anchor.checked_sub(WEEK.days()).is_ok_and(|limit| day >= limit)
}

/// True for a date that begins after a day.
pub fn begins_after(date: &Mention, day: Date) -> bool {
    let value = date.value.as_deref().filter(|_| date.kind == EntityKind::Date);
    let from = value.and_then(|v| v.split(['/', 'T']).next()).filter(|v| v.matches('-').count() > 0);
    from.and_then(first).is_some_and(|first| first > day)
}

/// The first day of `2015-06-02` or `2015-06`.
fn first(value: &str) -> Option<Date> {
    let mut parts = value.split('-').map(|part| part.parse::<i16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next().map_or(Some(1), |d| d)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// True for a date that says when, not one in a name (قوى 14 آذار): behind a preposition, or with the word year in it.
fn adverbial(view: &View<'_>, date: &Mention) -> bool {
    let document = &view.document;
    let first = date.tokens.start;
    let before = first.checked_sub(1).map(|at| document.tag(at));
    document.tag(first) != Tag::Number || !matches!(before, Some(Tag::Noun))
}

/// The last day of a value (`2015-06-02`, `2015-06`, `2015`, `2011/..`), and whether it is a bare year.
fn end(value: &str) -> Option<(Date, bool)> {
    let mut parts = value.split(['/', 'T']).next()?.split('-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let month = parts.next().and_then(Result::ok).and_then(|m| i8::try_from(m).ok());
    let day = parts.next().and_then(Result::ok).and_then(|d| i8::try_from(d).ok());
    let first = Date::new(year, month.unwrap_or(12), day.unwrap_or(1)).ok()?;
    let end = if day.is_some() { first } else { first.last_of_month() };
    Some((end, month.is_none()))
}

#[cfg(test)]
mod tests {
    use super::{end, first};

    #[test]
    fn a_value_begins_with_its_day_or_month() {
        assert_eq!(first("2015-06-02").map(|d| d.to_string()).as_deref(), Some("2015-06-02"));
        assert_eq!(first("2015-06").map(|d| d.to_string()).as_deref(), Some("2015-06-01"));
        assert_eq!(first("2015"), None);
    }

    #[test]
    fn a_value_ends_with_its_month_or_year() {
        let last = |value| end(value).map(|(day, year)| (day.to_string(), year));
        assert_eq!(last("2015-06-02"), Some(("2015-06-02".to_owned(), false)));
        assert_eq!(last("2015-06"), Some(("2015-06-30".to_owned(), false)));
        assert_eq!(last("2011/.."), Some(("2011-12-31".to_owned(), true)));
        assert_eq!(last("part:morning"), None);
    }
}
