//! Where a text mentions a person, so that the name can be taken out: in full, with initials on either side, the surname
//! alone, in any case. What may as well be somebody else is left and told.

mod word;

use super::{inflect, key};
use word::{Word, is_a_name, is_gap, is_initial, numbers, words};

/// What stands instead of a name.
pub const HIDDEN: &str = "(удалено)";

/// A person's names and СНИЛС, and everybody who may be taken for that person.
#[derive(Debug)]
pub struct Mentions {
    names: Vec<NameParts>,
    others: Vec<NameParts>,
    snils: Option<String>,
    is_everywhere: bool,
}

/// A text without the mentions.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The text, if anything was taken out.
    pub text: Option<String>,
    /// What may mean somebody else, and stays.
    pub left: Vec<String>,
}

/// A name: for each part (surname, given name, patronymic) its pieces between hyphens, for each the forms.
#[derive(Debug)]
struct NameParts(Vec<Vec<Vec<String>>>);

/// How a surname at some place fits a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Another given name stands beside it.
    Another,
    /// It fits: the words that are the name, and how many of them beside the surname say so.
    Fits { first: usize, last: usize, said: usize },
}

impl Mentions {
    /// Of a person who bears or bore some names; `others`: the names of everybody else.
    pub fn of(names: &[String], snils: Option<&str>, others: impl IntoIterator<Item = String>) -> Self {
        let mut sought: Vec<String> = names.iter().map(|name| key(name)).collect();
        sought.sort();
        sought.dedup();
        let names: Vec<_> = sought.iter().map(|name| NameParts::of(name)).collect();
        let starts: Vec<String> = sought.iter().map(|name| name.chars().take(2).collect()).collect();
        let similar = |other: String| {
            let other = key(&other);
            let may = starts.iter().any(|start| other.starts_with(start.as_str()));
            Some(NameParts::of(&other)).filter(|other| may && names.iter().any(|name| name.shares_a_surname(other)))
        };
        let others = others.into_iter().filter_map(similar).collect();
        Self { names, others, snils: snils.map(str::to_owned), is_everywhere: false }
    }

    /// Whether what may mean somebody else is taken out too.
    #[must_use]
    pub fn everywhere(self, is_everywhere: bool) -> Self {
        Self { is_everywhere, ..self }
    }

    /// A text without what means the person; surely, unless everything is wanted.
    pub fn hide(&self, text: &str) -> Hidden {
        self.hide_as(text, self.is_everywhere)
    }

    /// A text without what surely means the person, whatever is wanted elsewhere.
    pub fn hide_sure(&self, text: &str) -> Hidden {
        self.hide_as(text, false)
    }

    fn hide_as(&self, text: &str, is_everywhere: bool) -> Hidden {
        let mut ranges = self.snils.as_deref().map(|digits| numbers(text, digits)).unwrap_or_default();
        let mut doubtful: Vec<(usize, usize)> = Vec::new();
        if self.may_stand_in(text) {
            let words = words(text);
            let mut at = 0;
            while at < words.len() {
                at = self.look(text, &words, at, &mut ranges, &mut doubtful).max(at + 1);
            }
        }
        let mut left = Vec::new();
        if is_everywhere {
            let clear = |(start, end): &(usize, usize)| ranges.iter().all(|(from, to)| end <= from || to <= start);
            let more: Vec<_> = doubtful.into_iter().filter(clear).collect();
            ranges.extend(more);
        } else {
            left.extend(doubtful.into_iter().map(|(start, end)| text[start..end].to_owned()));
        }
        ranges.sort_unstable();
        let mut hidden = None;
        for (start, end) in ranges.into_iter().rev() {
            hidden.get_or_insert_with(|| text.to_owned()).replace_range(start..end, HIDDEN);
        }
        Hidden { text: hidden, left }
    }

    /// A quick no for nearly every text.
    fn may_stand_in(&self, text: &str) -> bool {
        let text = key(text);
        self.names
            .iter()
            .any(|name| name.0.first().is_some_and(|surname| surname[0].iter().any(|form| text.contains(form))))
    }

    /// Looks whether a name begins at a word; returns the word to go on with.
    fn look(
        &self,
        text: &str,
        words: &[Word],
        at: usize,
        ranges: &mut Vec<(usize, usize)>,
        doubtful: &mut Vec<(usize, usize)>,
    ) -> usize {
        let ours: Vec<_> = self.names.iter().filter_map(|name| Some((name.fit(text, words, at)?, name))).collect();
        let said = |fit: &Fit| if let Fit::Fits { said, .. } = fit { *said } else { 0 };
        let Some((best, name)) = ours.iter().max_by_key(|(fit, _)| (*fit != Fit::Another, said(fit))).copied() else {
            return at + 1;
        };
        let others =
            self.others.iter().filter_map(|other| other.fit(text, words, at)).filter(|fit| *fit != Fit::Another);
        let theirs = others.map(|fit| said(&fit)).max();
        let is_exact = words[at].key == name.0[0][0][0];
        let Fit::Fits { first, last, said } = best else {
            if is_exact && theirs.is_none_or(|said| said == 0) {
                doubtful.push((words[at].start, words[at].end));
            }
            return at + 1;
        };
        // In another case a surname alone is taken for one only with a capital letter.
        if said == 0 && !is_exact && !words[at].is_capital || theirs.is_some_and(|theirs| theirs > said) {
            return at + 1;
        }
        let (start, mut end) = (words[first].start, words[last].end);
        // The full stop of an initial, but not that of a file's ending.
        let is_cut_short = words[last].key.chars().count() == 1 && text[end..].starts_with('.');
        if is_cut_short && !text[end + 1..].starts_with(char::is_alphanumeric) {
            end += 1;
        }
        if theirs == Some(said) || self.is_half(text, words, first, last) {
            doubtful.push((start, end));
        } else if ranges.last().is_none_or(|(_, before)| *before <= start) {
            ranges.push((start, end));
        }
        last + 1
    }

    /// Whether a hyphen ties it to another word with a capital: half of a surname of two.
    fn is_half(&self, text: &str, words: &[Word], first: usize, last: usize) -> bool {
        let tied = |a: usize, b: usize| {
            words
                .get(a)
                .zip(words.get(b))
                .is_some_and(|(a, b)| text[a.end..b.start] == *"-" && a.is_capital && b.is_capital)
        };
        (first > 0 && tied(first - 1, first)) || tied(last, last + 1)
    }
}

impl NameParts {
    fn of(key: &str) -> Self {
        let pieces = |part: &str| part.split('-').map(inflect::forms).collect();
        Self(key.split(' ').filter(|part| !part.is_empty()).map(pieces).collect())
    }

    fn shares_a_surname(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.0.first(), other.0.first()) else { return false };
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.iter().any(|form| b.contains(form)))
    }

    /// How the surname at a word, with what stands beside it, fits this person; `None`: another surname.
    fn fit(&self, text: &str, words: &[Word], at: usize) -> Option<Fit> {
        let surname = self.0.first()?;
        let mut last = self.whole(surname, text, words, at)?;
        let mut said = 0;
        // Behind it: «Иванова А. И.», «Иванова Анна Ильинична», «Иванова АИ».
        if let Some(end) = self.together(text, words, last) {
            return Some(Fit::Fits { first: at, last: end, said: 2 });
        }
        for part in &self.0[1..] {
            let next = last + 1;
            match words.get(next).filter(|_| is_gap(&text[words[last].end..words[next].start])) {
                Some(word) if is_initial(word) && part[0][0].starts_with(&word.key) => last = next,
                Some(_) if self.whole(part, text, words, next).is_some() => {
                    last = self.whole(part, text, words, next)?;
                }
                Some(word) if is_initial(word) && text[word.end..].starts_with('.') => return Some(Fit::Another),
                Some(_) if said == 0 && is_a_name(text, words, last, next) => return Some(Fit::Another),
                _ => break,
            }
            said += 1;
        }
        if said > 0 {
            return Some(Fit::Fits { first: at, last, said });
        }
        Some(self.before(text, words, at, last))
    }

    /// Before it: «А. И. Иванова», «Анна Иванова».
    fn before(&self, text: &str, words: &[Word], at: usize, last: usize) -> Fit {
        let near = |a: usize, b: usize| is_gap(&text[words[a].end..words[b].start]);
        let bare = Fit::Fits { first: at, last, said: 0 };
        if at == 0 || !near(at - 1, at) || self.0.len() < 2 {
            return bare;
        }
        let is = |part: &Vec<Vec<String>>, word: usize| {
            is_initial(&words[word]) && part[0][0].starts_with(&words[word].key)
                || self.whole(part, text, words, word) == Some(word)
        };
        if let (Some(patronymic), true) = (self.0.get(2), at > 1 && near(at.saturating_sub(2), at - 1))
            && is(patronymic, at - 1)
            && is(&self.0[1], at - 2)
        {
            return Fit::Fits { first: at - 2, last, said: 2 };
        }
        if is(&self.0[1], at - 1) {
            return Fit::Fits { first: at - 1, last, said: 1 };
        }
        match is_initial(&words[at - 1]) && text[words[at - 1].end..].starts_with('.') {
            true => Fit::Another,
            false => bare,
        }
    }

    /// «АИ» behind the surname.
    fn together(&self, text: &str, words: &[Word], last: usize) -> Option<usize> {
        let word = words.get(last + 1).filter(|word| is_gap(&text[words[last].end..word.start]))?;
        let initials: String = self.0.get(1..3)?.iter().filter_map(|part| part[0][0].chars().next()).collect();
        (word.is_shouted && word.key == initials).then_some(last + 1)
    }

    /// The last word of a part that stands at a word.
    fn whole(&self, part: &[Vec<String>], text: &str, words: &[Word], at: usize) -> Option<usize> {
        for (piece, forms) in part.iter().enumerate() {
            let word = words.get(at + piece)?;
            let is_tied = piece == 0 || text[words[at + piece - 1].end..word.start] == *"-";
            if !is_tied || !forms.contains(&word.key) {
                return None;
            }
        }
        Some(at + part.len() - 1)
    }
}

#[cfg(test)]
mod tests;
