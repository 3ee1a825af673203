//! Sports clubs of `ArWikiCats` that plain text names.

use std::collections::BTreeSet;
use std::path::Path;

use super::people::capitals;
use super::plain_text::PlainText;
use super::table::Table;
use super::{arabic, packages};
use crate::tagger::gazetteer::COLUMNS;

/// Words of competitions and the like.
const OTHER: &[&str] =
    &["cup", "league", "championship", "championships", "association", "season", "tournament", "games"];

/// Makes the table of names of two words and more.
///
/// # Errors
/// A file that is missing or looks different.
pub fn table(packages: &Path, text: &PlainText, known: &BTreeSet<String>) -> anyhow::Result<Table> {
    let all = packages::translations(packages, "sports/Clubs_key.json")?;
    let clubs: Vec<(&String, &String, String)> = all
        .iter()
        .filter(|(english, name)| {
            name.contains(' ') && !english.split(' ').any(|word| OTHER.contains(&word)) && !english.starts_with("sport")
        })
        .map(|(english, name)| (english, name, arabic::fold(name)))
        .collect();
    let counts = text.phrases(clubs.iter().map(|(.., fold)| fold.as_str()));
    let mut table = Table::new(COLUMNS);
    let mut seen = BTreeSet::new();
    for (english, name, fold) in &clubs {
        if counts.contains_key(fold.as_str()) && !known.contains(fold) && seen.insert(fold) {
            let english = packages::plain(&capitals(english));
            let english = english.split(' ').filter(|word| !form(word)).collect::<Vec<_>>().join(" ");
            let kind = "organization.sports";
            table.push(&[name, "", kind, "", "", "", &english, "", "", "", "", "", "weak", "arwikicats"]);
        }
    }
    Ok(table)
}

/// A word that says what kind of club it is, or where another of the name is not.
fn form(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "fc" | "f.c." | "sc" | "s.c." | "cf" | "c.f.") || word.starts_with('(')
}
