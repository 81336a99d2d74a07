//! What was seen, as far as it matters that something wasn't: a split-block Bloom filter. Each thing has a line of the
//! processor's cache, and in it a bit in each of eight words; so a question costs one look into memory, where the usual kind
//! of filter takes ten, which was a seventh of an import.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Bits a thing: one in a thousand or so is taken for seen that wasn't.
const BITS: usize = 16;
/// Eight odd numbers, one for each word of a block.
const SALTS: [u32; 8] =
    [0x47b6_137b, 0x4497_4d91, 0x8824_ad5b, 0xa2b7_289d, 0x7054_95c7, 0x2df1_424b, 0x9efc_4947, 0x5c6b_fb31];

/// A set that forgets nothing, and now and then remembers what wasn't.
#[derive(Debug, Clone)]
pub struct BloomFilter {
    blocks: Vec<[u32; 8]>,
}

impl BloomFilter {
    /// Nothing seen yet, with room for so many things.
    pub fn new(things: usize) -> Self {
        Self { blocks: vec![[0; 8]; things * BITS / 256 + 1] }
    }

    /// Whether a thing was seen.
    pub fn contains(&self, thing: &impl Hash) -> bool {
        let (at, mask) = self.place(thing);
        self.blocks[at].iter().zip(mask).all(|(word, bit)| word & bit != 0)
    }

    /// Notes a thing; returns whether it was seen before.
    pub fn insert(&mut self, thing: &impl Hash) -> bool {
        let (at, mask) = self.place(thing);
        let mut was_seen = true;
        for (word, bit) in self.blocks[at].iter_mut().zip(mask) {
            was_seen &= *word & bit != 0;
            *word |= bit;
        }
        was_seen
    }

    /// The block of a thing, and its bit in each word.
    fn place(&self, thing: &impl Hash) -> (usize, [u32; 8]) {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        let hash = hasher.finish();
        let at = ((hash >> 32) * self.blocks.len() as u64) >> 32;
        (at as usize, SALTS.map(|salt| 1 << ((hash as u32).wrapping_mul(salt) >> 27)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_forgotten_and_little_is_made_up() {
        let mut seen = BloomFilter::new(100_000);
        let made_up = (0..100_000).filter(|n| seen.insert(n)).count();
        assert!((0..100_000).all(|n| seen.contains(&n)), "what was seen stays seen");
        assert!(made_up < 200, "{made_up} while it fills");
        let made_up = (100_000..200_000).filter(|n| seen.contains(n)).count();
        assert!(made_up < 500, "{made_up} of 100,000 when it is full");
    }
}
