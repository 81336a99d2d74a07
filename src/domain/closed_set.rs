//! What a closed set is: a code for programs, a Russian title for people, the other words that files use.

use super::name;

/// The key of a wording: as [`name::key`], and quotes, the kind of dash and the spaces round it don't matter.
pub fn wording(text: &str) -> String {
    let plain = name::org_key(&text.replace(['−', '‒', '―'], "-")).replace("( ", "(").replace(" )", ")");
    plain.split('-').map(str::trim).collect::<Vec<_>>().join("-")
}

/// A closed set as data, for whoever walks over fields.
#[derive(Debug, Clone, Copy)]
pub struct ClosedSet {
    /// From a code to the code and the title.
    pub titled: fn(&str) -> Option<(&'static str, &'static str)>,
    /// From a code, a title or a known other spelling to the code; or the Russian list of what is allowed.
    pub parse: fn(&str) -> Result<&'static str, String>,
    /// The titles of all members, in the order in which they are listed to people.
    pub titles: fn() -> Vec<&'static str>,
}

/// A closed set: `code`, Russian `title`, further spellings that a file may use.
macro_rules! closed_set {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $code:literal, $title:literal $(, $other:literal)*;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item])* $variant,)+ }

        impl $name {
            /// The set as data.
            pub const SET: ClosedSet = ClosedSet {
                titled: Self::titled,
                parse: |text| Self::parse(text).map(Self::code),
                titles: || vec![$($title,)+],
            };

            /// All members, in the order in which they are listed to people.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word for programs: in the database, in `csv` and `json`, on the command line.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The word for people.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            /// The code and the title of the member with this code.
            pub fn titled(code: &str) -> Option<(&'static str, &'static str)> {
                Self::of_code(code).map(|member| (member.code(), member.title()))
            }

            /// Reads a code, a title or a known other spelling, in any letter case.
            ///
            /// # Errors
            /// The Russian list of what is allowed.
            pub fn parse(text: &str) -> Result<Self, String> {
                let members = [$((Self::$variant, &[$code, $title $(, $other)*][..]),)+];
                // Nearly every cell of a file has one of the spellings to the letter.
                if let Some((member, _)) = members.iter().find(|(_, words)| words.contains(&text)) {
                    return Ok(*member);
                }
                let key = wording(text);
                let found = members.into_iter().find(|(_, words)| words.iter().any(|word| wording(word) == key));
                found.map(|(member, _)| member).ok_or_else(|| {
                    let titles: Vec<_> = Self::ALL.iter().map(|m| m.title()).collect();
                    format!("допустимо: {}", titles.join(", "))
                })
            }

            /// The member with this code.
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|m| m.code() == code)
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> { Self::parse(text) }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.title()) }
        }
    };
}
pub(super) use closed_set;
