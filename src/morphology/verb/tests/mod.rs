use super::*;

#[test]
fn first_look() {
    for (l, i, c) in [("قال", "يقول", "I.h"), ("نفى", "ينفي", "I.d"), ("أعاد", "يعيد", "IV.h"), ("أكد", "يؤكد", "II.m")] {
        let forms = conjugate(l, i, c);
        assert!(forms.is_ok(), "{forms:?}");
    }
}
