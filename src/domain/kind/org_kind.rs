//! The kinds of organisations: which are educational, and what people call all of one kind.

use super::OrgKind;

impl OrgKind {
    /// The kinds whose staff are counted as teachers and which are counted as educational organisations.
    pub const EDUCATIONAL: &[Self] = &[Self::General, Self::Additional, Self::Preschool, Self::Vocational];

    /// What people call all organisations of the kind, in a word or two.
    pub const fn in_brief(self) -> &'static str {
        match self {
            Self::General => "школы",
            Self::Additional => "доп. обр.",
            Self::Preschool => "детские сады",
            Self::Vocational => "СПО",
            Self::Authority => "органы управления",
            Self::Enterprise => "предприятия",
            Self::University => "вузы",
            Self::Other => "иные",
        }
    }
}
