//! `monitor explain`: who stands behind a share, by name, and why whoever isn't counted isn't.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::selection::{OwnAct, When};
use crate::command::{Context, Outcome};
use crate::domain::{Reference, Share};
use crate::indicator::{Finding, Scene, Verdict};
use crate::report::{Column, List, Value};
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
        let listing = Rc::new(Listing {
            places: scene.places.iter().map(|place| place.name.clone()).collect(),
            code: measure.code.clone(),
            clause: format!("{}, {}", catalogue.acts[measure.act].code, measure.clause),
            counts: [part, whole - part, unknown],
            scale,
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
        let columns = [
            Column::table("heading", "Результат", |row: &Explained| row.heading().into()),
            Column::data("code", "Код", |row| (&row.listing.code).into()),
            Column::both("unit", "№", |row| row.finding.unit.into()),
            Column::both("name", if of_people { "ФИО" } else { "Организация" }, |row| {
                (&row.finding.label).into()
            }),
            Column::both_if(of_people && org.is_none(), "org", "Организация", |row| {
                (&row.listing.places[row.finding.place]).into()
            }),
            Column::data("result", "Результат", |row| row.result()),
            Column::both("reason", "Причина", |row| row.reason()),
            Column::data("clause", "Пункт", |row| (&row.listing.clause).into()),
        ];
        let findings = findings.into_iter().map(move |finding| Explained { finding, listing: Rc::clone(&listing) });
        Ok(Outcome::report(List::new(title, columns).grouped().notes(notes).of(findings)))
    }
}

/// What the rows have in common.
struct Listing {
    /// The names of the organisations, in the order of the places.
    places: Vec<Rc<str>>,
    code: String,
    clause: String,
    /// How many are counted, aren't counted, aren't known.
    counts: [u64; 3],
    /// What a score is out of; 0: the units have no score.
    scale: u32,
}

/// A unit with what is found of it.
struct Explained {
    finding: Finding,
    listing: Rc<Listing>,
}

/// The order in which verdicts are listed.
fn rank(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Counted => 0,
        Verdict::NotCounted(_) => 1,
        Verdict::Unknown(_) | Verdict::Outside => 2,
    }
}

impl Explained {
    fn heading(&self) -> String {
        let rank = rank(self.finding.verdict);
        let what = ["Учтены", "Не учтены", "Нет данных, вне расчёта"][rank];
        format!("{what}: {}", self.listing.counts[rank])
    }

    fn result(&self) -> Value<'_> {
        match rank(self.finding.verdict) {
            0 => Value::Code("counted", "учтён"),
            1 => Value::Code("not_counted", "не учтён"),
            _ => Value::Code("unknown", "нет данных"),
        }
    }

    fn reason(&self) -> Value<'_> {
        let Finding { reason, value, .. } = self.finding;
        match (reason, self.listing.scale) {
            (reason, 0) => reason.into(),
            ("", scale) => format!("балл {value} из {scale}").into(),
            (reason, _) => format!("{reason}: {value}").into(),
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
