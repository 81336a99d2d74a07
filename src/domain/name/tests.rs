#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

#[test]
fn names_are_compared_by_what_people_mean() {
    assert_eq!(key("  Ёлкина\u{a0} АННА  Петровна"), "елкина анна петровна");
    assert_eq!(key("Е\u{308}лкина Андреи\u{306}"), "елкина андрей", "letters in two pieces");
    assert_eq!(key("Ива\u{ad}но\u{301}ва"), "иванова", "a soft hyphen, an accent");
    assert_eq!(org_key("МБОУ «СОШ № 8» с. Спасское"), org_key("мбоу \"СОШ №8\" с.Спасское"));
    assert_ne!(org_key("МБОУ СОШ № 8"), org_key("МБОУ СОШ № 18"));
}

#[test]
fn latin_look_alikes_inside_cyrillic_words_are_repaired() {
    assert_eq!(person("Ивaнoва Aнна Пeтpовна").as_deref(), Ok("Иванова Анна Петровна"));
    assert_eq!(org_key("МБОУ «CОШ № 8»"), org_key("МБОУ «СОШ № 8»"));
    assert_eq!(cyrillic("Excel и Word"), "Excel и Word");
    assert_eq!(cyrillic("ИвaноваZ"), "ИвaноваZ", "another Latin letter: not a slip of the layout");
}

#[test]
fn a_part_of_a_name_cuts_no_number() {
    let stands = |part: &str, whole: &str| stands_in(&org_key(part), &org_key(whole));
    assert!(stands("СОШ № 1", "МБОУ «СОШ № 1» с. Ясное") && stands("СОШ", "СОШ № 11") && stands("51", "СОШ № 51"));
    assert!(!stands("СОШ № 1", "МБОУ «СОШ № 11» с. Лесное") && !stands("1", "СОШ № 51"));
    assert!(stands("№ 1", "СОШ № 11 и школа № 1"));
}

#[test]
fn a_person_has_a_whole_name() {
    for (text, name) in [
        ("ИВАНОВА-ПЕТРОВА  анна Ильинична", "Иванова-Петрова Анна Ильинична"),
        ("иванова анна петровна", "Иванова Анна Петровна"),
        ("Иванова - Петрова Анна", "Иванова-Петрова Анна"),
        ("Иванова– Петрова Анна", "Иванова-Петрова Анна"),
        ("Иванова Анна Петровна.", "Иванова Анна Петровна"),
        ("Иванова Анна –", "Иванова Анна"),
        ("Иванова (Петрова) Анна", "Иванова (Петрова) Анна"),
        ("ИВАНОВА (ПЕТРОВА) АННА", "Иванова (Петрова) Анна"),
        ("КИМ Анна", "Ким Анна"),
        ("О Анна Петровна", "О Анна Петровна"),
        ("О’КОННОР ШОН", "О'Коннор Шон"),
        ("ЛУК`ЯНЕНКО МАР'ЯНА", "Лук'яненко Мар'яна"),
        ("Мамедов Али Вели оглы", "Мамедов Али Вели оглы"),
        ("Мамедов Али Вели Оглы", "Мамедов Али Вели оглы"),
        ("МАМЕДОВ АЛИ ВЕЛИ ОГЛЫ", "Мамедов Али Вели оглы"),
        ("МАМЕДОВА АЙГУЛЬ ВЕЛИ-КЫЗЫ", "Мамедова Айгуль Вели-кызы"),
        ("Заде Али", "Заде Али"),
        ("РАГИМ-ЗАДЕ АЛИ", "Рагим-заде Али"),
        ("Сурьяти -", "Сурьяти"),
        ("сурьяти - -", "Сурьяти"),
        ("Smith John", "Smith John"),
        ("Smith-Иванова Анна", "Smith-Иванова Анна"),
        ("Žižka Jan", "Žižka Jan"),
        ("Әминов Ғали", "Әминов Ғали"),
        ("Андреи\u{306} Ива\u{ad}нов", "Андрей Иванов"),
    ] {
        assert_eq!(person(text).as_deref(), Ok(name), "{text}");
    }
}

#[test]
fn what_is_no_whole_name_says_why() {
    for (text, told) in [
        ("Иванова А. П.", "инициалы не годятся: нужны имя и отчество полностью"),
        ("Иванова А.П.", "инициалы"),
        ("Иванова А П", "инициалы"),
        ("А П Иванова", "инициалы"),
        ("А Иванова", "инициалы"),
        ("Иванова АП", "инициалы"),
        ("Иванова Анна П.", "инициалы"),
        ("Иванова", "если имя у человека одно, поставьте после него тире: «Сурьяти -»"),
        ("- Анна", "лишний дефис"),
        ("Иванова--Петрова Анна", "лишний дефис"),
        ("Иванова 2 Анна", "в имени не бывает знака «2»"),
        ("Иванова, Анна", "в имени не бывает знака «,»"),
        ("Иванова Анна*", "в имени не бывает знака «*»"),
        ("ИвaноваZ Анна", "в слове «ИвaноваZ» смешаны русские и латинские буквы"),
        ("Иванова AHHA", "слово «AHHA» набрано латинскими буквами: наберите его русскими"),
        ("王 伟", "в имени не бывает знака «王»"),
        ("-", "ожидаются фамилия, имя и отчество (если есть)"),
        ("", "ожидаются фамилия, имя и отчество (если есть)"),
    ] {
        assert!(person(text).is_err_and(|why| why.contains(told)), "{text}: {:?}", person(text));
    }
}

#[test]
fn a_slip_finds_its_neighbours() {
    assert_eq!(nearest("СОШ № 9", ["СОШ № 8", "Ромашка"]), ["СОШ № 8"]);
}

#[test]
fn bare_keys_as_worked_out_by_hand() {
    for (title, bare) in [
        ("МБОУ «СОШ № 8» с. Спасское", "сош 8 с спасское"),
        (
            "Муниципальное бюджетное общеобразовательное учреждение \"Средняя общеобразовательная школа №8\" с.Спасское",
            "сош 8 с спасское",
        ),
        ("СОШ 8, село Спасское", "сош 8 с спасское"),
        ("МКОУ СОШ N8 c. Спасское", "сош 8 с спасское"),
        ("MAOY COШ No 8 с.Спасское", "сош 8 с спасское"),
        ("МБДОУ детский сад № 3 «Ромашка»", "дс 3 ромашка"),
        ("МБДОУ № 3 «Ромашка»", "дс 3 ромашка"),
        ("д/с №3 ‹Ромашка›", "дс 3 ромашка"),
        ("Муниципальное дошкольное образовательное учреждение № 3 Ромашка", "дс 3 ромашка"),
        ("ГБПОУ «Спасский педагогический колледж»", "спасский педагогический колледж"),
        ("МБУ ДО «ДЮСШ»", "дюсш"),
        ("Муниципальное учреждение дополнительного образования «Детско-юношеская спортивная школа»", "дюсш"),
        ("Лицей имени А.С. Пушкина", "лицей им а с пушкина"),
        ("ООШ-2", "оош 2"),
        ("Основная общеобразовательная школа № 2", "оош 2"),
        ("Школа-интернат № 1 г.Спасск", "школа интернат 1 г спасск"),
        ("Школа–интернат №1 город Спасск", "школа интернат 1 г спасск"),
        ("Областная организация профсоюза", "областная организация профсоюза"),
    ] {
        assert_eq!(bare_key(title).as_deref(), Some(bare), "{title}");
    }
    for nothing in ["", "№ 8", "МБОУ", "«»"] {
        assert_eq!(bare_key(nothing), None, "{nothing}");
    }
    // What differs stays apart.
    for (one, other) in [
        ("СОШ № 8", "ООШ № 8"),
        ("СОШ № 8", "Средняя школа № 8"),
        ("СОШ № 8", "СОШ № 18"),
        ("СОШ № 8", "СОШ № 08"),
        ("МБОУ № 8", "МБДОУ № 8"),
        ("СОШ № 8", "СОШ № 8 с. Спасское"),
        ("Лицей № 1", "Гимназия № 1"),
    ] {
        assert_ne!(bare_key(one), bare_key(other), "{one}, {other}");
    }
}

/// A name of a school in one of the ways in which people write it.
fn school(ways: [usize; 5], number: u32, place: &str) -> String {
    let [form, kind, sign, quote, locality] = ways;
    let form = ["", "МБОУ ", "МКОУ ", "маоу ", "Муниципальное казённое общеобразовательное учреждение "][form];
    let kind = ["СОШ", "Средняя общеобразовательная школа", "средняя  общеобразовательная\u{a0}школа", "CОШ"][kind];
    let sign = [" № ", " №", " ", " N ", " N", " No "][sign];
    let (open, close) = [("«", "»"), ("\"", "\""), ("„", "“"), ("", ""), ("‹", "›")][quote];
    let locality = [" с. ", " с.", ", село ", " с "][locality];
    format!("{form}{open}{kind}{sign}{number}{close}{locality}{place}")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_tidy_stays_and_keys_are_their_own_keys(text in ".*", near in "[А-Яа-яёЁAaBHKcyNй№«». /\u{301}\u{306}\u{308}\u{ad}\u{a0}0-9-]{0,24}") {
        for text in [text, near] {
            let tidy = tidy(&text);
            prop_assert_eq!(&super::tidy(&tidy), &tidy);
            prop_assert_eq!(super::tidied_at_length(&tidy), tidy);
            prop_assert_eq!(key(&key(&text)), key(&text));
            if let Some(bare) = bare_key(&text) {
                prop_assert_eq!(bare_key(&bare), Some(bare));
            }
        }
    }

    #[test]
    fn the_fast_ways_agree_with_the_slow(text in "[А-Яа-яёЁ№\"*0-9. -]{0,24}", name in "([А-ЯЁ][а-яё]{0,5}[ -]?){1,4}(Оглы|оглы| Заде)?") {
        for text in [text, name] {
            if let Some(key) = super::plain_key(&text) {
                prop_assert_eq!(key, super::key_at_length(&text));
            }
            if super::person::is_plain(&text) {
                prop_assert_eq!(super::person::at_length(&text), Ok(text));
            }
        }
    }

    #[test]
    fn a_name_reads_back_as_it_was_kept(text in "[А-Яа-яёЁJj' .,()-]{0,24}", words in "([А-ЯЁа-яёJj]{1,6}[ '-]){1,4}") {
        for text in [text, words] {
            if let Ok(kept) = person(&text) {
                // A single name reads back with its dash.
                let again = if kept.contains(' ') { kept.clone() } else { format!("{kept} -") };
                prop_assert_eq!(person(&again), Ok(kept), "{}", text);
            }
        }
    }

    #[test]
    fn a_school_has_one_bare_key_however_it_is_written(
        one in (0..5_usize, 0..4_usize, 0..6_usize, 0..5_usize, 0..4_usize),
        other in (0..5_usize, 0..4_usize, 0..6_usize, 0..5_usize, 0..4_usize),
        number in 1..2000_u32,
        another in 1..2000_u32,
    ) {
        let ways = |w: (usize, usize, usize, usize, usize)| [w.0, w.1, w.2, w.3, w.4];
        let bare = |w, number, place| bare_key(&school(ways(w), number, place)).unwrap();
        prop_assert_eq!(bare(one, number, "Ясное"), bare(other, number, "Ясное"));
        prop_assert_eq!(bare(one, number, "Ясное") == bare(other, another, "Ясное"), number == another);
        prop_assert_ne!(bare(one, number, "Ясное"), bare(other, number, "Тихое"));
    }
}

#[test]
fn words_of_a_status_are_no_names() {
    for text in [
        "Вакантная ставка",
        "ВАКАНСИЯ УЧИТЕЛЯ",
        "вакансия -",
        "нет данных",
        "Ромашкина Анна Петровна декрет",
        "Белова Вера Ивановна (совместитель)",
        "Неизвестно Неизвестно",
    ] {
        assert!(person(text).is_err_and(|why| why.contains("не имя человека")), "{text}");
    }
    for text in ["Вакантов Иван Ильич", "Декретова Вера Ивановна", "Данных Олег Олегович", "Нетунаева Ольга Юрьевна"]
    {
        assert_eq!(person(text).as_deref(), Ok(text));
    }
}

#[test]
fn an_erased_person_keeps_the_name_that_lists_show() {
    assert_eq!(person("Удалённое лицо 299").as_deref(), Ok("Удалённое лицо 299"));
    assert_eq!(person("удаленное лицо 7").as_deref(), Ok("Удалённое лицо 7"));
    assert!(person("Удалённое лицо 1а").is_err() && person("Лицо 7").is_err());
    assert_eq!(erased("Удалённое лицо 299"), Some(299));
    assert_eq!(erased("Ромашкина Анна"), None);
}
