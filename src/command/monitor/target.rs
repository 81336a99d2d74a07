//! `monitor target`: what the district itself plans, of a code, from a year on.

use anyhow::Result;
use clap::{Args, Subcommand};

use super::target_file::import_of_targets;
use crate::command::{Context, FileArgs, Outcome, field_column};
use crate::domain::{Decimal, OrgKind, Percent};
use crate::error::Failure;
use crate::indicator::Catalogue;
use crate::register::employment;
use crate::register::target::{CODE, KIND, ORG, PERCENT, TARGETS, YEAR};
use crate::report::{Column, List};
use crate::store::target::OwnTarget;
use crate::store::{RowDraft, Store};

/// The commands under `monitor target`.
#[derive(Debug, Subcommand)]
pub enum TargetCommand {
    /// Imports targets.
    #[command(
        about = "Загрузить плановые значения",
        after_help = "Примеры:\n  nastavnik monitor target import targets.csv --dry-run\n  nastavnik monitor target import targets.csv"
    )]
    Import(TargetImport),
    /// Settles one.
    #[command(
        about = "Указать план показателя: с года и до следующего плана",
        after_help = "Примеры:\n  nastavnik monitor target set N1 75 --year 2025\n  nastavnik monitor target set N2 80,5 --year 2025 --kind школа\n  nastavnik monitor target set S2 15 --year 2026 --org \"СОШ № 8\"\n\n\
                      Плановые значения актов действуют только в тех годах, которые акт называет; свой план — с указанного года и до\n\
                      следующего своего и важнее плана акта. План организации важнее плана её вида, план вида — общего."
    )]
    Set(TargetSet),
    /// Lists them.
    #[command(
        about = "Свои плановые значения",
        after_help = "Примеры:\n  nastavnik monitor target list\n  nastavnik monitor target list --format excel --output targets.csv"
    )]
    List(TargetList),
    /// Takes one out.
    #[command(
        about = "Убрать плановое значение",
        after_help = "Примеры:\n  nastavnik monitor target remove 3\n\nНомера: nastavnik monitor target list. Убранное вернёт nastavnik org undo."
    )]
    Remove(TargetRemove),
}

/// `monitor target import`.
#[derive(Debug, Args)]
pub struct TargetImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `monitor target set`.
#[derive(Debug, Args)]
pub struct TargetSet {
    #[arg(value_name = "КОД", help = "Код показателя или его прочтения")]
    code: String,
    #[arg(value_name = "ПЛАН", help = "Процент от 0 до 100, до двух знаков после запятой", value_parser = Percent::parse)]
    percent: Percent,
    #[arg(long, value_name = "ГОД", help = "С какого года; не указан — с этого")]
    year: Option<i32>,
    #[arg(long, value_name = "ВИД", help = "Только для организаций этого вида", conflicts_with = "org")]
    kind: Option<OrgKind>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только для этой организации: номер, ИНН или часть наименования")]
    org: Option<String>,
}

/// `monitor target list`.
#[derive(Debug, Args)]
pub struct TargetList {}

/// `monitor target remove`.
#[derive(Debug, Args)]
pub struct TargetRemove {
    #[arg(value_name = "НОМЕР", help = "Номер планового значения")]
    id: i64,
}

impl TargetCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => {
                let known = if context.db.exists() { known_codes(context)? } else { Vec::new() };
                args.file.run(context, import_of_targets(known))
            }
            Self::Set(args) => context.write(|store| args.run(store, context)),
            Self::List(_) => context.read(|store| list(store)),
            Self::Remove(args) => context.write(|store| args.run(store)),
        }
    }
}

/// The codes of all measures that the file knows, with the kinds of organisations that each counts.
fn known_codes(context: &Context) -> Result<Vec<(String, Vec<OrgKind>)>> {
    let mut codes = Vec::new();
    context.read(|store| {
        codes = catalogue(store)?.measures.into_iter().map(|measure| (measure.code, measure.kinds)).collect();
        Ok(Outcome::default())
    })?;
    Ok(codes)
}

/// The acts that come with the program, and those that the file keeps.
fn catalogue(store: &Store) -> Result<Catalogue> {
    let mut catalogue = Catalogue::known()?;
    for source in store.acts().all()?.into_iter().filter_map(|act| act.source) {
        catalogue.add(&source)?;
    }
    Ok(catalogue)
}

impl TargetSet {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let catalogue = catalogue(store)?;
        let measure = catalogue.measure(&self.code)?;
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        let kind = org.as_ref().map(|org| org.kind).or(self.kind);
        if let Some(kind) = kind.filter(|kind| !measure.kinds.contains(kind)) {
            let kinds: Vec<_> = measure.kinds.iter().map(|kind| kind.title()).collect();
            let what = format!("показатель {} не считает организации вида «{}»", measure.code, kind.title());
            return Err(Failure::refused(what).hint(format!("считает: {}", kinds.join(", "))).into());
        }
        let year = self.year.unwrap_or(context.today.year());
        let draft = RowDraft::of(&TARGETS)
            .with(CODE, Some(&measure.code))
            .with(YEAR, Some(i64::from(year)))
            .with(KIND, self.kind)
            .with(ORG, org.as_ref().map(|org| org.id))
            .with(PERCENT, Some(self.percent.hundredths() as f64 / 100.0));
        let known = store.row_like(&draft)?;
        let put = store.put_row(known, &draft)?;
        let whose = match (&org, self.kind) {
            (Some(org), _) => format!(", {}", org.name),
            (None, Some(kind)) => format!(", {}", kind.title()),
            (None, None) => String::new(),
        };
        let said = format!("{}{whose}: с {year} года {}", measure.code, self.percent);
        Ok(Outcome::done(match (put.is_new, put.changes.is_empty()) {
            (true, _) => format!("Записан план № {}: {said}", put.id),
            (false, false) => format!("Изменён план № {}: {said}", put.id),
            (false, true) => format!("План № {} уже такой: {said}", put.id),
        }))
    }
}

impl TargetRemove {
    fn run(&self, store: &Store) -> Result<Outcome> {
        if !store.targets().remove(self.id)? {
            let failure = Failure::refused(format!("планового значения № {} нет, ничего не убрано", self.id));
            return Err(failure.hint("какие есть: nastavnik monitor target list").into());
        }
        Ok(Outcome::done(format!("Убран план № {}", self.id)))
    }
}

/// All of them; it imports back as it is.
fn list(store: &Store) -> Result<Outcome> {
    let columns = vec![
        Column::both("id", "№", |target: &OwnTarget| target.id.into()),
        field_column::both(CODE, |target| (&target.code).into()),
        field_column::both(YEAR, |target| i64::from(target.year).into()),
        field_column::both(KIND, |target| target.kind.into()),
        Column::data("org_inn", "ИНН организации", |target| {
            target.org.as_ref().and_then(|(_, _, inn)| inn.as_ref()).into()
        }),
        field_column::both(employment::ORG, |target| target.org.as_ref().map(|(_, name, _)| &**name).into()),
        // A number and not a percentage: a workbook imports back what it shows.
        field_column::both(PERCENT, |target| Decimal::of_float(target.percent.hundredths() as f64 / 100.0).into()),
    ];
    Ok(Outcome::report(List::new("Свои плановые значения", columns).of(store.targets().all()?)))
}
