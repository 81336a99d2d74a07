//! What is said of refusals.

use super::batch::Batch;
use crate::domain::plural;
use crate::error::Failure;
use crate::intake::Plan;

impl Batch {
    /// What is said of a file with refused rows.
    pub fn blame(&self, plan: &Plan) -> Option<Failure> {
        let defects = &plan.defects;
        if defects.count() == 0 {
            return None;
        }
        let errors = plural::count(defects.count() as u64, "ошибка", "ошибки", "ошибок");
        let rows = plural::count(defects.lines().len() as u64, "строка", "строки", "строк");
        let mut failure = Failure::refused(match (self.accept_valid, self.dry_run) {
            (false, _) => format!("{}: {errors}, ничего не записано", plan.name),
            (true, true) => format!("{}: {errors}, отказано: {rows}, остальные будут записаны", plan.name),
            (true, false) => format!("{}: {errors}, отказано: {rows}, остальные записаны", plan.name),
        });
        failure.hints = defects.told();
        Some(failure)
    }

    /// The refusals of several files as one.
    pub fn together(&self, mut refused: Vec<Failure>, nothing_kept: bool) -> Option<Failure> {
        if refused.len() < 2 && self.inputs.len() < 2 {
            return refused.pop();
        }
        if refused.is_empty() {
            return None;
        }
        let has_sheets = self.inputs.iter().any(|input| input.kind.is_some() && input.sheet.is_some());
        let bad = match has_sheets {
            true => plural::form(refused.len() as u64, "листе", "листах", "листах"),
            false => plural::form(refused.len() as u64, "файле", "файлах", "файлах"),
        };
        let where_at = if has_sheets { "на" } else { "в" };
        let kept = match (nothing_kept, self.dry_run) {
            (true, _) => "ничего не записано",
            (false, true) => "остальное будет записано",
            (false, false) => "остальное записано",
        };
        let count = refused.len();
        let mut failure = Failure::refused(format!("ошибки {where_at} {count} {bad} из {}, {kept}", self.inputs.len()));
        for one in refused {
            failure.hints.push(one.message);
            failure.hints.extend(one.hints.into_iter().map(|hint| format!("  {hint}")));
        }
        Some(failure)
    }
}
