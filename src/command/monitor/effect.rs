//! `monitor effect`: what programs came to, the exit against the entry (nozhay-yurt 7.2–7.5).

use std::collections::BTreeMap;
use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, Decimal, MeasureDirection, plural};
use crate::register::{employment, measure, program};
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::measure::ProgramEffect;

/// `monitor effect`.
#[derive(Debug, Args)]
pub struct MonitorEffect {
    #[arg(long, value_name = "НОМЕР", help = "Только этой программы")]
    program: Option<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только этой организации")]
    org: Option<String>,
    #[arg(long, value_name = "ПОКАЗАТЕЛЬ", help = "Только этого показателя: название или его часть")]
    measure: Option<String>,
    #[arg(long, conflicts_with = "totals", help = "Средние по организациям: строка на показатель каждой организации")]
    by_org: bool,
    #[arg(long, help = "Средние по всей базе: строка на показатель")]
    totals: bool,
    #[arg(long, value_name = "ДАТА", help = "По замерам на дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
}

/// What a measure came to on the average.
#[derive(Debug, Clone)]
struct MeanEffect {
    org: Option<String>,
    measure: String,
    unit: String,
    direction: MeasureDirection,
    /// How many were measured at least once, and how many at the entry and at the exit.
    measured: i64,
    both: i64,
    entry: i64,
    exit: i64,
    better: i64,
    worse: i64,
}

impl MonitorEffect {
    /// Runs the command.
    ///
    /// # Errors
    /// The database can't be read; there is no such program or organisation.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let program = self.program.as_deref().map(|number| store.programs().named(number)).transpose()?;
        let program = program.map(|program| program.number);
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.name);
        let measure = match &self.measure {
            Some(text) => Some(store.find_row(&measure::MEASURES, text)?),
            None => None,
        };
        let mut effects = Vec::new();
        store.measurements().effects(day, &mut |effect| {
            let is_meant = program.as_ref().is_none_or(|number| *number == effect.program)
                && org.as_ref().is_none_or(|org| effect.org.as_ref() == Some(org))
                && measure.is_none_or(|id| id == effect.measure_id);
            if is_meant {
                effects.push(effect);
            }
            Ok(())
        })?;
        let told = summary(&effects);
        let mut outcome = Outcome::report(match (self.by_org, self.totals) {
            (false, false) => each(effects, day),
            (is_by_org, _) => means(&effects, is_by_org, day),
        });
        outcome.messages.push(told);
        Ok(outcome)
    }
}

/// How many have both values, and what became of them.
fn summary(effects: &[ProgramEffect]) -> String {
    let gains: Vec<_> = effects.iter().filter_map(ProgramEffect::gain).collect();
    let count = |is_meant: fn(&i64) -> bool| gains.iter().filter(|gain| is_meant(gain)).count();
    format!(
        "И на входе, и на выходе измерено: {} из {}; лучше: {}, без изменений: {}, хуже: {}",
        gains.len(),
        plural::count(effects.len() as u64, "показателя", "показателей", "показателей"),
        count(|gain| *gain > 0),
        count(|gain| *gain == 0),
        count(|gain| *gain < 0)
    )
}

fn each(effects: Vec<ProgramEffect>, day: Day) -> crate::report::Report {
    let columns = [
        Column::both("program", program::NUMBER.heading, |e: &ProgramEffect| (&e.program).into()),
        Column::both("mentee", "Наставляемый", |e| (&e.who).into()),
        field_column::data(employment::ORG, |e| (&e.org).into()),
        field_column::both(measure::MEASURE, |e| (&e.measure).into()),
        field_column::both(measure::UNIT, |e| (&e.unit).into()),
        field_column::data(measure::DIRECTION, |e| e.direction.into()),
        Column::both("entry", "Вход", |e| e.entry.into()),
        Column::both("exit", "Выход", |e| e.exit.into()),
        Column::both("change", "Изменение", |e| e.change().into()),
    ];
    List::new(format!("Влияние программ наставничества на {day}:"), columns).counted().of(effects)
}

fn means(effects: &[ProgramEffect], is_by_org: bool, day: Day) -> crate::report::Report {
    let mut all: BTreeMap<(Option<String>, i64), MeanEffect> = BTreeMap::new();
    for effect in effects {
        let org = effect.org.clone().filter(|_| is_by_org);
        let mean = all.entry((org.clone(), effect.measure_id)).or_insert_with(|| MeanEffect {
            org,
            measure: effect.measure.clone(),
            unit: effect.unit.clone(),
            direction: effect.direction,
            measured: 0,
            both: 0,
            entry: 0,
            exit: 0,
            better: 0,
            worse: 0,
        });
        mean.measured += 1;
        if let (Some(entry), Some(exit), Some(gain)) = (effect.entry, effect.exit, effect.gain()) {
            mean.both += 1;
            mean.entry += entry.hundredths();
            mean.exit += exit.hundredths();
            mean.better += i64::from(gain > 0);
            mean.worse += i64::from(gain < 0);
        }
    }
    let columns = [
        Column::both_if(is_by_org, employment::ORG.name, employment::ORG.heading, |m: &MeanEffect| (&m.org).into()),
        field_column::both(measure::MEASURE, |m| (&m.measure).into()),
        field_column::both(measure::UNIT, |m| (&m.unit).into()),
        field_column::data(measure::DIRECTION, |m| m.direction.into()),
        Column::both("measured", "Измерено", |m| m.measured.into()),
        Column::both("both", "Вход и выход", |m| m.both.into()),
        Column::both("entry", "Вход, среднее", |m| m.mean(m.entry).into()),
        Column::both("exit", "Выход, среднее", |m| m.mean(m.exit).into()),
        Column::both("change", "Изменение", |m| m.mean(m.exit - m.entry).into()),
        Column::both("better", "Лучше", |m| m.better.into()),
        Column::both("worse", "Хуже", |m| m.worse.into()),
    ];
    let whose = if is_by_org { "по организациям" } else { "по всей базе" };
    let means: Vec<_> = all.into_values().collect();
    List::new(format!("Влияние программ наставничества {whose} на {day}:"), columns).counted().of(means)
}

impl MeanEffect {
    /// The mean of a sum in hundredths, of those measured twice; half a hundredth is rounded away from nothing.
    fn mean(&self, sum: i64) -> Option<Decimal> {
        let half = self.both / 2 * sum.signum();
        (self.both > 0).then(|| Decimal::from_hundredths((sum + half) / self.both))
    }
}
