//! The model's shares against the program's: every unit, every organisation, every sum.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use nastavnik::domain::Names;
use nastavnik::indicator::{
    By, FigureLine, Figures, JudgedUnit, Measure, OrgsOnDay, UncountedUnit, UnitTally, UnitWalk, Verdict as Says, judge,
};

use super::district::DISTRICT;
use super::model::{Asked, Count, District, Kind, Missing, Unit, UnitKind, Verdict, count, definition};
use super::program::{Loaded, day, label, reference};

fn of(tally: UnitTally) -> Count {
    Count { part: tally.part, whole: tally.whole, unknown: tally.unknown }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, program: T, model: T) -> Result<(), String> {
    if program == model { Ok(()) } else { Err(format!("{what}\n  the program: {program:?}\n  the model:   {model:?}")) }
}

/// Everything that the program says of some codes, against the model.
pub fn compare(loaded: &Loaded<'_>, district: &District, measures: &[Measure], asked: Asked) -> Result<(), String> {
    let when = reference(asked);
    let figures =
        &Figures::compute(OrgsOnDay::new(loaded.store, when).unwrap(), measures.to_vec()).map_err(|e| e.to_string())?;
    let orgs = OrgsOnDay::new(loaded.store, when).map_err(|e| e.to_string())?;
    let mut walks = BTreeMap::new();
    for unit in measures.iter().map(Measure::unit) {
        let of_unit: Vec<&Measure> = measures.iter().filter(|m| m.unit() == unit).collect();
        if !walks.contains_key(unit) {
            walks.insert(unit, orgs.walk(&of_unit).map_err(|e| e.to_string())?);
        }
    }
    for (at, measure) in measures.iter().enumerate() {
        let code = measure.code.as_str();
        let units = district.units(code, asked);
        // One measure in three is asked of one organisation alone, too: which, the day tells.
        let is_asked_alone = (at + asked.reference().ordinal() as usize).is_multiple_of(3);
        let only = is_asked_alone.then(|| at % district.orgs.len());
        let (kinds, by_kind) = (definition(code).kinds, definition(code).by_kind);
        let here = |what: &str| format!("{code}, {asked:?}: {what}");

        let each: BTreeMap<usize, Count> = figures
            .orgs
            .iter()
            .zip(figures.counted[at].1.totals.iter())
            .map(|(p, t)| (loaded.org(p.id), of(*t)))
            .collect();
        let expected: BTreeMap<usize, Count> =
            (0..district.orgs.len()).map(|org| (org, count(&units, |unit| unit.org == org))).collect();
        explain(&walks[measure.unit()], &orgs, loaded, district, measure, &units, only).map_err(|e| here(&e))?;
        same(&here("by organisation"), &each, &expected)?;

        let lines = |by| -> BTreeMap<(String, Option<&str>), Count> {
            let lines: Vec<FigureLine> = figures.lines(at, by);
            let told: BTreeMap<_, _> = lines
                .iter()
                .map(|line| ((label(&line.group, figures), line.stratum.map(|stratum| stratum.code())), of(line.tally)))
                .collect();
            assert_eq!(told.len(), lines.len(), "{code}: two lines of one group");
            told
        };
        let of_kind = |unit: &Unit, kind: Kind| district.orgs[unit.org].kind == kind;
        let muni = |org: usize| district.orgs[org].municipality.clone().unwrap_or(DISTRICT.to_owned());
        let with_strata = |group: &str, inside: &dyn Fn(&Unit) -> bool| {
            let mut expected = vec![((group.to_owned(), None), count(&units, inside))];
            for kind in kinds.iter().filter(|_| by_kind) {
                let stratum = count(&units, |unit| inside(unit) && of_kind(unit, *kind));
                expected.push(((group.to_owned(), Some(kind.code())), stratum));
            }
            expected
        };

        let whole: BTreeMap<_, _> = with_strata("whole", &|_| true).into_iter().collect();
        same(&here("the whole and its strata"), lines(None), whole)?;
        if by_kind {
            let (strata, total): (Vec<_>, Vec<_>) = lines(None).into_iter().partition(|((_, s), _)| s.is_some());
            let sum = strata.iter().fold(Count::default(), |sum, (_, c)| Count {
                part: sum.part + c.part,
                whole: sum.whole + c.whole,
                unknown: sum.unknown + c.unknown,
            });
            same(&here("the strata sum to the total"), sum, total[0].1)?;
        }

        let mut by_municipality = BTreeMap::new();
        let in_kinds = |org: &usize| kinds.contains(&district.orgs[*org].kind);
        let municipalities: BTreeSet<String> = (0..district.orgs.len()).filter(in_kinds).map(muni).collect();
        for name in municipalities {
            by_municipality.extend(with_strata(&name, &|unit| muni(unit.org) == name));
        }
        same(&here("by municipality"), lines(Some(By::Municipality)), by_municipality)?;

        let present = |kind: &&Kind| district.orgs.iter().any(|org| org.kind == **kind);
        let by_kinds: BTreeMap<_, _> = kinds
            .iter()
            .filter(present)
            .map(|kind| ((kind.code().to_owned(), None), count(&units, |unit| of_kind(unit, *kind))))
            .collect();
        same(&here("by kind"), lines(Some(By::Kind)), by_kinds)?;

        let listed = |org: &usize| {
            in_kinds(org)
                && (district.orgs[*org].open_on(asked.reference()) || units.iter().any(|unit| unit.org == *org))
        };
        let by_org: BTreeMap<_, _> = (0..district.orgs.len())
            .filter(listed)
            .map(|org| ((format!("org {}", loaded.orgs[org]), None), expected[&org]))
            .collect();
        same(&here("by organisation, listed"), lines(Some(By::Org)), by_org)?;
    }
    Ok(())
}

/// The names behind a share: exactly the numerator, the rest and the unknown, each where the model has them; of the whole
/// file, and of one organisation alone.
fn explain(
    walk: &UnitWalk<'_>,
    orgs: &OrgsOnDay<'_>,
    loaded: &Loaded<'_>,
    district: &District,
    measure: &Measure,
    units: &[Unit],
    only: Option<usize>,
) -> Result<(), String> {
    let kind = definition(&measure.code).unit;
    // The definitions don't say what number an answer has: name, organisation and score tell it.
    let expected = |unit: &Unit| match kind {
        UnitKind::Teacher => (loaded.people[unit.who], district.people[unit.who].name.clone()),
        UnitKind::Org => (loaded.orgs[unit.who], district.orgs[unit.who].name.clone()),
        UnitKind::Answer | UnitKind::Participant => (0, district.people[unit.who].name.clone()),
    };
    for org in std::iter::once(None).chain(only.map(Some)) {
        // Of one organisation only its own units are read.
        let alone = org.map(|org| OrgsOnDay::of_org(loaded.store, orgs.when, loaded.orgs[org]).unwrap());
        let walk_alone = alone.as_ref().map(|alone| alone.walk(&[measure]).unwrap());
        let (walk, orgs) = (walk_alone.as_ref().unwrap_or(walk), alone.as_ref().unwrap_or(orgs));
        let findings = walk.explain(measure).map_err(|e| e.to_string())?;
        lacking(walk, measure, &findings)?;
        let mut told = Vec::new();
        for finding in &findings {
            let verdict = match finding.verdict {
                // Where a share is a mean, every answer counts by its score.
                _ if measure.is_mean() => Verdict::Counted,
                Says::Counted => Verdict::Counted,
                Says::NotCounted(_) => Verdict::NotCounted,
                Says::Unknown(_) => Verdict::Unknown,
                Says::Outside => Verdict::Outside,
            };
            if (verdict == Verdict::Counted) != finding.reason.is_empty() && !measure.is_mean() {
                return Err(format!(
                    "{} is {verdict:?} with the reason «{}»",
                    finding.about.label.said(&Names::default()),
                    finding.reason
                ));
            }
            let is_numbered = ![UnitKind::Answer, UnitKind::Participant].contains(&kind);
            if [Verdict::NotCounted, Verdict::Unknown].contains(&verdict) && is_numbered {
                let unit = units.iter().find(|unit| expected(unit).0 == finding.unit);
                let missing = unit.map(|unit| unit.missing.clone()).unwrap_or_default();
                if !missing.is_empty() && !missing.iter().any(|what| names(&finding.reason, *what)) {
                    return Err(format!(
                        "{} lacks {missing:?}, but the reason is «{}»",
                        finding.about.label.said(&Names::default()),
                        finding.reason
                    ));
                }
            }
            let id = if is_numbered { finding.unit } else { 0 };
            told.push((
                verdict,
                loaded.org(orgs.orgs[finding.place.unwrap()].id),
                (id, finding.about.label.said(&Names::default())),
                finding.value,
            ));
        }
        let of_org = units.iter().filter(|unit| org.is_none_or(|org| unit.org == org));
        let mut right: Vec<_> = of_org.map(|unit| (unit.verdict, unit.org, expected(unit), unit.score)).collect();
        told.sort();
        right.sort();
        same("the names (verdict, organisation, id and name, score)", told, right)?;
    }
    Ok(())
}

/// Whoever isn't counted lacks something, first of all what is told as the reason; and nobody else lacks anything.
fn lacking(walk: &UnitWalk<'_>, measure: &Measure, findings: &[JudgedUnit]) -> Result<(), String> {
    let uncounted = walk.uncounted(measure).map_err(|e| e.to_string())?;
    if let Some(unit) = uncounted.iter().find(|unit| unit.missing.is_empty()) {
        return Err(format!("unit {} lacks nothing", unit.unit));
    }
    let first = |unit: &UncountedUnit| {
        (unit.unit, unit.is_unknown, unit.missing[0].reason.clone(), unit.missing[0].named.clone())
    };
    let told: BTreeSet<_> = uncounted.iter().map(first).collect();
    let is_uncounted = |unit: &&JudgedUnit| matches!(unit.verdict, Says::NotCounted(_) | Says::Unknown(_));
    let judged = findings
        .iter()
        .filter(is_uncounted)
        .map(|unit| (unit.unit, matches!(unit.verdict, Says::Unknown(_)), unit.reason.clone(), unit.named.clone()));
    same("what the uncounted lack", told, judged.collect())
}

/// The answers of the period that a share leaves out, each with its reason.
pub fn compare_outside(
    loaded: &Loaded<'_>,
    district: &District,
    measure: &Measure,
    asked: Asked,
) -> Result<(), String> {
    let orgs = OrgsOnDay::new(loaded.store, reference(asked)).map_err(|e| e.to_string())?;
    let judged = judge(&orgs, std::slice::from_ref(measure), true).map_err(|e| e.to_string())?.remove(0);
    let mut told: Vec<(i64, String, &str)> = Vec::new();
    for unit in judged.units.iter().filter(|unit| unit.verdict == Says::Outside) {
        let details = &unit.about.details;
        told.push((unit.about.person.unwrap(), details.answered.unwrap().to_string(), &*unit.reason));
    }
    let mut right: Vec<(i64, String, &str)> = Vec::new();
    for answer in district.answers_of_period(asked) {
        if let Some(reason) = district.outside(&measure.code, answer, asked) {
            right.push((loaded.people[answer.person], day(answer.day).to_string(), reason));
        }
    }
    told.sort_unstable();
    right.sort_unstable();
    let alike = |told: &(i64, String, &str), right: &(i64, String, &str)| {
        (told.0, &told.1) == (right.0, &right.1) && told.2.contains(right.2)
    };
    match told.len() == right.len() && right.iter().all(|right| told.iter().any(|told| alike(told, right))) {
        true => Ok(()),
        false => same(&format!("{}, {asked:?}: the answers outside", measure.code), told, right),
    }
}

/// Whether a reason names what is missing.
fn names(reason: &str, what: Missing) -> bool {
    // As a condition, «три года и больше» is a reason too.
    if what == Missing::Start && reason.contains("стаж") {
        return true;
    }
    // So is a curator who has left.
    if what == Missing::Curator && reason == "куратор в организации больше не работает"
    {
        return true;
    }
    reason.contains(match what {
        Missing::Answer => "нет ответа",
        Missing::Post => "должность",
        Missing::Birth => "даты рождения",
        Missing::Start => "начала педагогической деятельности",
        Missing::PairOrder => "нет приказа о закреплении",
        Missing::Approval => "приказ есть, программа не утверждена",
        Missing::Order => "нет приказа о внедрении",
        Missing::Regulation => "положения",
        Missing::RoadMap => "дорожной карты",
        Missing::RoadMapTerm => "дорожной карты",
        Missing::Curator => "не назначен куратор",
        Missing::Other => "",
    })
}
