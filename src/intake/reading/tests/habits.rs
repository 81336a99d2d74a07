//! A table after a pass through a spreadsheet or a program says what it said before.

use proptest::prelude::*;

use super::super::Opened;
use super::{PEOPLE, rows};
use crate::domain::Day;

/// Somebody as a table tells of them.
#[derive(Debug, Clone)]
struct Somebody {
    name: String,
    hired: Day,
    /// Nine digits; the check number follows from them.
    snils: u32,
    post: &'static str,
}

/// What happens to the cells of a row.
#[derive(Debug, Clone, Copy)]
struct Habits {
    /// How the day is written.
    day: u8,
    /// How the СНИЛС is.
    number: u8,
    /// Whether the post is a formula of a text.
    is_trick: bool,
    /// How many empty cells follow.
    beside: usize,
}

fn person() -> impl Strategy<Value = Somebody> {
    let post = prop::sample::select(vec!["учитель", "00101", "педагог-психолог", "учитель, «1 кл.»"]);
    ("[А-Я][а-я]{2,8} [А-Я][а-я]{2,8}", 1950..=2020_i32, 1..=12_u32, 1..=28_u32, 1_002_000..999_999_999_u32, post)
        .prop_map(|(name, year, month, day, snils, post)| Somebody {
            name,
            hired: Day::new(year, month, day).unwrap(),
            snils,
            post,
        })
        // One digit again and again is no number.
        .prop_filter("a placeholder", |person| !(1..=9).any(|digit| person.snils == digit * 111_111_111))
}

fn habits() -> impl Strategy<Value = Habits> {
    (0..8_u8, 0..4_u8, any::<bool>(), 0..3_usize).prop_map(|(day, number, is_trick, beside)| Habits {
        day,
        number,
        is_trick,
        beside,
    })
}

/// The eleven digits, counted the plain way.
fn digits(number: u32) -> String {
    let text = format!("{number:09}");
    let sum: u32 =
        text.chars().zip([9, 8, 7, 6, 5, 4, 3, 2, 1]).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
    let check = match sum % 101 {
        100 => 0,
        rest => rest,
    };
    format!("{text}{check:02}")
}

fn row(person: &Somebody, habits: Habits) -> String {
    let (y, m, d) = (person.hired.year(), person.hired.month(), person.hired.day());
    let known = chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let serial = known.signed_duration_since(chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
    let day = match habits.day {
        0 => serial.to_string(),
        1 => format!("{serial}.0"),
        2 => format!("{d:02}.{m:02}.{y} 0:00:00"),
        3 => format!("{y}/{m:02}/{d:02} 9:14:15 AM GMT+3"),
        4 => format!("{d:02}.{m:02}.{y}, 10:14"),
        5 if d > 12 => format!("{d}/{m}/{y}"),
        6 if y > 1950 => format!("{d:02}.{m:02}.{:02}", y % 100),
        _ => format!("{d:02}.{m:02}.{y}"),
    };
    let whole = digits(person.snils);
    let bare = whole.trim_start_matches('0');
    let number = match habits.number {
        0 if bare.len() > 8 => bare.to_owned(),
        1 => format!("\"=\"\"{whole}\"\"\""),
        2 => format!("{}-{}-{} {}", &whole[..3], &whole[3..6], &whole[6..9], &whole[9..]),
        _ => whole,
    };
    let post = if habits.is_trick { format!("\"=\"\"{}\"\"\"", person.post) } else { person.post.to_owned() };
    format!("{};{post};{day};{number}{}\n", person.name, ";".repeat(habits.beside))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_pass_through_a_spreadsheet_changes_nothing(people in prop::collection::vec((person(), habits()), 1..20)) {
        let table: String = people.iter().map(|(person, habits)| row(person, *habits)).collect();
        let text = format!("Сотрудник;Должность;Принят;СНИЛС\n{table}");
        let mut sheet = Opened::of_text("x.csv", text.clone().into(), None).unwrap().sheet(&PEOPLE).unwrap();
        let (read, defects) = rows(&mut sheet);
        prop_assert_eq!(defects.told(), Vec::<String>::new(), "{}", text);
        prop_assert_eq!(read.len(), people.len());
        for (row, (person, _)) in read.iter().zip(&people) {
            prop_assert_eq!(row.text("name"), Some(person.name.clone()));
            prop_assert_eq!(row.day("hired"), Some(person.hired), "{}", text);
            prop_assert_eq!(row.snils("snils"), Some(digits(person.snils)), "{}", text);
            prop_assert_eq!(row.text("post"), Some(person.post.to_owned()));
            prop_assert!(row.is_sound());
        }
    }
}
