//! The cases of one word of a person's name: «Иванова, Ивановой, Иванову». Only as far as to find it again in a text.

/// Endings: what the nominative ends with, how much of it goes, what may come instead. The first one that fits counts.
const DECLENSIONS: &[(&[&str], usize, &[&str])] = &[
    (&["ова", "ева", "ина", "ына"], 1, &["ой", "ою", "у", "ы", "е"]),
    (&["ская", "цкая", "ая"], 2, &["ой", "ою", "ую"]),
    (&["яя"], 2, &["ей", "ею", "юю"]),
    (&["ий"], 2, &["ого", "его", "ому", "ему", "им", "ом", "ем", "ия", "ию", "ием", "ии"]),
    (&["ый", "ой"], 2, &["ого", "ому", "ым", "им", "ом"]),
    (&["а"], 1, &["ы", "и", "е", "у", "ой", "ою", "ей", "ею"]),
    (&["я"], 1, &["и", "е", "ю", "ей", "ею"]),
    (&["ь"], 1, &["я", "ю", "ем", "е", "и", "ью"]),
    (&["й"], 1, &["я", "ю", "ем", "е", "и"]),
    (&["о", "е", "и", "ы", "у", "ю", "э", "оглы", "кызы"], 0, &[]),
    (&[""], 0, &["а", "у", "ом", "ем", "ым", "е", "ы", "ам"]),
];

/// The forms of a word that is given by its key, the nominative first.
pub(super) fn forms(key: &str) -> Vec<String> {
    let mut forms = vec![key.to_owned()];
    let Some((_, cut, endings)) = DECLENSIONS.iter().find(|(marks, ..)| marks.iter().any(|mark| key.ends_with(mark)))
    else {
        return forms;
    };
    let letters: Vec<char> = key.chars().collect();
    let stem: String = letters[..letters.len() - cut.min(&letters.len())].iter().collect();
    forms.extend(endings.iter().map(|ending| format!("{stem}{ending}")));
    // A vowel that flees: «Павел, Павла», «Лев, Льва», «Кравец, Кравца».
    if let ([before @ .., 'е' | 'о', last], true) = (letters.as_slice(), *cut == 0 && !endings.is_empty()) {
        let before: String = before.iter().collect();
        for soft in ["", "ь"] {
            forms.extend(["а", "у", "ом", "ем", "е"].iter().map(|ending| format!("{before}{soft}{last}{ending}")));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cases_of_names_are_found() {
        for (nominative, others) in [
            ("иванова", "ивановой иванову"),
            ("иванов", "иванова иванову ивановым"),
            ("вишневская", "вишневской вишневскую"),
            ("вишневский", "вишневского вишневскому вишневским"),
            ("толстой", "толстого толстому"),
            ("сорока", "сороки сороке сороку сорокой"),
            ("анна", "анны анне анну анной"),
            ("мария", "марии марию марией"),
            ("илья", "ильи илье илью ильей"),
            ("ильинична", "ильиничны ильиничне ильиничну"),
            ("петр", "петра петру петром"),
            ("петрович", "петровича петровичу петровичем"),
            ("павел", "павла павлу"),
            ("лев", "льва льву"),
            ("игорь", "игоря игорю"),
            ("андрей", "андрея андрею"),
            ("дмитрий", "дмитрия дмитрию"),
        ] {
            let forms = forms(nominative);
            assert_eq!(forms[0], nominative);
            for other in others.split(' ') {
                assert!(forms.iter().any(|form| form == other), "{nominative}: {other} {forms:?}");
            }
        }
        assert_eq!(forms("шевченко"), ["шевченко"]);
        assert!(!forms("иванова").contains(&"иванов".to_owned()));
    }
}
