//! Ways of writing a name that folding does not give (SCHEME 4.3).

/// The name itself first, then with عبد joined to what follows, with أبو in its cases, with sound plurals in ين.
pub(super) fn spellings(name: &str) -> Vec<String> {
    let mut out = vec![name.to_owned()];
    vary(&mut out, |words| join(words, "عبد"));
    vary(&mut out, |words| replace(words, "أبو", "أبي"));
    vary(&mut out, |words| replace(words, "أبو", "أبا"));
    vary(&mut out, |words| join(words, "أبو"));
    vary(&mut out, sound_plural);
    out
}

fn vary(out: &mut Vec<String>, variant: impl Fn(&[&str]) -> Option<String>) {
    for at in 0..out.len() {
        let words: Vec<&str> = out[at].split_whitespace().collect();
        if let Some(more) = variant(&words) {
            if !out.contains(&more) {
                out.push(more);
            }
        }
    }
}

fn join(words: &[&str], first: &str) -> Option<String> {
    let at = words.iter().position(|&w| w == first)?;
    let next = words.get(at + 1)?;
    let joined = format!("{first}{next}");
    let all: Vec<&str> =
        words[..at].iter().copied().chain([joined.as_str()]).chain(words[at + 2..].iter().copied()).collect();
    Some(all.join(" "))
}

fn replace(words: &[&str], from: &str, to: &str) -> Option<String> {
    words.contains(&from).then(|| words.iter().map(|&w| if w == from { to } else { w }).collect::<Vec<_>>().join(" "))
}

/// الحوثيون → الحوثيين.
fn sound_plural(words: &[&str]) -> Option<String> {
    let plural = |w: &&str| w.ends_with("ون") && w.starts_with("ال") && w.chars().count() > 6;
    words.iter().any(plural).then(|| {
        let genitive =
            |w: &&str| if plural(w) { format!("{}ين", w.strip_suffix("ون").unwrap_or(w)) } else { (*w).to_owned() };
        words.iter().map(genitive).collect::<Vec<_>>().join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_and_inflected_parts_are_known() {
        assert!(spellings("جمال عبد الناصر").contains(&"جمال عبدالناصر".to_owned()));
        assert!(spellings("أبو ظبي").contains(&"أبوظبي".to_owned()));
        assert!(spellings("الإخوان المسلمون").contains(&"الإخوان المسلمين".to_owned()));
        assert_eq!(spellings("بيروت"), ["بيروت"]);
    }
}
