//! The rows of `monitor explain`: a unit with what is found of it, and the lines that count the reasons.

use std::collections::HashMap;
use std::rc::Rc;

use crate::command::field_column;
use crate::domain::{Day, OrgTitle, Phrase, Secret, Start, plural};
use crate::indicator::{Adds, Catalogue, JudgedUnit, Judgement, OrgOnDay, OrgsOnDay, Verdict};
use crate::register::pair_paper::PairPaper;
use crate::register::{employment, pair, person, survey};
use crate::report::{Column, Value};

/// What is listed.
pub enum Listing {
    /// One measure.
    One {
        /// Whether its units are people, or about people.
        is_of_people: bool,
        /// Whether only one organisation is looked at.
        is_of_one_org: bool,
    },
    /// Several measures.
    All,
    /// Several measures, of one person.
    Person,
    /// Whom a measure judges otherwise than another one, whose code this is.
    Versus(String),
}

/// What the rows of a measure have in common.
pub struct ExplainContext {
    /// The names of the organisations, in their order.
    orgs: Rc<[OrgTitle]>,
    /// Whether organisations themselves are the units.
    is_of_orgs: bool,
    day: Day,
    code: String,
    /// The wording of the measure, or how it reads the act.
    title: String,
    clause: String,
    /// Before the heading of a run of rows, where there are several measures.
    prefix: String,
    /// Whether the rows are several measures of one person.
    is_of_person: bool,
    /// The code of the measure that they are held against.
    versus: Option<String>,
    /// How many are counted, aren't counted, aren't known, are outside.
    counts: [usize; 4],
    /// What a score is out of, if the units have one.
    scale: Option<u32>,
    /// What the units' own numbers count, if those are added up.
    number: Option<&'static str>,
    /// The programs longer than a year by whom they name, where the measure asks for a program.
    long_programs: Rc<HashMap<i64, String>>,
}

/// A unit with what is found of it.
pub struct ExplainedUnit {
    pub unit: JudgedUnit,
    /// What another measure finds of it.
    pub versus: Option<JudgedUnit>,
    pub context: Rc<ExplainContext>,
}

impl ExplainedUnit {
    /// The number of the program longer than a year by which the unit counts, or would.
    pub fn long_program(&self) -> Option<&str> {
        self.context.long_programs.get(&self.unit.about.person?).map(String::as_str)
    }
}

impl ExplainContext {
    /// Of the units of one measure.
    pub fn new(
        catalogue: &Catalogue,
        orgs: &OrgsOnDay<'_>,
        judged: &Judgement,
        shown: &Listing,
        long_programs: &Rc<HashMap<i64, String>>,
    ) -> Self {
        let measure = &judged.measure;
        Self {
            orgs: orgs.orgs.iter().map(OrgOnDay::title).collect(),
            is_of_orgs: measure.unit() == "org",
            day: orgs.when.day,
            code: measure.code.clone(),
            title: measure.reading.as_ref().unwrap_or(&measure.title).clone(),
            clause: format!("{}, {}", catalogue.acts[measure.act].short, measure.clause),
            prefix: match shown {
                Listing::One { .. } | Listing::Versus(_) => String::new(),
                Listing::All => format!("{}. ", measure.code),
                Listing::Person => catalogue.acts[measure.act].title.clone(),
            },
            is_of_person: matches!(shown, Listing::Person),
            versus: match shown {
                Listing::Versus(code) => Some(code.clone()),
                _ => None,
            },
            counts: [0, 1, 2, 3].map(|rank| judged.units.iter().filter(|unit| unit.verdict.rank() == rank).count()),
            scale: measure.page.scale,
            number: match measure.adds {
                Adds::Numbers { whole, .. } => Some(&whole.title),
                Adds::One | Adds::Score => None,
            },
            long_programs: if measure.asks_any(PairPaper::Program.facts()) {
                Rc::clone(long_programs)
            } else {
                Rc::default()
            },
        }
    }
}

/// The rows of one measure.
pub fn rows(
    catalogue: &Catalogue,
    orgs: &OrgsOnDay<'_>,
    judged: Judgement,
    shown: &Listing,
    long_programs: &Rc<HashMap<i64, String>>,
) -> Vec<ExplainedUnit> {
    let context = Rc::new(ExplainContext::new(catalogue, orgs, &judged, shown, long_programs));
    judged.units.into_iter().map(|unit| ExplainedUnit { unit, versus: None, context: Rc::clone(&context) }).collect()
}

/// The columns. Those of csv are an interface: additions at the end only.
pub fn columns(shown: &Listing, has_long: bool) -> Vec<Column<ExplainedUnit>> {
    let is_person = matches!(shown, Listing::Person);
    let has_orgs = match shown {
        Listing::One { is_of_people, is_of_one_org } => *is_of_people && !is_of_one_org,
        _ => true,
    };
    let is_of_people = !matches!(shown, Listing::One { is_of_people: false, .. });
    let is_versus = matches!(shown, Listing::Versus(_));
    let name = if is_of_people { person::NAME.heading } else { employment::ORG.heading };
    vec![
        Column::table("heading", "Результат", |row: &ExplainedUnit| row.heading().into()),
        Column::both_if(is_person, "code", "Код", |row| (&row.context.code).into()),
        Column::both_if(!is_person, "unit", "№", |row| row.unit.unit.into()),
        Column::both_if(!is_person, "name", name, |row| match row.unit.place.filter(|_| row.context.is_of_orgs) {
            Some(place) => (&row.context.orgs[place]).into(),
            None => (&row.unit.about.label).into(),
        }),
        field_column::both_if(has_orgs && !is_person, employment::ORG, |row| {
            row.unit.place.map(|place| &row.context.orgs[place]).into()
        }),
        Column::table("indicator", "Показатель", |row| row.indicator()),
        Column::both_if(is_person, "result", "Результат", |row| result(&row.unit)),
        Column::table("who", "Должность, возраст, стаж", |row| row.who()),
        Column::both("reason", "Причина", |row| reason(&row.unit, &row.context)),
        Column::data("clause", "Пункт", |row| (&row.context.clause).into()),
        field_column::data(employment::POST, |row| (&row.unit.about.details.post).into()),
        field_column::data(person::BORN, |row| Secret(row.unit.about.details.born).into()),
        field_column::data(person::TEACHING_SINCE, |row| row.unit.about.details.teaching_since.into()),
        Column::data("pair", pair::NUMBER.heading, |row| (&row.unit.about.details.pair).into()),
        Column::data("answered", "Дата ответа", |row| row.unit.about.details.answered.into()),
        field_column::data(survey::STAGE, |row| row.unit.about.details.stage.into()),
        field_column::data(survey::SCORE, |row| row.unit.about.details.score.into()),
        Column::data("versus", "Другой код", |row| row.context.versus.as_deref().map(Value::from).into()),
        Column::data("versus_result", "Результат по другому коду", |row| {
            row.context
                .versus
                .is_some()
                .then(|| RESULTS[row.versus_rank()])
                .map_or(Value::Empty, |(code, title)| Value::Code(code, title))
        }),
        Column::both_if(is_versus, "versus_reason", "Причина по другому коду", |row| {
            match &row.versus {
                Some(unit) => reason(unit, &row.context),
                None if row.context.versus.is_some() => UNLISTED.into(),
                None => Value::Empty,
            }
        }),
        // A program may last longer than a year for a reason that is kept: whoever counts by it is marked.
        Column::both_if(has_long, "long_program", "Программа дольше года", |row| {
            row.long_program().into()
        }),
    ]
}

/// What a measure says of a unit, by the words for programs and for people.
pub fn result(unit: &JudgedUnit) -> Value<'static> {
    let (code, title) = RESULTS[unit.verdict.rank()];
    Value::Code(code, title)
}

/// What a measure can say of a unit, in the order in which it is listed.
pub const RESULTS: [(&str, &str); 4] =
    [("counted", "учтён"), ("not_counted", "не учтён"), ("unknown", "нет данных"), ("outside", "вне расчёта")];

/// Above those of whom it says the same.
const HEADINGS: [&str; 4] = ["Учтены", "Не учтены", "Нет данных, вне расчёта", "Вне показателя"];

/// Said where a measure doesn't even list what the other one judges.
const UNLISTED: &str = "такой записи показатель не рассматривает";

/// The reason with what it speaks of.
pub fn told(unit: &JudgedUnit) -> String {
    match &unit.named {
        Some(named) => format!("{}: {named}", unit.reason),
        None => unit.reason.clone().into_owned(),
    }
}

fn reason(unit: &JudgedUnit, context: &ExplainContext) -> Value<'static> {
    let JudgedUnit { value, part, whole, .. } = *unit;
    match (&*unit.reason, context.scale, context.number) {
        ("", _, Some(number)) => format!("{number}: {part} из {whole}").into(),
        (_, None, _) => told(unit).into(),
        ("", Some(scale), _) => format!("балл {value} из {scale}").into(),
        (reason, Some(_), _) if matches!(unit.verdict, Verdict::NotCounted(_)) => format!("{reason}: {value}").into(),
        _ => told(unit).into(),
    }
}

/// How many there are of each result, and how often each reason is met: «Не учтены 34: нет приказа — 30, …».
pub fn lead(judged: &Judgement, prefix: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (rank, heading) in HEADINGS.iter().enumerate() {
        let reasons = judged.reasons(rank);
        let all: usize = reasons.iter().map(|(_, count)| count).sum();
        let told: Vec<_> = reasons
            .iter()
            .filter(|(reason, _)| !reason.is_empty())
            .map(|(reason, n)| format!("{reason} — {n}"))
            .collect();
        if !told.is_empty() {
            lines.push(format!("{prefix}{heading} {all}: {}", told.join("; ")));
        }
    }
    lines
}

/// Those of whom two measures say something different; whoever isn't found by one is outside it. Where both count the same
/// units, each is held against itself, else one of each subject.
pub fn versus(context: &Rc<ExplainContext>, judged: Judgement, other: Judgement) -> Vec<ExplainedUnit> {
    let (units, others, key): (_, _, fn(&JudgedUnit) -> i64) = match judged.measure.unit() == other.measure.unit() {
        true => (judged.units, other.units, |unit| unit.unit),
        false => (judged.subjects(), other.subjects(), JudgedUnit::subject),
    };
    let mut by_key: HashMap<i64, JudgedUnit> = others.into_iter().map(|unit| (key(&unit), unit)).collect();
    let mut rows = Vec::new();
    for unit in units {
        let other = by_key.remove(&key(&unit));
        let row = ExplainedUnit { unit, versus: other, context: Rc::clone(context) };
        if row.versus_rank() != row.unit.verdict.rank() {
            rows.push(row);
        }
    }
    // Whom the first measure doesn't even list.
    for other in by_key.into_values().filter(|other| other.verdict != Verdict::Outside) {
        let unit = JudgedUnit {
            verdict: Verdict::Outside,
            reason: UNLISTED.into(),
            named: None,
            part: 0,
            whole: 0,
            ..other.clone()
        };
        rows.push(ExplainedUnit { unit, versus: Some(other), context: Rc::clone(context) });
    }
    rows.sort_by(|a, b| a.pair().cmp(&b.pair()));
    rows
}

impl ExplainedUnit {
    /// By what rows that differ are told apart and ordered.
    fn pair(&self) -> (usize, usize, Option<usize>, &str, i64) {
        (self.unit.verdict.rank(), self.versus_rank(), self.unit.place, &self.unit.about.key, self.unit.unit)
    }

    /// What the other measure says of it, by its place among [`RESULTS`].
    fn versus_rank(&self) -> usize {
        self.versus.as_ref().map_or(Verdict::Outside, |other| other.verdict).rank()
    }

    fn heading(&self) -> String {
        let rank = self.unit.verdict.rank();
        let ExplainContext { prefix, code, versus, counts, .. } = &*self.context;
        match versus {
            Some(other) => {
                format!("{code}: {}; {other}: {}", RESULTS[rank].1, RESULTS[self.versus_rank()].1)
            }
            // Of a person each measure has a row or more: they stand under their act.
            None if self.context.is_of_person => prefix.clone(),
            None => format!("{prefix}{}: {}", HEADINGS[rank], counts[rank]),
        }
    }

    /// The wording of the measure, where each row is of another one.
    fn indicator(&self) -> Value<'_> {
        if self.context.is_of_person { (&self.context.title).into() } else { Value::Empty }
    }

    /// Post, age and tenure in one phrase: a column each would leave no room for the names.
    fn who(&self) -> Value<'static> {
        let details = &self.unit.about.details;
        let mut parts: Vec<Phrase> = details.post.iter().map(Phrase::from).collect();
        if let Some(born) = details.born {
            let years = born.years_until(self.context.day);
            parts.push(Secret(plural::count(years.into(), "год", "года", "лет")).into());
        }
        parts.extend(self.tenure().map(|tenure| format!("стаж {tenure}").into()));
        match parts.is_empty() {
            true => Value::Empty,
            false => Phrase::list(parts).into(),
        }
    }

    /// Whole years; «2–3» where the beginning is known by a tenure only.
    fn tenure(&self) -> Option<String> {
        let details = &self.unit.about.details;
        let start = Start::of(details.teaching_since, details.teaching_spread.map(i64::from))?;
        let years = |day: Day| day.years_until(self.context.day);
        Some(match (details.teaching_since.map_or(0, years), years(start.earliest())) {
            (least, most) if least == most => least.to_string(),
            (least, most) => format!("{least}–{most}"),
        })
    }
}
