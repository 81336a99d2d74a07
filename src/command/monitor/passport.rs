//! `monitor passport`: the card of an indicator: act, clause, wording, population, condition, the meaning of every fact.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::selection::OwnActArgs;
use crate::command::{Context, Outcome};
use crate::domain::ReportRules;
use crate::indicator::{Act, Adds, Catalogue, FactQuery, Measure, Strata};
use crate::report::{Card, Column, List, Object, Report};

/// `monitor passport`.
#[derive(Debug, Args)]
pub struct MonitorPassport {
    #[arg(value_name = "КОД", help = "Код показателя; не указан — список всех")]
    code: Option<String>,
    #[command(flatten)]
    own: OwnActArgs,
}

impl MonitorPassport {
    /// Prints it. The acts that come with the program need no file; whoever has one finds the acts that are kept there too.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        let print = |catalogue: Catalogue, rules: ReportRules| match &self.code {
            Some(code) => card(&catalogue, catalogue.measure(code)?, &rules),
            None => Ok(Outcome::report(list(catalogue))),
        };
        match context.db.exists() {
            true => context.read(|store| {
                let rules = store.report_settings().rules_on(context.today)?;
                print(self.own.catalogue(store, context.today)?.catalogue, rules)
            }),
            false => print(self.own.catalogue_with(Vec::new())?.catalogue, ReportRules::default()),
        }
    }
}

fn card(catalogue: &Catalogue, measure: &Measure, rules: &ReportRules) -> Result<Outcome> {
    let act = &catalogue.acts[measure.act];
    let mut card = Card::new(format!("{}. {}", measure.code, measure.title), "Источник");
    card.datum("code", measure.code.clone());
    card.datum("title", measure.title.clone());
    card.datum("regulation", act.code.clone());
    card.field("act", "Акт", act.title.clone());
    card.field("clause", "Пункт", measure.clause.clone());
    let derived = act.derived.then_some("акт не называет долей: показатель выведен из его задач");
    card.field_told("derived", "Выведен", act.derived, derived);
    card.field("reading", "Прочтение", measure.reading.clone());
    let units = &measure.page.units;
    let kinds: Vec<_> = measure.kinds.iter().map(|kind| kind.title()).collect();
    card.heading("Знаменатель: выполнено всё");
    card.line("Организации", kinds.join(", "));
    card.values("org_kinds", measure.kinds.iter().copied());
    let says = |fact: &FactQuery| {
        let clause = if fact.clause.is_empty() { String::new() } else { format!(" ({})", fact.clause) };
        format!("{}{clause}", rules.said(&fact.says))
    };
    card.line(&units.title, says(units));
    card.object("unit", fact_object(units, rules));
    let (population, condition) = (&measure.population, measure.deciding());
    card.each("population", population, |fact| (fact.title.clone(), says(fact).into(), fact_object(fact, rules)));
    card.heading("Доля");
    let scale = measure.page.scale.filter(|_| measure.is_mean());
    let mean = scale.map(|scale| format!("сумма баллов к числу ответов, умноженному на {scale}"));
    card.field_told("mean", "Баллы", measure.is_mean(), mean);
    card.datum("scale", scale);
    if let Adds::Numbers { whole, part } = measure.adds {
        card.field("whole", "Складываются", whole.title.clone());
        card.field("part", "Из них", Some(part.title.clone()).filter(|_| part != whole));
    }
    card.heading("Числитель: кроме того, выполнено всё");
    card.each("condition", condition, |fact| {
        let object = fact_object(fact, rules).with("otherwise", rules.said(&fact.otherwise).into_owned());
        (fact.title.clone(), says(fact).into(), object)
    });
    card.heading("Почему не учтён (первая из причин)");
    condition.iter().for_each(|fact| card.line(&fact.title, &*rules.said(&fact.otherwise)));
    card.heading("Нет данных: вне числителя и знаменателя");
    let all = std::iter::once(&units).chain(population).chain(condition);
    all.filter(|fact| !fact.unknown.is_empty()).for_each(|fact| card.line(&fact.title, &fact.unknown));
    card.heading("Разрезы");
    let apart = measure.strata.map(|strata| format!("{} и всего", strata.says()));
    card.field_told("by_kind", "Отдельно", matches!(measure.strata, Some(Strata::Kinds)), apart);
    card.heading("Настройки");
    card.each("settings", &measure.rules(), |rule| {
        let object = Object::default()
            .with("setting", rule.code())
            .with("value", rules.value(*rule))
            .with("origin", rules.origin(*rule).told());
        let told = format!("{} ({})", rules.value_told(*rule), rules.origin(*rule).told());
        (rule.title().into(), told.into(), object)
    });
    card.heading("План");
    card.each("targets", &measure.targets, |target| {
        let org = target.org.as_ref().map(|(_, name)| format!("{name}: "));
        let whose = target.kind.map(|kind| format!("{}: ", kind.title())).or(org).unwrap_or_default();
        let object = Object::default()
            .with("year", i64::from(target.year))
            .with("org_kind", target.kind)
            .with("percent", target.percent)
            .with("org", target.org.as_ref().map(|(_, name)| name.to_string()))
            .with("own", target.is_own);
        let when =
            if target.is_own { format!("с {} года", target.year) } else { format!("{} год", target.year) };
        (when, format!("{whose}{}", target.percent).into(), object)
    });
    card.heading("Другие прочтения");
    let others = catalogue.measures.iter().filter(|m| m.indicator() == measure.indicator() && m.code != measure.code);
    card.each("readings", others, |other| {
        let object = Object::default().with("code", other.code.clone()).with("reading", other.reading.clone());
        (other.code.clone(), other.reading.as_deref().unwrap_or("по умолчанию").into(), object)
    });
    Ok(Outcome::report(card.report(measure.notes(rules))))
}

/// A fact for programs.
fn fact_object(fact: &FactQuery, rules: &ReportRules) -> Object {
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Object::default()
        .with("fact", fact.name.clone())
        .with("title", fact.title.clone())
        .with("says", rules.said(&fact.says).into_owned())
        .with("clause", text(&fact.clause))
        .with("unknown", text(&fact.unknown))
}

fn list(catalogue: Catalogue) -> Report {
    let acts = catalogue.acts.into_iter().map(Rc::new).collect::<Vec<_>>();
    let columns = [
        Column::table("act", "Акт", |(act, _): &(Rc<Act>, Measure)| (&act.title).into()),
        Column::both("code", "Код", |(_, measure)| (&measure.code).into()),
        Column::both("title", "Показатель или его прочтение", |(_, measure)| {
            measure.reading.as_ref().unwrap_or(&measure.title).into()
        }),
        Column::data("regulation", "Акт", |(act, _)| (&act.code).into()),
        Column::both("clause", "Пункт", |(_, measure)| (&measure.clause).into()),
    ];
    let measures = catalogue.measures.into_iter().map(move |measure| (Rc::clone(&acts[measure.act]), measure));
    List::new("Показатели", columns).grouped().of(measures)
}
