//! The head nouns of the lexicon, each with what it names: وزارة، مدينة، قناة.

use rustc_hash::FxHashMap;

use super::extent::Style;
use super::subtype::Subtypes;
use super::view::View;
use super::vocabulary::HEAD_NOUN;
use super::{EntityKind, Subtype};
use crate::config::{ConfigError, ConfigFiles, table};
use crate::morphology::builder::COLUMNS;
use crate::morphology::{ClassSet, LexemeId, Lexicon};

/// What a head noun names.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing by itself")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) kind: EntityKind,
    pub(super) subtype: Option<Subtype>,
    pub(super) style: Style,
    pub(super) embassy: bool,
    /// Describes rather than names: شمال سوريا.
    pub(super) nominal: bool,
    /// A place after it does not make it a name: قيادة سوريا.
    pub(super) placeless: bool,
    /// Before a person it is what befalls him: سجن علي، سجن الرئيس.
    pub(super) impersonal: bool,
    /// The bare word with the article can stand for anything of the subtype: الوكالة for رويترز.
    any: bool,
    /// A noun of states.
    country: bool,
    /// The bare word with the article stands for one named before: السفارة, but not المنطقة.
    pub(super) alone: bool,
}

impl Head {
    /// True for a head of that subtype.
    pub(super) fn is(self, view: &View<'_>, subtype: &str) -> bool {
        self.subtype.is_some_and(|s| view.gazetteer.subtypes.name(s) == subtype)
    }
}

/// The head nouns of the lexicon.
#[derive(Debug, Default)]
pub(super) struct Heads(FxHashMap<LexemeId, Head>);

impl Heads {
    /// Reads the `type` of every head noun; one without is an organisation.
    ///
    /// # Errors
    /// A type that is none.
    pub(super) fn new(
        files: &ConfigFiles,
        lexicon: &Lexicon,
        classes: ClassSet,
        subtypes: &mut Subtypes,
    ) -> Result<Self, ConfigError> {
        let mut heads = FxHashMap::default();
        for (path, text) in files.folder("lexicon/").filter(|(path, _)| !path.contains("word_class")) {
            for row in table::read(path, text, COLUMNS)?.iter().filter(|row| row.get("class") == HEAD_NOUN) {
                let text = row.feature("type").unwrap_or("organization.other");
                let (kind, subtype) = subtypes.parse(text).map_err(|m| row.error("features", m))?;
                let head = Head {
                    kind,
                    subtype,
                    style: style(kind, text),
                    embassy: text == "organization.embassy",
                    nominal: row.feature("nominal").is_some(),
                    placeless: row.feature("of") == Some("no_place"),
                    impersonal: row.feature("of") == Some("no_person"),
                    any: row.feature("short") == Some("any"),
                    country: text == "location.country",
                    alone: row.feature("needs") != Some("complement"),
                };
                heads.extend(
                    lexicon
                        .lemma(row.get("lemma"))
                        .filter(|&id| lexicon.sense(id, classes).is_some())
                        .map(|id| (id, head)),
                );
            }
        }
        Ok(Self(heads))
    }
}

fn style(kind: EntityKind, text: &str) -> Style {
    let armed = [
        "organization.military",
        "organization.police_security",
        "organization.armed_group",
        "organization.government",
        "organization.embassy",
    ];
    let named = [
        "organization.company",
        "organization.media_outlet",
        "organization.newspaper",
        "organization.tv",
        "organization.radio",
        "organization.site",
        "organization.news_agency",
        "organization.party",
        "organization.armed_group",
        "organization.sports",
        "organization.ngo",
    ];
    match kind {
        EntityKind::Location => Style::PROPER.with(Style::UNKNOWN).with(Style::PLACE).with(Style::HONOURS),
        EntityKind::Facility => Style::PROPER.with(Style::UNKNOWN).with(Style::FACILITY).with(Style::HONOURS),
        _ if text == "organization.armed_group" => Style::PROPER.with(Style::UNKNOWN),
        _ if armed.contains(&text) => Style::PROPER,
        _ => {
            let style = Style::PROPER.with(Style::COORDINATE).with(Style::LAM).with(Style::HONOURS);
            if named.contains(&text) { style.with(Style::UNKNOWN) } else { style }
        }
    }
}

impl Heads {
    /// What a head noun names.
    pub(super) fn of(&self, lexeme: LexemeId) -> Option<Head> {
        self.0.get(&lexeme).copied()
    }

    /// True when the bare noun with the article can stand for anything of its subtype.
    pub(super) fn any(&self, lexeme: LexemeId) -> bool {
        self.0.get(&lexeme).is_some_and(|head| head.any)
    }

    /// True for a noun of states: جمهورية، دولة.
    pub(super) fn country(&self, lexeme: LexemeId) -> bool {
        self.0.get(&lexeme).is_some_and(|head| head.country)
    }
}
