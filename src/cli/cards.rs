//! Cards for the terminal. Right-to-left text stands between U+2068 and U+2069, so that it does not turn its line around.

use std::fmt::{self, Write};

use crate::analysis::{Analysis, Event, Source};

/// All events of an article as cards.
pub(super) fn write(analysis: &Analysis<'_>, colour: bool) -> String {
    let mut out = String::new();
    // a String takes everything
    let _ = article(&mut out, analysis, Paint { on: colour });
    out
}

#[derive(Clone, Copy)]
struct Paint {
    on: bool,
}

impl Paint {
    fn with(self, code: &str, text: impl fmt::Display) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_string() }
    }

    fn bold(self, text: impl fmt::Display) -> String {
        self.with("1", text)
    }

    fn dim(self, text: impl fmt::Display) -> String {
        self.with("2", text)
    }
}

/// Text that keeps to its place.
fn isolate(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", clean(text))
}

/// Text without line breaks, escapes and direction marks of its own.
fn clean(text: &str) -> String {
    let unruly = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if unruly(c) { ' ' } else { c }).collect()
}

fn article(out: &mut String, analysis: &Analysis<'_>, paint: Paint) -> fmt::Result {
    let article = &analysis.article;
    let title = article.title.as_deref().unwrap_or(&article.id);
    let n_events = analysis.events.len();
    let n = if n_events == 1 { "1 event".into() } else { format!("{n_events} events") };
    writeln!(out, "{}  {}", paint.bold(isolate(title)), paint.dim(format_args!("{n}, {} characters", article.chars)))?;
    for warning in &analysis.warnings {
        writeln!(out, "  {}", paint.with("33", format_args!("! {warning}")))?;
    }
    for event in &analysis.events {
        card(out, analysis, event, paint)?;
    }
    writeln!(out)
}

fn card(out: &mut String, analysis: &Analysis<'_>, event: &Event<'_>, paint: Paint) -> fmt::Result {
    let label = paint.with("1;36", &event.label);
    writeln!(out, "\n  {label}  {}", paint.dim(format_args!("{} · {:.2}", event.kind, event.confidence)))?;
    // English with Arabic names in it: left to right, whatever it begins with
    writeln!(out, "    \u{2066}{}\u{2069}", clean(&event.headline))?;
    let polarity = if event.polarity == "negative" { paint.with("31", event.polarity) } else { event.polarity.into() };
    writeln!(out, "    {polarity} · {} · {}", event.modality, event.class)?;
    writeln!(out, "    {} {}", paint.dim("says"), chain(analysis, event))?;
    if let Some(channel) = &event.attribution.channel {
        let platform = channel.platform.as_deref().map(|p| format!(" ({p})")).unwrap_or_default();
        writeln!(out, "    {}  {}{platform} {}", paint.dim("via"), channel.kind, isolate(channel.text))?;
    }
    writeln!(out, "    {}", evidence(event, paint))?;
    if !event.why.is_empty() {
        let why = event.why.iter().map(|w| isolate(w)).collect::<Vec<_>>().join("; ");
        writeln!(out, "    {}", paint.dim(format_args!("why: {why}")))?;
    }
    Ok(())
}

/// The chain from the author to the deepest voice.
fn chain(analysis: &Analysis<'_>, event: &Event<'_>) -> String {
    let name = |source: &Source<'_>| source.name.as_deref().map_or_else(|| "author".to_owned(), isolate);
    let found = |id: &String| analysis.sources.iter().find(|source| source.id == *id).map_or_else(|| id.clone(), name);
    event.attribution.chain.iter().map(found).collect::<Vec<_>>().join(" ← ")
}

/// The evidence, its trigger in bold.
fn evidence(event: &Event<'_>, paint: Paint) -> String {
    let (text, trigger) = (event.evidence.text, event.trigger.text);
    let parts = trigger_in(text, trigger).filter(|_| paint.on);
    let Some((before, after)) = parts else { return isolate(text) };
    format!("\u{2068}{}{}{}\u{2069}", clean(before), paint.bold(clean(trigger)), clean(after))
}

/// What stands before and after the trigger: offsets may be in any unit, but both are slices of one text.
pub(super) fn trigger_in<'a>(text: &'a str, trigger: &str) -> Option<(&'a str, &'a str)> {
    let at = trigger.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let (before, rest) = text.split_at_checked(at)?;
    Some((before, rest.strip_prefix(trigger)?))
}
