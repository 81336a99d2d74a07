-- The units: everybody at a main workplace; one person is one unit, of several main workplaces the earliest counts.
-- The parameters: :from and :ref (the period's first day and its reference date), :ref_minus_N_years.
-- A query lists `unit` and `holds`: 1 yes, 0 no, NULL unknown; a unit that a fact doesn't list is a no.
-- Under a fact, `reason` queries tell more exactly why it doesn't hold, `doubt` queries why it can't be known: the first
-- that lists the unit speaks.

-- unit: teacher
-- says: педагогический работник: работает на отчётную дату, место работы основное (из нескольких — с самой ранней датой приёма), должность педагогическая
-- unknown: неизвестно, педагогическая ли должность
-- clause: постановление Правительства РФ от 21.02.2022 № 225
SELECT e.person_id AS unit, p.name AS label, p.id AS person, e.org_id AS org, ifnull(e.pedagogical, t.pedagogical) AS holds
FROM   employments e JOIN posts t ON t.id = e.post_id LEFT JOIN people p ON p.id = e.person_id
WHERE  e.main AND e.hired <= :ref AND (e.dismissed IS NULL OR e.dismissed >= :ref)
  AND  NOT EXISTS (SELECT 1 FROM employments f
                   WHERE f.person_id = e.person_id AND f.main AND (f.hired, f.id) < (e.hired, e.id)
                     AND (f.dismissed IS NULL OR f.dismissed >= :ref));

-- fact: young
-- says: моложе 35 лет на отчётную дату
-- otherwise: 35 лет и старше
-- unknown: нет даты рождения
-- clause: Партизанский, п. 4.1 (1); Ножай-Юрт, п. 7.7 (1)
SELECT id AS unit, CASE WHEN born IS NOT NULL THEN 1 END AS holds FROM people
WHERE  born IS NULL OR born > :ref_minus_35_years;

-- fact: young_inclusive
-- says: не старше 35 лет на отчётную дату (35-летние учитываются)
-- otherwise: старше 35 лет
-- unknown: нет даты рождения
-- clause: Партизанский, п. 4.1 (1); Ножай-Юрт, п. 7.7 (1)
SELECT id AS unit, CASE WHEN born IS NOT NULL THEN 1 END AS holds FROM people
WHERE  born IS NULL OR born > :ref_minus_36_years;

-- fact: novice
-- says: молодой специалист: педагогическая деятельность начата менее трёх лет назад
-- otherwise: педагогический стаж три года и больше
-- unknown: нет даты начала педагогической деятельности, либо стаж указан слишком грубо, чтобы судить
-- clause: Ножай-Юрт, п. 7.7 (2); Партизанский, п. 4.1 (1)
-- The true start lies after `teaching_since` less `teaching_spread` months; «floor» steps to the last day of a shorter month.
SELECT id AS unit, NULL AS holds FROM people WHERE teaching_since IS NULL
UNION ALL
SELECT id, CASE WHEN teaching_spread IS NULL
                  OR date(teaching_since, '-' || teaching_spread || ' months', 'floor') >= :ref_minus_3_years THEN 1 END
FROM   people
WHERE  teaching_since > :ref_minus_3_years;

-- doubt: novice
-- says: нет даты начала педагогической деятельности
SELECT id AS unit, 1 AS holds FROM people WHERE teaching_since IS NULL;

-- doubt: novice
-- says: стаж указан слишком грубо, чтобы судить: нужна дата начала педагогической деятельности
SELECT id AS unit, 1 AS holds FROM people
WHERE  teaching_spread IS NOT NULL AND teaching_since > :ref_minus_3_years;

-- fact: ordered
-- says: наставляемый в паре или группе, закреплённой приказом (номер и дата), не прекращённой до начала периода
-- otherwise: нет приказа о закреплении пары
-- clause: Ножай-Юрт, п. 7.7 *
SELECT b.person_id AS unit, 1 AS holds FROM mentees b JOIN pairs p ON p.id = b.pair_id
WHERE  p.order_number IS NOT NULL AND p.order_dated <= :ref AND (p.ended IS NULL OR p.ended >= :from);

-- reason: ordered
-- says: нет приказа о закреплении пары: не указан его номер или дата
SELECT b.person_id AS unit, 1 AS holds FROM mentees b JOIN pairs p ON p.id = b.pair_id
WHERE  (p.order_number IS NULL) <> (p.order_dated IS NULL) AND (p.ended IS NULL OR p.ended >= :from);

-- reason: ordered
-- says: нет приказа о закреплении пары на отчётную дату: он издан позже
SELECT b.person_id AS unit, 1 AS holds FROM mentees b JOIN pairs p ON p.id = b.pair_id
WHERE  p.order_number IS NOT NULL AND p.order_dated > :ref;

-- reason: ordered
-- says: нет приказа о закреплении пары, действующего в периоде: пара прекращена раньше
SELECT b.person_id AS unit, 1 AS holds FROM mentees b JOIN pairs p ON p.id = b.pair_id
WHERE  p.order_number IS NOT NULL AND p.order_dated <= :ref AND p.ended < :from;

-- fact: entered
-- says: вошёл в программу наставничества: для него утверждена персонализированная программа той же пары, не завершённая и не отменённая до начала периода
-- otherwise: приказ есть, программа не утверждена
-- clause: Ножай-Юрт, п. 7.7 *
SELECT b.person_id AS unit, 1 AS holds
FROM   mentees b JOIN pairs p ON p.id = b.pair_id
       JOIN program_pairs l ON l.pair_id = p.id
       JOIN programs g ON g.id = l.program_id
       JOIN program_people q ON q.program_id = g.id AND q.person_id = b.person_id
WHERE  p.order_number IS NOT NULL AND p.order_dated <= :ref AND (p.ended IS NULL OR p.ended >= :from)
  AND  g.approved <= :ref AND g.finishes >= :from AND (g.ended IS NULL OR g.ended >= :from);

-- reason: entered
-- says: приказ есть, программа не утверждена на отчётную дату: она утверждена позже
SELECT q.person_id AS unit, 1 AS holds FROM program_people q JOIN programs g ON g.id = q.program_id
WHERE  g.approved > :ref;

-- reason: entered
-- says: приказ есть, программа не утверждена на этот период: прежняя завершена или отменена раньше
SELECT q.person_id AS unit, 1 AS holds FROM program_people q JOIN programs g ON g.id = q.program_id
WHERE  g.approved <= :ref AND (g.finishes < :from OR g.ended < :from);

-- reason: entered
-- says: приказ есть, программа не утверждена для этой пары: она относится к другой
SELECT q.person_id AS unit, 1 AS holds FROM program_people q JOIN programs g ON g.id = q.program_id
WHERE  g.approved <= :ref AND g.finishes >= :from AND (g.ended IS NULL OR g.ended >= :from);

-- fact: supported
-- says: участвует в поддержке и сопровождении: закреплён приказом за наставником или состоит в любом объединении, группе, клубе
-- otherwise: нет ни приказа о закреплении пары, ни участия в объединениях и группах
-- clause: Партизанский, п. 4.1 (1)
SELECT b.person_id AS unit, 1 AS holds FROM mentees b JOIN pairs p ON p.id = b.pair_id
WHERE  p.order_number IS NOT NULL AND p.order_dated <= :ref AND (p.ended IS NULL OR p.ended >= :from)
UNION ALL
SELECT person_id, 1 FROM members
WHERE  person_id IS NOT NULL AND (joined IS NULL OR joined <= :ref) AND (ended IS NULL OR ended >= :from);

-- fact: registered
-- says: состоит в реестре наставников на отчётную дату
-- otherwise: не состоит в реестре наставников
-- clause: Спасский, раздел 1 (2)
SELECT person_id AS unit, 1 AS holds FROM mentors
WHERE  registered <= :ref AND (retired IS NULL OR retired >= :ref);

-- fact: networked
-- says: участник любого объединения, группы, клуба или проекта в отчётном периоде
-- otherwise: не состоит ни в одном объединении или группе
-- clause: Партизанский, п. 4.1 (3)
SELECT person_id AS unit, 1 AS holds FROM members
WHERE  person_id IS NOT NULL AND (joined IS NULL OR joined <= :ref) AND (ended IS NULL OR ended >= :from);

-- fact: in_community
-- says: участник клуба, сообщества, школы наставничества или наставнической группы в отчётном периоде
-- otherwise: не состоит в наставнической группе, сообществе или клубе
-- clause: Спасский, раздел 1 (3)
SELECT b.person_id AS unit, 1 AS holds
FROM   members b JOIN groups g ON g.id = b.group_id JOIN group_kinds k ON k.id = g.kind_id
WHERE  b.person_id IS NOT NULL AND k.community AND (b.joined IS NULL OR b.joined <= :ref) AND (b.ended IS NULL OR b.ended >= :from);
