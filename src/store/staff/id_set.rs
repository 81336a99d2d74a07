//! A set of ids, a bit each: so that the employments of a country fit.

/// A set of ids of one table.
#[derive(Debug, Clone, Default)]
pub struct IdSet {
    bits: Vec<u64>,
}

impl IdSet {
    /// Adds an id.
    pub fn insert(&mut self, id: i64) {
        let id = usize::try_from(id).unwrap_or_default();
        if id / 64 >= self.bits.len() {
            self.bits.resize(id / 64 + 1, 0);
        }
        self.bits[id / 64] |= 1 << (id % 64);
    }

    /// How many ids are in it.
    pub fn len(&self) -> i64 {
        self.bits.iter().map(|bits| i64::from(bits.count_ones())).sum()
    }

    /// Whether an id is in it.
    pub fn contains(&self, id: i64) -> bool {
        let id = usize::try_from(id).unwrap_or_default();
        self.bits.get(id / 64).is_some_and(|bits| bits >> (id % 64) & 1 == 1)
    }
}
