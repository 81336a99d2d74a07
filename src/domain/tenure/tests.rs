#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::super::day::Day;
use super::{Start, Tenure};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn start(latest: &str, spread: u32) -> Start {
    Start { latest: day(latest), spread }
}

#[test]
fn tenure_as_files_write_it() {
    for (text, years, months) in [
        ("3 г. 5 мес.", 3, Some(5)),
        ("3 года 5 месяцев", 3, Some(5)),
        ("3г.5м.", 3, Some(5)),
        ("3 г., 5 мес", 3, Some(5)),
        ("3 года и 5 месяцев", 3, Some(5)),
        ("3 г. 5 мес. 12 дн.", 3, Some(5)),
        ("1 год 0 мес.", 1, Some(0)),
        ("3 г. 12 дней", 3, Some(0)),
        ("12 дней", 0, Some(0)),
        ("5 мес.", 0, Some(5)),
        ("18 мес.", 1, Some(6)),
        ("2 года", 2, None),
        ("6 ЛЕТ 5 МЕСЯЦЕВ", 6, Some(5)),
        ("33 года", 33, None),
        ("17 лет", 17, None),
        ("5\u{a0}л.", 5, None),
        ("27", 27, None),
        (" 0 ", 0, None),
        ("80", 80, None),
        ("менее года", 0, None),
        ("До года", 0, None),
        ("меньше года", 0, None),
        ("менее 1 года", 0, None),
        ("б/с", 0, Some(0)),
        ("Без стажа", 0, Some(0)),
    ] {
        assert_eq!(Tenure::parse(text), Ok(Tenure { years, months }), "{text}");
    }
}

#[test]
fn what_is_no_tenure_says_why() {
    for (text, told) in [
        ("3,5", "дробный стаж неоднозначен"),
        ("3.5 года", "дробный стаж неоднозначен"),
        ("81", "стаж больше 80 лет"),
        ("80 лет 1 мес.", "стаж больше 80 лет"),
        ("1998", "стаж больше 80 лет"),
        ("3 г. 12 мес.", "месяцев больше 11"),
        ("3 г. 5 мес. 45 дн.", "дней в стаже больше 31"),
        ("более 3 лет", "ожидается стаж"),
        ("с 01.09.2012", "ожидается стаж"),
        ("01.09.2012", "дробный стаж неоднозначен"),
        ("3 г. 5", "ожидается стаж"),
        ("5 мес. 3 г.", "ожидается стаж"),
        ("3 г. 4 г.", "ожидается стаж"),
        ("5 недель", "ожидается стаж"),
        ("99999", "ожидается стаж"),
        ("-3", "ожидается стаж"),
        ("нет", "ожидается стаж"),
        ("", "ожидается стаж"),
    ] {
        assert!(Tenure::parse(text).unwrap_err().contains(told), "{text}: {:?}", Tenure::parse(text));
    }
}

#[test]
fn a_start_lies_between_the_tenure_and_the_next_whole_one() {
    let years = |years| Tenure { years, months: None }.start(day("01.09.2025"));
    assert_eq!(years(3), start("01.09.2022", 12));
    assert_eq!((years(3).earliest(), years(3).latest), (day("02.09.2021"), day("01.09.2022")));
    assert_eq!(years(0).earliest(), day("02.09.2024"));
    let months = Tenure { years: 3, months: Some(5) }.start(day("31.07.2025"));
    assert_eq!(months, start("28.02.2022", 1));
    assert_eq!(months.earliest(), day("29.01.2022"));
    assert_eq!(Tenure { years: 80, months: None }.start(day("01.01.1950")).latest, day("01.01.1900"));
}

#[test]
fn what_can_be_told_of_a_start_is_told_and_no_more() {
    // From 02.09.2021 to 01.09.2022.
    let rough = start("01.09.2022", 12);
    assert_eq!(rough.is_after(day("01.09.2022")), Some(false));
    assert_eq!(rough.is_after(day("31.08.2022")), None);
    assert_eq!(rough.is_after(day("02.09.2021")), None);
    assert_eq!(rough.is_after(day("01.09.2021")), Some(true));
    assert_eq!(Start::exact(day("01.09.2022")).is_after(day("31.08.2022")), Some(true));
    for (other, agrees) in [
        (Start::exact(day("01.09.2022")), true),
        (Start::exact(day("02.09.2022")), false),
        (Start::exact(day("02.09.2021")), true),
        (Start::exact(day("01.09.2021")), false),
        (start("01.09.2021", 12), false),
        (start("02.09.2021", 1), true),
        (start("01.09.2023", 12), false),
        (start("31.08.2023", 12), true),
    ] {
        assert_eq!((rough.agrees(other), other.agrees(rough)), (agrees, agrees), "{other}");
    }
}

#[test]
fn a_start_says_how_exact_it_is() {
    assert_eq!(Start::exact(day("01.09.2022")).to_string(), "01.09.2022");
    assert_eq!(start("01.09.2022", 12).to_string(), "с 01.09.2022 (по стажу, с точностью до года)");
    assert_eq!(start("01.09.2022", 1).to_string(), "с 01.09.2022 (по стажу, с точностью до месяца)");
    assert_eq!(start("01.09.2022", 6).to_string(), "с 01.09.2022 (по стажу, с точностью до 6 месяцев)");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whoever begins on a day has, on a later day, a tenure whose start agrees with that day.
    #[test]
    fn the_true_start_lies_within(days in 0..29_000_u32, begun in 0..20_000_u32) {
        let begun = Day::new(1940, 1, 1).unwrap().plus_days(begun);
        let stated = begun.plus_days(days);
        // The definition counts back from the later day: its step falls to the last day of a shorter month.
        let whole = (0..).take_while(|months| stated.minus_months(months + 1) >= begun).count() as u32;
        for months in [None, Some(whole % 12)] {
            let start = Tenure { years: whole / 12, months }.start(stated);
            prop_assert!(start.agrees(Start::exact(begun)), "{begun} {stated} {start}");
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*", near in "[0-9., гмеслт]{0,16}") {
        let _ = Tenure::parse(&text);
        let _ = Tenure::parse(&near);
    }
}
