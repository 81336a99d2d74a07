//! What a program is told of a command that changes something: the number of what was made, on stdout, as json.

use serde_json::{Value, json};

use super::undo::{CHANGING, world};
use crate::common::{Desk, Told};

fn object(told: &Told) -> Value {
    serde_json::from_str(&told.out).unwrap_or_else(|error| panic!("{error}: {told:#?}"))
}

#[test]
fn the_number_of_what_was_made_is_told() {
    let desk = Desk::new().with(["org add 'Школа А' --kind школа"]);
    let made = desk.done("org add 'Школа Б' --kind школа --format json");
    assert_eq!(
        object(&made),
        json!({
            "id": 2, "register": "org", "label": "Школа Б", "entry": 3, "added": 1, "changed": 0, "removed": 0,
            "rows": [{"deed": "added", "register": "org", "id": 2, "label": "Школа Б"}],
            "schema": 1,
        })
    );
    assert_eq!(made.err, "Записана организация № 2: Школа Б\n");
    // A post and a municipality come by the way: the command is about the person.
    let hired = object(&desk.done(
        "org staff add 'Ким Анна Ильинична' --org 2 --post 'мастер на все руки' --hired 01.09.2020 --format json --quiet",
    ));
    assert_eq!((&hired["id"], &hired["register"]), (&json!(1), &json!("person")));
    let rows: Vec<_> = hired["rows"].as_array().unwrap().iter().map(|row| row["register"].as_str().unwrap()).collect();
    assert_eq!(rows, ["person", "post", "employment"]);
    let again = object(&desk.done("org edit 'Школа Б' --name 'Школа Б' --format json"));
    assert_eq!((&again["id"], &again["entry"], &again["rows"]), (&Value::Null, &Value::Null, &json!([])));
    let undone = object(&desk.done("org undo --format json"));
    assert_eq!((&undone["removed"], &undone["added"]), (&json!(3), &json!(0)));
    assert_eq!(undone["rows"][0]["deed"], "removed");
}

#[test]
fn quiet_leaves_only_what_was_asked_for() {
    let desk = Desk::new().with(["org add 'Школа А' --kind школа", "org add 'Школа Б' --kind школа"]);
    let file = "Наименование;Вид;Адрес\nШкола А;школа;ул. Лесная, 1\n";
    desk.write("orgs.csv", file);
    assert!(desk.done("org import orgs.csv --dry-run --quiet").out.contains("Что изменит файл"), "asked for");
    assert_eq!(desk.done("org import orgs.csv --quiet"), Told { out: String::new(), err: String::new(), code: 0 });
    assert_eq!(desk.done("org edit 'Школа Б' --address 'ул. Школьная, 2' --quiet").err, "");
    desk.write("orgs.csv", "Наименование;Вид;Адрес\nШкола А;школа;ул. Лесная, 7\n");
    let told = desk.done("org import orgs.csv --quiet --output changed.txt");
    assert_eq!((told.out.as_str(), told.err.as_str()), ("", ""));
    assert!(std::fs::read_to_string(desk.path("changed.txt")).unwrap().contains("ул. Лесная, 7"), "asked for");
}

/// Whatever changes a row says which.
#[test]
fn every_change_is_told_to_programs() {
    // An import, a merger and figures have a table of their own, a copy and a round of exports are files.
    let others = [" import ", "org merge", "org staff merge", "monitor indicators", "org backup", "&& monitor run"];
    for line in
        CHANGING.iter().filter(|line| !others.iter().any(|other| line.contains(other) && !line.ends_with("--remove 2")))
    {
        let desk = world();
        let (before, last) = line.rsplit_once(" && ").map_or((None, *line), |(before, last)| (Some(before), last));
        before.into_iter().flat_map(|before| before.split(" && ")).for_each(|line| _ = desk.done(line));
        let told = object(&desk.done(&format!("{last} --format json")));
        assert_eq!(told["schema"], 1, "{line}: {told}");
        assert!(
            told["entry"].is_i64() && told["rows"].as_array().is_some_and(|rows| !rows.is_empty()),
            "{line}: {told}"
        );
    }
}

/// What isn't a row is told as well: a file, or what a round of exports has made.
#[test]
fn files_that_are_made_are_told_to_programs() {
    let desk = Desk::bare();
    let made = object(&desk.done("org init --name 'Тихий район' --format json"));
    assert_eq!((&made["label"], &made["entry"], &made["schema"]), (&json!("Тихий район"), &json!(1), &json!(1)));
    assert_eq!(made["file"], json!(desk.db().display().to_string()));
    desk.done("org add 'Школа А' --kind школа");
    let copy = object(&desk.done("org backup copy.db --format json --quiet"));
    assert_eq!((&copy["file"], &copy["copies"]), (&json!("copy.db"), &Value::Null));
    assert_eq!(copy["bytes"], json!(std::fs::metadata(desk.path("copy.db")).unwrap().len()));
    assert_eq!(object(&desk.done("org backup --format json"))["copies"], json!(1));
    let restored = object(&desk.done("org restore copy.db --yes --format json"));
    assert_eq!((&restored["source"], &restored["orgs"], &restored["entry"]), (&json!("copy.db"), &json!(1), &json!(2)));
    assert!(std::path::Path::new(restored["former"].as_str().unwrap()).exists());
    desk.done("monitor run --add quarter S2 --export out --since 01.01.2024");
    let round = object(&desk.done("monitor run --format json"));
    assert_eq!((&round["made"], &round["not_made"]), (&json!(1), &json!(0)));
    let export = &round["exports"][0];
    assert_eq!(
        (&export["schedule"], &export["from"], &export["to"]),
        (&json!(1), &json!("2024-01-01"), &json!("2024-03-31"))
    );
    assert!(std::path::Path::new(export["file"].as_str().unwrap()).exists());
    assert_eq!(object(&desk.done("monitor run --format json"))["made"], json!(0));
}
