#!/bin/sh
# The Partizansky figures from the files of this folder: a fresh database, imports, shares, names, an export.
set -eu
cd "$(dirname "$0")/../.."
here=examples/partizansky

# The program: the one that NASTAVNIK names, else built here.
nastavnik=${NASTAVNIK:-${CARGO_TARGET_DIR:-target}/release/nastavnik}
[ -n "${NASTAVNIK:-}" ] || cargo build --release --quiet
mkdir -p target
rm -rf target/partizansky.db target/partizansky-export
export NASTAVNIK_DB=target/partizansky.db
export NASTAVNIK_TODAY=2022-12-31

"$nastavnik" org init --name "Партизанский муниципальный район" --since 01.01.2022
"$nastavnik" org import $here/organizations.csv
"$nastavnik" org staff import $here/staff.csv
"$nastavnik" org group import $here/groups.csv
"$nastavnik" org group import $here/members.csv
"$nastavnik" pair import $here/pairs.csv
"$nastavnik" program import $here/programs.csv

"$nastavnik" org show
"$nastavnik" monitor indicators --regulation partizansky --period 2022
"$nastavnik" monitor explain P3 --period 2022
"$nastavnik" monitor export --period 2022 --out target/partizansky-export --format excel
