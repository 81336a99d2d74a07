//! By how much a share moves: what it was and what it becomes, exactly until the end.

use std::cmp::Ordering;

use super::{Decimal, Share};

/// A share before and after something is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareShift {
    /// As it is.
    pub before: Share,
    /// As it becomes.
    pub after: Share,
}

impl ShareShift {
    /// The difference in percentage points, to hundredths, rounded half away from nought; what moves at all is never 0. `None` where
    /// one of the two is the share of nothing.
    pub fn points(self) -> Option<Decimal> {
        let (difference, whole) = self.fraction()?;
        let rounded = (difference.abs() * 20_000 + whole) / (whole * 2);
        let hundredths = i64::try_from(rounded.max(i128::from(difference != 0))).ok()?;
        Some(Decimal::from_hundredths(if difference < 0 { -hundredths } else { hundredths }))
    }

    /// Which of two moves its share by more, either way; what has no difference moves by less than whatever has one.
    pub fn compare(self, other: Self) -> Ordering {
        let size = |shift: Self| shift.fraction().map(|(difference, whole)| (difference.abs(), whole));
        match (size(self), size(other)) {
            // Only of counts near 2³² may the products be too long.
            (Some((one, whole)), Some((another, of))) => match (one.checked_mul(of), another.checked_mul(whole)) {
                (Some(left), Some(right)) => left.cmp(&right),
                _ => (one / whole).cmp(&(another / of)),
            },
            (one, another) => one.is_some().cmp(&another.is_some()),
        }
    }

    /// The difference as a fraction.
    fn fraction(self) -> Option<(i128, i128)> {
        let [was, of, is, of_all] =
            [self.before.part, self.before.whole, self.after.part, self.after.whole].map(i128::from);
        (of > 0 && of_all > 0).then(|| (is * of - was * of_all, of * of_all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(before: (u64, u64), after: (u64, u64)) -> ShareShift {
        let share = |(part, whole)| Share { part, whole };
        ShareShift { before: share(before), after: share(after) }
    }

    #[test]
    fn points_are_the_difference_of_the_percentages() {
        for (before, after, points) in [
            ((1, 4), (2, 4), Some("25")),
            ((1, 3), (2, 3), Some("33.33")),
            ((1, 3), (1, 4), Some("-8.33")),
            ((2, 3), (3, 3), Some("33.33")),
            ((0, 8), (1, 8), Some("12.5")),
            ((5, 9), (5, 9), Some("0")),
            ((0, 1_300_000), (1, 1_300_000), Some("0.01")),
            ((1, 1_300_000), (0, 1_300_000), Some("-0.01")),
            ((0, 0), (1, 1), None),
            ((1, 1), (0, 0), None),
        ] {
            let told = shift(before, after).points().map(|points| points.with_point('.'));
            assert_eq!(told.as_deref(), points, "{before:?} {after:?}");
        }
    }

    #[test]
    fn the_greater_move_is_greater_either_way() {
        let (small, great) = (shift((0, 300), (1, 300)), shift((10, 200), (9, 200)));
        assert_eq!(small.compare(great), Ordering::Less);
        assert_eq!(great.compare(great), Ordering::Equal);
        assert_eq!(shift((0, 0), (1, 1)).compare(small), Ordering::Less);
        assert_eq!(small.compare(shift((0, 0), (1, 1))), Ordering::Greater);
    }
}
