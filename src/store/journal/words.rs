//! The words for tables and fields: what the journal calls them before people. A page of data; a test holds it to the schema.

use super::words::Sort::{Day, Flag, Number, Row, Secret, Set, Snils, Text};
use crate::domain::{
    By, Cycle, Document, FileKind, MentorCategory, Model, OrgKind, PairKind, ProgramOutcome, Role, Sex, SurveyStage,
};
use crate::store::setting::Setting;

/// A table.
#[derive(Debug)]
pub(super) struct Relation {
    pub name: &'static str,
    /// A row of it: «пара».
    pub noun: &'static str,
    /// The fields by which people know a row.
    pub label: &'static [&'static str],
    /// The fields that people see: column, heading, sort. Search keys aren't seen.
    pub fields: &'static [(&'static str, &'static str, Sort)],
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sort {
    Text,
    Number,
    Day,
    Flag,
    Snils,
    /// The id of a row of another table.
    Row(&'static str),
    /// A member of a closed set: the code becomes code and title.
    Set(fn(&str) -> Option<(&'static str, &'static str)>),
    /// What isn't shown where people aren't named: a name, a birth date, a free text in which a name may stand.
    Secret(&'static Sort),
}

impl Sort {
    /// Whether people write whatever they like there.
    pub(super) fn is_text(self) -> bool {
        match self {
            Self::Text => true,
            Self::Secret(inner) => inner.is_text(),
            _ => false,
        }
    }
}

/// What is known by a number or a code, which says little without the word for it.
pub(super) const NUMBERED: &[&str] = &["pairs", "programs", "groups", "documents", "answers", "schedules"];

/// The table of a name.
pub(super) fn relation(name: &str) -> Option<&'static Relation> {
    RELATIONS.iter().find(|relation| relation.name == name)
}

/// All tables, in the order of the schema.
pub(super) const RELATIONS: &[Relation] = &[
    Relation {
        name: "municipalities", noun: "муниципалитет", label: &["name"], fields: &[("name", "Название", Text)]
    },
    Relation {
        name: "district",
        noun: "район",
        label: &["municipality_id"],
        fields: &[("municipality_id", "Муниципалитет", Row("municipalities"))],
    },
    Relation {
        name: "orgs",
        noun: "организация",
        label: &["name"],
        fields: &[
            ("inn", "ИНН", Text),
            ("name", "Наименование", Text),
            ("short_name", "Краткое наименование", Text),
            ("kind", "Вид", Set(OrgKind::titled)),
            ("municipality_id", "Муниципалитет", Row("municipalities")),
            ("address", "Адрес", Text),
            ("head", "Руководитель", Secret(&Text)),
            ("site", "Сайт", Text),
            ("opened", "Дата открытия", Day),
            ("closed", "Дата закрытия", Day),
        ],
    },
    Relation {
        name: "documents",
        noun: "документ о внедрении",
        label: &["org_id", "kind"],
        fields: &[
            ("org_id", "Организация", Row("orgs")),
            ("kind", "Вид", Set(Document::titled)),
            ("number", "Номер", Text),
            ("dated", "Дата", Day),
            ("planned_results", "Планируемые результаты", Secret(&Text)),
        ],
    },
    Relation {
        name: "monitoring_dates",
        noun: "срок мониторинга",
        label: &["document_id", "due"],
        fields: &[("document_id", "Приказ", Row("documents")), ("due", "Срок мониторинга", Day)],
    },
    Relation {
        name: "curators",
        noun: "куратор",
        label: &["org_id", "name"],
        fields: &[
            ("org_id", "Организация", Row("orgs")),
            ("name", "ФИО", Secret(&Text)),
            ("number", "Номер приказа", Text),
            ("appointed", "Дата назначения", Day),
            ("ended", "Последний день", Day),
        ],
    },
    Relation {
        name: "people",
        noun: "человек",
        label: &["name"],
        fields: &[
            ("snils", "СНИЛС", Secret(&Snils)),
            ("name", "ФИО", Secret(&Text)),
            ("sex", "Пол", Set(Sex::titled)),
            ("born", "Дата рождения", Secret(&Day)),
            ("teaching_since", "Начало педагогической деятельности", Day),
            ("teaching_spread", "Точность начала, месяцев", Number),
        ],
    },
    Relation {
        name: "former_names",
        noun: "прежняя фамилия",
        label: &["person_id"],
        fields: &[
            ("person_id", "Человек", Row("people")),
            ("name", "Прежние ФИО", Secret(&Text)),
            ("until", "Последний день", Day),
        ],
    },
    Relation {
        name: "consents",
        noun: "согласие на обработку персональных данных",
        label: &["person_id"],
        fields: &[
            ("person_id", "Человек", Row("people")),
            ("given", "Дата согласия", Day),
            ("withdrawn", "Дата отзыва", Day),
        ],
    },
    Relation {
        name: "erasures",
        noun: "удаление персональных данных",
        label: &["person_id"],
        fields: &[
            ("person_id", "Человек", Row("people")),
            ("dated", "Дата", Day),
            ("basis", "Основание", Secret(&Text)),
        ],
    },
    Relation {
        name: "posts",
        noun: "должность",
        label: &["title"],
        fields: &[("title", "Название", Text), ("pedagogical", "Педагогическая", Flag)],
    },
    Relation {
        name: "employments",
        noun: "работа",
        label: &["person_id", "org_id"],
        fields: &[
            ("person_id", "Человек", Row("people")),
            ("org_id", "Организация", Row("orgs")),
            ("number", "Табельный номер", Secret(&Text)),
            ("post_id", "Должность", Row("posts")),
            ("subject", "Предмет", Text),
            ("hired", "Дата приёма", Day),
            ("dismissed", "Дата увольнения", Day),
            ("main", "Основное место работы", Flag),
            ("pedagogical", "Педагогический работник", Flag),
        ],
    },
    Relation {
        name: "group_kinds",
        noun: "вид группы",
        label: &["title"],
        fields: &[("title", "Название", Text), ("community", "Наставническое сообщество", Flag)],
    },
    Relation {
        name: "groups",
        noun: "группа",
        label: &["code"],
        fields: &[
            ("code", "Код", Text),
            ("title", "Название", Text),
            ("kind_id", "Вид", Row("group_kinds")),
            ("municipality_id", "Муниципалитет", Row("municipalities")),
            ("network", "Сетевая", Flag),
        ],
    },
    Relation {
        name: "members",
        noun: "участник группы",
        label: &["group_id", "person_id", "org_id"],
        fields: &[
            ("group_id", "Группа", Row("groups")),
            ("person_id", "Человек", Row("people")),
            ("org_id", "Организация", Row("orgs")),
            ("joined", "Дата вступления", Day),
            ("ended", "Дата выхода", Day),
        ],
    },
    Relation {
        name: "mentors",
        noun: "наставник",
        label: &["person_id"],
        fields: &[
            ("person_id", "Человек", Row("people")),
            ("org_id", "Организация", Row("orgs")),
            ("category", "Категория", Set(MentorCategory::titled)),
            ("subject", "Предмет", Text),
            ("capacity", "Предельное число наставляемых", Number),
            ("registered", "Дата включения", Day),
            ("retired", "Дата исключения", Day),
        ],
    },
    Relation {
        name: "forms",
        noun: "форма наставничества",
        label: &["title"],
        fields: &[
            ("title", "Название", Text),
            ("mentor_outside", "Наставник не из сотрудников", Flag),
            ("mentee_outside", "Наставляемый не из сотрудников", Flag),
        ],
    },
    Relation {
        name: "form_wordings",
        noun: "название формы",
        label: &["form_id"],
        fields: &[("form_id", "Форма", Row("forms"))],
    },
    Relation {
        name: "pairs",
        noun: "пара",
        label: &["number"],
        fields: &[
            ("number", "Номер", Text),
            ("mentor_id", "Наставник", Row("people")),
            ("form_id", "Форма", Row("forms")),
            ("model", "Модель", Set(Model::titled)),
            ("kind", "Вид", Set(PairKind::titled)),
            ("order_number", "Номер приказа", Text),
            ("order_dated", "Дата приказа", Day),
            ("mentor_consent", "Дата согласия наставника", Day),
            ("started", "Дата начала", Day),
            ("ended", "Дата прекращения", Day),
            ("end_reason", "Причина прекращения", Secret(&Text)),
            ("basis", "Основание", Secret(&Text)),
        ],
    },
    Relation {
        name: "mentees",
        noun: "наставляемый",
        label: &["pair_id", "person_id"],
        fields: &[
            ("pair_id", "Пара", Row("pairs")),
            ("person_id", "Человек", Row("people")),
            ("consent", "Дата согласия", Day),
        ],
    },
    Relation {
        name: "programs",
        noun: "программа",
        label: &["number"],
        fields: &[
            ("number", "Номер", Text),
            ("title", "Название", Secret(&Text)),
            ("approved", "Дата утверждения", Day),
            ("starts", "Начало", Day),
            ("finishes", "Окончание", Day),
            ("length_reason", "Причина срока", Secret(&Text)),
            ("ended", "Завершена", Day),
            ("outcome", "Итог", Set(ProgramOutcome::titled)),
            ("end_reason", "Причина", Secret(&Text)),
        ],
    },
    Relation {
        name: "program_people",
        noun: "наставляемый программы",
        label: &["program_id", "person_id"],
        fields: &[("program_id", "Программа", Row("programs")), ("person_id", "Человек", Row("people"))],
    },
    Relation {
        name: "program_pairs",
        noun: "пара программы",
        label: &["program_id", "pair_id"],
        fields: &[("program_id", "Программа", Row("programs")), ("pair_id", "Пара", Row("pairs"))],
    },
    Relation {
        name: "answers",
        noun: "ответ на опрос",
        label: &["pair_id", "person_id"],
        fields: &[
            ("pair_id", "Пара", Row("pairs")),
            ("role", "Роль", Set(Role::titled)),
            ("person_id", "Человек", Row("people")),
            ("dated", "Дата", Day),
            ("score", "Балл", Number),
            ("stage", "Этап", Set(SurveyStage::titled)),
        ],
    },
    Relation {
        name: "replies",
        noun: "ответ на вопрос",
        label: &["answer_id"],
        fields: &[
            ("answer_id", "Анкета", Row("answers")),
            ("question", "Вопрос", Text),
            ("reply", "Ответ", Secret(&Text)),
        ],
    },
    Relation {
        name: "settings",
        noun: "настройка",
        label: &["name"],
        fields: &[("name", "Название", Set(Setting::titled)), ("value", "Значение", Number)],
    },
    Relation {
        name: "schedules",
        noun: "выгрузка по расписанию",
        label: &["period", "folder"],
        fields: &[
            ("period", "Период", Set(Cycle::titled)),
            ("folder", "Папка", Text),
            ("format", "Вид файла", Set(FileKind::titled)),
            ("codes", "Показатели", Text),
            ("regulation", "Акт", Text),
            ("breakdown", "Разрез", Set(By::titled)),
            ("since", "Начиная с", Day),
            ("removed", "Снято", Day),
        ],
    },
    Relation {
        name: "runs",
        noun: "сделанная выгрузка",
        label: &["schedule_id", "ends"],
        fields: &[
            ("schedule_id", "Расписание", Row("schedules")),
            ("ends", "Последний день периода", Day),
            ("made", "Сделана", Day),
            ("below", "Ниже плана", Number),
        ],
    },
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn every_table_and_every_field_has_its_word() {
        let schema = Connection::open_in_memory().unwrap();
        crate::store::migrate::create(&schema).unwrap();
        let known = super::super::relations(&schema).unwrap();
        let names: Vec<_> = known.iter().map(|relation| relation.name.as_str()).collect();
        assert_eq!(RELATIONS.iter().map(|relation| relation.name).collect::<Vec<_>>(), names);
        for (words, relation) in RELATIONS.iter().zip(&known) {
            let seen = |column: &&String| !(column.as_str() == "key" || column.ends_with("_key"));
            let columns = super::super::columns(&schema, &relation.name).unwrap();
            let columns: Vec<_> = columns.iter().filter(seen).map(String::as_str).collect();
            let fields: Vec<_> = words.fields.iter().map(|(column, ..)| *column).collect();
            assert_eq!(fields, columns, "{}", words.name);
            assert!(words.label.iter().all(|field| fields.contains(field)), "{}", words.name);
        }
    }

    /// A text in which nobody's name may stand; any other is a secret, and so is whatever is a person's own.
    const OPEN: &[&str] = &[
        "municipalities.name",
        "orgs.inn",
        "orgs.name",
        "orgs.short_name",
        "orgs.address",
        "orgs.site",
        "documents.number",
        "curators.number",
        "posts.title",
        "employments.subject",
        "group_kinds.title",
        "groups.code",
        "groups.title",
        "mentors.subject",
        "forms.title",
        "pairs.number",
        "pairs.order_number",
        "programs.number",
        "replies.question",
        "schedules.folder",
        "schedules.codes",
        "schedules.regulation",
    ];

    #[test]
    fn every_text_is_open_or_a_secret() {
        let mut open = Vec::new();
        for words in RELATIONS {
            let texts = words.fields.iter().filter(|(.., sort)| matches!(sort, Text | Snils));
            open.extend(texts.map(|(column, ..)| format!("{}.{column}", words.name)));
        }
        assert_eq!(open, OPEN);
    }

    #[test]
    fn what_refers_says_what_to() {
        let schema = Connection::open_in_memory().unwrap();
        crate::store::migrate::create(&schema).unwrap();
        for words in RELATIONS {
            let sql = format!("SELECT \"table\" FROM pragma_foreign_key_list('{}') WHERE \"from\" = ?1", words.name);
            for (column, _, sort) in words.fields {
                let mut statement = schema.prepare(&sql).unwrap();
                let parent: Option<String> =
                    statement.query_map([column], |row| row.get(0)).unwrap().next().transpose().unwrap();
                let said = if let Row(parent) = sort { Some(*parent) } else { None };
                assert_eq!(said, parent.as_deref(), "{}.{column}", words.name);
            }
        }
    }
}
