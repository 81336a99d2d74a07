//! What keeps the units of a measure from being counted: every missing fact of each, and the commands that mend it.

use std::borrow::Cow;
use std::rc::Rc;

use anyhow::Result;

use super::explain::NearerReasons;
use super::{AboutUnit, Unit, UnitWalk, Verdict};
use crate::domain::{ReportRules, shell_word};
use crate::indicator::measure::Measure;
use crate::indicator::page::FactQuery;

/// A unit that a measure doesn't count, or can't judge.
#[derive(Debug, Clone)]
pub struct UncountedUnit {
    /// The unit's id.
    pub unit: i64,
    /// What it is.
    pub about: Rc<AboutUnit>,
    /// The place of its organisation among those of the day.
    pub place: usize,
    /// Whether it can't be known if it counts: it is in neither number of the share.
    pub is_unknown: bool,
    /// What is missing, in the order of the passport; the first is the reason that `explain` tells.
    pub missing: Vec<MissingFact>,
}

/// A fact that keeps a unit from being counted.
#[derive(Debug, Clone)]
pub struct MissingFact {
    /// The name of the fact: `entered`; none of a number of the unit's own.
    pub fact: &'static str,
    /// What is missing, in Russian.
    pub reason: Cow<'static, str>,
    /// What the reason speaks of: a post that nobody knows.
    pub named: Option<String>,
    /// The command lines that mend it, as they are typed, one after another; empty where no command does, such as for an age.
    pub commands: Vec<String>,
}

impl UncountedUnit {
    /// Whether commands mend all that is missing.
    pub fn is_mendable(&self) -> bool {
        self.missing.iter().all(|fact| !fact.commands.is_empty())
    }

    /// The command lines that make it count, each once, in the order in which they are typed.
    pub fn commands(&self) -> Vec<&str> {
        let mut commands: Vec<&str> = Vec::new();
        for command in self.missing.iter().flat_map(|fact| &fact.commands) {
            if !commands.contains(&command.as_str()) {
                commands.push(command);
            }
        }
        commands
    }
}

impl UnitWalk<'_> {
    /// The units that a measure doesn't count or can't judge, each with everything that it lacks.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn uncounted(&self, measure: &Measure) -> Result<Vec<UncountedUnit>> {
        let compiled = self.compile(measure);
        let about = self.about()?;
        let of_measure: Vec<u8> = (measure.population.iter().chain(measure.deciding()))
            .fold(vec![0], |bits, fact| [bits, vec![self.bits.of_fact(fact)]].concat());
        let mask = of_measure.iter().fold(0_u64, |mask, bit| mask | 1 << bit);
        let uncounted: Vec<(usize, &Unit, bool)> = (self.units.iter().enumerate())
            .filter_map(|(at, unit)| match self.weigh(&compiled, at, unit).0 {
                Verdict::NotCounted(_) => Some((at, unit, false)),
                Verdict::Unknown(_) => Some((at, unit, true)),
                Verdict::Counted | Verdict::Outside => None,
            })
            .collect();
        let unknown = |unit: &Unit| unit.unknown & !unit.holds & mask;
        let unmet = |unit: &Unit| !(unit.holds | unit.unknown) & mask;
        let all = |bits: &dyn Fn(&Unit) -> u64| uncounted.iter().fold(0, |all, (_, unit, _)| all | bits(unit));
        let (reasons, doubts) = self.nearer(all(&unmet), all(&unknown))?;
        let listed = uncounted.iter().map(|(at, unit, is_unknown)| {
            let id = i64::from(unit.id);
            let about = about.get(&id).cloned().unwrap_or_default();
            let org = self.orgs.orgs[unit.org as usize].id;
            let words = UnitWords { unit: id, person: about.person, org, rules: self.orgs.rules };
            let is_doubted = |bit: u8| unknown(unit) & (1 << bit) != 0;
            let is_lacking = |bit: &&u8| (unmet(unit) | unknown(unit)) & (1 << **bit) != 0;
            let mut lacking: Vec<u8> = of_measure.iter().filter(is_lacking).copied().collect();
            // What made the verdict comes first: a known «no», or that nobody knows.
            lacking.sort_by_key(|bit| is_doubted(*bit) != *is_unknown);
            let facts = lacking.iter().enumerate().map(|(place, bit)| {
                let fact = self.bits.facts[*bit as usize];
                match is_doubted(*bit) {
                    true => words.missing(fact, &fact.unknown, &fact.mend_unknown, doubts, true),
                    // The reason speaks as if whatever stands before it were there.
                    false => {
                        let said = if place == 0 { &fact.otherwise } else { &fact.lacks };
                        words.missing(fact, said, &fact.mend, reasons, place == 0)
                    }
                }
            });
            let number = Some(self.unknown_number(measure, *at)).filter(|_| *is_unknown && unknown(unit) == 0);
            let number =
                number.map(|reason| MissingFact { fact: "", reason: reason.into(), named: None, commands: Vec::new() });
            let missing = number.into_iter().chain(facts).collect();
            UncountedUnit { unit: id, about, place: unit.org as usize, is_unknown: *is_unknown, missing }
        });
        Ok(listed.collect())
    }
}

/// By what commands call a unit.
struct UnitWords {
    unit: i64,
    person: Option<i64>,
    org: i64,
    rules: ReportRules,
}

impl UnitWords {
    fn missing(
        &self,
        fact: &'static FactQuery,
        said: &'static str,
        mend: &'static str,
        nearer: &NearerReasons,
        tells_nearer: bool,
    ) -> MissingFact {
        let near = nearer.of_unit(self.unit, fact);
        let (reason, named) = match near.filter(|_| tells_nearer) {
            Some(near) => (near.query.says.as_str(), near.named().cloned()),
            None => (said, None),
        };
        let mend = near.map_or(mend, |near| near.query.mend.as_str());
        let commands = self.commands(mend, |word| nearer.word(near?, word));
        MissingFact { fact: &fact.name, reason: self.rules.said(reason), named, commands }
    }

    /// The lines of a mend with their words filled in; none where a word isn't known.
    fn commands(&self, mend: &str, word: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let known = |name: &str| match name {
            "unit" => Some(self.unit.to_string()),
            "person" => self.person.map(|person| person.to_string()),
            "org" => Some(self.org.to_string()),
            name => word(name),
        };
        let lines = mend.split("; ").filter(|line| !line.is_empty());
        lines.map(|line| filled(line, known)).collect::<Option<_>>().unwrap_or_default()
    }
}

/// A command line with its `{words}` filled in.
fn filled(line: &str, word: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut parts = line.split('{');
    let mut said = format!("nastavnik {}", parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once('}')?;
        said.push_str(&shell_word(&word(name)?));
        said.push_str(rest);
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_is_filled_in_or_not_told_at_all() {
        let word = |name: &str| match name {
            "pair" => Some("7 б".to_owned()),
            "person" => Some("15".to_owned()),
            _ => None,
        };
        assert_eq!(
            filled("pair edit {pair} --mentee {person} --order-date ДАТА", word).as_deref(),
            Some("nastavnik pair edit \"7 б\" --mentee 15 --order-date ДАТА")
        );
        assert_eq!(filled("org adopt {org}", word), None);
    }
}
