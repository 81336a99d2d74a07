#!/bin/sh
# The Nozhay-Yurt figures from the files of this folder: a fresh database, imports, table 7.7 year by year, names, an export.
set -eu
cd "$(dirname "$0")/../.."
here=examples/nozhay-yurt

# The program: the one that NASTAVNIK names, else built here.
nastavnik=${NASTAVNIK:-${CARGO_TARGET_DIR:-target}/release/nastavnik}
[ -n "${NASTAVNIK:-}" ] || cargo build --release --quiet
mkdir -p target
rm -rf target/nozhay-yurt.db target/nozhay-yurt-export
export NASTAVNIK_DB=target/nozhay-yurt.db
export NASTAVNIK_TODAY=2024-12-31

"$nastavnik" org init --name "Ножай-Юртовский муниципальный район" --since 01.01.2022
"$nastavnik" org import $here/organizations.csv
for file in $here/staff/*.csv; do
    "$nastavnik" org staff import "$file"
done
"$nastavnik" mentor import $here/mentors.csv
"$nastavnik" pair import $here/pairs.csv
"$nastavnik" program import $here/programs.csv
"$nastavnik" monitor survey import $here/answers.csv
# No file tells that a program was cancelled; it was approved for the whole school year.
"$nastavnik" program cancel П-114 --date 15.12.2022 --reason "наставник занят во вторую смену"

for year in 2022 2023 2024; do
    "$nastavnik" monitor indicators --regulation nozhay-yurt --period $year
done
"$nastavnik" monitor indicators --regulation nozhay-yurt --period 2024 --readings
"$nastavnik" monitor explain N2 --period 2024
# The answers are many: here those of the first pairs.
"$nastavnik" monitor survey show | sed -n '1,20p'
"$nastavnik" monitor export --period 2024 --out target/nozhay-yurt-export --format excel
