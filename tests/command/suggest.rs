//! `pair suggest`: a mentor for everybody who needs one, the best for all together. Expected pairs are found by hand, and in
//! made-up districts by trying every assignment of the points that the lists and the register give.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::common::Desk;

/// Two schools of one municipality and one of another; today is 15.06.2024.
fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org add 'Лицей' --kind школа",
        "org add 'СОШ дальняя' --kind школа --municipality 'Тихий район'",
    ])
}

fn staff(name: &str, org: u32, post: &str, subject: &str, more: &str) -> String {
    format!("org staff add '{name}' --org {org} --post '{post}' --subject '{subject}' --hired 01.09.2020 {more}")
}

fn suggested(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["mentee_name", "mentor_name", "score", "status", "why"])
}

#[test]
fn the_best_for_all_together_is_not_the_best_for_the_first() {
    let desk = desk();
    for line in [
        staff("Арбузова Ада", 1, "учитель химии", "химия", "--teaching-since 01.09.2023"),
        staff("Берёзов Ян", 1, "учитель физики", "физика", "--teaching-since 01.09.2023"),
        staff("Химик Ия", 1, "учитель", "Химия, биология", "--teaching-since 01.09.2000"),
        staff("Сосед Лев", 2, "учитель", "химия", "--teaching-since 01.09.2000"),
    ] {
        desk.done(&line);
    }
    let desk = desk.with([
        "mentor add Химик --date 01.09.2021 --capacity 1",
        "mentor add Сосед --date 01.09.2021 --capacity 1",
        "org needs add Арбузова --need 'молодой специалист' --date 01.09.2023",
        "org needs add Берёзов --need 'молодой специалист' --date 01.09.2023",
    ]);
    // Apart the first would take the chemist of her own school: 40 + 30 + 10. Together that leaves 10 + 10 for the other, 100 in
    // all; the other way round it is 40 + 10 + 10 and 30 + 10, 100 as well. With a subject of his own it is no tie any more.
    let of_ada = |line: &str| suggested(&desk, line)[0].clone();
    assert!(of_ada("pair suggest").starts_with("Арбузова Ада|"));
    desk.done("org needs edit 2 --subject биология");
    assert_eq!(
        suggested(&desk, "pair suggest"),
        ["Арбузова Ада|Сосед Лев|60|proposed|", "Берёзов Ян|Химик Ия|80|proposed|"]
    );
    let told = desk.cells("pair suggest", &["mentee", "mentor", "mentee_org", "mentor_org", "reasons", "alternatives"]);
    assert_eq!(
        told[0],
        "1|4|СОШ № 1|Лицей|тот же предмет; тот же муниципалитет: сетевая пара; стаж больше на три года или дольше; наставляемых сейчас нет|"
    );
    let alone = desk.cells("pair suggest --org Лицей", &["mentee"]);
    assert_eq!(alone, Vec::<String>::new());
    // Whoever has a third place could be one besides.
    desk.done("mentor edit Химик --capacity 2");
    let others = desk.cells("pair suggest", &["mentee_name", "mentor_name", "score", "alternatives"]);
    assert_eq!(
        others,
        [
            "Арбузова Ада|Химик Ия|80|Сосед Лев (№ 4, Лицей; баллы: 60)",
            "Берёзов Ян|Химик Ия|76|Сосед Лев (№ 4, Лицей; баллы: 20)"
        ]
    );
    // Nothing is written by looking.
    assert_eq!(desk.rows("pair list --all").len(), 0);
}

#[test]
fn an_earlier_mentor_is_kept_and_a_younger_one_found_where_that_is_asked_for() {
    let desk = desk();
    for line in [
        staff("Мудров Ян", 1, "учитель", "", "--born 01.01.1970"),
        staff("Ровесник Лев", 1, "учитель", "", "--born 01.01.1970"),
        staff("Юнцов Ким", 2, "методист", "", "--born 02.01.1970"),
        staff("Прежний Ян", 2, "методист", "", "--born 01.01.1960"),
        staff("Вдова Ия", 2, "логопед", "", ""),
    ] {
        desk.done(&line);
    }
    let desk = desk.with([
        "mentor add Ровесник --date 01.09.2021",
        "mentor add Юнцов --date 01.09.2021",
        "mentor add Прежний --date 01.09.2021",
        "pair create --number 1 --mentor Прежний --mentee Вдова --order-number 5 --order-date 01.09.2021",
        "pair close 1 --date 31.05.2022 --ending completed",
        "org needs add Вдова --need дефициты --date 01.09.2023",
        "org needs add Мудров --need дефициты --reverse да --date 01.09.2023",
    ]);
    assert_eq!(
        suggested(&desk, "pair suggest"),
        // The same school and once her mentor: 30 + 15. A younger one of another school of the municipality: 10.
        ["Вдова Ия|Прежний Ян|45|proposed|", "Мудров Ян|Юнцов Ким|10|proposed|"]
    );
    let told = desk.done("pair suggest --create").err;
    assert!(told.contains("Записана пара № 3: Юнцов Ким → Мудров Ян"), "{told}");
    assert!(told.contains("Записано проектов: 2 пары\n"), "{told}");
    let made = desk.cells("pair list", &["number", "mentor", "mentees", "kind", "order_number", "started", "state"]);
    assert_eq!(made, ["2|Прежний Ян|Вдова Ия||||draft", "3|Юнцов Ким|Мудров Ян|reverse|||draft"]);
    // A pair that is being prepared is no need any more, nor is it suggested again; one entry takes all of them back.
    let told = desk.done("pair suggest");
    assert!(told.err.contains("для 2 человек из перечня пара уже записана, но ещё не действует"), "{}", told.err);
    assert_eq!(desk.rows("pair suggest").len(), 0);
    desk.done("org undo");
    assert_eq!(desk.rows("pair suggest").len(), 2);
    desk.done("org staff edit Юнцов --born 01.01.1970");
    let nobody = &suggested(&desk, "pair suggest")[1];
    assert!(nobody.starts_with("Мудров Ян|||unmatched|нужен наставник моложе, а такого в реестре нет"), "{nobody}");
    desk.done("org staff edit Мудров --born пусто");
    assert!(suggested(&desk, "pair suggest")[1].contains("дата рождения наставляемого не указана"));
}

#[test]
fn whoever_gets_nobody_is_told_the_true_reason() {
    let desk = desk();
    for name in ["Первый Ян", "Второй Ян", "Третий Ян", "Ушедший Ян", "Отпускной Ян"]
    {
        desk.done(&staff(name, 1, "учитель", "", ""));
    }
    let desk = desk.with([
        "org needs add Первый --need дефициты --date 01.09.2023",
        "org needs add Ушедший --need дефициты --date 01.09.2023",
        "org needs add Отпускной --need дефициты --date 01.09.2023",
        "org staff dismiss Ушедший --date 31.05.2024",
        "org staff absence add Отпускной --kind армия --from 01.05.2024",
    ]);
    let why = |name: &str| -> String {
        let rows = suggested(&desk, "pair suggest");
        let row = rows.iter().find(|row| row.starts_with(name)).unwrap_or_else(|| panic!("{name}: {rows:?}"));
        assert!(row.contains("|||unmatched|"), "{row}");
        row.rsplit('|').next().unwrap_or_default().to_owned()
    };
    assert_eq!(why("Первый"), "в реестре наставников на 15.06.2024 никого нет");
    assert_eq!(why("Отпускной"), "на 15.06.2024 отсутствует: военная служба");
    assert_eq!(why("Ушедший"), "на 15.06.2024 нет записи о работе в этой организации (запись перечня № 2)");
    // From outside, or away: no teacher is there.
    desk.done("mentor add 'Станков Пётр' --category предприятие --date 01.09.2021");
    desk.done("mentor add Отпускной --date 01.09.2021");
    assert_eq!(why("Первый"), "в реестре наставников нет педагогов, которые на 15.06.2024 работают и не отсутствуют");
    desk.done("mentor add Первый --date 01.09.2021");
    assert!(why("Первый").starts_with("других наставников, кроме тех, с кем пара уже записана, и самого"));
    desk.done("mentor add Второй --date 01.09.2021 --capacity 1");
    desk.done("org needs add Третий --need дефициты --date 01.09.2023");
    // One place for two: who has no other mentor to himself gets it; the other has the first one.
    assert_eq!(
        suggested(&desk, "pair suggest")[1..3],
        ["Первый Ян|Второй Ян|50|proposed|", "Третий Ян|Первый Ян|50|proposed|"]
    );
    desk.done("mentor retire Первый --date 01.06.2024");
    assert!(why("Третий").starts_with("свободных мест у наставников меньше, чем нуждающихся"));
    desk.done("pair create --number 1 --mentor Второй --mentee Третий");
    assert_eq!(why("Первый"), "у всех наставников реестра предельное число наставляемых уже набрано");
    // Who has no limit of his own takes as many as is said.
    desk.done("mentor edit Второй --no-limit");
    desk.refused("pair suggest --limit 0", 2, &["--limit"]);
    assert_eq!(desk.cells("pair suggest --limit 1", &["status"])[1], "unmatched");
    assert_eq!(desk.cells("pair suggest --limit 2", &["score"])[1], "46");
}

/// Of each seeker and mentor: the school, the subject, whether they are older; of a mentor the limit.
#[derive(Debug, Clone)]
struct Made {
    mentees: Vec<(u32, u32)>,
    mentors: Vec<(u32, u32, u32)>,
}

fn made() -> impl Strategy<Value = Made> {
    let mentees = prop::collection::vec((1..4_u32, 0..3_u32), 1..5);
    let mentors = prop::collection::vec((1..4_u32, 0..3_u32, 1..3_u32), 0..4);
    (mentees, mentors).prop_map(|(mentees, mentors)| Made { mentees, mentors })
}

const SUBJECTS: [&str; 3] = ["химия", "физика", "история"];

/// The points of the definitions, said a second time.
fn points((org, subject): (u32, u32), (of_mentor, taught): (u32, u32)) -> i64 {
    let place = if org == of_mentor {
        30
    } else if (org < 3) == (of_mentor < 3) {
        10
    } else {
        0
    };
    // All have the same post.
    20 + place + if subject == taught { 40 } else { 0 }
}

/// The greatest number of pairs and the greatest sum of points for so many, by trying everything.
fn best(made: &Made, seeker: usize, taken: &mut Vec<u32>) -> (i64, i64) {
    let Some(mentee) = made.mentees.get(seeker) else { return (0, 0) };
    let mut found = best(made, seeker + 1, taken);
    for (at, (org, subject, limit)) in made.mentors.iter().enumerate() {
        if taken[at] < *limit {
            let load = i64::from(taken[at]);
            taken[at] += 1;
            let (pairs, sum) = best(made, seeker + 1, taken);
            taken[at] -= 1;
            found = found.max((pairs + 1, sum + points(*mentee, (*org, *subject)) - 4 * load));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 50, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_made_up_district_gets_the_optimum_of_all(made in made()) {
        let desk = desk();
        let mut file = String::from("ФИО;Организация;Должность;Предмет;Дата приёма\n");
        let orgs = ["СОШ № 1", "Лицей", "СОШ дальняя"];
        let (mut mentors, mut needs) = (String::from("ФИО;Дата включения;Предельное число наставляемых\n"), String::from("ФИО;Организация;Причина;Дата\n"));
        let names = ["Аист", "Бобр", "Волк", "Грач", "Дрозд"];
        for (at, (org, subject)) in made.mentees.iter().enumerate() {
            let org = orgs[*org as usize - 1];
            file += &format!("{} Ян;{org};учитель;{};01.09.2020\n", names[at], SUBJECTS[*subject as usize]);
            needs += &format!("{} Ян;{org};дефициты;01.09.2023\n", names[at]);
        }
        for (at, (org, subject, limit)) in made.mentors.iter().enumerate() {
            file += &format!("{} Лев;{};учитель;{};01.09.2020\n", names[at], orgs[*org as usize - 1], SUBJECTS[*subject as usize]);
            mentors += &format!("{} Лев;01.09.2021;{limit}\n", names[at]);
        }
        desk.write("staff.csv", file).write("mentors.csv", mentors).write("needs.csv", needs);
        desk.done("org staff import staff.csv");
        desk.done("mentor import mentors.csv");
        desk.done("org needs import needs.csv");
        let rows = desk.cells("pair suggest", &["mentor", "score", "mentee"]);
        let (mut pairs, mut sum) = (0, 0);
        let mut taken: BTreeMap<String, u32> = BTreeMap::new();
        for row in &rows {
            let cells: Vec<_> = row.split('|').collect();
            if !cells[0].is_empty() {
                pairs += 1;
                sum += cells[1].parse::<i64>().unwrap_or_default();
                *taken.entry(cells[0].to_owned()).or_default() += 1;
            }
        }
        prop_assert_eq!(rows.len(), made.mentees.len());
        prop_assert_eq!(rows.iter().map(|row| row.rsplit('|').next()).collect::<BTreeSet<_>>().len(), rows.len());
        prop_assert_eq!((pairs, sum), best(&made, 0, &mut vec![0; made.mentors.len()]), "{:?}", rows);
        let limits: BTreeSet<u32> = made.mentors.iter().map(|(_, _, limit)| *limit).collect();
        prop_assert!(taken.values().all(|count| *count <= limits.last().copied().unwrap_or_default()));
    }
}
