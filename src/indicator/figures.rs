//! The figures of some measures: computed once, then told line by line.

use std::rc::Rc;

use anyhow::Result;

use super::breakdown::{By, Line, Tally};
use super::passport::Measure;
use super::walk::{Place, Scene};
use crate::domain::Reference;
use crate::store::Store;

/// What some measures counted, organisation by organisation.
pub struct Figures {
    /// The dates.
    pub when: Reference,
    /// The organisations, by municipality and name.
    pub places: Rc<[Place]>,
    /// The measures, each with its counts in the order of the places.
    pub counted: Vec<(Measure, Rc<[Tally]>)>,
}

impl Figures {
    /// Counts: one walk a kind of unit.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn compute(store: &Store, when: Reference, measures: Vec<Measure>) -> Result<Self> {
        let scene = Scene::new(store, when)?;
        let mut tallies: Vec<Option<Rc<[Tally]>>> = vec![None; measures.len()];
        for at in 0..measures.len() {
            if tallies[at].is_some() {
                continue;
            }
            let same = |m: &&Measure| m.unit == measures[at].unit;
            let walk = scene.walk(&measures.iter().filter(same).collect::<Vec<_>>())?;
            for (measure, tally) in measures.iter().zip(&mut tallies).filter(|(m, _)| same(m)) {
                *tally = Some(walk.tally(measure).into());
            }
        }
        let counted = measures.into_iter().zip(tallies.into_iter().flatten()).collect();
        Ok(Self { when, places: scene.places.into(), counted })
    }

    /// Those of some of the measures, without counting again.
    #[must_use]
    pub fn some(&self, wanted: impl Fn(&Measure) -> bool) -> Self {
        let counted = self.counted.iter().filter(|(measure, _)| wanted(measure)).cloned().collect();
        Self { when: self.when, places: Rc::clone(&self.places), counted }
    }

    /// The lines of one measure, by its place in [`Figures::counted`].
    pub fn lines(&self, measure: usize, by: Option<By>) -> Vec<Line> {
        let (measure, tallies) = &self.counted[measure];
        measure.lines(&self.places, by, tallies)
    }
}
