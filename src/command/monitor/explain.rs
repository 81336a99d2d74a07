//! `monitor explain`: who stands behind a share, by name, and why whoever isn't counted isn't.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::selection::{OwnAct, When};
use crate::command::{Context, Outcome};
use crate::domain::{Reference, Share};
use crate::indicator::{Scene, Verdict};
use crate::report::{Column, Report, Row, Value};
use crate::store::Store;

/// `monitor explain`.
#[derive(Debug, Args)]
pub struct Explain {
    #[arg(value_name = "КОД", help = "Код показателя")]
    code: String,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только одной организации: номер, ИНН или часть наименования")]
    org: Option<String>,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    own: OwnAct,
}

impl Explain {
    /// Explains it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let when = self.when.seen(context)?;
        let (catalogue, _) = self.own.catalogue()?;
        let measure = catalogue.measure(&self.code)?;
        let scene = Scene::new(store, when)?;
        let org = self.org.as_deref().map(|org| store.find_org(org)).transpose()?;
        let only = org.as_ref().and_then(|org| scene.place(org.id));
        let mut findings = scene.walk(&[measure])?.explain(measure, only)?;
        let rank = |verdict| match verdict {
            Verdict::Counted => 0,
            Verdict::NotCounted(_) => 1,
            Verdict::Unknown(_) | Verdict::Outside => 2,
        };
        // The places stand in the order of their names, so does the listing of each.
        findings.sort_by_cached_key(|f| (rank(f.verdict), f.place, f.key.clone(), f.unit));
        let part = findings.iter().filter(|f| f.verdict == Verdict::Counted).count() as u64;
        let unknown = findings.iter().filter(|f| rank(f.verdict) == 2).count() as u64;
        let whole = findings.len() as u64 - unknown;
        let scale = measure.page()?.units.scale;
        let share = if measure.mean {
            let part = findings.iter().map(|f| u64::from(f.value)).sum();
            Share { part, whole: whole * u64::from(scale) }
        } else {
            Share { part, whole }
        };
        let places: Vec<Rc<str>> = scene.places.iter().map(|place| place.name.clone()).collect();
        let code: Rc<str> = measure.code.as_str().into();
        let clause: Rc<str> = format!("{}, {}", catalogue.acts[measure.act].code, measure.clause).into();
        let counts = [part, whole - part, unknown];
        let rows = findings.into_iter().map(move |f| -> Row {
            let (result, heading) = match rank(f.verdict) {
                0 => (Value::Code("counted", "учтён"), format!("Учтены: {}", counts[0])),
                1 => (Value::Code("not_counted", "не учтён"), format!("Не учтены: {}", counts[1])),
                _ => (Value::Code("unknown", "нет данных"), format!("Нет данных, вне расчёта: {}", counts[2])),
            };
            let org = places[f.place].clone();
            vec![
                heading.into(),
                code.clone().into(),
                f.unit.into(),
                f.label.into(),
                org.into(),
                result,
                match (f.reason, scale) {
                    (reason, 0) => reason.into(),
                    ("", _) => format!("балл {} из {scale}", f.value).into(),
                    (reason, _) => format!("{reason}: {}", f.value).into(),
                },
                clause.clone().into(),
            ]
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
        notes.extend(measure.notes()?);
        let of_people = measure.unit != "org";
        let columns = vec![
            Column::table("heading", "Результат"),
            Column::data("code", "Код"),
            Column::both("unit", "№"),
            Column::both("name", if of_people { "ФИО" } else { "Организация" }),
            if of_people && org.is_none() {
                Column::both("org", "Организация")
            } else {
                Column::data("org", "Организация")
            },
            Column::data("result", "Результат"),
            Column::both("reason", "Причина"),
            Column::data("clause", "Пункт"),
        ];
        Ok(Outcome::report(Report { title: title.into(), columns, rows: Box::new(rows), grouped: true, notes }))
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
