//! Claims: reports joined, with who said it first, on how many voices it rests, how it went and who contradicts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::origin::{join, root};
use super::{Report, origins, same};

/// What several reports say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Claim {
    /// `c-` and the smallest id of its events.
    pub id: String,
    /// Ontology type.
    #[serde(rename = "type")]
    pub kind: String,
    /// English sentence of its surest report.
    pub headline: String,
    /// Arabic label.
    pub headline_ar: String,
    /// Articles that report it.
    pub reports: usize,
    /// Voices that it goes back to, independent of each other.
    pub origins: usize,
    /// Who printed it first.
    pub first: First,
    /// The first voice that has a name.
    pub earliest_named_source: Option<NamedSource>,
    /// How it went: planned → asserted, asserted → denied. A step for each change, in order of time.
    pub path: Vec<Step>,
    /// Who contradicts whom.
    pub conflicts: Vec<Conflict>,
    /// Its events, in order of time.
    pub events: Vec<String>,
    /// Why each of them belongs here.
    pub why: Vec<String>,
    /// Lists go by it, the highest first: two for each origin, one for each article, five for a conflict.
    pub newsworthiness: usize,
}

/// The first report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct First {
    /// Id of the article.
    pub article: String,
    /// Outlet.
    pub publisher: Option<String>,
    /// As the article says it; null where it does not.
    pub published_at: Option<String>,
}

/// A voice with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NamedSource {
    /// Its name.
    pub name: String,
    /// Where it says so.
    pub event: String,
    /// When that was printed, as the article says it.
    pub published_at: Option<String>,
}

/// A change of modality or polarity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Step {
    /// SCHEME 2.2.
    pub modality: String,
    /// positive, negative.
    pub polarity: String,
    /// When it was printed, as the article says it.
    pub published_at: Option<String>,
    /// The event that says so first.
    pub event: String,
}

/// Two reports that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Conflict {
    /// The event that asserts it.
    pub event: String,
    /// The event that denies it.
    pub against: String,
    /// The words of both.
    pub words: [String; 2],
}

/// Joins reports into claims of at least two events, the most newsworthy first.
pub fn claims(reports: &[Report]) -> Vec<Claim> {
    let mut reports: Vec<&Report> = reports.iter().collect();
    reports.sort_by(|a, b| (a.at, &a.event).cmp(&(b.at, &b.event)));
    let mut sets: Vec<usize> = (0..reports.len()).collect();
    for b in 0..reports.len() {
        for a in 0..b {
            if root(&sets, a) != root(&sets, b) && same(reports[a], reports[b]).is_some() {
                join(&mut sets, a, b);
            }
        }
    }
    let members = |first: usize| -> Vec<&Report> {
        (0..reports.len()).filter(|&at| root(&sets, at) == first).map(|at| reports[at]).collect()
    };
    let firsts = (0..reports.len()).filter(|&at| root(&sets, at) == at);
    let mut claims: Vec<Claim> = firsts.filter_map(|first| claim(&members(first))).collect();
    claims.sort_by(|a, b| (b.newsworthiness, &a.id).cmp(&(a.newsworthiness, &b.id)));
    claims
}

/// Events that a claim has at most: what grows further is no news but a war, and a report beyond stands by itself.
pub const LARGEST: usize = 300;

/// The claim of reports that belong together, in order of time; `None` for a single one.
pub fn claim(reports: &[&Report]) -> Option<Claim> {
    let (&first, others) = reports.split_first().filter(|(_, others)| !others.is_empty())?;
    let surest = reports.iter().max_by(|a, b| {
        let rank = |r: &Report| (r.content.polarity == "positive", r.content.confidence);
        rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal).then((b.at, &b.event).cmp(&(a.at, &a.event)))
    })?;
    let mut articles: Vec<&str> = reports.iter().map(|r| r.article.as_str()).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut voices = origins(reports);
    voices.sort_unstable();
    voices.dedup();
    let conflicts = conflicts(reports);
    let newsworthiness = 2 * voices.len() + articles.len() + if conflicts.is_empty() { 0 } else { 5 };
    Some(Claim {
        id: format!("c-{}", reports.iter().map(|r| r.event.as_str()).min().unwrap_or_default()),
        kind: first.content.kind.clone(),
        headline: surest.content.headline.clone(),
        headline_ar: surest.content.headline_ar.clone(),
        reports: articles.len(),
        origins: voices.len(),
        first: First {
            article: first.article.clone(),
            publisher: first.publisher.clone(),
            published_at: first.published_at.clone(),
        },
        earliest_named_source: reports.iter().find_map(|report| named(report)),
        path: path(reports),
        conflicts,
        events: reports.iter().map(|r| r.event.clone()).collect(),
        why: others.iter().filter_map(|report| why(report, reports)).collect(),
        newsworthiness,
    })
}

fn named(report: &Report) -> Option<NamedSource> {
    let voice = report.content.voices.last().filter(|voice| voice.named && !voice.outlet)?;
    Some(NamedSource {
        name: voice.name.clone(),
        event: report.event.clone(),
        published_at: report.published_at.clone(),
    })
}

fn path(reports: &[&Report]) -> Vec<Step> {
    let mut path: Vec<Step> = Vec::new();
    for report in reports {
        let Report { content, event, published_at, .. } = report;
        let known = |step: &Step| step.modality == content.modality && step.polarity == content.polarity;
        if !path.last().is_some_and(known) {
            path.push(Step {
                modality: content.modality.clone(),
                polarity: content.polarity.clone(),
                published_at: published_at.clone(),
                event: event.clone(),
            });
        }
    }
    path
}

/// Each report that denies, against the last one before it (else the first) that asserts.
fn conflicts(reports: &[&Report]) -> Vec<Conflict> {
    let denies = |r: &Report| r.content.polarity == "negative" || r.content.modality == "denied";
    let asserts = |r: &&&Report| !denies(r) && matches!(r.content.modality.as_str(), "asserted" | "rumour" | "planned");
    let against = |(at, denial): (usize, &&Report)| {
        let before = reports[..at].iter().rev().find(asserts);
        let assertion = before.or_else(|| reports[at..].iter().find(asserts))?;
        Some(Conflict {
            event: assertion.event.clone(),
            against: denial.event.clone(),
            words: [assertion.content.evidence.clone(), denial.content.evidence.clone()],
        })
    };
    reports.iter().enumerate().filter(|(_, r)| denies(r)).filter_map(against).collect()
}

/// What joins a report to the first of the others that it is the same as.
fn why(report: &Report, reports: &[&Report]) -> Option<String> {
    let (other, reasons) = reports.iter().find_map(|other| same(other, report).map(|reasons| (other, reasons)))?;
    Some(format!("{} is {}: {}", report.event, other.event, reasons.join("; ")))
}
