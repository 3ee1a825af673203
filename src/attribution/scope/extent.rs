//! How far a content reaches (SCHEME 3.5 R1, 3.6 B1–B4).

use super::ScopeFinder;
use crate::attribution::quotation;
use crate::morphology::part_of_speech::Tag;

impl ScopeFinder<'_, '_> {
    /// One past the last token of a content: the sentence's end or a break (B1, B2, B4) outside quotations.
    pub(super) fn content_end(&self, start: usize, end: usize) -> usize {
        let document = &self.view.document;
        (start + 1..end)
            .find(|&at| {
                let turn = document.is_mark(at - 1, &[',', '،', '؛', ';', '.', '"', '»'])
                    || document.tag(at) == Tag::Conjunction;
                turn && quotation::around(document, at).is_none() && self.breaks(at)
            })
            .unwrap_or(end)
    }

    pub(super) fn breaks(&self, at: usize) -> bool {
        let document = &self.view.document;
        let inference = document
            .cue(at, self.cues.inference)
            .is_some_and(|(s, _)| s.feature("effect") != Some("none") && s.feature("needs").is_none());
        let author = document.cue(at, self.cues.breaks).is_some_and(|(s, _)| {
            s.feature("effect") == Some("reset_to_author") && s.feature("position") != Some("sentence_start")
        });
        inference || author || document.cue(at, self.cues.newspeaker).is_some()
    }

    pub(super) fn breaks_sentence(&self, start: usize) -> bool {
        let document = &self.view.document;
        document.cue(start, self.cues.breaks).is_some()
            || document.cue(start, self.cues.inference).is_some()
            || document.cue(start, self.cues.newspeaker).is_some()
            || document.cue(start, self.cues.background).is_some()
    }
}
