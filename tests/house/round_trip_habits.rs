//! A register that was exported, opened in a spreadsheet and saved there imports back and changes nothing.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::round_trip::{REGISTERS, named};
use crate::common::Desk;
use crate::common::spreadsheet::{HABITS, Habit, SAVED, SavedAs, read};
use crate::law::shares::district::{Case, DISTRICT, cases, inn, snils};
use crate::law::shares::files;

/// What became of a file in a spreadsheet.
type Pass = (Vec<Habit>, SavedAs);

fn passes(count: usize) -> impl Strategy<Value = Vec<Pass>> {
    prop::collection::vec((subsequence(HABITS, 0..=HABITS.len()), select(SAVED)), count)
}

/// Exports the registers that have rows, lets spreadsheets have each, and imports what they saved: nothing changes. Returns how many
/// rows came back.
fn pass_through(desk: &Desk, passes: &[Pass], lists: &[(&str, &str)]) -> usize {
    let mut count = 0;
    for ((list, import), passes) in lists.iter().zip(passes.chunks(passes.len() / lists.len())) {
        desk.done(&format!("{list} --format excel --output exported.csv"));
        let exported = read(&std::fs::read(desk.path("exported.csv")).unwrap());
        let rows = exported.len() - 1;
        for (habits, saved) in passes.iter().filter(|_| rows > 0) {
            // Of a text the cells of each row are counted: one too few may be a slip in the middle.
            let is_kept = |habit: &&Habit| matches!(saved, SavedAs::Book) || !matches!(habit, Habit::EmptyCellsCut);
            let table = habits.iter().filter(is_kept).fold(exported.clone(), |table, habit| habit.applied(table));
            let Some((file, bytes)) = saved.file(&table) else { continue };
            desk.write(file, bytes);
            let told = desk.run(&format!("{import} {file} --dry-run"));
            let same = format!("изменений нет, строк без изменений: {rows}\n");
            assert!(told.code == 0 && told.err.contains(&same), "{list}: {habits:?}, {saved:?}\n{table:?}\n{told:#?}");
            count += rows;
        }
    }
    count
}

/// The district with something of everything.
#[test]
fn a_register_that_was_in_a_spreadsheet_changes_nothing() {
    let desk = named();
    let mut runner = TestRunner::deterministic();
    let mut passes = passes(4 * REGISTERS.len()).new_tree(&mut runner).unwrap().current();
    // Of each register one pass has all habits, in a text or in a book.
    for (at, pass) in passes.iter_mut().step_by(4).enumerate() {
        *pass = (HABITS.to_vec(), [SavedAs::Book, SavedAs::Utf8][at % 2]);
    }
    assert!(pass_through(&desk, &passes, REGISTERS) > 120);
}

/// The text of the files of a random district, in which numbers begin with zeros.
fn with_zeros(mut text: String) -> String {
    for at in 0..8 {
        text = text.replace(&snils(at), &snils_of(&format!("0{:08}", 7_000_000 + 31 * at)));
        text = text.replace(&inn(at), &inn_of(&format!("02{:07}", 500_000 + 17 * at)));
    }
    text
}

/// Nine digits and the two that check them.
fn snils_of(number: &str) -> String {
    let sum: u32 = number.bytes().zip((1..=9).rev()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    format!("{number}{:02}", sum % 101 % 100)
}

/// Nine digits and the one that checks them.
fn inn_of(number: &str) -> String {
    let sum: u32 =
        number.bytes().zip([2, 4, 10, 3, 5, 9, 4, 6, 8]).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    format!("{number}{}", sum % 11 % 10)
}

/// The registers of a random district, by way of its files.
fn entered(case: &Case) -> Desk {
    // No day of a random district lies after it.
    let desk = Desk::bare().at("2100-01-01").with([format!("org init --name '{DISTRICT}' --since 01.01.1990")]);
    let district = &case.district;
    let mut staff = files::staff(district);
    // Personnel numbers of digits alone: «3-1» is «0301» here.
    for person in 1..9 {
        for job in 1..9 {
            staff = staff.replace(&format!("\n{person}-{job};"), &format!("\n{person:02}{job:02};"));
        }
    }
    let absences = district.people.iter().flat_map(|person| {
        person.absences.iter().map(move |(from, to)| {
            let day = |day: &chrono::NaiveDate| day.format("%d.%m.%Y").to_string();
            let (snils, born) = (person.snils.clone().unwrap_or_default(), person.born.as_ref().map(day));
            let (from, to) = (day(from), to.as_ref().map(day).unwrap_or_default());
            format!("{snils};{};{};длительный отпуск;{from};{to}\n", person.name, born.unwrap_or_default())
        })
    });
    let absences = absences.fold("СНИЛС;ФИО;Дата рождения;Вид отсутствия;С;По\n".to_owned(), |all, row| all + &row);
    let posts =
        "Должность;Педагогическая;Должность по номенклатуре\nучительница;да;учитель\nхранитель 007;нет;\n".to_owned();
    for (command, text) in [
        ("org import", files::orgs(district)),
        ("org post import", posts),
        ("org staff import", staff),
        ("org staff absence import", absences),
        ("mentor import", files::mentors(district)),
        ("org group import", files::groups(district)),
        ("org group import", files::members(district)),
        ("pair import", files::pairs(district)),
        ("program import", files::programs(district)),
        ("monitor survey import", files::answers(district)),
    ] {
        if text.lines().count() > 1 {
            desk.write("f.csv", with_zeros(text)).done(&format!("{command} f.csv"));
        }
    }
    desk
}

/// Few cases: each is two score runs of the program. `PROPTEST_CASES` overrules.
#[test]
fn random_registers_that_were_in_a_spreadsheet_change_nothing() {
    let mut runner = TestRunner::deterministic();
    let cases_wanted = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(4);
    let mut rows = 0;
    for _ in 0..cases_wanted {
        let case = cases().new_tree(&mut runner).unwrap().current();
        let desk = entered(&case);
        let groups: Vec<_> =
            case.district.groups.iter().map(|group| format!("org group show {}", group.code)).collect();
        let lists = REGISTERS.iter().copied().filter(|(list, _)| !list.contains("group show"));
        let lists: Vec<_> = lists.chain(groups.iter().map(|list| (list.as_str(), "org group import"))).collect();
        let passes = passes(lists.len()).new_tree(&mut runner).unwrap().current();
        rows += pass_through(&desk, &passes, &lists);
    }
    assert!(rows > 15 * cases_wanted, "{rows}");
}
