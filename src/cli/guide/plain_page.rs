//! A page of the guide as plain text: what the marks of Markdown say to a browser, blank lines and margins say on a terminal.

use std::iter::Peekable;
use std::str::Lines;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, fill};

/// The marks that the runner of the transcripts needs and a reader doesn't: an exit code.
const EXIT_CODE: &str = "? ";

/// The text of a page, no line of which is wider than it must be.
pub fn text_of(markdown: &str, width: usize) -> String {
    let mut text = String::new();
    let mut lines = markdown.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            text.push_str(&block(kind, &mut lines, width));
        } else if let Some(title) = line.strip_prefix("# ") {
            text.push_str(&underlined(title, '═'));
        } else if let Some(heading) = line.strip_prefix("## ") {
            text.push_str(&underlined(heading, '─'));
        } else if line.is_empty() {
            text.push('\n');
        } else {
            let is_item = line.starts_with("- ");
            let mut words = line.to_owned();
            while let Some(more) = lines.next_if(|next| goes_on(next)) {
                words.push(' ');
                words.push_str(more.trim_start());
            }
            let margins = ("", if is_item { "  " } else { "" });
            text.push_str(&wrapped(&without_marks(&words), width, margins, WordSeparator::AsciiSpace));
        }
    }
    text
}

/// Whether a line belongs to the paragraph or the item before it.
fn goes_on(line: &str) -> bool {
    !(line.is_empty() || line.starts_with("- ") || line.starts_with('#') || line.starts_with("```"))
}

fn underlined(heading: &str, sign: char) -> String {
    format!("{heading}\n{}\n", sign.to_string().repeat(heading.chars().count()))
}

/// A transcript as it was on the screen, or a file under its name.
fn block(kind: &str, lines: &mut Peekable<Lines<'_>>, width: usize) -> String {
    let body: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
    match kind.split_once(' ') {
        Some((kind, file)) => {
            let separator = if kind == "csv" { WordSeparator::Custom(cells_of_row) } else { WordSeparator::AsciiSpace };
            let shown: String = body.iter().map(|line| wrapped(line, width, ("  ", "    "), separator)).collect();
            format!("Файл {file}:\n{shown}")
        }
        None => transcript(&body, width),
    }
}

fn transcript(body: &[&str], width: usize) -> String {
    let mut shown: Vec<String> = Vec::new();
    for line in body.iter().filter(|line| !line.starts_with(EXIT_CODE)) {
        match (line.strip_prefix("> "), shown.last_mut()) {
            (Some(rest), Some(command)) => *command = format!("{command} {rest}"),
            _ => shown.push(line.replace("[CWD]/", "").replace("[..]", "…")),
        }
    }
    while shown.last().is_some_and(String::is_empty) {
        shown.pop();
    }
    let row = |line: &String| match line.chars().count() <= width {
        true => format!("{line}\n"),
        false => {
            let words = line.trim_start();
            let margin = &line[..line.len() - words.len()];
            wrapped(words, width, (margin, &format!("{margin}  ")), WordSeparator::AsciiSpace)
        }
    };
    shown.iter().map(row).collect()
}

fn wrapped(words: &str, width: usize, margins: (&str, &str), separator: WordSeparator) -> String {
    let options = Options::new(width)
        .initial_indent(margins.0)
        .subsequent_indent(margins.1)
        .break_words(false)
        .word_separator(separator)
        .word_splitter(WordSplitter::NoHyphenation);
    fill(words, options) + "\n"
}

/// The cells of a row of a file: it is broken only between them.
fn cells_of_row(row: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    Box::new(row.split_inclusive(';').map(Word::from))
}

/// What is typed stands without its backticks, another page by its title in quotation marks.
fn without_marks(words: &str) -> String {
    let mut said = String::new();
    for (at, part) in words.split('`').enumerate() {
        let mut rest = part;
        while at % 2 == 0
            && let Some((before, address)) = rest.split_once("](")
            && let Some((before, title)) = before.rsplit_once('[')
            && let Some((_, after)) = address.split_once(')')
        {
            said.push_str(&format!("{before}«{title}»"));
            rest = after;
        }
        said.push_str(rest);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_are_gone_and_the_lines_are_narrow() {
        let page = "\
# Один вечер

Файлы `*.csv` загружает `org import` [все сразу],
см. [Другая страница](other.md).

- первое
  и его продолжение
- второе

## Дальше

```csv files.csv
Наименование;Вид
СОШ № 1;школа
```

```console
$ nastavnik org add \"Дом\"
> --kind иное
? 1
Ошибка: так нельзя, потому что строка длинна
  а [..] в [CWD]/export

```
";
        assert_eq!(
            text_of(page, 24),
            "\
Один вечер
══════════

Файлы *.csv загружает
org import [все сразу],
см. «Другая страница».

- первое и его
  продолжение
- второе

Дальше
──────

Файл files.csv:
  Наименование;Вид
  СОШ № 1;школа

$ nastavnik org add
  \"Дом\" --kind иное
Ошибка: так нельзя,
  потому что строка
  длинна
  а … в export
"
        );
        assert_eq!(
            text_of("```csv a.csv\nТабельный номер;ФИО;Должность\n```\n", 24),
            "Файл a.csv:\n  Табельный номер;ФИО;\n    Должность\n"
        );
    }
}
