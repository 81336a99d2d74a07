//! A measure: one share that can be counted, an indicator as its act means it by default or a named reading of it.

use std::sync::Arc;

use super::page::{FactPage, FactQuery, PageStratum, PageWeight, StratumValue};
use crate::domain::{Day, OrgKind, Percent, ReportRules, ReportSetting, RuleOrigin};
use crate::error::Failure;

/// Facts, strata and the unit itself are bits of one word: as many take part in one measure, or in one walk.
pub const MOST_BITS: usize = u64::BITS as usize;

/// One share: an indicator as its act means it by default, or a named reading of it.
#[derive(Debug, Clone)]
pub struct Measure {
    /// `N3`, or `N3-order` for a reading.
    pub code: String,
    /// The code of the indicator, also of its readings.
    pub(super) indicator: String,
    /// The act, in [`Catalogue::acts`](super::Catalogue::acts).
    pub act: usize,
    /// The clause that states it.
    pub clause: String,
    /// The official wording.
    pub title: String,
    /// Of a reading: how it reads the act.
    pub reading: Option<String>,
    /// The page of the units that are counted.
    pub page: &'static FactPage,
    /// The kinds of organisations whose units are counted.
    pub kinds: Vec<OrgKind>,
    /// The facts that make up the denominator, beside being such a unit.
    pub population: Vec<&'static FactQuery>,
    /// The facts that make up the numerator; their order is the order of the reasons. None of them matters to a mean.
    pub condition: Vec<&'static FactQuery>,
    /// How much a unit adds to the numerator and to the denominator.
    pub adds: Adds,
    /// What the act wants told apart, beside the total.
    pub strata: Option<Strata>,
    /// Of a share of answers: the reading that counts everybody who was asked; whom it lacks for having said nothing may still
    /// answer.
    pub waiting: Option<String>,
    /// Planned values: for a kind (or all), for a year.
    pub targets: Vec<Target>,
}

/// How much a unit adds to the two numbers of a share.
#[derive(Debug, Clone, Copy)]
pub enum Adds {
    /// One, if it counts.
    One,
    /// A mean: the unit's score of the page's greatest.
    Score,
    /// Numbers of the unit's own, such as its pupils.
    Numbers {
        /// What it adds to the denominator.
        whole: &'static PageWeight,
        /// What it adds to the numerator, if it counts; the same as `whole` where the act doesn't say otherwise.
        part: &'static PageWeight,
    },
}

/// What a share is told apart by.
#[derive(Debug, Clone, Copy)]
pub enum Strata {
    /// Kinds of organisations.
    Kinds,
    /// The values of a column of the unit's page.
    Page(&'static PageStratum),
}

/// One of the strata.
#[derive(Debug, Clone, Copy)]
pub enum Stratum {
    /// A kind of organisation.
    Kind(OrgKind),
    /// A value of a column of the unit's page.
    Value(&'static StratumValue),
}

/// A planned value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// For one kind of organisation; `None`: for all.
    pub kind: Option<OrgKind>,
    /// For one organisation; `None`: for all.
    pub org: Option<(i64, Arc<str>)>,
    /// The act's: for the year of the reference date. The district's own: from this year on, until the next one.
    pub year: i32,
    /// Whether it is the district's own.
    pub is_own: bool,
    /// The share to be reached.
    pub percent: Percent,
}

impl Stratum {
    /// The word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.code(),
            Self::Value(value) => &value.code,
        }
    }

    /// The word for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.title(),
            Self::Value(value) => &value.title,
        }
    }

    /// What people call all of it, in a word or two.
    pub fn in_brief(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.in_brief(),
            Self::Value(value) => &value.title,
        }
    }
}

impl Strata {
    /// How the total is told apart, in Russian: «по видам организаций».
    pub fn says(self) -> &'static str {
        match self {
            Self::Kinds => "по видам организаций",
            Self::Page(stratum) => &stratum.says,
        }
    }
}

impl Measure {
    /// Whether its figures change when an organisation was of another kind than was thought.
    pub fn tells_kinds_apart(&self, one: OrgKind, other: OrgKind) -> bool {
        let [one, other] = [one, other].map(|kind| self.kinds.contains(&kind));
        one != other || one && matches!(self.strata, Some(Strata::Kinds))
    }

    /// Whether one of its facts asks for a column: `network` of the groups.
    pub fn asks_for(&self, column: &str) -> bool {
        let is_word = |word: &str| word.rsplit('.').next() == Some(column);
        let asks =
            |fact: &&FactQuery| fact.sql().split(|c: char| !c.is_alphanumeric() && !"._".contains(c)).any(is_word);
        self.population.iter().chain(&self.condition).any(asks)
    }

    /// Whether one of some facts is among those that it asks.
    pub fn asks_any(&self, facts: &[&str]) -> bool {
        self.population.iter().chain(&self.condition).any(|fact| facts.contains(&fact.name.as_str()))
    }

    /// A share of facts that no act states, such as a card shows: of the units of a page in some kinds of organisations, those
    /// for which all of some facts hold.
    ///
    /// # Errors
    /// There is no such page or fact.
    pub fn of_facts(unit: &str, kinds: &[OrgKind], condition: &[&str]) -> Result<Self, Failure> {
        let page = FactPage::of(unit).ok_or_else(|| Failure::refused(format!("единицы «{unit}» нет")))?;
        let fact = |name: &&str| page.fact(name).ok_or_else(|| Failure::refused(format!("факта «{name}» нет")));
        let code = condition.join("+");
        Ok(Self {
            indicator: code.clone(),
            code,
            act: 0,
            clause: String::new(),
            title: String::new(),
            reading: None,
            page,
            kinds: kinds.to_vec(),
            population: Vec::new(),
            condition: condition.iter().map(fact).collect::<Result<_, _>>()?,
            adds: Adds::One,
            strata: None,
            waiting: None,
            targets: Vec::new(),
        })
    }

    /// The code of the indicator, of a reading too: `N3` of `N3-order`.
    pub fn indicator(&self) -> &str {
        &self.indicator
    }

    /// The code and the words: those of the act, and how it is read otherwise.
    pub fn heading(&self) -> String {
        match &self.reading {
            Some(reading) => format!("{}. {} — {reading}", self.code, self.title),
            None => format!("{}. {}", self.code, self.title),
        }
    }

    /// Whether a unit of the one can be held against a unit of the other: both are of one kind, or about the same.
    pub fn is_comparable_to(&self, other: &Self) -> bool {
        self.page.subject == other.page.subject
    }

    /// The name of its units: `teacher`.
    pub fn unit(&self) -> &'static str {
        &self.page.units.name
    }

    /// Whether it is the mean of the units' scores.
    pub fn is_mean(&self) -> bool {
        matches!(self.adds, Adds::Score)
    }

    /// The facts that decide the numerator: none of a mean.
    pub fn deciding(&self) -> &[&'static FactQuery] {
        if self.is_mean() { &[] } else { &self.condition }
    }

    /// The settings by which its facts judge.
    pub fn rules(&self) -> Vec<ReportSetting> {
        let of_facts = self.population.iter().copied().chain(self.deciding().iter().copied());
        let mut rules: Vec<ReportSetting> = of_facts.flat_map(|fact| fact.rules.iter().copied()).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// What a report must say beside it: what its facts say, and what is settled otherwise than the act has it.
    pub fn notes(&self, rules: &ReportRules) -> Vec<String> {
        let facts = self.deciding().iter().filter(|fact| !fact.note.is_empty());
        let said = facts.clone().map(|fact| rules.said(&fact.note).into_owned());
        let is_said = |rule: &ReportSetting| facts.clone().any(|fact| fact.rules.contains(rule));
        let settled =
            self.rules().into_iter().filter(|rule| rules.origin(*rule) != RuleOrigin::Program && !is_said(rule));
        let told = settled.map(|rule| {
            let otherwise = ReportRules::default().value_told(rule);
            format!("Настройка: {}; без неё — {otherwise}.", rules.told(rule))
        });
        said.chain(told).collect()
    }

    /// The planned value on a day: for one organisation, for one kind, or for all of its kinds where they agree. The district's
    /// own go before the act's; of several the nearest to the organisation, of those the latest.
    pub fn target(&self, kind: Option<OrgKind>, org: Option<i64>, day: Day) -> Option<Percent> {
        let of = |kind: OrgKind| self.own_target(Some(kind), org, day).or_else(|| self.target_of_act(kind, day));
        match kind {
            Some(kind) => of(kind),
            None => {
                let first = self.kinds.first().and_then(|kind| of(*kind));
                let agreed = first.filter(|_| self.kinds.iter().all(|kind| of(*kind) == first));
                agreed.or_else(|| self.own_target(None, None, day))
            }
        }
    }

    fn own_target(&self, kind: Option<OrgKind>, org: Option<i64>, day: Day) -> Option<Percent> {
        let fits = |target: &&Target| {
            target.is_own
                && target.year <= day.year()
                && target.kind.is_none_or(|of| Some(of) == kind)
                && target.org.as_ref().is_none_or(|(of, _)| Some(*of) == org)
        };
        let nearest = |target: &&Target| (target.org.is_some(), target.kind.is_some(), target.year);
        self.targets.iter().filter(fits).max_by_key(nearest).map(|target| target.percent)
    }

    fn target_of_act(&self, kind: OrgKind, day: Day) -> Option<Percent> {
        let fits = |t: &&Target| !t.is_own && t.year == day.year() && t.kind.is_none_or(|k| k == kind);
        self.targets.iter().find(fits).map(|t| t.percent)
    }
}
