//! A district as plain values, and its shares by a plain walk: written from docs/definitions.md and the acts alone, in the most
//! obvious code, so that it can be held against the program's own pages of SQL.

mod definitions;
mod values;

use chrono::NaiveDate;

use Tri::{No, Unknown, Yes};

use self::definitions::BOTH;
pub use self::definitions::*;
pub use self::values::*;
use super::district::DISTRICT;

/// A fact that holds, doesn't, or can't be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tri {
    Yes,
    No,
    Unknown,
}

impl Tri {
    pub fn of(known: bool) -> Self {
        if known { Yes } else { No }
    }

    /// A known "no" excludes whatever else is unknown; otherwise one unknown makes the whole unknown.
    pub fn all(facts: &[Self]) -> Self {
        if facts.contains(&No) {
            No
        } else if facts.contains(&Unknown) {
            Unknown
        } else {
            Yes
        }
    }

    /// One "yes" is enough; otherwise one unknown makes the whole unknown.
    pub fn any(facts: &[Self]) -> Self {
        if facts.contains(&Yes) {
            Yes
        } else if facts.contains(&Unknown) {
            Unknown
        } else {
            No
        }
    }
}

/// What a unit is to a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Counted,
    NotCounted,
    Unknown,
    Outside,
}

impl Pair {
    /// Everybody who was or is a mentee of it, each once.
    pub fn people(&self) -> Vec<usize> {
        let mut people: Vec<usize> = Vec::new();
        for mentee in &self.mentees {
            if !people.contains(&mentee.who) {
                people.push(mentee.who);
            }
        }
        people
    }
}

impl Participation {
    /// Whether it is in force on some day of the period up to the reference date.
    fn holds(self, asked: Asked) -> bool {
        let first = self.since.max(asked.from);
        let last = self.until.map_or(asked.reference(), |until| until.min(asked.reference()));
        first <= last
    }
}

/// The last day of the unbroken work that covers a day: the next job begins no later than the day after. `None`: it goes on,
/// or there was no work on that day.
fn worked_until(jobs: &[&Employment], day: NaiveDate) -> Option<NaiveDate> {
    let mut last = None;
    let mut on = day;
    loop {
        let open: Vec<_> = jobs.iter().filter(|job| job.open_on(on)).collect();
        if open.is_empty() {
            return last;
        }
        // With one of them open for ever there is no last day.
        let ends: Option<Vec<NaiveDate>> = open.iter().map(|job| job.dismissed).collect();
        last = ends?.into_iter().max();
        on = last?.succ_opt()?;
    }
}

impl Employment {
    pub fn open_on(&self, day: NaiveDate) -> bool {
        self.hired <= day && self.dismissed.is_none_or(|last| day <= last)
    }

    fn is_main(&self) -> bool {
        self.main.unwrap_or(true)
    }

    fn pedagogical(&self) -> Tri {
        match self.declared.or(self.post.pedagogical) {
            Some(known) => Tri::of(known),
            None => Unknown,
        }
    }
}

impl Person {
    /// The main workplace on a day: of several open main ones that with the earliest «Дата приёма»; of such of one day the
    /// pedagogical one, then one that may be pedagogical, then by the name that the organisation bore on it, and by the post's.
    pub fn main_on(&self, day: NaiveDate, orgs: &[Org]) -> Option<&Employment> {
        let mut open: Vec<&Employment> = self.employments.iter().filter(|e| e.is_main() && e.open_on(day)).collect();
        open.sort_by_cached_key(|e| {
            let teaches = match e.pedagogical() {
                Yes => 1,
                Unknown => 2,
                No => 3,
            };
            let org = &orgs[e.org];
            let place = (
                org.name_on(e.hired).to_lowercase(),
                org.municipality.clone().unwrap_or(DISTRICT.into()).to_lowercase(),
            );
            (e.hired, teaches, place, e.post.title.to_lowercase())
        });
        open.first().copied()
    }

    fn under(&self, age: i32, asked: Asked) -> Tri {
        match self.born {
            Some(born) => Tri::of(born > years_before(asked.reference(), age)),
            None => Unknown,
        }
    }

    fn novice(&self, asked: Asked) -> Tri {
        let bound = years_before(asked.reference(), 3);
        self.began(|day| day > bound)
    }

    fn novice_inclusive(&self, asked: Asked) -> Tri {
        let bound = years_before(asked.reference(), 3);
        self.began(|day| day >= bound)
    }

    /// Whether the work began on such a day.
    fn began(&self, such: impl Fn(NaiveDate) -> bool) -> Tri {
        let days = self.possible_starts();
        match days.iter().filter(|day| such(**day)).count() {
            _ if days.is_empty() => Unknown,
            0 => No,
            some if some == days.len() => Yes,
            _ => Unknown,
        }
    }

    /// Every day on which the work may have begun.
    fn possible_starts(&self) -> Vec<NaiveDate> {
        let Some(since) = self.since else { return Vec::new() };
        let Some(spread) = self.spread else { return vec![since] };
        let before = months_before(since, spread);
        before.iter_days().skip(1).take_while(|day| *day <= since).collect()
    }

    /// The organisations in which somebody works on a day, by whatever job.
    fn works_in(&self, day: NaiveDate) -> Vec<usize> {
        self.employments.iter().filter(|job| job.open_on(day)).map(|job| job.org).collect()
    }

    fn absent(&self, day: NaiveDate) -> bool {
        self.absences.iter().any(|(first, last)| *first <= day && last.is_none_or(|last| last >= day))
    }

    /// The registration that stands on a day.
    fn registered(&self, day: NaiveDate) -> Option<&Registration> {
        self.registrations.iter().find(|r| r.registered <= day && r.retired.is_none_or(|retired| retired >= day))
    }

    fn at_an_event(&self, asked: Asked) -> bool {
        self.events.iter().any(|(first, last)| asked.overlaps(Some(*first), Some(*last)))
    }
}

impl Org {
    /// The name that it bears on a day.
    fn name_on(&self, day: NaiveDate) -> &str {
        match &self.renamed {
            Some(renaming) if renaming.from <= day => &renaming.is,
            Some(renaming) => &renaming.was,
            None => &self.name,
        }
    }

    /// Whether it is an educational organisation that works on the reference date.
    fn works(&self, asked: Asked) -> bool {
        let day = asked.reference();
        self.kind.educational() && self.open_on(day)
    }

    pub fn open_on(&self, day: NaiveDate) -> bool {
        self.opened.is_none_or(|opened| opened <= day) && self.closed.is_none_or(|closed| closed >= day)
    }

    /// The order, the regulation, the road map and the curator.
    fn adopted(&self, asked: Asked, has_curator: bool) -> [Fact; 4] {
        let stands = self.repealed.is_none_or(|last| last >= asked.reference());
        [
            (Missing::Order, Tri::of(self.has_order(asked))),
            (Missing::Regulation, Tri::of(dated_by(self.regulation, asked) && stands)),
            (Missing::RoadMap, Tri::of(dated_by(self.road_map, asked))),
            (Missing::Curator, Tri::of(has_curator)),
        ]
    }

    /// A road map whose own term covers the reference date; of one without a term it isn't known.
    fn current_road_map(&self, asked: Asked) -> Fact {
        let holds = match self.road_map_term {
            _ if !dated_by(self.road_map, asked) => No,
            None => Unknown,
            Some(last) => Tri::of(last >= asked.reference()),
        };
        (Missing::RoadMapTerm, holds)
    }

    fn has_order(&self, asked: Asked) -> bool {
        self.orders.iter().any(|paper| dated_by(paper.dated, asked))
    }
}

/// A paper without a date proves nothing yet (schema.sql).
fn dated_by(day: Option<NaiveDate>, asked: Asked) -> bool {
    day.is_some_and(|day| day <= asked.reference())
}

impl District {
    /// The district with its organisations and groups as they are on a day: what an event has made of them by then.
    pub fn on(&self, day: NaiveDate) -> Self {
        let mut seen = self.clone();
        for org in &mut seen.orgs {
            org.name = org.name_on(day).to_owned();
            org.kind = org.rekinded.filter(|(from, _)| *from <= day).map_or(org.kind, |(_, kind)| kind);
        }
        for group in &mut seen.groups {
            if let Some((_, kind, network)) = group.changed.filter(|(from, ..)| *from <= day) {
                (group.kind, group.network) = (kind, Some(network));
            }
        }
        seen
    }

    /// A curator in office on the reference date; one who has left a known employment there, only while at work again.
    fn has_curator(&self, at: usize, asked: Asked) -> bool {
        let day = asked.reference();
        self.orgs[at].curators.iter().any(|curator| {
            let Some(appointed) = curator.appointed else { return false };
            let of_that_name = self.people.iter().filter(|person| Some(&person.name) == curator.name.as_ref());
            let jobs: Vec<&Employment> = of_that_name
                .flat_map(|person| &person.employments)
                .filter(|job| job.org == at && job.dismissed.is_none_or(|last| last >= appointed))
                .collect();
            let has_left = jobs.iter().any(|job| job.dismissed.is_some_and(|last| last < day));
            let works = !has_left || jobs.iter().any(|job| job.open_on(day));
            appointed <= day && curator.ended.is_none_or(|last| last >= day) && works
        })
    }

    /// A mentor or a mentee of an ordered pair of the kind «в группе».
    fn in_pair_group(&self, person: usize, asked: Asked) -> bool {
        self.pairs
            .iter()
            .filter(|pair| pair.in_group)
            .any(|pair| self.ordered_in(pair, asked).iter().any(|p| pair.mentor == person || p.mentee == person))
    }

    fn in_group(&self, party: Party, asked: Asked, which: impl Fn(&Group) -> bool) -> bool {
        self.groups.iter().filter(|group| which(group)).any(|group| {
            group.members.iter().any(|member| member.party == party && asked.overlaps(member.joined, member.ended))
        })
    }

    /// A mentee's participation; `None` without a whole order.
    ///
    /// An order that has one of the two only is taken as no order: docs/definitions.md asks for both.
    fn participation(&self, pair: &Pair, mentee: &Mentee) -> Option<Participation> {
        let order = mentee.order.as_ref().or(pair.order.as_ref())?;
        let ordered = order.dated.filter(|_| order.number.is_some())?;
        let person = &self.people[mentee.who];
        let org = pair.org.or_else(|| person.main_on(ordered, &self.orgs).map(|employment| employment.org));
        let here: Vec<_> = person.employments.iter().filter(|job| Some(job.org) == org).collect();
        let of_mentor: Vec<_> = self.people[pair.mentor].employments.iter().collect();
        let ends = [pair.ended, mentee.left, worked_until(&here, ordered), worked_until(&of_mentor, ordered)];
        Some(Participation {
            mentee: mentee.who,
            since: mentee.joined.map_or(ordered, |joined| joined.max(ordered)),
            until: ends.into_iter().flatten().min(),
            org,
        })
    }

    /// The participations of a pair that hold in the period.
    fn ordered_in(&self, pair: &Pair, asked: Asked) -> Vec<Participation> {
        let all = pair.mentees.iter().filter_map(|mentee| self.participation(pair, mentee));
        all.filter(|participation| participation.holds(asked)).collect()
    }

    fn ordered(&self, person: usize, asked: Asked) -> bool {
        self.pairs.iter().any(|pair| self.ordered_in(pair, asked).iter().any(|p| p.mentee == person))
    }

    /// A program for a person, approved and linked to a pair in the period.
    fn has_program(&self, pair: usize, person: usize, asked: Asked) -> bool {
        self.programs.iter().any(|program| {
            let last = program.stopped.map_or(program.finish, |stopped| stopped.min(program.finish));
            program.mentees.contains(&person)
                && program.approved.is_some_and(|approved| approved <= asked.reference())
                && last >= asked.from
                && program.pairs.iter().any(|link| link.pair == pair && asked.overlaps(link.since, link.until))
        })
    }

    /// Ordered and program approved, both of the same pair, to which the program was linked on some day of the period.
    fn entered(&self, person: usize, asked: Asked) -> bool {
        (0..self.pairs.len()).any(|pair| {
            let ordered = self.ordered_in(&self.pairs[pair], asked).iter().any(|p| p.mentee == person);
            ordered && self.has_program(pair, person, asked)
        })
    }

    /// The stays of the mentees of a pair. An order that is issued later isn't known on the reference date.
    fn stays(&self, at: usize, asked: Asked) -> Vec<Stay> {
        let pair = &self.pairs[at];
        let stay = |mentee: &Mentee| {
            let order = mentee.order.as_ref().or(pair.order.as_ref());
            let ordered_on = order.and_then(|order| order.dated).filter(|dated| *dated <= asked.reference());
            let work = ordered_on.and_then(|day| self.people[mentee.who].main_on(day, &self.orgs));
            let ordered = self.participation(pair, mentee).is_some_and(|participation| participation.holds(asked));
            Stay {
                mentee: mentee.who,
                org: pair.org.or(work.map(|employment| employment.org)),
                ordered_on,
                ordered,
                entered: ordered && self.has_program(at, mentee.who, asked),
            }
        };
        pair.mentees.iter().map(stay).collect()
    }

    /// Those of a participant: a mentee's own, a mentor's of everybody in the pair.
    fn stays_of(&self, at: usize, who: usize, asked: Asked) -> Vec<Stay> {
        let all = self.stays(at, asked);
        all.into_iter().filter(|stay| self.pairs[at].mentor == who || stay.mentee == who).collect()
    }

    /// The organisation of a participation; of several that of those who entered, if anybody did; of such the earliest order's,
    /// then the first by name.
    fn org_of_participant(&self, at: usize, who: usize, asked: Asked) -> Option<usize> {
        let mut stays = self.stays_of(at, who, asked);
        if stays.iter().any(|stay| stay.entered) {
            stays.retain(|stay| stay.entered);
        }
        let mut told: Vec<_> = stays
            .iter()
            .filter_map(|stay| {
                let org = &self.orgs[stay.org?];
                let municipality = org.municipality.clone().unwrap_or(DISTRICT.into()).to_lowercase();
                let name = (org.name.to_lowercase(), municipality);
                Some((stay.ordered_on.unwrap_or(NaiveDate::MAX), name, stay.org?))
            })
            .collect();
        told.sort();
        told.first().map(|(.., org)| *org)
    }

    /// The answers of the period.
    pub fn answers_of_period(&self, asked: Asked) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(move |answer| asked.from <= answer.day && answer.day <= asked.reference())
    }

    /// The last answer of a participant in the period, those before the program left out.
    fn last_answer(&self, pair: usize, who: usize, asked: Asked) -> Option<&Answer> {
        let own = self.answers_of_period(asked).filter(|answer| answer.pair == pair && answer.person == who);
        own.filter(|answer| answer.stage != Stage::Entry).max_by_key(|answer| answer.day)
    }

    /// Why an answer of the period is no answer that a share counts, as it would be said; `None`: it is one.
    pub fn outside(&self, code: &str, answer: &Answer, asked: Asked) -> Option<&'static str> {
        let pair = &self.pairs[answer.pair];
        let Some(org) = self.org_of_participant(answer.pair, answer.person, asked) else {
            return Some("неизвестно, к какой организации");
        };
        let of_mentor = pair.mentor == answer.person;
        if code.starts_with("N4") == of_mentor {
            return Some(if of_mentor {
                "отвечает не наставляемый"
            } else {
                "отвечает не наставник"
            });
        }
        let any = code.ends_with("-any");
        if answer.stage == Stage::Entry && !any {
            return Some("«вход»");
        }
        let stays = self.stays_of(answer.pair, answer.person, asked);
        if !stays.iter().any(|stay| stay.entered) && !any {
            let ordered = stays.iter().any(|stay| stay.ordered);
            return Some(if ordered {
                "приказ есть, программа не утверждена"
            } else {
                "нет приказа о закреплении"
            });
        }
        let last = self.last_answer(answer.pair, answer.person, asked);
        if last.is_none_or(|last| last.day != answer.day) && !any {
            return Some("более поздний ответ");
        }
        (!BOTH.contains(&self.orgs[org].kind)).then_some("не считает организации такого вида")
    }

    fn supported(&self, person: usize, asked: Asked) -> bool {
        self.ordered(person, asked)
            || self.in_group(Party::Person(person), asked, |_| true)
            || self.people[person].at_an_event(asked)
    }

    /// The organisation of a person's main workplace on the reference date.
    fn main_org(&self, person: usize, asked: Asked) -> Option<usize> {
        self.people[person].main_on(asked.reference(), &self.orgs).map(|employment| employment.org)
    }

    /// The ordered participations of the period in whose organisation, and in whose mentee's others, the mentor doesn't work:
    /// on the last day, up to the reference date, on which each is in force.
    fn network_participations(&self, asked: Asked) -> Vec<NetworkParticipation> {
        let mut found = Vec::new();
        for pair in &self.pairs {
            let mentor = &self.people[pair.mentor];
            for participation in self.ordered_in(pair, asked) {
                let Some(org) = participation.org else { continue };
                let day = participation.until.map_or(asked.reference(), |until| until.min(asked.reference()));
                let mut here = self.people[participation.mentee].works_in(day);
                here.push(org);
                let by_register = mentor.registered(day).and_then(|registration| registration.org);
                // A mentor without work is where the register says; of one who is nowhere nothing is known to differ.
                let mut there = mentor.works_in(day);
                if there.is_empty() {
                    there.extend(by_register);
                }
                if !there.is_empty() && !there.iter().any(|org| here.contains(org)) {
                    let main = mentor.main_on(day, &self.orgs).map(|job| job.org);
                    let of_mentor = main.or(by_register);
                    found.push(NetworkParticipation {
                        mentor: pair.mentor,
                        mentee: participation.mentee,
                        org,
                        of_mentor,
                    });
                }
            }
        }
        found
    }

    /// Itself or a teacher of it in a network group, or a participation of it whose mentor is from elsewhere; to a reading, the
    /// mentor's own organisation, too.
    fn network(&self, org: usize, asked: Asked, on_both_sides: bool) -> Tri {
        let network_group = |party| self.in_group(party, asked, |group| group.network == Some(true));
        let mut facts = vec![Tri::of(network_group(Party::Org(org)))];
        for (at, person) in self.people.iter().enumerate() {
            if let Some(employment) = person.main_on(asked.reference(), &self.orgs).filter(|e| e.org == org) {
                facts.push(Tri::all(&[employment.pedagogical(), Tri::of(network_group(Party::Person(at)))]));
            }
        }
        for participation in self.network_participations(asked) {
            let covers = participation.org == org || on_both_sides && participation.of_mentor == Some(org);
            facts.push(Tri::of(covers));
        }
        Tri::any(&facts)
    }

    /// Whether a group is marked as a network one, or has members of two organisations in the period.
    fn is_wide(&self, group: &Group, asked: Asked) -> bool {
        let members = group.members.iter().filter(|member| asked.overlaps(member.joined, member.ended));
        let mut orgs: Vec<usize> = members
            .filter_map(|member| match member.party {
                Party::Org(org) => Some(org),
                Party::Person(person) => self.main_org(person, asked),
            })
            .collect();
        orgs.sort_unstable();
        orgs.dedup();
        group.network == Some(true) || orgs.len() > 1
    }

    /// In a group beyond one organisation, or in a pair between two, on either side.
    fn networked_beyond(&self, person: usize, asked: Asked) -> bool {
        let participations = self.network_participations(asked);
        self.in_group(Party::Person(person), asked, |group| self.is_wide(group, asked))
            || participations.iter().any(|p| p.mentor == person || p.mentee == person)
    }

    /// Every unit that a share has something to say of; whoever is outside is left out.
    pub fn units(&self, code: &str, asked: Asked) -> Vec<Unit> {
        let definition = definition(code);
        let mut units = match definition.unit {
            UnitKind::Teacher => self.teachers(code, asked),
            UnitKind::Org => self.organisations(code, asked),
            UnitKind::Answer => self.answers(code, asked),
            UnitKind::Participant => self.participants(code, asked),
        };
        units.retain(|unit| unit.verdict != Verdict::Outside && definition.kinds.contains(&self.orgs[unit.org].kind));
        units
    }

    fn teachers(&self, code: &str, asked: Asked) -> Vec<Unit> {
        let mut units = Vec::new();
        for (who, person) in self.people.iter().enumerate() {
            let Some(employment) = person.main_on(asked.reference(), &self.orgs) else { continue };
            if !self.orgs[employment.org].kind.educational() {
                continue;
            }
            let young = (Missing::Birth, person.under(35, asked));
            let still_young = (Missing::Birth, person.under(36, asked));
            let novice = (Missing::Start, person.novice(asked));
            let still_novice = (Missing::Start, person.novice_inclusive(asked));
            let present = (Missing::Other, Tri::of(!person.absent(asked.reference())));
            let narrower = match code {
                "P3" | "P3-network" | "S2" | "S3" | "S3-pairs" | "N1-all" => vec![],
                "P2" | "P2-order" | "N2" | "N2-preschool" | "S7" | "S7-supported" => vec![novice],
                "P2-incl" | "N2-incl" | "S7-incl" => vec![still_novice],
                "P1-present" => vec![young, novice, present],
                "P2-present" | "N2-present" | "S7-present" => vec![novice, present],
                "N1-present" => vec![young, present],
                "P1" | "P2-age" | "N1-novice" => vec![young, novice],
                "P1-incl" | "P2-age-incl" | "N1-novice-incl" => vec![still_young, novice],
                "N1" | "N1-preschool" | "S7-age" | "P1-young" => vec![young],
                "N1-incl" | "S7-age-incl" => vec![still_young],
                _ => panic!("{code} doesn't count teachers"),
            };
            let mut population = vec![(Missing::Post, employment.pedagogical())];
            population.extend(narrower);
            let ordered = (Missing::PairOrder, Tri::of(self.ordered(who, asked)));
            let supported = (Missing::Other, Tri::of(self.supported(who, asked)));
            let community = self.in_group(Party::Person(who), asked, |group| group.kind.community);
            let condition = match &code[..2] {
                _ if code == "P1-young" => vec![novice, supported],
                _ if code == "P3-network" => vec![(Missing::Other, Tri::of(self.networked_beyond(who, asked)))],
                _ if code == "P2-order" => vec![ordered],
                _ if code == "S7-supported" => vec![supported],
                _ if code == "S3-pairs" => {
                    vec![(Missing::Other, Tri::of(community || self.in_pair_group(who, asked)))]
                }
                "P1" => vec![supported],
                "P2" | "N1" | "N2" => vec![ordered, (Missing::Approval, Tri::of(self.entered(who, asked)))],
                "S7" => vec![ordered],
                "P3" => vec![(Missing::Other, Tri::of(self.in_group(Party::Person(who), asked, |_| true)))],
                "S2" => vec![(Missing::Other, Tri::of(person.registered(asked.reference()).is_some()))],
                "S3" => vec![(Missing::Other, Tri::of(community))],
                _ => panic!("{code} doesn't count teachers"),
            };
            let (verdict, missing) = verdict(&population, &condition);
            units.push(Unit { who, org: employment.org, verdict, missing, score: 0, scale: None });
        }
        units
    }

    fn organisations(&self, code: &str, asked: Asked) -> Vec<Unit> {
        let mut units = Vec::new();
        for (at, org) in self.orgs.iter().enumerate() {
            let [order, regulation, road_map, curator] = org.adopted(asked, self.has_curator(at, asked));
            let condition = match code {
                "N3" | "N3-preschool" | "S1" => vec![order, regulation, road_map, curator],
                "N3-current" | "S1-current" => vec![order, regulation, org.current_road_map(asked), curator],
                "N3-order" | "S1-order" => vec![order],
                "S8" | "S8-all" => vec![(Missing::Other, self.network(at, asked, false))],
                "S8-both" => vec![(Missing::Other, self.network(at, asked, true))],
                _ => panic!("{code} doesn't count organisations"),
            };
            let works = (Missing::Other, Tri::of(org.works(asked)));
            let (verdict, missing) = verdict(&[works], &condition);
            units.push(Unit { who: at, org: at, verdict, missing, score: 0, scale: None });
        }
        units
    }

    /// The answers of participants.
    fn answers(&self, code: &str, asked: Asked) -> Vec<Unit> {
        let mut units = Vec::new();
        for answer in self.answers_of_period(asked) {
            if self.outside(code, answer, asked).is_some() {
                continue;
            }
            let Some(org) = self.org_of_participant(answer.pair, answer.person, asked) else { continue };
            let scale = code.ends_with("-mean").then_some(10);
            let satisfied = answer.score >= 7 || scale.is_some();
            let (verdict, missing) = verdict(&[], &[(Missing::Other, Tri::of(satisfied))]);
            units.push(Unit { who: answer.person, org, verdict, missing, score: u32::from(answer.score), scale });
        }
        units
    }

    /// Everybody who entered, answer or no answer: the mentees of pairs, or their mentors.
    fn participants(&self, code: &str, asked: Asked) -> Vec<Unit> {
        let mut units = Vec::new();
        for (at, pair) in self.pairs.iter().enumerate() {
            let participants = if code.starts_with("N4") { pair.people() } else { vec![pair.mentor] };
            for who in participants {
                let Some(org) = self.org_of_participant(at, who, asked) else { continue };
                if !self.stays_of(at, who, asked).iter().any(|stay| stay.entered) {
                    continue;
                }
                let last = self.last_answer(at, who, asked);
                let answered = (Missing::Answer, Tri::of(last.is_some()));
                let satisfied = (Missing::Other, Tri::of(last.is_some_and(|answer| answer.score >= 7)));
                let (verdict, missing) = verdict(&[], &[answered, satisfied]);
                units.push(Unit { who, org, verdict, missing, score: 0, scale: None });
            }
        }
        units
    }
}

/// A fact under the name by which it is missed.
type Fact = (Missing, Tri);

/// What a unit is to a share, and what it lacks: of several unknown things any, of the unmet ones the first.
fn verdict(population: &[Fact], condition: &[Fact]) -> (Verdict, Vec<Missing>) {
    let of = |facts: &[Fact]| Tri::all(&facts.iter().map(|(_, holds)| *holds).collect::<Vec<_>>());
    let lacking = |facts: &[Fact], how: Tri| -> Vec<Missing> {
        facts.iter().filter(|(_, holds)| *holds == how).map(|(what, _)| *what).collect()
    };
    match (of(population), of(condition)) {
        (No, _) => (Verdict::Outside, vec![]),
        (Unknown, _) => (Verdict::Unknown, lacking(population, Unknown)),
        (Yes, Unknown) => (Verdict::Unknown, lacking(condition, Unknown)),
        (Yes, Yes) => (Verdict::Counted, vec![]),
        (Yes, No) => (Verdict::NotCounted, lacking(condition, No)[..1].to_vec()),
    }
}

/// Numerator, denominator, unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub part: u32,
    pub whole: u32,
    pub unknown: u32,
}

/// The sum over the units that a test lets through.
pub fn count(units: &[Unit], which: impl Fn(&Unit) -> bool) -> Count {
    let mut count = Count::default();
    for unit in units.iter().filter(|unit| which(unit)) {
        match (unit.scale, unit.verdict) {
            (Some(scale), _) => {
                count.part += unit.score;
                count.whole += scale;
            }
            (None, Verdict::Counted) => {
                count.part += 1;
                count.whole += 1;
            }
            (None, Verdict::NotCounted) => count.whole += 1,
            (None, Verdict::Unknown) => count.unknown += 1,
            (None, Verdict::Outside) => {}
        }
    }
    count
}
