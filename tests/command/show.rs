//! Cards for programs: fields with types where people read sentences.

use serde_json::{Value, json};

use crate::common::Desk;

fn card(desk: &Desk, line: &str) -> Value {
    serde_json::from_str(&desk.done(&format!("{line} --format json")).out).unwrap()
}

fn school() -> Desk {
    Desk::new().with([
        "org add 'Школа А' --kind школа --opened 01.09.1990",
        "org adopt 1 --order-number 5 --order-date 01.09.2021 --monitoring 01.12.2023,01.12.2024 --curator 'Полевая А. П.' --curator-date 02.09.2021",
        "org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2015 --born 12.05.1990 --teaching-since 01.09.2012 --number 07",
        "org staff add 'Пак Олег' --org 1 --post учитель --hired 01.09.2023 --sex м",
        "org staff transfer 1 --to 1 --date 01.09.2022 --post директор",
        "mentor add 1 --date 01.09.2023",
        "pair create --mentor 1 --mentee 2 --order-number 12 --order-date 01.10.2023",
        "program draft --pair 1 --start 01.10.2023 --finish 31.05.2024",
        "program approve 1 --date 05.10.2023",
        "org group add К1 'Клуб' --kind клуб",
        "org group join К1 --person 1",
        "org group join К1 --org 1 --date 01.09.2023",
    ])
}

#[test]
fn a_card_is_an_object_with_typed_fields() {
    let desk = school();
    let org = card(&desk, "org show 1");
    assert_eq!(org["id"], 1);
    assert_eq!(org["kind"], "general");
    assert_eq!(org["inn"], Value::Null);
    assert_eq!(org["opened"], "1990-09-01");
    let order = json!({
        "kind": "order", "number": "5", "date": "2021-09-01", "planned_results": null,
        "monitoring": ["2023-12-01", "2024-12-01"], "valid_until": null, "repealed": null,
    });
    assert_eq!(org["papers"], json!([order]));
    let curator = json!({"name": "Полевая А. П.", "order_number": null, "appointed": "2021-09-02", "ended": null});
    assert_eq!(org["curators"], json!([curator]));
    assert_eq!(org["staff"]["teachers"], 1);
    assert_eq!(org["staff"]["women"], json!({"part": 0, "whole": 1, "percent": 0.0}));
    assert_eq!(org["mentoring"]["memberships"], json!([{"group": "Клуб", "joined": "2023-09-01", "ended": null}]));

    let person = card(&desk, "org staff show 1");
    assert_eq!(person["name"], "Ким Анна");
    assert_eq!(person["born"], "1990-05-12");
    let work = person["employments"].as_array().unwrap();
    assert_eq!(work.len(), 2);
    assert_eq!(work[0]["dismissed"], "2022-08-31");
    assert_eq!((&work[1]["post"], &work[1]["main"]), (&json!("директор"), &json!(true)));
    assert_eq!(work[1]["pedagogical"], false);
    assert_eq!(person["pairs"][0]["mentees"], json!([{"id": 2, "name": "Пак Олег"}]));
    assert_eq!(person["memberships"][0]["joined"], Value::Null);

    let pair = card(&desk, "pair show 1");
    assert_eq!(pair["mentor"], json!({"id": 1, "name": "Ким Анна", "consent": null, "consent_withdrawn": null}));
    assert_eq!(pair["programs"][0]["approved"], "2023-10-05");
    let program = card(&desk, "program show 1");
    assert_eq!((&program["starts"], &program["mentees"][0]["id"]), (&json!("2023-10-01"), &json!(2)));
    let mentor = card(&desk, "mentor show 1");
    assert_eq!(mentor["registrations"][0]["registered"], "2023-09-01");
    let district = card(&desk, "org show");
    assert_eq!((&district["orgs"]["general"], &district["orgs"]["vocational"]), (&json!(1), &json!(0)));
    assert_eq!(district["other_staff"], Value::Null);
    let passport = card(&desk, "monitor passport N1");
    assert_eq!((&passport["mean"], &passport["regulation"]), (&json!(false), &json!("nozhay-yurt")));
    assert!(passport["condition"].as_array().is_some_and(|facts| !facts.is_empty()));
}

#[test]
fn without_names_a_card_tells_programs_what_it_tells_people() {
    let desk = school();
    let told = desk.done("org staff show 1 --no-names --format json").out;
    assert!(!told.contains("Ким") && !told.contains("Пак") && !told.contains("1990-05-12"), "{told}");
    let person: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&person["name"], &person["born"]), (&json!("Лицо 1"), &Value::Null));
    assert_eq!(person["employments"][0]["number"], Value::Null);
    assert_eq!(person["pairs"][0]["mentees"][0]["name"], "Лицо 2");
    assert!(desk.done("org staff show 1 --no-names").out.contains("наставляемые: Лицо 2"));
}
