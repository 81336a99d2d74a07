#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::super::day::Day;
use super::{DayCells, Epoch};

const GENITIVE: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const NOMINATIVE: [&str; 12] = [
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
];
const SHORT: [&str; 12] =
    ["янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."];

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::new(year, month, day).unwrap()
}

/// The cells of a table in which this day counts as today.
fn cells(today: Day) -> DayCells {
    DayCells { epoch: Epoch::Windows, today }
}

/// Everything that a file may write for a day of a year, a month and a number.
fn forms(y: i32, m: u32, d: u32) -> Vec<String> {
    let [genitive, nominative, short] = [GENITIVE, NOMINATIVE, SHORT].map(|names| names[m as usize - 1]);
    vec![
        format!("{d:02}.{m:02}.{y}"),
        format!("{d}.{m}.{y}"),
        format!("\u{a0}{d:02}.{m:02}.{y} г."),
        format!("{d:02}.{m:02}.{y}г."),
        format!("{d:02}.{m:02}.{y} 0:00"),
        format!("{d:02}.{m:02}.{y} 23:59:59"),
        format!("{y}-{m:02}-{d:02}"),
        format!("{y}-{m:02}-{d:02} 00:00:00"),
        format!("{y}-{m:02}-{d:02}T00:00:00"),
        format!("{y}-{m:02}-{d:02}T07:30:00.000Z"),
        format!("{y}-{m:02}-{d:02}T07:30:00+10:00"),
        format!("{y}-{m:02}-{d:02} 07:30:00.5-0300"),
        format!("{y}/{m:02}/{d:02} 10:14:15 AM GMT+3"),
        format!("{d:02}.{m:02}.{y}, 10:14"),
        format!("{y}-{m:02}-{d:02} 22:05:00 UTC"),
        format!("{d} {genitive} {y} г."),
        format!("{d:02} {} {y}", genitive.to_uppercase()),
        format!("«{d:02}» {genitive} {y} года"),
        format!("{d} {genitive} {y}г."),
        format!("{d} {nominative} {y}"),
        format!("{d} {short} {y} г."),
        format!("{d:02}-{short}-{y}"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_form_of_a_day_reads_back_to_it(y in 1900..=2199_i32, m in 1..=12_u32, d in 1..=28_u32) {
        for text in forms(y, m, d) {
            prop_assert_eq!(Day::of_cell(&text), Ok(day(y, m, d)), "{}", text);
            prop_assert_eq!(cells(day(2026, 6, 15)).birth(&text), Ok(day(y, m, d)), "{}", text);
        }
    }

    #[test]
    fn a_number_of_excel_is_so_many_days(number in 10_000..=73_050_i64) {
        let known = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + chrono::Duration::days(number);
        for text in [format!("{number}"), format!("{number}.0"), format!(" {number} ")] {
            prop_assert_eq!(Day::of_cell(&text).map(Day::iso), Ok(known.to_string()));
        }
    }

    #[test]
    fn no_text_at_all_makes_it_panic(text in ".*", near in "[0-9./ tzгмая:+-]{0,24}") {
        for text in [text, near] {
            let _ = Day::of_cell(&text);
            let _ = cells(day(2026, 6, 15)).birth(&text);
        }
    }

    #[test]
    fn a_birth_of_two_digits_is_of_a_likely_age(short in 0..100_i32) {
        let read = cells(day(2026, 6, 15)).birth(&format!("12.05.{short:02}"));
        // On 15 June 2026: 10 years old are the born in 2016, 99 years old those of 1927.
        match short {
            0..=16 => prop_assert_eq!(read, Ok(day(2000 + short, 5, 12))),
            27.. => prop_assert_eq!(read, Ok(day(1900 + short, 5, 12))),
            _ => prop_assert!(read.unwrap_err().contains("возраста от 10 до 99 лет: запишите год полностью")),
        }
    }
}

#[test]
fn slashes_are_read_where_they_have_one_reading() {
    for (text, iso) in [
        ("31/12/2025", "2025-12-31"),
        ("12/31/2025", "2025-12-31"),
        ("13-09-2015", "2015-09-13"),
        ("2015/09/01", "2015-09-01"),
        ("2015/9/1", "2015-09-01"),
        ("05/05/1990 0:00", "1990-05-05"),
    ] {
        assert_eq!(Day::of_cell(text).map(Day::iso).as_deref(), Ok(iso), "{text}");
    }
    for text in ["32/12/2025", "31/13/2025", "0/5/2025", "2015/13/01"] {
        assert!(Day::of_cell(text).is_err_and(|why| why.starts_with("такого дня нет")), "{text}");
    }
}

#[test]
fn an_empty_date_of_a_program_is_none() {
    for text in [
        "01.01.0001",
        "01.01.0001 0:00:00",
        "0001-01-01T00:00:00",
        ". .",
        ".  .",
        "__.__.____",
        "00.00.0000",
        "0000-00-00 00:00:00",
        "00/00/0000",
        "00.01.1900",
        "30.12.1899 0:00",
    ] {
        assert!(Day::is_no_cell(text), "{text}");
    }
    for text in ["", "0", "-", "000", "01.01.2001", "10.10.2000", "0:00", "01.01.1900", "нет", "00000"] {
        assert!(!Day::is_no_cell(text), "{text}");
    }
}

#[test]
fn a_number_of_days_counts_from_the_epoch_of_its_book() {
    let mac = DayCells { epoch: Epoch::Macintosh, today: day(2026, 6, 15) };
    for (text, iso) in [("40786", "2015-09-01"), ("27891.0", "1980-05-12"), ("01.09.2015", "2015-09-01")] {
        assert_eq!(mac.day(text).map(Day::iso).as_deref(), Ok(iso), "{text}");
    }
    assert!(mac.day("72000").unwrap_err().contains("здесь число 72000"));
}

#[test]
fn two_digits_are_a_year_where_only_one_century_is_likely() {
    let read = |text: &str| cells(day(2026, 6, 15)).day(text).map(Day::iso);
    for (text, iso) in [("01.09.05", "2005-09-01"), ("15.06.26", "2026-06-15"), ("1 сентября 70 г.", "1970-09-01")]
    {
        assert_eq!(read(text).as_deref(), Ok(iso), "{text}");
    }
    // The future isn't certain, nor is a time out of mind.
    for text in ["16.06.26", "01.09.30", "01.01.45"] {
        assert!(read(text).unwrap_err().contains("запишите год полностью"), "{text}");
    }
    assert_eq!(read("03/04/05"), Err("дата неоднозначна: день или месяц впереди? Запишите её как ДД.ММ.ГГГГ".into()));
}

#[test]
fn excel_wrote_these_days_as_these_numbers() {
    for (text, day) in
        [("33005", "1990-05-12"), ("33005.0", "1990-05-12"), ("36526", "2000-01-01"), ("45292", "2024-01-01")]
    {
        assert_eq!(Day::of_cell(text).unwrap().iso(), day);
    }
}

#[test]
fn a_birthday_decides_at_the_edge_of_a_likely_age() {
    let today = day(2026, 6, 15);
    let read = |text| cells(today).birth(text).map(Day::iso);
    assert_eq!(read("15.06.16 г."), Ok("2016-06-15".into()));
    assert!(read("16.06.16").is_err());
    assert_eq!(read("16.06.26"), Ok("1926-06-16".into()));
    assert!(read("15.06.26").is_err());
    assert_eq!(read("29 февр. 00 г."), Ok("2000-02-29".into()));
    assert_eq!(read("31.02.90"), Err("такого дня нет в календаре".into()));
    assert!(read("90").is_err());
}

#[test]
fn what_is_no_date_says_what_to_do() {
    for (text, told) in [
        ("31.02.1990", "такого дня нет в календаре: проверьте дату"),
        ("1990-02-31", "такого дня нет в календаре: проверьте дату"),
        ("31 апреля 1990 г.", "такого дня нет в календаре: проверьте дату"),
        ("01.13.1990", "такого дня нет в календаре: похоже, месяц стоит впереди дня, а нужно ДД.ММ.ГГГГ"),
        ("31.02", "ожидается дата, а год не указан: запишите ДД.ММ.ГГГГ"),
        ("01.13", "ожидается дата, а год не указан: запишите ДД.ММ.ГГГГ"),
        ("12 мая", "ожидается дата, а год не указан: запишите ДД.ММ.ГГГГ"),
        ("май 1990", "ожидается дата, а день не указан: запишите ДД.ММ.ГГГГ"),
        ("05.1990", "ожидается дата, а день не указан: запишите ДД.ММ.ГГГГ"),
        ("1990", "ожидается дата, а указан только год: добавьте день и месяц"),
        ("1990 г.", "ожидается дата, а указан только год: добавьте день и месяц"),
        ("05/12/1990", "дата неоднозначна: день или месяц впереди? Запишите её как ДД.ММ.ГГГГ"),
        ("12/05/1990 0:00", "дата неоднозначна: день или месяц впереди? Запишите её как ДД.ММ.ГГГГ"),
        ("12/5/90", "дата неоднозначна: день или месяц впереди? Запишите её как ДД.ММ.ГГГГ"),
        ("12-05-1990", "дата неоднозначна: день или месяц впереди? Запишите её как ДД.ММ.ГГГГ"),
        ("12.05.90", "в году две цифры, век неизвестен: запишите год полностью"),
        ("12 мая 90 г.", "в году две цифры, век неизвестен: запишите год полностью"),
        ("12.05.0990", "год 990 вне пределов 1900–2199: проверьте дату"),
        ("99999", "ожидается дата, а здесь число 99999: запишите ДД.ММ.ГГГГ"),
        ("09999", "ожидается дата, а здесь число 9999: запишите ДД.ММ.ГГГГ"),
        ("скоро", "ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"),
        ("33005.5", "ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"),
        ("12.05.1990 25:00", "ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"),
        ("12 мартобря 1990", "ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"),
        ("н/д", "ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"),
        ("", "ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"),
    ] {
        assert_eq!(Day::of_cell(text), Err(told.into()), "{text}");
    }
}

#[test]
fn a_day_is_typed_as_it_is_said() {
    let today = Day::new(2026, 11, 27).unwrap();
    let typed = |text: &str| Day::typed(text, today).map(Day::iso);
    for (text, expected) in [
        ("сегодня", "2026-11-27"),
        ("Вчера", "2026-11-26"),
        ("завтра", "2026-11-28"),
        ("15 октября 2025", "2025-10-15"),
        ("15 ОКТ 2025 г.", "2025-10-15"),
        ("30.12.25", "2025-12-30"),
        ("30.12.27", "2027-12-30"),
        ("30.12.28", "1928-12-30"),
        ("01.09.85", "1985-09-01"),
        ("1 сентября 99", "1999-09-01"),
        ("2025-10-15", "2025-10-15"),
    ] {
        assert_eq!(typed(text).as_deref(), Ok(expected), "{text}");
    }
    for text in ["послезавтра", "10/12/2025", "31.02.25", "октябрь 2025", "29.02.25", ""] {
        assert!(typed(text).is_err(), "{text}");
    }
}
