//! Reads a text for the tests of the finders.

use super::{Gazetteer, Mention, Tagger, Tagging};
use crate::config::ConfigFiles;
use crate::morphology::{CueList, Document, Lexicon, LexiconBuilder, WordCache, part_of_speech};
use crate::text::{quotation, sentence, token};

/// Columns of a gazetteer file.
pub(super) const GAZETTEER: &str =
    "name\taliases\ttype\twikidata\tgeonames\tiso\tname_en\tcountry\tlat\tlon\tfrom\tuntil\tfeatures\tsource\n";
const LEXICON: &str = "lemma\tpos\tclass\tinflection\tforms\tfeatures\tgloss\n";

/// Names and nouns enough for the tests.
pub(super) fn files() -> ConfigFiles {
    let mut files = headers();
    let mut put =
        |path: &str, head: &str, rows: &[&str]| files.replace(path.to_owned(), format!("{head}{}\n", rows.join("\n")));
    put("gazetteer/country.tsv", GAZETTEER, COUNTRIES);
    put("gazetteer/test.tsv", GAZETTEER, NAMES);
    put("gazetteer/nationality.tsv", "iso\tname_en\tmasculine\tfeminine\tplural\tfeatures\tsource\n", NATIONALITIES);
    put("lexicon/test.tsv", LEXICON, WORDS);
    files
}

/// The files of the binary with nothing but their headers.
fn headers() -> ConfigFiles {
    let mut files = ConfigFiles::embedded();
    let tables: Vec<(String, String)> = ["gazetteer/", "lexicon/"]
        .iter()
        .flat_map(|folder| files.folder(folder))
        .map(|(path, text)| {
            (path.to_owned(), text.lines().find(|line| !line.starts_with('#')).unwrap_or_default().to_owned() + "\n")
        })
        .collect();
    for (path, text) in tables {
        files.replace(path, text);
    }
    files.replace_model("model/ner.bin".to_owned(), Vec::new());
    files
}

const COUNTRIES: &[&str] = &[
    "سوريا\t\tlocation.country\tQ858\t\tSY\tSyria\tSY\t35\t38\t\t\t\town",
    "لبنان\t\tlocation.country\t\t\tLB\tLebanon\tLB\t\t\t\t\t\town",
    "ليبيا\t\tlocation.country\t\t\tLY\tLibya\tLY\t\t\t\t\t\town",
    "روسيا\tروسيا الاتحادية\tlocation.country\t\t\tRU\tRussia\tRU\t\t\t\t\t\town",
];
const NAMES: &[&str] = &[
    "دمشق\t\tlocation.city\t\t\t\tDamascus\tSY\t\t\t\t\tcapital\town",
    "طرابلس\t\tlocation.city\t\t\t\tTripoli\tLB\t\t\t\t\t\town",
    "طرابلس\t\tlocation.city\t\t\t\tTripoli\tLY\t\t\t\t\tcapital\town",
    "الكرملين\t\torganization.government\t\t\t\tKremlin\tRU\t\t\t\t\t\town",
    "الأمم المتحدة\t\torganization.intl_org\t\t\t\tUnited Nations\t\t\t\t\t\tgender=f\town",
];
const NATIONALITIES: &[&str] = &[
    "RU\tRussia\tروسي\tروسية\tروس\t\town",
    "LB\tLebanon\tلبناني\tلبنانية\t\t\town",
    "SY\tSyria\tسوري\tسورية\t\t\town",
    "LY\tLibya\tليبي\tليبية\t\t\town",
];
const WORDS: &[&str] = &[
    "وزير\tnoun\tentity.title\t\tplural=وزراء\t\tminister",
    "رئيس\tnoun\tentity.title\t\tplural=رؤساء\t\thead",
    "متحدث\tnoun\tentity.title\t\t\t\tspokesman",
    "باسم\tparticle\tsource.office\t\t\t\tin the name of",
    "وزارة\tnoun\tentity.head_noun\t\t\ttype=organization.ministry\tministry",
    "سفارة\tnoun\tentity.head_noun\t\t\ttype=organization.embassy\tembassy",
    "حركة\tnoun\tentity.head_noun\t\t\ttype=organization.party\tmovement",
    "مجلس\tnoun\tentity.head_noun\t\tplural=مجالس\ttype=organization.legislature\tcouncil",
    "مدينة\tnoun\tentity.head_noun\t\tplural=مدن\ttype=location.city\tcity",
    "كمال\tnoun\tentity.given_name\t\t\t\tKamal",
    "سمير\tnoun\tentity.given_name\t\t\t\tSamir",
    "مصدر\tnoun\tsource.nominal\t\tplural=مصادر\tsource_type=anonymous_other\tsource",
    "مسؤول\tnoun\tsource.nominal\t\t\tsource_type=anonymous_official\tofficial",
    "مقرب من\tphrase\tsource.anonymity\t\t\t\tclose to",
    "في\tparticle\tfunction.preposition\t\t\t\tin",
    "من\tparticle\tfunction.preposition\t\t\t\tfrom",
    "إلى\tparticle\tfunction.preposition\t\t\t\tto",
];

/// What the tests look at.
pub(super) struct Read {
    /// The text.
    pub(super) text: String,
    /// Its layer.
    pub(super) tagging: Tagging,
}

impl Read {
    /// The letters of a mention.
    pub(super) fn of(&self, mention: &Mention) -> &str {
        mention.span.of(&self.text)
    }

    /// Kind and letters of all mentions.
    pub(super) fn mentions(&self) -> Vec<(&'static str, &str)> {
        self.tagging.mentions.iter().map(|m| (m.kind.name(), self.of(m))).collect()
    }
}

/// Lexicon and tagger of some files.
pub(super) fn build(files: &ConfigFiles) -> (Lexicon, Tagger) {
    let mut builder = LexiconBuilder::default();
    builder.read(files).unwrap();
    let gazetteer = Gazetteer::read(files, &mut builder).unwrap();
    let lexicon = builder.finish();
    let tagger = Tagger::new(files, gazetteer, &lexicon).unwrap();
    (lexicon, tagger)
}

/// Tags a text.
pub(super) fn read(text: &str) -> Read {
    let (lexicon, tagger) = build(&files());
    let mut tagging = Tagging::default();
    with_document(text, &lexicon, |document| tagger.tag(document, None, &mut tagging));
    Read { text: text.to_owned(), tagging }
}

/// Makes a document of a text.
pub(super) fn with_document(text: &str, lexicon: &Lexicon, mut act: impl FnMut(&Document<'_>)) {
    let mut cache = WordCache::default();
    let (mut tokens, mut quotations, mut sentences, mut tags) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    token::tokenize(text, &mut tokens);
    quotation::find(text, &tokens, &mut quotations);
    sentence::split(text, &tokens, &quotations, &mut sentences);
    let mut before = "";
    let mut intern = |t: &crate::text::Token| {
        let raw = t.span.of(text);
        let id = cache.intern_behind(lexicon, before, raw, t.kind);
        before = raw;
        id
    };
    let ids: Vec<_> = tokens.iter().map(&mut intern).collect();
    let words: Vec<_> = ids.iter().map(|&id| cache.get(id)).collect();
    let mut sentence_of = vec![0; tokens.len()];
    for (at, s) in sentences.iter().enumerate() {
        sentence_of[s.tokens.clone()].fill(at as u32);
    }
    let (no_cues, mut cues) = (CueList::default(), CueList::default());
    let mut document = Document {
        text,
        lexicon,
        tokens: &tokens,
        words: &words,
        ids: &ids,
        cache: &cache,
        sentences: &sentences,
        sentence_of: &sentence_of,
        quotations: &quotations,
        cues: &no_cues,
        tags: &[],
    };
    cues.find(&document);
    document.cues = &cues;
    part_of_speech::Tagger::new(lexicon).tag(&document, |_| false, &mut tags);
    document.tags = &tags;
    act(&document);
}

/// Rows of a table of texts: the text, and the words and value of each thing to find in it.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Vec<(String, String)>)> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (text, wanted) = line.split_once('\t').unwrap();
        let pair = |one: &str| one.split_once('=').map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned())).unwrap();
        (text, if wanted == "-" { Vec::new() } else { wanted.split(" | ").map(pair).collect() })
    })
}

/// Words and value of mentions.
pub(super) fn values(text: &str, mentions: &[Mention]) -> Vec<(String, String)> {
    mentions.iter().map(|m| (m.span.of(text).to_owned(), m.value.clone().unwrap_or_default())).collect()
}
