//! Files on the disk, whatever is in them: which path is which file, the one way in which a file gets its name, and the files
//! that nothing the program writes may take the place of.

mod argument;
mod fault;
mod held;
mod identity;
mod path;
mod scratch;
mod spared;
mod unfinished;
mod writer;

pub use argument::{FileToRead, FileToWrite, FolderToWrite, PlaceToWrite};
pub use fault::of_io;
pub(crate) use fault::of_kind;
pub use held::HeldFilePatience;
pub use identity::{is_same, is_standard_input, is_standard_output};
pub use path::{behind_link, folder_of, means_folder, numbered, with_end};
pub use scratch::scratch_file;
pub use spared::{BELONGINGS, SparedFile};
pub use unfinished::{UNFINISHED, UnfinishedFile, Unplaced, sync_folder};
pub use writer::FileWriter;
