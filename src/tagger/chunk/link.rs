//! What belongs to a noun phrase that has begun: genitives, adjectives, a second phrase joined by و.

use super::holder::holds;
use super::quality::{adjectival, adjective, adverbial, noun, shows_accusative};
use super::{Chunker, agreement};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Gender, Number, Tense};
use crate::tagger::{EntityKind, Mention, MentionForm, Tagging};

/// True right behind أي: أي جهة | التفجير، أي هجوم. What it counts is indefinite.
pub fn any_counts(document: &Document<'_>, head: usize) -> bool {
    head > 0 && matches!(document.raw(head - 1), "أي" | "أية")
}

impl Chunker {
    /// آخر، أخرى.
    pub fn other(&self, document: &Document<'_>, at: usize) -> bool {
        document.cue(at, self.quantifier).is_some_and(|(s, _)| s.feature("other").is_some())
    }

    /// True when a bare noun after `last` belongs to the same phrase: a genitive after an indefinite noun, an adjective
    /// that agrees after a definite one.
    pub(super) fn continues(
        &self,
        document: &Document<'_>,
        tagging: &Tagging,
        head: usize,
        last: usize,
        next: usize,
    ) -> bool {
        let mention = tagging.mention_at(next);
        if let Some(joined) = self.at_once(document, tagging, (head, last), next) {
            return joined;
        }
        if document.has(next, self.number) {
            // المنطقة العسكرية الثالثة: an ordinal with the article is an adjective
            let ordinal = document.word(next).article.is_some() && document.word(last).article.is_some();
            return ordinal && mention.is_none();
        }
        if let Some(m) = mention {
            match m.kind {
                // اعتقلت الشرطة | سعوديا: what nothing defines is no quality of what is definite
                EntityKind::Nationality => {
                    let open = document.word(next).article.is_none() && document.raw(next).ends_with(['ا', 'ً', 'ن']);
                    return !(open && document.word(head).article.is_some());
                }
                EntityKind::Date | EntityKind::Quantity | EntityKind::Money => return false,
                _ => {}
            }
        }
        if accusative(document, next) && !document.has(last, self.number) && not_accusative(document, head, last) {
            return false;
        }
        // مجموعة مسلحة | هجوما: nor has what ends in ة such a genitive
        let thing = mention.is_none() && !adjective(document, head, next) && document.raw(last).ends_with('ة');
        if thing && accusative(document, next) && !document.has(last, self.number) {
            return false;
        }
        let before = tagging.mention_at(last);
        let parted = mention.is_none() && beside_complete(document, tagging, (head, last), next);
        if let Some(joined) = if parted { Some(false) } else { holds(before, mention) } {
            return joined;
        }
        // أمير قطر | وزير الخارجية التركي: two offices are two persons
        let named_title = |m: &Mention| m.kind == EntityKind::Title && m.form == MentionForm::Name;
        if before.is_some_and(named_title) && mention.is_some_and(|m| named_title(m) && m.tokens.start == next) {
            return false;
        }
        // حاكم الولاية | استقالته: an office with its seat is complete
        let office = |b: &Mention| b.kind == EntityKind::Title && b.tokens.len() > 2;
        if before.is_some_and(|b| is_name(b) || office(b)) {
            // اليابان | الفلبين، السعودية | الطائرة
            let place = before.is_some_and(|b| b.kind == EntityKind::Location);
            let raw = document.raw(next);
            let thing = place && raw.ends_with('ة') && !raw.ends_with("ية") && noun(document, next);
            // حثت واشنطن | المسلحين: nor is a masculine one of a feminine name that a verb governs
            let feminine = before.is_some_and(|b| b.name.is_some() && b.gender == Gender::Feminine);
            let subject = last == head && head > 0 && document.tag(head - 1) == Tag::Verb;
            let clash = subject && feminine && !raw.ends_with(['ة', 'ه', 'ى', 'ا', 'ء']);
            let quality = mention.is_none() && adjective(document, head, next) && !thing && !clash;
            return quality && document.word(next).article.is_some();
        }
        // معارضون | الرئيس: what keeps its ن has no genitive
        let party = |m: &Mention| is_name(m) || m.kind == EntityKind::Title;
        if last == head && document.raw(last).ends_with("ون") && mention.is_some_and(party) {
            let plural = |i: crate::morphology::Inflection| i.number == Number::Plural;
            if document.word(last).readings().any(|(_, r)| plural(r.inflection)) {
                return false;
            }
        }
        let word = document.word(last);
        // رجح مسؤول | انسحاب القوات: a person without a field has no genitive of an event
        let event = |r: &crate::morphology::Reading| {
            r.inflection.tense == Tense::Masdar && !document.lexicon.lexeme(r.lexeme).triggers.is_empty()
        };
        if last == head
            && document.has(head, self.person)
            && word.article.is_none()
            && document.word(next).article.is_none()
            && document.word(next).readings().any(|(_, r)| event(r))
        {
            return false;
        }
        // أطلق مسلح | النار: what somebody opens is not his
        let several = document.raw(head).ends_with("ون");
        let somebody = several || document.has(head, self.person) || document.has(head, self.agent);
        if last == head && somebody && document.word(next).article.is_some() && document.has(next, self.fire) {
            return false;
        }
        // شخصا | حتفهم: an accusative that shows its ending has no genitive
        if mention.is_none() && shows_accusative(document, last) {
            return adjective(document, head, next);
        }
        // عبوة ناسفة | شمال القطاع: behind an adjective a point of the compass says where
        // بقوة 6.3 درجات | شمال أفغانستان: so it does behind a measure
        let measured = last > head || head > 0 && document.tag(head - 1) == Tag::Number;
        if measured && mention.is_none() && document.has(next, self.compass) && document.word(next).article.is_none() {
            return false;
        }
        // أهالي غزة: the ending may be the noun's own
        let owned = !word.stems.is_empty() && word.stems.iter().all(|s| s.enclitic);
        let definite = word.article.is_some() || owned;
        if definite {
            // رفضت الحكومة | المقترح: a masculine is no quality of a feminine, but for الحكومة الأفضل
            let raw = document.raw(next);
            let clash = last == head
                && document.raw(head).ends_with('ة')
                && !raw.ends_with(['ة', 'ى'])
                && !raw.ends_with("يا")
                && !raw.starts_with("الأ");
            // قصفت الطائرات | المدينة
            let place = document.has(next, self.spatial) && noun(document, next);
            let fits = document.word(next).article.is_some() && mention.is_none() && !clash && !place;
            return fits && adjective(document, head, next);
        }
        // قرصن مجهولون موقع الوزارة: a sound plural with its ن has no genitive
        let sound = document.raw(last).ends_with("ون") || document.raw(last).ends_with("ين");
        let plural = |r: &crate::morphology::Reading| r.inflection.number == Number::Plural;
        if sound && mention.is_none() && word.readings().any(|(_, r)| plural(r)) {
            // مسلحون | الجانب الأيمن: nor a quality with the article
            return document.word(next).article.is_none() && adjective(document, head, next);
        }
        // an adverbial accusative (أمس، غدا، رسميا) ends the phrase
        !adverbial(document, next, self.relative_time)
    }

    /// Whether the word behind the phrase belongs to it, where the two by themselves tell.
    fn at_once(
        &self,
        document: &Document<'_>,
        tagging: &Tagging,
        (head, last): (usize, usize),
        next: usize,
    ) -> Option<bool> {
        // أعلن الجيش في بيان | قصف المدينة: what is announced is no genitive of where
        if last == head && document.has(head, self.utterance) && announced(document, head, next) {
            return Some(false);
        }
        // السياسي المحافظ | يان مولر: what could be an office describes whoever is named behind it
        if last == head && self.described_by_office(document, tagging, head, next) {
            return Some(true);
        }
        // لقي خمسة أشخاص | حتفهم: what they meet is not theirs by grammar
        let doomed = document.has(next, self.doom);
        if doomed && (document.word(next).has_pronoun() || document.word(next).stems.is_empty()) {
            return Some(false);
        }
        if last == head && any_counts(document, head) && document.word(next).article.is_some() {
            return Some(false);
        }
        // مجموعة أخرى | سيارة شرطة: behind "other" only a further quality
        if last > head && self.other(document, last) && document.word(last).article.is_none() {
            let quality = document.word(next).article.is_none() && adjectival(document, next);
            return Some(tagging.mention_at(next).is_none() && quality);
        }
        // علقت شركة "ميرسك" | مرور سفنها: what closes with a quotation mark has no genitive
        if document.is_mark(last, &['"', '»', '”']) && document.word(next).article.is_none() {
            return Some(false);
        }
        // حمل الحكومة | المسؤولية
        if document.word(next).article.is_some() && document.has(next, self.responsibility) {
            return Some(false);
        }
        // اتهم الجيش | المتمردين: people in the plural are no quality of one
        if self.people_behind(document, tagging, (head, last), next) {
            return Some(false);
        }
        // دعا العراق | المجتمع الدولي: whom one calls upon is no quality of one
        if document.has(next, self.addressee) && agreement(document, tagging, head).1 == Number::Singular {
            let complete = document.word(last).article.is_some() || tagging.mention_at(last).is_some_and(is_name);
            if complete && document.word(next).article.is_some() {
                return Some(false);
            }
        }
        None
    }

    /// True for a sound plural with the article behind one body that a verb governs.
    fn people_behind(
        &self,
        document: &Document<'_>,
        tagging: &Tagging,
        (head, last): (usize, usize),
        next: usize,
    ) -> bool {
        let (word, raw) = (document.word(next), document.raw(next));
        let plural = (raw.ends_with("ين") || raw.ends_with("ون")) && !raw.ends_with("تين");
        let single = |at: usize| agreement(document, tagging, at).1 == Number::Singular;
        let mention = tagging.mention_at(head).filter(|m| m.kind == EntityKind::Organization);
        let body = document.has(head, self.bodies) || document.has(head, self.body) || mention.is_some();
        plural
            && word.article.is_some()
            && tagging.mention_at(next).is_none()
            && head > 0
            && document.tag(head - 1) == Tag::Verb
            && body
            && single(head)
            && single(last)
            && !single(next)
            && !document.has(next, self.number)
    }
}

/// في بيان | قصف المدينة: a deed behind what one says in, which nothing defines.
fn announced(document: &Document<'_>, head: usize, next: usize) -> bool {
    let inside = head > 0 && matches!(document.raw(head - 1), "في" | "خلال" | "عبر");
    let word = document.word(next);
    let open = word.article.is_none() && !word.has_pronoun() && document.word(head).article.is_none();
    // في تصريح إعلامي
    let quality = document.raw(next).ends_with('ي') || adjective(document, head, next);
    inside && open && word.verbal_noun() && !quality
}

/// دعا الأمين العام | الجانبين، اتهمت منظمة "عدل" | الحكومات: several are no quality of one that is complete, nor is a
/// feminine one of a man's name: دعا الدليمي | المرجعية.
fn beside_complete(document: &Document<'_>, tagging: &Tagging, (head, last): (usize, usize), next: usize) -> bool {
    let before = tagging.mention_at(last);
    let quoted = document.is_mark(last, &['"', '»', '”']);
    let complete = quoted || document.word(last).article.is_some() || before.is_some_and(is_name);
    let somebody = before.is_some_and(|b| matches!(b.kind, EntityKind::Title | EntityKind::Person));
    let thing = || document.word(next).readings().all(|(_, r)| r.inflection.tense == Tense::Nominal);
    let several = complete && several_of_one(document, tagging, (head, last), next);
    let man = before.is_some_and(|b| b.kind == EntityKind::Person && b.form == MentionForm::Name);
    several && (quoted || somebody || thing()) || man && document.raw(next).ends_with('ة')
}

/// A sound plural or a dual behind a head in the singular, whatever else the word could be.
fn several_of_one(document: &Document<'_>, tagging: &Tagging, (head, last): (usize, usize), next: usize) -> bool {
    let raw = document.raw(next);
    let shaped = raw.ends_with("ات") || raw.ends_with("ين");
    let mut readings = document.word(next).readings().peekable();
    let several = |n: Number| matches!(n, Number::Dual | Number::Plural);
    // عناصر الحركة المتورطين، تنحي المحامين المكلفين
    let more = |at: usize| document.word(at).readings().any(|(_, r)| several(r.inflection.number));
    shaped
        && !more(head)
        && !more(last)
        && readings.peek().is_some()
        && readings.all(|(_, r)| several(r.inflection.number))
        && agreement(document, tagging, head).1 == Number::Singular
}

/// طفلا: an indefinite noun that shows its accusative, and whose ا is not its own.
fn accusative(document: &Document<'_>, at: usize) -> bool {
    let raw = document.raw(at);
    let mut readings = document.word(at).readings();
    raw.ends_with(['ا', 'ً'])
        && readings.any(|(_, r)| r.inflection.indefinite)
        && !readings.any(|(_, r)| &*document.lexicon.lexeme(r.lexeme).lemma == raw)
}

/// مسلحون مجهولون | شرطيا، مستوطن | طفلا، وزير الخارجية | مسؤولا: a phrase that shows that it is not, so that what is accusative
/// is neither its quality nor its genitive.
fn not_accusative(document: &Document<'_>, head: usize, last: usize) -> bool {
    let raw = document.raw(last);
    // حرق مستوطنين | منزلا: nor of several persons what is one
    let several = |at: usize| {
        let mut readings = document.word(at).readings();
        document.raw(at).ends_with("ين") && readings.any(|(_, r)| r.inflection.number == Number::Plural)
    };
    let sound = document.raw(head).ends_with("ون") || raw.ends_with("ون") || several(head) && head == last;
    // أكثر انتشارا: a degree takes an accusative of its own
    let bare = last == head && !raw.ends_with(['ا', 'ً', 'ة', 'ء', 'ى', 'ت', 'ن']) && !raw.starts_with('أ');
    let mut readings = document.word(last).readings();
    let one = document.word(last).stems.is_empty()
        || readings.any(|(_, r)| r.inflection.tense == Tense::Nominal && r.inflection.number == Number::Singular);
    let shown = document.tag(last) == Tag::Noun && (document.word(last).article.is_some() || bare && one);
    sound || shown
}

/// A noun without a proclitic: it can continue a phrase.
pub fn bare_noun(document: &Document<'_>, token: usize) -> bool {
    // للقاهرة: ل and the article in one
    let governed = |at: usize| document.raw(at).starts_with("لل") && document.word(at).letters > 4;
    token < document.len()
        && document.tag(token) == Tag::Noun
        && document.proclitic_bytes(token) == 0
        && !governed(token)
}

pub(super) fn mention_end(tagging: &Tagging, token: usize) -> Option<usize> {
    tagging.mention_at(token).map(|m| m.tokens.end)
}

pub(super) fn is_name(mention: &Mention) -> bool {
    matches!(mention.kind, EntityKind::Person | EntityKind::Location | EntityKind::Facility)
        || (mention.kind == EntityKind::Organization && mention.form == MentionForm::Name)
}
