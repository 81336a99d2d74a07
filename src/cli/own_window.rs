//! A double click on the program in Explorer: the window belongs to it and would be gone at once with whatever it said.

use std::io::{self, IsTerminal, Write};

use crate::error::EXIT_USAGE;

/// What to do, for somebody who has never seen a window of commands.
const EXPLAINED: &str = "\
nastavnik — программа учёта наставничества.
Она работает в окне команд: двойным щелчком её не запускают.

Как начать:

  1. Откройте в Проводнике папку, в которой лежит nastavnik.exe.
  2. Щёлкните по строке адреса вверху, напишите cmd и нажмите Ввод (Enter).
     Откроется окно команд, которое уже стоит в этой папке.
  3. Напишите в нём

       nastavnik help

     и нажмите Ввод: программа перечислит свои команды и страницы руководства.
     Первая из страниц — «С чего начать».

";

/// Says what to do, and waits until it was read.
pub fn explained() -> u8 {
    let (mut out, input) = (anstream::stdout(), io::stdin());
    let asked = if input.is_terminal() {
        "Чтобы закрыть это окно, нажмите Ввод (Enter). "
    } else {
        ""
    };
    let said = write!(out, "{EXPLAINED}{asked}").and_then(|()| out.flush());
    if said.is_ok() && !asked.is_empty() {
        let _ = input.read_line(&mut String::new());
    }
    EXIT_USAGE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The window has 80 columns and 25 lines, where Windows is old.
    #[test]
    fn it_fits_into_the_smallest_window() {
        assert!(EXPLAINED.lines().all(|line| line.chars().count() < 80), "{EXPLAINED}");
        assert!(EXPLAINED.lines().count() < 24);
    }

    #[test]
    fn the_page_that_it_names_is_there() {
        let asked = ["С чего начать".to_owned()];
        assert!(EXPLAINED.contains(&format!("«{}»", asked[0])));
        assert!(crate::cli::guide::page_of(&asked).is_ok());
    }
}
