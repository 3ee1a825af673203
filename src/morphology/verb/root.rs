//! The root of a verb, read off the letters of its lemma.

use super::class::{Class, Pattern, Weakness};

/// How a weak root bends the pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Three consonants that stay.
    Strong,
    /// Long vowel in the middle: قال.
    Hollow,
    /// Ends in a vowel: دعا.
    Defective,
    /// Second and third in one: شنّ.
    Geminate,
}

/// Radicals in order; hamza is always ء.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Root {
    /// First to fourth; [`NONE`] where there is none.
    pub(super) radicals: [char; 4],
    /// The ت of form VIII, which follows its neighbour (ط، د), or `:` when the two have become one (اتّفق).
    pub(super) infix: char,
    /// Behaviour.
    pub(super) shape: Shape,
}

/// No radical: the fourth of most roots, the hamza that أرى has lost.
pub(super) const NONE: char = '\0';

impl Root {
    /// Reads the lemma.
    pub(super) fn parse(lemma: &str, class: Class) -> Result<Self, &'static str> {
        let letters = letters(lemma, class.pattern);
        let body = body(&letters, class.pattern)?;
        let (infix, body) = infix(&body, class)?;
        let root = match class.pattern {
            Pattern::Quad | Pattern::Quad2 => quadriliteral(&body, infix),
            Pattern::IX if body.len() == 4 => quadriliteral(&body, infix),
            _ => triliteral(&body, infix, class.pattern),
        };
        let root = root.ok_or("the letters of the past do not fit the form")?;
        if root.has(class) { Ok(root) } else { Err("the root does not have that weakness") }
    }

    /// Puts the radicals in the places of a template: digits are radicals, `T` is the infix.
    pub(super) fn fill(&self, template: &str) -> String {
        let letter = |c: char| match c {
            '1'..='4' => self.radicals[c as usize - '1' as usize],
            'T' => self.infix,
            other => other,
        };
        template.chars().map(letter).filter(|&c| c != NONE).collect()
    }

    /// True when the root is weak as the class says; a strong shape may always be called sound (واصل III.s).
    fn has(&self, class: Class) -> bool {
        let [first, second, third, fourth] = self.radicals;
        let weak = |c| matches!(c, 'و' | 'ي');
        match class.weakness {
            Weakness::Sound => self.shape == Shape::Strong,
            Weakness::Hollow => self.shape == Shape::Hollow || weak(second),
            Weakness::Defective => self.shape == Shape::Defective,
            Weakness::Geminate => second == third || (fourth != NONE && first == third),
            Weakness::Assimilated => weak(first) || self.infix == ':',
            Weakness::Hamzated => self.infix == ':' || self.radicals.contains(&'ء'),
        }
    }
}

/// Letters of the lemma, hamza without its seat, آ as the two sounds it stands for.
fn letters(lemma: &str, pattern: Pattern) -> Vec<char> {
    let mut out = Vec::with_capacity(8);
    for letter in lemma.chars() {
        match letter {
            'أ' | 'إ' | 'ؤ' | 'ئ' => out.push('ء'),
            'آ' if pattern == Pattern::IV && out.is_empty() => out.extend(['ء', 'ء']),
            'آ' => out.extend(['ء', 'ا']),
            other => out.push(other),
        }
    }
    out
}

/// The lemma without the letters of the pattern that stand before the first radical or after it as ا.
fn body(letters: &[char], pattern: Pattern) -> Result<Vec<char>, &'static str> {
    let prefix: &[char] = match pattern {
        Pattern::I | Pattern::II | Pattern::III | Pattern::Quad => &[],
        Pattern::IV => &['ء'],
        Pattern::V | Pattern::VI | Pattern::Quad2 => &['ت'],
        Pattern::VII => &['ا', 'ن'],
        Pattern::VIII | Pattern::IX => &['ا'],
        Pattern::X => &['ا', 'س', 'ت'],
    };
    let mut body = letters.strip_prefix(prefix).ok_or("the past does not begin as the form does")?.to_vec();
    if matches!(pattern, Pattern::III | Pattern::VI) {
        if body.get(1) != Some(&'ا') {
            return Err("the past has no ا after the first radical");
        }
        body.remove(1);
    }
    Ok(body)
}

/// Takes the ت of form VIII out.
fn infix(body: &[char], class: Class) -> Result<(char, Vec<char>), &'static str> {
    if class.pattern != Pattern::VIII {
        return Ok((NONE, body.to_vec()));
    }
    match body {
        // اتّفق، اطّلع، ادّعى: three letters, unless the last is doubled as in احتلّ
        [_, _, _] if class.weakness != Weakness::Geminate => Ok((':', body.to_vec())),
        [first, infix @ ('ت' | 'ط' | 'د'), rest @ ..] => Ok((*infix, [&[*first], rest].concat())),
        _ => Err("the past has no ت after the first radical"),
    }
}

fn triliteral(body: &[char], infix: char, pattern: Pattern) -> Option<Root> {
    let weak_middle = matches!(pattern, Pattern::I | Pattern::IV | Pattern::VII | Pattern::VIII | Pattern::X);
    let doubles = weak_middle || matches!(pattern, Pattern::III | Pattern::VI);
    let (radicals, shape) = match *body {
        // أرى has lost the hamza of رأى
        [first, 'ى'] if pattern == Pattern::IV => ([first, NONE, 'ي'], Shape::Defective),
        [first, second] if doubles && consonants(&[first, second]) => ([first, second, second], Shape::Geminate),
        [first, 'ا', third] if weak_middle => ([first, 'و', third], Shape::Hollow),
        [first, second, 'ى'] => ([first, second, 'ي'], Shape::Defective),
        [first, 'ي', 'ا'] => ([first, 'ي', 'ي'], Shape::Defective),
        [first, second, 'ا'] if pattern == Pattern::I => ([first, second, 'و'], Shape::Defective),
        [first, second, 'ي'] if pattern == Pattern::I => ([first, second, 'ي'], Shape::Defective),
        // سخو/يسخو: too rare to be worth a tail of its own
        [_, _, 'و'] if pattern == Pattern::I => return None,
        [first, second, third] => ([first, second, third], Shape::Strong),
        _ => return None,
    };
    let [first, second, third] = radicals;
    let fits = consonants(&[first]) && (second == NONE || consonants(&[second])) && consonants(&[third]);
    fits.then_some(Root { radicals: [first, second, third, NONE], infix, shape })
}

fn quadriliteral(body: &[char], infix: char) -> Option<Root> {
    let &[first, second, third, fourth] = body else { return None };
    consonants(body).then_some(Root { radicals: [first, second, third, fourth], infix, shape: Shape::Strong })
}

fn consonants(letters: &[char]) -> bool {
    letters.iter().all(|&c| c == 'ء' || ('ب'..='ي').contains(&c) && !matches!(c, 'ة' | 'ى' | 'ـ'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(lemma: &str, class: &str) -> Result<(String, Shape), &'static str> {
        let class = Class::parse(class).ok_or("class")?;
        Root::parse(lemma, class).map(|root| (root.fill("1234"), root.shape))
    }

    #[test]
    fn finds_radicals() {
        let table = [
            ("قال", "I.h", "قول", Shape::Hollow),
            ("آمن", "IV.m", "ءمن", Shape::Strong),
            ("آخذ", "III.m", "ءخذ", Shape::Strong),
            ("تآمر", "VI.m", "ءمر", Shape::Strong),
            ("اتفق", "VIII.a", "تفق", Shape::Strong),
            ("اصطدم", "VIII.s", "صدم", Shape::Strong),
            ("احتل", "VIII.g", "حلل", Shape::Geminate),
            ("ادعى", "VIII.d", "دعي", Shape::Defective),
            ("استقال", "X.h", "قول", Shape::Hollow),
            ("أرى", "IV.d", "ري", Shape::Defective),
            ("اطمأن", "IX.m", "طمءن", Shape::Strong),
        ];
        for (lemma, class, radicals, shape) in table {
            assert_eq!(root(lemma, class), Ok((radicals.to_owned(), shape)), "{lemma}");
        }
    }

    #[test]
    fn refuses_what_does_not_fit() {
        for (lemma, class) in [("كتب", "IV.s"), ("كتب", "I.g"), ("قال", "I.s"), ("كاتب", "II.s"), ("كتاب", "III.s")]
        {
            assert!(root(lemma, class).is_err(), "{lemma} {class}");
        }
    }
}
