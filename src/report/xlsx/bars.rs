//! A chart of bars beside a short list: a native one, which whoever opens the workbook can change.

use rust_xlsxwriter::{Chart, ChartLegendPosition, ChartType, Color, Worksheet, XlsxError};

use crate::report::book::Bars;

/// A colour a column of figures: apart in grey too, where a printer has no other.
const COLOURS: [u32; 3] = [0x0044_72C4, 0x00BF_BFBF, 0x00ED_7D31];

/// Puts the chart beside the columns of a sheet that has so many rows below its heading.
pub(super) fn insert(
    sheet: &mut Worksheet,
    bars: &Bars,
    columns: &[(&'static str, String)],
    rows: u32,
) -> Result<(), XlsxError> {
    if rows == 0 {
        return Ok(());
    }
    let name = sheet.name();
    let mut chart = Chart::new(ChartType::Column);
    let figures = (0_u16..).zip(columns).filter(|(_, (column, _))| bars.figures.contains(column));
    for ((at, (_, heading)), colour) in figures.zip(COLOURS) {
        chart
            .add_series()
            .set_name(heading.as_str())
            .set_categories((name.as_str(), 1, 0, rows, 0))
            .set_values((name.as_str(), 1, at, rows, at))
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(colour))),
            );
    }
    chart.title().set_name(bars.title.as_str());
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.y_axis().set_min(0).set_max(1).set_num_format("0%");
    chart.set_width(760).set_height(380).set_alt_text(bars.title.as_str());
    let beside = u16::try_from(columns.len() + 1).unwrap_or(u16::MAX);
    sheet.insert_chart(1, beside, &chart)?;
    Ok(())
}
