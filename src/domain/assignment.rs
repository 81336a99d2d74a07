//! The best assignment: seekers to hosts with a limited number of places. As many as possible are placed, and of all ways to
//! place so many it is one of the greatest worth.
//!
//! Seekers come one by one along a shortest augmenting path (Jonker and Volgenant) over a few wishes each. The prices of the
//! places that come of it tell which other host would be better than what a seeker has: those wishes are added and all is
//! done again, until nobody has a better one. So the result is the optimum over all pairs of a seeker and a host, and hardly
//! any of them is looked at twice. Of crates, `pathfinding` takes a matrix of all pairs and one place a host and is a hundred times slower where
//! places are scarce, `lapjv` is dense too, and a solver of linear programs (`highs`) wants cmake.
//!
//! The same task has the same result: of ways that are worth the same that one is kept which is met first, with seekers and
//! hosts in the order in which they stand.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How many wishes a seeker begins with.
const FIRST_WISHES: usize = 16;

/// The host of each seeker; `None`: no place is left for whom this one may go to.
///
/// `places`: of each host, how much less an assignment is worth for each further seeker there; never less than for the one
/// before. `worth`: what it is worth to have a seeker at a host, `None` where that can't be.
pub fn assign(seekers: usize, places: &[Vec<i64>], worth: impl Fn(usize, usize) -> Option<i64>) -> Vec<Option<usize>> {
    let mut task = Assignment::new(seekers, places);
    let mut take = FIRST_WISHES;
    while task.add_wishes(take, &worth) {
        task.solve();
        take *= 2;
    }
    task.place_of.iter().map(|place| place.map(|place| task.host_of[place])).collect()
}

/// An assignment on its way: everything is counted in costs, as paths are.
struct Assignment {
    /// The first place of each host, and one more.
    first_place: Vec<usize>,
    /// The host of each place.
    host_of: Vec<usize>,
    /// What each place costs.
    cost: Vec<i64>,
    /// The hosts that are looked at for each seeker, with what they are worth.
    wishes: Vec<Vec<(usize, i64)>>,
    /// What it costs to stay without a place: more than anything else could save. Known once every pair has been seen.
    alone: Option<i64>,
    /// The price of each seeker, and of each place: no wish costs less than the two together, and those that hold cost just that.
    seeker_price: Vec<i64>,
    place_price: Vec<i64>,
    /// Who has a place, and which.
    seeker_at: Vec<Option<usize>>,
    place_of: Vec<Option<usize>>,
    search: PathSearch,
}

/// What the search for one path knows of places.
#[derive(Default)]
struct PathSearch {
    /// The shortest way to each place that was seen in the search with this number, and the seeker who goes there.
    seen: Vec<(u64, i64, usize)>,
    number: u64,
    near: BinaryHeap<Reverse<(i64, usize)>>,
    /// The places that were passed, each with its distance.
    passed: Vec<(usize, i64)>,
}

/// Where a path ends.
enum PathEnd {
    /// At a place that is free.
    Free(usize),
    /// A seeker stays without one.
    Alone(usize),
}

impl Assignment {
    fn new(seekers: usize, places: &[Vec<i64>]) -> Self {
        let mut first_place = vec![0];
        let (mut host_of, mut cost) = (Vec::new(), Vec::new());
        for (host, costs) in places.iter().enumerate() {
            debug_assert!(costs.is_sorted(), "a further seeker costs no less than the one before");
            host_of.extend(costs.iter().map(|_| host));
            cost.extend(costs);
            first_place.push(cost.len());
        }
        let search = PathSearch { seen: vec![(0, 0, 0); cost.len()], ..PathSearch::default() };
        Self {
            first_place,
            place_price: vec![0; cost.len()],
            seeker_at: vec![None; cost.len()],
            host_of,
            cost,
            wishes: vec![Vec::new(); seekers],
            alone: None,
            seeker_price: vec![0; seekers],
            place_of: vec![None; seekers],
            search,
        }
    }

    /// Adds for each seeker the best hosts that would be better by the present prices; returns whether there are any.
    fn add_wishes(&mut self, take: usize, worth: &impl Fn(usize, usize) -> Option<i64>) -> bool {
        // The cheapest place of each host, by what its price leaves of it.
        let cheapest: Vec<Option<i64>> = self
            .first_place
            .windows(2)
            .map(|span| (span[0]..span[1]).map(|place| self.cost[place] - self.place_price[place]).min())
            .collect();
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        let mut is_any = false;
        let mut better: Vec<(i64, usize, i64)> = Vec::new();
        for seeker in 0..self.wishes.len() {
            better.clear();
            for (host, cheapest) in cheapest.iter().enumerate() {
                let Some(cheapest) = cheapest else { continue };
                let Some(worth) = worth(seeker, host) else { continue };
                (least, most) = (least.min(worth), most.max(worth));
                if self.alone.is_none() || cheapest - worth < self.seeker_price[seeker] {
                    better.push((cheapest - worth, host, worth));
                }
            }
            if better.len() > take {
                better.select_nth_unstable(take);
                better.truncate(take);
            }
            better.sort_unstable();
            is_any |= !better.is_empty();
            self.wishes[seeker].extend(better.iter().map(|(_, host, worth)| (*host, *worth)));
        }
        if self.alone.is_none() && is_any {
            // One more seeker with a place is worth more than any change of all the others.
            let (cheap, dear) =
                self.cost.iter().fold((i64::MAX, 0), |(low, high), cost| (low.min(*cost), high.max(*cost)));
            let (low, high) = (cheap - most, dear - least);
            self.alone = Some(high + (high - low + 1) * (self.wishes.len() as i64 + 1));
        }
        is_any
    }

    /// Assigns everybody anew, over the wishes that there are.
    fn solve(&mut self) {
        self.place_price.fill(0);
        self.seeker_price.fill(0);
        self.seeker_at.fill(None);
        self.place_of.fill(None);
        for seeker in 0..self.wishes.len() {
            self.enter(seeker);
        }
    }

    /// One more seeker comes, and others move on where that is best.
    fn enter(&mut self, newcomer: usize) {
        let alone = self.alone.unwrap_or_default();
        self.search.number += 1;
        self.search.near.clear();
        self.search.passed.clear();
        let mut best = (alone, PathEnd::Alone(newcomer));
        self.look_from(newcomer, 0);
        while let Some(Reverse((distance, place))) = self.search.near.pop() {
            if distance >= best.0 {
                break;
            }
            // A longer way to it was found first.
            if self.search.seen[place].1 < distance {
                continue;
            }
            let Some(seeker) = self.seeker_at[place] else {
                best = (distance, PathEnd::Free(place));
                break;
            };
            self.search.passed.push((place, distance));
            let start = distance - self.seeker_price[seeker];
            if start + alone < best.0 {
                best = (start + alone, PathEnd::Alone(seeker));
            }
            self.look_from(seeker, start);
        }
        let (length, end) = best;
        self.seeker_price[newcomer] = length;
        for (place, distance) in &self.search.passed {
            self.place_price[*place] -= length - distance;
            if let Some(seeker) = self.seeker_at[*place] {
                self.seeker_price[seeker] += length - distance;
            }
        }
        self.move_along(newcomer, end);
    }

    /// Looks at all places that a seeker may take, whose way begins so far on.
    fn look_from(&mut self, seeker: usize, start: i64) {
        let PathSearch { seen, number, near, .. } = &mut self.search;
        for (host, worth) in &self.wishes[seeker] {
            let places = self.first_place[*host]..self.first_place[*host + 1];
            for (place, seen) in places.clone().zip(&mut seen[places]) {
                let distance = start + self.cost[place] - worth - self.place_price[place];
                let (of_search, known, _) = *seen;
                if of_search != *number || distance < known {
                    *seen = (*number, distance, seeker);
                    near.push(Reverse((distance, place)));
                }
            }
        }
    }

    /// Moves everybody on a path, from its end back to the newcomer.
    fn move_along(&mut self, newcomer: usize, end: PathEnd) {
        let mut free = match end {
            PathEnd::Free(place) => Some(place),
            PathEnd::Alone(seeker) => self.place_of[seeker].take(),
        };
        while let Some(place) = free {
            let (_, _, seeker) = self.search.seen[place];
            free = self.place_of[seeker].replace(place);
            self.seeker_at[place] = Some(seeker);
            if seeker == newcomer {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests;
