//! The tagger: finders in order, overlaps resolved, mentions tied into entities.

use super::gazetteer::{Gazetteer, NameRow};
use super::head_noun::Heads;
use super::learned::{self, Model};
use super::overlap::Found;
use super::quantity::QuantityFinder;
use super::time::TimeFinder;
use super::view::View;
use super::vocabulary::Vocabulary;
use super::{
    NameId, Subtype, Tagging, again, agreement, called, complete, coreference, edge, institution, ministry, name,
    nationality, overlap, person, source, title,
};
use crate::config::{ConfigError, ConfigFiles};
use crate::morphology::{Document, Lexicon};

/// The file of the learned tagger.
pub const MODEL: &str = "model/ner.bin";

/// Finds who, what and where; built once, shared by all threads.
#[derive(Debug)]
pub struct Tagger {
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    heads: Heads,
    anonymous: Option<Subtype>,
    ministry: Option<Subtype>,
    times: TimeFinder,
    quantities: QuantityFinder,
    model: Option<Model>,
}

impl Tagger {
    /// Puts the gazetteer and the finished lexicon together.
    ///
    /// # Errors
    /// A head noun of a type that is none.
    pub fn new(files: &ConfigFiles, mut gazetteer: Gazetteer, lexicon: &Lexicon) -> Result<Self, ConfigError> {
        let vocabulary = Vocabulary::new(lexicon);
        let heads = Heads::new(files, lexicon, vocabulary.head_noun, &mut gazetteer.subtypes)?;
        let anonymous = gazetteer.subtypes.get("anonymous");
        let ministry = gazetteer.subtypes.get("ministry");
        let (times, quantities) = (TimeFinder::new(lexicon), QuantityFinder::new(lexicon));
        let model = files.model(MODEL).map(|bytes| Model::open(bytes.clone())).transpose();
        let model = model.map_err(|error| ConfigError {
            file: MODEL.to_owned(),
            line: 1,
            column: 1,
            message: error.to_string(),
        })?;
        Ok(Self { gazetteer, vocabulary, heads, anonymous, ministry, times, quantities, model })
    }

    /// Tags the document; `out` is emptied first.
    pub fn tag(&self, document: &Document<'_>, anchor: Option<jiff::civil::Date>, out: &mut Tagging) {
        out.clear();
        let view = View::new(document, &self.gazetteer, &self.vocabulary);
        let mut found = Vec::with_capacity(document.len() / 2);
        self.find(&view, anchor, &mut found);
        if let Some(model) = &self.model {
            learned::finder::find(&view, model, &mut out.memory, &mut found);
        }
        for f in &mut found {
            edge::trim(&view, &mut f.mention);
        }
        found.retain(|f| !f.mention.tokens.is_empty());
        complete::names(&view, &mut found);
        complete::after_ordinals(&view, &mut found);
        let mut found = overlap::resolve(found);
        agreement::fill(&view, &mut found);
        coreference::resolve(&view, &self.heads, found, out);
        out.locate(document.len());
    }

    fn find(&self, view: &View<'_>, anchor: Option<jiff::civil::Date>, found: &mut Vec<Found>) {
        name::find(view, found);
        nationality::find(view, found);
        title::find(view, found);
        institution::find(view, &self.heads, found);
        ministry::find(view, self.ministry, found);
        called::find(view, found);
        again::find(view, found);
        source::find(view, self.anonymous, found);
        person::find(view, found);
        person::find_surnames(view, found);
        let mut plain = Vec::new();
        self.times.find(view.document, anchor, &mut plain);
        self.quantities.find(view.document, &mut plain);
        found.extend(plain.drain(..).map(|mention| Found::new(mention, 5)));
    }

    /// Name of a subtype.
    pub fn subtype_name(&self, subtype: Subtype) -> &str {
        self.gazetteer.subtypes.name(subtype)
    }

    /// True for the subtype of that name.
    pub fn subtype_is(&self, subtype: Option<Subtype>, name: &str) -> bool {
        subtype.is_some_and(|subtype| self.subtype_name(subtype) == name)
    }

    /// The row of a name.
    pub fn row(&self, name: NameId) -> &NameRow {
        self.gazetteer.row(name)
    }

    /// All names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }
}
