//! Acts as files: for each indicator its code, clause, title, population and condition, targets and readings.

use std::sync::Arc;

use serde::Deserialize;

use super::measure::{Adds, MOST_BITS, Measure, Strata, Target};
use super::page::{FactPage, FactQuery, PageStratum, PageWeight};
use crate::domain::{OrgKind, Percent, name};
use crate::error::{Advice, Failure};
use crate::store::target::OwnTarget;

/// The acts that come with the program: the code of each, the text of its file.
macro_rules! acts {
    ($($code:literal),+) => { &[$(($code, include_str!(concat!("acts/", $code, ".toml")))),+] };
}
const ACTS: &[(&str, &str)] = acts!["partizansky", "nozhay-yurt", "spassky"];

/// The codes of the acts that come with the program, parted by commas: for the help.
pub fn known_acts() -> String {
    ACTS.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", ")
}

/// An act and its indicators.
#[derive(Debug, Clone)]
pub struct Act {
    /// The word for programs: `nozhay-yurt`.
    pub code: String,
    /// The act's name.
    pub title: String,
    /// What people call it in a word or two, in Russian: beside a clause.
    pub short: String,
    /// Whether the act states no shares and they are derived from its tasks.
    pub derived: bool,
}

/// The measures of all acts.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The acts.
    pub acts: Vec<Act>,
    /// Each indicator, followed by its readings.
    pub measures: Vec<Measure>,
    /// The pages whose facts the acts may name.
    pages: &'static [FactPage],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActFile {
    code: String,
    title: String,
    /// Without it the title is used.
    short: Option<String>,
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
    /// The unit's column that it adds to the denominator, in place of one.
    whole: Option<String>,
    /// The unit's column that it adds to the numerator; without it, the same as to the denominator.
    part: Option<String>,
    strata: Option<String>,
    /// Of a share of answers: the reading that counts everybody who was asked.
    waiting: Option<String>,
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
    /// Other units than the indicator's: their facts are named anew.
    unit: Option<String>,
    /// Other kinds of organisations.
    kinds: Option<Vec<String>>,
    population: Option<Vec<String>>,
    condition: Option<Vec<String>>,
    #[serde(default)]
    mean: bool,
}

/// What can be wrong with an indicator is told with its code and that of what is wrong.
struct IndicatorPage<'a> {
    code: &'a str,
    page: &'static FactPage,
}

impl Catalogue {
    /// The acts that come with the program.
    ///
    /// # Errors
    /// A passport that came with the program is broken: a test keeps this from happening.
    pub fn known() -> Result<Self, Failure> {
        let mut catalogue = Self::over(super::page::pages());
        for (_, source) in ACTS {
            catalogue.add(source)?;
        }
        Ok(catalogue)
    }

    /// The codes of the indicators, readings left out, whose population or condition has one of these facts.
    pub fn indicators_with(&self, facts: &[&str]) -> Vec<&str> {
        let has = |measure: &&Measure| {
            let all = measure.population.iter().chain(&measure.condition);
            measure.reading.is_none()
                && !measure.is_mean()
                && all.into_iter().any(|fact| facts.contains(&fact.name.as_str()))
        };
        let mut codes: Vec<&str> = self.measures.iter().filter(has).map(Measure::indicator).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// No act yet, over some pages of facts.
    pub(super) fn over(pages: &'static [FactPage]) -> Self {
        Self { acts: Vec::new(), measures: Vec::new(), pages }
    }

    /// The code that an act has in the text of its file.
    ///
    /// # Errors
    /// The text isn't such a file.
    pub fn code_of(source: &str) -> Result<String, Failure> {
        toml::from_str(source).map(|file: ActFile| file.code).map_err(|error| of_toml(&error, source))
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
        let short = file.short.unwrap_or_else(|| file.title.clone());
        self.acts.push(Act { code: file.code, title: file.title, short, derived: file.derived });
        for indicator in file.indicator {
            self.add_indicator(act, indicator)?;
        }
        Ok(act)
    }

    fn add_indicator(&mut self, act: usize, file: IndicatorFile) -> Result<(), Failure> {
        let code = file.code.clone();
        let bad = |why: String| bad(&code, &why);
        let kind = |text: &String| OrgKind::parse(text).map_err(|why| bad(format!("вид организации «{text}»: {why}")));
        let kinds_of = |texts: &[String]| {
            let kinds = texts.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
            match kinds.is_empty() {
                true => Err(bad("не указан ни один вид организаций (kinds)".into())),
                false => Ok(kinds),
            }
        };
        let kinds = kinds_of(&file.kinds)?;
        let mut targets = Vec::new();
        for target in &file.targets {
            targets.push(Target {
                kind: target.kind.as_ref().map(kind).transpose()?,
                org: None,
                year: target.year,
                is_own: false,
                percent: Percent::parse(&target.percent)
                    .map_err(|why| bad(format!("план «{}»: {why}", target.percent)))?,
            });
        }
        let page_of = |unit: &str| {
            self.pages.iter().find(|page| page.units.name == unit).ok_or_else(|| {
                let units: Vec<_> = self.pages.iter().map(|page| page.units.name.as_str()).collect();
                bad(format!("единицы «{unit}» нет; есть: {}", units.join(", ")))
            })
        };
        let page = page_of(&file.unit)?;
        let of_page = IndicatorPage { code: &code, page };
        let default = Measure {
            indicator: file.code.clone(),
            code: file.code,
            act,
            clause: file.clause,
            title: file.title,
            reading: None,
            page,
            kinds,
            population: of_page.facts(&file.population)?,
            condition: of_page.facts(&file.condition)?,
            adds: of_page.adds(file.whole.as_deref(), file.part.as_deref())?,
            strata: file.strata.as_deref().map(|name| of_page.strata(name)).transpose()?,
            waiting: file.waiting,
            targets,
        };
        let mut measures = vec![default.clone()];
        for reading in file.reading {
            let page = reading.unit.as_deref().map_or(Ok(page), page_of)?;
            let of_page = IndicatorPage { code: &reading.code, page };
            // Facts of other units can't be those of the default.
            let facts = |names: Option<Vec<String>>, default: &Vec<&FactQuery>| match names {
                Some(names) => of_page.facts(&names),
                None => of_page.facts(&default.iter().map(|fact| fact.name.clone()).collect::<Vec<_>>()),
            };
            measures.push(Measure {
                page,
                kinds: reading.kinds.as_deref().map_or(Ok(default.kinds.clone()), kinds_of)?,
                population: facts(reading.population, &default.population)?,
                condition: facts(reading.condition, &default.condition)?,
                adds: if reading.mean { of_page.score()? } else { default.adds },
                reading: Some(reading.says),
                waiting: None,
                code: reading.code,
                ..default.clone()
            });
        }
        for measure in measures {
            check(&measure)?;
            if self.measures.iter().any(|known| known.code.eq_ignore_ascii_case(&measure.code)) {
                return Err(Failure::refused(format!("показатель с кодом «{}» уже есть", measure.code)));
            }
            self.measures.push(measure);
        }
        Ok(())
    }

    /// Adds the district's own planned values: those of an indicator are those of its readings too, unless they have their own.
    pub fn plan(&mut self, own: &[OwnTarget]) {
        for measure in &mut self.measures {
            let of =
                |code: &str| own.iter().filter(|target| target.code.eq_ignore_ascii_case(code)).collect::<Vec<_>>();
            let mut planned = of(&measure.code);
            if planned.is_empty() {
                planned = of(&measure.indicator);
            }
            measure.targets.extend(planned.into_iter().map(|target| Target {
                kind: target.kind,
                org: target.org.as_ref().map(|(id, name, _)| (*id, Arc::clone(name))),
                year: target.year,
                is_own: true,
                percent: target.percent,
            }));
        }
    }

    /// The codes of the indicators that a correction of something may move, without their readings.
    pub fn codes(&self, is_moved: impl Fn(&Measure) -> bool) -> Vec<&str> {
        let moved = self.measures.iter().filter(|measure| measure.reading.is_none() && is_moved(measure));
        moved.map(|measure| measure.code.as_str()).collect()
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

impl IndicatorPage<'_> {
    fn facts(&self, names: &[String]) -> Result<Vec<&'static FactQuery>, Failure> {
        let missing = |name: &String| {
            let known = self.page.facts.iter().map(|fact| fact.name.as_str());
            self.missing(&format!("факта «{name}» нет"), known)
        };
        names.iter().map(|name| self.page.fact_called(name).ok_or_else(|| missing(name))).collect()
    }

    fn score(&self) -> Result<Adds, Failure> {
        match self.page.scale {
            Some(_) => Ok(Adds::Score),
            None => Err(bad(self.code, &format!("у единиц «{}» нет баллов (mean)", self.page.units.name))),
        }
    }

    fn adds(&self, whole: Option<&str>, part: Option<&str>) -> Result<Adds, Failure> {
        let column = |name: &str| -> Result<&'static PageWeight, Failure> {
            let found = self.page.weights.iter().find(|weight| weight.column == name);
            let known = self.page.weights.iter().map(|weight| weight.column.as_str());
            found.ok_or_else(|| self.missing(&format!("числа «{name}» у единиц «{}» нет", self.page.units.name), known))
        };
        match (whole, part) {
            (None, None) => Ok(Adds::One),
            (Some(whole), part) => Ok(Adds::Numbers { whole: column(whole)?, part: column(part.unwrap_or(whole))? }),
            (None, Some(_)) => Err(bad(self.code, "числитель (part) указан без знаменателя (whole)")),
        }
    }

    fn strata(&self, name: &str) -> Result<Strata, Failure> {
        let of_page = |stratum: &&'static PageStratum| stratum.column == name;
        match self.page.strata.iter().find(of_page) {
            Some(stratum) => Ok(Strata::Page(stratum)),
            None if name == KINDS => Ok(Strata::Kinds),
            None => {
                let known = self.page.strata.iter().map(|stratum| stratum.column.as_str());
                Err(self.missing(&format!("разреза «{name}» нет"), std::iter::once(KINDS).chain(known)))
            }
        }
    }

    fn missing<'k>(&self, what: &str, known: impl Iterator<Item = &'k str>) -> Failure {
        let known: Vec<_> = known.collect();
        let told = if known.is_empty() { String::new() } else { format!("; есть: {}", known.join(", ")) };
        bad(self.code, &format!("{what}{told}"))
    }
}

/// The strata by the kind of the organisation, which every unit has.
const KINDS: &str = "org_kind";

fn bad(code: &str, why: &str) -> Failure {
    Failure::refused(format!("показатель {code}: {why}"))
}

/// What only the whole measure can tell.
fn check(measure: &Measure) -> Result<(), Failure> {
    if measure.condition.is_empty() {
        return Err(bad(&measure.code, "условие (condition) пусто"));
    }
    let mut bits = super::bits::Bits::new(measure.page);
    bits.add(measure);
    if bits.len() > MOST_BITS {
        return Err(bad(&measure.code, &format!("фактов и разрезов больше {MOST_BITS}")));
    }
    let Some(Strata::Page(stratum)) = measure.strata else { return Ok(()) };
    let of_facts = |facts: &[&FactQuery]| facts.iter().any(|fact| fact.stratum.as_ref() == Some(&stratum.column));
    if of_facts(&measure.page.facts.iter().collect::<Vec<_>>()) && !of_facts(&measure.condition) {
        return Err(bad(&measure.code, &format!("разрез «{}»: его факта нет в условии (condition)", stratum.column)));
    }
    Ok(())
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
    Failure::refused(format!("файл акта, строка {line}: {why}: {text}")).advise(Advice::ListFacts)
}
