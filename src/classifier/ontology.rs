//! The ontology: event types and the constructions that express them (SCHEME 1; `config/ontology/*.toml`).

mod file;
mod place;
mod words;

use serde::{Deserialize, Serialize};

use file::{FamilyFile, GroupFile};
use place::Source;
use words::Assumed;
pub(super) use words::lexemes;

use super::condition::{Condition, Frame, Prepositions, Slot};
use crate::config::{ConfigError, ConfigFiles};
use crate::morphology::{ClassSet, LexemeId, LexiconBuilder, Tense, Word};

/// An event type as the file has it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EventType {
    /// `military.strike`.
    pub id: String,
    /// A must be supported, B is best effort.
    pub tier: Tier,
    /// English card template.
    pub gloss: String,
    /// English card template of the negative.
    pub gloss_negative: String,
    /// Arabic card template.
    pub gloss_ar: String,
    /// Arabic card template of the negative.
    pub gloss_ar_negative: String,
    /// PLOVER categories.
    #[serde(default)]
    pub plover: Vec<String>,
    /// CAMEO root codes.
    #[serde(default)]
    pub cameo: String,
    /// IPTC media topic.
    #[serde(default)]
    pub iptc: String,
    /// Role names, `*` after the expected ones.
    pub roles: Vec<String>,
    /// The actor is its own source (R10).
    #[serde(default)]
    pub speech_act: bool,
    /// Themes of documents in which the words of the type mean something else: a strike on goal.
    #[serde(default, skip_serializing)]
    silent_in: Vec<String>,
    #[serde(default, skip_serializing)]
    trigger: Vec<GroupFile>,
}

impl EventType {
    /// True for what befalls persons: whoever is named beside it may be the victim.
    pub fn befalls(&self) -> bool {
        matches!(self.family(), "casualty" | "violence" | "justice" | "evacuation" | "detainee")
    }

    /// True for what is done to somebody, attacks included: whoever acts after it need not have done it.
    pub fn inflicted(&self) -> bool {
        self.befalls() || matches!(self.name(), "strike" | "offensive" | "attack" | "coup")
    }

    /// The part of the id before the dot.
    pub fn family(&self) -> &str {
        self.id.split('.').next().unwrap_or(&self.id)
    }

    /// The part of the id after the dot.
    pub fn name(&self) -> &str {
        self.id.rsplit('.').next().unwrap_or(&self.id)
    }

    /// True when the type has the role.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|r| r.split('(').next().unwrap_or(r).trim_end_matches('*') == role)
    }
}

/// How well a type is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Tier {
    /// Must be supported.
    A,
    /// Best effort.
    B,
}

/// What a speech act does to its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// Modality of the content.
    pub modality: super::Modality,
    /// The content is negated.
    pub flip: bool,
}

/// One construction that expresses a type.
#[derive(Clone, Debug)]
pub struct Group {
    /// Index of the type.
    pub event_type: u16,
    /// Who fills which role.
    pub frame: Frame,
    /// All must hold.
    pub needs: Vec<Condition>,
    /// None may hold.
    pub unless: Vec<Condition>,
    /// Lemmas of verbs that only carry the noun.
    pub light: Vec<LexemeId>,
    /// Lemmas that make the event negative when they govern the noun.
    pub negative_under: Vec<LexemeId>,
    /// The trigger itself means the negative.
    pub negative: bool,
    /// Aspect that the trigger sets.
    pub aspect: Option<super::Aspect>,
    /// What it does to its content.
    pub content: Option<Content>,
    /// Prepositions and complementisers that introduce the content.
    pub complement: Vec<String>,
    /// Which type wins a trigger that two claim.
    pub weight: i8,
    /// Themes in which it is silent.
    pub silent_in: ClassSet,
}

impl Group {
    /// سعر الفائدة: the words before the noun belong to the trigger.
    pub fn compound(&self) -> bool {
        self.needs.iter().any(|condition| matches!(condition.slot, Slot::Previous | Slot::Before))
    }

    /// أمر بإرسال مساعدات: true for the verbal noun of a verb that only carries the trigger.
    pub fn carried_by(&self, word: &Word) -> bool {
        word.readings().any(|(_, r)| r.inflection.tense == Tense::Masdar && self.light.contains(&r.lexeme))
    }
}

/// All types and groups.
#[derive(Debug, Default)]
pub struct Ontology {
    /// Types in the order of the files.
    pub types: Vec<EventType>,
    /// Groups by the index that lexemes carry.
    pub groups: Vec<Group>,
    /// Prepositions that frames and conditions name.
    pub prepositions: Prepositions,
}

impl Ontology {
    /// Reads `ontology/*.toml` and puts the triggers into the lexicon.
    ///
    /// # Errors
    /// The first mistake, with its place.
    pub fn read(files: &ConfigFiles, lexicon: &mut LexiconBuilder) -> Result<Self, ConfigError> {
        let mut ontology = Self::default();
        let mut assumed = Vec::new();
        ontology.prepositions.read(lexicon);
        for (path, text) in files.folder("ontology/") {
            let source = Source { path, text };
            let family: FamilyFile = toml::from_str(text).map_err(|e| source.toml_error(&e))?;
            for event_type in family.types {
                ontology.add(event_type, lexicon, source, &mut assumed)?;
            }
        }
        if ontology.types.is_empty() {
            let (file, message) =
                ("ontology/".to_owned(), "no event type, expected at least one .toml file".to_owned());
            return Err(ConfigError { file, line: 1, column: 1, message });
        }
        words::refuse_verbs(&assumed, lexicon)?;
        Ok(ontology)
    }

    fn add<'f>(
        &mut self,
        mut event_type: EventType,
        lexicon: &mut LexiconBuilder,
        source: Source<'f>,
        assumed: &mut Vec<Assumed<'f>>,
    ) -> Result<(), ConfigError> {
        if self.types.iter().any(|t| t.id == event_type.id) {
            return Err(source.error(&event_type.id, "this id has been defined before, expected it once"));
        }
        let glosses =
            [&event_type.gloss, &event_type.gloss_negative, &event_type.gloss_ar, &event_type.gloss_ar_negative];
        if let Some(gloss) = glosses.into_iter().find(|gloss| super::label::fill(gloss, |_| None).is_empty()) {
            return Err(source.error(gloss, "a gloss of roles only, expected a word that stands when no role is known"));
        }
        let index = self.types.len() as u16;
        let mut silent_in = ClassSet::default();
        for theme in &event_type.silent_in {
            let class = format!("@theme_{theme}");
            if !lexicon.has_class(&class) {
                return Err(source.error(theme, format!("unknown theme '{theme}', expected a word class '{class}'")));
            }
            silent_in.insert(lexicon.class(&class).map_err(|m| source.error(theme, m))?);
        }
        for file in std::mem::take(&mut event_type.trigger) {
            let group = Group { silent_in, ..self.group(index, &file, lexicon, source)? };
            assumed.extend(lexicon.assumed().map(|word| Assumed { list: file.list_with(&word), word, source }));
            let at = self.groups.len() as u16;
            self.groups.push(group);
            triggers(&file, at, lexicon, source)?;
        }
        self.types.push(event_type);
        Ok(())
    }

    fn group(
        &mut self,
        event_type: u16,
        file: &GroupFile,
        lexicon: &mut LexiconBuilder,
        source: Source<'_>,
    ) -> Result<Group, ConfigError> {
        let frame =
            Frame::parse(&file.frame, &mut self.prepositions, lexicon).map_err(|m| source.error(&file.frame, m))?;
        let mut conditions = |list: &[String]| -> Result<Vec<Condition>, ConfigError> {
            list.iter()
                .map(|c| Condition::parse(c, &mut self.prepositions, lexicon).map_err(|m| source.error(c, m)))
                .collect()
        };
        let (needs, unless) = (conditions(&file.needs)?, conditions(&file.unless)?);
        let mut lemmas = |list: &[String]| list.iter().flat_map(|lemma| lexemes(lexicon, lemma)).collect();
        Ok(Group {
            event_type,
            frame,
            needs,
            unless,
            light: lemmas(&file.light),
            negative_under: lemmas(&file.negative_under),
            negative: match file.polarity.as_str() {
                "" | "positive" => false,
                "negative" => true,
                other => return Err(source.error(other, "unknown polarity, expected 'negative' or nothing")),
            },
            aspect: match file.aspect.as_str() {
                "" => None,
                name => Some(
                    super::Aspect::parse(name)
                        .ok_or_else(|| source.error(name, "unknown aspect, expected one of SCHEME 2.3"))?,
                ),
            },
            content: content(&file.content).map_err(|m| source.error(&file.content, m))?,
            complement: file.complement.split_whitespace().map(str::to_owned).collect(),
            weight: file.weight,
            silent_in: ClassSet::default(),
        })
    }
}

fn content(text: &str) -> Result<Option<Content>, String> {
    let mut words = text.split_whitespace();
    let Some(modality) = words.next() else { return Ok(None) };
    let modality = super::Modality::parse(modality)
        .ok_or_else(|| format!("unknown modality '{modality}', expected one of SCHEME 2.2"))?;
    match words.next() {
        None => Ok(Some(Content { modality, flip: false })),
        Some("flip") => Ok(Some(Content { modality, flip: true })),
        Some(other) => Err(format!("'{other}' after the modality, expected 'flip' or nothing")),
    }
}

fn triggers(file: &GroupFile, group: u16, lexicon: &mut LexiconBuilder, source: Source<'_>) -> Result<(), ConfigError> {
    for verb in &file.verbs {
        let parsed = verb
            .split_once(' ')
            .and_then(|(lemma, class)| lemma.split_once('/').map(|(past, present)| (past, present, class.trim())));
        let Some((past, present, class)) = parsed else {
            return Err(
                source.error(verb, format!("verb '{verb}', expected 'past/present class' as in 'قصف/يقصف I.s'"))
            );
        };
        let lexeme = lexicon.verb(past, present, class).map_err(|m| source.error(verb, m))?;
        lexicon.trigger(lexeme, group);
    }
    for noun in &file.nouns {
        let words: Vec<&str> = noun.split('|').map(str::trim).filter(|w| !w.is_empty()).collect();
        let lexeme = if noun.contains(' ') { lexicon.phrase(noun) } else { lexicon.noun(&words, false) };
        lexicon.trigger(lexeme, group);
    }
    for phrase in &file.phrases {
        let lexeme = lexicon.phrase(phrase);
        lexicon.trigger(lexeme, group);
    }
    Ok(())
}
