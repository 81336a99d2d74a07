//! A bar of signs: «███████▌  │», for a terminal and for a document, in which it stays text.

use super::chart::ChartFigure;

/// So many signs long is a bar in a column, and so many one in a chart of its own; the mark of the plan is one more.
pub(super) const IN_COLUMN: usize = 10;
pub(super) const IN_CHART: usize = 20;

const FULL: char = '█';
const HALF: char = '▌';
const EMPTY: char = '·';
const PLAN: char = '│';

/// The bar of a figure, `cells` signs and a mark; nothing where there is no percentage. Whoever sees a mark behind the bar sees a
/// plan that wasn't met, and a bar that is full is all.
pub(super) fn block_bar(figure: &ChartFigure, cells: usize) -> String {
    let Some(tenths) = figure.share.tenths() else { return String::new() };
    let mark = figure.target.map(|target| mark_before(target.hundredths(), cells));
    let mut halves = rounded(tenths * 2 * cells as u64, 1000);
    let is_some = figure.share.part > 0;
    let is_all = figure.share.part >= figure.share.whole;
    halves = halves.clamp(usize::from(is_some), 2 * cells - usize::from(!is_all));
    match (mark, figure.target.and_then(|target| figure.share.meets(target))) {
        (Some(mark), Some(true)) => halves = halves.max(2 * mark),
        (Some(mark), Some(false)) => halves = halves.min((2 * mark).saturating_sub(1)),
        _ => {}
    }
    let sign = |at: usize| match halves.saturating_sub(2 * at) {
        0 => EMPTY,
        1 => HALF,
        _ => FULL,
    };
    let mut bar: Vec<char> = (0..cells).map(sign).collect();
    if let Some(mark) = mark {
        bar.insert(mark, PLAN);
    }
    bar.into_iter().collect()
}

/// The sign before which the mark of a plan stands: behind all of them at 100 % alone, before all at 0 % alone.
fn mark_before(hundredths: u64, cells: usize) -> usize {
    match hundredths {
        0 => 0,
        10_000 => cells,
        _ => rounded(hundredths * cells as u64, 10_000).clamp(1, cells - 1),
    }
}

fn rounded(part: u64, whole: u64) -> usize {
    ((2 * part + whole) / (2 * whole)) as usize
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Percent, Share};

    fn bar(part: u64, whole: u64, target: Option<u32>) -> String {
        let target = target.map(|target| Percent::from_hundredths(target).unwrap());
        block_bar(&ChartFigure { share: Share { part, whole }, target, unknown: 0 }, 10)
    }

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        for (part, whole, said) in [
            (0, 7, "··········"),
            (1, 2000, "▌·········"),
            (1, 2, "█████·····"),
            (3, 4, "███████▌··"),
            (714, 1000, "███████···"),
            (1999, 2000, "█████████▌"),
            (7, 7, "██████████"),
            (0, 0, ""),
        ] {
            assert_eq!(bar(part, whole, None), said, "{part} of {whole}");
        }
    }

    #[test]
    fn the_mark_of_the_plan_stands_where_the_plan_is() {
        for (part, whole, target, said) in [
            (40, 56, 7000, "███████│···"),
            (39, 56, 7000, "██████▌│···"),
            (0, 5, 7000, "·······│···"),
            (5, 5, 7000, "███████│███"),
            (25, 26, 10_000, "█████████▌│"),
            (26, 26, 10_000, "██████████│"),
            (0, 5, 0, "│··········"),
            (1, 5, 0, "│██········"),
            (0, 5, 100, "·│·········"),
            (1, 100, 100, "█│·········"),
            (996, 1000, 9950, "█████████│▌"),
            (0, 0, 7000, ""),
        ] {
            assert_eq!(bar(part, whole, Some(target)), said, "{part} of {whole}, {target}");
        }
    }

    proptest! {
        #[test]
        fn a_bar_tells_whether_the_plan_is_met(whole in 1..5000_u64, part in 0..5000_u64, target in 0..=10_000_u32) {
            let part = part.min(whole);
            let said = bar(part, whole, Some(target));
            prop_assert_eq!(said.chars().count(), 11);
            let (before, behind) = said.split_once('│').unwrap();
            let is_met = part * 10_000 >= u64::from(target) * whole;
            prop_assert_eq!(before.chars().all(|sign| sign == '█'), is_met, "{} of {}, {}: {}", part, whole, target, said);
            prop_assert!(is_met || !behind.contains(['█', '▌']), "{}", said);
            prop_assert_eq!(said.contains(['▌', '█']), part > 0 || is_met && !before.is_empty(), "{}", said);
            prop_assert_eq!(said.matches('█').count() == 10, part == whole, "{}", said);
        }
    }
}
