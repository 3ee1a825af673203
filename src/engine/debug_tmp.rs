//! temporary
use super::*;
impl Engine {
    /// temporary
    pub fn debug(&self, text: &str) {
        let mut workspace = Workspace::default();
        workspace.read(self, text);
        let Workspace { words, tokens, ids, quotations, sentences, sentence_of, cues, tags, tagging, .. } = &mut workspace;
        let mut document = Document { text, lexicon: &self.lexicon, tokens, words: ids, cache: words, sentences, sentence_of, quotations, cues: &[], tags: &[] };
        find_cues(&document, cues);
        document.cues = cues;
        self.parts_of_speech.tag(&document, tags);
        document.tags = tags;
        self.tagger.tag(&document, tagging);
        let view = self.classifier.view(document, tagging);
        for t in 0..document.len() {
            let rs: Vec<String> = document.word(t).readings().take(6).map(|(s, r)| {
                let l = document.lexicon.lexeme(r.lexeme);
                let cl: Vec<&str> = l.senses.iter().map(|s| document.lexicon.class_name(s.class)).collect();
                format!("{}+{}/{:?}/{:?}/{:?}/{:?}{}{}", s.start, l.lemma, r.inflection.tense, r.inflection.voice, r.inflection.gender, cl, if l.triggers.is_empty() {""} else {"/T"}, if s.enclitic {"/E"} else {""})
            }).collect();
            println!("{t} {} {:?} M={:?} {}", document.raw(t), document.tag(t), tagging.mention_at(t).map(|m| (m.kind, m.gender, m.number, m.tokens.clone())), rs.join(" ; "));
            if let Some((s, r)) = document.word(t).readings().find(|(_, r)| matches!(r.inflection.tense, crate::morphology::Tense::Past | crate::morphology::Tense::Present)) {
                if document.tag(t) == Tag::Verb {
                    let a = view.of_verb(t, r.inflection, s.enclitic);
                    let f = |p: Option<crate::tagger::chunk::NounPhrase>| p.map(|p| document.span(p.first, p.last).of(text));
                    println!("     VERB subj={:?} obj={:?} obj2={:?} end={} preps={:?}", f(a.subject), f(a.object), f(a.object2), a.end, a.prepositions.iter().map(|(p, n)| (p, f(Some(*n)))).collect::<Vec<_>>());
                }
            }
        }
        for c in cues.iter() { println!("cue {} {} {}", c.first, c.len, document.lexicon.lexeme(c.lexeme).lemma); }
    }
}
