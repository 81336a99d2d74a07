//! `monitor explain`: who stands behind a share, by name, and why whoever isn't counted isn't.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::knowledge::unknown_before;
use super::selection::{OwnActArgs, PeriodArgs};
use crate::command::{Context, Outcome};
use crate::domain::{Reference, Share};
use crate::indicator::{Adds, JudgedUnit, OrgsOnDay, Verdict};
use crate::report::{Column, List, Value};
use crate::store::Store;

/// `monitor explain`.
#[derive(Debug, Args)]
pub struct MonitorExplain {
    #[arg(value_name = "КОД", help = "Код показателя")]
    code: String,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только одной организации: номер, ИНН или часть наименования")]
    org: Option<String>,
    #[command(flatten)]
    when: PeriodArgs,
    #[command(flatten)]
    own: OwnActArgs,
}

impl MonitorExplain {
    /// Explains it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let when = self.when.seen(context)?;
        let (catalogue, _) = self.own.catalogue()?;
        let measure = catalogue.measure(&self.code)?;
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        let orgs = match &org {
            Some(org) => OrgsOnDay::of_org(store, when, org.id)?,
            None => OrgsOnDay::new(store, when)?,
        };
        let mut units = orgs.walk(&[measure])?.explain(measure)?;
        // The organisations stand in the order of their names, so does the listing of each.
        units.sort_by_cached_key(|unit| (rank(unit.verdict), unit.place, unit.key.clone(), unit.unit));
        let share = Share {
            part: units.iter().map(|unit| u64::from(unit.part)).sum(),
            whole: units.iter().map(|unit| u64::from(unit.whole)).sum(),
        };
        let listing = Rc::new(ExplainContext {
            orgs: orgs.orgs.iter().map(|org| org.name.clone()).collect(),
            code: measure.code.clone(),
            clause: format!("{}, {}", catalogue.acts[measure.act].code, measure.clause),
            counts: [0, 1, 2].map(|of| units.iter().filter(|unit| rank(unit.verdict) == of).count()),
            scale: measure.page.scale,
            number: match measure.adds {
                Adds::Numbers { whole, .. } => Some(&whole.title),
                Adds::One | Adds::Score => None,
            },
        });
        let mut title = format!("{}. {}", measure.code, measure.title);
        if let Some(reading) = &measure.reading {
            title = format!("{title} — {reading}");
        }
        if let Some(org) = &org {
            title = format!("{title}. {}", org.name);
        }
        let mut notes = vec![format!("Итого {}: {share}, {}", told(when), share.percent_shown())];
        if let Some(org) = org.as_ref().filter(|org| !measure.kinds.contains(&org.kind)) {
            let kinds: Vec<_> = measure.kinds.iter().map(|kind| kind.title()).collect();
            notes.push(format!("Показатель не считает организации вида «{}»; считает: {}", org.kind, kinds.join(", ")));
        }
        notes.extend(measure.notes().map(Into::into));
        let of_people = measure.unit() != "org";
        let columns = [
            Column::table("heading", "Результат", |row: &ExplainedUnit| row.heading().into()),
            Column::data("code", "Код", |row| (&row.listing.code).into()),
            Column::both("unit", "№", |row| row.unit.unit.into()),
            Column::both("name", if of_people { "ФИО" } else { "Организация" }, |row| {
                (&row.unit.label).into()
            }),
            Column::both_if(of_people && org.is_none(), "org", "Организация", |row| {
                (&row.listing.orgs[row.unit.place]).into()
            }),
            Column::data("result", "Результат", |row| row.result()),
            Column::both("reason", "Причина", |row| row.reason()),
            Column::data("clause", "Пункт", |row| (&row.listing.clause).into()),
        ];
        let units = units.into_iter().map(move |unit| ExplainedUnit { unit, listing: Rc::clone(&listing) });
        let warnings = unknown_before(store, when.day)?.into_iter().collect();
        Ok(Outcome { warnings, ..Outcome::report(List::new(title, columns).grouped().notes(notes).of(units)) })
    }
}

/// What the rows have in common.
struct ExplainContext {
    /// The names of the organisations, in their order.
    orgs: Vec<Rc<str>>,
    code: String,
    clause: String,
    /// How many are counted, aren't counted, aren't known.
    counts: [usize; 3],
    /// What a score is out of, if the units have one.
    scale: Option<u32>,
    /// What the units' own numbers count, if those are added up.
    number: Option<&'static str>,
}

/// A unit with what is found of it.
struct ExplainedUnit {
    unit: JudgedUnit,
    listing: Rc<ExplainContext>,
}

/// The order in which verdicts are listed.
fn rank(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Counted => 0,
        Verdict::NotCounted(_) => 1,
        Verdict::Unknown(_) | Verdict::Outside => 2,
    }
}

impl ExplainedUnit {
    fn heading(&self) -> String {
        let rank = rank(self.unit.verdict);
        let what = ["Учтены", "Не учтены", "Нет данных, вне расчёта"][rank];
        format!("{what}: {}", self.listing.counts[rank])
    }

    fn result(&self) -> Value<'_> {
        match rank(self.unit.verdict) {
            0 => Value::Code("counted", "учтён"),
            1 => Value::Code("not_counted", "не учтён"),
            _ => Value::Code("unknown", "нет данных"),
        }
    }

    fn reason(&self) -> Value<'_> {
        let JudgedUnit { reason, value, part, whole, .. } = self.unit;
        match (reason, self.listing.scale, self.listing.number) {
            ("", _, Some(number)) => format!("{number}: {part} из {whole}").into(),
            (reason, None, _) => reason.into(),
            ("", Some(scale), _) => format!("балл {value} из {scale}").into(),
            (reason, Some(_), _) => format!("{reason}: {value}").into(),
        }
    }
}

/// The dates that a figure is of.
fn told(when: Reference) -> String {
    if when.from == when.to {
        format!("на {}", when.day)
    } else {
        format!("на {} (период с {})", when.day, when.from)
    }
}
