//! The limits of pairs: how many mentees a mentor has at a time, and that the same two aren't together twice. They are judged by
//! what a command leaves, so that no way in can forget them; what is overruled is a row with its reason.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::Result;
use rusqlite::Row;

use super::{Pair, Pairs};
use crate::domain::{Day, DaySpan, PairLimit, Who};
use crate::error::{Advice, Failure};
use crate::register::overrule::{DATED, LIMIT, OVERRULES, PAIR, REASON};
use crate::store::{PutRow, RowDraft};

/// A limit that a pair breaks.
#[derive(Debug, Clone)]
pub struct BrokenLimit {
    /// Which.
    pub limit: PairLimit,
    /// What to say of it, with the people.
    told: String,
    /// The same without.
    nameless: String,
}

/// A limit that was overruled.
#[derive(Debug, Clone)]
pub struct Overrule {
    /// Stays the same for ever.
    pub id: i64,
    /// Which.
    pub limit: PairLimit,
    /// Why.
    pub reason: String,
    /// When.
    pub dated: Day,
}

/// A mentee with a mentor.
struct OccupyingStay {
    pair: i64,
    number: String,
    mentee: Who,
    days: DaySpan,
    /// Whether the pair was let in beyond the limit: it takes nobody's place.
    is_beyond: bool,
    /// Whether it was let in beside another pair of the same people.
    is_second: bool,
}

/// Days on which a mentor has too many mentees.
struct Overload {
    days: DaySpan,
    count: usize,
    most: i64,
}

/// What a mentor has on a day and the days to come.
#[derive(Default)]
struct MentorLoad {
    /// When he has too many.
    over: Vec<Overload>,
    /// The days of each pair.
    days: HashMap<i64, Vec<DaySpan>>,
    /// Of a pair, whom the mentor has in another one at the same time, and the number of that.
    twice: HashMap<i64, (Who, String)>,
}

/// Judges pairs by what there is, a mentor once.
pub struct LimitJudge<'s> {
    pairs: Pairs<'s>,
    today: Day,
    loads: HashMap<i64, MentorLoad>,
}

impl<'s> Pairs<'s> {
    /// Whoever judges pairs on a day.
    pub fn judge(self, today: Day) -> LimitJudge<'s> {
        LimitJudge { pairs: self, today, loads: HashMap::new() }
    }

    /// Tells what the pairs break that this command has made, or made to last longer, whichever way it went; the newest first, as
    /// each that is overruled takes nobody's place any more. `settle` gives the reason to overrule it, if there is one.
    ///
    /// # Errors
    /// What `settle` returns; the file can't be read.
    pub fn each_broken(
        self,
        today: Day,
        settle: &mut dyn FnMut(&Pair, BrokenLimit) -> Result<Option<String>>,
    ) -> Result<usize> {
        let mut judge = self.judge(today);
        let mut overruled = 0;
        for pair in self.lasting_longer()?.iter().rev() {
            for broken in judge.broken(pair)? {
                let limit = broken.limit;
                if let Some(reason) = settle(pair, broken)? {
                    self.overrule(pair.id, limit, &reason, today)?;
                    judge.loads.remove(&pair.mentor.id);
                    overruled += 1;
                }
            }
        }
        Ok(overruled)
    }

    /// Keeps those pairs within their limits: what they break is refused or, for a reason, overruled; how much was.
    ///
    /// # Errors
    /// A pair breaks one, and no reason is given.
    pub fn keep_limits(self, today: Day, despite: Option<&str>) -> Result<usize> {
        self.each_broken(today, &mut |_, broken| match despite {
            Some(reason) => Ok(Some(reason.to_owned())),
            None => Err(broken.refusal()),
        })
    }

    /// Writes down that a limit is overruled in a pair, and why; another reason takes the place of the first, whose day stays.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn overrule(self, pair: i64, limit: PairLimit, reason: &str, day: Day) -> Result<PutRow> {
        let row = RowDraft::of(&OVERRULES).with(PAIR, Some(pair)).with(LIMIT, Some(limit)).with(REASON, Some(reason));
        let known = self.0.row_like(&row)?;
        let row = if known.is_none() { row.with(DATED, Some(day)) } else { row };
        self.0.put_row(known, &row)
    }

    /// What is overruled in a pair.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn overrules(self, pair: i64) -> Result<Vec<Overrule>> {
        let sql = "SELECT id, broken, reason, dated FROM overrules WHERE pair_id = ?1 ORDER BY id";
        let read = |row: &Row<'_>| {
            Ok(Overrule { id: row.get(0)?, limit: row.get(1)?, reason: row.get(2)?, dated: row.get(3)? })
        };
        Ok(self.0.all(sql, [pair], read)?)
    }

    /// The pairs that are new since the command began, have a new mentee, or last longer than before.
    fn lasting_longer(self) -> Result<Vec<Pair>> {
        let Some([last_pair, last_mentee]) = self.0.history().last_before(["pairs", "mentees"])? else {
            return Ok(Vec::new());
        };
        let entry = self.0.history().entry_number()?;
        let longer = "(c.field = 'ended' AND (c.new IS NULL OR c.new > c.old) \
                      OR c.field IN ('started', 'joined', 'order_dated') AND c.old IS NOT NULL AND (c.new IS NULL OR c.new < c.old))";
        let sql = format!(
            "SELECT id FROM pairs WHERE id > ?1 \
             UNION SELECT pair_id FROM mentees WHERE id > ?2 \
             UNION SELECT c.row_id FROM changes c WHERE c.entry_id = ?3 AND c.relation = 'pairs' AND {longer} \
             UNION SELECT m.pair_id FROM changes c JOIN mentees m ON m.id = c.row_id \
                   WHERE c.entry_id = ?3 AND c.relation = 'mentees' AND {longer}"
        );
        let ids: Vec<i64> = self.0.all(&sql, (last_pair, last_mentee, entry), |row| row.get(0))?;
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.of_id(id)?);
        }
        Ok(found)
    }
}

impl LimitJudge<'_> {
    /// The limits that a pair breaks today or later, without those that are overruled in it.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn broken(&mut self, pair: &Pair) -> Result<Vec<BrokenLimit>> {
        let overruled: BTreeSet<_> = self.pairs.overrules(pair.id)?.into_iter().map(|row| row.limit).collect();
        if !self.loads.contains_key(&pair.mentor.id) {
            let load = self.load(pair.mentor.id)?;
            self.loads.insert(pair.mentor.id, load);
        }
        let Some(load) = self.loads.get(&pair.mentor.id) else { return Ok(Vec::new()) };
        let broken = load.second(pair).into_iter().chain(load.overload(pair));
        Ok(broken.filter(|broken| !overruled.contains(&broken.limit)).collect())
    }

    fn load(&self, mentor: i64) -> Result<MentorLoad> {
        // Whatever has no first day begins today at the earliest.
        let sql = "SELECT t.pair_id, p.number, t.person_id, h.name, \
                          max(?2, ifnull(t.joined, ifnull(ifnull(p.started, p.order_dated), ?2))), nullif(t.until, '9999-12-31'), \
                          EXISTS (SELECT 1 FROM overrules o WHERE o.pair_id = t.pair_id AND o.broken = 'capacity'), \
                          EXISTS (SELECT 1 FROM overrules o WHERE o.pair_id = t.pair_id AND o.broken = 'twice') \
                   FROM participations t JOIN pairs p ON p.id = t.pair_id JOIN people h ON h.id = t.person_id \
                   WHERE t.mentor_id = ?1 AND t.until >= ?2 ORDER BY t.pair_id, t.id";
        let stay = |row: &Row<'_>| {
            Ok(OccupyingStay {
                pair: row.get(0)?,
                number: row.get(1)?,
                mentee: Who::new(row.get(2)?, row.get::<_, String>(3)?),
                days: DaySpan::new(row.get::<_, Day>(4)?, row.get::<_, Option<Day>>(5)?),
                is_beyond: row.get(6)?,
                is_second: row.get(7)?,
            })
        };
        let mut stays = self.pairs.0.all(sql, (mentor, self.today), stay)?;
        stays.retain(|stay| stay.days.last.is_none_or(|last| stay.days.first <= Some(last)));
        let sql = "SELECT capacity, registered, retired FROM mentors \
                   WHERE person_id = ?1 AND capacity IS NOT NULL";
        let capacity = |row: &Row<'_>| {
            Ok((row.get::<_, i64>(0)?, DaySpan::new(row.get::<_, Day>(1)?, row.get::<_, Option<Day>>(2)?)))
        };
        let mut load = MentorLoad { twice: together_twice(&stays), ..MentorLoad::default() };
        for (most, registered) in self.pairs.0.all(sql, [mentor], capacity)? {
            load.over.extend(overloads(&stays, most, registered));
        }
        for stay in stays {
            load.days.entry(stay.pair).or_default().push(stay.days);
        }
        Ok(load)
    }
}

/// The pairs whose mentee is in another pair of the mentor at the same time.
fn together_twice(stays: &[OccupyingStay]) -> HashMap<i64, (Who, String)> {
    let mut of_mentee: BTreeMap<i64, Vec<&OccupyingStay>> = BTreeMap::new();
    for stay in stays.iter().filter(|stay| !stay.is_second) {
        of_mentee.entry(stay.mentee.id).or_default().push(stay);
    }
    let mut twice = HashMap::new();
    for of_one in of_mentee.values() {
        for stay in of_one {
            if let Some(other) = of_one.iter().find(|other| other.pair != stay.pair && other.days.meets(stay.days)) {
                twice.insert(stay.pair, (stay.mentee.clone(), other.number.clone()));
            }
        }
    }
    twice
}

/// The days of a registration on which there are more mentees than its limit: each day on which somebody comes is looked at.
fn overloads(stays: &[OccupyingStay], most: i64, registered: DaySpan) -> Vec<Overload> {
    let counted = || stays.iter().filter(|stay| !stay.is_beyond && stay.days.meets(registered));
    let mut steps: Vec<(Option<Day>, bool, i64)> = Vec::new();
    for stay in counted() {
        steps.push((stay.days.first.max(registered.first), true, stay.mentee.id));
        if let Some(last) = stay.days.last.into_iter().chain(registered.last).min() {
            steps.push((Some(last), false, stay.mentee.id));
        }
    }
    // Who goes is there on the last day still: of one day whoever comes stands first.
    steps.sort_by_key(|(day, comes, mentee)| (*day, !comes, *mentee));
    let mut here: BTreeMap<i64, usize> = BTreeMap::new();
    let mut over = Vec::new();
    for (day, comes, mentee) in steps {
        let times = here.entry(mentee).or_default();
        if comes {
            *times += 1;
            if here.len() as i64 > most {
                over.push(Overload { days: DaySpan { first: day, last: day }, count: here.len(), most });
            }
        } else if *times > 1 {
            *times -= 1;
        } else {
            here.remove(&mentee);
        }
    }
    over
}

impl MentorLoad {
    /// The other pair in which the mentor and a mentee are together at the same time.
    fn second(&self, pair: &Pair) -> Option<BrokenLimit> {
        let (mentee, other) = self.twice.get(&pair.id)?;
        let say = |mentee: &str| {
            let together = format!("наставник и наставляемый{mentee} уже вместе в паре № {other}");
            format!("пара № {}: {together} (Ножай-Юрт, п. 5.2)", pair.number)
        };
        Some(BrokenLimit { limit: PairLimit::Twice, told: say(&format!(" {}", mentee.name)), nameless: say("") })
    }

    /// The first day of a pair on which its mentor has too many mentees.
    fn overload(&self, pair: &Pair) -> Option<BrokenLimit> {
        let own = self.days.get(&pair.id)?;
        let Overload { days, count, most } =
            self.over.iter().find(|over| own.iter().any(|days| days.meets(over.days)))?;
        let day = days.first?;
        let say = |mentor: &str| {
            let limit = format!("предельное число наставляемых у наставника{mentor} — {most}");
            format!("пара № {}: {limit}, а на {day} их {count} (Ножай-Юрт, п. 5.2)", pair.number)
        };
        Some(BrokenLimit {
            limit: PairLimit::Capacity,
            told: say(&format!(" {}", pair.mentor.name)),
            nameless: say(""),
        })
    }
}

impl BrokenLimit {
    /// The refusal.
    pub fn refusal(self) -> anyhow::Error {
        let nameless = Failure::refused(self.nameless).advise(Advice::OverruleLimit);
        Failure::refused(self.told).advise(Advice::OverruleLimit).nameless(nameless).into()
    }
}
