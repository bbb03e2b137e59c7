//! Two pictures: what a sweep costs by what is open, and business time by its span.
use std::path::Path;

use plotters::prelude::*;
use tests::field::MeasuredSweep;

use crate::business::Business;

const SIZE: (u32, u32) = (720, 380);
const FONT: (&str, u32) = ("sans-serif", 16);

struct PlotLine<'a> {
    name: &'a str,
    color: RGBColor,
    points: Vec<(f64, f64)>,
}

/// Read units and milliseconds, each as a share of the smallest size's.
pub(crate) fn sweeps(path: &Path, sweeps: &[(usize, MeasuredSweep)]) {
    let Some((_, first)) = sweeps.first() else {
        return;
    };
    let share = |of: fn(&MeasuredSweep) -> f64| {
        let points = sweeps
            .iter()
            .map(|(open, sweep)| (count(*open), of(sweep) / of(first)));
        points.collect()
    };
    let lines = [
        PlotLine {
            name: "read units",
            color: BLUE,
            points: share(|sweep| sweep.index + sweep.reads),
        },
        PlotLine {
            name: "time",
            color: RED,
            points: share(|sweep| sweep.took.as_secs_f64()),
        },
    ];
    draw(
        path,
        "open tickets, of which 1,000 are due",
        "share of the smallest size",
        2.0,
        &lines,
    );
}

pub(crate) fn business(path: &Path, business: &Business) {
    let points = |of: &[(u32, f64)]| {
        of.iter()
            .map(|(days, ns)| (f64::from(*days), *ns))
            .collect()
    };
    let lines = [
        PlotLine {
            name: "add",
            color: BLUE,
            points: points(&business.add),
        },
        PlotLine {
            name: "between",
            color: RED,
            points: points(&business.between),
        },
    ];
    draw(path, "calendar days", "nanoseconds", 120.0, &lines);
}

fn draw(path: &Path, across: &str, up: &str, most: f64, lines: &[PlotLine<'_>]) {
    let all = || lines.iter().flat_map(|line| &line.points);
    let (left, right) = all().fold((f64::MAX, f64::MIN), |(l, r), (x, _)| {
        (l.min(*x), r.max(*x))
    });
    let top = all().fold(most, |top, (_, y)| top.max(*y * 1.1));
    let area = SVGBackend::new(path, SIZE).into_drawing_area();
    area.fill(&WHITE).unwrap();
    let mut chart = ChartBuilder::on(&area)
        .margin(12)
        .x_label_area_size(44)
        .y_label_area_size(64)
        .build_cartesian_2d((left..right).log_scale(), 0.0..top)
        .unwrap();
    chart
        .configure_mesh()
        .x_desc(across)
        .y_desc(up)
        .label_style(FONT)
        .axis_desc_style(FONT)
        .x_label_formatter(&|x| format!("{x:.0}"))
        .light_line_style(WHITE)
        .draw()
        .unwrap();
    for line in lines {
        let color = line.color;
        let points = line.points.iter().copied();
        let series = LineSeries::new(points.clone(), color.stroke_width(2));
        let drawn = chart.draw_series(series).unwrap();
        drawn
            .label(line.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], color));
        let dots = points.map(|point| Circle::new(point, 3, color.filled()));
        chart.draw_series(dots).unwrap();
    }
    chart
        .configure_series_labels()
        .label_font(FONT)
        .background_style(WHITE)
        .position(SeriesLabelPosition::LowerRight)
        .draw()
        .unwrap();
    area.present().unwrap();
}

/// Sizes are far below what a float counts exactly.
pub(crate) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}
