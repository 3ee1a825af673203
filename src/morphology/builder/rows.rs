//! The rows of `lexicon/*.tsv` and `lexicon/word_class/*.tsv`.

use std::sync::mpsc::{Receiver, sync_channel};

use super::{LexiconBuilder, fixed};
use crate::config::table::Row;
use crate::config::{ConfigError, ConfigFiles, table};
use crate::morphology::verb::{self, VerbError};
use crate::morphology::{Form, Gender, Inflection, LexemeId, Number, Person, Tense, noun};

/// Columns of the files under `lexicon/`.
pub const COLUMNS: &[&str] = &["lemma", "pos", "class", "inflection", "forms", "features", "gloss"];
const CLASS_COLUMNS: &[&str] = &["class", "words"];
const CLASSES: &str = "lexicon/word_class/";
/// Paradigms that may wait until their forms are taken in.
const AHEAD: usize = 64;

type Paradigm = Result<Vec<Form>, VerbError>;

impl LexiconBuilder {
    /// Reads all of `lexicon/` and `lexicon/word_class/`. A second thread inflects the verbs meanwhile.
    ///
    /// # Errors
    /// The first mistake, with its place.
    pub fn read(&mut self, files: &ConfigFiles) -> Result<(), ConfigError> {
        let mut tables = Vec::new();
        for (path, text) in files.folder("lexicon/") {
            let classes = path.starts_with(CLASSES);
            tables.push((classes, table::read(path, text, if classes { CLASS_COLUMNS } else { COLUMNS })?));
        }
        let rows = || tables.iter().flat_map(|(classes, rows)| rows.iter().map(move |row| (*classes, row)));
        let verbs = rows().filter(|(_, row)| row.get("pos") == "verb").map_while(|(_, row)| forms_of(row));
        let (sender, paradigms) = sync_channel::<Paradigm>(AHEAD);
        std::thread::scope(|scope| {
            // gone behind a mistake, so that the second thread ends, too
            let paradigms = paradigms;
            scope.spawn(move || {
                for (past, present, class) in verbs {
                    if sender.send(verb::conjugate(past, present, class)).is_err() {
                        break;
                    }
                }
            });
            for (classes, row) in rows() {
                if classes { self.word_class(row)? } else { self.row(row, &paradigms)? }
            }
            Ok(())
        })
    }

    fn word_class(&mut self, row: &Row<'_>) -> Result<(), ConfigError> {
        let class = self.class(&format!("@{}", row.get("class"))).map_err(|m| row.error("class", m))?;
        for word in row.list("words") {
            // =يدعى: this form only, not يدعو with it
            if let Some(word) = word.strip_prefix('=') {
                let lexeme = self.only(word);
                self.sense(lexeme, class, Vec::new());
                continue;
            }
            let lexeme = if word.contains(' ') { self.phrase(word) } else { self.noun(&[word], false) };
            // the construct state of a sound plural: مواطنو، مواطنيـ(ها)
            if let Some(construct) =
                word.strip_suffix("ين").or_else(|| word.strip_suffix("ون")).filter(|w| w.chars().count() > 2)
            {
                for ending in ["ي", "و"] {
                    self.form(
                        lexeme,
                        &format!("{construct}{ending}"),
                        Inflection {
                            tense: Tense::Nominal,
                            number: Number::Plural,
                            gender: Gender::Masculine,
                            ..fixed()
                        },
                    );
                }
            }
            self.sense(lexeme, class, Vec::new());
        }
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>, paradigms: &Receiver<Paradigm>) -> Result<(), ConfigError> {
        let lemma = row.get("lemma");
        let extra: Vec<(&str, &str)> = row.list("forms").map(|f| f.split_once('=').unwrap_or(("form", f))).collect();
        let lexeme = match row.get("pos") {
            "verb" => {
                let Some((past, present, class)) = forms_of(row) else {
                    return Err(row.error("lemma", format!("verb '{lemma}', expected past/present as in 'قال/يقول'")));
                };
                let paradigm = paradigms.recv().unwrap_or_else(|_| verb::conjugate(past, present, class));
                let verb = self.inflected(past, present, class, || paradigm);
                verb.map_err(|error| row.error("inflection", error.to_string()))?
            }
            "noun" | "adjective" => {
                let mut words = vec![lemma];
                words.extend(extra.iter().filter(|(k, _)| *k == "plural").map(|(_, f)| *f));
                self.noun(&words, row.get("pos") == "adjective")
            }
            "particle" | "phrase" if lemma.contains(' ') => self.phrase(lemma),
            "particle" | "phrase" => self.particle(lemma),
            other => {
                return Err(row.error("pos", format!("'{other}', expected verb, noun, adjective, particle or phrase")));
            }
        };
        for (kind, form) in extra {
            self.extra(lexeme, kind, form);
        }
        let class = self.class(row.get("class")).map_err(|m| row.error("class", m))?;
        let features = row.features().map(|(k, v)| (k.into(), v.into())).collect();
        self.sense(lexeme, class, features);
        Ok(())
    }

    fn extra(&mut self, lexeme: LexemeId, kind: &str, form: &str) {
        if form.contains(' ') {
            self.phrases.push((form.to_owned(), lexeme));
            return;
        }
        let tense = match kind {
            "masdar" => Tense::Masdar,
            "participle" => Tense::ActiveParticiple,
            // أطالب: of verbs of which others are not spelled like it
            "mine" => {
                let (person, number) = (Person::First, Number::Singular);
                self.form(lexeme, form, Inflection { tense: Tense::Present, person, number, ..fixed() });
                return;
            }
            _ => {
                self.form(lexeme, form, fixed());
                return;
            }
        };
        for declined in noun::decline(form, &[], tense == Tense::ActiveParticiple) {
            let inflection = Inflection { tense, ..declined.inflection };
            self.form(lexeme, &declined.text, inflection);
        }
    }
}

/// Past, present and class of a verb.
fn forms_of<'f>(row: &Row<'f>) -> Option<(&'f str, &'f str, &'f str)> {
    row.get("lemma").split_once('/').map(|(past, present)| (past, present, row.get("inflection")))
}
