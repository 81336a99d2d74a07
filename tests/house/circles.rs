//! No circle of files: none of them can only be understood together with another that needs it.

use std::collections::BTreeSet;

use super::graph::arrows;

/// What is left when whoever uses nothing that is left, or is used by nothing that is left, is taken away again and again.
fn circles(mut arrows: BTreeSet<(String, String)>) -> BTreeSet<(String, String)> {
    loop {
        let from: BTreeSet<_> = arrows.iter().map(|(from, _)| from.clone()).collect();
        let to: BTreeSet<_> = arrows.iter().map(|(_, to)| to.clone()).collect();
        let before = arrows.len();
        arrows.retain(|(a, b)| from.contains(b) && to.contains(a));
        if arrows.len() == before {
            return arrows;
        }
    }
}

#[test]
fn no_circle_of_files() {
    assert_eq!(circles(arrows()), BTreeSet::new());
}

#[test]
fn what_only_leads_to_a_circle_is_none() {
    let of = |arrows: &[(&str, &str)]| arrows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let found = circles(of(&[("a", "b"), ("b", "c"), ("c", "d"), ("d", "b"), ("d", "e"), ("e", "f")]));
    assert_eq!(found, of(&[("b", "c"), ("c", "d"), ("d", "b")]));
}
