#!/bin/sh
# The Spassky figures from the files of this folder: a fresh database, imports, shares, an export.
set -eu
cd "$(dirname "$0")/../.."
here=examples/spassky
day=2022-09-08

# The program: the one that NASTAVNIK names, else built here.
nastavnik=${NASTAVNIK:-${CARGO_TARGET_DIR:-target}/release/nastavnik}
[ -n "${NASTAVNIK:-}" ] || cargo build --release --quiet
mkdir -p target
rm -rf target/spassky.db target/spassky-export
export NASTAVNIK_DB=target/spassky.db
export NASTAVNIK_TODAY=$day

"$nastavnik" org init --name "Спасский муниципальный район" --since 01.09.2021
"$nastavnik" org import $here/organizations.csv
for file in $here/staff/*.csv; do
    "$nastavnik" org staff import "$file"
done
"$nastavnik" mentor import $here/mentors.csv
"$nastavnik" pair import $here/pairs.csv
"$nastavnik" org group import $here/groups.csv
"$nastavnik" org group import $here/members.csv

"$nastavnik" org show
"$nastavnik" monitor indicators --regulation spassky --as-of $day
"$nastavnik" monitor explain S8 --as-of $day
"$nastavnik" monitor explain S7 --as-of $day
# S2 has 286 names: here only the heading and those who are counted.
"$nastavnik" monitor explain S2 --as-of $day --format csv | sed -n '1p;/,counted,/p'
"$nastavnik" monitor export --as-of $day --out target/spassky-export --format excel
