//! The tests of the program from outside, in one binary, for each binary would link SQLite once more. A folder is a question:
//! what does a command do (`command`), what does a register keep (`register`), how are strangers' files read (`import`), do the
//! figures say what the law says (`law`), what survives a crash or a full disk (`database`), and what must hold for
//! everything there is or will be (`house`). `cargo test pair::` runs the tests of a file.
#![allow(clippy::unwrap_used)]

mod common;

mod command {
    mod backup;
    mod check;
    mod completions;
    mod erase;
    mod explain;
    mod gap;
    mod indicators;
    mod known_since;
    mod list;
    mod made;
    mod merge;
    mod namesakes;
    mod portfolio;
    mod print;
    mod restore;
    mod run;
    mod schedule;
    mod setting;
    mod show;
    mod suggest;
    mod target;
    mod trend;
    mod undo;
    mod undo_property;
    mod workbook;
    mod worklist;
}

mod database {
    mod crash;
    mod disk;
    mod interrupted;
    mod noise;
    mod upgrade;
}

mod house {
    mod browser;
    mod circles;
    mod district;
    mod fields;
    mod graph;
    mod help;
    mod hostile_values;
    mod layers;
    mod list_headings;
    mod map;
    mod named_commands;
    mod names;
    mod no_names;
    mod output_names;
    mod outputs;
    mod packages;
    mod papers;
    mod refusals;
    pub mod round_trip;
    mod round_trip_habits;
    mod schedule_files;
    mod schema;
    mod sources;
    mod test_files;
    mod tour;
    mod workbooks;
}

mod import {
    mod defects;
    mod examples;
    mod habits;
    mod habits_of_books;
    mod headings;
    mod hostile_files;
    mod identity;
    mod many_tables;
    mod options;
    mod repeat;
    mod templates;
    mod ten_ways;
    mod tenure;
    mod values;
    mod whole_books;
}

mod law {
    mod catalogue;
    mod examples;
    mod readings;
    pub mod shares;
}

mod register {
    mod absence;
    mod agreement;
    mod deficit;
    mod emptied;
    mod form;
    mod group;
    mod measure;
    mod meeting;
    mod mentor;
    mod mentor_need;
    pub mod mentoring;
    mod org;
    mod org_merge;
    mod org_names;
    mod org_past;
    mod pair;
    mod pair_life;
    mod person;
    mod post;
    mod program;
    mod release;
    mod review;
    mod staff;
    mod stage;
    mod stay;
    mod survey;
    mod task;
    mod tutor;
    mod two_schools;
}
