//! Stems: what remains of a finite form when person, gender, number and mood are taken off.

use super::class::Pattern;
use super::imperfect::Imperfect;
use super::root::{NONE, Root, Shape};

/// How a stem ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// In a consonant.
    Firm,
    /// In ā from y: نفى، يتبنى.
    Alif,
    /// In ā from w: دعا.
    AlifWaw,
    /// In ī: ينفي، لقي.
    Ya,
    /// In ū: يدعو.
    Waw,
}

/// A stem in sounds (see [`spelling`](super::spelling)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stem {
    /// Before a vowel: قال, شنّ; without the final vowel of a weak tail: نفـ.
    pub(super) open: String,
    /// Before a consonant or nothing: قل, شنن.
    pub(super) closed: String,
    /// End.
    pub(super) tail: Tail,
}

impl Stem {
    /// A stem with one shape.
    pub(super) fn plain(stem: String, tail: Tail) -> Self {
        Self { closed: stem.clone(), open: stem, tail }
    }

    /// Bends a template that ends with the second radical (`1a2`, `u1a2:`) to the root; `vowel` follows the second
    /// radical.
    pub(super) fn bend(head: &str, vowel: char, root: &Root) -> Self {
        let strong = format!("{head}{vowel}3");
        let (open, closed, tail) = match root.shape {
            Shape::Strong => return Self::plain(root.fill(&strong), Tail::Firm),
            Shape::Defective => {
                return Self::plain(root.fill(head), if vowel == 'i' { Tail::Ya } else { Tail::Alif });
            }
            Shape::Geminate => (geminate(head, vowel), strong, Tail::Firm),
            Shape::Hollow => {
                let (open, closed) = hollow(head, vowel);
                (open, closed, Tail::Firm)
            }
        };
        Self { open: root.fill(&open), closed: root.fill(&closed), tail }
    }
}

/// `1a2` + a → `1a2:`, `u12` + i → `u1i2:`: the vowel gives way or moves before the doubled radical.
fn geminate(head: &str, vowel: char) -> String {
    let rest = head.strip_suffix('2').unwrap_or(head);
    if rest.ends_with('1') { format!("{rest}{vowel}2:") } else { format!("{rest}2:") }
}

/// `1a2` → `1A3`, `1u2` → `1I3`, `u12` + i → `u1I3`; the same short before a consonant.
fn hollow(head: &str, vowel: char) -> (String, String) {
    let rest = head.strip_suffix('2').unwrap_or(head);
    let (rest, short) = match rest.strip_suffix(['a', 'u']) {
        Some(cut) => (cut, if rest.ends_with('u') { 'i' } else { 'a' }),
        None => (rest, vowel),
    };
    (format!("{rest}{}3", short.to_ascii_uppercase()), format!("{rest}{short}3"))
}

/// The finite stems of a verb; those of the present begin with the vowel of the prefix.
#[derive(Clone, Debug)]
pub(super) struct Stems {
    pub(super) past: Stem,
    pub(super) present: Stem,
    /// Past and present; forms VII and IX have no passive.
    pub(super) passive: Option<(Stem, Stem)>,
}

/// Stems up to the second radical and the vowel after it: past, present, passive past, passive present.
type Templates = [(&'static str, char); 4];

/// Templates of the derived forms of three radicals.
fn templates(pattern: Pattern) -> Option<Templates> {
    Some(match pattern {
        Pattern::II => [("1a2:", 'a'), ("u1a2:", 'i'), ("1u2:", 'i'), ("u1a2:", 'a')],
        Pattern::III => [("1A2", 'a'), ("u1A2", 'i'), ("1U2", 'i'), ("u1A2", 'a')],
        Pattern::IV => [("ءa12", 'a'), ("u12", 'i'), ("ءu12", 'i'), ("u12", 'a')],
        Pattern::V => [("تa1a2:", 'a'), ("aتa1a2:", 'a'), ("تu1u2:", 'i'), ("uتa1a2:", 'a')],
        Pattern::VI => [("تa1A2", 'a'), ("aتa1A2", 'a'), ("تu1U2", 'i'), ("uتa1A2", 'a')],
        Pattern::VII => [("^iن1a2", 'a'), ("aن1a2", 'i'), ("^uن1u2", 'i'), ("uن1a2", 'a')],
        Pattern::VIII => [("^i1Ta2", 'a'), ("a1Ta2", 'i'), ("^u1Tu2", 'i'), ("u1Ta2", 'a')],
        Pattern::X => [("^iستa12", 'a'), ("aستa12", 'i'), ("^uستu12", 'i'), ("uستa12", 'a')],
        Pattern::I | Pattern::IX | Pattern::Quad | Pattern::Quad2 => return None,
    })
}

impl Stems {
    /// Stems of any pattern but form I.
    pub(super) fn derived(pattern: Pattern, root: &Root) -> Self {
        if let Some(templates) = templates(pattern) {
            let [past, present, passive_past, passive_present] =
                templates.map(|(head, vowel)| Stem::bend(head, vowel, root));
            let passive = (pattern != Pattern::VII).then_some((passive_past, passive_present));
            return Self { past, present, passive };
        }
        let plain = |template: &str| Stem::plain(root.fill(template), Tail::Firm);
        let two =
            |open: &str, closed: &str| Stem { open: root.fill(open), closed: root.fill(closed), tail: Tail::Firm };
        match pattern {
            Pattern::Quad => Self {
                past: plain("1a23a4"),
                present: plain("u1a23i4"),
                passive: Some((plain("1u23i4"), plain("u1a23a4"))),
            },
            Pattern::Quad2 => Self {
                past: plain("تa1a23a4"),
                present: plain("aتa1a23a4"),
                passive: Some((plain("تu1u23i4"), plain("uتa1a23a4"))),
            },
            _ if root.radicals[3] == NONE => {
                Self { past: two("^i12a3:", "^i12a3a3"), present: two("a12a3:", "a12a3i3"), passive: None }
            }
            // اطمأنّ، اقشعرّ
            _ => Self { past: two("^i12a3a4:", "^i12a34a4"), present: two("a12a3i4:", "a12a34i4"), passive: None },
        }
    }

    /// Stems of form I, whose present is given.
    pub(super) fn first(lemma: &str, imperfect: &Imperfect, root: &Root) -> Self {
        let mut past = Stem::bend("1a2", 'a', root);
        match root.shape {
            Shape::Hollow => past.closed = root.fill(if imperfect.stem.closed.contains('u') { "1u3" } else { "1i3" }),
            Shape::Strong => past = Stem::plain(root.fill(&format!("1a2{}3", past_vowel(lemma))), Tail::Firm),
            Shape::Defective if lemma.ends_with('ي') => past.tail = Tail::Ya,
            Shape::Defective if lemma.ends_with('ا') && root.radicals[2] == 'و' => past.tail = Tail::AlifWaw,
            _ => {}
        }
        let passive_present = if imperfect.short {
            // يرى has lost its hamza in both voices
            Stem::plain(root.fill("u1"), Tail::Alif)
        } else {
            Stem::bend("u12", 'a', root)
        };
        let passive = Some((Stem::bend("1u2", 'i', root), passive_present));
        Self { past, present: imperfect.stem.clone(), passive }
    }
}

/// The vowel after the second radical, as far as the seat of a hamza beside it tells: سئم، جرؤ، خطئ.
fn past_vowel(lemma: &str) -> char {
    match lemma.chars().rev().find(|c| matches!(c, 'أ' | 'ئ' | 'ؤ')) {
        Some('ئ') => 'i',
        Some('ؤ') => 'u',
        _ => 'a',
    }
}
