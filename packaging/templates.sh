#!/bin/sh
# The templates that schools fill in, written by the program itself into the folder that is named. A program for this machine
# writes them: the one that NASTAVNIK names, else one that is built here.
set -eu
folder=${1:?the folder for the templates}
cd "$(dirname "$0")/.."
mkdir -p "$folder"
if [ -z "${NASTAVNIK:-}" ]; then
    env -u CARGO_ENCODED_RUSTFLAGS -u CFLAGS -u CC_SHELL_ESCAPED_FLAGS cargo build --locked --bin nastavnik --target-dir target
    NASTAVNIK=target/debug/nastavnik
fi
# A database that isn't there: a template has then no lists of a district.
for template in \
    "организации:org import" \
    "сотрудники:org staff import" \
    "наставники:mentor import" \
    "пары:pair import" \
    "программы:program import"; do
    # The words of a command, so without quotes.
    "$NASTAVNIK" --quiet --db "$folder/нет.db" ${template#*:} --template "$folder/${template%%:*}.xlsx"
done
