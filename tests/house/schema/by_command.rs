//! The rules that a command line breaks: each is told, and nothing changes.

use super::{sentences, world};

/// The rules that a command can reach. The sentence is the rule's own, if none is given here. What can't be read as a
/// value at all is an error of the command line.
pub const BY_COMMAND: &[(&str, &str, Option<&str>)] = &[
    ("municipalities_name", "org add 'Школа В' --kind школа --municipality ''", None),
    ("orgs_inn_digits", "org add 'Школа В' --kind школа --inn 770708389", Some("в ИНН 10 или 12 цифр, а здесь 9")),
    ("orgs.inn", "org add 'Школа В' --kind школа --inn 7707083893", None),
    ("orgs.inn", "org edit 'Школа Б' --inn 7707083893", None),
    ("orgs_name", "org add '' --kind школа", None),
    ("orgs_name", "org edit 'Школа А' --name ''", None),
    ("orgs.key, orgs.municipality_id", "org add 'ШКОЛА  «А»' --kind школа", None),
    ("orgs.key, orgs.municipality_id", "org edit 'Школа Б' --name 'Школа А'", None),
    ("orgs_kind", "org add 'Школа В' --kind цирк", Some("допустимо: школа")),
    ("orgs_opened", "org add 'Школа В' --kind школа --opened 31.02.2020", Some("такого дня нет в календаре")),
    ("orgs_closed", "org close 'Школа А' --date 2023-02-30", Some("такого дня нет в календаре")),
    ("orgs_period", "org close 'Школа А' --date 31.08.1990", None),
    ("documents_number", "org adopt 'Школа Б' --order-number ''", None),
    ("documents_dated", "org adopt 'Школа Б' --order-date 31.06.2021", Some("такого дня нет в календаре")),
    ("documents_valid_until", "org adopt 'Школа Б' --road-map-until 31.06.2021", Some("такого дня нет в календаре")),
    ("documents_term", "org adopt 'Школа Б' --road-map-date 01.09.2021 --road-map-until 31.08.2021", None),
    ("documents_repealed", "org adopt 'Школа Б' --order-repealed 31.06.2021", Some("такого дня нет в календаре")),
    ("documents_repeal", "org adopt 'Школа А' --order-repealed 31.12.1999", None),
    ("documents_results", "org adopt 'Школа Б' --results рост", Some("устанавливает приказ о внедрении, а его нет")),
    ("monitoring_dates_due", "org adopt 'Школа А' --monitoring 31.06.2022", Some("такого дня нет в календаре")),
    ("curators_name", "org adopt 'Школа Б' --curator '' --curator-date 01.09.2021", None),
    ("curators_number", "org adopt 'Школа Б' --curator 'Иванова Анна' --curator-number ''", None),
    ("curators_appointed", "org adopt 'Школа Б' --curator-date 1.9.21", Some("ожидается дата")),
    ("curators_known", "org adopt 'Школа Б' --curator-number 5", None),
    (
        "curators_period",
        "org adopt 'Школа А' --curator 'Петров Пётр' --curator-date 31.08.2021",
        Some("нужна более поздняя дата"),
    ),
    ("curators.org_id", "org adopt 'Школа А' --curator 'Петров Пётр'", Some("куратор уже назначен, это Иванова Анна")),
    ("people_snils_digits", "org staff edit Петров --snils 1122334459", Some("в СНИЛС 11 цифр, а здесь 10")),
    ("people.snils", "org staff edit Петров --snils 11223344595", None),
    ("people_name", "org staff edit Петров --name ''", Some("ожидаются фамилия, имя и отчество")),
    ("people_sex", "org staff edit Петров --sex никакой", Some("допустимо: женский, мужской")),
    ("people_born", "org staff edit Петров --born 31.02.1990", Some("такого дня нет в календаре")),
    ("people_teaching_since", "org staff edit Петров --teaching-since 2012", Some("ожидается дата")),
    ("people_life", "org staff edit Иванова --teaching-since 12.05.1990", None),
    (
        "former_names_until",
        "org staff edit Петров --name 'Кац Пётр Петрович' --effective 31.06.2021",
        Some("такого дня нет в календаре"),
    ),
    ("consents_given", "org staff consent Петров --given 31.06.2021", Some("такого дня нет в календаре")),
    ("consents_withdrawn", "org staff consent Иванова --withdrawn 31.06.2021", Some("такого дня нет в календаре")),
    ("consents_period", "org staff consent Иванова --withdrawn 31.08.2021", None),
    ("consents.person_id", "org staff consent Иванова --given 01.09.2022", None),
    ("erasures_basis", "org staff erase Рощина --basis '' --yes", None),
    ("posts_title", "org staff edit Иванова --post ''", None),
    ("employments_number_text", "org staff edit Иванова --number ''", None),
    ("employments_hired", "org staff edit Иванова --hired 31.09.2015", Some("такого дня нет в календаре")),
    ("employments_dismissed", "org staff dismiss Иванова --date скоро", Some("ожидается дата")),
    ("employments_main", "org staff edit Иванова --main может", Some("ожидается да или нет")),
    ("employments_pedagogical", "org staff edit Иванова --pedagogical может", Some("ожидается да или нет")),
    ("employments_period", "org staff edit Иванова --dismissed 31.08.2020", None),
    ("employments_period", "org staff dismiss Иванова --date 31.08.2014", Some("действующей на 31.08.2014")),
    (
        "employments.org_id, employments.number, employments.person_id, employments.hired",
        "org staff edit Иванова --hired 01.09.2015",
        None,
    ),
    (
        "employments.person_id, employments.org_id, employments.post_id, employments.hired",
        "org staff edit Петров --post учитель --hired 01.09.2015",
        None,
    ),
    ("leaves_kind", "org staff absence edit 1 --kind болезнь", Some("допустимо: отпуск по уходу за ребёнком")),
    ("leaves_began", "org staff absence edit 1 --from 31.06.2021", Some("такого дня нет в календаре")),
    ("leaves_ended", "org staff absence edit 1 --to скоро", Some("ожидается дата")),
    (
        "leaves_period",
        "org staff absence edit 1 --to 31.08.2021",
        Some("отсутствие закончилось раньше, чем началось: с 01.09.2021 по 31.08.2021"),
    ),
    (
        "leaves.person_id, leaves.began",
        "org staff absence add Петров --kind иное --from 01.09.2021",
        Some("отсутствие с 01.09.2021 уже записано: № 1, Петров Пётр Петрович, военная служба"),
    ),
    (
        "leaves_apart",
        "org staff absence add Петров --kind иное --from 31.08.2022",
        Some("в эти дни уже записано другое отсутствие: № 1, военная служба с 01.09.2021 по 31.08.2022"),
    ),
    ("group_kinds_title", "org group kind ''", None),
    ("group_kinds.key", "org group kind КЛУБ", None),
    ("groups_code", "org group add '' РМО --kind клуб", None),
    ("groups.code_key", "org group add а РМО --kind клуб", Some("группа с кодом А уже есть: РМО")),
    ("groups_title", "org group add Б '' --kind клуб", None),
    ("members_joined", "org group join А --person Петров --date 29.02.2021", Some("такого дня нет в календаре")),
    ("members_ended", "org group leave А --person Иванова --date скоро", Some("ожидается дата")),
    ("members_one", "org group join А --person Петров --org 1", Some("не сочетается с")),
    ("members_period", "org group leave А --person Иванова --date 31.08.2021", None),
    ("members.group_id, members.person_id", "org group join А --person Иванова", Some("уже состоит в группе А (РМО)")),
    ("members.group_id, members.org_id", "org group join А --org 1", Some("уже состоит в группе А (РМО)")),
    ("mentors_category", "mentor add Петров --date 01.09.2021 --category друг", Some("допустимо: педагог")),
    ("mentors_capacity", "mentor add Петров --date 01.09.2021 --capacity 0", None),
    ("mentors_registered", "mentor add Петров --date 31.09.2021", Some("такого дня нет в календаре")),
    ("mentors_retired", "mentor retire Иванова --date 31.09.2021", Some("такого дня нет в календаре")),
    ("mentors_period", "mentor retire Иванова --date 31.08.2021", None),
    (
        "mentors.person_id",
        "mentor add Иванова --date 01.09.2022",
        Some("уже состоит в реестре наставников с 01.09.2021"),
    ),
    ("forms_title", "pair form ''", None),
    ("form_wordings.key", "pair form 'Педагог — педагог'", None),
    ("pairs_number", "pair create --mentor Иванова --mentee Петров --number ''", None),
    ("pairs.number_key", "pair create --mentor Иванова --mentee Петров --number 1", Some("пара с номером 1 уже есть")),
    ("pairs_model", "pair create --mentor Иванова --mentee Петров --model друг", Some("допустимо: опытный педагог")),
    ("pairs_kind", "pair create --mentor Иванова --mentee Петров --kind медленное", Some("допустимо: традиционное")),
    ("pairs_order_number", "pair create --mentor Иванова --mentee Петров --order-number ''", None),
    (
        "pairs_order_dated",
        "pair create --mentor Иванова --mentee Петров --order-date 31.06.2021",
        Some("такого дня нет в календаре"),
    ),
    (
        "pairs_mentor_consent",
        "pair create --mentor Иванова --mentee Петров --mentor-consent 31.06.2021",
        Some("такого дня нет в календаре"),
    ),
    ("pairs_started", "pair create --mentor Иванова --mentee Петров --start скоро", Some("ожидается дата")),
    ("pairs_ended", "pair close 1 --date скоро", Some("ожидается дата")),
    ("pairs_period", "pair close 1 --date 31.08.2021", None),
    (
        "mentees_consent",
        "pair create --mentor Иванова --mentee Петров --mentee-consent 31.06.2021",
        Some("такого дня нет в календаре"),
    ),
    ("mentees_self", "pair create --mentor Иванова --mentee Иванова", None),
    ("programs_number", "program draft --number '' --pair 1 --start 05.09.2021 --finish 31.05.2022", None),
    ("programs_approved", "program approve 2 --date 31.06.2022", Some("такого дня нет в календаре")),
    (
        "programs_starts",
        "program draft --number 3 --pair 1 --start 31.09.2021 --finish 31.05.2022",
        Some("такого дня нет в календаре"),
    ),
    (
        "programs_finishes",
        "program draft --number 3 --pair 1 --start 05.09.2021 --finish 31.06.2022",
        Some("такого дня нет в календаре"),
    ),
    (
        "programs_length_reason",
        "program draft --number 3 --pair 1 --start 05.09.2021 --finish 06.09.2021 --reason ''",
        None,
    ),
    ("programs_ended", "program complete 1 --date скоро", Some("ожидается дата")),
    (
        "programs_period",
        "program draft --number 3 --pair 1 --start 05.09.2021 --finish 04.09.2021",
        Some("окончание 04.09.2021 раньше начала 05.09.2021"),
    ),
    ("schedules_period", "monitor run --add неделя --export .", Some("допустимо: month (месяц), quarter (квартал)")),
    ("schedules_format", "monitor run --add month --export . --format xml", Some("допустимо: table, csv")),
    ("schedules_breakdown", "monitor run --add month --export . --by pair", Some("допустимо: org, kind")),
    ("schedules_since", "monitor run --add month --export . --since 31.06.2024", Some("такого дня нет в календаре")),
    ("schedules_key", "monitor run --add год --export . --since 01.01.2022", None),
];

/// How it is told that a value can't be read: an error of the command line, not a refusal.
const UNREAD: &[&str] = &["в ИНН", "в СНИЛС", "допустимо", "ожида", "такого дня", "не сочетается"];

#[test]
fn what_a_command_breaks_is_told_and_changes_nothing() {
    let desk = world();
    let sentences = sentences();
    for (rule, line, told) in BY_COMMAND {
        let sentence = sentences.get(rule).unwrap_or_else(|| panic!("no rule {rule}"));
        let words = told.unwrap_or(sentence);
        let unread = UNREAD.iter().any(|start| words.starts_with(start));
        desk.refused(line, if unread { 2 } else { 1 }, &[words]);
    }
}
