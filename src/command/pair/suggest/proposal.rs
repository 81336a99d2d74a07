//! Who is proposed to whom: the optimum, with its reasons, what else would be possible, and why nobody is found.

use std::collections::HashMap;

use anyhow::Result;

use super::parted;
use crate::domain::assignment::assign;
use crate::domain::mentor_fit::{KnownPair, LOAD, MentorFit, SubjectWords};
use crate::domain::{Day, OrgTitle, Phrase, Who};
use crate::phrase;
use crate::store::Store;
use crate::store::suggestion::{MentorCandidate, MentorSeeker};

/// How many other mentors are named.
const ALTERNATIVES: usize = 2;
/// The most pairs of a seeker and a candidate whose points are kept: a byte each.
const LARGEST_TABLE: usize = 64 << 20;

/// The proposals for everybody on the lists, by name.
pub struct Proposals {
    /// A mentor, or why there is none.
    pub pairs: Vec<PairProposal>,
    /// For how many a pair is being prepared already.
    pub prepared: usize,
}

/// What is proposed to somebody.
pub struct PairProposal {
    /// Who needs a mentor.
    pub mentee: Who,
    /// Whose list it is.
    pub mentee_org: Option<OrgTitle>,
    /// The mentor, if there is one.
    pub mentor: Option<ProposedMentor>,
    /// Others who would be possible besides.
    pub alternatives: Option<Phrase>,
    /// Why there is none.
    pub why: Option<String>,
    /// The organisation of the pair, where that isn't the mentee's main workplace.
    pub pair_org: Option<i64>,
    /// Whether the pair is to be a reversive one.
    pub is_reverse: bool,
}

/// A mentor who is proposed.
pub struct ProposedMentor {
    /// Who.
    pub who: Who,
    /// Where.
    pub org: Option<OrgTitle>,
    /// The points of the wishes that are met, less what other mentees take off.
    pub score: i64,
    /// The same in words.
    pub reasons: String,
}

/// Seekers and candidates of a day.
struct Matching {
    seekers: Vec<MentorSeeker>,
    candidates: Vec<MentorCandidate>,
    /// The mentors whom each seeker has or had, by their places among the candidates.
    known: Vec<Vec<(usize, KnownPair)>>,
    /// How many mentees each candidate may have at most.
    limits: Vec<u32>,
    /// How many registrations there are in the register.
    registered: u32,
}

impl Proposals {
    /// What is proposed on a day; `limit` is that of mentors who have none of their own.
    pub fn of(store: &Store, org: Option<i64>, day: Day, limit: u32) -> Result<Self> {
        let mut seekers = store.suggestions().seekers(org, day)?;
        let all = seekers.len();
        seekers.retain(|seeker| !seeker.has_draft);
        let prepared = all - seekers.len();
        let (registered, mut candidates) = store.suggestions().candidates(day)?;
        let mut words = SubjectWords::default();
        for MentorSeeker { side, subject, .. } in &mut seekers {
            side.subjects = subject.iter().flat_map(|text| words.numbers(text)).collect();
        }
        for MentorCandidate { side, subjects, .. } in &mut candidates {
            side.subjects = subjects.iter().flat_map(|text| words.numbers(text)).collect();
        }
        let pairs = store.suggestions().known_pairs(day)?;
        let places: HashMap<i64, usize> =
            candidates.iter().enumerate().map(|(at, candidate)| (candidate.who.id, at)).collect();
        let known = seekers.iter().map(|seeker| {
            let mentors = pairs.get(&seeker.who.id).into_iter().flatten();
            mentors.filter_map(|(mentor, known)| Some((*places.get(mentor)?, *known))).collect()
        });
        let known = known.collect();
        let limits = candidates.iter().map(|candidate| candidate.capacity.unwrap_or(limit)).collect();
        let matching = Matching { seekers, candidates, known, limits, registered };
        Ok(Self { pairs: matching.proposals(day), prepared })
    }
}

impl Matching {
    /// How well a candidate suits a seeker, if at all.
    fn fit(&self, seeker: usize, candidate: usize) -> Option<MentorFit> {
        let MentorSeeker { side, is_reverse, absence, is_at_work, .. } = &self.seekers[seeker];
        if absence.is_some() || !is_at_work {
            return None;
        }
        let known = self.known[seeker].iter().find(|(at, _)| *at == candidate).map(|(_, known)| *known);
        MentorFit::of(side, &self.candidates[candidate].side, known, *is_reverse)
    }

    /// The points of each seeker with each candidate, a row a seeker, below zero where they can't be a pair: they are asked for in
    /// several rounds. Empty where the table would be too large to keep.
    fn all_points(&self) -> Vec<i8> {
        let cells = self.seekers.len() * self.candidates.len();
        let seekers = 0..if cells > LARGEST_TABLE { 0 } else { self.seekers.len() };
        let points = |fit: MentorFit| i8::try_from(fit.points).unwrap_or(i8::MAX);
        seekers
            .flat_map(|seeker| {
                (0..self.candidates.len()).map(move |candidate| self.fit(seeker, candidate).map_or(-1, points))
            })
            .collect()
    }

    fn proposals(self, day: Day) -> Vec<PairProposal> {
        let places: Vec<Vec<i64>> = self
            .candidates
            .iter()
            .zip(&self.limits)
            .map(|(candidate, limit)| (candidate.load..*limit).map(|load| i64::from(load) * LOAD).collect())
            .collect();
        let points = self.all_points();
        let width = self.candidates.len();
        let points_of = |seeker: usize, candidate: usize| match points.get(seeker * width + candidate) {
            Some(points) => u8::try_from(*points).ok().map(i64::from),
            None => self.fit(seeker, candidate).map(|fit| fit.points),
        };
        let hosts = assign(self.seekers.len(), &places, points_of);
        // In the order of names each mentor is told with the mentees that came before.
        let mut loads: Vec<u32> = self.candidates.iter().map(|candidate| candidate.load).collect();
        let mut mentors = Vec::new();
        for (seeker, host) in hosts.iter().enumerate() {
            mentors.push(host.and_then(|candidate| {
                let proposed = self.proposed(seeker, candidate, loads[candidate]);
                loads[candidate] += 1;
                proposed
            }));
        }
        let told: Vec<_> = (0..self.seekers.len())
            .map(|seeker| match hosts[seeker] {
                Some(candidate) => (self.alternatives(seeker, candidate, &loads), None),
                None => (None, Some(self.why(seeker, day))),
            })
            .collect();
        let pairs = self.seekers.into_iter().zip(mentors).zip(told);
        pairs
            .map(|((seeker, mentor), (alternatives, why))| PairProposal {
                pair_org: (!seeker.is_main).then_some(seeker.org_id),
                mentee: seeker.who,
                mentee_org: seeker.org,
                mentor,
                alternatives,
                why,
                is_reverse: seeker.is_reverse,
            })
            .collect()
    }

    fn proposed(&self, seeker: usize, candidate: usize, load: u32) -> Option<ProposedMentor> {
        let fit = self.fit(seeker, candidate)?;
        let MentorCandidate { who, org, .. } = &self.candidates[candidate];
        let (score, reasons) = (fit.points - i64::from(load) * LOAD, fit.reasons(load));
        Some(ProposedMentor { who: who.clone(), org: org.clone(), score, reasons })
    }

    /// The best others who still have a place when everybody has got what is proposed.
    fn alternatives(&self, seeker: usize, chosen: usize, loads: &[u32]) -> Option<Phrase> {
        let mut best: Vec<(i64, usize)> = Vec::new();
        for (candidate, (load, limit)) in loads.iter().zip(&self.limits).enumerate() {
            if candidate == chosen || load >= limit {
                continue;
            }
            let Some(fit) = self.fit(seeker, candidate) else { continue };
            let score = fit.points - i64::from(*load) * LOAD;
            // Of equal ones whose name comes first.
            let place = best.partition_point(|(other, _)| *other >= score);
            if place < ALTERNATIVES {
                best.insert(place, (score, candidate));
                best.truncate(ALTERNATIVES);
            }
        }
        parted(best.into_iter().map(|(score, candidate)| {
            let MentorCandidate { who, org, .. } = &self.candidates[candidate];
            let org = org.as_ref().map(|org| format!(", {}", org.shown())).unwrap_or_default();
            phrase![who.clone(), format!(" (№ {}{org}; баллы: {score})", who.id)]
        }))
    }

    /// Why nobody is found for somebody.
    fn why(&self, seeker: usize, day: Day) -> String {
        let MentorSeeker { need, side, is_reverse, absence, is_at_work, .. } = &self.seekers[seeker];
        if !is_at_work {
            return format!("на {day} нет записи о работе в этой организации (запись перечня № {need})");
        }
        if let Some(kind) = absence {
            return format!("на {day} отсутствует: {kind}");
        }
        if self.registered == 0 {
            return format!("в реестре наставников на {day} никого нет");
        }
        if self.candidates.is_empty() {
            return format!("в реестре наставников нет педагогов, которые на {day} работают и не отсутствуют");
        }
        let suitable: Vec<_> =
            (0..self.candidates.len()).filter(|candidate| self.fit(seeker, *candidate).is_some()).collect();
        let has_place = |candidate: &usize| self.candidates[*candidate].load < self.limits[*candidate];
        match (suitable.is_empty(), is_reverse) {
            (true, true) if side.born.is_none() => {
                "нужен наставник моложе, а дата рождения наставляемого не указана".into()
            }
            (true, true) => "нужен наставник моложе, а такого в реестре нет (или дата рождения не указана)".into(),
            (true, false) => {
                "других наставников, кроме тех, с кем пара уже записана, и самого наставляемого, в реестре нет".into()
            }
            _ if !suitable.iter().any(has_place) => {
                let who = if *is_reverse {
                    "всех наставников моложе"
                } else {
                    "всех наставников реестра"
                };
                format!("у {who} предельное число наставляемых уже набрано")
            }
            _ => "свободных мест у наставников меньше, чем нуждающихся: они предложены другим, кому подходят больше"
                .into(),
        }
    }
}
