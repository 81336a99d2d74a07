//! Who stands behind a figure: each unit of a measure with its name and its reason; if asked for, whoever is outside it too.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use anyhow::Result;
use rusqlite::Row;

use super::{SCORE, Stray, UnitWalk, Verdict, answer};
use crate::domain::{Day, Phrase, SurveyStage, Who, name};
use crate::indicator::breakdown::UnitTally;
use crate::indicator::measure::{Adds, Measure};
use crate::indicator::page::FactQuery;

/// One unit as `explain` lists it.
#[derive(Debug, Clone)]
pub struct JudgedUnit {
    /// The unit's id.
    pub unit: i64,
    /// What it is, whatever a measure says of it.
    pub about: Rc<AboutUnit>,
    /// The place of its organisation in [`OrgsOnDay::orgs`](crate::indicator::OrgsOnDay::orgs); only what is outside may have none.
    pub place: Option<usize>,
    /// What the measure says of it.
    pub verdict: Verdict,
    /// The reason in Russian; empty for the counted.
    pub reason: Cow<'static, str>,
    /// What the reason speaks of: a post that nobody knows.
    pub named: Option<String>,
    /// What the unit carries: a score; else 0.
    pub value: u32,
    /// What it adds to the numerator.
    pub part: u32,
    /// What it adds to the denominator.
    pub whole: u32,
}

/// What a unit is: the same for all measures of a walk.
#[derive(Debug, Clone, Default)]
pub struct AboutUnit {
    /// Its name: a person's, or an organisation's.
    pub label: Phrase,
    /// The search key of the name.
    pub key: String,
    /// The person behind it, if it is one or is about one.
    pub person: Option<i64>,
    /// By what it was judged.
    pub details: UnitDetails,
}

/// By what a unit was judged, as far as its page tells it.
#[derive(Debug, Clone, Default)]
pub struct UnitDetails {
    /// The same for units of several days, or of several pages, that are of one person in one role; else the unit's id.
    pub subject: Option<i64>,
    /// The post at the main workplace.
    pub post: Option<String>,
    /// The birth date.
    pub born: Option<Day>,
    /// The first day of pedagogical work, or the latest one possible.
    pub teaching_since: Option<Day>,
    /// So many months earlier it may have begun.
    pub teaching_spread: Option<u32>,
    /// The number of the pair.
    pub pair: Option<String>,
    /// The day of the answer.
    pub answered: Option<Day>,
    /// Before the program or after it.
    pub stage: Option<SurveyStage>,
    /// The score of the answer.
    pub score: Option<u32>,
}

/// A nearer reason that holds for a unit.
#[derive(Clone, Copy)]
pub(super) struct NearerReason<'w> {
    /// What says it, and names what mends it.
    pub query: &'static FactQuery,
    found: &'w FoundReason,
}

/// What the row of a reason tells of a unit.
#[derive(Default)]
struct FoundReason {
    /// What the reason speaks of: a post that nobody knows.
    named: Option<String>,
    /// Words for the commands that mend it, in the order of the query's columns: the number of the pair.
    words: Vec<Option<String>>,
}

/// What queries of nearer reasons or of doubts say of each unit, each query once it is asked for.
pub(super) struct NearerReasons {
    queries: &'static [FactQuery],
    found: Vec<OnceCell<FoundReasons>>,
}

/// What the query of a reason tells of the units that it lists.
struct FoundReasons {
    /// What its columns are called, unit and holds left out.
    columns: Vec<String>,
    of_units: HashMap<i64, FoundReason>,
}

/// What is read of the units for their listing: once a walk, not once a measure.
#[derive(Default)]
pub(super) struct WalkListing {
    about: OnceCell<HashMap<i64, Rc<AboutUnit>>>,
    reasons: OnceCell<NearerReasons>,
    doubts: OnceCell<NearerReasons>,
}

/// The column of a reason with what it speaks of.
const NAMED: &str = "named";
/// Said of a unit of an organisation that the measure leaves out; the kind is named behind it.
const OTHER_KIND: &str = "показатель не считает организации такого вида";

impl UnitWalk<'_> {
    /// The units of a measure, each with its reason. Where the walk keeps strays, whatever is outside the measure is there too.
    pub fn explain(&self, measure: &Measure) -> Result<Vec<JudgedUnit>> {
        let compiled = self.compile(measure);
        let about = self.about()?;
        // A district asks few of the queries: most reasons are nobody's.
        let (mut unmet, mut unknown) = (u64::from(!self.strays.is_empty()), 0);
        for (at, unit) in self.units.iter().enumerate() {
            match self.weigh(&compiled, at, unit).0 {
                Verdict::Outside if !self.keeps_strays => {}
                Verdict::Outside => unmet |= compiled.unmet(unit).map_or(0, |bit| 1 << bit),
                Verdict::NotCounted(bit) => unmet |= 1 << bit,
                Verdict::Unknown(bit) => unknown |= 1 << bit,
                Verdict::Counted => {}
            }
        }
        let (reasons, doubts) = self.nearer(unmet, unknown)?;
        let score = self.numbers.iter().find(|(column, _)| *column == SCORE);
        let nearer = |told: &NearerReasons, unit: i64, fact: &FactQuery, else_told: &'static str| {
            told.of_unit(unit, fact).map_or((else_told, None), |near| (near.query.says.as_str(), near.named().cloned()))
        };
        let fact = |bit: u8| self.bits.facts[bit as usize];
        let judged_unit =
            |unit, place, verdict, (reason, named): (&'static str, Option<String>), value, adds: UnitTally| {
                let about = about.get(&unit).cloned().unwrap_or_default();
                let UnitTally { part, whole, .. } = adds;
                let reason = self.orgs.rules.said(reason);
                JudgedUnit { unit, about, place, verdict, reason, named, value, part, whole }
            };
        let mut judged = Vec::new();
        for (at, unit) in self.units.iter().enumerate() {
            let id = i64::from(unit.id);
            let place = unit.org as usize;
            let (verdict, adds) = self.weigh(&compiled, at, unit);
            let (reason, named) = match verdict {
                Verdict::Outside if !self.keeps_strays => continue,
                Verdict::Outside => match compiled.unmet(unit) {
                    Some(bit) => nearer(reasons, id, fact(bit), &fact(bit).otherwise),
                    None => (OTHER_KIND, Some(self.orgs.orgs[place].kind.title().to_owned())),
                },
                Verdict::Counted => ("", None),
                Verdict::NotCounted(bit) => nearer(reasons, id, fact(bit), &fact(bit).otherwise),
                Verdict::Unknown(0) if unit.unknown & 1 == 0 => (self.unknown_number(measure, at), None),
                Verdict::Unknown(bit) => nearer(doubts, id, fact(bit), &fact(bit).unknown),
            };
            let value = score.map_or(0, |(_, scores)| scores[at]);
            judged.push(judged_unit(id, Some(place), verdict, (reason, named), value, adds));
        }
        for Stray { id, org } in &self.strays {
            let (id, place) = (i64::from(*id), org.map(|org| org as usize));
            let (reason, named) = match place {
                None => (self.page.no_org.as_str(), None),
                Some(_) => nearer(reasons, id, &self.page.units, &self.page.units.otherwise),
            };
            judged.push(judged_unit(id, place, Verdict::Outside, (reason, named), 0, UnitTally::default()));
        }
        Ok(judged)
    }

    /// Why a person is no unit of the page at all.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn absence(&self, person: i64) -> Result<&'static str> {
        for query in &self.page.absences {
            let sql = format!("SELECT 1 FROM ({}) WHERE unit = :person", query.sql());
            let mut statement = self.prepare_for(&sql, Some(person))?;
            let mut rows = statement.raw_query();
            if rows.next()?.is_some() {
                return Ok(&query.says);
            }
        }
        Ok("")
    }

    /// The units with their names; people bear those of the reference date.
    pub(super) fn about(&self) -> Result<&HashMap<i64, Rc<AboutUnit>>> {
        if let Some(known) = self.listing.about.get() {
            return Ok(known);
        }
        let mut about = HashMap::new();
        let names = self.orgs.store.people().names_on(self.orgs.when.day)?;
        let mut details = self.details()?;
        let mut statement = self.prepare_listing("unit, label, person")?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let (unit, name): (i64, String) = (row.get("unit")?, row.get("label")?);
            let person: Option<i64> = row.get("person")?;
            let (label, key) = match person.map(|person| names.of(Who::new(person, name.as_str()))) {
                Some(who) => (who.clone().into(), name::key(&who.name)),
                None => (name.as_str().into(), name::key(&name)),
            };
            let details = details.remove(&unit).unwrap_or_default();
            about.insert(unit, Rc::new(AboutUnit { label, key, person, details }));
        }
        Ok(self.listing.about.get_or_init(|| about))
    }

    /// What stands beside the names.
    fn details(&self) -> Result<HashMap<i64, UnitDetails>> {
        let mut details = HashMap::new();
        let Some(beside) = &self.page.beside else { return Ok(details) };
        let mut statement = self.prepare_all_columns(beside)?;
        let columns: Vec<String> = statement.column_names().map(Into::into).collect();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let mut of_unit = UnitDetails::default();
            for (at, column) in columns.iter().enumerate().skip(1) {
                of_unit.set(column, row, at)?;
            }
            details.insert(row.get::<_, i64>(0)?, of_unit);
        }
        Ok(details)
    }

    /// The nearer reasons and the doubts of some facts, by their bits.
    pub(super) fn nearer(&self, unmet: u64, unknown: u64) -> Result<(&NearerReasons, &NearerReasons)> {
        let reasons = self.listing.reasons.get_or_init(|| NearerReasons::new(&self.page.reasons));
        self.read_nearer(reasons, unmet)?;
        let doubts = self.listing.doubts.get_or_init(|| NearerReasons::new(&self.page.doubts));
        self.read_nearer(doubts, unknown)?;
        Ok((reasons, doubts))
    }

    /// Reads what the queries of some facts, by their bits, say of each unit, as far as they haven't been asked yet.
    fn read_nearer(&self, nearer: &NearerReasons, facts: u64) -> Result<()> {
        for (query, found) in nearer.queries.iter().zip(&nearer.found) {
            let asked = self.bits.facts.iter().enumerate().filter(|(bit, _)| facts & (1 << bit) != 0);
            let is_needed = asked.map(|(_, fact)| &fact.name).any(|name| *name == query.name);
            if !is_needed || found.get().is_some() {
                continue;
            }
            let mut of_units = HashMap::new();
            let mut statement = self.prepare_all_columns(query)?;
            let columns: Vec<String> = statement.column_names().skip(2).map(Into::into).collect();
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                let unit = row.get_ref(0)?.as_i64()?;
                if answer(row.get_ref(1)?) == Some(false) || of_units.contains_key(&unit) {
                    continue;
                }
                let mut reason = FoundReason::default();
                for (at, column) in columns.iter().enumerate() {
                    reason.words.push(row.get(at + 2)?);
                    if column == NAMED {
                        reason.named = reason.words[at].clone();
                    }
                }
                of_units.insert(unit, reason);
            }
            found.get_or_init(|| FoundReasons { columns, of_units });
        }
        Ok(())
    }

    /// Why a unit's number isn't known, in Russian.
    pub(super) fn unknown_number(&self, measure: &Measure, at: usize) -> &'static str {
        let Adds::Numbers { whole, part } = measure.adds else { return "" };
        match self.number(self.own(&whole.column), at) {
            None => &whole.unknown,
            Some(_) => &part.unknown,
        }
    }
}

impl NearerReasons {
    fn new(queries: &'static [FactQuery]) -> Self {
        Self { queries, found: queries.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The first of those of a fact that lists the unit.
    pub(super) fn of_unit(&self, unit: i64, fact: &FactQuery) -> Option<NearerReason<'_>> {
        let of_fact = self.queries.iter().zip(&self.found).filter(|(query, _)| query.name == fact.name);
        let mut listed = of_fact.filter_map(|(query, found)| {
            let found = found.get()?.of_units.get(&unit)?;
            Some(NearerReason { query, found })
        });
        listed.next()
    }

    /// What the row of a reason has in a column.
    pub(super) fn word(&self, near: NearerReason<'_>, column: &str) -> Option<String> {
        let at = self.queries.iter().position(|query| std::ptr::eq(query, near.query))?;
        let at = self.found[at].get()?.columns.iter().position(|known| known == column)?;
        near.found.words[at].clone()
    }
}

impl<'w> NearerReason<'w> {
    /// What the reason speaks of.
    pub(super) fn named(self) -> Option<&'w String> {
        self.found.named.as_ref()
    }
}

impl UnitDetails {
    /// The columns that a page may tell beside the names.
    pub const COLUMNS: &[&str] =
        &["subject", "post", "born", "teaching_since", "teaching_spread", "pair", "answered", "stage", "score"];

    fn set(&mut self, column: &str, row: &Row<'_>, at: usize) -> Result<()> {
        match column {
            "subject" => self.subject = row.get(at)?,
            "post" => self.post = row.get(at)?,
            "born" => self.born = row.get(at)?,
            "teaching_since" => self.teaching_since = row.get(at)?,
            "teaching_spread" => self.teaching_spread = row.get(at)?,
            "pair" => self.pair = row.get(at)?,
            "answered" => self.answered = row.get(at)?,
            "stage" => self.stage = row.get(at)?,
            "score" => self.score = row.get(at)?,
            _ => {}
        }
        Ok(())
    }
}

impl JudgedUnit {
    /// What is the same of whom it is about on another day, or to another reading.
    pub fn subject(&self) -> i64 {
        self.about.details.subject.unwrap_or(self.unit)
    }
}
