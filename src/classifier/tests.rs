//! Arguments, place and class, in minimal pairs.

use std::sync::OnceLock;

use crate::analysis::{Analysis, Event};
use crate::config::ConfigFiles;
use crate::engine::Options;
use crate::{Article, Engine, Workspace};

mod status;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::load(&ConfigFiles::embedded()).expect("the data of the binary"))
}

fn read<T>(text: &str, published_at: Option<&str>, trigger: &str, take: impl Fn(&Event<'_>) -> T) -> T {
    let mut workspace = Workspace::default();
    let article = Article { published_at, text, ..Article::default() };
    let analysis: Analysis<'_> = engine().analyze(&mut workspace, &article, Options::default());
    let event = analysis.events.iter().find(|e| e.trigger.text == trigger).expect("an event with that trigger");
    take(event)
}

/// The types of all events of a text.
pub(super) fn types(text: &str) -> Vec<String> {
    let mut workspace = Workspace::default();
    let article = Article { text, ..Article::default() };
    let analysis: Analysis<'_> = engine().analyze(&mut workspace, &article, Options::default());
    analysis.events.iter().map(|e| e.kind.to_owned()).collect()
}

/// What fills a role of the event with that trigger.
fn role(text: &str, trigger: &str, role: &str) -> Option<String> {
    read(text, None, trigger, |e| e.roles[role].first().map(|r| r.text.to_owned()))
}

fn class(text: &str, trigger: &str) -> String {
    read(text, Some("2024-12-06"), trigger, |e| e.class.to_owned())
}

#[test]
fn the_subject_of_a_relative_clause_acts_and_its_antecedent_suffers() {
    let text = "أدانت الحكومة الغارات التي تنفذها القوات الروسية على المدينة.";
    assert_eq!(role(text, "الغارات", "actor").as_deref(), Some("القوات الروسية"));
    let text = "صدت الحكومة هجمات شنتها القوات الروسية على مواقع الجيش.";
    assert_eq!(role(text, "هجمات", "actor").as_deref(), Some("القوات الروسية"));
    assert_eq!(role(text, "هجمات", "target").as_deref(), Some("مواقع الجيش"));
}

#[test]
fn a_relative_clause_does_not_part_subject_and_verb() {
    let text = "الرئيس كمال سليم الذي أدانته المحكمة يعتزم السفر إلى دمشق.";
    assert_eq!(role(text, "يعتزم", "actor").as_deref(), Some("الرئيس كمال سليم"));
}

#[test]
fn a_plan_is_for_whomever_its_deed_is_done_to() {
    let text = "وضعت الحكومة خطة لإنقاذ البنك.";
    assert_eq!(role(text, "خطة", "target").as_deref(), Some("البنك"));
    let text = "وضعت الحكومة خطة لدعم جديد.";
    assert_eq!(role(text, "خطة", "target").as_deref(), Some("دعم جديد"));
}

#[test]
fn a_name_may_begin_with_the_letter_of_a_proclitic() {
    let text = "نصحت كندا رعاياها بعدم السفر إلى سوريا.";
    assert_eq!(role(text, "نصحت", "actor").as_deref(), Some("كندا"));
    assert_eq!(role(text, "نصحت", "target").as_deref(), Some("رعاياها"));
}

#[test]
fn endings_tell_object_from_subject() {
    let text = "وصل الوزير كمال سليم إلى بيروت حيث يلتقي مسؤولين لبنانيين.";
    assert_eq!(role(text, "يلتقي", "target").as_deref(), Some("مسؤولين لبنانيين"));
    let text = "وصل الوزير كمال سليم إلى بيروت حيث يلتقي مسؤولون لبنانيون وفدا روسيا.";
    assert_eq!(role(text, "يلتقي", "actor").as_deref(), Some("مسؤولون لبنانيون"));
}

#[test]
fn the_agent_of_a_passive_is_its_actor() {
    let text = "تم تحرير البلدة من قبل الجيش السوري.";
    assert_eq!(role(text, "تحرير", "actor").as_deref(), Some("الجيش السوري"));
    let text = "تم تحرير البلدة من المتمردين.";
    assert_eq!(role(text, "تحرير", "actor"), None);
}

#[test]
fn the_scene_of_clashes_does_not_clash() {
    let text = "تشهد مدينة حلب مواجهات بين الجيش والمتمردين.";
    assert_eq!(role(text, "مواجهات", "place").as_deref(), Some("مدينة حلب"));
    assert_eq!(role(text, "مواجهات", "actor").as_deref(), Some("الجيش"));
    assert_eq!(role(text, "مواجهات", "target").as_deref(), Some("المتمردين"));
}

#[test]
fn who_is_counted_is_not_the_number() {
    let text = "أعلن الجيش مقتل سبعة من عناصر التنظيم.";
    assert_eq!(role(text, "مقتل", "target").as_deref(), Some("عناصر التنظيم"));
    assert_eq!(role(text, "مقتل", "quantity").as_deref(), Some("سبعة"));
    let text = "أسفرت المعارك عن سقوط 28 قتيلا.";
    assert_eq!(role(text, "قتيلا", "target").as_deref(), Some("28 قتيلا"));
}

#[test]
fn what_is_taken_or_left_is_the_place() {
    assert_eq!(role("أنهى الوزير زيارة حلب الشهر الماضي.", "زيارة", "place").as_deref(), Some("حلب"));
    assert_eq!(
        role("سيطرت القوات على بلدة حارم في ريف إدلب.", "سيطرت", "place").as_deref(),
        Some("بلدة حارم في ريف إدلب")
    );
    assert_eq!(role("قصف الجيش مواقع المتمردين شمال حلب.", "قصف", "place").as_deref(), Some("شمال حلب"));
}

#[test]
fn events_of_a_sentence_lend_their_place() {
    let text = "شن مسلحون هجوما على مركز للشرطة في حلب مما أسفر عن مقتل ضابطين.";
    assert_eq!(role(text, "مقتل", "place").as_deref(), Some("حلب"));
    let text = "شن مسلحون هجوما على مركز للشرطة في حلب. وأعلنت الوزارة مقتل ضابطين.";
    assert_eq!(role(text, "مقتل", "place"), None);
}

#[test]
fn a_date_of_long_ago_makes_background() {
    assert_eq!(class("قصف الجيش البلدة في مارس 2023.", "قصف"), "background");
    assert_eq!(class("قصف الجيش البلدة في 3 ديسمبر 2024.", "قصف"), "event_report");
}

#[test]
fn a_story_of_long_ago_is_background_until_somebody_speaks() {
    let story = "وفي 3 مارس 2009 اجتاز المتمردون الحدود، فأرسل الجيش تعزيزات إلى المنطقة. وقصف المتمردون البلدة.";
    assert_eq!(class(story, "تعزيزات"), "background");
    assert_eq!(class(story, "قصف"), "background");
    let spoken = "وفي 3 مارس 2009 اجتاز المتمردون الحدود. وقال الوزير إن الجيش قصف البلدة.";
    assert_eq!(class(spoken, "قصف"), "event_report");
    let later = "وفي 3 مارس 2009 اجتاز المتمردون الحدود. وفي 3 ديسمبر 2024 قصف الجيش البلدة.";
    assert_eq!(class(later, "قصف"), "event_report");
}

#[test]
fn what_lasts_since_long_ago_is_background() {
    assert_eq!(class("تحاصر القوات البلدة منذ عام 2013.", "تحاصر"), "background");
    assert_eq!(class("تحاصر القوات البلدة منذ 3 ديسمبر 2024.", "تحاصر"), "event_report");
}

#[test]
fn unknown_men_and_civilians_make_an_attack() {
    let kind = |text, trigger| read(text, None, trigger, |e| e.kind.to_owned());
    assert_eq!(kind("هاجم مسلحون مجهولون متجرا في باريس.", "هاجم"), "violence.attack");
    assert_eq!(kind("هاجم الجيش مواقع المتمردين في حلب.", "هاجم"), "military.offensive");
}

#[test]
fn the_main_event_keeps_its_condition() {
    let text = "ستغلق روسيا المعبر إذا أغلقت تركيا المضيق.";
    assert_eq!(role(text, "ستغلق", "condition").as_deref(), Some("إذا أغلقت تركيا المضيق"));
    let text = "في حال تدهور الوضع، ستغلق روسيا المعبر.";
    assert_eq!(role(text, "ستغلق", "condition").as_deref(), Some("في حال تدهور الوضع"));
}

#[test]
fn class_follows_who_speaks() {
    assert_eq!(class("على الحكومة إغلاق المعبر.", "إغلاق"), "opinion");
    assert_eq!(class("قال الوزير إن على الحكومة إغلاق المعبر.", "إغلاق"), "statement");
    assert_eq!(class("وكان الجيش قصف البلدة.", "قصف"), "background");
    assert_eq!(class("وكان الجيش قصف البلدة في 3 ديسمبر 2024.", "قصف"), "event_report");
}

#[test]
fn a_name_may_stand_behind_the_complements_of_its_office() {
    let text = "زار المبعوث الأوروبي إلى السودان كمال سليم الخرطوم.";
    assert_eq!(role(text, "زار", "actor").as_deref(), Some("المبعوث الأوروبي إلى السودان كمال سليم"));
    let text = "استقبل الوزير في بيروت كمال سليم.";
    assert_ne!(role(text, "استقبل", "target").as_deref(), Some("الوزير في بيروت كمال سليم"));
}

#[test]
fn the_object_may_stand_behind_the_relative_clause_of_the_subject() {
    let text = "من المقرر أن يلتقي الوزير كمال سليم، الذي يزور طوكيو، رئيس الوزراء الياباني.";
    assert_eq!(role(text, "يلتقي", "target").as_deref(), Some("رئيس الوزراء الياباني"));
}

#[test]
fn what_is_left_of_an_article_is_no_part_of_a_role() {
    let text = "قدمت النرويج مساعدات للنازحين في بيروت.";
    assert_eq!(role(text, "مساعدات", "target").as_deref(), Some("نازحين"));
}

#[test]
fn a_weapon_tells_who_killed_unless_an_adjective_describes_it() {
    assert_eq!(role("قُتل سائق برصاص الشرطة.", "قُتل", "actor").as_deref(), Some("الشرطة"));
    assert_eq!(role("قُتل سائق برصاص طائش.", "قُتل", "actor"), None);
}

#[test]
fn what_suffers_agrees_with_its_verb() {
    assert_eq!(role("هاجمت مسلحة المركز وقتلت شرطيا.", "قتلت", "target").as_deref(), Some("شرطيا"));
    assert_eq!(role("قتل شرطي قرب المركز.", "قتل", "actor"), None);
}

#[test]
fn two_verbal_nouns_share_what_follows_the_second() {
    let text = "أدى الحريق إلى مقتل وإصابة عدد من عمال المصنع.";
    assert_eq!(role(text, "مقتل", "target"), role(text, "إصابة", "target"));
    assert!(role(text, "مقتل", "target").is_some());
}

#[test]
fn a_dropped_subject_is_not_sought_inside_a_relative_clause() {
    let text = "شاركت إيطاليا في التحالف الذي تقوده فرنسا، ثم قصفت معسكرا للمتمردين.";
    assert_eq!(role(text, "قصفت", "actor").as_deref(), Some("إيطاليا"));
}

#[test]
fn a_verb_may_be_the_last_word_of_a_text() {
    assert_eq!(role("الشرطة أعلنت أن السائق قتل", "قتل", "target").as_deref(), Some("السائق"));
    for text in ["تدخل", "زيارة", "قصف هذا", "هجوم وقع", "أغلقت", "بين"] {
        let mut workspace = Workspace::default();
        let article = Article { text, ..Article::default() };
        let _: Analysis<'_> = engine().analyze(&mut workspace, &article, Options::default());
    }
}

#[test]
fn two_offices_side_by_side_are_two_persons_unless_a_third_follows() {
    let two = "استقبل سلطان عمان وزير الدفاع البولندي.";
    assert_eq!(role(two, "استقبل", "target").as_deref(), Some("سلطان عمان"));
    let three = "استقبل نائب رئيس الوزراء وزير الداخلية السفير البولندي.";
    assert_eq!(role(three, "استقبل", "target").as_deref(), Some("نائب رئيس الوزراء وزير الداخلية"));
}

#[test]
fn the_noun_before_a_relative_clause_is_what_its_pronoun_stands_for() {
    let text = "قال الوزير إن الجيش بقي في البلدات التي سيطر عليها.";
    assert_eq!(role(text, "سيطر", "theme").as_deref(), Some("البلدات"));
}

#[test]
fn two_full_names_side_by_side_are_two_persons() {
    let text = "التقى الرئيس رجب طيب أردوغان فلاديمير بوتين في سوتشي.";
    assert_eq!(role(text, "التقى", "actor").as_deref(), Some("الرئيس رجب طيب أردوغان"));
}
