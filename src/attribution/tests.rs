//! Who says what, in minimal pairs.

use std::sync::OnceLock;

use crate::config::ConfigFiles;
use crate::engine::Options;
use crate::{Article, Engine, Workspace};

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::load(&ConfigFiles::embedded()).expect("the data of the binary"))
}

/// The sources of the event with that trigger, outermost first; the channel and the rule.
fn attributed(text: &str, trigger: &str) -> (Vec<String>, Option<String>, String) {
    let mut workspace = Workspace::default();
    let analysis = engine().analyze(&mut workspace, &Article { text, ..Article::default() }, Options::default());
    let event = analysis.events.iter().find(|e| e.trigger.text == trigger).expect("an event with that trigger");
    let attribution = &event.attribution;
    let text = |id: &String| analysis.sources.iter().find(|s| s.id == *id).and_then(|s| s.text).map(str::to_owned);
    let chain = attribution.chain.iter().filter_map(text).collect();
    (chain, attribution.channel.as_ref().map(|c| c.kind.to_owned()), attribution.rule.to_owned())
}

fn chain(text: &str, trigger: &str) -> Vec<String> {
    attributed(text, trigger).0
}

#[test]
fn an_outlet_stays_with_the_source_it_was_heard_through() {
    let first = "قال الناطق كمال سليم لرويترز إن الجيش انسحب من البلدة.";
    let again = format!("{first} وأوضح سليم أن القوات قصفت الجسر.");
    assert_eq!(chain(&again, "قصفت"), ["رويترز", "كمال سليم"]);
    let other = format!("{first} وأوضح مصدر محلي أن القوات قصفت الجسر.");
    assert_eq!(chain(&other, "قصفت"), ["مصدر محلي"]);
}

#[test]
fn who_carried_the_words_is_a_link_and_a_verb_about_them_does_not_end_the_search() {
    let text = "أفاد الوزير كمال سليم في تصريح بثته أمس وكالة رويترز، بأن الجيش انسحب من البلدة.";
    let (links, channel, _) = attributed(text, "انسحب");
    assert_eq!(links, ["وكالة رويترز", "كمال سليم"]);
    assert_eq!(channel.as_deref(), Some("statement"));
    let text = "قال الوزير كمال سليم في بيان أصدره أمس إن الجيش انسحب من البلدة.";
    assert_eq!(chain(text, "انسحب"), ["كمال سليم"]);
}

#[test]
fn what_is_said_in_passing_does_not_part_verb_and_complement() {
    let text = "وشدد الوزير كمال سليم وفقا لما نقلته وكالة رويترز على ضرورة وقف إطلاق النار.";
    assert_eq!(chain(text, "ضرورة").last().map(String::as_str), Some("كمال سليم"));
    let text = "وشدد الوزير كمال سليم على ضرورة وقف إطلاق النار.";
    assert_eq!(chain(text, "ضرورة"), ["كمال سليم"]);
}

#[test]
fn a_speech_act_without_a_subject_goes_on_for_the_last_speaker() {
    let text = "دعت النقابة إلى الحوار. كما طالبت المسؤولين بالإفراج عن المعتقلين.";
    assert_eq!(chain(text, "طالبت"), ["النقابة"]);
    let text = "دعت النقابة إلى الحوار. وطالب الوزير كمال سليم بالإفراج عن المعتقلين.";
    assert_eq!(chain(text, "طالب"), ["كمال سليم"]);
}

#[test]
fn a_name_that_a_preposition_governs_does_not_speak() {
    let text = "وقالت مصادر عسكرية موالية لكمال سليم إن المعارك أسفرت عن مقتل جنديين.";
    assert_eq!(chain(text, "مقتل"), ["مصادر عسكرية موالية لكمال سليم"]);
    let text = "وقال القائد العسكري كمال سليم إن المعارك أسفرت عن مقتل جنديين.";
    assert_eq!(chain(text, "مقتل"), ["كمال سليم"]);
}

#[test]
fn an_opening_phrase_leaves_the_verb_its_place() {
    let text = "من جهة أخرى كشف مصدر أمني عن مقتل جنديين في دمشق.";
    assert_eq!(chain(text, "مقتل"), ["مصدر أمني"]);
    let text = "كشف مصدر أمني عن مقتل جنديين في دمشق.";
    assert_eq!(chain(text, "مقتل"), ["مصدر أمني"]);
}

#[test]
fn a_continued_report_keeps_its_channel() {
    let first = "قال الوزير كمال سليم في مؤتمر صحفي إن الجيش انسحب من البلدة.";
    let (_, channel, _) = attributed(&format!("{first} وأضاف أن القوات قصفت الجسر."), "قصفت");
    assert_eq!(channel.as_deref(), Some("press_conference"));
    let (_, channel, _) = attributed(&format!("{first} وقصفت القوات الجسر."), "قصفت");
    assert_eq!(channel, None);
}

#[test]
fn nobody_speaks_in_a_byline() {
    let (links, _, rule) = attributed("دمشق - رويترز: انسحب الجيش من البلدة.", "انسحب");
    assert!(links.is_empty());
    assert_eq!(rule, "R12_byline");
    let (links, _, rule) = attributed("كمال سليم: انسحب الجيش من البلدة.", "انسحب");
    assert_eq!(links, ["كمال سليم"]);
    assert_eq!(rule, "R11_headline_colon");
}

#[test]
fn a_participle_speaks_for_the_subject_of_its_sentence() {
    let text = "استقبل الوزير كمال سليم الوفد، مؤكدا أن الجيش انسحب من البلدة.";
    assert_eq!(chain(text, "انسحب"), ["كمال سليم"]);
    let text = "استقبل الوزير كمال سليم الوفد، بينما انسحب الجيش من البلدة.";
    assert!(chain(text, "انسحب").is_empty());
}

#[test]
fn an_outlet_may_pass_a_deeper_voice_on_behind_the_claim_or_in_a_headline() {
    let text = "انسحب الجيش من البلدة، بحسب ما نقلت وكالة رويترز عن مصدر محلي.";
    assert_eq!(chain(text, "انسحب"), ["وكالة رويترز", "مصدر محلي"]);
    let text = "رويترز عن مصدر محلي: الجيش انسحب من البلدة";
    assert_eq!(chain(text, "انسحب"), ["رويترز", "مصدر محلي"]);
    let text = "انسحب الجيش من البلدة، بحسب ما نقلت وكالة رويترز.";
    assert_eq!(chain(text, "انسحب"), ["وكالة رويترز"]);
}

#[test]
fn an_office_goes_back_to_who_holds_it() {
    let first = "قال الوزير كمال سليم إن الجيش انسحب من البلدة.";
    assert_eq!(chain(&format!("{first} وأكد الوزير أن القوات قصفت الجسر."), "قصفت"), ["كمال سليم"]);
    assert_eq!(chain(&format!("{first} وأكد المحافظ أن القوات قصفت الجسر."), "قصفت"), ["المحافظ"]);
}

#[test]
fn nobody_speaks_for_no_side() {
    assert!(chain("لم تتبن أي جهة الهجوم.", "تتبن").is_empty());
    assert_eq!(chain("تبنت حركة طالبان الهجوم.", "تبنت"), ["حركة طالبان"]);
}

#[test]
fn a_dateline_is_no_subject() {
    let text = "عمّان (رويترز) - قال وزير الخارجية الأردني إن الجيش انسحب من البلدة.";
    assert_eq!(chain(text, "انسحب"), ["وزير الخارجية الأردني"]);
    let text = "عمّان قالت إن الجيش انسحب من البلدة.";
    assert_eq!(chain(text, "انسحب"), ["عمّان"]);
}

#[test]
fn what_stands_behind_but_is_not_said_inside() {
    let text = "قالت الحكومة إن القوات قصفت الجسر، لكن الوزير كمال سليم أكد أن الجيش انسحب من البلدة.";
    assert_eq!(chain(text, "انسحب"), ["كمال سليم"]);
}

#[test]
fn a_factive_cue_commits_the_author() {
    let author = |text: &str| {
        let mut workspace = Workspace::default();
        let analysis = engine().analyze(&mut workspace, &Article { text, ..Article::default() }, Options::default());
        let event = analysis.events.iter().find(|e| e.trigger.text == "انسحب").expect("the event");
        event.factuality.author.to_owned()
    };
    assert_eq!(author("كشف الوزير كمال سليم أن الجيش انسحب من البلدة."), "CT+");
    assert_eq!(author("قال الوزير كمال سليم إن الجيش انسحب من البلدة."), "Uu");
}

#[test]
fn a_name_behind_a_comma_that_is_spelt_like_a_verb_speaks() {
    let text = "أشار وزير المالية، سيرغي كوباليف، إلى ضرورة العودة إلى المفاوضات.";
    assert_eq!(chain(text, "ضرورة"), ["سيرغي كوباليف"]);
    let text = "قال المدير، سيرجي كوباليف، إن الجيش انسحب.";
    assert_eq!(chain(text, "انسحب"), ["سيرجي كوباليف"]);
}

#[test]
fn statements_in_the_plural_are_evidence_and_no_voice() {
    let text = "لكن التصريحات الأخيرة من العاصمة تشير إلى تدهور الأوضاع في الجنوب.";
    assert_eq!(chain(text, "تدهور"), [""; 0]);
    let text = "وأشار البيان إلى تدهور الأوضاع في الجنوب.";
    assert_eq!(chain(text, "تدهور"), ["البيان"]);
}

#[test]
fn whom_a_headline_tells_is_a_link_and_no_part_of_the_office() {
    let text = "وزير الدفاع المالطي للجزيرة: القوات انسحبت من المدينة.";
    assert_eq!(chain(text, "انسحبت"), ["لجزيرة", "وزير الدفاع المالطي"]);
}

#[test]
fn where_nobody_speaks_nobody_is_a_source() {
    let denied = "لم تعلن أي جماعة مسؤوليتها عن الهجوم على الكنيسة.";
    assert!(chain(denied, "مسؤوليتها").is_empty());
    let claimed = "أعلنت الجماعة مسؤوليتها عن الهجوم على الكنيسة.";
    assert_eq!(chain(claimed, "مسؤوليتها"), ["الجماعة"]);
}

#[test]
fn a_name_that_begins_like_a_preposition_speaks_and_an_outlet_is_told() {
    assert_eq!(chain("قال بيرتولد إن الجيش انسحب من البلدة.", "انسحب"), ["بيرتولد"]);
    assert_eq!(chain("قال الوزير لرويترز إن الجيش انسحب من البلدة.", "انسحب"), ["رويترز", "الوزير"]);
}

#[test]
fn a_reply_behind_a_quotation_says_whose_it_is() {
    let text = "\"لن ننسحب من المدينة\"، هكذا رد المتحدث باسم الجيش على سؤال الصحفيين.";
    assert_eq!(chain(text, "ننسحب"), ["المتحدث باسم الجيش"]);
    let text = "\"لن ننسحب من المدينة\"، بهذه الكلمات رد الوزير كمال سليم.";
    assert_eq!(chain(text, "ننسحب"), ["كمال سليم"]);
}

#[test]
fn who_calls_a_report_untrue_denies_it_and_who_threatens_sets_the_condition() {
    let text = "وصف المتحدث باسم الحكومة الأنباء عن استقالة الوزير بأنها عارية عن الصحة.";
    assert_eq!(chain(text, "استقالة"), ["المتحدث باسم الحكومة"]);
    let text = "هدد الحوثيون باستهداف السفن إذا هاجمت واشنطن اليمن.";
    assert_eq!(chain(text, "هاجمت"), ["الحوثيون"]);
}

#[test]
fn time_does_not_speak_and_one_person_is_not_many() {
    let text = "يأتي ذلك في الوقت الذي قال الوزير إن الجيش انسحب من البلدة.";
    assert_eq!(chain(text, "انسحب"), ["الوزير"]);
    let text = "ناشد أهالي المحتجزين كمال سليم وقف الحرب.";
    assert_eq!(chain(text, "ناشد"), ["أهالي المحتجزين"]);
}

#[test]
fn two_words_may_be_one_part_of_a_name_and_its_first_letter_its_own() {
    let said = |who: &str| chain(&format!("قال {who} إن الجيش انسحب من البلدة."), "انسحب");
    assert_eq!(said("نور الدين البابا"), ["نور الدين البابا"]);
    assert_eq!(said("النائب حسن فضل الله"), ["حسن فضل الله"]);
    assert_eq!(said("المحلل فريد خان"), ["فريد خان"]);
    assert_eq!(said("بيرغمان"), ["بيرغمان"]);
}
