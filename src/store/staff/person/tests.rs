#![allow(clippy::unwrap_used)]

use super::*;
use crate::store::journal::EntryDraft;
use crate::store::{Access, Store};

/// A file with one person in it, and the person's id.
fn world(draft: &PersonDraft) -> (tempfile::TempDir, Store, i64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.db");
    Store::create(&path, "Лесной район", None, &EntryDraft::test()).unwrap();
    let store = Store::open(&path, Access::Write, crate::domain::Moment::of_clock()).unwrap();
    let id = store.people().add(draft).unwrap();
    (folder, store, id)
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn named(full: &str, born: &str) -> PersonDraft {
    PersonDraft { name: Some(full.into()), born: Some(day(born)), ..PersonDraft::default() }
}

/// A start of work as a draft tells it: its latest day, and the months of its spread or 0.
fn since(latest: &str, spread: i64) -> PersonDraft {
    let spread = Some(spread).filter(|months| *months > 0);
    PersonDraft { teaching_since: Some(day(latest)), teaching_spread: spread, ..PersonDraft::default() }
}

const ANNA: &str = "Иванова Анна Ильинична";

#[test]
fn a_start_of_work_gives_way_to_what_is_known_better() {
    let refused = "стаж (начало педагогической деятельности с 02.09.2020 по 01.09.2021) расходится с записанной датой начала \
                   01.09.2022: исправьте стаж или дату в карточке (org staff edit)";
    // Stored, told, and what becomes of it: nothing (None), a change to be shown, or a refusal.
    type Case = ((&'static str, i64), (&'static str, i64), Result<Option<&'static str>, &'static str>);
    let cases: &[Case] = &[
        (("01.09.2022", 0), ("01.09.2022", 0), Ok(None)),
        (("01.09.2022", 0), ("01.09.2021", 0), Ok(Some("01.09.2022 → 01.09.2021"))),
        (("01.09.2022", 12), ("01.09.2022", 0), Ok(Some("с 01.09.2022 (по стажу, с точностью до года) → 01.09.2022"))),
        (("01.09.2022", 1), ("01.01.2000", 0), Ok(Some("с 01.09.2022 (по стажу, с точностью до месяца) → 01.01.2000"))),
        (("01.09.2022", 0), ("01.09.2022", 12), Ok(None)),
        (("01.09.2022", 0), ("31.08.2023", 12), Ok(None)),
        (("01.09.2022", 0), ("01.09.2021", 12), Err(refused)),
        (("01.09.2022", 12), ("01.09.2022", 12), Ok(None)),
        (("01.09.2022", 12), ("15.03.2023", 12), Ok(None)),
        (
            ("01.09.2022", 12),
            ("01.09.2023", 12),
            Ok(Some("с 01.09.2022 (по стажу, с точностью до года) → с 01.09.2023 (по стажу, с точностью до года)")),
        ),
        (
            ("01.09.2022", 12),
            ("01.04.2022", 1),
            Ok(Some("с 01.09.2022 (по стажу, с точностью до года) → с 01.04.2022 (по стажу, с точностью до месяца)")),
        ),
        (("01.04.2022", 1), ("01.09.2022", 12), Ok(None)),
    ];
    for ((latest, spread), told, expected) in cases {
        let (_folder, store, id) = world(&PersonDraft { name: Some(ANNA.into()), ..since(latest, *spread) });
        let person = store.people().get(id).unwrap();
        let draft = since(told.0, told.1);
        let done = store.people().amend(&person, &draft);
        let shown = match &done {
            Ok(changes) => Ok(changes.first().map(|change| format!("{} → {}", change.old, change.new))),
            Err(error) => Err(crate::command::advice::failure(error).message),
        };
        assert_eq!(shown, expected.map(|s| s.map(Into::into)).map_err(Into::into), "{latest} {spread}, then {told:?}");
        let stored = store.people().get(id).unwrap();
        let (now, months) = if matches!(expected, Ok(Some(_))) { *told } else { (*latest, *spread) };
        assert_eq!(stored.teaching_since, Some(day(now)));
        assert_eq!(stored.teaching_spread, Some(months).filter(|months| *months > 0));
        // Told once more, it changes nothing.
        assert!(expected.is_err() || store.people().amend(&stored, &draft).unwrap().is_empty());
    }
}

#[test]
fn a_first_tenure_is_a_change_too() {
    let (_folder, store, id) = world(&named(ANNA, "12.05.1990"));
    let changes = store.people().amend(&store.people().get(id).unwrap(), &since("01.09.2022", 1)).unwrap();
    let shown = "с 01.09.2022 (по стажу, с точностью до месяца)".to_owned();
    assert_eq!(
        changes,
        [Change {
            heading: "Начало педагогической деятельности", old: String::new(), new: shown
        }]
    );
}

#[test]
fn a_file_of_before_the_wedding_finds_the_person_and_takes_no_surname_back() {
    let (_folder, store, id) = world(&named(ANNA, "12.05.1990"));
    store.people().rename(&store.people().get(id).unwrap(), "Ким Анна Ильинична", day("01.09.2023")).unwrap();
    let old = named(ANNA, "12.05.1990");
    let found = store.people().known(&old).unwrap().unwrap();
    assert_eq!((found.id, found.name.as_str()), (id, "Ким Анна Ильинична"));
    assert_eq!(store.people().amend(&found, &old).unwrap(), []);
    assert!(store.people().known(&named(ANNA, "13.05.1990")).unwrap().is_none());
    // Somebody else who bears the name now comes first.
    let namesake = store.people().add(&old).unwrap();
    assert_eq!(store.people().known(&old).unwrap().map(|p| p.id), Some(namesake));
}
