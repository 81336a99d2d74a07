#!/bin/sh
# A year of one pair of this folder's house of creativity: from the list of those who need a mentor to the next school year, with its papers.
# It goes on from the database that run.sh makes, in a copy, so that the figures stay what they are.
set -eu
cd "$(dirname "$0")/../.."

nastavnik=${NASTAVNIK:-${CARGO_TARGET_DIR:-target}/release/nastavnik}
papers=target/nozhay-yurt-papers
[ -f target/nozhay-yurt.db ] || examples/nozhay-yurt/run.sh > /dev/null
rm -rf "$papers" target/nozhay-yurt-year.db
mkdir -p "$papers"
cp target/nozhay-yurt.db target/nozhay-yurt-year.db
export NASTAVNIK_DB=target/nozhay-yurt-year.db

# on DAY COMMAND …: the command as it would be typed on that day.
on() {
    NASTAVNIK_TODAY=$1
    export NASTAVNIK_TODAY
    shift
    "$nastavnik" "$@" 2>&1
}

# September: the curator's list, the mentor whom the register suggests.
on 2024-09-02 org needs propose --org "ДДТ «Эдельвейс»" --create
on 2024-09-02 org needs confirm --org "ДДТ «Эдельвейс»" --date 02.09.2024
on 2024-09-02 pair suggest --org "ДДТ «Эдельвейс»"

# The pair, its consents, its order, the agreement; the tutor beside the mentor.
on 2024-09-02 pair create --number 200 --mentor "Облаковцева Фатима" --mentee "Алычинкина Лариса" --form "педагог–педагог" \
    --model "опытный педагог–молодой специалист" --kind краткосрочное --start 05.09.2024 --until 30.05.2025 --org "ДДТ «Эдельвейс»" \
    --request "как вести разновозрастную группу"
on 2024-09-02 pair print consent 200 --output $papers/consent.docx
on 2024-09-03 pair edit 200 --mentor-consent 03.09.2024 --mentee "Алычинкина Лариса" --mentee-consent 03.09.2024
on 2024-09-04 pair print order --org "ДДТ «Эдельвейс»" --number 31-ОД --date 04.09.2024 --output $papers/order.docx
on 2024-09-04 pair edit 200 --order-number 31-ОД --order-date 04.09.2024
on 2024-09-04 pair agreement add 200 --number 12 --date 04.09.2024 --content "помощь молодому педагогу" \
    --since 05.09.2024 --until 30.05.2025 --form очно --pay "2500 руб. в месяц"
on 2024-09-04 pair print agreement 200 --all --output $papers/agreement.docx
on 2024-09-05 pair join 200 "Алычинкин Заур" --as тьютор --date 05.09.2024

# The program: what the mentee lacks, the tasks that answer it, the values at the entry, the stages, the approval.
on 2024-09-05 program draft --number Г-1 --pair 200 --start 05.09.2024 --finish 30.05.2025 --title "Первый год педагога" \
    --goals "уверенность на занятии"
on 2024-09-10 program need add Г-1 "Не хватает приёмов работы с группой" --method "посещённый урок" --date 09.09.2024
on 2024-09-10 program task add Г-1 "Посетить три занятия наставника" --need 1 --set 10.09.2024 --due 31.10.2024 \
    --responsible наставляемый
on 2024-09-10 program task add Г-1 "Курсы для молодых педагогов" --kind курсы --set 10.09.2024 --due 31.03.2025
on 2024-09-10 program measure add Г-1 "Качество адаптации" --stage вход --value 5 --date 10.09.2024
on 2024-09-12 program stage Г-1 подготовительный --since 05.09.2024 --until 12.09.2024
on 2024-09-12 program stage Г-1 проектировочный --since 12.09.2024 --until 20.09.2024
on 2024-09-20 program approve Г-1 --date 20.09.2024 --number 35-ОД
on 2024-09-20 program stage Г-1 реализационный --since 20.09.2024
on 2024-09-20 program print Г-1 --output $papers/program.docx

# The school year: meetings by a schedule, a day off duties, a task done.
on 2024-09-23 pair meet add 200 --due 25.09.2024 --due 23.10.2024 --due 20.11.2024
on 2024-09-25 pair meet add 200 --date 25.09.2024 --due 25.09.2024 --form очно --topic "разбор занятия" --lesson "кружок, вторая группа"
on 2024-10-14 pair release add 200 "Алычинкина Лариса" --number 40 --date 14.10.2024 --from 16.10.2024 \
    --substitute "Луговейкина Амина Хасановна" --purpose "семинар молодых педагогов"
on 2024-10-14 pair print release 200 --output $papers/release.docx
on 2024-10-25 program task done 1 --date 24.10.2024 --result "занятия разобраны"
on 2024-10-25 pair show 200

# January: the mentor leaves, another one takes the pair over; program, tutor and schedule go along.
on 2025-01-13 pair handover 200 --to "Луговейкина Амина" --date 13.01.2025 --order-number 2-ОД --order-date 13.01.2025 \
    --new-number 201 --mentor-consent 10.01.2025 --mentee-consent 10.01.2025

# May: the values at the exit, reflexion and report, the effect; then the next school year by an order, and the end by wish.
on 2025-05-26 program stage Г-1 реализационный --until 25.05.2025
on 2025-05-26 program measure add Г-1 "Качество адаптации" --stage выход --value 8 --date 26.05.2025
on 2025-05-26 program report Г-1 --date 26.05.2025 --reflexion 23.05.2025
on 2025-05-30 program complete Г-1 --date 30.05.2025
on 2025-05-30 monitor effect --program Г-1
on 2025-05-30 pair renew 201 --until 29.05.2026 --order-number 33-ОД --order-date 30.05.2025
on 2025-05-30 pair list --renewed
on 2025-06-02 mentor portfolio "Луговейкина Амина" --output $papers/portfolio.docx
on 2025-06-16 org needs close "Алычинкина Лариса" --date 16.06.2025
on 2025-06-16 pair close 201 --date 16.06.2025 --ending "по желанию" --reason "переезд"
on 2025-06-16 pair list --all --by-form
