//! The class of a verb: its pattern and the weakness of its root (SCHEME 1.2).

/// Derived form of the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::upper_case_acronyms, reason = "Roman numerals")]
pub(super) enum Pattern {
    I,
    II,
    III,
    IV,
    V,
    VI,
    VII,
    VIII,
    IX,
    X,
    /// دحرج.
    Quad,
    /// تدحرج.
    Quad2,
}

/// Which radical is weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weakness {
    Sound,
    Hollow,
    Defective,
    Geminate,
    Assimilated,
    Hamzated,
}

/// Pattern and weakness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) pattern: Pattern,
    pub(super) weakness: Weakness,
}

impl Class {
    /// Reads `IV.h`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (pattern, weakness) = text.split_once('.')?;
        Some(Self { pattern: pattern_of(pattern)?, weakness: weakness_of(weakness)? })
    }
}

fn pattern_of(name: &str) -> Option<Pattern> {
    Some(match name {
        "I" => Pattern::I,
        "II" => Pattern::II,
        "III" => Pattern::III,
        "IV" => Pattern::IV,
        "V" => Pattern::V,
        "VI" => Pattern::VI,
        "VII" => Pattern::VII,
        "VIII" => Pattern::VIII,
        "IX" => Pattern::IX,
        "X" => Pattern::X,
        "Q" => Pattern::Quad,
        "Q2" => Pattern::Quad2,
        _ => return None,
    })
}

fn weakness_of(name: &str) -> Option<Weakness> {
    Some(match name {
        "s" => Weakness::Sound,
        "h" => Weakness::Hollow,
        "d" => Weakness::Defective,
        "g" => Weakness::Geminate,
        "a" => Weakness::Assimilated,
        "m" => Weakness::Hamzated,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_classes() {
        assert_eq!(Class::parse("IV.h"), Some(Class { pattern: Pattern::IV, weakness: Weakness::Hollow }));
        assert_eq!(Class::parse("Q2.s"), Some(Class { pattern: Pattern::Quad2, weakness: Weakness::Sound }));
        assert_eq!(Class::parse("XI.s"), None);
        assert_eq!(Class::parse("I"), None);
        assert_eq!(Class::parse("I.x"), None);
    }
}
