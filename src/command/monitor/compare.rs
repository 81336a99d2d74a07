//! `monitor compare`: two periods side by side: the shares, and who came, who went.

use std::collections::HashMap;
use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::charts::{trend_chart, trend_line};
use super::explained::{RESULTS, told};
use super::knowledge::unknown_before;
use super::rule_args::RuleArgs;
use super::selection::OwnActArgs;
use crate::command::{Context, Outcome, field_column};
use crate::domain::{OrgTitle, Period, Reference, Share, name};
use crate::indicator::{JudgedUnit, Measure, OrgsOnDay, Verdict, judge_on_two_days};
use crate::register::employment;
use crate::report::{Column, List, Report, Value};
use crate::store::Store;

/// `monitor compare`.
#[derive(Debug, Args)]
pub struct MonitorCompare {
    #[arg(value_name = "ПЕРИОД", help = "Прежний период: 2023, 2023-2024 (учебный год), 2023-H1, ДАТА..ДАТА")]
    before: Period,
    #[arg(value_name = "ПЕРИОД", help = "Новый период")]
    after: Period,
    #[arg(value_name = "КОД", help = "Коды показателей; не указаны — все")]
    codes: Vec<String>,
    #[arg(long, help = "Сами доли двух периодов, а не люди")]
    totals: bool,
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    own: OwnActArgs,
}

/// Whoever two periods say something different of.
struct ComparedUnit {
    code: Rc<str>,
    heading: Rc<str>,
    unit: JudgedUnit,
    /// Whether the unit is the organisation itself.
    is_org: bool,
    org: Option<OrgTitle>,
    before: Verdict,
    after: Verdict,
    reason: String,
}

impl MonitorCompare {
    /// Compares them.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let seen = |period: Period| period.seen(context.today);
        let (before, after) = (seen(self.before)?, seen(self.after)?);
        let catalogues = self.own.catalogue(store, after.day)?;
        let measures: Vec<Measure> = match self.codes.as_slice() {
            [] => catalogues.reported().filter(|measure| measure.reading.is_none()).cloned().collect(),
            codes => codes.iter().map(|code| catalogues.catalogue.measure(code).cloned()).collect::<Result<_, _>>()?,
        };
        let orgs = [self.rules.orgs(store, before)?, self.rules.orgs(store, after)?];
        let warnings = unknown_before(store, before.day.min(after.day))?.into_iter().collect();
        let report = match self.totals {
            true => totals(&measures, &orgs, before, after)?,
            false => units(&measures, &orgs, before, after)?,
        };
        Ok(Outcome { warnings, ..Outcome::report(report) })
    }
}

/// A share in both periods.
struct ComparedShare {
    code: String,
    title: String,
    before: Share,
    after: Share,
    /// Of how many units nobody can know it.
    unknown: [usize; 2],
}

/// The shares themselves.
fn totals(measures: &[Measure], orgs: &[OrgsOnDay<'_>; 2], before: Reference, after: Reference) -> Result<Report> {
    let columns = [
        Column::both("code", "Код", |row: &ComparedShare| (&row.code).into()),
        Column::both("title", "Показатель", |row| (&row.title).into()),
        Column::table("before_share", "Было", |row| Value::Share(row.before)),
        Column::data("before_numerator", "Числитель, было", |row| row.before.part.into()),
        Column::data("before_denominator", "Знаменатель, было", |row| row.before.whole.into()),
        Column::data("before_unknown", "Нет данных, было", |row| row.unknown[0].into()),
        Column::both("before_percent", "Было, %", |row| Value::Percent(row.before)),
        Column::table("after_share", "Стало", |row| Value::Share(row.after)),
        Column::data("after_numerator", "Числитель, стало", |row| row.after.part.into()),
        Column::data("after_denominator", "Знаменатель, стало", |row| row.after.whole.into()),
        Column::data("after_unknown", "Нет данных, стало", |row| row.unknown[1].into()),
        Column::both("after_percent", "Стало, %", |row| Value::Percent(row.after)),
    ];
    let (mut compared, periods) = (Vec::new(), [before, after]);
    judge_on_two_days([&orgs[0], &orgs[1]], measures, false, |at, before, after| {
        let measure = &measures[at];
        let line = trend_line(measure, measure.heading(), periods, [&before, &after]);
        let unknown = [before.unknown(), after.unknown()];
        let Measure { code, title, reading, .. } = measure.clone();
        let title = reading.unwrap_or(title);
        compared
            .push((at, (line, ComparedShare { code, title, before: before.share(), after: after.share(), unknown })));
    })?;
    let (lines, rows): (Vec<_>, Vec<_>) = in_order(compared).into_iter().unzip();
    let title = format!("Показатели: было {}, стало {}", before.told(), after.told());
    Ok(List::new(title, columns).of(rows).with_charts(vec![trend_chart(periods, lines)]))
}

/// What came of the measures, as they were asked for.
fn in_order<T>(mut of_measures: Vec<(usize, T)>) -> Vec<T> {
    of_measures.sort_by_key(|(at, _)| *at);
    of_measures.into_iter().map(|(_, one)| one).collect()
}

/// Whoever came and went.
fn units(measures: &[Measure], orgs: &[OrgsOnDay<'_>; 2], before: Reference, after: Reference) -> Result<Report> {
    let (mut compared, periods) = (Vec::new(), [before, after]);
    judge_on_two_days([&orgs[0], &orgs[1]], measures, true, |at, before, after| {
        let measure = &measures[at];
        let heading = measure.heading();
        let line = trend_line(measure, heading.clone(), periods, [&before, &after]);
        let shares = [before.share(), after.share()];
        let told = shares.map(|share| format!("{share} ({})", share.percent_shown()));
        let note = format!("{}: было {}, стало {}", measure.code, told[0], told[1]);
        let rows = differences(measure, &heading, before.subjects(), after.subjects(), orgs);
        compared.push((at, (line, (note, rows))));
    })?;
    let (lines, told): (Vec<_>, Vec<_>) = in_order(compared).into_iter().unzip();
    let (notes, rows): (Vec<_>, Vec<_>) = told.into_iter().unzip();
    let columns = [
        Column::table("heading", "Показатель", |row: &ComparedUnit| (&row.heading).into()),
        Column::data("code", "Код", |row| (&row.code).into()),
        Column::both("unit", "№", |row| row.unit.unit.into()),
        Column::both("name", "Кто", |row| match (&row.org, row.is_org) {
            (Some(title), true) => title.into(),
            _ => (&row.unit.about.label).into(),
        }),
        field_column::both(employment::ORG, |row| (&row.org).into()),
        Column::both("before", "Было", |row| verdict(row.before)),
        Column::both("after", "Стало", |row| verdict(row.after)),
        Column::both("reason", "Причина", |row| (&row.reason).into()),
    ];
    let title = format!("Кто пришёл и кто ушёл: было {}, стало {}", before.told(), after.told());
    let list = List::new(title, columns).grouped().notes(notes);
    let report = list.of(rows.into_iter().flatten().collect::<Vec<_>>());
    Ok(report.with_charts(vec![trend_chart(periods, lines)]))
}

fn verdict(verdict: Verdict) -> Value<'static> {
    let (code, title) = RESULTS[verdict.rank()];
    Value::Code(code, title)
}

/// Whoever two periods say something different of; whoever isn't found on a day is outside.
fn differences(
    measure: &Measure,
    heading: &str,
    before: Vec<JudgedUnit>,
    after: Vec<JudgedUnit>,
    orgs: &[OrgsOnDay<'_>; 2],
) -> Vec<ComparedUnit> {
    let (code, heading): (Rc<str>, Rc<str>) = (measure.code.as_str().into(), heading.into());
    let is_org = measure.unit() == "org";
    let mut was: HashMap<i64, JudgedUnit> = before.into_iter().map(|unit| (unit.subject(), unit)).collect();
    let mut pairs: Vec<(Option<JudgedUnit>, Option<JudgedUnit>)> =
        after.into_iter().map(|unit| (was.remove(&unit.subject()), Some(unit))).collect();
    pairs.extend(was.into_values().map(|unit| (Some(unit), None)));
    let mut rows = Vec::new();
    for (before, after) in pairs {
        let of = |unit: &Option<JudgedUnit>| unit.as_ref().map_or(Verdict::Outside, |unit| unit.verdict);
        let verdicts = [of(&before), of(&after)];
        if verdicts[0].rank() == verdicts[1].rank() {
            continue;
        }
        // Why somebody isn't counted any more, else why not before.
        let reason = match (&before, &after) {
            (Some(before), Some(after)) if after.reason.is_empty() => told(before),
            (_, Some(after)) => told(after),
            _ => GONE.into(),
        };
        // An organisation is told where the unit is known, first of all today's.
        let place = |unit: &Option<JudgedUnit>, orgs: &OrgsOnDay<'_>| {
            unit.as_ref().and_then(|unit| unit.place).map(|place| orgs.orgs[place].title())
        };
        let org = place(&after, &orgs[1]).or_else(|| place(&before, &orgs[0]));
        let Some(unit) = after.or(before) else { continue };
        let [before, after] = verdicts;
        rows.push(ComparedUnit {
            code: code.clone(),
            heading: heading.clone(),
            unit,
            is_org,
            org,
            before,
            after,
            reason,
        });
    }
    rows.sort_by_cached_key(|row| {
        let org = row.org.as_ref().map_or_else(String::new, |title| name::org_key(title.shown()));
        let unit = (row.unit.about.key.clone(), row.unit.unit);
        (row.after.rank(), row.before.rank(), name::CountedKey(org), unit)
    });
    rows
}

/// Said of whoever isn't there any more at all.
const GONE: &str = "в новом периоде такой записи нет: уволен, выбыл или закрыта организация";
