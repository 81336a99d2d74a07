//! One walk over the units of a page, with the facts as bits: it settles every question of every measure at once.

mod explain;
mod missing;
mod verdict;

use std::collections::HashMap;

use anyhow::Result;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Row};

use self::explain::WalkListing;
pub use self::explain::{AboutUnit, JudgedUnit, UnitDetails};
pub use self::missing::{MissingFact, UncountedUnit};
pub(super) use self::verdict::CompiledMeasure;
pub use self::verdict::Verdict;
use super::bits::Bits;
use super::breakdown::{FigureSource, MeasureCount, UnitTally};
use super::measure::{Adds, MOST_BITS, Measure};
use super::orgs_on_day::{OrgsOnDay, place_of, put_place};
use super::page::{FactPage, FactQuery};
use crate::domain::Reference;
use crate::error::Failure;

/// A unit in the walk.
#[derive(Debug, Clone, Copy)]
struct Unit {
    id: u32,
    /// The place of its organisation.
    org: u32,
    /// Facts that hold, and the strata that it is in: a bit each.
    holds: u64,
    /// Facts that can't be known.
    unknown: u64,
}

/// The units of one page with the facts that some measures need.
pub struct UnitWalk<'a> {
    orgs: &'a OrgsOnDay<'a>,
    page: &'static FactPage,
    bits: Bits,
    units: Vec<Unit>,
    /// Numbers of the units' own that some measure needs, by their column; [`UNKNOWN`] where there is none.
    numbers: Vec<(&'static str, Vec<u32>)>,
    /// Where the units' numbers come from; empty if the page doesn't say.
    sources: Vec<FigureSource>,
    /// The units as a JSON list, if not everybody's are read.
    listed: Option<String>,
    /// Whatever the page lists that no share counts; empty if nobody asks for it.
    strays: Vec<Stray>,
    keeps_strays: bool,
    /// Units that belong to no organisation yet, with the one that they would belong to: looked at, and no such units so far.
    adopted: HashMap<i64, i64>,
    listing: WalkListing,
}

/// What a page lists and no share counts: it is no such unit, or belongs to no organisation.
#[derive(Debug, Clone, Copy)]
struct Stray {
    id: u32,
    /// The place of its organisation, if it has one.
    org: Option<u32>,
}

/// The column of a unit's score.
const SCORE: &str = "value";
/// A number that isn't known.
const UNKNOWN: u32 = u32::MAX;

/// Only units that are listed.
const OF_LISTED: &str = "WHERE unit IN (SELECT value FROM json_each(:units))";

impl<'a> OrgsOnDay<'a> {
    /// Goes over the units of one page with the facts that the measures need.
    pub fn walk(&'a self, measures: &[&Measure]) -> Result<UnitWalk<'a>> {
        self.walk_over(measures, false)
    }

    /// The same with units that belong to no organisation yet, each with the one that it would belong to.
    pub(super) fn walk_adopting(&'a self, measures: &[&Measure], adopted: HashMap<i64, i64>) -> Result<UnitWalk<'a>> {
        self.walk_of(measures, false, adopted)
    }

    /// The same; with strays, what no share counts is kept in mind: whoever asks why somebody is outside is told.
    pub(super) fn walk_over(&'a self, measures: &[&Measure], keeps_strays: bool) -> Result<UnitWalk<'a>> {
        self.walk_of(measures, keeps_strays, HashMap::new())
    }

    fn walk_of(
        &'a self,
        measures: &[&Measure],
        keeps_strays: bool,
        adopted: HashMap<i64, i64>,
    ) -> Result<UnitWalk<'a>> {
        let page = measures.first().ok_or_else(|| Failure::refused("нет показателей"))?.page;
        let mut bits = Bits::new(page);
        measures.iter().for_each(|measure| bits.add(measure));
        if bits.len() > MOST_BITS {
            return Err(Failure::refused(format!("фактов и разрезов за один проход больше {MOST_BITS}")).into());
        }
        let numbers = numbers_needed(page, measures);
        let mut walk = UnitWalk {
            orgs: self,
            page,
            bits,
            units: Vec::new(),
            numbers,
            sources: Vec::new(),
            listed: None,
            strays: Vec::new(),
            keeps_strays,
            adopted,
            listing: WalkListing::default(),
        };
        let at = walk.list_units()?;
        if self.only.is_some() {
            let strays = walk.strays.iter().map(|stray| stray.id);
            let ids: Vec<_> = walk.units.iter().map(|unit| unit.id).chain(strays).collect();
            walk.listed = Some(serde_json::to_string(&ids)?);
        }
        for bit in 1..walk.bits.facts.len() {
            walk.settle_fact(bit, &at)?;
        }
        Ok(walk)
    }
}

/// The columns of numbers that the measures add up, still empty.
fn numbers_needed(page: &'static FactPage, measures: &[&Measure]) -> Vec<(&'static str, Vec<u32>)> {
    let mut columns: Vec<&str> = page.scale.map(|_| SCORE).into_iter().collect();
    for measure in measures {
        if let Adds::Numbers { whole, part } = measure.adds {
            columns.extend([whole.column.as_str(), part.column.as_str()]);
        }
    }
    let mut needed: Vec<(&str, Vec<u32>)> = Vec::new();
    for column in columns {
        if needed.iter().all(|(known, _)| *known != column) {
            needed.push((column, Vec::new()));
        }
    }
    needed
}

impl<'a> UnitWalk<'a> {
    /// Lists the units; returns the place of each by its id.
    fn list_units(&mut self) -> Result<Vec<u32>> {
        let of_facts = |column: &str| self.page.facts.iter().any(|fact| fact.stratum.as_deref() == Some(column));
        let strata: Vec<_> = self.bits.strata.iter().copied().filter(|s| !of_facts(&s.column)).collect();
        let mut columns = vec!["unit", "org", "holds"];
        columns.extend(self.numbers.iter().map(|(column, _)| *column));
        columns.extend(strata.iter().map(|stratum| stratum.column.as_str()));
        columns.extend(self.page.source.as_deref());
        let mut at: Vec<u32> = Vec::new();
        let mut statement = self.prepare_listing(&columns.join(", "))?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let holds = answer(row.get_ref(2)?);
            // A unit of no organisation, such as the answer of a pupil, belongs to no share.
            let org = match row.get_ref(1)? {
                ValueRef::Integer(org) => self.orgs.place(org),
                _ => None,
            };
            let id = row.get_ref(0)?.as_i64()?;
            let adopted =
                if org.is_none() { self.adopted.get(&id).and_then(|org| self.orgs.place(*org)) } else { None };
            let (Some(org), true) = (org.or(adopted), holds != Some(false)) else {
                if self.keeps_strays {
                    self.strays.push(Stray { id: u32::try_from(id)?, org: org.map(u32::try_from).transpose()? });
                }
                continue;
            };
            let known = holds.is_some();
            let mut unit = Unit {
                id: u32::try_from(id)?,
                org: u32::try_from(org)?,
                holds: u64::from(known && adopted.is_none()),
                unknown: u64::from(!known),
            };
            let mut column = 3;
            for (_, numbers) in &mut self.numbers {
                numbers.push(row.get::<_, Option<u32>>(column)?.unwrap_or(UNKNOWN));
                column += 1;
            }
            for stratum in &strata {
                unit.holds |= stratum_bit(row, column, &stratum.column, &self.bits)?;
                column += 1;
            }
            if self.page.source.is_some() {
                self.sources.push(source_of(row.get_ref(column)?.as_str()?)?);
            }
            self.units.push(unit);
            put_place(&mut at, id, self.units.len())?;
        }
        Ok(at)
    }

    /// Sets the bit of a fact for the units for which it holds, or can't be known.
    fn settle_fact(&mut self, bit: usize, at: &[u32]) -> Result<()> {
        let fact = self.bits.facts[bit];
        let stratum = fact.stratum.as_deref().filter(|column| self.bits.strata.iter().any(|s| s.column == *column));
        let mut statement = self.prepare_fact(fact, stratum)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let (id, holds) = (row.get_ref(0)?.as_i64()?, answer(row.get_ref(1)?));
            let Some(unit) = place_of(at, id).map(|place| &mut self.units[place]) else { continue };
            match holds {
                Some(false) => {}
                None => unit.unknown |= 1 << bit,
                Some(true) => {
                    unit.holds |= 1 << bit;
                    if let Some(column) = stratum {
                        unit.holds |= stratum_bit(row, 2, column, &self.bits)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The listing of the units, of one organisation or person if only that is asked for.
    fn prepare_listing(&self, columns: &str) -> Result<CachedStatement<'a>> {
        let only = self.orgs.only.map(|only| format!("WHERE {} = :only", only.column().0)).unwrap_or_default();
        self.prepare(&format!("SELECT {columns} FROM ({}) {only}", self.page.units.sql()))
    }

    /// The query of a fact; of the units of one organisation, if only those are asked for.
    fn prepare_fact(&self, fact: &FactQuery, stratum: Option<&str>) -> Result<CachedStatement<'a>> {
        match (&self.listed, stratum) {
            (None, None) => self.prepare(&fact.sql()),
            (listed, stratum) => {
                let third = stratum.map(|column| format!(", {column}")).unwrap_or_default();
                let only = if listed.is_some() { OF_LISTED } else { "" };
                self.prepare(&format!("SELECT unit, holds{third} FROM ({}) {only}", fact.sql()))
            }
        }
    }

    /// A query of whatever columns, of the listed units if not everybody's are read.
    fn prepare_all_columns(&self, query: &FactQuery) -> Result<CachedStatement<'a>> {
        match self.listed {
            None => self.prepare(&query.sql()),
            Some(_) => self.prepare(&format!("SELECT * FROM ({}) {OF_LISTED}", query.sql())),
        }
    }

    /// Prepares a query of the page and gives it its dates, `:from`, `:ref` and `:ref_minus_N_years`, whose arithmetic is
    /// [`crate::domain::Day`]'s, and what is settled.
    fn prepare(&self, sql: &str) -> Result<CachedStatement<'a>> {
        self.prepare_for(sql, None)
    }

    fn prepare_for(&self, sql: &str, person: Option<i64>) -> Result<CachedStatement<'a>> {
        let orgs: &'a OrgsOnDay<'a> = self.orgs;
        let mut statement = orgs.store.connection().prepare_cached(sql)?;
        let Reference { from, day, .. } = self.orgs.when;
        for at in 1..=statement.parameter_count() {
            let name = statement.parameter_name(at).unwrap_or_default().to_owned();
            let years = name.strip_prefix(":ref_minus_").and_then(|rest| rest.strip_suffix("_years"));
            match (name.as_str(), years.map(str::parse)) {
                (":from", _) => statement.raw_bind_parameter(at, from)?,
                (":ref", _) => statement.raw_bind_parameter(at, day)?,
                (":young_after", _) => statement.raw_bind_parameter(at, orgs.rules.young_after(day, false))?,
                (":young_inclusive_after", _) => statement.raw_bind_parameter(at, orgs.rules.young_after(day, true))?,
                (":novice_after", _) => {
                    statement.raw_bind_parameter(at, day.minus_years(orgs.rules.novice_years.value))?;
                }
                (":satisfaction", _) => statement.raw_bind_parameter(at, orgs.rules.satisfaction.value)?,
                (_, Some(Ok(years))) => statement.raw_bind_parameter(at, day.minus_years(years))?,
                (":only", _) => statement.raw_bind_parameter(at, orgs.only.map(|only| only.column().1))?,
                (":person", _) => statement.raw_bind_parameter(at, person)?,
                (":units", _) => statement.raw_bind_parameter(at, &self.listed)?,
                _ => return Err(Failure::refused(format!("в странице фактов неизвестный параметр {name}")).into()),
            }
        }
        Ok(statement)
    }

    /// The place of each unit by its id.
    pub(super) fn places(&self) -> HashMap<u32, usize> {
        self.units.iter().enumerate().map(|(at, unit)| (unit.id, at)).collect()
    }

    /// The bits of facts by their names; those of which no measure of the walk asks have none.
    pub(super) fn bits_of(&self, facts: &[&str]) -> u64 {
        let known = self.bits.facts.iter().enumerate();
        known.filter(|(_, fact)| facts.contains(&fact.name.as_str())).fold(0, |bits, (bit, _)| bits | 1 << bit)
    }

    /// Whether a unit is unknown to a measure, and one of some facts is among those that nobody knows.
    pub(super) fn is_doubtful(&self, measure: &CompiledMeasure, at: usize, facts: u64) -> bool {
        let unit = &self.units[at];
        matches!(self.weigh(measure, at, unit).0, Verdict::Unknown(_)) && measure.doubts(unit) & facts != 0
    }

    /// What a unit adds to a measure, if some facts held besides those that do.
    pub(super) fn weigh_with(&self, measure: &CompiledMeasure, at: usize, besides: u64) -> UnitTally {
        let unit = self.units[at];
        self.weigh(measure, at, &Unit { holds: unit.holds | besides, ..unit }).1
    }

    /// What a measure counts, organisation by organisation, in the order of [`OrgsOnDay::orgs`].
    pub fn tally(&self, measure: &Measure) -> MeasureCount {
        let compiled = self.compile(measure);
        let none = vec![UnitTally::default(); self.orgs.orgs.len()];
        let values = compiled.strata.map_or(0, |(_, values, _)| values as usize);
        let mut count = MeasureCount { totals: none.clone(), strata: vec![none; values] };
        for (at, unit) in self.units.iter().enumerate() {
            let (verdict, adds) = self.weigh(&compiled, at, unit);
            if verdict == Verdict::Outside {
                continue;
            }
            let org = unit.org as usize;
            count.totals[org] += adds;
            let Some((first, _, parts_units)) = compiled.strata else { continue };
            for (value, tallies) in count.strata.iter_mut().enumerate() {
                match unit.holds & (1 << (first as usize + value)) != 0 {
                    true => tallies[org] += adds,
                    // It counts in another stratum: in this one it is one of those who don't.
                    false if !parts_units => tallies[org] += UnitTally { part: 0, ..adds },
                    false => {}
                }
            }
        }
        count
    }
}

/// The bit of the value in a row's column; none where it is empty.
fn stratum_bit(row: &Row<'_>, at: usize, column: &str, bits: &Bits) -> Result<u64> {
    let value = match row.get_ref(at)? {
        ValueRef::Null => return Ok(0),
        value => value.as_str()?,
    };
    let stratum = bits.strata.iter().find(|stratum| stratum.column == column);
    let place = stratum.and_then(|stratum| stratum.values.iter().position(|known| known.code == value));
    let place =
        place.ok_or_else(|| Failure::refused(format!("в разрезе «{column}» неизвестное значение «{value}»")))?;
    Ok(1 << (bits.of_stratum(column) as usize + place))
}

fn source_of(code: &str) -> Result<FigureSource> {
    Ok(FigureSource::from_code(code).ok_or_else(|| Failure::refused(format!("источника «{code}» нет")))?)
}

/// `holds`: 1 yes, 0 no, NULL unknown.
fn answer(holds: ValueRef<'_>) -> Option<bool> {
    match holds {
        ValueRef::Null => None,
        ValueRef::Integer(n) => Some(n != 0),
        _ => Some(true),
    }
}
