//! What a document is about: on a sports page nobody is struck and nobody is at war (SCHEME 1.3, silence).

use smallvec::SmallVec;

use crate::morphology::{ClassId, ClassSet, Document};

/// Words of a theme that a document needs at least; fewer may be a simile in a column.
const LEAST: usize = 4;
/// One word in so many has to be of the theme. Match reports have one in ten, reports of riots at a match one in sixty.
const ONE_IN: usize = 40;

/// What a document is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Theme {
    /// The theme, nothing where none prevails.
    of: ClassSet,
    /// The other themes, news of the world among them.
    others: ClassSet,
}

impl Theme {
    /// True when a construction that the themes `silent_in` silence is not to be read at a token: a sentence with more
    /// words of another theme is no part of the page's, so that an arrest in the stadium is told and an attack on the
    /// goal is not. The word itself does not count.
    pub fn silences(self, document: &Document<'_>, silent_in: ClassSet, token: usize) -> bool {
        if !silent_in.meets(self.of) {
            return false;
        }
        let count = |themes: ClassSet| {
            let words = document.sentence(token).tokens.clone();
            words.filter(|&at| at != token && document.has(at, themes)).count()
        };
        count(self.others) <= count(self.of)
    }
}

/// The class among `themes` that most words of a document have, if they are many, and half as many again as of the
/// next. News of the world is a theme like the others, so that a report about a museum that was shelled is none about art.
pub fn prevailing(document: &Document<'_>, themes: ClassSet) -> Theme {
    let mut counts: SmallVec<[(usize, ClassId); 8]> = themes.iter().map(|theme| (0, theme)).collect();
    for token in (0..document.len()).filter(|&token| document.has(token, themes)) {
        for (count, theme) in &mut counts {
            *count += usize::from(document.is(token, *theme));
        }
    }
    counts.sort_unstable_by_key(|&(count, class)| (std::cmp::Reverse(count), class));
    let [(most, theme), (next, _), ..] = counts[..] else { return Theme::default() };
    if most < LEAST || most * ONE_IN < document.len() || most * 2 < next * 3 {
        return Theme::default();
    }
    let mut others = ClassSet::default();
    themes.iter().filter(|&other| other != theme).for_each(|other| others.insert(other));
    Theme { of: ClassSet::of(theme), others }
}

#[cfg(test)]
mod tests {
    use crate::classifier::tests::types;

    const REPORT: &str =
        "هاجم الفريق مرمى ضيفه، وسدد المهاجم كرة قوية أنقذها الحارس. وقال المدرب إن اللاعبين قدموا مباراة كبيرة.";

    #[test]
    fn a_sports_page_holds_no_war() {
        assert!(types(&format!("{REPORT} ودك الهلال حصون النصر في الشوط الثاني.")).is_empty());
    }

    #[test]
    fn news_on_a_sports_page_is_told() {
        let text = format!("{REPORT} واعتقلت الشرطة ثلاثة مشتبه بهم بعد مقتل شرطي.");
        assert!(types(&text).contains(&"justice.arrest".to_owned()));
    }

    #[test]
    fn a_simile_makes_no_sports_page() {
        let text = "قصفت الطائرات مقر قيادة المتمردين شرقي المدينة، وقال ضابط إن المعركة تشبه مباراة كرة بلا حكم. \
                    وقتل عشرة جنود ومسلحان، وأغلقت الشرطة الطرق إلى المستشفى.";
        assert!(types(text).contains(&"military.strike".to_owned()));
    }
}
