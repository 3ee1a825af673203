//! The cue classes that the classifier asks for, found once in the lexicon.

use super::Modality;
use crate::morphology::{ClassId, ClassSet, Document, Lexicon, Sense};

/// Classes of SCHEME 2.
#[derive(Debug)]
#[expect(missing_docs, reason = "named as in config/lexicon")]
pub struct Cues {
    pub negation: ClassSet,
    pub pseudo: ClassSet,
    pub absence: ClassSet,
    pub denial_idiom: ClassSet,
    pub implicative: ClassSet,
    pub aspect: ClassSet,
    pub light: ClassSet,
    pub claim: ClassSet,
    pub pronoun: ClassSet,
    pub adverb: ClassSet,
    pub auxiliary: ClassSet,
    pub background: ClassSet,
    pub complementiser: ClassSet,
    pub conjunction: ClassSet,
    pub inference: ClassSet,
    pub hedge: ClassSet,
    pub reporting: ClassSet,
    pub calling: ClassSet,
    pub deny: ClassSet,
    pub describe: ClassSet,
    pub intent: ClassSet,
    pub deontic: ClassSet,
    pub believe: ClassSet,
    pub quantifier: ClassSet,
    pub conditional: ClassSet,
    pub modality: ClassSet,
    pub frame: ClassSet,
    pub preposition: ClassSet,
    pub homograph: ClassSet,
    pub aim: ClassSet,
    pub nameless: ClassSet,
    /// ما وصفه بـ، ما سماه.
    pub so_called: ClassSet,
    pub themes: ClassSet,
    pub boilerplate: ClassSet,
    pub answer: ClassSet,
    pub court: ClassSet,
    pub depiction: ClassSet,
    /// What is told, true or not: أنباء، تقارير.
    pub told: ClassSet,
    /// Those who did it, those who suffered it, why: what a deed is taken for granted with.
    pub presupposing: ClassSet,
    /// Verbs of what a text lays down: يتضمن، ينص على.
    pub stipulates: ClassSet,
    /// Agreements and plans.
    pub schemes: ClassSet,
    pub superlative: ClassSet,
    pub round: ClassSet,
    modalities: Vec<(ClassId, Modality)>,
}

impl Cues {
    /// How many words of بعد أن، بعدما begin at a token.
    pub fn after(&self, document: &Document<'_>, at: usize) -> Option<usize> {
        document.cue(at, self.conjunction).filter(|(s, _)| s.feature("time") == Some("after")).map(|(_, len)| len)
    }

    /// True for إذ, لأن, لا سيما أن: a conjunction that says why.
    pub fn why(&self, document: &Document<'_>, at: usize) -> bool {
        document.cue(at, self.conjunction).is_some_and(|(s, _)| s.feature("relation") == Some("cause"))
    }

    /// Finds the classes.
    pub fn new(lexicon: &Lexicon) -> Self {
        let set = |name: &str| ClassSet::of(lexicon.class(name));
        let mut believe = set("report.believe");
        believe.extend(set("report.predict"));
        let modalities = [
            ("modality.possible", Modality::Possible),
            ("modality.uncertain", Modality::Possible),
            ("modality.near", Modality::Possible),
            ("modality.predicted", Modality::Predicted),
            ("modality.planned", Modality::Planned),
            ("modality.intent", Modality::Planned),
            ("modality.conditional", Modality::Conditional),
            ("modality.counterfactual", Modality::Conditional),
            ("modality.deontic", Modality::Requested),
            ("modality.requested", Modality::Requested),
            ("modality.ordered", Modality::Ordered),
            ("modality.rumour", Modality::Rumour),
        ];
        Self {
            negation: set("negation"),
            pseudo: set("negation.pseudo"),
            absence: set("negation.absence"),
            denial_idiom: set("negation.denial_idiom"),
            implicative: set("polarity.implicative"),
            aspect: set("aspect"),
            light: set("light"),
            claim: set("claim"),
            pronoun: set("function.pronoun"),
            adverb: set("function.adverb"),
            auxiliary: set("function.auxiliary"),
            background: set("class.background"),
            complementiser: set("complementiser"),
            conjunction: set("function.conjunction"),
            inference: set("class.inference"),
            hedge: set("stance.hedge"),
            reporting: lexicon.class_family("report."),
            calling: set("report.call"),
            deny: set("report.deny"),
            describe: set("report.describe"),
            intent: set("modality.intent"),
            deontic: set("modality.deontic"),
            believe,
            quantifier: set("function.quantifier"),
            conditional: set("modality.conditional"),
            modality: lexicon.class_family("modality."),
            preposition: set("function.preposition"),
            homograph: set("@homograph"),
            aim: set("aim"),
            so_called: set("stance.doubt"),
            nameless: set("source.anonymity"),
            themes: lexicon.class_family("@theme_"),
            court: lexicon.class_set(&["@judicial_noun", "@court_noun"]),
            depiction: set("@depiction_noun"),
            told: set("@told_noun"),
            presupposing: set("@presupposing_noun"),
            stipulates: set("stipulation"),
            schemes: lexicon.class_set(&["@agreement_noun", "@scheme_noun"]),
            superlative: set("@superlative"),
            round: set("@round_noun"),
            boilerplate: set("text.boilerplate"),
            answer: set("@answer_noun"),
            frame: {
                let mut frame = set("attr.frame");
                frame.extend(set("attr.trailing"));
                frame
            },
            modalities: modalities.iter().map(|&(name, modality)| (lexicon.class(name), modality)).collect(),
        }
    }

    /// The modality that a cue stands for: its own, or that of its class; none for one that only asserts (بات).
    pub fn modality_of(&self, sense: &Sense) -> Option<Modality> {
        match sense.feature("modality").and_then(Modality::parse) {
            Some(Modality::Asserted) => None,
            Some(own) => Some(own),
            None => self.modalities.iter().find(|(class, _)| *class == sense.class).map(|(_, of_class)| *of_class),
        }
    }
}
