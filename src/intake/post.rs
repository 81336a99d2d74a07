//! The columns of a post and of the subject beside it or inside it.

use super::field_column::column_of;
use super::reading::{CellSort, FileColumn, Need, Row, column, heading_key};
use crate::register::employment;
use crate::register::post::POSTS;

/// «Должность».
pub const POST: FileColumn = column(
    "post",
    "Должность",
    &[
        "Занимаемая должность",
        "Занимаемая должность (должности)",
        "Наименование должности",
        "Должность в ОО",
        "Должность в организации",
        "Должность по штатному расписанию",
        "Должность педагога",
        "Должность сотрудника",
        "Должность преподавателя",
        "Должность педагогического работника",
        JOINT,
        "Должность (предмет)",
        "Наименование должности, преподаваемый предмет",
        "post",
    ],
    Need::Required,
    "должность",
    "учитель математики",
)
.holding(CellSort::NameIn(POSTS.table));
/// «Предмет».
pub const SUBJECT: FileColumn = column_of(&employment::SUBJECT);

/// The heading under which a post stands with a subject in brackets.
const JOINT: &str = "Должность (преподаваемый предмет)";

/// Whether the cells under a heading are posts with subjects in brackets: «учитель (математика)».
pub fn is_joint(heading: &str) -> bool {
    [JOINT, "Должность (предмет)"].iter().any(|joint| heading_key(joint) == heading_key(heading))
}

/// The post and the subject of a row. Under a joint heading the post stands before the brackets; the subject is inside them where
/// the row has none of its own.
pub fn post_and_subject(row: &Row<'_>, is_joint: bool) -> (Option<String>, Option<String>) {
    let post = row.required_text(POST.field);
    // A list of several, each with a sign behind it: «физика; химия;».
    let subject = row.text(SUBJECT.field).map(|text| text.trim_end_matches([';', ',', ' ']).to_owned());
    let subject = subject.filter(|text| !text.is_empty());
    match post.as_deref().filter(|_| is_joint).and_then(parted) {
        Some((post, inside)) => (Some(post.to_owned()), subject.or_else(|| Some(inside.to_owned()))),
        None => (post, subject),
    }
}

/// A post and the subject in the only brackets, at its end. Brackets with something else («по УВР», «0,5 ст.», «совм.») belong to
/// the post.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (post, inside) = text.strip_suffix(')')?.split_once('(')?;
    let (post, inside) = (post.trim(), inside.trim());
    let small = inside.to_lowercase();
    let is_other = inside.contains(['(', ')'])
        || inside.contains(|c: char| c.is_ascii_digit())
        || small.starts_with("по ")
        || ["совм", "ставк", "категор"].iter().any(|stem| small.contains(stem));
    (!is_other && !post.is_empty() && !inside.is_empty()).then_some((post, inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_stands_in_the_only_brackets() {
        assert_eq!(parted("учитель (математика)"), Some(("учитель", "математика")));
        assert_eq!(parted("Учитель( физика, химия )"), Some(("Учитель", "физика, химия")));
        for whole in [
            "учитель математики",
            "заместитель директора (по УВР)",
            "учитель (0,5 ст.)",
            "учитель (совместитель)",
            "учитель (химия), методист",
            "учитель (химия), учитель (физика)",
            "(химия)",
            "учитель ()",
            "учитель (высшая категория)",
        ] {
            assert_eq!(parted(whole), None, "{whole}");
        }
        assert!(is_joint("должность (преподаваемый  предмет)") && !is_joint("должность"));
    }
}
