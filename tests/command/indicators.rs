//! `monitor indicators` as people see it: the official title once, across the screen, and an act on one screen.

use crate::common::Desk;

/// The lines and columns of a plain terminal; the desk has as many columns.
const SCREEN: (usize, usize) = (24, 80);

/// The example districts, each on the last day of its figures, with their act and the period that they are of.
const DISTRICTS: &[(&str, &str, &[&str])] = &[
    ("nozhay-yurt", "2024-12-31", &["--period 2022", "--period 2023", "--period 2024"]),
    ("partizansky", "2022-12-31", &["--period 2022"]),
    ("spassky", "2022-09-08", &["--as-of 2022-09-08"]),
];

fn fits(desk: &Desk, line: &str) -> String {
    let told = desk.done(line).out;
    assert!(told.lines().count() <= SCREEN.0, "{line}: {} lines\n{told}", told.lines().count());
    assert!(told.lines().all(|line| line.chars().count() <= SCREEN.1), "{line}\n{told}");
    told
}

#[test]
fn an_act_is_read_on_one_screen() {
    for (act, today, periods) in DISTRICTS {
        let desk = Desk::example(act, today);
        for act in ["nozhay-yurt", "partizansky", "spassky"] {
            for period in *periods {
                fits(&desk, &format!("monitor indicators --regulation {act} {period}"));
            }
        }
    }
}

/// An act without strata, or an indicator with strata, is read on one screen with all its readings.
#[test]
fn readings_are_read_on_one_screen() {
    for (act, codes) in
        [("partizansky", &[""][..]), ("spassky", &[""]), ("nozhay-yurt", &["N1", "N2", "N3", "N4", "N5"])]
    {
        let (_, today, periods) = DISTRICTS.iter().find(|(name, ..)| *name == act).unwrap();
        let desk = Desk::example(act, today);
        for (period, code) in periods.iter().flat_map(|period| codes.iter().map(move |code| (period, code))) {
            fits(&desk, &format!("monitor indicators {code} --regulation {act} {period} --readings"));
        }
    }
}

/// Whatever the rows of a program have stands on the screen too: each share with its percentage and whoever isn't known, of a
/// stratum also what it lacks, and its plan if that isn't the plan of all.
#[test]
fn no_figure_is_lost_on_the_screen() {
    let columns = ["code", "stratum", "numerator", "denominator", "percent", "target", "to_target", "unknown"];
    for (act, today, periods) in DISTRICTS {
        let desk = Desk::example(act, today);
        for period in *periods {
            let line = format!("monitor indicators --regulation {act} {period} --readings");
            let screen = desk.done(&line).out;
            let shown: Vec<&str> = screen.lines().flat_map(|line| line.trim().split(" · ")).collect();
            let rows = desk.cells(&line, &columns);
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split('|').collect()).collect();
            for row in &rows {
                let [code, stratum, part, whole, percent, target, lacks, unknown] = row[..] else { panic!("{row:?}") };
                let share = format!("{part} из {whole}");
                let percent =
                    if percent.is_empty() { String::new() } else { format!(" {} %", percent.replace('.', ",")) };
                let said = match stratum {
                    "" => {
                        let end =
                            [lacks, unknown].map(|number| if number == "0" || number.is_empty() { "" } else { number });
                        let words = |line: &&&str| line.split_whitespace().collect::<Vec<_>>().join(" ");
                        let has = |line: &String| {
                            line.contains(&format!("{share}{percent}"))
                                && end.iter().all(|number| line.contains(number))
                        };
                        assert!(shown.iter().map(|line| words(&line)).any(|line| has(&line)), "{line}: {row:?}");
                        continue;
                    }
                    "general" => "школы",
                    "additional" => "доп. обр.",
                    "preschool" => "детские сады",
                    other => panic!("{other}"),
                };
                let total = rows.iter().find(|row| row[0] == code && row[1].is_empty()).unwrap();
                let asides = [
                    (target != total[5]).then(|| format!("план {target} %")),
                    (!["", "0"].contains(&lacks)).then(|| format!("ещё {lacks}")),
                    (unknown != "0").then(|| format!("нет данных {unknown}")),
                ];
                let asides = asides.into_iter().flatten().collect::<Vec<_>>().join(", ");
                let asides = if asides.is_empty() { asides } else { format!(" ({asides})") };
                let said = format!("{said} {share}{percent}{asides}");
                assert!(shown.contains(&said.as_str()), "{line}: {said}\n{screen}");
            }
        }
    }
}

/// A breakdown has a row a part, under the title of its indicator.
#[test]
fn a_breakdown_has_a_row_a_part() {
    let told = Desk::example("partizansky", "2022-12-31").done("monitor indicators P1 P2 --period 2022 --by kind").out;
    let lines: Vec<&str> = told.lines().collect();
    let under = |title: &str| lines.iter().position(|line| line.starts_with(title)).unwrap();
    assert!(under("P1. ") < under("P2. "), "{told}");
    assert!(lines[under("P2. ") + 1].trim_start().starts_with("школа "), "{told}");
}
