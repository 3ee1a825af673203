//! Organisations and places named by a head noun: وزارة الدفاع، حركة النهضة، مدينة حلب، السفارة الروسية في دمشق.

use rustc_hash::FxHashMap;

use super::extent::{self, Extent, Style};
use super::iso::Iso;
use super::overlap::Found;
use super::subtype::Subtypes;
use super::view::{Shape, View};
use super::vocabulary::HEAD_NOUN;
use super::{EntityKind, MentionForm, NameId, Subtype, nationality};
use crate::config::{ConfigError, ConfigFiles, table};
use crate::morphology::builder::COLUMNS;
use crate::morphology::{ClassSet, LexemeId, Lexicon, Number, Reading};

/// What a head noun names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    kind: EntityKind,
    subtype: Option<Subtype>,
    style: Style,
    embassy: bool,
    /// Describes rather than names: شمال سوريا.
    nominal: bool,
    /// The bare word with the article stands for one named before: السفارة, but not المنطقة.
    alone: bool,
}

impl Head {
    fn is(self, view: &View<'_>, subtype: &str) -> bool {
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
        EntityKind::Facility => Style::PROPER.with(Style::PLACE).with(Style::HONOURS),
        _ if text == "organization.armed_group" => Style::PROPER.with(Style::UNKNOWN),
        _ if armed.contains(&text) => Style::PROPER,
        _ => {
            let style = Style::PROPER.with(Style::COORDINATE).with(Style::LAM).with(Style::HONOURS);
            if named.contains(&text) { style.with(Style::UNKNOWN) } else { style }
        }
    }
}

/// Finds them; the head alone, with the article or a pronoun, is a nominal mention.
pub(super) fn find(view: &View<'_>, heads: &Heads, out: &mut Vec<Found>) {
    for token in 0..view.len() {
        let shape = view.shape(token);
        if shape.any(Shape::HEAD) && !shape.any(Shape::STOP) {
            institution(view, heads, token, out);
        }
    }
}

fn institution(view: &View<'_>, heads: &Heads, token: usize, out: &mut Vec<Found>) -> Option<()> {
    let shape = view.shape(token);
    let (stem, reading) = view.document.reading(token, view.vocabulary.head_noun)?;
    let head = *heads.0.get(&reading.lexeme)?;
    if head.is(view, "ministry") && after_office(view, token) {
        return None;
    }
    let extent = extent::of(view, token, head.style);
    let bound = shape.any(Shape::DEFINITE) || stem.enclitic;
    if !extent.named && !(bound && (head.alone || stem.enclitic || place(head.kind))) {
        return None;
    }
    let seat = if head.embassy { seat(view, extent.end) } else { None };
    let end = seat.map_or(extent.end, |(end, _)| end);
    let mut mention = view.mention(token..end, stem.start, head.kind, head.subtype);
    let named = extent.named && !head.nominal && !generic(view, head, reading, &extent, token);
    mention.form = if named { MentionForm::Name } else { MentionForm::Nominal };
    mention.core = core(view, &extent, token, seat.is_some());
    let mut found = Found::new(mention, if extent.named { 5 } else { 2 });
    if let Some((hit, name)) = extent.hit.and_then(|hit| Some((hit, named_by(view, head, &hit)?))) {
        found.spelling = Some(hit.spelling);
        found.mention.name = Some(name);
    }
    found.country = country(view, &extent, token);
    out.push(found);
    if named && ["media_outlet", "newspaper", "tv", "radio", "site"].iter().any(|s| head.is(view, s)) {
        out.extend(title_of(view, head, &extent));
    }
    Some(())
}

/// A newspaper is known by its bare name too: صحيفة «المساء».
fn title_of(view: &View<'_>, head: Head, extent: &Extent) -> Option<Found> {
    let core = extent.core.clone().filter(|_| extent.hit.is_none())?;
    let quoted = view.shape(core.start).any(Shape::QUOTE) && core.len() > 2;
    let inner = if quoted { core.start + 1..core.end - 1 } else { core };
    Some(Found::new(view.mention(inner, 0, head.kind, head.subtype), 3))
}

/// الخارجية after وزارة or وزير is no name of its own, nor is it after العلاقات.
fn after_office(view: &View<'_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1).filter(|&t| view.limit(t) > token).map(|t| view.shape(t)) else {
        return false;
    };
    let shape = view.shape(token);
    if shape.any(Shape::PROCLITIC) || !shape.any(Shape::DEFINITE | Shape::NISBA) {
        return false;
    }
    let affairs = shape.any(Shape::DEFINITE)
        && before.all(Shape::DEFINITE | Shape::FEMININE)
        && !before.any(Shape::STOP | Shape::HEAD);
    affairs || before.any(Shape::HEAD | Shape::TITLE) && !before.any(Shape::DEFINITE)
}

/// Things of a kind rather than one with a name: مدن الساحل، المنطقة الحدودية.
fn generic(view: &View<'_>, head: Head, reading: &Reading, extent: &Extent, token: usize) -> bool {
    let armed = ["military", "police_security", "armed_group"].iter().any(|s| head.is(view, s));
    let lemma = &*view.document.lexicon.lexeme(reading.lexeme).lemma;
    let several = matches!(reading.inflection.number, Number::Plural | Number::Dual)
        && view.document.lexicon.spelling(reading) != lemma;
    let demonym = (token..extent.end).any(|t| view.shape(t).any(Shape::DEMONYM));
    several && !(armed && demonym) || place(head.kind) && view.shape(token).any(Shape::DEFINITE) && !demonym
}

/// في دمشق، لدى روسيا after an embassy.
fn seat(view: &View<'_>, at: usize) -> Option<(usize, usize)> {
    if at >= view.len() || at >= view.limit(at - 1) {
        return None;
    }
    let joined = |hit: &&super::view::Hit| hit.kind == EntityKind::Location;
    if let Some(hit) = view.hit(at).filter(|hit| hit.skip == 2 && view.document.raw(at).starts_with('ب')).filter(joined)
    {
        return Some((at + hit.len, at));
    }
    let preposition = matches!(view.document.raw(at), "في" | "لدى");
    let hit = view.bare_hit(at + 1).filter(joined).filter(|_| preposition)?;
    Some((at + 1 + hit.len, at + 1))
}

fn core(view: &View<'_>, extent: &Extent, token: usize, seat: bool) -> Option<crate::text::Span> {
    if let Some(core) = extent.core.clone().filter(|c| view.shape(c.start).any(Shape::QUOTE) || extent.hit.is_some()) {
        let quoted = view.shape(core.start).any(Shape::QUOTE) && core.len() > 2;
        let inner = if quoted { core.start + 1..core.end - 1 } else { core };
        return Some(view.span(inner.start, inner.end, 0));
    }
    seat.then(|| view.span(token, extent.end, view.shape(token).skip))
}

fn place(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Location | EntityKind::Facility)
}

/// The row among those written so that the head noun fits: صحيفة الرياض is the newspaper.
fn named_by(view: &View<'_>, head: Head, hit: &super::view::Hit) -> Option<NameId> {
    view.gazetteer.homonyms(hit.spelling).iter().copied().find(|&id| {
        let row = view.gazetteer.row(id);
        same_thing(head, row.kind, row.subtype, view)
    })
}

/// True when head noun and name stand for one thing: مدينة حلب, but not حكومة لبنان.
fn same_thing(head: Head, kind: EntityKind, subtype: Option<Subtype>, view: &View<'_>) -> bool {
    if place(head.kind) && place(kind) {
        let country = view.gazetteer.subtypes.get("country");
        return (subtype == country) == (head.subtype == country);
    }
    let army = |s: Option<Subtype>| {
        s.is_some_and(|s| matches!(view.gazetteer.subtypes.name(s), "military" | "police_security"))
    };
    head.kind == kind && (head.subtype == subtype || !army(head.subtype))
}

/// The country of an organisation, from a nisba or a country in its name.
pub(super) fn country(view: &View<'_>, extent: &Extent, token: usize) -> Option<Iso> {
    let nisba = (token..extent.end)
        .rev()
        .find_map(|t| view.shape(t).any(Shape::DEMONYM).then(|| nationality::of(view, t)?.country)?);
    nisba.or_else(|| extent.hit.and_then(|hit| view.gazetteer.country_of(hit.name)))
}
