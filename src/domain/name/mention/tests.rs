use super::*;

const ANNA: &str = "Иванова Анна Ильинична";

fn hidden(others: &[&str], text: &str) -> (String, Vec<String>) {
    let others = others.iter().map(|name| (*name).to_owned());
    let mentions = Mentions::of(&[ANNA.into(), "Кац Анна Ильинична".into()], Some("11223344595"), others);
    let Hidden { text: found, left } = mentions.hide(text);
    (found.unwrap_or_else(|| text.to_owned()), left)
}

#[test]
fn a_name_goes_however_it_is_written() {
    for text in [
        "Иванова Анна Ильинична",
        "ИВАНОВА  Анна\u{a0}Ильинична",
        "иванова анна ильинична",
        "Анна Ильинична Иванова",
        "Анна Иванова",
        "Иванова Анна",
        "Иванова А. И.",
        "Иванова А.И.",
        "Иванова А И",
        "Иванова АИ",
        "А. И. Иванова",
        "А.Иванова",
        "Ивановой Анне Ильиничне",
        "Иванову А. И.",
        "Иванова",
        "Ивановой",
        "Кац",
        "Кац Анна",
        "Ивaнова",
        "112-233-445 95",
        "11223344595",
    ] {
        assert_eq!(hidden(&[], text), (HIDDEN.into(), vec![]), "{text}");
        let (around, _) = hidden(&[], &format!("по заявлению «{text}», от 01.09.2021"));
        assert_eq!(around, format!("по заявлению «{HIDDEN}», от 01.09.2021"), "{text}");
    }
    assert_eq!(hidden(&[], "staff-иванова_2024.csv").0, "staff-(удалено)_2024.csv");
    assert_eq!(hidden(&[], "Иванова_А_И.xlsx").0, "(удалено).xlsx");
    assert_eq!(
        hidden(&[], "{\"head\":\"Иванова А. И.\",\"b\":\"Кац\"}").0,
        "{\"head\":\"(удалено)\",\"b\":\"(удалено)\"}"
    );
    assert_eq!(hidden(&[], "Иванова переведена, Иванова уволена").0, "(удалено) переведена, (удалено) уволена");
}

#[test]
fn other_words_stay() {
    for text in [
        "Ивановка",
        "Ивановский район",
        "катание",
        "кацавейка",
        "Анна Ильинична",
        "учитель Анны",
        "911223344595",
        "1122334459",
        "112233445951",
    ] {
        assert_eq!(hidden(&[], text), (text.into(), vec![]), "{text}");
    }
}

#[test]
fn another_given_name_is_another_person() {
    for (text, left) in [
        ("Иванова Мария Петровна", "Иванова"),
        ("Иванова М. П.", "Иванова"),
        ("Иванова А. П.", "Иванова"),
        ("М. П. Иванова", "Иванова"),
        ("иванова мария петровна", "иванова"),
        ("Иванова-Петрова", "Иванова"),
    ] {
        assert_eq!(hidden(&[], text), (text.into(), vec![left.into()]), "{text}");
    }
}

#[test]
fn a_namesake_keeps_what_may_be_theirs() {
    let maria = ["Иванова Мария Петровна"];
    for text in ["Иванова Мария Петровна", "Иванова М. П.", "Мария Иванова", "иванова мария петровна"]
    {
        assert_eq!(hidden(&maria, text), (text.into(), vec![]), "{text}");
    }
    for text in ["Иванова А. И.", "Иванова Анна", "Кац"] {
        assert_eq!(hidden(&maria, text), (HIDDEN.into(), vec![]), "{text}");
    }
    assert_eq!(hidden(&maria, "Иванова"), ("Иванова".into(), vec!["Иванова".into()]));
    let alla = ["Иванова Алла Игоревна"];
    assert_eq!(hidden(&alla, "Иванова А. И."), ("Иванова А. И.".into(), vec!["Иванова А. И.".into()]));
    assert_eq!(hidden(&alla, ANNA), (HIDDEN.into(), vec![]));
    assert_eq!(hidden(&[ANNA], ANNA), (ANNA.into(), vec![ANNA.into()]));
    // «Иванова» may be «Иванов» in another case.
    assert_eq!(hidden(&["Иванов Пётр Ильич"], "Иванова").1, ["Иванова"]);
    assert_eq!(hidden(&["Петрова Анна Ильинична"], "Иванова").0, HIDDEN);
}
