//! The figures of a staff that a card shows, as section 2 of the Spassky act tells them. They are asked from the facts that
//! the shares are made of, so that a card and a share can't differ.

use anyhow::Result;

use crate::domain::{Day, OrgKind, Period, Share};
use crate::indicator::{Measure, OrgsOnDay, UnitTally};
use crate::store::Store;
use crate::store::staff::StaffNumbers;

/// Of a staff: teachers are counted by main workplace. Of a share, somebody of whom it isn't known is in neither number.
pub struct StaffFigures {
    /// Records of work, those beside a main workplace too.
    pub records: u64,
    /// Teachers.
    pub teachers: u64,
    /// People whose post may be pedagogical or not.
    pub unknown_posts: u64,
    /// Teachers who are women.
    pub women: Share,
    /// Teachers whose sex isn't known.
    pub no_sex: u64,
    /// Whole years, half up, of the teachers whose age is known.
    pub mean_age: Option<u64>,
    /// Teachers with more than twenty years of work.
    pub experienced: Share,
    /// Teachers with less than three years of work.
    pub novices: Share,
    /// Teachers under 35.
    pub young: Share,
    /// Teachers without a date of birth or of the beginning of their work.
    pub undated: u64,
    /// Teachers of whom a tenure is known, but not whether they are novices.
    pub rough_tenure: u64,
    /// Teachers in the register of mentors.
    pub teaching_mentors: Share,
    /// Everybody in the register of mentors, teacher or not.
    pub mentors: u64,
}

/// What each of the figures counts beside being a teacher.
const FACTS: [&[&str]; 8] =
    [&[], &["woman"], &["experienced"], &["novice"], &["young"], &["undated"], &["start_missing"], &["registered"]];

impl StaffFigures {
    /// Of an organisation, on a day.
    pub fn of_org(store: &Store, id: i64, kind: OrgKind, day: Day) -> Result<Self> {
        let orgs = OrgsOnDay::of_org(store, Period::day(day).seen(day)?, id)?;
        let numbers = store.staff().numbers(Some(id), day)?;
        Ok(Self::new(tallies(&orgs, &[&[kind]])?[0], &[kind], &numbers))
    }

    /// Of the organisations of each of some groups of kinds, on a day.
    pub fn of_kinds(store: &Store, groups: &[&[OrgKind]], day: Day) -> Result<Vec<Self>> {
        let orgs = OrgsOnDay::new(store, Period::day(day).seen(day)?)?;
        let numbers = store.staff().numbers(None, day)?;
        let tallies = tallies(&orgs, groups)?;
        Ok(groups.iter().zip(tallies).map(|(kinds, tallies)| Self::new(tallies, kinds, &numbers)).collect())
    }

    fn new(tallies: [UnitTally; FACTS.len()], kinds: &[OrgKind], numbers: &[StaffNumbers]) -> Self {
        let [all, women, experienced, novices, young, undated, no_start, registered] = tallies;
        // Whoever may be no teacher isn't among those of whom a fact isn't known.
        let unknown = |fact: UnitTally| u64::from(fact.unknown - all.unknown);
        let numbers = || numbers.iter().filter(|of| kinds.contains(&of.kind));
        let (aged, years) =
            numbers().fold((0, 0), |(aged, years), of| (aged + u64::from(of.aged), years + u64::from(of.years)));
        Self {
            records: numbers().map(|of| u64::from(of.records)).sum(),
            teachers: all.part.into(),
            unknown_posts: all.unknown.into(),
            women: women.share(),
            no_sex: unknown(women),
            mean_age: (aged > 0).then(|| (years * 2 + aged) / (aged * 2)),
            experienced: experienced.share(),
            novices: novices.share(),
            young: young.share(),
            undated: undated.part.into(),
            rough_tenure: unknown(novices) - u64::from(no_start.part),
            teaching_mentors: registered.share(),
            mentors: numbers().map(|of| u64::from(of.mentors)).sum(),
        }
    }
}

/// Each of the facts counted for each group of kinds, in one walk.
fn tallies(orgs: &OrgsOnDay<'_>, groups: &[&[OrgKind]]) -> Result<Vec<[UnitTally; FACTS.len()]>> {
    let all = groups.iter().flat_map(|kinds| FACTS.map(|facts| Measure::of_facts("teacher", kinds, facts)));
    let measures = all.collect::<Result<Vec<_>, _>>()?;
    let walk = orgs.walk(&measures.iter().collect::<Vec<_>>())?;
    let tallies: Vec<UnitTally> = measures.iter().map(|measure| walk.tally(measure).total()).collect();
    Ok(tallies.as_chunks().0.to_vec())
}
