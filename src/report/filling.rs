//! The places of a template are filled. A template may be a stranger's: it can't loop for ever, nor grow without end, and whoever
//! misspells a field is told which there are.

mod known_fields;
mod tag;

use std::io::{self, Write};

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use self::known_fields::{KnownFields, MissingField};
use self::tag::Tags;
use super::document::DocumentFields;
use crate::domain::Names;
use crate::error::Failure;

/// So many steps a template takes: thousands of rows need less.
const MOST_STEPS: u64 = 1_000_000;
/// And so long is what becomes of it.
const MOST_BYTES: usize = 64 << 20;

/// The facts of one paper, ready to be put into texts.
pub(super) struct Filling {
    fields: KnownFields,
}

impl Filling {
    /// The facts with people named or not, in the markup of the text into which they go.
    pub(super) fn new(fields: &DocumentFields, names: &Names, markup: fn(&str) -> String) -> Self {
        Self { fields: KnownFields::new(fields, names, markup) }
    }

    /// The text with every place filled.
    ///
    /// # Errors
    /// A place that there isn't, a tag that can't be understood, a template without end.
    pub(super) fn filled(&self, text: &str) -> Result<String, Failure> {
        let mut engine = Environment::empty();
        engine.set_undefined_behavior(UndefinedBehavior::Strict);
        engine.set_fuel(Some(MOST_STEPS));
        Tags::of(text).check(&engine)?;
        let template = engine.template_from_named_str("образец", text).map_err(|error| self.told(&error))?;
        let mut out = LimitedText(Vec::with_capacity(text.len()));
        template.render_captured_to(self.fields.root(), &mut out).map_err(|error| self.told(&error))?;
        String::from_utf8(out.0).map_err(|_| Failure::refused("из образца получился не текст"))
    }

    /// Why it wasn't filled. The engine's own words are English and hold what it was filling in.
    fn told(&self, error: &Error) -> Failure {
        match error.kind() {
            ErrorKind::UndefinedError => match self.fields.missing() {
                Some(missing) => unknown(&missing),
                None => Failure::refused("в образце есть поле, которого нет"),
            },
            ErrorKind::OutOfFuel | ErrorKind::WriteFailure => {
                Failure::refused("образец повторяет слишком много: документ не кончается")
                    .hint("проверьте строки {% for … %} … {% endfor %}")
            }
            _ => Failure::refused("выражение в образце не вычислить")
                .hint("в местах {{ … }} пишите только имена полей: {{ организация }}"),
        }
    }
}

fn unknown(missing: &MissingField) -> Failure {
    let MissingField { name, known, is_of_row } = missing;
    let what = if *is_of_row { "полей строки" } else { "полей документа" };
    Failure::refused(format!("в образце неизвестное поле «{name}»: среди {what} его нет"))
        .hint(format!("есть: {}", known.join(", ")))
}

/// What is written, as long as that isn't too much.
struct LimitedText(Vec<u8>);

impl Write for LimitedText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
