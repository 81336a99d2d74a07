//! How well a mentor suits somebody who needs one: each wish that is met is worth points, and is told in words.

use std::collections::HashMap;

use super::{Day, name, plural};

/// Somebody, as it matters for a pair.
#[derive(Debug, Clone, Default)]
pub struct PairSide {
    /// The person's id.
    pub person: i64,
    /// What they teach, or want help in: numbers of [`SubjectWords`].
    pub subjects: Vec<u32>,
    /// The ids of their posts.
    pub posts: Vec<i64>,
    /// The ids of the organisations where they work; of whoever needs a mentor, that whose list it is.
    pub orgs: Vec<i64>,
    /// The ids of their municipalities.
    pub municipalities: Vec<i64>,
    /// The birth date.
    pub born: Option<Day>,
    /// The earliest and the latest day on which pedagogical work can have begun.
    pub teaching: Option<(Day, Day)>,
}

/// Whether two people were mentor and mentee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownPair {
    /// They are: a pair goes on, or is being prepared.
    Open,
    /// They were.
    Former,
}

/// How well a mentor suits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MentorFit {
    /// The points, without what the mentor's other mentees take off.
    pub points: i64,
    /// Which wishes are met: bits of [`WISHES`].
    met: u8,
}

/// The wishes: points, and words.
const WISHES: [(i64, &str); 7] = [
    (40, "тот же предмет"),
    (20, "та же должность"),
    (30, "та же организация"),
    (10, "тот же муниципалитет: сетевая пара"),
    (15, "был(а) наставником и прежде"),
    (10, "стаж больше на три года или дольше"),
    (0, "моложе наставляемого: реверсивная пара"),
];
const SUBJECT: usize = 0;
const POST: usize = 1;
const ORG: usize = 2;
const MUNICIPALITY: usize = 3;
const FORMER: usize = 4;
const TENURE: usize = 5;
const YOUNGER: usize = 6;

/// What each mentee whom a mentor has already takes off, the first one as much as any further one.
pub const LOAD: i64 = 4;
/// How many mentees are suggested at most to a mentor who has no limit of his own.
pub const LIMIT: u32 = 3;

impl MentorFit {
    /// How well a mentor suits somebody; `None`: nobody is his own mentor, nor a second time that of the same mentee, and a
    /// mentor who should be younger is known to be so.
    pub fn of(mentee: &PairSide, mentor: &PairSide, known: Option<KnownPair>, is_reverse: bool) -> Option<Self> {
        if mentor.person == mentee.person || known == Some(KnownPair::Open) {
            return None;
        }
        if is_reverse && mentor.born.zip(mentee.born).is_none_or(|(mentor, mentee)| mentor <= mentee) {
            return None;
        }
        let mut fit = Self::default();
        if has_common(&mentee.subjects, &mentor.subjects) {
            fit.meet(SUBJECT);
        }
        if has_common(&mentee.posts, &mentor.posts) {
            fit.meet(POST);
        }
        if has_common(&mentee.orgs, &mentor.orgs) {
            fit.meet(ORG);
        } else if has_common(&mentee.municipalities, &mentor.municipalities) {
            fit.meet(MUNICIPALITY);
        }
        if known == Some(KnownPair::Former) {
            fit.meet(FORMER);
        }
        if is_reverse {
            fit.meet(YOUNGER);
        } else if mentor.teaching.zip(mentee.teaching).is_some_and(|(mentor, mentee)| is_longer(mentor, mentee)) {
            fit.meet(TENURE);
        }
        Some(fit)
    }

    fn meet(&mut self, wish: usize) {
        self.points += WISHES[wish].0;
        self.met |= 1 << wish;
    }

    /// The wishes that are met, and how many mentees the mentor has, in words.
    pub fn reasons(&self, load: u32) -> String {
        let met =
            WISHES.iter().enumerate().filter(|(wish, _)| self.met & (1 << wish) != 0).map(|(_, (_, words))| *words);
        let other = (self.met & (1 << ORG | 1 << MUNICIPALITY) == 0).then_some("другой муниципалитет: дистанционно");
        let load = match load {
            0 => "наставляемых сейчас нет".to_owned(),
            count => plural::count(count.into(), "наставляемый сейчас", "наставляемых сейчас", "наставляемых сейчас"),
        };
        met.chain(other).map(str::to_owned).chain([load]).collect::<Vec<_>>().join("; ")
    }
}

/// Whether the mentor surely began three years earlier or more: by the latest day of his, and the earliest one of the mentee's.
fn is_longer((_, mentor): (Day, Day), (mentee, _): (Day, Day)) -> bool {
    mentor <= mentee.minus_years(3)
}

fn has_common<T: PartialEq>(ours: &[T], theirs: &[T]) -> bool {
    ours.iter().any(|one| theirs.contains(one))
}

/// The subjects that were met so far, each with its number: millions of pairs are compared.
#[derive(Debug, Default)]
pub struct SubjectWords(HashMap<String, u32>);

impl SubjectWords {
    /// The numbers of the subjects that a text names, one or several.
    pub fn numbers(&mut self, text: &str) -> Vec<u32> {
        let parts = text.split([',', ';', '/', '\n']).map(name::key).filter(|part| !part.is_empty());
        parts
            .map(|part| {
                let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
                *self.0.entry(part).or_insert(next)
            })
            .collect()
    }
}

/// All wishes together are worth less than a byte holds: the points of millions of pairs are kept.
const _: () = {
    let (mut all, mut wish) = (0, 0);
    while wish < WISHES.len() {
        all += WISHES[wish].0;
        wish += 1;
    }
    assert!(all <= i8::MAX as i64);
};

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::new(year, month, day).unwrap_or_else(|| panic!("{year}-{month}-{day}"))
    }

    fn somebody(person: i64, subject: &str, post: i64, org: i64) -> PairSide {
        let mut words = SubjectWords::default();
        words.numbers("алгебра, геометрия, физика");
        let (posts, orgs, municipalities) = (vec![post], vec![org], vec![org % 10]);
        PairSide { person, subjects: words.numbers(subject), posts, orgs, municipalities, ..PairSide::default() }
    }

    fn points(mentee: &PairSide, mentor: &PairSide) -> Option<i64> {
        MentorFit::of(mentee, mentor, None, false).map(|fit| fit.points)
    }

    #[test]
    fn each_wish_is_worth_its_points() {
        let mentee = somebody(1, "Алгебра, геометрия", 7, 11);
        assert_eq!(points(&mentee, &somebody(2, "физика", 8, 12)), Some(0));
        assert_eq!(points(&mentee, &somebody(2, "Физика / геометрия", 8, 12)), Some(40));
        assert_eq!(points(&mentee, &somebody(2, "", 7, 12)), Some(20));
        assert_eq!(points(&mentee, &somebody(2, "физика", 8, 21)), Some(10), "another school of the same municipality");
        assert_eq!(points(&mentee, &somebody(2, "алгебра", 7, 11)), Some(90));
        assert_eq!(points(&mentee, &somebody(1, "алгебра", 7, 11)), None, "nobody is his own mentor");
        let fit = |known| MentorFit::of(&mentee, &somebody(2, "физика", 8, 12), Some(known), false);
        assert_eq!(fit(KnownPair::Open), None);
        assert_eq!(fit(KnownPair::Former).map(|fit| fit.points), Some(15));
    }

    #[test]
    fn a_tenure_is_longer_where_it_surely_is() {
        let began = |early, late| PairSide { teaching: Some((early, late)), ..somebody(1, "", 1, 1) };
        let mentee = began(day(2022, 1, 1), day(2022, 9, 1));
        let longer = |latest| points(&mentee, &PairSide { person: 2, ..began(day(1990, 1, 1), latest) });
        assert_eq!(longer(day(2019, 1, 1)), Some(60));
        assert_eq!(longer(day(2019, 1, 2)), Some(50));
    }

    #[test]
    fn whoever_wants_somebody_younger_gets_nobody_else() {
        let born = |person, born| PairSide { born, ..somebody(person, "", 1, 1) };
        let mentee = born(1, Some(day(1980, 5, 5)));
        let fit = |mentor: &PairSide| MentorFit::of(&mentee, mentor, None, true);
        assert_eq!(fit(&born(2, Some(day(1980, 5, 5)))), None);
        assert_eq!(fit(&born(2, None)), None);
        let younger = fit(&born(2, Some(day(1980, 5, 6)))).unwrap_or_default();
        assert_eq!(
            younger.reasons(2),
            "та же должность; та же организация; моложе наставляемого: реверсивная пара; 2 наставляемых сейчас"
        );
        let far = MentorFit::of(&mentee, &somebody(3, "", 9, 2), None, false).unwrap_or_default();
        assert_eq!(far.reasons(0), "другой муниципалитет: дистанционно; наставляемых сейчас нет");
    }
}
