//! Against every possible assignment of small tasks.

use proptest::prelude::*;

use super::*;

/// Of how many seekers and of how much worth an assignment is; `None`: there is no such one.
fn judged(places: &[Vec<i64>], worth: &[Vec<Option<i64>>], hosts: &[Option<usize>]) -> Option<(usize, i64)> {
    let mut taken = vec![0; places.len()];
    let (mut placed, mut total) = (0, 0);
    for (seeker, host) in hosts.iter().enumerate() {
        let Some(host) = *host else { continue };
        total += worth[seeker][host]? - places[host].get(taken[host])?;
        taken[host] += 1;
        placed += 1;
    }
    Some((placed, total))
}

/// The best of all assignments, each looked at.
fn best(places: &[Vec<i64>], worth: &[Vec<Option<i64>>]) -> (usize, i64) {
    let choices = places.len() + 1;
    let all = choices.pow(u32::try_from(worth.len()).unwrap_or_default());
    let one = |mut number: usize| -> Vec<Option<usize>> {
        let mut choice = || {
            let host = number % choices;
            number /= choices;
            host.checked_sub(1)
        };
        worth.iter().map(|_| choice()).collect()
    };
    (0..all).filter_map(|number| judged(places, worth, &one(number))).max().unwrap_or_default()
}

/// Up to five seekers and four hosts with up to three places; `dense` times of ten a seeker may go to a host.
fn tasks() -> impl Strategy<Value = (Vec<Vec<i64>>, Vec<Vec<Option<i64>>>)> {
    let places = prop::collection::vec(prop::collection::vec(0..9_i64, 0..3), 1..5);
    (places, 0..6_usize, 2..11_u32).prop_flat_map(|(mut places, seekers, dense)| {
        places.iter_mut().for_each(|costs| costs.sort_unstable());
        let worth = (0..10_u32, -3..20_i64).prop_map(move |(chance, worth)| (chance < dense).then_some(worth));
        let worths = prop::collection::vec(prop::collection::vec(worth, places.len()), seekers);
        (Just(places), worths)
    })
}

/// As [`assign`], but beginning with one wish each, so that further ones must be found by prices.
fn assigned_from_one_wish(places: &[Vec<i64>], worth: &[Vec<Option<i64>>]) -> Vec<Option<usize>> {
    let mut task = Assignment::new(worth.len(), places);
    while task.add_wishes(1, &|seeker: usize, host: usize| worth[seeker][host]) {
        task.solve();
    }
    task.place_of.iter().map(|place| place.map(|place| task.host_of[place])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn it_is_the_best_of_all((places, worth) in tasks()) {
        let found = assign(worth.len(), &places, |seeker, host| worth[seeker][host]);
        prop_assert_eq!(judged(&places, &worth, &found), Some(best(&places, &worth)));
        prop_assert_eq!(&found, &assign(worth.len(), &places, |seeker, host| worth[seeker][host]));
        let found = assigned_from_one_wish(&places, &worth);
        prop_assert_eq!(judged(&places, &worth, &found), Some(best(&places, &worth)));
    }
}

/// Scarce places and many seekers: whoever is worth more stays, and nobody stands where he may not.
#[test]
fn many_seekers_and_few_places_fill_every_place() {
    let places: Vec<Vec<i64>> = (0..40).map(|host| vec![0; host % 3]).collect();
    let worth = |seeker: usize, host: usize| {
        (!(seeker + host).is_multiple_of(7)).then_some((seeker * 31 + host * 17) as i64 % 50)
    };
    let found = assign(400, &places, worth);
    for (host, places) in places.iter().enumerate() {
        assert_eq!(found.iter().filter(|taken| **taken == Some(host)).count(), places.len(), "host {host}");
    }
    assert!(found.iter().enumerate().all(|(seeker, host)| host.is_none_or(|host| worth(seeker, host).is_some())));
}

#[test]
fn nobody_or_nowhere_is_no_task() {
    assert_eq!(assign(0, &[vec![0]], |_, _| Some(1)), []);
    assert_eq!(assign(2, &[], |_, _| Some(1)), [None, None]);
    assert_eq!(assign(2, &[vec![], vec![0]], |_, host| (host == 0).then_some(1)), [None, None]);
}
