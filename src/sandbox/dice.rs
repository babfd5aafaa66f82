//! Reproducible random numbers: the seeded content must be the same in every browser and every test, so nothing here
//! uses the machine's own randomness.

/// A small deterministic generator (splitmix64): the same seed gives the same rolls.
pub struct Dice(u64);

impl Dice {
    /// Makes dice for this seed. Neighbouring seeds give unrelated rolls.
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// Rolls a number from 0 up to, but not including, `bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)).checked_rem(bound as u64).unwrap_or(0) as usize
    }

    /// Returns true once in `times` rolls, on average.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Picks one of the items. A list without items does not compile.
    pub fn pick<'a, T, const N: usize>(&mut self, items: &'a [T; N]) -> &'a T {
        const { assert!(N > 0) }
        &items[self.below(N)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_always_gives_the_same_rolls_and_every_number_occurs() {
        let rolls = |seed| {
            let mut dice = Dice::new(seed);
            (0..200).map(|_| dice.below(6)).collect::<Vec<_>>()
        };
        assert_eq!(rolls(7), rolls(7));
        assert_ne!(rolls(7), rolls(8));
        assert!((0..6).all(|face| rolls(7).contains(&face)));
        assert_eq!(Dice::new(1).below(0), 0);
    }
}
