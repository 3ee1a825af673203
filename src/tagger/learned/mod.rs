//! The learned tagger: a linear-chain conditional random field over hashed features, trained by `isnad train ner`.
//!
//! Most features belong to one word, wherever it stands. Their weights are summed up once for each spelling a thread
//! meets, for all positions at once, so that a token costs five short additions, a dozen look-ups for what it shares with
//! its neighbours, and one Viterbi step.

pub mod around;
pub mod decode;
mod echo;
pub mod feature;
pub(super) mod finder;
pub mod hash;
pub mod knowledge;
pub mod label;
pub mod model;
pub mod spelling;
pub mod table;
mod tidy;
mod weights;

pub use label::{Label, Name, NameType};
pub use model::{Convention, Model, NoModel};

use std::ops::Range;

use smallvec::SmallVec;

use crate::morphology::{WordCache, WordId};
use crate::text::{Interner, TokenKind};
use around::Mark;
use decode::Scores;
use echo::Echo;
use feature::{OFFSETS, REACH, Trait};
use label::LABELS;
use spelling::Spelling;
use weights::{PLACE_LANES, WORD_LANES};

/// What a spelling adds to the scores of the tokens around it, and what its neighbours want to know of it.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
struct Word {
    look: Trait,
    scores: [[i16; LABELS]; OFFSETS],
}

/// Scratch memory of a thread: the spellings it has met, the tables of one article. The spellings are numbered by a cache
/// of words or, where there is none, by the memory itself: one memory goes one way only.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// What stands outside every sentence, then the spellings by number.
    words: Vec<Word>,
    /// Numbers of spellings that no cache knows.
    spellings: Interner,
    /// How often the cache had started anew when it was last followed.
    starts: u32,
    sentence: Vec<u32>,
    looks: Vec<Trait>,
    marks: Vec<Mark>,
    back: Vec<[u8; LABELS]>,
    /// Tokens of each sentence of the article.
    sentences: Vec<Range<usize>>,
    stems: Vec<u32>,
    /// Words of sports in the article so far.
    sport: u32,
    sentence_labels: Vec<Label>,
    scores: Vec<Scores>,
    echo: Echo,
    /// Labels of the article.
    pub labels: Vec<Label>,
    /// How probable it is of each token that it is in some name, for the sentences weighed.
    pub chances: Vec<f32>,
}

/// Lead of outside, in steps of score, from which on the neighbours of a word cannot make it a name.
const SURE: i32 = 448;

/// Steps of a weight of 1: weights from -2 to 2 can be told apart by 1/64.
pub const STEPS: f32 = 64.0;

/// Spellings that a memory numbers before it starts anew: about 16 MB, the words of some 3,000 articles.
const CAPACITY: usize = 100_000;

impl Memory {
    /// Begins an article.
    pub fn begin(&mut self) {
        self.sentences.clear();
        self.looks.clear();
        self.stems.clear();
        self.sport = 0;
        self.scores.clear();
        self.labels.clear();
        self.chances.clear();
        if self.spellings.len() > CAPACITY {
            self.spellings.clear();
            self.words.clear();
        }
    }

    /// Learns the words that the cache has met since, and forgets those that it has forgotten.
    pub fn follow(&mut self, model: &Model, cache: &WordCache) {
        if self.starts != cache.starts() {
            self.starts = cache.starts();
            self.words.clear();
        }
        self.open(model);
        for (raw, kind) in cache.spellings(self.words.len() - 1) {
            self.words.push(model.word(&Spelling::of(raw, kind, &model.knowledge)));
        }
    }

    fn open(&mut self, model: &Model) {
        if self.words.is_empty() {
            self.words.push(model.word(&Spelling::default()));
        }
    }

    fn intern(&mut self, model: &Model, raw: &str, kind: TokenKind) -> u32 {
        if let Some(known) = self.spellings.get(raw) {
            return known + 1;
        }
        self.words.push(model.word(&Spelling::of(raw, kind, &model.knowledge)));
        self.spellings.intern(raw) + 1
    }
}

impl Model {
    /// Tags the next sentence of the article.
    pub fn tag<'t>(&self, sentence: impl Iterator<Item = (&'t str, TokenKind)>, memory: &mut Memory) {
        memory.open(self);
        memory.sentence.clear();
        memory.sentence.extend([0; REACH]);
        for (raw, kind) in sentence {
            let word = memory.intern(self, raw, kind);
            memory.sentence.push(word);
        }
        self.decode(memory);
    }

    /// The same for words of the cache that the memory follows.
    pub fn tag_words(&self, sentence: &[WordId], memory: &mut Memory) {
        memory.sentence.clear();
        memory.sentence.extend([0; REACH]);
        memory.sentence.extend(sentence.iter().map(|word| word.number() + 1));
        self.decode(memory);
    }

    /// Labels the sentence in the memory, which nothing closes yet.
    fn decode(&self, memory: &mut Memory) {
        memory.sentence.extend([0; REACH]);
        let first = memory.scores.len();
        self.score(memory);
        memory.sentences.push(first..memory.scores.len());
        decode::best(&memory.scores[first..], &self.transitions, &mut memory.back, &mut memory.labels);
    }

    /// Ends the article: words that are names in one sentence count for more in the others, which are tagged again.
    pub fn finish(&self, memory: &mut Memory) {
        let Memory { sentences, looks, stems, scores, labels, back, echo, .. } = memory;
        echo.learn(stems, labels, scores);
        for sentence in sentences {
            if echo.sound(&stems[sentence.clone()], &labels[sentence.clone()], &mut scores[sentence.clone()]) {
                memory.sentence_labels.clear();
                decode::best(&scores[sentence.clone()], &self.transitions, back, &mut memory.sentence_labels);
                labels[sentence.clone()].copy_from_slice(&memory.sentence_labels);
            }
        }
        tidy::tidy(looks, labels);
    }

    /// Fills in the chances of one sentence of the article.
    pub fn weigh(&self, sentence: usize, memory: &mut Memory) {
        let tokens = memory.sentences[sentence].clone();
        memory.chances.resize(memory.labels.len(), 0.0);
        decode::in_name(&memory.scores[tokens.clone()], &self.factors, &mut memory.chances[tokens]);
    }

    fn score(&self, memory: &mut Memory) {
        let Memory { words, sentence, looks, marks, scores, stems, sport, .. } = memory;
        let first = looks.len();
        looks.extend(sentence[REACH..sentence.len() - REACH].iter().map(|&word| words[word as usize].look));
        let looks = &looks[first..];
        stems.extend(looks.iter().map(|look| look.stem));
        around::mark_phrases(looks, &self.knowledge, marks);
        let topic = around::topic(looks, sport);
        for at in 0..looks.len() {
            let mut total = [0_i32; LABELS];
            for (offset, &word) in sentence[at..at + OFFSETS].iter().enumerate() {
                for (total, score) in total.iter_mut().zip(&words[word as usize].scores[offset]) {
                    *total += i32::from(*score);
                }
            }
            let best = total[1..].iter().copied().max().unwrap_or(0);
            if total[0] - best > SURE {
                scores.push(total);
                continue;
            }
            let mut keys: SmallVec<[u32; 24]> = SmallVec::new();
            around::of_place(looks, marks, topic, at, self.ideas, |key| keys.push(key));
            let sums: [i16; PLACE_LANES] = self.place_weights.sum(&mut keys);
            for (total, &sum) in total.iter_mut().zip(&sums) {
                *total += i32::from(sum);
            }
            scores.push(total);
        }
    }

    /// Sums up the weights of a spelling.
    fn word(&self, spelling: &Spelling) -> Word {
        let mut keys: SmallVec<[u32; 96]> = SmallVec::new();
        feature::of_word(spelling, self.ideas, |key| keys.push(key));
        let sums: [i16; WORD_LANES] = self.word_weights.sum(&mut keys);
        let mut scores = [[0_i16; LABELS]; OFFSETS];
        scores.as_flattened_mut().copy_from_slice(&sums[..OFFSETS * LABELS]);
        Word { scores, look: Trait::of(spelling) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFiles;
    use crate::text::token;

    fn model() -> Model {
        Model::open(ConfigFiles::embedded().model(crate::tagger::MODEL).unwrap().clone()).unwrap()
    }

    /// Names of an article, a sentence a line.
    fn found(model: &Model, memory: &mut Memory, article: &str) -> Vec<(String, NameType)> {
        memory.begin();
        let mut words = Vec::new();
        for line in article.lines() {
            let mut tokens = Vec::new();
            token::tokenize(line, &mut tokens);
            words.extend(tokens.iter().map(|token| token.span.of(line)));
            model.tag(tokens.iter().map(|token| (token.span.of(line), token.kind)), memory);
        }
        model.finish(memory);
        label::names(&memory.labels).map(|name| (words[name.first..name.end].join(" "), name.kind)).collect()
    }

    #[test]
    fn names_that_no_list_has_are_found() {
        let names = found(&model(), &mut Memory::default(), "وصل الممثل البولندي ياروسلاف كوفالسكي إلى مدينة كراكوف.");
        assert!(names.contains(&("ياروسلاف كوفالسكي".to_owned(), NameType::Person)), "{names:?}");
        assert!(names.iter().any(|(name, kind)| name.ends_with("كراكوف") && *kind == NameType::Location), "{names:?}");
    }

    #[test]
    fn the_memory_of_one_article_does_not_change_the_next() {
        let (model, mut memory) = (model(), Memory::default());
        let article = "قال المدرب ماركو بيليني إن الفريق جاهز.\nوأضاف بيليني أن اللاعبين بخير.";
        let first = found(&model, &mut memory, article);
        found(&model, &mut memory, "زار بيليني مصنع بيليني في بيليني.");
        assert_eq!(found(&model, &mut memory, article), first);
        assert_eq!(found(&model, &mut Memory::default(), article), first);
    }

    #[test]
    fn chances_follow_the_labels() {
        let (model, mut memory) = (model(), Memory::default());
        found(&model, &mut memory, "زار الوفد لبنان.");
        model.weigh(0, &mut memory);
        assert_eq!(memory.chances.len(), memory.labels.len());
        assert!(memory.chances.iter().all(|chance| (-0.001..=1.001).contains(chance)));
        assert!(memory.chances[2] > 0.8 && memory.chances[1] < 0.2, "{:?}", memory.chances);
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(Model::open(b"isnadNER".to_vec().into()).err(), Some(NoModel));
        let mut bytes = ConfigFiles::embedded().model(crate::tagger::MODEL).unwrap().to_vec();
        bytes.pop();
        assert_eq!(Model::open(bytes.into()).err(), Some(NoModel));
    }
}
