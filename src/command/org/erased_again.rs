//! The warning of `org staff add` and `org staff import`: somebody whose data were destroyed has been entered anew.

use anyhow::Result;

use crate::domain::plural;
use crate::store::Store;
use crate::store::erasure::EnteredAgain;

/// As many people are named.
const NAMED: usize = 10;

/// What must be said of the employments entered after one; what to do stands once, last.
pub fn warnings(store: &Store, after: i64) -> Result<Vec<String>> {
    let again = store.erasures().erased_again(after)?;
    let mut warnings: Vec<_> = again.iter().take(NAMED).map(entry_in_words).collect();
    if again.len() > NAMED {
        let count = plural::count((again.len() - NAMED) as u64, "работа", "работы", "работ");
        warnings.push(format!("так же записаны заново ещё {count}"));
    }
    if !again.is_empty() {
        warnings.push(
            "если это те же люди, показатели за прошлые даты учитывают их работу дважды: отмените команду \
             (nastavnik org undo) и уберите эти строки из файла"
                .into(),
        );
    }
    Ok(warnings)
}

fn entry_in_words(EnteredAgain { who, erased, org, hired }: &EnteredAgain) -> String {
    format!("№ {} {}: та же работа ({org}, с {hired}) уже записана — {erased}", who.id, who.name)
}
