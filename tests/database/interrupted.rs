//! Ctrl-C: who stops a command that writes is told what became of the file, and it is so.
#![cfg(unix)]

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::common::Desk;
use crate::common::dump::dump;

/// An import that waits for more of its file, with the lock in its hands.
fn waiting(desk: &Desk) -> Child {
    let mut command = desk.command("org import -");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all("Наименование;Вид\nШкола Б;школа\n".as_bytes()).unwrap();
    let other = Connection::open(desk.db()).unwrap();
    other.busy_timeout(Duration::ZERO).unwrap();
    let begun = Instant::now();
    while other.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it never began");
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

#[test]
fn an_import_that_is_stopped_says_that_nothing_was_written() {
    let desk = Desk::new().with(["org add 'Школа А' --kind школа"]);
    let before = dump(&desk.sql());
    let mut child = waiting(&desk);
    // Its lock stands a moment before it says that it writes.
    std::thread::sleep(Duration::from_millis(300));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let code = child.wait().unwrap().code();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((code, said.as_str()), (Some(130), "\nПрервано: ничего не записано, база осталась такой, какой была\n"));
    assert_eq!(dump(&desk.sql()), before);
    desk.done("org add 'Школа В' --kind школа");
}
