//! `org staff erase`: a person's data are destroyed; the past shares stay as they were.

use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::command::person_choice::NamesakeChoice;
use crate::command::{Context, Outcome, advice};
use crate::domain::{name, plural};
use crate::error::{EXIT_ATTENTION, Failure};
use crate::store::Store;
use crate::store::backup::folder;
use crate::store::erasure::{Erased, Erasure, MentionLeft, Participation, Remedy};
use crate::store::staff::Person;

/// `org staff erase`.
#[derive(Debug, Args)]
pub struct StaffErase {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, value_name = "ТЕКСТ", help = "Основание: отзыв согласия, истёкший срок хранения, требование")]
    basis: Option<String>,
    #[arg(long, help = "Заменить имя и там, где это может быть другой человек (кроме названий и кодов)")]
    everywhere: bool,
}

/// As many files and as many places are named.
const NAMED: usize = 20;

impl StaffErase {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        context.names_are_told()?;
        context.no_field_is_chosen()?;
        let found = RefCell::new(None);
        context.read(|store| {
            let (person, is_gone) = match self.namesake.find(store, &self.person, context.today) {
                Ok(person) => (person, false),
                Err(error) => (store.erasures().gone(&self.person)?.ok_or(error)?, true),
            };
            // The number may be another's in a file of the old days.
            let erasure = if is_gone { None } else { store.erasures().of_person(person.id)? };
            if erasure.is_none() && !is_gone {
                refuse_busy(store, &person, context)?;
            }
            let doubtful = if erasure.is_none() { store.erasures().doubtful_mentions(&person)? } else { Vec::new() };
            // The reason is written last, with the entry: it must not bring the name back.
            let reason = context.reason.as_deref().map(|reason| {
                let hidden = store.erasures().mentions_of(&person);
                let hidden = hidden.map(|mentions| mentions.everywhere(self.everywhere).hide(reason).text);
                hidden.map(|hidden| hidden.unwrap_or_else(|| reason.to_owned()))
            });
            found.replace(Some((person, is_gone, erasure, doubtful, reason.transpose()?)));
            Ok(Outcome::default())
        })?;
        let (person, is_gone, erasure, doubtful, reason) = found.into_inner().context("nobody was found")?;
        let is_new = erasure.is_none();
        let mut outcome = match erasure {
            // The repetition of what could not be ended, or of what another program has left in the file.
            Some(Erasure { dated, .. }) => {
                let said = format!("{}: персональные данные удалены {dated}, менять нечего", person.name);
                let mut outcome = Outcome::done(said);
                if self.everywhere {
                    outcome.warnings.push("--everywhere ничего не меняет: прежнее имя программе уже неизвестно".into());
                }
                outcome
            }
            None => {
                agree(context, &person, is_gone, told_of(&doubtful, self.everywhere))?;
                let context = Context { reason, ..context.clone() };
                context.write(|store| match is_gone {
                    true => forget_gone(store, &person, self.everywhere),
                    false => self.erase(store, &context, person.id),
                })?
            }
        };
        let is_whole = is_new && outcome.warnings.is_empty();
        match Store::compact(&context.db) {
            // What was left is told by the warnings; after a repetition nobody knows any more.
            Ok(()) if is_whole => {
                outcome.messages.push("Файл базы переписан заново: стёртого в нём не осталось".into())
            }
            Ok(()) => {
                outcome.messages.push("Файл базы переписан заново: стёртого в его свободных местах не осталось".into())
            }
            Err(error) => {
                let why = advice::failure(&error).message;
                outcome.warnings.push(format!(
                    "файл базы не переписан ({why}): персональные данные удалены, но в свободных местах файла могут \
                     оставаться их следы; повторите позже: nastavnik org staff erase {}",
                    person.id
                ));
                outcome.exit = EXIT_ATTENTION;
            }
        }
        Ok(outcome)
    }

    fn erase(&self, store: &Store, context: &Context, id: i64) -> Result<Outcome> {
        // Another command may have come in between.
        let person = store.people().get(id)?;
        refuse_busy(store, &person, context)?;
        let basis = self.basis.as_deref().map(name::tidy);
        let Erased { hidden, left } =
            store.erasures().erase(&person, context.today, basis.as_deref(), self.everywhere)?;
        let now = store.people().get(id)?.name;
        let done = format!("Персональные данные человека № {id} удалены, теперь это {now}");
        Ok(told_erased(done, Erased { hidden, left }))
    }
}

/// Forgets somebody whom no register has any more.
fn forget_gone(store: &Store, person: &Person, is_everywhere: bool) -> Result<Outcome> {
    let erased = store.erasures().forget_gone(person, is_everywhere)?;
    Ok(told_erased(format!("Персональные данные человека № {} удалены из журнала", person.id), erased))
}

/// What was done, what the name was replaced in, and what was left.
fn told_erased(done: String, Erased { hidden, left }: Erased) -> Outcome {
    let mut outcome = Outcome::done(done);
    if hidden > 0 {
        let texts = plural::count(hidden as u64, "месте", "местах", "местах");
        outcome.messages.push(format!("Имя заменено на «{}» ещё в {texts}", name::HIDDEN));
    }
    for left in left.iter().take(NAMED) {
        outcome.warnings.push(format!("{}: осталось «{}» — {}", left.place, left.text, what_to_do(left)));
    }
    if left.len() > NAMED {
        let count = plural::count((left.len() - NAMED) as u64, "месте", "местах", "местах");
        outcome.warnings.push(format!("такая фамилия осталась ещё в {count}"));
    }
    outcome
}

/// What can be done about a mention that was left, now that the program doesn't know the name any more.
fn what_to_do(left: &MentionLeft) -> String {
    let (what, same) = match left.is_name {
        true => ("это название или код", ""),
        false => ("это может быть другой человек", "если тот же, "),
    };
    match left.remedy {
        Remedy::Command(command) => format!("{what}; {same}исправьте: nastavnik {command}"),
        // The journal is forgotten up to today at the latest.
        Remedy::Prune(day) => format!(
            "{what}; записи журнала не исправляются; с {day} эту можно забыть вместе с прежними: \
             nastavnik org history --prune-before {day}"
        ),
        Remedy::Nothing if left.is_name => format!("{what}, команды для его изменения нет"),
        Remedy::Nothing => {
            format!("{what}; команды для изменения этого поля нет, имя заменило бы удаление с --everywhere")
        }
    }
}

/// What must be known of doubtful mentions before the name is forgotten.
fn told_of(doubtful: &[MentionLeft], is_everywhere: bool) -> Vec<String> {
    let (names, texts): (Vec<_>, Vec<_>) = doubtful.iter().partition(|left| left.is_name);
    let mut told = Vec::new();
    let mut tell = |heading: &str, places: &[&MentionLeft]| {
        if places.is_empty() {
            return;
        }
        told.push(heading.to_owned());
        told.extend(places.iter().take(NAMED).map(|left| format!("{}: «{}»", left.place, left.text)));
        if places.len() > NAMED {
            told.push(format!("и ещё мест: {}", places.len() - NAMED));
        }
    };
    let heading = match is_everywhere {
        true => "имя заменяется и там, где это может быть другой человек (--everywhere):",
        false => {
            "имя останется там, где это может быть другой человек; чтобы заменить его и там, добавьте --everywhere: \
             после удаления программа этого имени уже не узнает"
        }
    };
    tell(heading, &texts);
    tell("названия и коды с этим именем не меняются:", &names);
    told
}

/// Whoever still works or takes part is no case for it: these data are processed by law.
fn refuse_busy(store: &Store, person: &Person, context: &Context) -> Result<()> {
    let told = |Participation { what, last, ended_by, .. }| match last {
        None => format!("{what} — nastavnik {ended_by}"),
        Some(last) => format!("{what}, по {last}"),
    };
    let open: Vec<_> = store.erasures().participations(person.id, context.today)?.into_iter().map(told).collect();
    if open.is_empty() {
        return Ok(());
    }
    let message = format!(
        "персональные данные не удалены: {} (№ {}) ещё работает или участвует в наставничестве, \
         эти данные обрабатываются по закону (152-ФЗ, ст. 6)",
        person.name, person.id
    );
    let failure = open.into_iter().fold(Failure::refused(message), Failure::hint);
    Err(failure.hint("завершите это датой раньше сегодняшней и повторите команду").into())
}

/// Says what will happen, and goes on only if somebody agrees.
fn agree(context: &Context, person: &Person, is_gone: bool, doubtful: Vec<String>) -> Result<()> {
    let what = format!("персональные данные будут удалены навсегда: {} (№ {})", person.name, person.id);
    if is_gone {
        return agree_gone(context, person, doubtful);
    }
    let mut told = vec![
        "удаляются ФИО и прежние фамилии, СНИЛС, пол, табельные номера, ответы на вопросы анкет и их прежние значения \
         в журнале; в остальных записях имя заменяется на «(удалено)»"
            .to_owned(),
        "остаются без имени даты рождения и начала работы, места работы, пары, программы, группы, баллы: \
         по ним считаются показатели за прошлые даты"
            .to_owned(),
        "отменить удаление нельзя, как и команды, которые касались этих данных".to_owned(),
        "прежние резервные копии, выгрузки и загруженные файлы всё ещё содержат эти данные: уничтожьте их сами \
         или храните по своим правилам"
            .to_owned(),
    ];
    told.extend(doubtful);
    told.extend(copies_told(context));
    Ok(context.agreed_to(&what, &told)?)
}

/// The same of somebody of whom the journal alone still knows.
fn agree_gone(context: &Context, person: &Person, doubtful: Vec<String>) -> Result<()> {
    let what = format!("персональные данные будут удалены навсегда: {} (№ {})", person.name, person.id);
    let mut told = vec![
        "в базе этого человека уже нет; удаляется то, что о нём помнит журнал".to_owned(),
        "отменить удаление нельзя, как и команды, которые касались этих данных".to_owned(),
    ];
    told.extend(doubtful);
    told.extend(copies_told(context));
    Ok(context.agreed_to(&what, &told)?)
}

/// The copies, a line each.
fn copies_told(context: &Context) -> Vec<String> {
    let copies = copies(context);
    let mut told: Vec<_> = copies.iter().take(NAMED).map(|path| format!("копия: {}", path.display())).collect();
    if copies.len() > NAMED {
        told.push(format!("и ещё копий: {}", copies.len() - NAMED));
    }
    told
}

/// The copies that the program itself made of the file.
fn copies(context: &Context) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder::of(&context.db)).into_iter().flatten().flatten();
    let mut copies: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    copies.sort();
    copies
}
