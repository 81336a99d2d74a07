//! The tags of a template as Word leaves them, made whole: Word cuts them into pieces with markup between, and a statement that
//! stands for its row or its paragraph takes the place of that.

use crate::error::Failure;

/// The main part with every tag in one piece, and with statements in the places of their rows and paragraphs.
///
/// # Errors
/// A tag that goes on in another paragraph; a statement for a row outside a table.
pub(super) fn mended(xml: &str) -> Result<String, Failure> {
    lifted(joined(xml)?)
}

/// Every tag in one piece: the markup that stood within it stands behind it, so that whatever was open stays open and is closed.
fn joined(xml: &str) -> Result<String, Failure> {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest)? {
            Some(TornTag { words, between, length }) => {
                out.push_str(&words);
                out.push_str(&between);
                rest = &rest[length..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// A tag that was found in pieces.
struct TornTag {
    words: String,
    /// The markup that stood between the pieces.
    between: String,
    /// How much of the text it was.
    length: usize,
}

/// The tag with which a text begins, if it is one.
fn tag(text: &str) -> Result<Option<TornTag>, Failure> {
    let (mut words, mut between) = (String::new(), String::new());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with('<') {
            let length = rest.find('>').map_or(rest.len(), |end| end + 1);
            if rest.starts_with("</w:p>") {
                // Of a single brace nobody said that it is a tag.
                return if words.chars().count() < 2 { Ok(None) } else { Err(unfinished(&words)) };
            }
            between.push_str(&rest[..length]);
            at += length;
            continue;
        }
        let (sign, length) = sign(rest);
        words.push(sign);
        at += length;
        let end = match words.chars().nth(1) {
            None => continue,
            Some('{') => "}}",
            Some('%') => "%}",
            Some('#') => "#}",
            Some(_) => return Ok(None),
        };
        if words.len() >= 4 && words.ends_with(end) {
            return Ok(Some(TornTag { words, between, length: at }));
        }
    }
    Ok(None)
}

/// The first sign of a text as its writer meant it, and its length: without entities, and without what an editor makes of spaces
/// and quotation marks.
fn sign(text: &str) -> (char, usize) {
    for (entity, sign) in [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"'), ("&apos;", '\'')] {
        if text.starts_with(entity) {
            return (sign, entity.len());
        }
    }
    let sign = text.chars().next().unwrap_or(' ');
    let meant = match sign {
        '\u{a0}' | '\u{202f}' | '\n' | '\r' | '\t' => ' ',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' => '-',
        other => other,
    };
    (meant, sign.len_utf8())
}

fn unfinished(words: &str) -> Failure {
    let shown: String = words.chars().take(40).collect();
    Failure::refused(format!("в образце начато и не закончено в своём абзаце: «{shown}»"))
        .hint("место для поля кончается знаками }}, условие и повтор — знаками %}")
}

/// `{%tr … %}` in the place of its row, `{%p … %}` in that of its paragraph.
fn lifted(mut xml: String) -> Result<String, Failure> {
    for (mark, element) in [("{%tr ", "w:tr"), ("{%p ", "w:p")] {
        let mut done = String::with_capacity(xml.len());
        let mut rest = xml.as_str();
        while let Some(at) = rest.find(mark) {
            let end = rest[at..].find("%}").map_or(rest.len(), |end| at + end + 2);
            let statement = format!("{{% {}", &rest[at + mark.len()..end]);
            let (start, close) = (opening(&rest[..at], element), format!("</{element}>"));
            let closing = rest[end..].find(&close).map(|length| end + length + close.len());
            let (Some(start), Some(closing)) = (start, closing) else {
                let shown: String = rest[at..end].chars().take(80).collect();
                return Err(Failure::refused(format!("в образце {shown} стоит не на своём месте"))
                    .hint("{%tr … %} пишется в строке таблицы, {%p … %} — в отдельном абзаце"));
            };
            done.push_str(&rest[..start]);
            done.push_str(&statement);
            rest = &rest[closing..];
        }
        done.push_str(rest);
        xml = done;
    }
    Ok(xml)
}

/// Where the last element of a name begins in a text.
fn opening(text: &str, element: &str) -> Option<usize> {
    let start = format!("<{element}");
    text.rmatch_indices(&start).map(|(at, _)| at).find(|at| text[at + start.len()..].starts_with([' ', '>']))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_that_word_has_cut_is_whole_again() {
        for (torn, whole) in [
            ("<w:r><w:t>№ {{ номер }} от</w:t></w:r>", "<w:r><w:t>№ {{ номер }} от</w:t></w:r>"),
            (
                "<w:r><w:t>{{ но</w:t></w:r><w:proofErr/><w:r><w:t>мер }} от</w:t></w:r>",
                "<w:r><w:t>{{ номер }}</w:t></w:r><w:proofErr/><w:r><w:t> от</w:t></w:r>",
            ),
            (
                "<w:t>{</w:t><w:b/><w:t>{номер}</w:t><w:i/><w:t>}</w:t>",
                "<w:t>{{номер}}</w:t><w:b/><w:t></w:t><w:i/><w:t></w:t>",
            ),
            ("<w:t>{{\u{a0}вид == «устный» }}</w:t>", "<w:t>{{ вид == \"устный\" }}</w:t>"),
            ("<w:t>{% if срок &lt; 3 %}</w:t>", "<w:t>{% if срок < 3 %}</w:t>"),
            ("<w:t>{скобка} и { другая</w:t></w:p>", "<w:t>{скобка} и { другая</w:t></w:p>"),
            ("конец {", "конец {"),
        ] {
            assert_eq!(mended(torn).unwrap(), whole);
        }
        let told = mended("<w:p><w:t>{{ номер</w:t></w:p><w:p><w:t>}}</w:t></w:p>").unwrap_err();
        assert!(told.message.contains("не закончено") && told.message.contains("{{ номер"), "{told}");
    }

    #[test]
    fn a_statement_takes_the_place_of_its_row_or_its_paragraph() {
        let row = |words: &str| format!("<w:tr><w:trPr/><w:tc><w:p><w:pPr/><w:t>{words}</w:t></w:p></w:tc></w:tr>");
        let table =
            format!("<w:tbl>{}{}{}</w:tbl>", row("{%tr for п in пары %}"), row("{{ п.вид }}"), row("{%tr endfor %}"));
        assert_eq!(
            mended(&table).unwrap(),
            format!("<w:tbl>{{% for п in пары %}}{}{{% endfor %}}</w:tbl>", row("{{ п.вид }}"))
        );
        let text = "<w:p w:x=\"1\"><w:pPr/><w:t>{%p if куратор %}</w:t></w:p><w:p>да</w:p>";
        assert_eq!(mended(text).unwrap(), "{% if куратор %}<w:p>да</w:p>");
        let told = mended("<w:p><w:t>{%tr endfor %}</w:t></w:p>").unwrap_err();
        assert!(told.message.contains("{%tr endfor %} стоит не на своём месте"), "{told}");
    }
}
