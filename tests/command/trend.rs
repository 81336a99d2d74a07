//! `monitor trend`: a share on past days, each as the facts were then.

use crate::common::small_district::district;

#[test]
fn each_point_is_the_share_of_its_day() {
    let desk = district();
    let points = desk.cells("monitor trend N1", &["ref", "numerator", "denominator", "target"]);
    assert_eq!(points.len(), 12);
    assert_eq!(points[0], "2023-07-31|0|5|50");
    assert_eq!(points.last().unwrap(), "2024-06-15|1|4|70");
    // The order and the program are of February; on the day itself Петров is 35.
    assert_eq!(points[6..9], ["2024-01-31|0|5|70", "2024-02-29|1|5|70", "2024-03-31|1|5|70"]);
    for (at, point) in points.iter().enumerate() {
        let day = point.split('|').next().unwrap();
        let year = &day[..4];
        let alone = desk.cells(
            &format!("monitor indicators N1 --period {year}-01-01..{day}"),
            &["ref", "numerator", "denominator", "target"],
        );
        if at % 4 == 0 {
            assert_eq!(alone.last().unwrap(), point, "the total of its day");
        }
    }
    let yearly = desk.cells("monitor trend N1 --every year --from 01.01.2021", &["ref", "target"]);
    assert_eq!(yearly, ["2021-12-31|", "2022-12-31|25", "2023-12-31|50", "2024-06-15|70"]);
    let quarterly =
        desk.cells("monitor trend N1 N2 --every quarter --from 01.10.2023 --to 31.03.2024", &["code", "ref"]);
    assert_eq!(quarterly, ["N1|2023-12-31", "N1|2024-03-31", "N2|2023-12-31", "N2|2024-03-31"]);
}

#[test]
fn it_is_drawn_and_refuses_what_hasnt_come() {
    let desk = district();
    assert!(desk.done("monitor trend N1").out.contains('█'), "bars in the terminal");
    desk.done("monitor trend N1 N2 --output trend.html");
    let page = std::fs::read_to_string(desk.path("trend.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("31.03.2024"), "a chart on the page");
    desk.refused("monitor trend N1 --to 16.06.2024", 1, &["16.06.2024 ещё не наступило"]);
    desk.refused("monitor trend N1 --from 01.06.2024 --to 31.05.2024", 2, &["первая дата позже последней"]);
    desk.refused("monitor trend N1 --from 01.01.1950", 1, &["дат больше 400", "возьмите даты реже"]);
    desk.refused("monitor trend Щ1", 2, &["показателя «Щ1» нет"]);
    desk.refused("monitor trend", 2, &["КОД"]);
}
