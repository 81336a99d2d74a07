//! The files of a district, in the layouts that the imports know.

use chrono::NaiveDate;

use super::model::{Category, District, Org, Paper, Party, Person, Stage};

fn table(header: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut text = header.join(";");
    text.push('\n');
    for row in rows {
        assert_eq!(row.len(), header.len());
        text.push_str(&row.join(";"));
        text.push('\n');
    }
    text
}

fn shown(day: Option<NaiveDate>) -> String {
    day.map(|day| day.format("%d.%m.%Y").to_string()).unwrap_or_default()
}

fn yes_no(flag: Option<bool>) -> String {
    flag.map(|flag| if flag { "да" } else { "нет" }).unwrap_or_default().to_owned()
}

/// `org import`: an organisation with its first order and curator; a second row for the second ones.
pub fn orgs(district: &District) -> String {
    let row = |org: &Org, at: usize| {
        let (order, curator) = (org.orders.get(at), org.curators.get(at));
        let first = |day: Option<NaiveDate>| shown(day.filter(|_| at == 0));
        vec![
            org.inn.clone().unwrap_or_default(),
            org.name.clone(),
            org.kind.code().to_owned(),
            org.municipality.clone().unwrap_or_default(),
            order.and_then(|paper| paper.number.clone()).unwrap_or_default(),
            shown(order.and_then(|paper| paper.dated)),
            first(org.regulation),
            first(org.road_map),
            curator.and_then(|curator| curator.name.clone()).unwrap_or_default(),
            shown(curator.and_then(|curator| curator.appointed)),
            first(org.opened),
            first(org.closed),
        ]
    };
    let mut rows: Vec<_> = district.orgs.iter().map(|org| row(org, 0)).collect();
    rows.extend(district.orgs.iter().filter(|o| o.orders.len() > 1 || o.curators.len() > 1).map(|org| row(org, 1)));
    table(
        &[
            "ИНН",
            "Наименование",
            "Вид",
            "Муниципалитет",
            "Номер приказа о внедрении",
            "Дата приказа о внедрении",
            "Дата утверждения положения",
            "Дата утверждения дорожной карты",
            "Куратор",
            "Дата назначения куратора",
            "Дата открытия",
            "Дата закрытия",
        ],
        rows,
    )
}

/// `org staff import`: a row an employment; without the start of work where it is known by the tenure only.
pub fn staff(district: &District) -> String {
    let mut rows = Vec::new();
    for person in &district.people {
        for job in &person.employments {
            let org = &district.orgs[job.org];
            rows.push(vec![
                job.number.clone().unwrap_or_default(),
                person.snils.clone().unwrap_or_default(),
                person.name.clone(),
                shown(person.born),
                org.inn.clone().unwrap_or_default(),
                if org.inn.is_none() { org.name.clone() } else { String::new() },
                job.post.title.to_owned(),
                shown(Some(job.hired)),
                shown(job.dismissed),
                shown(person.since.filter(|_| person.spread.is_none())),
                yes_no(job.main),
                yes_no(job.declared),
            ]);
        }
    }
    table(
        &[
            "Табельный номер",
            "СНИЛС",
            "ФИО",
            "Дата рождения",
            "ИНН организации",
            "Организация",
            "Должность",
            "Дата приёма",
            "Дата увольнения",
            "Начало педагогической деятельности",
            "Основное место работы",
            "Педагогический работник",
        ],
        rows,
    )
}

/// `mentor import`: a row a registration.
pub fn mentors(district: &District) -> String {
    let mut rows = Vec::new();
    for person in &district.people {
        for registration in &person.registrations {
            let category = match registration.category {
                Some(Category::Teacher) => "педагог",
                Some(Category::Enterprise) => "предприятие",
                Some(Category::Pupil) => "обучающийся",
                None => "",
            };
            let [snils, name, born] = keys(person);
            let (registered, retired) = (shown(Some(registration.registered)), shown(registration.retired));
            let org = registration.org.and_then(|org| district.orgs[org].inn.clone()).unwrap_or_default();
            rows.push(vec![snils, name, born, org, category.to_owned(), registered, retired]);
        }
    }
    table(&["СНИЛС", "ФИО", "Дата рождения", "ИНН организации", "Категория", "Дата включения", "Дата исключения"], rows)
}

fn keys(person: &Person) -> [String; 3] {
    [person.snils.clone().unwrap_or_default(), person.name.clone(), shown(person.born)]
}

/// `org group import` of groups.
pub fn groups(district: &District) -> String {
    let row = |group: &super::model::Group| {
        let title = format!("Объединение {}", group.code);
        vec![group.code.clone(), title, group.kind.title.to_owned(), yes_no(group.network)]
    };
    table(&["Код группы", "Название", "Вид группы", "Сетевая"], district.groups.iter().map(row).collect())
}

/// `org group import` of members.
pub fn members(district: &District) -> String {
    let mut rows = Vec::new();
    for group in &district.groups {
        for member in &group.members {
            let ([snils, name, born], inn) = match member.party {
                Party::Person(person) => (keys(&district.people[person]), String::new()),
                Party::Org(org) => ([const { String::new() }; 3], district.orgs[org].inn.clone().unwrap_or_default()),
            };
            rows.push(vec![group.code.clone(), snils, name, born, inn, shown(member.joined), shown(member.ended)]);
        }
    }
    table(&["Код группы", "СНИЛС", "ФИО", "Дата рождения", "ИНН участника", "Дата вступления", "Дата выхода"], rows)
}

/// The two cells by which a row of pairs names a person: СНИЛС, or the name where there is none.
fn named(person: &Person) -> [String; 2] {
    match &person.snils {
        Some(snils) => [snils.clone(), String::new()],
        None => [String::new(), person.name.clone()],
    }
}

/// `pair import`: a row a mentee.
pub fn pairs(district: &District) -> String {
    let order = |order: &Option<Paper>| {
        let number = order.as_ref().and_then(|order| order.number.clone()).unwrap_or_default();
        [number, shown(order.as_ref().and_then(|order| order.dated))]
    };
    let mut rows = Vec::new();
    for pair in &district.pairs {
        for mentee in &pair.mentees {
            let mut row = vec![pair.number.clone()];
            row.extend(named(&district.people[pair.mentor]));
            row.extend(named(&district.people[mentee.who]));
            row.push(pair.org.and_then(|org| district.orgs[org].inn.clone()).unwrap_or_default());
            row.extend(order(&pair.order));
            row.extend([pair.started, pair.planned, pair.ended, mentee.joined].map(shown));
            row.extend(order(&mentee.order));
            row.push(shown(mentee.left));
            row.push(if pair.in_group { "в группе".into() } else { String::new() });
            rows.push(row);
        }
    }
    table(
        &[
            "Номер пары",
            "СНИЛС наставника",
            "Наставник",
            "СНИЛС наставляемого",
            "Наставляемый",
            "ИНН организации",
            "Номер приказа",
            "Дата приказа",
            "Дата начала",
            "Срок",
            "Дата прекращения",
            "Дата включения",
            "Номер приказа о включении",
            "Дата приказа о включении",
            "Дата выхода",
            "Вид",
        ],
        rows,
    )
}

/// `program import`: a row a mentee whom the program names.
pub fn programs(district: &District) -> String {
    let mut rows = Vec::new();
    for program in &district.programs {
        for mentee in &program.mentees {
            rows.push(vec![
                program.number.clone(),
                district.pairs[program.pairs[0].pair].number.clone(),
                district.people[*mentee].snils.clone().unwrap_or_default(),
                shown(program.approved),
                shown(Some(program.start)),
                shown(Some(program.finish)),
            ]);
        }
    }
    table(&["Номер программы", "Номер пары", "СНИЛС наставляемого", "Дата утверждения", "Начало", "Окончание"], rows)
}

/// `monitor survey import`: a row an answer.
pub fn answers(district: &District) -> String {
    let row = |answer: &super::model::Answer| {
        let pair = &district.pairs[answer.pair];
        let role = if pair.mentor == answer.person { "наставник" } else { "наставляемый" };
        let snils = district.people[answer.person].snils.clone().unwrap_or_default();
        let stage = match answer.stage {
            Stage::Entry => "вход",
            Stage::Exit => "выход",
            Stage::Untold => "",
        };
        vec![pair.number.clone(), role.into(), snils, shown(Some(answer.day)), answer.score.to_string(), stage.into()]
    };
    table(&["Номер пары", "Роль", "СНИЛС", "Дата", "Балл", "Этап"], district.answers.iter().map(row).collect())
}
