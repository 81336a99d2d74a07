//! The papers of a pair as they are on a day: what `pair show` tells and whatever else asks which are missing.

use anyhow::Result;

use super::{Mentee, Pair, Pairs};
use crate::domain::{Day, Who};
use crate::register::pair_paper::{PairPaper, PaperStanding};

/// A paper of a pair on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldPaper {
    /// Which one.
    pub paper: PairPaper,
    /// Whose it is, where that is somebody's own.
    pub who: Option<Who>,
    /// What there is of it.
    pub standing: PaperStanding,
    /// Its number.
    pub number: Option<String>,
    /// Its date.
    pub dated: Option<Day>,
    /// When it was taken back, or is over.
    pub until: Option<Day>,
    /// What it must say and doesn't: headings of fields.
    pub lacks: Vec<&'static str>,
    /// Why it isn't due.
    pub ground: Option<String>,
}

impl HeldPaper {
    fn of(paper: PairPaper, who: Option<&Who>, standing: PaperStanding) -> Self {
        let who = who.cloned();
        Self { paper, who, standing, number: None, dated: None, until: None, lacks: Vec::new(), ground: None }
    }

    fn order(paper: PairPaper, who: Option<&Who>, number: Option<&String>, dated: Option<Day>, day: Day) -> Self {
        let standing = PaperStanding::of_order(number.is_some(), dated, day);
        let lacks = match standing {
            PaperStanding::Incomplete if number.is_none() => vec!["номер"],
            PaperStanding::Incomplete => vec!["дата"],
            _ => Vec::new(),
        };
        Self { number: number.cloned(), dated, lacks, ..Self::of(paper, who, standing) }
    }

    fn consent(paper: PairPaper, who: &Who, given: Option<Day>, withdrawn: Option<Day>, day: Day) -> Self {
        let standing = PaperStanding::of_consent(given, withdrawn, day);
        let until = withdrawn.filter(|_| standing == PaperStanding::Withdrawn);
        Self { dated: given, until, ..Self::of(paper, Some(who), standing) }
    }
}

impl Pairs<'_> {
    /// The papers of a pair on a day, for the mentees who are in it on that day; of a pair that is over, on its last day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn papers(&self, pair: &Pair, mentees: &[Mentee], day: Day) -> Result<Vec<HeldPaper>> {
        let day = pair.ended.map_or(day, |ended| ended.min(day));
        let present: Vec<_> = mentees.iter().filter(|mentee| mentee.ended.is_none_or(|ended| ended >= day)).collect();
        let has_own = |mentee: &Mentee| mentee.order_number.is_some() || mentee.order_dated.is_some();
        let mut papers = Vec::new();
        // Where everybody joined by an order of his own, none for all is asked for.
        let has_order = pair.order_number.is_some() || pair.order_dated.is_some();
        if has_order || present.is_empty() || !present.iter().all(|mentee| has_own(mentee)) {
            let number = pair.order_number.as_ref();
            papers.push(HeldPaper::order(PairPaper::Order, None, number, pair.order_dated, day));
        }
        for mentee in present.iter().filter(|mentee| has_own(mentee)) {
            let (who, number) = (Some(&mentee.who), mentee.order_number.as_ref());
            papers.push(HeldPaper::order(PairPaper::JoiningOrder, who, number, mentee.order_dated, day));
        }
        let (given, withdrawn) = (pair.mentor_consent, pair.mentor_consent_withdrawn);
        papers.push(HeldPaper::consent(PairPaper::MentorConsent, &pair.mentor, given, withdrawn, day));
        for mentee in &present {
            let (given, withdrawn) = (mentee.consent, mentee.consent_withdrawn);
            papers.push(HeldPaper::consent(PairPaper::MenteeConsent, &mentee.who, given, withdrawn, day));
        }
        papers.push(self.agreement_on(pair, day)?);
        for mentee in &present {
            papers.push(self.program_on(pair, mentee, day)?);
        }
        papers.extend(self.report_on(pair, day)?);
        Ok(papers)
    }

    /// The agreement that was last made by a day; else what is said of why there is none.
    fn agreement_on(&self, pair: &Pair, day: Day) -> Result<HeldPaper> {
        let all = self.0.agreements().of_pair(pair.id)?;
        let mentor = Some(&pair.mentor);
        let made = all.iter().filter(|agreement| agreement.text.dated.is_some());
        let last = made.clone().rfind(|agreement| agreement.text.dated.is_some_and(|dated| dated <= day));
        let ground = all.iter().find_map(|agreement| agreement.text.ground.clone());
        if let (None, Some(ground)) = (last, ground) {
            let not_due = HeldPaper::of(PairPaper::Agreement, mentor, PaperStanding::NotDue);
            return Ok(HeldPaper { ground: Some(ground), ..not_due });
        }
        let Some(agreement) = last.or_else(|| made.into_iter().next()) else {
            let is_outside = self.is_mentor_outside(pair)?;
            let standing = if is_outside { PaperStanding::NotDue } else { PaperStanding::Missing };
            let ground = is_outside.then(|| "наставник не работник образовательной организации".to_owned());
            return Ok(HeldPaper { ground, ..HeldPaper::of(PairPaper::Agreement, mentor, standing) });
        };
        let (text, lacks) = (&agreement.text, agreement.text.lacks());
        let standing = PaperStanding::of_agreement(text.dated, text.until, lacks.is_empty(), day);
        let until = text.until.filter(|_| standing == PaperStanding::Over);
        let (number, dated) = (text.number.clone(), text.dated);
        Ok(HeldPaper { number, dated, until, lacks, ..HeldPaper::of(PairPaper::Agreement, mentor, standing) })
    }

    /// Whether a contract of the mentor isn't the school's business: as the form says, or the register of mentors.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn is_mentor_outside(&self, pair: &Pair) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM pairs p JOIN forms f ON f.id = p.form_id WHERE p.id = ?1 AND f.mentor_outside) \
                   OR EXISTS (SELECT 1 FROM mentors WHERE person_id = ?2 AND category <> 'teacher')";
        Ok(self.0.first(sql, (pair.id, pair.mentor.id), |row| row.get(0))?.unwrap_or_default())
    }

    /// Of a mentee's programs under a pair the one that runs on a day, else the one approved last, else a draft.
    fn program_on(&self, pair: &Pair, mentee: &Mentee, day: Day) -> Result<HeldPaper> {
        let sql = "SELECT g.number, g.approved, min(g.finishes, ifnull(g.ended, g.finishes)) AS until \
                   FROM program_people q JOIN program_pairs l ON l.program_id = q.program_id AND l.pair_id = ?1 \
                        JOIN programs g ON g.id = q.program_id \
                   WHERE q.person_id = ?2 \
                   ORDER BY ifnull(g.approved <= ?3 AND until >= ?3, 0) DESC, g.approved DESC, g.id LIMIT 1";
        let found = self.0.first(sql, (pair.id, mentee.who.id, day), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<Day>>(1)?, row.get::<_, Day>(2)?))
        })?;
        let who = Some(&mentee.who);
        let Some((number, approved, until)) = found else {
            return Ok(HeldPaper::of(PairPaper::Program, who, PaperStanding::Missing));
        };
        let standing = PaperStanding::of_program(approved, until, day);
        let until = Some(until).filter(|_| standing == PaperStanding::Over);
        Ok(HeldPaper {
            number: Some(number),
            dated: approved,
            until,
            ..HeldPaper::of(PairPaper::Program, who, standing)
        })
    }

    /// The mentor's report on the program of a pair that was over last: due from its last day on, if it didn't leave the pair before.
    fn report_on(&self, pair: &Pair, day: Day) -> Result<Option<HeldPaper>> {
        let sql = "SELECT g.number, g.reported, min(g.finishes, ifnull(g.ended, g.finishes)) AS last \
                   FROM program_pairs l JOIN programs g ON g.id = l.program_id \
                   WHERE l.pair_id = ?1 AND g.approved IS NOT NULL AND g.outcome IS NOT 'cancelled' \
                     AND (l.until IS NULL OR l.until >= last) AND (last <= ?2 OR g.reported IS NOT NULL) \
                   ORDER BY last DESC, g.id LIMIT 1";
        let found =
            self.0.first(sql, (pair.id, day), |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<Day>>(1)?)))?;
        Ok(found.map(|(number, reported)| HeldPaper {
            number: Some(number),
            dated: reported,
            ..HeldPaper::of(PairPaper::Report, Some(&pair.mentor), PaperStanding::of_report(reported, day))
        }))
    }
}
