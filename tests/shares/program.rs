//! The program under test: a district goes in by its own imports, the shares come out by its own engine.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use nastavnik::domain::{Day, Period, Reference};
use nastavnik::indicator::{Catalogue, Figures, Group, Scene};
use nastavnik::intake::{Import, Layout, Source, groups, mentors, orgs, staff};
use nastavnik::store::{Access, Store};
use tempfile::TempDir;

use super::files;
use super::model::{Asked, District};

/// No day of a district lies after it, so that none is refused for being too far ahead.
const IMPORTED: (i32, u32, u32) = (2100, 1, 1);

/// A folder with an empty database, used for one district after another.
pub struct Program {
    folder: TempDir,
    db: PathBuf,
}

/// A district within the program, in a transaction that is never kept.
pub struct Loaded {
    pub store: Store,
    /// The stored ids, in the order of [`District::orgs`].
    pub orgs: Vec<i64>,
    /// The stored ids, in the order of [`District::people`].
    pub people: Vec<i64>,
}

pub fn day(day: NaiveDate) -> Day {
    Day::new(day.year(), day.month(), day.day()).unwrap()
}

/// The program's own reference date for what is asked.
pub fn reference(asked: Asked) -> Reference {
    Period { from: day(asked.from), to: day(asked.to) }.seen(day(asked.today)).unwrap()
}

impl Program {
    pub fn new(district: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("district.db");
        Store::create(&db, district).unwrap();
        Self { folder, db }
    }

    /// The district by way of its files; dropped, it leaves the database empty again.
    pub fn load(&self, district: &District) -> Loaded {
        let store = Store::open(&self.db, Access::Write).unwrap();
        let today = Day::new(IMPORTED.0, IMPORTED.1, IMPORTED.2).unwrap();
        let folder = self.folder.path();
        let (store_, say) = (&store, |text: &str, error: anyhow::Error| -> () {
            panic!("the import refused {text}\n{error}\n{:#?}", nastavnik::store::refusal::of(&error))
        });
        let run = |text: String, layout: &'static Layout, put: Put| {
            if text.lines().count() > 1 {
                Import::run(store_, today, &write(folder, &text), layout, put).map_err(|e| say(&text, e)).ok();
            }
        };
        run(files::orgs(district), &orgs::LAYOUT, orgs::put);
        run(files::staff(district), &staff::LAYOUT, |import, row| staff::put(import, row, false));
        run(files::mentors(district), &mentors::LAYOUT, mentors::put);
        run(files::groups(district), &groups::GROUPS, groups::put_group);
        run(files::members(district), &groups::MEMBERS, groups::put_member);
        // SECOND STAGE: uncomment when the imports land.
        // run(files::pairs(district), &pairs::LAYOUT, pairs::put);
        // run(files::programs(district), &programs::LAYOUT, programs::put);
        // run(files::answers(district), &surveys::LAYOUT, surveys::put);
        let mut orgs: Vec<i64> = store.orgs().unwrap().iter().map(|org| org.id).collect();
        orgs.sort_unstable();
        let found = |snils: &Option<String>, name: &str| store.find_person(snils.as_deref().unwrap_or(name));
        let people = district.people.iter().map(|person| found(&person.snils, &person.name).unwrap().id).collect();
        assert_eq!(orgs.len(), district.orgs.len(), "an organisation was taken for another");
        Loaded { store, orgs, people }
    }
}

type Put = fn(&Import<'_>, &nastavnik::intake::Row<'_>) -> anyhow::Result<Option<nastavnik::intake::Entry>>;

fn write(folder: &Path, text: &str) -> Source {
    let path = folder.join("file.csv");
    std::fs::write(&path, text).unwrap();
    Source { path, encoding: None }
}

/// All that the engine has to say, ready to be compared.
pub struct Said {
    pub figures: Figures,
}

impl Loaded {
    pub fn figures(&self, catalogue: &Catalogue, codes: &[&str], asked: Asked) -> Said {
        let measures = codes.iter().map(|code| catalogue.measure(code).unwrap().clone()).collect();
        Said { figures: Figures::compute(&self.store, reference(asked), measures).unwrap() }
    }

    pub fn scene(&self, asked: Asked) -> Scene<'_> {
        Scene::new(&self.store, reference(asked)).unwrap()
    }

    /// The organisation of the model behind a stored id.
    pub fn org(&self, id: i64) -> usize {
        self.orgs.iter().position(|known| *known == id).unwrap()
    }
}

/// What a line is about, as text.
pub fn label(group: &Group, figures: &Figures) -> String {
    match group {
        Group::Whole => "whole".into(),
        Group::Org(at) => format!("org {}", figures.places[*at].id),
        Group::Kind(kind) => kind.code().into(),
        Group::Municipality(name) => name.to_string(),
    }
}
