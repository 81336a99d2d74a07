//! A line of figures: a share of a measure, of all or of a part, with what is told of it.

use std::rc::Rc;

use crate::domain::{Percent, Share};
use crate::indicator::{By, Catalogue, FigureGroup, FigureLine, FigureSource, Figures, Measure, OrgOnDay, Stratum};
use crate::report::{ChartFigure, Value};

/// What is planned for a line.
pub fn target(measure: &Measure, line: &FigureLine, figures: &Figures) -> Option<Percent> {
    let org = match line.group {
        FigureGroup::Org(at) => Some(figures.orgs[at].id),
        _ => None,
    };
    measure.target(line.kind, org, figures.when.day)
}

/// The rows of all measures, in their order.
pub fn figure_rows(
    catalogue: &Catalogue,
    figures: &Rc<Figures>,
    by: Option<By>,
) -> impl Iterator<Item = FigureRow> + use<> {
    let acts: Vec<(String, String)> = catalogue.acts.iter().map(|act| (act.code.clone(), act.short.clone())).collect();
    let municipality = only_municipality(figures);
    let figures = Rc::clone(figures);
    (0..figures.counted.len()).flat_map(move |at| {
        let (measure, _) = &figures.counted[at];
        let texts = Rc::new(MeasureTexts {
            act: acts[measure.act].clone(),
            // Readings stand below the title of their indicator; a breakdown has no other heading than theirs.
            heading: match (by, &measure.reading) {
                (None, Some(reading)) => format!("{}: {reading}", measure.code),
                (_, None) => format!("{}. {}", measure.code, measure.title),
                (_, Some(reading)) => format!("{}. {} — {reading}", measure.code, measure.title),
            },
            municipality: municipality.clone(),
        });
        let (lines, figures) = (figures.lines(at, by), Rc::clone(&figures));
        lines.into_iter().map(move |line| FigureRow {
            figures: Rc::clone(&figures),
            at,
            line,
            texts: Rc::clone(&texts),
        })
    })
}

/// The texts that the rows of a measure share.
pub struct MeasureTexts {
    /// The code and the title of its act.
    pub act: (String, String),
    pub heading: String,
    /// The file's municipality, if it has but one.
    municipality: Option<Rc<str>>,
}

/// A share of a measure: of all, or of a part.
pub struct FigureRow {
    pub figures: Rc<Figures>,
    /// The place of the measure among the figures.
    at: usize,
    /// The counts.
    pub line: FigureLine,
    pub texts: Rc<MeasureTexts>,
}

/// The file's municipality, if it has but one.
fn only_municipality(figures: &Figures) -> Option<Rc<str>> {
    let first = figures.orgs.first()?.municipality.clone();
    figures.orgs.iter().all(|org| org.municipality == first).then_some(first)
}

impl FigureRow {
    /// The measure.
    pub fn measure(&self) -> &Measure {
        &self.figures.counted[self.at].0
    }

    /// How many of how many.
    pub fn share(&self) -> Share {
        self.line.tally.share()
    }

    /// What is planned.
    pub fn target(&self) -> Option<Percent> {
        target(self.measure(), &self.line, &self.figures)
    }

    /// What a chart shows of it.
    pub fn figure(&self) -> ChartFigure {
        ChartFigure { share: self.share(), target: self.target(), unknown: self.line.tally.unknown.into() }
    }

    /// The organisation, if it is one's share.
    pub fn org(&self) -> Option<&OrgOnDay> {
        match self.line.group {
            FigureGroup::Org(at) => Some(&self.figures.orgs[at]),
            _ => None,
        }
    }

    pub fn municipality(&self) -> Option<&Rc<str>> {
        match &self.line.group {
            FigureGroup::Municipality(name) => Some(name),
            _ => self.org().map(|org| &org.municipality).or(self.texts.municipality.as_ref()),
        }
    }

    /// The wording of the act, or how it is read otherwise.
    pub fn title(&self) -> &str {
        let measure = self.measure();
        measure.reading.as_ref().unwrap_or(&measure.title)
    }

    /// «Спасский, п. 3».
    pub fn act_and_clause(&self) -> String {
        format!("{}, {}", self.texts.act.1, self.measure().clause)
    }

    /// The stratum, or that it is of all.
    pub fn stratum_or_total(&self) -> Value<'_> {
        self.line.stratum.map_or("всего".into(), |stratum| Value::Code(stratum.code(), stratum.title()))
    }

    /// What it is of in full: the organisation, the kind, the municipality.
    pub fn whole_label(&self) -> &str {
        match &self.line.group {
            FigureGroup::Whole => "всего",
            FigureGroup::Org(at) => &self.figures.orgs[*at].name,
            FigureGroup::Kind(kind) => kind.title(),
            FigureGroup::Municipality(name) => name,
        }
    }

    /// Whether it is of an organisation, among others or alone.
    pub fn has_org(&self, org: &OrgOnDay) -> bool {
        let is_in_group = match &self.line.group {
            FigureGroup::Whole => true,
            FigureGroup::Org(at) => self.figures.orgs[*at].id == org.id,
            FigureGroup::Kind(kind) => org.kind == *kind,
            FigureGroup::Municipality(name) => *name == org.municipality,
        };
        is_in_group && !matches!(self.line.stratum, Some(Stratum::Kind(kind)) if kind != org.kind)
    }

    /// In a word or two: «N1, школы», «N1, СОШ № 8».
    pub fn gap_name(&self) -> String {
        let whose = Some(self.label()).filter(|_| !matches!(self.line.group, FigureGroup::Whole));
        let stratum = self.line.stratum.filter(|_| whose.is_none()).map(|stratum| stratum.in_brief().to_owned());
        let whose = whose.or(stratum).map(|whose| format!(", {whose}")).unwrap_or_default();
        format!("{}{whose}", self.measure().code)
    }

    /// What is counted, what is planned, how many are needed: «N1, школы: 3 из 10, 30,0 %; план 70 %; ещё 4».
    pub fn gap_told(&self) -> String {
        let share = self.share();
        let counted = match share.whole {
            0 => "считать ещё некого".to_owned(),
            _ => format!("{share}, {}", share.percent_shown()),
        };
        let target = self.target().map(|target| format!("; план {target}")).unwrap_or_default();
        let more = self.to_target().map(|more| format!("; ещё {more}")).unwrap_or_default();
        format!("{}: {counted}{target}{more}", self.gap_name())
    }

    /// What a person calls the part that it is of.
    pub fn label(&self) -> String {
        let name: &str = match &self.line.group {
            FigureGroup::Whole => "всего",
            FigureGroup::Org(at) => self.figures.orgs[*at].shown(),
            FigureGroup::Kind(kind) => kind.title(),
            FigureGroup::Municipality(name) => name,
        };
        match self.line.stratum {
            Some(stratum) => format!("{name}, {}", stratum.title()),
            None => name.into(),
        }
    }

    /// Of a stratum: its share in a few words, beside the others.
    pub fn in_brief(&self) -> Option<String> {
        let share = self.share();
        let mut said = format!("{} {share}", self.line.stratum?.in_brief());
        if share.whole > 0 {
            said = format!("{said} {}", share.percent_shown());
        }
        let total = self.measure().target(None, None, self.figures.when.day);
        let target = self.target().filter(|target| Some(*target) != total).map(|target| format!("план {target}"));
        let more = self.to_target().filter(|more| *more > 0).map(|more| format!("ещё {more}"));
        let unknown = Some(self.line.tally.unknown).filter(|unknown| *unknown > 0);
        let unknown = unknown.map(|unknown| format!("нет данных {unknown}"));
        let asides: Vec<String> = [target, more, unknown].into_iter().flatten().collect();
        Some(if asides.is_empty() { said } else { format!("{said} ({})", asides.join(", ")) })
    }

    /// By what its facts judge, for programs: `age-limit=35 (program); age-on=ref (program)`.
    pub fn settings(&self) -> Option<String> {
        let words: Vec<_> = self.measure().rules().into_iter().map(|rule| self.figures.rules.word(rule)).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    pub fn stratum(&self) -> Value<'_> {
        self.line.stratum.map_or(Value::Empty, |stratum| Value::Code(stratum.code(), stratum.title()))
    }

    pub fn source(&self) -> Value<'_> {
        let (code, title) = self.line.tally.source.unwrap_or(FigureSource::Computed).code_and_title();
        Value::Code(code, title)
    }

    /// How many more are needed for the target.
    pub fn to_target(&self) -> Option<u64> {
        let share = self.share();
        self.target().filter(|_| share.whole > 0 && !self.measure().is_mean()).map(|target| share.to_target(target))
    }

    pub fn status(&self) -> Value<'_> {
        match self.target().and_then(|target| self.share().meets(target)) {
            Some(true) => Value::Code("met", "выполнен"),
            Some(false) => Value::Code("below", "не выполнен"),
            None => Value::Code("none", "–"),
        }
    }
}
