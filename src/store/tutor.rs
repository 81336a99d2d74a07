//! Tutors beside the mentors of pairs: one of a pair at a time.

use std::collections::HashMap;

use anyhow::Result;
use rusqlite::Row;

use super::pair::Pair;
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, DaySpan, Who, name, number};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::person::PERSON;
use crate::register::tutor::{ENDED, JOINED, PAIR, TUTORS};

/// The tutors of a file.
#[derive(Debug, Clone, Copy)]
pub struct Tutors<'s>(&'s Store);

/// A tutor of a pair.
#[derive(Debug, Clone)]
pub struct Tutor {
    /// Stays the same for ever; of the row, not of the person.
    pub id: i64,
    /// The id of the pair.
    pub pair_id: i64,
    /// The number of the pair.
    pub pair: String,
    /// Whose pair it is, if the pair tells.
    pub org: Option<String>,
    /// The last day of the pair.
    pub pair_ended: Option<Day>,
    /// Who.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// The birth date.
    pub born: Option<Day>,
    /// The first day; `None`: from the first day of the pair.
    pub joined: Option<Day>,
    /// The last day; `None`: as long as the pair lasts.
    pub ended: Option<Day>,
}

/// What a command or a file says of a tutor of a pair; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TutorDraft {
    /// The person's id.
    pub person_id: i64,
    /// The first day.
    pub joined: Option<Day>,
    /// The last day.
    pub ended: Option<Day>,
}

const SELECT: &str = "SELECT t.*, p.number AS pair, p.ended AS pair_ended, o.name AS org, h.name, h.snils, h.born \
                      FROM tutors t JOIN pairs p ON p.id = t.pair_id JOIN people h ON h.id = t.person_id \
                      LEFT JOIN orgs o ON o.id = p.org_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Tutor> {
    Ok(Tutor {
        id: row.get("id")?,
        pair_id: row.get("pair_id")?,
        pair: row.get("pair")?,
        org: row.get("org")?,
        pair_ended: row.get("pair_ended")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        born: row.get("born")?,
        joined: row.get("joined")?,
        ended: row.get("ended")?,
    })
}

impl Tutor {
    /// The days as they are stored.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.joined, self.ended)
    }

    /// Whether he is there on a day: with the pair he is over.
    pub fn is_there_on(&self, day: Day) -> bool {
        self.days().covers(day) && self.pair_ended.is_none_or(|last| day <= last)
    }

    /// Whether he was there on the last day of the pair by a day: today, or when it ended.
    pub fn is_last_by(&self, day: Day) -> bool {
        self.days().covers(self.pair_ended.map_or(day, |last| last.min(day)))
    }
}

impl TutorDraft {
    fn row(&self) -> RowDraft {
        RowDraft::of(&TUTORS).with(JOINED, self.joined).with(ENDED, self.ended)
    }
}

impl Store {
    /// Tutors of pairs.
    pub fn tutors(&self) -> Tutors<'_> {
        Tutors(self)
    }
}

impl Tutors<'_> {
    /// Hands over tutors by pair and day; of one pair, if one is given.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, pair: Option<i64>, found: &mut dyn FnMut(Tutor) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT} WHERE ?1 IS NULL OR t.pair_id = ?1 ORDER BY p.number_key COLLATE counted, p.id, t.joined, t.id"
        );
        self.0.each(&sql, [pair], read, found)
    }

    /// The tutors of a pair, the last one last.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_pair(&self, pair: i64) -> Result<Vec<Tutor>> {
        Ok(self.0.all(&format!("{SELECT} WHERE t.pair_id = ?1 ORDER BY t.joined, t.id"), [pair], read)?)
    }

    /// The pairs whose tutor somebody is or was.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_person(&self, person: i64) -> Result<Vec<Tutor>> {
        Ok(self.0.all(&format!("{SELECT} WHERE t.person_id = ?1 ORDER BY t.joined, t.id"), [person], read)?)
    }

    /// The tutor whom each pair has on a day, or had on its last one, by the id of the pair.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn last_by(&self, day: Day) -> Result<HashMap<i64, Tutor>> {
        let mut found = HashMap::new();
        self.each(None, &mut |tutor| {
            if tutor.is_last_by(day) {
                found.insert(tutor.pair_id, tutor);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The tutor with a number of a row.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Tutor> {
        match self.0.first(&format!("{SELECT} WHERE t.id = ?1"), [id], read)? {
            Some(tutor) => Ok(tutor),
            None => {
                let failure = Failure::refused(format!("нет записи о тьюторе с номером {id}"));
                Err(failure.advise(Advice::ListTutors).into())
            }
        }
    }

    /// The tutor of a pair whom a person at the command line means: by number, СНИЛС or a part of the name; of one who came back,
    /// the last time.
    ///
    /// # Errors
    /// None is like that, or several are.
    pub fn find(&self, pair: &Pair, text: &str) -> Result<Tutor> {
        let (key, snils, id) = (name::key(text), number::snils(text).ok(), text.trim().parse::<i64>().ok());
        let mut like = self.of_pair(pair.id)?;
        like.retain(|tutor| {
            id == Some(tutor.who.id)
                || (snils.is_some() && tutor.snils == snils)
                || (id.is_none() && name::key(&tutor.who.name).contains(&key))
        });
        let Some(last) = like.pop() else {
            let failure = Failure::refused(format!("в паре {} нет тьютора «{text}»", pair.number));
            return Err(failure.advise(Advice::ShowPair).untyped("в этой паре нет такого тьютора").into());
        };
        if like.iter().any(|tutor| tutor.who.id != last.who.id) {
            let why = format!("в паре {} под «{text}» подходит несколько тьюторов", pair.number);
            let nameless = Failure::refused("в паре подходит несколько тьюторов").advise(Advice::ShowPair);
            return Err(Failure::refused(why).advise(Advice::ShowPair).nameless(nameless).into());
        }
        Ok(last)
    }

    /// Enters a tutor of a pair, or corrects the row that is meant: the one of this person that begins on the day, else the last
    /// with a day in common.
    ///
    /// # Errors
    /// The pair isn't there on the first day, or somebody else is its tutor; whoever comes has no work on it; a rule of the schema.
    pub fn put(&self, pair: &Pair, draft: &TutorDraft) -> Result<PutRow> {
        let there = self.of_pair(pair.id)?;
        let said = DaySpan::new(draft.joined, draft.ended);
        let (own, others): (Vec<_>, Vec<_>) = there.iter().partition(|tutor| tutor.who.id == draft.person_id);
        let exact = own.iter().rfind(|tutor| draft.joined.is_some() && tutor.joined == draft.joined);
        let known = exact.or_else(|| own.iter().rfind(|tutor| tutor.days().meets(said)));
        if known.is_none()
            && let Some(other) = others.iter().find(|other| other.days().meets(said))
        {
            let days = Some(other.days().to_string()).filter(|days| !days.is_empty());
            let days = days.map(|days| format!(" {days}")).unwrap_or_default();
            let told = |whose: &str| {
                let why = format!("у пары № {} в эти дни уже есть тьютор{whose}{days}", pair.number);
                Failure::refused(why).advise(Advice::EndTutor)
            };
            return Err(told(&format!(" {}", other.who.name)).nameless(told("")).into());
        }
        let had = known.map(|tutor| tutor.joined);
        let row = draft.row().with(PAIR, Some(pair.id)).with(PERSON, Some(draft.person_id));
        let put = self.0.put_row(known.map(|tutor| tutor.id), &row)?;
        if had.is_none() || draft.joined.is_some() && had != Some(draft.joined) {
            self.check_first_day(pair, draft.person_id, draft.joined)?;
        }
        Ok(put)
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn amend(&self, tutor: &Tutor, draft: &TutorDraft) -> Result<Vec<Change>> {
        let changes = self.0.amend_row(tutor.id, &draft.row())?;
        if draft.joined.is_some() && draft.joined != tutor.joined {
            self.check_first_day(&self.0.pairs().named(&tutor.pair)?, tutor.who.id, draft.joined)?;
        }
        Ok(changes)
    }

    /// Checks the first day of a tutor: the pair is there, and he has work.
    ///
    /// # Errors
    /// It isn't, or he has none.
    pub fn check_first_day(&self, pair: &Pair, person: i64, joined: Option<Day>) -> Result<()> {
        if let Some((ended, joined)) = pair.ended.zip(joined).filter(|(ended, joined)| ended < joined) {
            refuse!("пара № {} прекращена {ended}: тьютора с {joined} в ней быть не может", pair.number);
        }
        if let Some((first, joined)) = pair.first_day().zip(joined).filter(|(first, joined)| joined < first) {
            refuse!("пара № {} начата {first}: тьютора с {joined} в ней быть не может", pair.number);
        }
        self.0.pairs().check_work_of_tutor(pair, person, joined)
    }

    /// Whoever is the tutor of a pair on a day goes on in the pair that continues it, unless he is its mentor; so does whoever was
    /// to come later. Returns who goes on, and who doesn't.
    ///
    /// # Errors
    /// A rule of the schema.
    pub(super) fn hand_over(&self, from: &Pair, to: &Pair, day: Day) -> Result<(Vec<Who>, Vec<Who>)> {
        let (mut gone_on, mut stopped) = (Vec::new(), Vec::new());
        for tutor in self.of_pair(from.id)? {
            if tutor.days().is_over_before(day) {
                continue;
            }
            let is_mentor = tutor.who.id == to.mentor.id;
            if tutor.joined.is_some_and(|joined| joined >= day) {
                match is_mentor {
                    true => self.0.execute("DELETE FROM tutors WHERE id = ?1", [tutor.id])?,
                    false => self.0.execute("UPDATE tutors SET pair_id = ?2 WHERE id = ?1", (tutor.id, to.id))?,
                };
            } else {
                let last = TutorDraft { ended: Some(day.previous()), ..TutorDraft::default() };
                self.0.amend_row(tutor.id, &last.row())?;
                if !is_mentor {
                    let next = TutorDraft { person_id: tutor.who.id, joined: Some(day), ended: tutor.ended };
                    self.put(to, &next)?;
                }
            }
            if is_mentor { stopped.push(tutor.who) } else { gone_on.push(tutor.who) }
        }
        Ok((gone_on, stopped))
    }
}
