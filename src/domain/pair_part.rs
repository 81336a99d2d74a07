//! What somebody who comes to a pair that is there is in it.

use super::closed_set::{ClosedSet, closed_set, wording};

closed_set! {
    /// The part of whoever joins a pair or leaves it: no column has it, each part is a register of its own.
    PairPart {
        /// Who is mentored.
        Mentee = "mentee", "наставляемый", "наставляемая";
        /// Who accompanies the route beside the mentor (nozhay-yurt 5.2).
        Tutor = "tutor", "тьютор";
    }
}
