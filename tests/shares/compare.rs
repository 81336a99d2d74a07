//! The model's shares against the program's: every unit, every organisation, every sum.

use std::collections::{BTreeMap, BTreeSet};

use nastavnik::indicator::{By, Catalogue, Line, Tally, Verdict as Says};

use super::district::DISTRICT;
use super::model::{Asked, Count, District, Kind, Unit, UnitKind, Verdict, count, definition};
use super::program::{Loaded, label};

fn of(tally: Tally) -> Count {
    Count { part: tally.part, whole: tally.whole, unknown: tally.unknown }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, program: T, model: T) -> Result<(), String> {
    if program == model { Ok(()) } else { Err(format!("{what}\n  the program: {program:?}\n  the model:   {model:?}")) }
}

/// Everything that the program says of some codes, against the model.
pub fn compare(
    loaded: &Loaded,
    district: &District,
    catalogue: &Catalogue,
    codes: &[&str],
    asked: Asked,
) -> Result<(), String> {
    let said = loaded.figures(catalogue, codes, asked);
    let figures = &said.figures;
    for (at, code) in codes.iter().enumerate() {
        let units = district.units(code, asked);
        let (kinds, by_kind) = (definition(code).kinds, definition(code).by_kind);
        let here = |what: &str| format!("{code}, {asked:?}: {what}");

        let place = |id: i64| loaded.org(id);
        let each: BTreeMap<usize, Count> =
            figures.places.iter().zip(&figures.counted[at].1).map(|(p, t)| (place(p.id), of(*t))).collect();
        let expected: BTreeMap<usize, Count> =
            (0..district.orgs.len()).map(|org| (org, count(&units, |unit| unit.org == org))).collect();
        explain(loaded, district, catalogue, code, asked, &units).map_err(|e| here(&e))?;
        same(&here("by organisation"), &each, &expected)?;

        let lines = |by| -> BTreeMap<(String, Option<&str>), Count> {
            let lines: Vec<Line> = figures.lines(at, by);
            let told: BTreeMap<_, _> = lines
                .iter()
                .map(|line| ((label(&line.group, figures), line.stratum.map(|kind| kind.code())), of(line.tally)))
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

/// The names behind a share: exactly the numerator, the rest and the unknown, each where the model has them.
fn explain(
    loaded: &Loaded,
    district: &District,
    catalogue: &Catalogue,
    code: &str,
    asked: Asked,
    units: &[Unit],
) -> Result<(), String> {
    let measure = catalogue.measure(code).map_err(|e| e.message)?;
    let scene = loaded.scene(asked);
    let walk = scene.walk(&[measure]).map_err(|e| e.to_string())?;
    let kind = definition(code).unit;
    let stored = |unit: &Unit| match kind {
        UnitKind::Teacher => loaded.people[unit.who],
        UnitKind::Org => loaded.orgs[unit.who],
        // The design doesn't say what number an answer has: name, organisation and score tell it.
        UnitKind::Answer => 0,
    };
    let name = |unit: &Unit| match kind {
        UnitKind::Org => district.orgs[unit.who].name.clone(),
        _ => district.people[unit.who].name.clone(),
    };
    let only = [None].into_iter().chain((0..district.orgs.len()).map(Some));
    for org in only {
        let place = org.map(|org| scene.place(loaded.orgs[org]).unwrap());
        let findings = walk.explain(measure, place).map_err(|e| e.to_string())?;
        let mut told = Vec::new();
        for finding in &findings {
            let verdict = match finding.verdict {
                Says::Counted => Verdict::Counted,
                Says::NotCounted(_) => Verdict::NotCounted,
                Says::Unknown(_) => Verdict::Unknown,
                Says::Outside => Verdict::Outside,
            };
            // Where a share is a mean, every answer counts by its score.
            let verdict = if measure.mean { Verdict::Counted } else { verdict };
            if (verdict == Verdict::Counted) != finding.reason.is_empty() && !measure.mean {
                return Err(format!("{} is {verdict:?} with the reason «{}»", finding.label, finding.reason));
            }
            let id = if kind == UnitKind::Answer { 0 } else { finding.unit };
            let org = loaded.org(scene.places[finding.place].id);
            told.push((verdict, org, id, finding.label.clone(), finding.value));
        }
        let of_org = units.iter().filter(|unit| org.is_none_or(|org| unit.org == org));
        let mut expected: Vec<_> =
            of_org.map(|unit| (unit.verdict, unit.org, stored(unit), name(unit), unit.score)).collect();
        told.sort();
        expected.sort();
        same("the names (verdict, organisation, id, name, score)", told, expected)?;
    }
    Ok(())
}
