//! A made-up district with something of everything: each table has a row, each column a value, each register a way out and
//! back. Whoever adds a table adds its rows here and is told by `house::district` what is still missing; the tests of undo,
//! of erasure, of exports, of `--no-names` and of the check then meet them.

use std::sync::OnceLock;

use super::{Desk, TODAY};

// A name stands in the nominative where `--no-names` hides it, and in another case where nobody expects one.

/// What tells of Кабардинова, once Жемчужникова, who stands wherever a name may stand and has left everything, so that her
/// data may be destroyed: parts of her names, and what is nobody else's.
pub const TRACES: &[&str] = &["емчужников", "абардинов", "Инга", " инга", "11223344595", "77-Ж", "жемчужный"];

const STAFF: &str = "ФИО;СНИЛС;Дата рождения;Организация;Должность;Дата приёма;Педагогический стаж на 01.09.2023\n\
    Петров Пётр Петрович;90010000794;03.02.1996;СОШ № 1;учитель;01.09.2018;5\n\
    Рощина Ольга Юрьевна;08765430300;;СОШ № 1;учитель;01.09.2018;12 лет 3 мес.\n";

const ANSWERS: &str = "Номер пары;Роль;СНИЛС;ФИО;Дата;Балл;Этап;Что мешало?\n\
    1;наставник;;;20.05.2023;8;выход;\"время; и место\"\n\
    2/б;наставляемый;;Петров Пётр Петрович;20.05.2024;10;;\n\
    2/б;наставляемый;087-654-303 00;;20.05.2024;0;вход;ничего\n\
    Ж;наставник;900-100-007 94;;20.05.2022;9;;Инга Жемчужникова старалась\n\
    Ж;наставляемый;112-233-445 95;;20.05.2022;8;;жемчужный характер наставника\n";

/// The district's own act.
const ACT: &str = "code = \"lesnoy\"\ntitle = \"План Лесного района\"\nshort = \"План района\"\n\n[[indicator]]\ncode = \"L1\"\n\
    clause = \"п. 3\"\ntitle = \"Доля педагогов в клубах\"\nunit = \"teacher\"\nkinds = [\"general\"]\ncondition = [\"in_community\"]\n";

const LINES: &[&str] = &[
    "org history --prune-before 01.02.2024 --yes --reason 'срок хранения'",
    // Organisations: with everything, of another municipality, of another kind, closed.
    "org add 'МБОУ \"СОШ № 1\" с. Ясное' --kind школа --short 'СОШ № 1' --inn 7707083893 --opened 01.09.1990 \
     --address='-1 этаж; ул. Школьная, 1' --head 'Жемчужникова И. Л.' --site 'sosh1.example'",
    "org add 'Детский сад «Ромашка»' --kind 'детский сад' --municipality 'Тихий район'",
    "org add 'Артель «Наставник»' --kind предприятие --inn 7736050003",
    "org add 'СОШ № 3' --kind школа --opened 01.09.1980 --head 'Жемчужникова И. Л.' --address 'ул. Школьная, 3, кв. Жемчужниковой' \
     --site 'https://жемчужникова.example'",
    "org close 'СОШ № 3' --date 31.08.2020 --successor 'СОШ № 1'",
    // A branch that was renamed and then became another.
    "org add 'Ясли-сад «Росинка»' --kind 'иное' --short Росинка --parent 'СОШ № 1'",
    "org edit Росинка --name 'Филиал «Росинка»' --effective 01.09.2015",
    "org edit Росинка --kind 'детский сад' --effective 01.09.2018",
    // Somebody is erased already. Nothing before this can be taken back.
    "org staff add 'Бывалов Семён Ильич' --org 'СОШ № 3' --post учитель --hired 01.09.1999",
    "org staff dismiss Бывалов --date 31.08.2020",
    "org staff erase Бывалов --basis 'акт, подписала Жемчужникова' --yes",
    // Papers in several editions, curators one after another.
    "org adopt 'Ромашка' --order-date 01.10.2021",
    "org adopt 'СОШ № 1' --order-number 15-ОД --order-date 01.09.2020 --results 'Жемчужникова освоит профессию' --monitoring 31.05.2021,31.12.2021 \
     --regulation-number 15/1 --regulation-date 02.09.2020 --curator 'Жемчужникова Инга' --curator-number '3 по просьбе Жемчужниковой' --curator-date 01.09.2020",
    "org adopt 'СОШ № 1' --order-number 16-ОД --order-date 01.09.2022 --road-map-date 03.09.2022 --road-map-until 31.08.2025 \
     --order-repealed 31.08.2022 --curator 'Кац Лев Маркович' --curator-date 01.09.2022",
    "org edit 'СОШ № 1' --head 'Ёлкин Пётр Ильич' --reason 'Жемчужникова отказалась'",
    // Known by every key; transferred within the organisation and out of it; renamed from a day on.
    "org staff add 'Иванова Анна Ильинична' --org 'СОШ № 1' --post учитель --hired 01.09.2015 --born 12.05.1990 --snils 12345678964 --number 7 --sex ж \
     --teaching-since 01.09.2012 --subject физика",
    "org staff edit Иванова --name 'Смирнова Анна Ильинична' --effective 01.09.2021",
    "org staff transfer Смирнова --to 'СОШ № 1' --date 01.09.2022 --post 'заместитель директора'",
    "org staff transfer Смирнова --to Ромашка --date 01.09.2023 --post воспитатель",
    // The number of one who left was given to another.
    "org staff add 'Кац Лев Маркович' --org 'СОШ № 1' --post учитель --hired 15.08.2019 --number 12",
    "org staff dismiss Кац --date 31.08.2022",
    "org staff add 'Соколов Олег Игоревич' --org 'СОШ № 1' --post учитель --hired 01.09.2023 --number 12",
    // Nothing but a name; a second workplace; a post that the nomenclature doesn't know, and one that is overruled.
    "org staff add 'Ёлкина-Ким Вера' --org Ромашка --post воспитатель --hired 01.09.2020",
    "org staff add 'Ёлкина-Ким Вера' --org 'СОШ № 1' --post хранитель --hired 01.02.2021 --side",
    "org staff add 'Оглы Рашид Ахмед оглы' --org 'СОШ № 1' --post 'мастер на все руки' --hired 01.09.2010 --born 01.01.1970 --pedagogical да",
    "org staff import staff.csv",
    "org post set старшина --stands-for 'старший вожатый'",
    "org staff edit Петров --pedagogical нет",
    // Whoever is to be erased, with a name that was misspelt for a while.
    "org staff add 'Жемчужникова Инга Львовна' --org 'СОШ № 1' --post 'учитель физики' --hired 01.09.2020 --born 12.05.1995 --snils 11223344595 \
     --number 77-Ж --sex ж --teaching-since 01.09.2020 --subject 'физика, кабинет Жемчужниковой'",
    "org staff edit Жемчужникова --name 'Жемчужниковна Инга Львовна'",
    "org staff edit Жемчужниковна --name 'Жемчужникова Инга Львовна' --reason 'Жемчужникова написала с ошибкой'",
    "org staff edit Жемчужникова --name 'Кабардинова Инга Львовна' --effective 01.03.2023",
    "org staff consent Кабардинова --given 01.09.2020",
    "org staff consent Рощина --given 01.09.2018",
    "org staff consent Рощина --withdrawn 01.09.2020",
    "org staff consent Рощина --given 01.09.2021",
    // Away: for good while nobody knows how long, for a year, in the army.
    "org staff absence add Смирнова --kind 'отпуск по уходу за ребёнком' --from 01.02.2024",
    "org staff absence add Петров --kind армия --from 01.07.2019 --to 30.06.2020",
    "org staff absence add Кабардинова --kind 'длительный отпуск' --from 01.03.2023",
    "org staff absence edit 3 --to 31.08.2023",
    // Mentors who come, go and come back; one from an enterprise.
    "mentor add Смирнова --date 01.09.2019 --subject физика --capacity 2",
    "mentor retire Смирнова --date 31.08.2021",
    "mentor add Смирнова --date 01.09.2022 --phone '8 (000) 123-45-67' --email smirnova@example.org --qualification высшая --qualified 25.12.2021 \
     --competences 'ОГЭ; опыты' --achievements '«Учитель года», 2-е место'",
    "mentor add 'Станков Павел Ильич' --org Артель --category предприятие --date 01.09.2022",
    "mentor add Петров --date 01.09.2020 --subject 'опыт Жемчужниковой'",
    "mentor add Кабардинова --date 01.09.2022 --phone '8 (000) 77 дома у Жемчужниковой' --email жемчужникова@example.org --qualification первая --qualified 01.03.2022 \
     --competences 'уроки Жемчужниковой' --achievements 'диплом Жемчужниковой'",
    // Who needs a mentor, and when a curator has looked at the list.
    "org needs add Кабардинова --org 'СОШ № 1' --need 'молодой специалист' --subject 'занятия Жемчужниковой' --date 01.09.2020",
    "org needs close Кабардинова --date 31.05.2022",
    "org needs add Соколов --org 'СОШ № 1' --need 'вновь прибывший' --date 01.09.2023",
    "org needs add Рощина --org 'СОШ № 1' --need дефициты --subject 'цифровые средства' --reverse да --date 01.02.2024",
    "org needs confirm --org 'СОШ № 1' --date 15.01.2024",
    // Groups of people and of organisations.
    "org group add М1 'Методисты № 1' --kind 'методическое объединение'",
    "org group add С1 '=Сеть' --kind 'сетевой проект' --network --municipality 'Тихий район'",
    "org group edit М1 --kind 'творческая группа' --network да --effective 01.09.2010",
    "org group edit М1 --kind 'методическое объединение' --network нет --effective 01.09.2015",
    "org group join М1 --person Смирнова",
    "org group join М1 --person Петров --date 01.09.2020",
    "org group leave М1 --person Петров --date 31.05.2021",
    "org group join М1 --person Петров --date 01.09.2022",
    "org group join М1 --person Кабардинова --date 01.09.2021",
    "org group join С1 --org 'СОШ № 1' --date 01.09.2022",
    "org group join С1 --org Ромашка",
    // Pairs of two, of a group, of an enterprise; a form of the district's own.
    "pair form 'наставник – стажёр'",
    "pair create --number 1 --mentor Смирнова --mentee Петров --order-number 15 --order-date 01.09.2022 --mentor-consent 30.08.2022 --mentee-consent 31.08.2022 \
     --form 'учитель–учитель' --model 'опытный педагог–молодой специалист' --kind традиционное --basis 'заявление' --request 'уроки; опыты'",
    "pair create --number 2/б --mentor Смирнова --mentee Петров --mentee Рощина --mentee Соколов --kind 'в группе' --start 01.09.2023 --despite 'группа по другой теме' \
     --mentor-consent 30.08.2023 --mentee-consent 31.08.2023",
    "pair create --number 3 --mentor 'Станков Павел Ильич' --mentee 'Серов Иван' --form 'работодатель–ученик' --start 01.10.2023",
    "pair close 3 --date 31.12.2023 --reason 'окончил школу'",
    "pair create --number Ж --mentor Петров --mentee Кабардинова --order-number '5 для Жемчужниковой' --order-date 01.09.2021 --basis 'просила Жемчужникова И. Л.'",
    "pair edit Ж --mentee Кабардинова --joined 01.09.2021 --join-order-number '5 для Жемчужниковой' --join-order-date 01.09.2021 --request 'Жемчужникова просит показать уроки'",
    // A second pair of the same people, for a reason; an order that prolongs one.
    "pair create --number Ж2 --mentor Петров --mentee Кабардинова --start 01.10.2021 --despite 'просила Жемчужникова'",
    "pair close Ж2 --date 31.12.2021",
    "pair renew Ж --until 31.12.2022 --order-number '7 для Жемчужниковой' --order-date 01.02.2022",
    "pair leave Ж Кабардинова --date 30.05.2022 --reason 'Жемчужникова просила'",
    "pair close Ж --date 31.05.2022 --reason 'просила Жемчужникова'",
    "pair create --number К --mentor Кабардинова --mentee Рощина --order-number 6 --order-date 01.10.2022",
    "pair edit 1 --org 'СОШ № 1' --until 31.05.2025",
    // A pair that ended by notice, whose people had taken their consents back.
    "pair create --number 4 --mentor Рощина --mentee Соколов --mentor-consent 30.08.2023 --mentee-consent 31.08.2023 --start 01.09.2023",
    "pair close 4 --date 29.12.2023 --ending 'по уведомлению' --notice 22.12.2023 --reason 'просьба обоих'",
    // Agreements with mentors, and why there is none.
    "pair agreement add Ж --number '9 для Жемчужниковой' --date 30.08.2021 --content 'Жемчужникова учится вести урок' --since 01.09.2021 --until 31.05.2022 \
     --form 'в кабинете Жемчужниковой' --pay 'пока работает Жемчужникова: 1000 руб.'",
    "pair agreement add К --ground 'обязанность по должности, просит Жемчужникова'",
    "pair agreement edit 1 --since 02.09.2021",
    // A tutor beside the mentor, and after her another one.
    "pair join 1 Кабардинова --as тьютор --date 03.10.2022",
    "pair tutor edit 1 --joined 01.10.2022",
    "pair leave 1 Кабардинова --as тьютор --date 31.05.2023",
    "pair join 1 Оглы --as тьютор --date 01.09.2023",
    // Days off duties, of whoever stands in and of whom somebody stands in for.
    "pair release add Ж Кабардинова --number '5 по просьбе Жемчужниковой' --date 01.10.2021 --from 04.10.2021 --substitute 'Петров' --purpose 'урок'",
    "pair release add 1 Петров --number '6 для Жемчужниковой' --date 03.10.2022 --from 05.10.2022 --to 06.10.2022 --substitute 'Жемчужникова' \
     --purpose 'Жемчужникова показывает урок'",
    "pair release edit 2 --to 07.10.2022",
    "pair edit 4 --mentor-consent-withdrawn 21.12.2023 --mentee Соколов --mentee-consent-withdrawn 22.12.2023",
    // Meetings: held, with the minutes; by a schedule, past and to come; whoever is erased stands in all that is written of one.
    "pair meet add 1 --date 12.10.2022 --form очно --topic 'рабочая программа' --lesson 'физика, 7 «Б»' --minutes '№ 1; лист 2'",
    "pair meet add 1 --due 03.06.2024 --due 10.09.2024",
    "pair meet edit 2 --date 30.05.2024 --form дистанционно",
    "pair meet add Ж --due 04.10.2021 --topic 'жалоба Жемчужниковой' --lesson 'урок Инги Жемчужниковой' --minutes 'у Жемчужниковой'",
    "pair meet edit 4 --date 05.10.2021",
    // Programs that were completed, cancelled, are under way, have no pair yet.
    "program draft --number П1 --pair 1 --start 01.09.2022 --finish 31.05.2023 --title 'Первый год'",
    "program approve П1 --date 05.09.2022",
    "program complete П1 --date 30.05.2023",
    "program edit П1 --pair 1 --since 01.09.2022 --until 30.05.2023",
    "program draft --number П2 --pair 2/б --start 01.09.2023 --finish 30.09.2023 --reason 'краткий курс'",
    "program draft --number П3 --mentee Кац --start 01.09.2022 --finish 31.05.2023",
    "program draft --number Ж --pair Ж --start 05.09.2021 --finish 30.10.2021 --title 'Жемчужникова: первый год' --reason 'Жемчужникова спешит'",
    "program approve Ж --date 04.09.2021 --number '41 для Жемчужниковой'",
    "program edit Ж --directions 'Жемчужникова ведёт кружок' --goals 'цель назвала Жемчужникова' --resources 'кабинет Жемчужниковой' \
     --strengths 'Жемчужникова поёт'",
    "program report П1 --date 29.05.2023 --reflexion 25.05.2023",
    "program cancel Ж --date 20.09.2021 --reason 'Жемчужникова против'",
    "program need add П1 'Теряется на открытом уроке; =не знает' --method 'посещённый урок' --date 15.09.2022",
    "program need add П2 'Не ведёт электронный журнал' --mentee Рощина --method анкета",
    "program need add П2 'Не ведёт электронный журнал' --mentee Петров",
    "program need add Ж 'Жемчужникова боится родителей' --method 'собственный запрос' --date 10.09.2021",
    "program need edit 4 --method диагностика",
    "program task add П1 'Посетить уроки наставника; =три' --need 1 --set 20.09.2022 --due 31.10.2022 --responsible '@наставник'",
    "program task done 1 --date 28.10.2022 --result 'уроки разобраны'",
    "program task add П2 'Курсы «Школа молодого педагога»' --kind курсы --due 25.09.2023",
    "program task add П1 'Семинар «Урок»; =первый' --kind семинар --due 20.03.2023 --responsible завуч --level муниципалитет",
    "program task add П2 'Вести журнал' --need 2 --set 02.09.2023",
    "program task add Ж 'Позвать Жемчужникову на собрание' --need 4 --responsible 'сама Жемчужникова' --set 11.09.2021 --due 20.09.2021",
    "program task done 5 --date 18.09.2021 --result 'Жемчужникова пришла'",
    "program stage П2 подготовительный --since 01.09.2023",
    "program measure kind 'Посещённые уроки' --unit 'уроки Жемчужниковой' --direction рост",
    "program measure add Ж 'Срок адаптации' --stage вход --value 3 --date 10.09.2021",
    "program measure add П1 'Успеваемость обучающихся' --stage вход --value 72,5 --date 15.09.2022",
    "program measure add П1 успеваемость --stage выход --value 78 --date 24.05.2023",
    "program measure edit 3 --value 77,25 --date 25.05.2023",
    // What was corrected in a program on its way, and why.
    "program correction add П1 'добавлены открытые уроки; =два' --date 15.01.2023 --reason 'итоги диагностики'",
    "program correction add Ж 'Жемчужникова ходит на уроки' --date 15.09.2021 --reason 'просила Жемчужникова'",
    "program correction edit 1 --date 16.01.2023",
    // Reviews: one returned and submitted anew, one of the district's experts, one from outside, materials with a title.
    "org review add программа --program П1 --date 25.08.2022 --expert Оглы",
    "org review conclude 1 --verdict возвращено --date 30.08.2022 --remarks 'нет сроков; =нет'",
    "org review correct 1 --date 01.09.2022 --changes 'сроки указаны'",
    "org review add программа --program П1 --date 02.09.2022 --expert Кабардинова",
    "org review conclude 2 --verdict согласовано --date 03.09.2022",
    "org review add 'дорожная карта' --org 'СОШ № 1' --date 01.09.2022",
    "org review conclude 3 --verdict согласовано --date 02.09.2022 --expert 'Арбузов Ян, центр развития'",
    "org review add 'методические материалы' --org 'СОШ № 1' --title 'уроки Жемчужниковой' --date 01.02.2022 --expert 'Жемчужникова из центра'",
    "org review conclude 4 --verdict возвращено --date 10.02.2022 --remarks 'Жемчужникова не указала класс'",
    "org review edit 4 --corrected 20.02.2022 --changes 'Жемчужникова указала класс'",
    "org review add положение --org Ромашка --date 01.06.2024",
    "program stage П1 подготовительный --since 01.09.2022 --until 15.09.2022",
    "program stage П1 проектировочный --since 16.09.2022 --until 30.09.2022",
    "program stage П1 реализационный --since 30.09.2022",
    "monitor survey import 'ответы Жемчужниковой.csv'",
    "pair close К --date 31.05.2023",
    "mentor retire Кабардинова --date 31.05.2023",
    "org group leave М1 --person Кабардинова --date 31.05.2023",
    "org staff dismiss Кабардинова --date 31.08.2023",
    // Settings, an export that was made and isn't due any more, something that was taken back.
    "org backup --keep 5",
    "monitor check waive birth_missing:4 --reason 'дату принесёт Жемчужникова' --until 01.09.2024",
    "monitor setting acts --act 'наш план.toml' --keep",
    "monitor setting acts spassky",
    "monitor setting acts --all",
    "monitor setting age-limit 36 --from 01.01.2030",
    "monitor target set N1 75,5 --year 2030",
    "monitor target set N1 80 --year 2030 --kind школа",
    "monitor target set N1 90 --year 2030 --org 'СОШ № 1'",
    "monitor run --add year S1 --regulation spassky --by org --export export --since 01.01.2023",
    "monitor run",
    "monitor run --remove 1",
    "org group kind 'лишний вид'",
    "org undo",
    "org edit 'СОШ № 1' --site https://wrong.example",
    "org undo",
];

/// The district on a desk of one's own. It is entered once and then copied. Today is 15.06.2024.
pub fn district() -> Desk {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    let desk = Desk::bare();
    desk.write("nastavnik.db", BYTES.get_or_init(|| entered(|_| ()).bytes()));
    desk
}

/// The district as it comes about, shown after each command.
pub fn entered(mut show: impl FnMut(&Desk)) -> Desk {
    // Of winter the journal knows nothing any more.
    let winter = Desk::new()
        .at("2024-01-10")
        .with(["monitor setting since 01.09.1980", "org group kind 'дискуссионный клуб' --community"]);
    let desk = winter.at(TODAY);
    desk.write("staff.csv", STAFF).write("ответы Жемчужниковой.csv", ANSWERS).write("наш план.toml", ACT);
    for line in LINES {
        desk.done(line);
        show(&desk);
    }
    desk
}
