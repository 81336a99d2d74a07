//! The file that a workbook is. Long sheets are packed in a thread of their own while their rows are read; short ones wait for the
//! rest of the workbook, which the crate writes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;

use super::frame::{LookNumbers, SheetFrame, archived_text, read_back, unlike_before};
use crate::report::zip_entry::zip_entry_options;

/// How hard a long sheet is pressed: at the usual level the packer takes longer than the rows take to be read, for a fifth less.
const PRESSING: i64 = 2;
/// So many pieces wait to be packed: whoever reads the rows waits then.
const WAITING: usize = 4;

type PackedFile = ZipWriter<BufWriter<File>>;

/// A workbook that is being packed.
pub(super) struct BookArchive {
    /// With the packer while there is one.
    file: Option<PackedFile>,
    packer: Option<SheetPacker>,
    /// The places of the sheets that are packed already.
    packed: Vec<String>,
    /// The rows of short sheets by their places.
    kept: BTreeMap<String, Vec<u8>>,
}

/// Whoever packs.
struct SheetPacker {
    pieces: SyncSender<SheetPiece>,
    thread: JoinHandle<io::Result<PackedFile>>,
}

/// What it packs.
enum SheetPiece {
    /// A sheet begins that has this place.
    Begin(String),
    Markup(Vec<u8>),
}

impl BookArchive {
    pub(super) fn new(file: File) -> Self {
        let file = ZipWriter::new(BufWriter::new(file));
        Self { file: Some(file), packer: None, packed: Vec::new(), kept: BTreeMap::new() }
    }

    /// Begins a sheet whose markup comes piece by piece.
    pub(super) fn begin_sheet(&mut self, path: String) -> io::Result<()> {
        if let Some(file) = self.file.take() {
            let (pieces, waiting) = sync_channel(WAITING);
            let thread = std::thread::Builder::new().spawn(move || pack_sheets(file, &waiting))?;
            self.packer = Some(SheetPacker { pieces, thread });
        }
        self.packed.push(path.clone());
        self.hand_over(SheetPiece::Begin(path))
    }

    /// The next piece of the sheet that was begun last.
    pub(super) fn push_markup(&mut self, markup: Vec<u8>) -> io::Result<()> {
        self.hand_over(SheetPiece::Markup(markup))
    }

    /// Keeps the rows of a short sheet until its frame is written.
    pub(super) fn keep_rows(&mut self, path: String, rows: Vec<u8>) {
        self.kept.insert(path, rows);
    }

    /// The whole file, with whatever the crate writes of the workbook.
    pub(super) fn finish(mut self, book: &mut Workbook, numbers: &LookNumbers) -> io::Result<File> {
        self.wait_for_packer()?;
        let mut out = self.file.take().ok_or_else(|| io::Error::other("no file"))?;
        if let Err(error) = self.add_frame(&mut out, book, numbers) {
            return Err(given_up(out, error));
        }
        Ok(out.finish()?.into_inner()?)
    }

    fn add_frame(&self, out: &mut PackedFile, book: &mut Workbook, numbers: &LookNumbers) -> io::Result<()> {
        let mut frame = read_back(book)?;
        let paths: Vec<_> =
            (0..frame.len()).map(|at| Ok(frame.by_index_raw(at)?.name()?.into_owned())).collect::<io::Result<_>>()?;
        for (at, path) in paths.iter().enumerate().filter(|(_, path)| !self.packed.contains(path)) {
            let Some(rows) = self.kept.get(path) else {
                out.raw_copy_file(frame.by_index_raw(at)?)?;
                continue;
            };
            let around = SheetFrame::of_markup(&archived_text(&mut frame, path)?)?;
            if around.numbers != *numbers {
                return Err(unlike_before());
            }
            out.start_file(path, zip_entry_options())?;
            for part in [around.head.as_bytes(), rows, around.tail.as_bytes()] {
                out.write_all(part)?;
            }
        }
        Ok(())
    }

    fn hand_over(&mut self, piece: SheetPiece) -> io::Result<()> {
        let is_taken = self.packer.as_ref().is_some_and(|packer| packer.pieces.send(piece).is_ok());
        if is_taken {
            return Ok(());
        }
        // It has ended, and says why.
        self.wait_for_packer().and(Err(io::ErrorKind::BrokenPipe.into()))
    }

    /// Lets the packer end and takes the file back.
    fn wait_for_packer(&mut self) -> io::Result<()> {
        if let Some(SheetPacker { pieces, thread }) = self.packer.take() {
            drop(pieces);
            let ended = thread.join().map_err(|_| io::Error::other("a thread has panicked"))?;
            self.file = Some(ended?);
        }
        Ok(())
    }
}

fn pack_sheets(mut file: PackedFile, pieces: &Receiver<SheetPiece>) -> io::Result<PackedFile> {
    let packed = pieces.iter().try_for_each(|piece| match piece {
        SheetPiece::Begin(path) => Ok(file.start_file(path, zip_entry_options().compression_level(Some(PRESSING)))?),
        SheetPiece::Markup(markup) => file.write_all(&markup),
    });
    match packed {
        Ok(()) => Ok(file),
        Err(error) => Err(given_up(file, error)),
    }
}

/// The error that ends a file. Left to itself the crate would try to write the end of the archive, and speak of it.
fn given_up(file: PackedFile, error: io::Error) -> io::Error {
    std::mem::forget(file);
    error
}
