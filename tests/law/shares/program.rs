//! The program under test: a district goes in by its own imports, the shares come out by its own engine.

use chrono::{Datelike, NaiveDate};
use nastavnik::domain::{AbsenceKind, Day, Document, Moment, OrgKind, Period, ProgramOutcome, Reference};
use nastavnik::indicator::{FigureGroup, Figures};
use nastavnik::intake::answers::AnswerImporter;
use nastavnik::intake::orgs::OrgImporter;
use nastavnik::intake::pairs::PairImporter;
use nastavnik::intake::programs::ProgramImporter;
use nastavnik::intake::reading::Source;
use nastavnik::intake::staff::StaffImporter;
use nastavnik::intake::{self, ByRow, ImportMode, Plan, groups, mentors};
use nastavnik::store::absence::AbsenceDraft;
use nastavnik::store::document::PaperEnds;
use nastavnik::store::group::GroupDraft;
use nastavnik::store::journal::EntryDraft;
use nastavnik::store::org::OrgDraft;
use nastavnik::store::staff::{ChangeMode, PersonDraft};
use nastavnik::store::{Access, Store, refusal};
use tempfile::TempDir;

use super::files;
use super::model::{Asked, District, Kind, Link, Person, Renaming};

/// No day of a district lies after it, so that none is refused for being too far ahead.
const IMPORTED: (i32, u32, u32) = (2100, 1, 1);

/// A folder with an empty database, open for one district after another: what one has made the program prepare serves the next.
pub struct Program {
    store: Store,
    folder: TempDir,
}

/// A district within the program, in a step that is never kept.
pub struct Loaded<'a> {
    pub store: &'a Store,
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
        let draft = EntryDraft::new(Moment::of_clock(), "org init");
        Store::create(&db, district, None, &draft).unwrap();
        let store = Store::open(&db, Access::Import, Moment::of_clock()).unwrap();
        Self { store, folder }
    }

    /// Does something with a district that has come in by its files; afterwards the database is empty again.
    pub fn with<T>(&self, district: &District, run: impl FnOnce(&Loaded<'_>) -> T) -> T {
        self.store.savepoint(|store| Ok((run(&self.loaded(store, district)), false))).unwrap()
    }

    fn loaded<'a>(&self, store: &'a Store, district: &District) -> Loaded<'a> {
        let today = Day::new(IMPORTED.0, IMPORTED.1, IMPORTED.2).unwrap();
        let file = |text: String| -> Option<Source> {
            let path = self.folder.path().join("file.csv");
            std::fs::write(&path, &text).unwrap();
            (text.lines().count() > 1).then(|| Source::of(path))
        };
        let mode = ImportMode::default();
        let by_row = |text: String, mut importer: ByRow| {
            if let Some(file) = file(text) {
                done(intake::run(store, today, &file, &mut importer, mode));
            }
        };
        let groups = |text: String| {
            if let Some(file) = file(text) {
                done(groups::import(store, today, &file, ChangeMode::Unsaid, mode));
            }
        };
        if let Some(file) = file(files::orgs(district)) {
            done(OrgImporter::new(ChangeMode::Unsaid).import(store, today, &file, mode));
        }
        // No file tells how long a paper holds.
        let mut ids: Vec<i64> = store.orgs().all().unwrap().iter().map(|org| org.id).collect();
        ids.sort_unstable();
        for (org, id) in district.orgs.iter().zip(&ids) {
            let repealed = PaperEnds { repealed: org.repealed.map(day), ..PaperEnds::default() };
            let term = PaperEnds { valid_until: org.road_map_term.map(day), ..PaperEnds::default() };
            for (kind, ends) in [(Document::Regulation, repealed), (Document::RoadMap, term)] {
                if ends.repealed.or(ends.valid_until).is_some() {
                    store.documents().end_paper(*id, kind, ends).unwrap();
                }
            }
        }
        if let Some(file) = file(files::staff(district)) {
            done(StaffImporter::default().import(store, today, &file, mode));
        }
        by_row(files::mentors(district), mentors::IMPORTER);
        groups(files::groups(district));
        groups(files::members(district));
        if let Some(file) = file(files::pairs(district)) {
            done(intake::run(store, today, &file, &mut PairImporter::despite(Some("как было".into()), today), mode));
        }
        if let Some(file) = file(files::programs(district)) {
            done(intake::run(store, today, &file, &mut ProgramImporter::default(), mode));
        }
        if let Some(file) = file(files::answers(district)) {
            done(intake::run(store, today, &file, &mut AnswerImporter::default(), mode));
        }
        for program in &district.programs {
            let stored = store.programs().named(&program.number).unwrap();
            for Link { pair, since, until } in &program.pairs {
                let of_pair = district.pairs[*pair].people();
                let mentee = program.mentees.iter().find(|who| of_pair.contains(who)).unwrap();
                let person = person(store, &district.people[*mentee]);
                let pair = store.pairs().named(&district.pairs[*pair].number).unwrap();
                store.programs().link(stored.id, person, Some(pair.id)).unwrap();
                let dated = store.programs().date_link(stored.id, pair.id, since.map(day), until.map(day));
                assert!(dated.is_ok(), "{dated:?}");
            }
            if let Some(last) = program.stopped {
                let outcome = if program.cancelled { ProgramOutcome::Cancelled } else { ProgramOutcome::Completed };
                store.programs().end(&stored, outcome, day(last), None).unwrap();
            }
        }
        let mut orgs: Vec<i64> = store.orgs().all().unwrap().iter().map(|org| org.id).collect();
        orgs.sort_unstable();
        for (org, id) in district.orgs.iter().zip(&orgs) {
            let kind = |kind: Kind| Some(OrgKind::parse(kind.code()).unwrap());
            let rekinded =
                org.rekinded.map(|(from, other)| (from, OrgDraft { kind: kind(other), ..OrgDraft::default() }));
            let name = |renaming: &Renaming| OrgDraft { name: Some(renaming.is.clone()), ..OrgDraft::default() };
            let renamed = org.renamed.as_ref().map(|renaming| (renaming.from, name(renaming)));
            let mut events: Vec<(NaiveDate, OrgDraft)> = match (rekinded, renamed) {
                // Both on one day are one event.
                (Some((from, one)), Some((same, other))) if from == same => {
                    vec![(from, OrgDraft { kind: one.kind, ..other })]
                }
                (one, other) => one.into_iter().chain(other).collect(),
            };
            events.sort_by_key(|(from, _)| *from);
            for (from, draft) in events {
                store.orgs().change_from(&store.orgs().of_id(*id).unwrap(), &draft, day(from)).unwrap();
            }
        }
        for group in &district.groups {
            if let Some((from, kind, network)) = group.changed {
                let (kind, network) = (Some(kind.title.to_owned()), Some(network));
                let stored = store.groups().of_code(&group.code).unwrap().unwrap();
                let draft = GroupDraft { code: group.code.clone(), kind, network, ..GroupDraft::default() };
                store.groups().change_from(&stored, &draft, day(from)).unwrap();
            }
        }
        let people: Vec<i64> = district.people.iter().map(|somebody| person(store, somebody)).collect();
        assert_eq!(orgs.len(), district.orgs.len(), "an organisation was taken for another");
        for (somebody, id) in district.people.iter().zip(&people) {
            for (first, last) in &somebody.absences {
                let kind = Some(AbsenceKind::Parental);
                let said = AbsenceDraft { kind, began: Some(day(*first)), ended: last.map(day) };
                store.absences().put(*id, &said).unwrap();
            }
        }
        for (somebody, id) in district.people.iter().zip(&people) {
            // The files of this test tell dates; a start that is known by the tenure only is told past them.
            if let (Some(since), Some(spread)) = (somebody.since, somebody.spread) {
                let told = PersonDraft {
                    teaching_since: Some(day(since)),
                    teaching_spread: Some(spread.into()),
                    ..PersonDraft::default()
                };
                let changes = store.people().amend(&store.people().get(*id).unwrap(), &told).unwrap();
                assert_eq!(changes.len(), 1, "{changes:?}");
            }
        }
        Loaded { store, orgs, people }
    }
}

fn done(outcome: anyhow::Result<Plan>) {
    if let Err(error) = outcome.and_then(|plan| Ok(plan.sound()?)) {
        panic!("an import refused a file that it should take: {:#?}", refusal::of(&error));
    }
}

/// The stored id of a person: by СНИЛС, of one without by the name, which nobody else has then.
fn person(store: &Store, somebody: &Person) -> i64 {
    store.people().find(somebody.snils.as_deref().unwrap_or(&somebody.name)).unwrap().id
}

impl Loaded<'_> {
    /// The organisation of the model behind a stored id.
    pub fn org(&self, id: i64) -> usize {
        self.orgs.iter().position(|known| *known == id).unwrap()
    }
}

/// What a line is about, as text.
pub fn label(group: &FigureGroup, figures: &Figures) -> String {
    match group {
        FigureGroup::Whole => "whole".into(),
        FigureGroup::Org(at) => format!("org {}", figures.orgs[*at].id),
        FigureGroup::Kind(kind) => kind.code().into(),
        FigureGroup::Municipality(name) => name.to_string(),
    }
}
