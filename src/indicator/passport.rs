//! Acts as files: for each indicator its code, clause, title, population and condition, targets and readings.

use serde::Deserialize;

use super::page::{Page, Query};
use crate::domain::{Day, OrgKind, Percent, name};
use crate::error::Failure;

const ACTS: &[&str] =
    &[include_str!("acts/partizansky.toml"), include_str!("acts/nozhay-yurt.toml"), include_str!("acts/spassky.toml")];

/// An act and its indicators.
#[derive(Debug, Clone)]
pub struct Act {
    /// The word for programs: `nozhay-yurt`.
    pub code: String,
    /// The act's name.
    pub title: String,
    /// Whether the act states no shares and they are derived from its tasks.
    pub derived: bool,
}

/// One share: an indicator as its act means it by default, or a named reading of it.
#[derive(Debug, Clone)]
pub struct Measure {
    /// `N3`, or `N3-order` for a reading.
    pub code: String,
    /// The code of the indicator, also of its readings.
    indicator: String,
    /// The act, in [`Catalogue::acts`].
    pub act: usize,
    /// The clause that states it.
    pub clause: String,
    /// The official wording.
    pub title: String,
    /// Of a reading: how it reads the act.
    pub reading: Option<String>,
    /// The kind of unit that is counted.
    pub unit: String,
    /// The kinds of organisations whose units are counted.
    pub kinds: Vec<OrgKind>,
    /// The facts that make up the denominator, beside being such a unit.
    pub population: Vec<String>,
    /// The facts that make up the numerator; their order is the order of the reasons.
    pub condition: Vec<String>,
    /// Whether it is the mean of the units' values, as a share of their largest: the condition doesn't matter then.
    pub mean: bool,
    /// Whether the act wants it apart for each kind of organisation.
    pub by_kind: bool,
    /// Planned values: for a kind (or all), for a year.
    pub targets: Vec<Target>,
}

/// A planned value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// For one kind of organisation; `None`: for all.
    pub kind: Option<OrgKind>,
    /// For the year of the reference date.
    pub year: i32,
    /// The share to be reached.
    pub percent: Percent,
}

/// The measures of all acts.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The acts.
    pub acts: Vec<Act>,
    /// Each indicator, followed by its readings.
    pub measures: Vec<Measure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActFile {
    code: String,
    title: String,
    #[serde(default)]
    derived: bool,
    indicator: Vec<IndicatorFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorFile {
    code: String,
    clause: String,
    title: String,
    unit: String,
    kinds: Vec<String>,
    #[serde(default)]
    population: Vec<String>,
    condition: Vec<String>,
    strata: Option<String>,
    #[serde(default)]
    targets: Vec<TargetFile>,
    #[serde(default)]
    reading: Vec<ReadingFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetFile {
    kind: Option<String>,
    year: i32,
    percent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingFile {
    code: String,
    says: String,
    population: Option<Vec<String>>,
    condition: Option<Vec<String>>,
    #[serde(default)]
    mean: bool,
}

impl Catalogue {
    /// The five acts that the program knows.
    ///
    /// # Errors
    /// A passport that came with the program is broken: a test keeps this from happening.
    pub fn known() -> Result<Self, Failure> {
        let mut catalogue = Self { acts: Vec::new(), measures: Vec::new() };
        for source in ACTS {
            catalogue.add(source)?;
        }
        Ok(catalogue)
    }

    /// Adds an act from the text of its file; returns its place in [`Catalogue::acts`].
    ///
    /// # Errors
    /// The text isn't such a file, or names a fact, a unit or a kind that doesn't exist, or a code that is taken.
    pub fn add(&mut self, source: &str) -> Result<usize, Failure> {
        let file: ActFile = toml::from_str(source).map_err(|error| of_toml(&error, source))?;
        if self.acts.iter().any(|act| act.code == file.code) {
            return Err(Failure::refused(format!("акт с кодом «{}» уже есть", file.code)));
        }
        let act = self.acts.len();
        self.acts.push(Act { code: file.code, title: file.title, derived: file.derived });
        for indicator in file.indicator {
            self.add_indicator(act, indicator)?;
        }
        Ok(act)
    }

    fn add_indicator(&mut self, act: usize, file: IndicatorFile) -> Result<(), Failure> {
        let code = file.code.clone();
        let bad = |why: String| Failure::refused(format!("показатель {code}: {why}"));
        let kind = |text: &String| OrgKind::parse(text).map_err(|why| bad(format!("вид организации «{text}»: {why}")));
        let kinds = file.kinds.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
        if kinds.is_empty() {
            return Err(bad("не указан ни один вид организаций (kinds)".into()));
        }
        let by_kind = match file.strata.as_deref() {
            None => false,
            Some("org_kind") => true,
            Some(other) => return Err(bad(format!("разреза «{other}» нет; есть: org_kind"))),
        };
        let mut targets = Vec::new();
        for target in &file.targets {
            targets.push(Target {
                kind: target.kind.as_ref().map(kind).transpose()?,
                year: target.year,
                percent: Percent::parse(&target.percent)
                    .map_err(|why| bad(format!("план «{}»: {why}", target.percent)))?,
            });
        }
        let default = Measure {
            indicator: file.code.clone(),
            code: file.code,
            act,
            clause: file.clause,
            title: file.title,
            reading: None,
            unit: file.unit,
            kinds,
            population: file.population,
            condition: file.condition,
            mean: false,
            by_kind,
            targets,
        };
        let readings: Vec<Measure> = file
            .reading
            .into_iter()
            .map(|reading| Measure {
                code: reading.code,
                reading: Some(reading.says),
                population: reading.population.unwrap_or_else(|| default.population.clone()),
                condition: reading.condition.unwrap_or_else(|| default.condition.clone()),
                mean: reading.mean,
                ..default.clone()
            })
            .collect();
        for measure in std::iter::once(default).chain(readings) {
            measure.check()?;
            if self.measures.iter().any(|known| known.code.eq_ignore_ascii_case(&measure.code)) {
                return Err(Failure::refused(format!("показатель с кодом «{}» уже есть", measure.code)));
            }
            self.measures.push(measure);
        }
        Ok(())
    }

    /// The measure with a code, in any letter case; a Cyrillic letter that looks Latin will do («Р3»).
    ///
    /// # Errors
    /// There is none: the message says which there are.
    pub fn measure(&self, code: &str) -> Result<&Measure, Failure> {
        let latin: String = code
            .trim()
            .to_uppercase()
            .chars()
            .map(|c| match c {
                'Р' => 'P',
                'С' => 'S',
                'К' => 'K',
                'М' => 'M',
                'Н' => 'N',
                c => c,
            })
            .collect();
        self.measures.iter().find(|m| m.code.eq_ignore_ascii_case(&latin) || m.code == code).ok_or_else(|| {
            let codes: Vec<_> = self.measures.iter().map(|m| m.code.as_str()).collect();
            Failure::usage(format!("показателя «{code}» нет"))
                .hint(format!("есть: {}", codes.join(", ")))
                .untyped("нет такого показателя")
        })
    }

    /// The act with a code.
    ///
    /// # Errors
    /// There is none: the message says which there are.
    pub fn act(&self, code: &str) -> Result<usize, Failure> {
        self.acts.iter().position(|act| name::key(&act.code) == name::key(code)).ok_or_else(|| {
            let codes: Vec<_> = self.acts.iter().map(|a| a.code.as_str()).collect();
            Failure::usage(format!("акта «{code}» нет"))
                .hint(format!("есть: {}", codes.join(", ")))
                .untyped("нет такого акта")
        })
    }
}

impl Measure {
    /// The code of the indicator, of a reading too: `N3` of `N3-order`.
    pub fn indicator(&self) -> &str {
        &self.indicator
    }

    /// The page of its units.
    ///
    /// # Errors
    /// There are no such units.
    pub fn page(&self) -> Result<&'static Page, Failure> {
        Page::of(&self.unit).ok_or_else(|| {
            let units: Vec<_> = super::page::pages().iter().map(|p| p.units.name.as_str()).collect();
            Failure::refused(format!(
                "показатель {}: единицы «{}» нет; есть: {}",
                self.code,
                self.unit,
                units.join(", ")
            ))
        })
    }

    /// The facts of a conjunction, with the unit's own first where it is the population.
    ///
    /// # Errors
    /// A fact that isn't on the page.
    pub fn facts(&self, names: &[String]) -> Result<Vec<&'static Query>, Failure> {
        let page = self.page()?;
        let missing = |name: &String| {
            let known: Vec<_> = page.facts.iter().map(|f| f.name.as_str()).collect();
            Failure::refused(format!("показатель {}: факта «{name}» нет; есть: {}", self.code, known.join(", ")))
        };
        names.iter().map(|name| page.fact(name).ok_or_else(|| missing(name))).collect()
    }

    /// What a report must say beside it.
    ///
    /// # Errors
    /// A fact that isn't on the page.
    pub fn notes(&self) -> Result<Vec<String>, Failure> {
        let facts = if self.mean { Vec::new() } else { self.facts(&self.condition)? };
        Ok(facts.iter().map(|fact| fact.note.clone()).filter(|note| !note.is_empty()).collect())
    }

    fn check(&self) -> Result<(), Failure> {
        self.facts(&self.population)?;
        self.facts(&self.condition)?;
        if self.mean && self.page()?.units.scale == 0 {
            return Err(Failure::refused(format!(
                "показатель {}: у единиц «{}» нет баллов (mean)",
                self.code, self.unit
            )));
        }
        if self.condition.is_empty() {
            return Err(Failure::refused(format!("показатель {}: условие (condition) пусто", self.code)));
        }
        Ok(())
    }

    /// The act's planned value on a day: for one kind, or for all of its kinds where they agree.
    pub fn target(&self, kind: Option<OrgKind>, day: Day) -> Option<Percent> {
        let of = |kind: OrgKind| {
            let fits = |t: &&Target| t.year == day.year() && t.kind.is_none_or(|k| k == kind);
            self.targets.iter().find(fits).map(|t| t.percent)
        };
        match kind {
            Some(kind) => of(kind),
            None => {
                let first = self.kinds.first().and_then(|kind| of(*kind));
                first.filter(|_| self.kinds.iter().all(|kind| of(*kind) == first))
            }
        }
    }
}

fn of_toml(error: &toml::de::Error, source: &str) -> Failure {
    let line = error.span().map_or(1, |span| source[..span.start.min(source.len())].matches('\n').count() + 1);
    let text = source.lines().nth(line - 1).unwrap_or_default().trim();
    let field = |english: &str| error.message().strip_prefix(english)?.split('`').nth(1);
    let why = match (field("missing field"), field("unknown field")) {
        (Some(missing), _) => format!("нет поля {missing}"),
        (_, Some(unknown)) => format!("поля {unknown} не бывает"),
        _ => "запись не разобрать".into(),
    };
    Failure::refused(format!("файл акта, строка {line}: {why}: {text}"))
        .hint("образец — любой акт из папки src/indicator/acts; поля: code, clause, title, unit, kinds, population, condition")
}
