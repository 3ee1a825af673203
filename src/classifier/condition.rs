//! Frames and conditions of trigger groups: the little language of `config/ontology/*.toml`.

use smallvec::SmallVec;

use crate::morphology::{ClassSet, KeyId, LexemeId, LexiconBuilder};
use crate::tagger::EntityKind;

/// A role that an argument fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "SCHEME 0.5")]
pub enum Role {
    Actor,
    Target,
    Theme,
    Place,
    Time,
    Quantity,
    Origin,
    Destination,
    Beneficiary,
    Mediator,
    Instrument,
    Cause,
    Manner,
    Duration,
    Direction,
    Winner,
    Condition,
}

impl Role {
    const ALL: [(Self, &'static str); 17] = [
        (Self::Actor, "actor"),
        (Self::Target, "target"),
        (Self::Theme, "theme"),
        (Self::Place, "place"),
        (Self::Time, "time"),
        (Self::Quantity, "quantity"),
        (Self::Origin, "origin"),
        (Self::Destination, "destination"),
        (Self::Beneficiary, "beneficiary"),
        (Self::Mediator, "mediator"),
        (Self::Instrument, "instrument"),
        (Self::Cause, "cause"),
        (Self::Manner, "manner"),
        (Self::Duration, "duration"),
        (Self::Direction, "direction"),
        (Self::Winner, "winner"),
        (Self::Condition, "condition"),
    ];

    /// The name in JSON and data.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(role, _)| *role == self).map_or("", |(_, name)| name)
    }

    fn parse(name: &str) -> Result<Self, String> {
        let known = Self::ALL.iter().find(|(_, n)| *n == name).map(|(role, _)| *role);
        known.ok_or_else(|| format!("unknown role '{name}', expected one of SCHEME 0.5"))
    }
}

/// A preposition that frames name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Preposition(u8);

impl Preposition {
    /// ب.
    pub const BA: Self = Self(0);
    /// ل.
    pub const LAM: Self = Self(1);
    /// ك.
    pub const KAF: Self = Self(2);
    /// في.
    pub const FI: Self = Self(3);
    /// من.
    pub const MIN: Self = Self(4);
    /// إلى.
    pub const ILA: Self = Self(5);
    /// على.
    pub const ALA: Self = Self(6);
    /// عن.
    pub const AN: Self = Self(7);
    /// بين.
    pub const BAYN: Self = Self(8);
    /// مع.
    pub const MA: Self = Self(9);
}

/// The prepositions that the ontology names.
#[derive(Debug, Default)]
pub struct Prepositions(Vec<(String, Option<KeyId>)>);

impl Prepositions {
    pub(super) fn read(&mut self, lexicon: &mut LexiconBuilder) {
        for name in ["ب", "ل", "ك", "في", "من", "إلى", "على", "عن", "بين", "مع"] {
            self.add(name, lexicon);
        }
    }

    fn add(&mut self, name: &str, lexicon: &mut LexiconBuilder) -> Preposition {
        if let Some(at) = self.0.iter().position(|(known, _)| known == name) {
            return Preposition(at as u8);
        }
        let key = (!matches!(name, "ب" | "ل" | "ك")).then(|| {
            lexicon.particle(name);
            lexicon.know(name)
        });
        self.0.push((name.to_owned(), key));
        Preposition((self.0.len() - 1) as u8)
    }

    /// The preposition with that key.
    pub fn by_key(&self, key: KeyId) -> Option<Preposition> {
        self.0.iter().position(|(_, k)| *k == Some(key)).map(|at| Preposition(at as u8))
    }

    /// The preposition of that name.
    pub fn by_name(&self, name: &str) -> Option<Preposition> {
        self.0.iter().position(|(n, _)| n == name).map(|at| Preposition(at as u8))
    }
}

/// Which argument fills which role.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Role of the subject of a verb.
    pub subject: Option<Role>,
    /// Role of the direct object.
    pub object: Option<Role>,
    /// Role of the second object.
    pub object2: Option<Role>,
    /// Role of the genitive of a noun.
    pub genitive: Option<Role>,
    /// Role of an adjective of nationality.
    pub nisba: Option<Role>,
    /// Role that the trigger noun itself fills.
    pub own: Option<Role>,
    /// Role of whoever holds something: بيد المسلحين، لسيطرة الجيش.
    pub grip: Option<Role>,
    /// The verb needs its object: a lone noun phrase is no subject.
    pub needs_object: bool,
    /// So much so that even somebody who could speak is none: اتهم الوزير بالفساد.
    pub lone_object: bool,
    /// Roles of prepositional phrases.
    pub prepositions: SmallVec<[(Preposition, Role); 6]>,
}

impl Frame {
    pub(super) fn parse(
        text: &str,
        prepositions: &mut Prepositions,
        lexicon: &mut LexiconBuilder,
    ) -> Result<Self, String> {
        let mut frame = Self::default();
        for pair in text.split_whitespace() {
            let (slot, role) = pair.split_once('=').ok_or_else(|| format!("'{pair}', expected slot=role"))?;
            let role = Role::parse(role)?;
            match slot {
                "subject" => frame.subject = Some(role),
                "object" => frame.object = Some(role),
                "object!" | "object!!" => {
                    frame.object = Some(role);
                    frame.needs_object = true;
                    frame.lone_object = slot == "object!!";
                }
                "self" => frame.own = Some(role),
                "grip" => frame.grip = Some(role),
                "object2" => frame.object2 = Some(role),
                "genitive" => frame.genitive = Some(role),
                "nisba" => frame.nisba = Some(role),
                preposition => frame.prepositions.push((prepositions.add(preposition, lexicon), role)),
            }
        }
        Ok(frame)
    }

    /// The role of a phrase after a preposition.
    pub fn preposition(&self, preposition: Preposition) -> Option<Role> {
        self.prepositions.iter().find(|(p, _)| *p == preposition).map(|(_, role)| *role)
    }
}

/// Where a condition looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "config/README.md")]
pub enum Slot {
    Subject,
    SubjectIfAny,
    Object,
    Genitive,
    Preposition(Preposition),
    Next,
    Previous,
    Own,
    After,
    Before,
    Near,
    Clause,
    Sentence,
}

/// What a condition looks for besides words.
#[derive(Clone, Debug)]
pub enum Value {
    /// A mention of that kind and subtype.
    Mention(EntityKind, Option<String>),
    /// A number or quantity.
    Number,
    /// Anything.
    Any,
}

/// One condition: any of the classes, words and values in the slot.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Where.
    pub slot: Slot,
    /// A word of one of these classes suffices.
    pub classes: ClassSet,
    /// A form of one of these words suffices; in order.
    pub words: Vec<LexemeId>,
    /// What else suffices.
    pub values: Vec<Value>,
}

impl Condition {
    pub(super) fn parse(
        text: &str,
        prepositions: &mut Prepositions,
        lexicon: &mut LexiconBuilder,
    ) -> Result<Self, String> {
        let (slot, values) = text.split_once(':').ok_or_else(|| format!("'{text}', expected 'slot: value value'"))?;
        let slot = match slot.trim() {
            "subject" => Slot::Subject,
            "subject?" => Slot::SubjectIfAny,
            "object" => Slot::Object,
            "genitive" => Slot::Genitive,
            "next" => Slot::Next,
            "prev" => Slot::Previous,
            "self" => Slot::Own,
            "after" => Slot::After,
            "before" => Slot::Before,
            "near" => Slot::Near,
            "clause" => Slot::Clause,
            "sentence" => Slot::Sentence,
            preposition => Slot::Preposition(prepositions.add(preposition, lexicon)),
        };
        let mut condition = Self { slot, classes: ClassSet::default(), words: Vec::new(), values: Vec::new() };
        if values.trim().is_empty() {
            return Err(format!("'{text}' has no value, expected at least one"));
        }
        values.split_whitespace().try_for_each(|value| condition.add(value, lexicon))?;
        condition.words.sort_unstable();
        Ok(condition)
    }

    fn add(&mut self, text: &str, lexicon: &mut LexiconBuilder) -> Result<(), String> {
        if text == "*" || text.starts_with('#') {
            self.values.push(value(text)?);
        } else if text.starts_with('@') {
            if !lexicon.has_class(text) {
                return Err(format!("unknown word class '{text}', expected one of lexicon/word_class/"));
            }
            self.classes.insert(lexicon.class(text)?);
        } else {
            self.words.extend(super::ontology::lexemes(lexicon, text));
        }
        Ok(())
    }
}

fn value(text: &str) -> Result<Value, String> {
    let Some(kind) = text.strip_prefix('#') else { return Ok(Value::Any) };
    let (kind, subtype) = kind.split_once('.').map_or((kind, None), |(k, s)| (k, Some(s.to_owned())));
    let kind = match kind {
        "PER" => EntityKind::Person,
        "ORG" => EntityKind::Organization,
        "LOC" => EntityKind::Location,
        "DEM" => EntityKind::Nationality,
        "TITLE" => EntityKind::Title,
        "DATE" => EntityKind::Date,
        "MONEY" => EntityKind::Money,
        "PLATFORM" => EntityKind::Platform,
        "EVENT" => EntityKind::Event,
        "NUM" => return Ok(Value::Number),
        other => {
            return Err(format!(
                "unknown kind of mention '#{other}', expected #PER #ORG #LOC #DEM #TITLE #NUM #DATE #MONEY #PLATFORM #EVENT"
            ));
        }
    };
    Ok(Value::Mention(kind, subtype))
}
