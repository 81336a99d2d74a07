//! What a command line says of files: each kind of path has its type, so that nobody can forget to look at one. Before a command
//! runs, all it will read and all it will write is known from these.

use std::ffi::OsString;
use std::ops::Deref;
use std::path::{Path, PathBuf};

macro_rules! path_argument {
    ($(#[$doc:meta])* $argument:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $argument(PathBuf);

        impl From<OsString> for $argument {
            fn from(word: OsString) -> Self {
                Self(word.into())
            }
        }

        impl From<$argument> for PathBuf {
            fn from(path: $argument) -> Self {
                path.0
            }
        }

        impl Deref for $argument {
            type Target = Path;

            fn deref(&self) -> &Path {
                &self.0
            }
        }

        impl AsRef<Path> for $argument {
            fn as_ref(&self) -> &Path {
                &self.0
            }
        }
    };
}

path_argument! {
    /// A file that the command reads; «-» is standard input.
    FileToRead
}
path_argument! {
    /// A file that the command writes.
    FileToWrite
}
path_argument! {
    /// A file that the command writes, or a folder in which it gives the file a name.
    PlaceToWrite
}
path_argument! {
    /// A folder in which the command writes files.
    FolderToWrite
}
