//! The program as a whole, asked from within.

mod growth;
