//! The tags of a template, looked at before it is filled: what is wrong with one is told by what stands in it.

use minijinja::Environment;

use crate::error::Failure;

/// No name of a field and no condition is longer.
const LONGEST: usize = 1000;
/// The signs of expressions, beside letters and digits. Others would let a template grow: `*`, `~`.
const SIGNS: &str = " _.,()|=!<>+-\"'";

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TagKind {
    Place,
    Statement,
    Remark,
}

/// A tag: how it was written, and what stands in it.
#[derive(Debug)]
struct Tag<'t> {
    kind: TagKind,
    whole: &'t str,
    inner: &'t str,
}

/// The tags of a text in their order.
pub(super) struct Tags<'t> {
    all: Vec<Tag<'t>>,
    /// What begins like a tag and has no end.
    open: Option<&'t str>,
}

impl<'t> Tags<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut all = Vec::new();
        let mut rest = text;
        while let Some((kind, start)) = first(rest) {
            let end = match kind {
                TagKind::Place => "}}",
                TagKind::Statement => "%}",
                TagKind::Remark => "#}",
            };
            let Some(length) = rest[start + 2..].find(end) else {
                return Self { all, open: Some(&rest[start..]) };
            };
            let (inner, after) = (start + 2, start + 2 + length);
            all.push(Tag {
                kind,
                whole: &rest[start..after + 2],
                inner: rest[inner..after].trim_matches(|c: char| c == '-' || c.is_whitespace()),
            });
            rest = &rest[after + 2..];
        }
        Self { all, open: None }
    }

    /// Whether all of them can be understood, and each that begins something ends it.
    pub(super) fn check(&self, engine: &Environment<'_>) -> Result<(), Failure> {
        let mut within: Vec<&Tag<'_>> = Vec::new();
        for tag in &self.all {
            tag.check_signs()?;
            match tag.kind {
                TagKind::Remark => {}
                TagKind::Place => tag.check_expression(tag.inner, engine)?,
                TagKind::Statement => tag.check_statement(&mut within, engine)?,
            }
        }
        if let Some(open) = self.open {
            let shown: String = open.chars().take(40).collect();
            return Err(Failure::refused(format!("в образце начато и не закончено: «{shown}»"))
                .hint("место для поля кончается знаками }}, условие и повтор — знаками %}"));
        }
        match within.pop() {
            None => Ok(()),
            Some(tag) => Err(Failure::refused(format!("в образце начато и не закончено: {}", tag.shown()))
                .hint("у повтора должно быть {% endfor %}, у условия — {% endif %}")),
        }
    }
}

fn first(text: &str) -> Option<(TagKind, usize)> {
    let kinds = [("{{", TagKind::Place), ("{%", TagKind::Statement), ("{#", TagKind::Remark)];
    kinds.into_iter().filter_map(|(sign, kind)| Some((kind, text.find(sign)?))).min_by_key(|(_, at)| *at)
}

impl<'t> Tag<'t> {
    fn shown(&self) -> String {
        self.whole.chars().take(80).collect()
    }

    fn check_signs(&self) -> Result<(), Failure> {
        if self.kind == TagKind::Remark {
            return Ok(());
        }
        if self.whole.chars().count() > LONGEST {
            return Err(self.misunderstood());
        }
        match self.inner.chars().find(|c| !c.is_alphanumeric() && !SIGNS.contains(*c)) {
            None => Ok(()),
            Some(sign) => {
                Err(Failure::refused(format!("в образце знак «{sign}», которого не бывает: {}", self.shown()))
                    .hint("в местах {{ … }} пишите только имена полей: {{ организация }}"))
            }
        }
    }

    fn check_expression(&self, expression: &str, engine: &Environment<'_>) -> Result<(), Failure> {
        engine.compile_expression_owned(expression.to_owned()).map(drop).map_err(|_| self.misunderstood())
    }

    fn check_statement<'w>(&'w self, within: &mut Vec<&'w Self>, engine: &Environment<'_>) -> Result<(), Failure>
    where
        't: 'w,
    {
        let (word, rest) = self.inner.split_once(' ').unwrap_or((self.inner, ""));
        let begun = |within: &[&Self], word: &str| within.last().is_some_and(|tag| tag.inner.starts_with(word));
        match word {
            "for" => {
                let (name, of) = rest.split_once(" in ").ok_or_else(|| self.misunderstood())?;
                let is_plain =
                    name.trim().chars().all(|c| c.is_alphanumeric() || c == '_') && !of.contains("recursive");
                if !is_plain {
                    return Err(self.misunderstood());
                }
                self.check_expression(of, engine)?;
                within.push(self);
            }
            "if" => {
                self.check_expression(rest, engine)?;
                within.push(self);
            }
            "elif" if begun(within, "if ") => self.check_expression(rest, engine)?,
            "else" if !within.is_empty() => {}
            "endfor" if begun(within, "for ") => drop(within.pop()),
            "endif" if begun(within, "if ") => drop(within.pop()),
            "elif" | "else" | "endfor" | "endif" => {
                return Err(Failure::refused(format!("в образце {} стоит без своего начала", self.shown()))
                    .hint("повтор: {% for … %} … {% endfor %}, условие: {% if … %} … {% endif %}"));
            }
            _ => return Err(self.misunderstood()),
        }
        Ok(())
    }

    fn misunderstood(&self) -> Failure {
        Failure::refused(format!("в образце не разобрать: {}", self.shown()))
            .hint("место для поля: {{ организация }}; повтор: {% for пара in пары %} … {% endfor %}; условие: {% if куратор %} … {% endif %}")
    }
}
