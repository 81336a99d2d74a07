//! What Windows alone has: a window that belongs to the program, and code pages. Elsewhere there is neither.

/// The code page that is UTF-8, which the program writes.
#[cfg(windows)]
const UTF_8: u32 = 65_001;

/// Whether the window was opened for this program alone and closes with it: somebody clicked on it twice in Explorer.
#[cfg(windows)]
pub fn is_own_window() -> bool {
    let list = win32console::console::WinConsole::get_process_list();
    list.is_ok_and(|processes| processes.iter().filter(|process| **process != 0).count() == 1)
}

/// Whether the window was opened for this program alone and closes with it.
#[cfg(not(windows))]
pub fn is_own_window() -> bool {
    false
}

/// The code page in which programs around this one read what it writes into a pipe, where that isn't UTF-8.
#[cfg(windows)]
pub fn foreign_code_page() -> Option<u32> {
    win32console::console::WinConsole::get_output_code_page().ok().filter(|page| *page != UTF_8)
}

/// The code page in which programs around this one read what it writes into a pipe, where that isn't UTF-8.
#[cfg(not(windows))]
pub fn foreign_code_page() -> Option<u32> {
    None
}

/// What becomes of a table in a pipe, and what to do instead.
pub fn garbled(page: u32) -> String {
    format!(
        "таблица записана в кодировке UTF-8, а окно команд работает в кодировке {page}: за знаком «|» или «>» русские буквы могут \
         не прочитаться; надёжнее записать в файл: --output список.xlsx или --output список.txt"
    )
}
