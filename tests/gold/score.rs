//! Events found and cards right: an event is found when one of its type has a trigger that overlaps, else an evidence
//! that holds it, one to one; a card also wants the polarity and the source.

use isnad::analysis::{Analysis, Event};

use crate::article::{self, Gold};
use crate::same_phrase::same_phrase;
use crate::voices;

/// Counts over all articles.
#[derive(Default)]
pub(crate) struct Tally {
    gold: u32,
    found: u32,
    matched: u32,
    cards: u32,
    salient: u32,
    salient_matched: u32,
    modality: u32,
    class: u32,
    chains: u32,
    attributed: u32,
    channels: u32,
    with_channel: u32,
    /// What is missed, wrong or found in vain, in words.
    pub(crate) faults: Vec<String>,
}

impl Tally {
    /// Counts one article.
    pub(crate) fn add(&mut self, gold: &Gold, analysis: &Analysis<'_>) {
        let pairs = pair(gold, analysis);
        self.gold += gold.events.len() as u32;
        self.found += analysis.events.len() as u32;
        self.salient += gold.events.iter().filter(|e| e.salient).count() as u32;
        self.attributed += gold.events.iter().filter(|e| e.source.is_some()).count() as u32;
        self.with_channel += gold.events.iter().filter(|e| e.channel.is_some()).count() as u32;
        for &(wanted, found) in &pairs {
            self.compare(gold, &gold.events[wanted], &analysis.events[found], analysis);
        }
        let missed = gold.events.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|(wanted, _)| wanted == i));
        self.faults.extend(missed.map(|(_, e)| format!("{} missed {}: {}", gold.id, e.kind, e.context)));
        let vain = analysis.events.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|(_, found)| found == i));
        self.faults.extend(vain.map(|(_, e)| format!("{} in vain {}: {}", gold.id, e.kind, e.trigger.text)));
    }

    fn compare(&mut self, gold: &Gold, wanted: &article::Event, found: &Event<'_>, analysis: &Analysis<'_>) {
        let polarity = wanted.polarity == found.polarity;
        let names = wanted.voices();
        let source = voices::spoken_by(analysis, found, names.as_deref());
        self.matched += 1;
        self.cards += u32::from(polarity && source);
        self.salient_matched += u32::from(wanted.salient);
        self.modality += u32::from(wanted.modality == found.modality);
        self.class += u32::from(wanted.class == found.class);
        self.chains += u32::from(names.is_some() && same_chain(&voices::relays(analysis, found), &wanted.chain));
        self.channels += u32::from(wanted.channel.as_deref() == Some(voices::channel(found)));
        if !polarity {
            self.faults.push(format!("{} {} {}: {}", gold.id, found.polarity, wanted.kind, wanted.context));
        }
        if !source {
            let (said, should) = (voices::speaker(analysis, found), names.map_or("author", |n| n[n.len() - 1]));
            self.faults.push(format!("{} {said} not {should}: {} {}", gold.id, wanted.kind, wanted.context));
        }
    }

    /// Every measure, from 0 to 1: the F1 of events right in something, or the share of all gold events that have it.
    pub(crate) fn measures(&self) -> [(&'static str, f64); 7] {
        let share = |a: u32, b: u32| f64::from(a) / f64::from(b.max(1));
        let f1 = |hits: u32| share(2 * hits, self.gold + self.found);
        [
            ("event_f1", f1(self.matched)),
            ("card_f1", f1(self.cards)),
            ("modality_f1", f1(self.modality)),
            ("class_f1", f1(self.class)),
            ("salient_recall", share(self.salient_matched, self.salient)),
            ("chain_recall", share(self.chains, self.attributed)),
            ("channel_recall", share(self.channels, self.with_channel)),
        ]
    }
}

fn same_chain(found: &[&str], wanted: &[String]) -> bool {
    found.len() == wanted.len() && found.iter().zip(wanted).all(|(found, wanted)| same_phrase(found, wanted))
}

/// Pairs of places in both lists, one to one; overlapping triggers come first.
fn pair(gold: &Gold, analysis: &Analysis<'_>) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let overlaps = |(start, end): (u32, u32), wanted: (u32, u32)| start < wanted.1 && wanted.0 < end;
    for by_trigger in [true, false] {
        for (i, wanted) in gold.events.iter().enumerate() {
            let span = wanted.span(&gold.text);
            let place = |e: &Event<'_>| {
                if by_trigger { (e.trigger.start, e.trigger.end) } else { (e.evidence.start, e.evidence.end) }
            };
            let free = |j: usize| !pairs.iter().any(|&(a, b)| a == i || b == j);
            let mut found = analysis.events.iter().enumerate();
            let hit = found.find(|(j, e)| free(*j) && e.kind == wanted.kind && overlaps(place(e), span));
            if let Some((j, _)) = hit {
                pairs.push((i, j));
            }
        }
    }
    pairs
}
