//! `monitor check`: each defect of the registers is found exactly once, with what its mending moves, and is gone once the command
//! that stands beside it has been given.

use std::collections::BTreeMap;

use nastavnik::domain::{Day, Moment, Names, Severity};
use nastavnik::store::worklist::{self, WorkDay};
use nastavnik::store::{Access, Store};

use crate::common::{Desk, TODAY, commands, words};

/// Two schools with all papers, a mentor of the register and a pair with all of its own.
fn sound() -> Desk {
    let papers = "--order-number 1-ОД --order-date 01.09.2021 --regulation-number 2-ОД --regulation-date 01.09.2021 \
                  --road-map-number 3-ОД --road-map-date 01.09.2021 --curator 'Кац Лев' --curator-date 01.09.2021";
    Desk::new().with([
        "org add 'Школа А' --kind школа".to_owned(),
        "org add 'Школа Б' --kind школа".to_owned(),
        format!("org adopt 1 {papers}"),
        format!("org adopt 2 {papers}"),
        "org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2015 --born 05.05.1980 --teaching-since 01.09.2002"
            .to_owned(),
        "org staff add 'Ли Вера' --org 2 --post учитель --hired 01.09.2023 --born 06.06.2001 --teaching-since 01.09.2023"
            .to_owned(),
        "mentor add Ким --date 01.09.2021".to_owned(),
        "pair create --number 1 --mentor Ким --mentee Ли --order-number 5 --order-date 01.09.2023 \
         --mentor-consent 30.08.2023 --mentee-consent 30.08.2023"
            .to_owned(),
        "pair agreement add 1 --ground 'обязанность по должности'".to_owned(),
        "program draft --number 1 --pair 1 --start 01.09.2023 --finish 31.08.2024".to_owned(),
        "program approve 1 --date 04.09.2023".to_owned(),
        "org group add К1 Клуб --kind клуб".to_owned(),
        "org group join К1 --person Ким --date 01.09.2022".to_owned(),
    ])
}

/// Key, subject, organisation and finding of each thing to do, without a start of the program.
fn found(desk: &Desk) -> Vec<[String; 4]> {
    let store = Store::open(&desk.db(), Access::Read, Moment::of_clock()).unwrap();
    let day = |text| Day::parse(text).unwrap();
    let when = WorkDay { today: day(TODAY), from: day("2024-01-01"), mentor_within: 30 };
    let items = store.worklist().items(&worklist::kinds().unwrap(), when).unwrap();
    let told = Names::default();
    let row = |item: &worklist::WorkItem| {
        let org = item.org.map_or_else(String::new, |org| org.to_string());
        [item.key(), item.subject().said(&told), org, item.finding.said(&told)]
    };
    items.iter().map(row).collect()
}

#[test]
fn where_nothing_is_wrong_there_is_nothing_to_do() {
    let desk = sound();
    let told = desk.done("monitor check");
    assert_eq!((told.out.as_str(), told.err.as_str()), ("", "Замечаний к записям нет\n"));
    assert_eq!(desk.done("monitor check --format json").out.trim(), "[]");
    assert_eq!(found(&desk), Vec::<[String; 4]>::new());
}

/// What a row is changed to, and what follows: key, subject, organisation, finding.
const DEFECTS: &[(&str, [&str; 4])] = &[
    (
        "INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (1, 2, 1, '2020-01-01', 1)",
        [
            "several_main:1",
            "№ 1 Ким Анна",
            "1",
            "основных мест работы 2: Школа А с 01.09.2015; Школа Б с 01.01.2020; считается самое раннее",
        ],
    ),
    (
        "UPDATE orgs SET closed = '2024-05-31' WHERE id = 2",
        ["closed_org:2", "№ 2 Ли Вера", "2", "работает с 01.09.2023, а организация закрыта 31.05.2024"],
    ),
    ("UPDATE people SET born = NULL WHERE id = 2", ["birth_missing:2", "№ 2 Ли Вера", "2", "нет даты рождения"]),
    (
        "UPDATE people SET teaching_since = NULL WHERE id = 1",
        ["start_missing:1", "№ 1 Ким Анна", "1", "нет даты начала педагогической деятельности"],
    ),
    (
        "UPDATE people SET teaching_since = '2022-01-01', teaching_spread = 24 WHERE id = 1",
        [
            "start_missing:1",
            "№ 1 Ким Анна",
            "1",
            "стаж указан слишком грубо, чтобы судить: нужна дата начала педагогической деятельности",
        ],
    ),
    (
        "INSERT INTO people (name, key, born, teaching_since) VALUES ('Го Инна', 'го инна', '2002-01-01', '2024-05-15'); \
         INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (3, 2, 1, '2024-05-16', 1)",
        ["mentor_missing:3", "№ 3 Го Инна", "2", "молодой специалист, принят(а) 16.05.2024, а пары нет"],
    ),
    (
        "INSERT INTO people (name, key, born, teaching_since) VALUES ('Го Инна', 'го инна', '1970-01-01', '2000-01-01'); \
         INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (3, 2, 1, '2024-05-16', 1); \
         INSERT INTO needs (org_id, person_id, reason, dated) VALUES (2, 3, 'new_post', '2024-05-16')",
        ["mentor_missing:3", "№ 3 Го Инна", "2", "в перечне нуждающихся в наставнике с 16.05.2024, а пары нет"],
    ),
    (
        "INSERT INTO people (name, key, born, teaching_since) VALUES ('Ли Вера Львовна', 'ли вера львовна', '2001-06-06', '2022-01-01')",
        ["people_alike:2-3", "№ 2 Ли Вера", "2", "та же дата рождения и похожее имя: № 3 Ли Вера Львовна"],
    ),
    (
        "UPDATE documents SET repealed = '2024-06-14' WHERE org_id = 1 AND kind = 'regulation'",
        ["papers_missing:1", "организация № 1", "1", "нет документов с датой: положения"],
    ),
    (
        "UPDATE curators SET ended = '2024-06-14' WHERE org_id = 2",
        ["curator_missing:2", "организация № 2", "2", "куратор не назначен"],
    ),
    (
        "UPDATE curators SET appointed = NULL WHERE org_id = 2",
        ["curator_missing:2", "организация № 2", "2", "дата назначения куратора не указана"],
    ),
    (
        "INSERT INTO needs (org_id, person_id, reason, dated) VALUES (2, 2, 'novice', '2023-06-14')",
        [
            "needs_unconfirmed:2",
            "организация № 2",
            "2",
            "перечень ведётся с 14.06.2023 и ни разу не подтверждён: это делают не реже одного раза в год",
        ],
    ),
    (
        "UPDATE mentors SET retired = '2024-06-14'",
        ["mentor_outside_register:1", "№ 1 Ким Анна", "1", "наставник пары № 1 не состоит в реестре наставников"],
    ),
    (
        "UPDATE pairs SET mentor_consent = NULL",
        ["mentor_consent:1", "№ 1 Ким Анна", "1", "пара № 1: нет даты согласия наставника"],
    ),
    (
        "UPDATE mentees SET consent = NULL",
        ["mentee_consent:1", "№ 2 Ли Вера", "2", "пара № 1: нет даты согласия наставляемого"],
    ),
    (
        "UPDATE pairs SET mentor_consent_withdrawn = '2024-06-15'",
        ["mentor_consent:1", "№ 1 Ким Анна", "1", "пара № 1: согласие наставника отозвано 15.06.2024"],
    ),
    (
        "UPDATE mentees SET consent_withdrawn = '2024-06-01'",
        ["mentee_consent:1", "№ 2 Ли Вера", "2", "пара № 1: согласие наставляемого отозвано 01.06.2024"],
    ),
    (
        "UPDATE pairs SET mentor_consent = '2023-09-02'",
        [
            "mentor_consent_late:1",
            "№ 1 Ким Анна",
            "1",
            "пара № 1: согласие от 02.09.2023, а приказ о закреплении — от 01.09.2023",
        ],
    ),
    (
        "UPDATE mentees SET consent = '2023-09-02'",
        [
            "mentee_consent_late:1",
            "№ 2 Ли Вера",
            "2",
            "пара № 1: согласие от 02.09.2023, а приказ о закреплении — от 01.09.2023",
        ],
    ),
    (
        "DELETE FROM agreements",
        [
            "agreement_missing:1",
            "пара № 1, наставник Ким Анна",
            "1",
            "нет соглашения к трудовому договору наставника и основания, по которому оно не требуется",
        ],
    ),
    (
        "DELETE FROM agreements; INSERT INTO agreements (pair_id, dated, until) VALUES (1, '2023-09-01', '2024-06-14')",
        ["agreement_missing:1", "пара № 1, наставник Ким Анна", "1", "соглашение действовало по 14.06.2024"],
    ),
    (
        "UPDATE pairs SET order_dated = NULL, order_number = NULL",
        ["order_missing:1", "пара № 1, наставник Ким Анна", "2", "нет приказа о закреплении"],
    ),
    (
        "UPDATE pairs SET order_dated = NULL",
        ["order_incomplete:1", "пара № 1, наставник Ким Анна", "2", "приказ № 5 без даты"],
    ),
    (
        "UPDATE pairs SET order_number = NULL",
        ["order_incomplete:1", "пара № 1, наставник Ким Анна", "2", "приказ от 01.09.2023 без номера"],
    ),
    (
        "UPDATE mentees SET order_number = '20'",
        ["own_order_incomplete:1", "пара № 1, наставляемый Ли Вера", "2", "приказ о включении № 20 без даты"],
    ),
    (
        "UPDATE mentees SET order_dated = '2023-10-01'",
        [
            "own_order_incomplete:1",
            "пара № 1, наставляемый Ли Вера",
            "2",
            "приказ о включении от 01.10.2023 без номера",
        ],
    ),
    (
        "UPDATE employments SET dismissed = '2024-05-31' WHERE person_id = 1; DELETE FROM members; \
         UPDATE pairs SET ended = '2024-05-31'; UPDATE people SET teaching_since = '2000-09-01', born = '1970-01-01' WHERE id = 2",
        [
            "registration_outlives:1",
            "№ 1 Ким Анна",
            "1",
            "последний день работы — 31.05.2024, а из реестра наставников не исключён(а)",
        ],
    ),
    (
        "UPDATE employments SET dismissed = '2024-05-31' WHERE person_id = 1; UPDATE mentors SET retired = '2024-05-31'; \
         UPDATE pairs SET ended = '2024-05-31'; UPDATE members SET ended = '2024-06-01'; \
         UPDATE people SET teaching_since = '2000-09-01', born = '1970-01-01' WHERE id = 2",
        [
            "membership_outlives:1",
            "№ 1 Ким Анна",
            "1",
            "последний день работы — 31.05.2024, а участие в группе «Клуб» завершено 01.06.2024",
        ],
    ),
    (
        "UPDATE employments SET dismissed = '2024-05-31' WHERE person_id = 2; UPDATE pairs SET ended = '2024-05-31'; \
         INSERT INTO leaves (person_id, kind, began) VALUES (2, 'parental', '2024-01-10')",
        ["absence_outlives:1", "№ 2 Ли Вера", "2", "последний день работы — 31.05.2024, а отсутствие № 1 не завершено"],
    ),
    (
        "UPDATE pairs SET planned_end = '2024-05-31'",
        ["pair_expired:1", "пара № 1, наставник Ким Анна", "2", "срок истёк 31.05.2024, а пара не прекращена"],
    ),
    (
        "UPDATE pairs SET planned_end = '2024-07-15'",
        ["pair_ending:1", "пара № 1, наставник Ким Анна", "2", "срок истекает 15.07.2024"],
    ),
    (
        "UPDATE employments SET dismissed = '2024-05-31' WHERE person_id = 1; UPDATE mentors SET retired = '2024-05-31'; \
         UPDATE members SET ended = '2024-05-31'; UPDATE people SET teaching_since = '2000-09-01', born = '1970-01-01' WHERE id = 2",
        [
            "pair_outlives:1",
            "пара № 1, наставляемый Ли Вера",
            "2",
            "последний день работы наставника — 31.05.2024, а пара не прекращена",
        ],
    ),
    (
        "UPDATE employments SET dismissed = '2024-05-31' WHERE person_id = 2; UPDATE pairs SET ended = '2024-06-10'",
        [
            "pair_outlives:1",
            "пара № 1, наставляемый Ли Вера",
            "2",
            "последний день работы наставляемого в этой организации — 31.05.2024, а записанный конец участия — 10.06.2024",
        ],
    ),
    (
        "UPDATE pairs SET started = '2023-08-01', ended = '2023-08-31'; \
         UPDATE people SET teaching_since = '2000-09-01', born = '1970-01-01' WHERE id = 2",
        [
            "pair_never_in_force:1",
            "пара № 1, наставляемый Ли Вера",
            "2",
            "действует с 01.09.2023 (приказ или включение), а закончилось 31.08.2023",
        ],
    ),
    (
        "INSERT INTO pairs (number, number_key, mentor_id, order_number, order_dated, mentor_consent) \
         VALUES ('2', '2', 1, '6', '2023-10-01', '2023-09-30'); \
         INSERT INTO mentees (pair_id, person_id, consent) VALUES (2, 2, '2023-09-30'); \
         INSERT INTO agreements (pair_id, ground) VALUES (2, 'доплата приказом'); \
         INSERT INTO program_pairs (program_id, pair_id, since) VALUES (1, 2, '2023-10-01')",
        [
            "pair_twice:1-2-1",
            "пары № 1 и № 2, наставляемый Ли Вера",
            "2",
            "наставник и наставляемый на 15.06.2024 состоят в двух парах",
        ],
    ),
    (
        "UPDATE pairs SET ended = '2024-05-31'; UPDATE people SET teaching_since = '2000-09-01', born = '1970-01-01' WHERE id = 2; \
         INSERT INTO answers (pair_id, role, person_id, dated, score) VALUES (1, 'mentee', 2, '2024-06-01', 9)",
        [
            "answer_after_end:1",
            "пара № 1, наставляемый Ли Вера",
            "",
            "ответ от 01.06.2024, а участие закончилось 31.05.2024",
        ],
    ),
    (
        "UPDATE pairs SET kind = 'short_term'",
        [
            "schedule_missing:1",
            "пара № 1, наставник Ким Анна",
            "",
            "вид «краткосрочное»: встречи по заранее установленному графику, а его нет",
        ],
    ),
    (
        "INSERT INTO meetings (pair_id, due) VALUES (1, '2024-06-14')",
        ["meeting_overdue:1", "пара № 1, наставник Ким Анна", "", "встреча № 1 по графику на 14.06.2024 не отмечена"],
    ),
    (
        "DELETE FROM program_people; DELETE FROM program_pairs; DELETE FROM programs",
        [
            "program_missing:1",
            "пара № 1, наставляемый Ли Вера",
            "2",
            "закреплён(а) приказом от 01.09.2023, а программы на этот год нет",
        ],
    ),
    (
        "UPDATE programs SET approved = NULL",
        ["program_unapproved:1", "программа № 1", "1", "идёт с 01.09.2023, а не утверждена"],
    ),
    (
        "UPDATE programs SET approved = '2023-08-31'",
        [
            "approved_before_order:1",
            "программа № 1",
            "2",
            "утверждена 31.08.2023, а приказ о закреплении пары № 1 — от 01.09.2023",
        ],
    ),
    (
        "UPDATE programs SET finishes = '2024-07-15'",
        ["program_ending:1", "программа № 1", "1", "заканчивается 15.07.2024"],
    ),
    (
        "UPDATE programs SET finishes = '2024-06-14'",
        ["program_expired:1", "программа № 1", "1", "срок истёк 14.06.2024, а программа не завершена"],
    ),
    (
        "UPDATE programs SET finishes = '2024-09-02'",
        [
            "program_out_of_bounds:1",
            "программа № 1",
            "",
            "с 01.09.2023 по 02.09.2024, а программа длится от 3 месяцев до 1 года",
        ],
    ),
    (
        "INSERT INTO programs (number, number_key, starts, finishes, approved) VALUES ('7', '7', '2023-09-01', '2024-05-31', '2024-06-01')",
        ["approved_after_finish:2", "программа № 7", "", "утверждена 01.06.2024, а закончилась 31.05.2024"],
    ),
    (
        "INSERT INTO programs (number, number_key, starts, finishes, approved) VALUES ('7', '7', '2023-09-01', '2024-08-31', '2023-09-01')",
        [
            "program_without_pair:2",
            "программа № 7",
            "",
            "программа идёт, но не связана ни с одной парой: вошедшим в наставничество по ней никто не считается",
        ],
    ),
    (
        "INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2023-08-30', '2024-06-01')",
        ["consent_withdrawn:2", "№ 2 Ли Вера", "2", "согласие отозвано 01.06.2024, персональные данные не удалены"],
    ),
    (
        "INSERT INTO erasures (person_id, dated) VALUES (1, '2024-06-02'); UPDATE people SET born = NULL WHERE id = 1; \
         INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (2, 1, 1, '2015-09-01', 0)",
        ["erased_again:3-1", "№ 2 Ли Вера", "1", "та же работа с 01.09.2015 (учитель) уже записана: Ким Анна"],
    ),
];

#[test]
fn each_defect_is_found_exactly_once() {
    for (change, finding) in DEFECTS {
        let desk = sound();
        desk.sql().execute_batch(change).unwrap();
        assert_eq!(found(&desk), vec![finding.map(str::to_owned)], "{change}");
    }
}

/// Every kind has a defect above, or its own test beside the register of which it tells.
#[test]
fn no_kind_is_forgotten() {
    const ELSEWHERE: &[&str] = &[
        "limit_overruled",
        "meeting_after_end",
        "mentor_overloaded",
        "need_outlives",
        "program_long",
        "review_open",
        "review_unmended",
        "task_overdue",
        "third_side_missing",
        "tutor_outlives",
        "tutor_without_work",
    ];
    let tested = |code: &str| DEFECTS.iter().any(|(_, [key, ..])| key.starts_with(&format!("{code}:")));
    let kinds = worklist::kinds().unwrap();
    let untested: Vec<_> = kinds.iter().map(|kind| kind.code).filter(|code| !tested(code)).collect();
    let mut untested = untested;
    untested.sort_unstable();
    assert_eq!(untested, ELSEWHERE);
}

/// The same rows a day earlier, in the past, or with the paper that was missing, are none.
#[test]
fn what_is_settled_is_no_finding() {
    for change in [
        "INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (1, 2, 1, '2020-01-01', 0)",
        "INSERT INTO employments (person_id, org_id, post_id, hired, main, dismissed) VALUES (1, 2, 1, '2020-01-01', 1, '2024-06-14')",
        "INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (1, 2, 1, '2024-06-16', 1)",
        "UPDATE orgs SET closed = '2024-06-15' WHERE id = 2",
        "UPDATE mentors SET retired = '2024-06-15'",
        "UPDATE pairs SET mentor_consent = NULL, order_dated = NULL, ended = '2024-06-14'; UPDATE mentees SET consent = NULL; \
         UPDATE people SET teaching_since = '2000-09-01', born = '1970-01-01' WHERE id = 2",
        "UPDATE pairs SET mentor_consent_withdrawn = '2024-06-16'; UPDATE mentees SET consent_withdrawn = '2024-06-16'",
        "UPDATE employments SET dismissed = '2024-06-15' WHERE person_id = 1",
        "INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2023-08-30', '2024-06-16')",
        "INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2022-08-30', '2023-06-01'), (2, '2023-08-30', NULL)",
        "INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2023-08-30', '2024-06-01'); \
         INSERT INTO erasures (person_id, dated) VALUES (2, '2024-06-02')",
        // Two who began on one day, but were born on different ones; two who are both erased.
        "INSERT INTO erasures (person_id, dated) VALUES (1, '2024-06-02'); \
         UPDATE people SET born = '198' || id || '-01-01'; \
         INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (2, 1, 1, '2015-09-01', 0)",
        "INSERT INTO erasures (person_id, dated) VALUES (1, '2024-06-02'), (2, '2024-06-02'); \
         INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (2, 1, 1, '2015-09-01', 0)",
        // A consent of the day of the order, a term that is further away than thirty days, a year to the day.
        "UPDATE pairs SET mentor_consent = order_dated; UPDATE mentees SET consent = '2023-09-01'",
        "UPDATE pairs SET planned_end = '2024-07-16'; UPDATE programs SET finishes = '2024-07-16'",
        "UPDATE programs SET finishes = '2024-09-01'",
        // A mentor whom the form puts outside the staff has no contract; a program that was completed this year is enough.
        "DELETE FROM agreements; UPDATE pairs SET form_id = 5",
        "UPDATE programs SET ended = '2024-01-01', outcome = 'completed'",
        // Somebody hired less than thirty days ago; of one birthday, but of another name, or with two whole СНИЛС.
        "INSERT INTO people (name, key, born, teaching_since) VALUES ('Го Инна', 'го инна', '2002-01-01', '2024-05-15'); \
         INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (3, 2, 1, '2024-05-17', 1)",
        "INSERT INTO people (name, key, born, teaching_since) VALUES ('Го Инна', 'го инна', '2001-06-06', '2022-01-01')",
        "UPDATE people SET snils = '11223344595' WHERE id = 2; \
         INSERT INTO people (name, key, born, snils, teaching_since) VALUES ('Ли Вера', 'ли вера', '2001-06-06', '12345678964', '2020-01-01')",
    ] {
        let desk = sound();
        desk.sql().execute_batch(change).unwrap();
        assert_eq!(found(&desk), Vec::<[String; 4]>::new(), "{change}");
    }
}

/// The defects that move shares, all in one district, each mended by its own command: the figures then differ by what was said.
#[test]
fn the_stated_effect_is_the_difference() {
    let desk = sound().with([
        "org add 'Школа В' --kind школа",
        "org add 'Школа Г' --kind школа",
        "org adopt 3 --order-number 1-ОД --order-date 01.09.2021 --regulation-number 2-ОД --regulation-date 01.09.2021 \
         --road-map-number 3-ОД --road-map-date 01.09.2021",
        "org adopt 4 --curator 'Кац Лев' --curator-date 01.09.2021",
        "org staff add 'Го Инна' --org 3 --post учитель --hired 01.09.2023 --born 01.01.2002 --teaching-since 01.09.2023",
        "org staff add 'Юн Дина' --org 2 --post учитель --hired 01.09.2022 --born 01.01.1999 --teaching-since 01.09.2022",
        "org staff add 'Цай Рита' --org 1 --post учитель --hired 01.09.2022 --born 01.01.1998 --teaching-since 01.09.2022",
        "org staff add 'Цой Майя' --org 3 --post учитель --hired 01.09.2022 --born 01.01.1997 --teaching-since 01.09.2022",
        "org staff add 'Пак Нина' --org 3 --post учитель --hired 01.09.2002 --born 01.01.1977 --teaching-since 01.09.2002",
        "pair create --number 2 --mentor Ким --mentee Юн --mentor-consent 30.08.2023 --mentee-consent 30.08.2023",
        "program draft --number 2 --pair 2 --start 01.09.2023 --finish 31.08.2024",
        "program approve 2 --date 04.09.2023",
        "pair create --number 3 --mentor Пак --mentee Цай --order-number 7 --order-date 01.09.2023 \
         --mentor-consent 30.08.2023 --mentee-consent 30.08.2023",
        "pair create --number 4 --mentor Пак --mentee Цой --order-number 7 --order-date 01.09.2023 \
         --mentor-consent 30.08.2023 --mentee-consent 30.08.2023",
        // As a school's file may bring it.
        "pair edit 4 --order-date пусто",
        "program draft --number 4 --pair 4 --start 01.09.2023 --finish 31.08.2024",
        "org staff add 'Шин Ольга' --org 1 --post учитель --hired 01.09.2022 --born 01.01.1996 --teaching-since 01.09.2022",
        "pair join 3 Шин --date 01.10.2023 --order-number 9 --order-date 30.09.2023 --consent 28.08.2023",
        "pair edit 3 --mentee Шин --join-order-date пусто",
        "monitor survey add 2 --role наставляемый --date 10.05.2024 --score 3",
    ]);
    let mut mended = Vec::new();
    let mut before = shares(&desk);
    loop {
        let told = desk.run("monitor check --format csv");
        let mut reader = csv::Reader::from_reader(told.out.as_bytes());
        let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
        let points: Vec<f64> = rows.iter().map(|row| row["points"].parse::<f64>().unwrap_or(0.0).abs()).collect();
        assert!(points.is_sorted_by(|one, other| one >= other), "the heaviest stands first: {points:?}");
        let Some(first) = rows.iter().find(|row| !row["points"].is_empty()) else { break };
        // What only the reader knows: the day is today, the mentor is a colleague.
        let command = first["command"]
            .replace("--start ДАТА", "--start 01.06.2024")
            .replace("--finish ДАТА", "--finish 31.12.2024");
        let command = command
            .replace("ДАТА", "15.06.2024")
            .replace("НОМЕР", "77")
            .replace("НАСТАВНИК", "Пак")
            .replace("ФИО", "'Кац Лев'");
        desk.done(command.strip_prefix("nastavnik ").unwrap());
        if let Some(pair) = command.strip_prefix("nastavnik program draft --pair ") {
            // A draft alone counts for nothing: the advice says to approve it.
            let number = desk.sql().query_row("SELECT max(id) FROM programs", [], |row| row.get::<_, i64>(0)).unwrap();
            let number: String =
                desk.sql().query_row("SELECT number FROM programs WHERE id = ?1", [number], |row| row.get(0)).unwrap();
            desk.done(&format!("program approve {number} --date 15.06.2024"));
            assert!(!pair.is_empty());
        }
        let after = shares(&desk);
        let moved: Vec<&str> = after.keys().filter(|code| before[*code] != after[*code]).map(String::as_str).collect();
        let stated: Vec<&str> = first["codes"].split(' ').collect();
        assert_eq!(
            moved,
            {
                let mut sorted = stated.clone();
                sorted.sort_unstable();
                sorted
            },
            "{first:?}"
        );
        let percent = |(part, whole): (f64, f64)| 100.0 * part / whole;
        // The share of nothing has no percentage.
        let defined = moved.iter().filter(|code| before[**code].1 > 0.0 && after[**code].1 > 0.0);
        let greatest = defined.map(|code| percent(after[*code]) - percent(before[*code]));
        let greatest = greatest.max_by(|one, other| one.abs().total_cmp(&other.abs())).unwrap();
        assert!((greatest - first["points"].parse::<f64>().unwrap()).abs() < 0.005_001, "{greatest}: {first:?}");
        mended.push(first["kind"].clone());
        before = after;
    }
    mended.sort();
    mended.dedup();
    let moving = [
        "curator_missing",
        "mentor_missing",
        "mentor_outside_register",
        "order_incomplete",
        "order_missing",
        "own_order_incomplete",
        "papers_missing",
        "program_missing",
        "program_unapproved",
    ];
    assert_eq!(mended, moving);
}

/// Numerator and denominator of each share of the whole file.
fn shares(desk: &Desk) -> BTreeMap<String, (f64, f64)> {
    let rows = desk.cells("monitor indicators", &["code", "stratum", "numerator", "denominator"]);
    let rows = rows.iter().map(|row| row.split('|').collect::<Vec<_>>()).filter(|row| row[1].is_empty());
    rows.map(|row| (row[0].to_owned(), (row[2].parse().unwrap(), row[3].parse().unwrap()))).collect()
}

/// What only becomes known names the shares, and promises nothing.
#[test]
fn what_may_go_either_way_has_no_points() {
    let desk = sound();
    desk.sql().execute_batch("UPDATE people SET born = NULL, teaching_since = NULL WHERE id = 2").unwrap();
    let told = desk.run("monitor check --format csv");
    let mut reader = csv::Reader::from_reader(told.out.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let row = |row: &BTreeMap<String, String>| [&row["kind"], &row["codes"], &row["points"]].map(Clone::clone);
    assert_eq!(
        rows.iter().map(row).collect::<Vec<_>>(),
        [["birth_missing", "P1 N1", ""], ["start_missing", "P1 P2 N2 S7", ""]].map(|row| row.map(str::to_owned))
    );
}

#[test]
fn how_grave_is_too_grave_is_said() {
    let desk = sound().with(["program edit 1 --finish 10.07.2024"]);
    let told = desk.done("monitor check");
    assert!(told.out.contains("Программа заканчивается в ближайшие 30 дней: 1"), "{told:#?}");
    assert!(told.err.contains("Замечаний важности «внимание» и выше нет"), "{told:#?}");
    assert_eq!(desk.run("monitor check --fail-on note").code, 3);
    let desk = desk.with(["pair edit 1 --mentee-consent 02.09.2023 --mentee Ли"]);
    assert_eq!(desk.run("monitor check").code, 3);
    assert_eq!(desk.run("monitor check --fail-on error").code, 0);
    desk.refused("monitor check --fail-on grave", 2, &["допустимо"]);
    assert_eq!(worklist::kinds().unwrap().iter().filter(|kind| kind.severity == Severity::Error).count(), 2);
}

/// What is put off is told by no check up to its day; the day after it is open again.
#[test]
fn what_is_put_off_is_open_again_after_its_day() {
    let desk = sound();
    desk.sql().execute_batch("UPDATE pairs SET mentor_consent = NULL; UPDATE mentees SET consent = NULL").unwrap();
    let waive = "monitor check waive mentor_consent:1 --reason 'подпишет после отпуска'";
    desk.refused(&format!("{waive} --until 14.06.2024"), 1, &["14.06.2024 уже прошёл"]);
    desk.refused(
        "monitor check waive mentor_consent:2 --reason нет --until 01.07.2024",
        1,
        &["замечания «mentor_consent:2» нет"],
    );
    let told = desk.done(&format!("{waive} --until 01.07.2024")).err;
    assert!(told.contains("Отложено по 01.07.2024: 1 замечание"), "{told}");
    let told = desk.run("monitor check --format csv");
    assert_eq!((told.code, told.out.lines().count()), (3, 2), "{told:#?}");
    assert!(told.out.contains("\nmentee_consent:1,"), "{told:#?}");
    desk.done("monitor check waive mentee_consent:1 --reason 'болеет' --until 20.06.2024");
    let told = desk.done("monitor check");
    assert_eq!(
        (told.out.as_str(), told.err.as_str()),
        ("", "Открытых замечаний к записям нет; отложенные покажет --waived\n")
    );
    let shown = desk.cells("monitor check --waived", &["key", "waived_until", "reason"]);
    let both = ["mentor_consent:1|2024-07-01|подпишет после отпуска", "mentee_consent:1|2024-06-20|болеет"];
    assert_eq!(shown, both);
    // Another reason and another day take the place of the first.
    desk.done("monitor check waive mentee_consent:1 --reason 'в отъезде' --until 21.06.2024");
    let desk = desk.at("2024-06-21");
    assert_eq!(desk.run("monitor check").code, 0);
    let desk = desk.at("2024-06-22");
    assert_eq!(desk.run("monitor check").code, 3);
    // What was mended stays in the list until somebody clears it away.
    desk.done("pair edit 1 --mentor-consent 30.08.2023");
    let listed = [
        "mentee_consent:1|2024-06-21|в отъезде|срок прошёл, открыто",
        "mentor_consent:1|2024-07-01|подпишет после отпуска|исправлено",
    ];
    assert_eq!(desk.cells("monitor check waivers", &["key", "waived_until", "reason", "state"]), listed);
    desk.done("monitor check reopen mentor_consent:1 mentee_consent:1");
    assert_eq!(desk.cells("monitor check waivers", &["key"]), Vec::<String>::new());
    desk.refused("monitor check reopen mentor_consent:1", 1, &["замечание «mentor_consent:1» не отложено"]);
    desk.done("org undo");
    assert_eq!(desk.cells("monitor check waivers", &["key"]).len(), 2);
    assert!(desk.done("org history --of waiver:1").out.contains("подпишет после отпуска"));
}

#[test]
fn people_get_headings_and_what_to_do() {
    let desk = sound();
    let names = "Ада Алла Вера Дина Зоя Инна Кира Лада Лия Майя Нина Ольга Рая Яна";
    let row = |name| format!("Новикова {name};Школа А;учитель;01.09.2020;01.09.2001\n");
    let file: String = names.split(' ').map(row).collect();
    desk.write(
        "staff.csv",
        format!("ФИО;Организация;Должность;Дата приёма;Начало педагогической деятельности\n{file}"),
    );
    desk.done("org staff import staff.csv");
    desk.sql()
        .execute_batch(
            "INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2023-08-30', '2024-06-01'); \
             UPDATE pairs SET mentor_consent = NULL",
        )
        .unwrap();
    let told = desk.run("monitor check");
    assert_eq!(told.code, 3);
    let lines: Vec<_> = told.out.lines().collect();
    let at = |text: &str| {
        lines.iter().position(|line| line.starts_with(text)).unwrap_or_else(|| panic!("{text}: {told:#?}"))
    };
    assert!(lines[0].starts_with("Что требует внимания: 16 замечаний"), "{told:#?}");
    let errors = at("Согласие на обработку персональных данных отозвано, данные не удалены: 1");
    assert!(errors < at("Нет даты рождения: 14"), "{told:#?}");
    assert_eq!(told.out.matches("нет даты рождения").count(), 10, "{told:#?}");
    let words = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("показаны первые 10 из 14, все: nastavnik monitor check --only birth_missing"), "{words}");
    assert!(
        words.contains("Нет согласия наставника (mentor_consent) (Ножай-Юрт, п. 2.3; ТК РФ, ст. 351.8)"),
        "{words}"
    );

    let only = desk.run("monitor check --only birth_missing");
    assert_eq!((only.code, only.out.matches("нет даты рождения").count()), (3, 14), "{only:#?}");
    let except = desk.run("monitor check --except birth_missing,mentor_consent --format csv");
    assert_eq!((except.code, except.out.lines().count()), (3, 2), "{except:#?}");
    let of_school = desk.run("monitor check --org 'Школа Б' --format csv");
    assert_eq!((of_school.code, of_school.out.lines().count()), (3, 2), "{of_school:#?}");
    // What isn't there is no finding any more, whatever else is wrong.
    let none = desk.done("monitor check --only closed_org");
    assert_eq!((none.out.as_str(), none.err.as_str()), ("", "Таких замечаний к записям нет\n"));
    desk.refused("monitor check --only consent", 2, &["нет замечания «consent»", "mentor_consent — "]);
    desk.refused("monitor check --org Гимназия", 1, &["нет организации"]);

    let json: serde_json::Value = serde_json::from_str(&desk.run("monitor check --format json").out).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 16);
    assert!(json.as_array().unwrap().iter().all(|row| row["schema"] == 1), "{json}");
    let csv = desk.run("monitor check --format csv").out;
    let header = "key,severity,finding,unit,name,org,clause,codes,points,command,waived_until,kind,advice,reason";
    assert_eq!(csv.lines().next(), Some(header));
    let nameless = desk.run("monitor check --format csv --no-names").out;
    assert!(!nameless.contains("Новикова") && !nameless.contains("Ли Вера") && nameless.contains("Лицо"), "{nameless}");
}

/// The commands that stand beside the findings can be given, once what only the reader knows is filled in.
#[test]
fn every_command_and_every_advice_can_be_followed() {
    let known: Vec<String> = commands().into_iter().map(|(path, _)| path.join(" ")).collect();
    for kind in worklist::kinds().unwrap() {
        let mut command = kind.command.replace("{options}", "");
        while let Some((before, rest)) = command.clone().split_once('{') {
            let (name, behind) = rest.split_once('}').unwrap();
            let day = ["closed", "last", "term", "finishes", "due", "today"].contains(&name);
            command = format!("{before}{}{behind}", if day { "15.06.2024" } else { "1" });
        }
        let command = command.replace("ДАТА", "15.06.2024").replace("НОМЕР", "5").replace("ЧИСЛО", "3");
        if let Err(error) = nastavnik::cli::tree().try_get_matches_from(words(&command)) {
            panic!("{}: {command}\n{error}", kind.code);
        }
        for rest in kind.advice.split("nastavnik ").skip(1) {
            let text: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == ' ').collect();
            let path = words(&text).join(" ");
            assert!(known.contains(&path), "{}: {}: no «{path}»", kind.code, kind.advice);
        }
    }
}
