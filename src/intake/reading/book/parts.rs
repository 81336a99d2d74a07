//! Which part of an office archive holds which sheet, as its relationships tell.

use std::collections::HashMap;
use std::io::{BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::{Archive, plain};
use super::binary;

/// The title of each sheet with the name of its part; whatever can't be found out is left out, for calamine reads the sheets.
pub fn of_sheets(archive: &mut Archive, workbook: &str) -> HashMap<String, String> {
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", workbook));
    let Some(relations) = bytes(archive, &format!("{folder}/_rels/{file}.rels")) else { return HashMap::new() };
    let mut targets = HashMap::new();
    each(&relations, "Relationship", |start| {
        if let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target")) {
            targets.insert(id, target);
        }
    });
    let Some(book) = bytes(archive, workbook) else { return HashMap::new() };
    let mut named = Vec::new();
    if file.ends_with(".bin") {
        named = binary::sheets(&book);
    } else {
        each(&book, "sheet", |start| {
            named.extend(attribute(start, "name").zip(attribute(start, "id")));
        });
    }
    let path = |target: &String| target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
    named.into_iter().filter_map(|(title, id)| Some((title, path(targets.get(&id)?)))).collect()
}

/// A part whole, whichever way its name is spelt; the archive has been measured.
pub fn bytes(archive: &mut Archive, name: &str) -> Option<Vec<u8>> {
    let index = index(archive, name)?;
    let mut bytes = Vec::new();
    archive.by_index(index).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The place of a part in the archive.
pub fn index(archive: &Archive, name: &str) -> Option<usize> {
    let wanted = plain(name);
    let known = archive.file_names().flatten().find(|known| plain(known) == wanted)?;
    archive.index_for_name(&known)
}

/// An attribute by its name without a prefix.
pub fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// Hands out the elements of a name as far as the text can be read.
fn each(bytes: &[u8], name: &str, mut found: impl FnMut(&BytesStart)) {
    let mut reader = Reader::from_reader(BufReader::new(bytes));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == name => found(&start),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
