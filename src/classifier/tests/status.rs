//! Polarity and modality, in minimal pairs.

use super::read;

/// Polarity and modality of the event with that trigger.
fn status(text: &str, trigger: &str) -> (String, String) {
    read(text, None, trigger, |e| (e.polarity.to_owned(), e.modality.to_owned()))
}

fn modality(text: &str, trigger: &str) -> String {
    status(text, trigger).1
}

/// Polarity and modality in one word: `-planned`.
fn stands(text: &str, trigger: &str) -> String {
    let (polarity, modality) = status(text, trigger);
    format!("{}{modality}", if polarity == "negative" { '-' } else { '+' })
}

#[test]
fn what_is_not_wanted_is_no_forecast_and_an_ally_no_plan() {
    let modality = |text, trigger| read(text, None, trigger, |e| (e.polarity.to_owned(), e.modality.to_owned()));
    assert_eq!(modality("لا نريد التصعيد مع روسيا.", "التصعيد"), ("negative".to_owned(), "asserted".to_owned()));
    assert_eq!(modality("تعد روسيا من أبرز حلفاء دمشق.", "حلفاء"), ("positive".to_owned(), "asserted".to_owned()));
}

#[test]
fn a_word_before_the_clause_sets_its_modality() {
    assert_eq!(modality("أغلقت روسيا المعبر.", "أغلقت"), "asserted");
    assert_eq!(modality("ربما أغلقت روسيا المعبر.", "أغلقت"), "possible");
    assert_eq!(modality("إذا أغلقت روسيا المعبر خسرت.", "أغلقت"), "conditional");
    assert_eq!(modality("يتردد أن روسيا أغلقت المعبر.", "أغلقت"), "rumour");
    assert_eq!(modality("هل أغلقت روسيا المعبر؟", "أغلقت"), "possible");
}

#[test]
fn what_depends_on_a_condition_is_conditional() {
    assert_eq!(modality("ستغلق روسيا المعبر.", "ستغلق"), "planned");
    assert_eq!(modality("في حال تدهور الوضع ستغلق روسيا المعبر.", "ستغلق"), "conditional");
}

#[test]
fn what_is_ordered_is_not_yet_done() {
    assert_eq!(modality("أمر الوزير بإغلاق المعبر.", "إغلاق"), "ordered");
    assert_eq!(modality("قام الوزير بإغلاق المعبر.", "إغلاق"), "asserted");
}

#[test]
fn ma_negates_a_past_verb_but_not_behind_a_preposition() {
    assert_eq!(status("ما اعتقلت الشرطة المشتبه به.", "اعتقلت").0, "negative");
    assert_eq!(status("انهار المبنى بما أسفر عن مقتل عامل.", "مقتل").0, "positive");
}

#[test]
fn a_negator_ends_with_its_clause_or_its_noun() {
    assert_eq!(stands("لم يغلق الجسر بعد استقالة المحافظ.", "استقالة"), "+asserted");
    assert_eq!(stands("لا ضحايا في انهيار الجسر.", "انهيار"), "+asserted");
    assert_eq!(stands("غادر الوزير كمال سليم حلب دون أن يلتقي السفير.", "يلتقي"), "-asserted");
    assert_eq!(stands("لم تعتقل الشرطة المشتبه به، إلا أن النيابة أحالته إلى المحكمة.", "تعتقل"), "-asserted");
    assert_eq!(stands("لم تعتقل الشرطة إلا المشتبه به.", "تعتقل"), "+asserted");
}

#[test]
fn what_is_governed_stays_governed_behind_a_negating_noun() {
    assert_eq!(stands("قرر الوزير عدم إغلاق المعبر.", "إغلاق"), "-planned");
    assert_eq!(stands("أمر الوزير بعدم إغلاق المعبر.", "إغلاق"), "-ordered");
    assert_eq!(stands("لم توافق الحكومة على أي انسحاب من المدينة.", "انسحاب"), "-planned");
    assert_eq!(stands("وصلت قوات لإغلاق المعبر.", "إغلاق"), "+planned");
    assert_eq!(stands("على الحكومة إغلاق المعبر.", "إغلاق"), "+requested");
}

#[test]
fn an_idiom_calls_a_report_untrue() {
    assert_eq!(stands("لا صحة لما يتردد عن إغلاق المعبر.", "إغلاق"), "-denied");
    assert_eq!(stands("قال الوزير إن الأنباء عن إغلاق المعبر عارية عن الصحة.", "إغلاق"), "-denied");
    assert_eq!(stands("ليس صحيحا أن روسيا أغلقت المعبر.", "أغلقت"), "-denied");
}

#[test]
fn a_verbal_noun_is_as_its_predicate_says() {
    assert_eq!(stands("المفاوضات بين روسيا وتركيا ستبدأ في مايو.", "المفاوضات"), "+planned");
    assert_eq!(stands("المفاوضات بين روسيا وتركيا لم تبدأ في مايو.", "المفاوضات"), "-asserted");
    assert_eq!(stands("القصف لم يتوقف.", "القصف"), "+asserted");
}

#[test]
fn whose_will_a_future_is_decides_between_plan_forecast_and_deed() {
    assert_eq!(modality("قررت المحكمة الدستورية عزل الرئيس.", "عزل"), "asserted");
    assert_eq!(modality("قرر الحزب عزل الرئيس.", "عزل"), "planned");
    assert_eq!(modality("يعتزم البنك المركزي خفض أسعار الفائدة.", "خفض"), "planned");
    assert_eq!(modality("قال خبير إن البنك المركزي سيخفض أسعار الفائدة.", "سيخفض"), "predicted");
}

#[test]
fn a_verb_that_has_negated_its_content_does_not_negate_it_again() {
    let polarity = |text, trigger| status(text, trigger).0;
    let released = polarity("سمحت الحكومة بانسحاب القوات.", "انسحاب");
    assert_ne!(polarity("لم تسمح الحكومة بانسحاب القوات.", "انسحاب"), released);
    assert_ne!(polarity("امتنعت الشرطة عن اعتقال المتظاهرين.", "اعتقال"), released);
}

#[test]
fn a_present_on_a_day_to_come_is_planned_unless_it_hangs_on_a_condition() {
    let modality = |text| read(text, Some("2024-12-06"), "تنسحب", |e| e.modality.to_owned());
    assert_eq!(modality("تنسحب البعثة غدا من المدينة."), "planned");
    assert_eq!(modality("تنسحب البعثة غدا إذا وقعت الحكومة الاتفاق."), "conditional");
}
