//! `monitor passport`: the card of an indicator: act, clause, wording, population, condition, the meaning of every fact.

use anyhow::Result;
use clap::Args;

use super::selection::OwnAct;
use crate::command::{Card, Outcome};
use crate::indicator::{Catalogue, Measure};
use crate::report::{Column, Report};

/// `monitor passport`.
#[derive(Debug, Args)]
pub struct Passport {
    #[arg(value_name = "КОД", help = "Код показателя; не указан — список всех")]
    code: Option<String>,
    #[command(flatten)]
    own: OwnAct,
}

impl Passport {
    /// Prints it.
    pub fn run(self) -> Result<Outcome> {
        let (catalogue, _) = self.own.catalogue()?;
        match &self.code {
            Some(code) => card(&catalogue, catalogue.measure(code)?),
            None => Ok(Outcome::report(list(catalogue))),
        }
    }
}

fn card(catalogue: &Catalogue, measure: &Measure) -> Result<Outcome> {
    let mut card = Card::default();
    let act = &catalogue.acts[measure.act];
    card.line("Источник", "Акт", Some(act.title.as_str()));
    card.line("Источник", "Пункт", Some(measure.clause.as_str()));
    card.line("Источник", "Выведен", act.derived.then_some("акт не называет долей: показатель выведен из его задач"));
    card.line("Источник", "Прочтение", measure.reading.as_deref());
    let kinds: Vec<_> = measure.kinds.iter().map(|kind| kind.title()).collect();
    let units = &measure.page()?.units;
    let clause = |clause: &str| if clause.is_empty() { String::new() } else { format!(" ({clause})") };
    let whole = "Знаменатель: выполнено всё";
    card.line(whole, "Организации", Some(kinds.join(", ")));
    card.line(whole, &units.name, Some(format!("{}{}", units.says, clause(&units.clause))));
    for fact in measure.facts(&measure.population)? {
        card.line(whole, &fact.name, Some(format!("{}{}", fact.says, clause(&fact.clause))));
    }
    let condition = if measure.mean { Vec::new() } else { measure.facts(&measure.condition)? };
    card.line(
        "Доля",
        "Баллы",
        measure.mean.then(|| format!("сумма баллов к числу ответов, умноженному на {}", units.scale)),
    );
    for fact in &condition {
        let says = format!("{}{}", fact.says, clause(&fact.clause));
        card.line("Числитель: кроме того, выполнено всё", &fact.name, Some(says));
    }
    for fact in &condition {
        card.line("Почему не учтён (первая из причин)", &fact.name, Some(fact.otherwise.as_str()));
    }
    let unknown = "Нет данных: вне числителя и знаменателя";
    let all = measure.facts(&measure.population)?.into_iter().chain(condition);
    for fact in std::iter::once(units).chain(all).filter(|fact| !fact.unknown.is_empty()) {
        card.line(unknown, &fact.name, Some(fact.unknown.as_str()));
    }
    card.line("Разрезы", "Отдельно", measure.by_kind.then_some("по видам организаций и всего"));
    for target in &measure.targets {
        let field = format!("{} год", target.year);
        let kind = target.kind.map(|kind| format!("{}: ", kind.title())).unwrap_or_default();
        card.line("План", &field, Some(format!("{kind}{}", target.percent)));
    }
    for other in catalogue.measures.iter().filter(|m| m.indicator() == measure.indicator() && m.code != measure.code) {
        card.line("Другие прочтения", &other.code, Some(other.reading.as_deref().unwrap_or("по умолчанию")));
    }
    let mut report = card.report(format!("{}. {}", measure.code, measure.title));
    report.notes = measure.notes()?;
    Ok(Outcome::report(report))
}

fn list(catalogue: Catalogue) -> Report {
    let acts = catalogue.acts;
    let rows = catalogue.measures.into_iter().map(move |m| {
        let act = &acts[m.act];
        vec![
            act.title.as_str().into(),
            m.code.into(),
            m.reading.unwrap_or(m.title).into(),
            act.code.as_str().into(),
            m.clause.into(),
        ]
    });
    Report {
        title: "Показатели".into(),
        columns: vec![
            Column::table("act", "Акт"),
            Column::both("code", "Код"),
            Column::both("title", "Показатель или его прочтение"),
            Column::data("regulation", "Акт"),
            Column::both("clause", "Пункт"),
        ],
        rows: Box::new(rows),
        grouped: true,
        notes: Vec::new(),
    }
}
