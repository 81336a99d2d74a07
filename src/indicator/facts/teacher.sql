-- The units: everybody at a main workplace; one person is one unit, of several main workplaces the earliest counts.
-- The parameters: :from and :ref (the period's first day and its reference date), :ref_minus_N_years; of the settings in force
-- :young_after, :young_inclusive_after (births), :novice_after (starts), :satisfaction. `rules` names the settings by which a fact
-- judges; {возраст} and the like stand in the words for their values.
-- A query lists `unit` and `holds`: 1 yes, 0 no, NULL unknown; a unit that a fact doesn't list is a no.
-- Under a fact, `reason` queries tell more exactly why it doesn't hold, `doubt` queries why it can't be known: the first
-- that lists the unit speaks, and a third column, if there is one, is named behind it. `absence` queries tell why a person is
-- no such unit at all; `beside` is what stands beside the names.

-- unit: teacher
-- title: педагогический работник
-- says: педагогический работник: работает на отчётную дату, место работы основное (из нескольких — с самой ранней датой приёма), должность педагогическая
-- otherwise: должность не педагогическая
-- unknown: неизвестно, педагогическая ли должность
-- clause: постановление Правительства РФ от 21.02.2022 № 225
SELECT w.person_id AS unit, p.name AS label, p.id AS person, w.org_id AS org, w.pedagogical AS holds
FROM   main_workplaces w LEFT JOIN people p ON p.id = w.person_id
WHERE  w.since <= :ref AND w.until >= :ref;

-- reason: teacher
-- says: должность не педагогическая
SELECT w.person_id AS unit, 1 AS holds, e.post AS named FROM main_workplaces w JOIN staff e ON e.id = w.id
WHERE  w.since <= :ref AND w.until >= :ref AND NOT w.pedagogical;

-- doubt: teacher
-- says: неизвестно, педагогическая ли должность
-- mend: org post set {named} --pedagogical да
SELECT w.person_id AS unit, 1 AS holds, e.post AS named FROM main_workplaces w JOIN staff e ON e.id = w.id
WHERE  w.since <= :ref AND w.until >= :ref AND w.pedagogical IS NULL;

-- absence: teacher
-- says: на отчётную дату работает только по совместительству
SELECT person_id AS unit, 1 AS holds FROM employments WHERE NOT main AND hired <= :ref AND ifnull(dismissed, :ref) >= :ref;

-- absence: teacher
-- says: на отчётную дату уже не работает
SELECT person_id AS unit, 1 AS holds FROM employments WHERE hired <= :ref;

-- absence: teacher
-- says: на отчётную дату ещё не принят на работу
SELECT person_id AS unit, 1 AS holds FROM employments;

-- absence: teacher
-- says: нет сведений о работе
SELECT id AS unit, 1 AS holds FROM people;

-- beside: teacher
SELECT w.person_id AS unit, e.post, p.born, p.teaching_since, p.teaching_spread
FROM   main_workplaces w JOIN staff e ON e.id = w.id JOIN people p ON p.id = w.person_id
WHERE  w.since <= :ref AND w.until >= :ref;

-- fact: young
-- title: моложе 35 лет
-- says: моложе {возраста} {день возраста}
-- otherwise: {возраст} и старше
-- rules: age-limit, age-on
-- unknown: нет даты рождения
-- mend_unknown: org staff edit {person} --born ДАТА
-- clause: Партизанский, п. 4.1 (1); Ножай-Юрт, п. 7.7 (1)
SELECT id AS unit, CASE WHEN born IS NOT NULL THEN 1 END AS holds FROM people
WHERE  born IS NULL OR born > :young_after;

-- fact: young_inclusive
-- title: не старше 35 лет
-- says: не старше {возраста} {день возраста} ({лет}-летние учитываются)
-- otherwise: старше {возраста}
-- rules: age-limit, age-on
-- unknown: нет даты рождения
-- mend_unknown: org staff edit {person} --born ДАТА
-- clause: Партизанский, п. 4.1 (1); Ножай-Юрт, п. 7.7 (1)
SELECT id AS unit, CASE WHEN born IS NOT NULL THEN 1 END AS holds FROM people
WHERE  born IS NULL OR born > :young_inclusive_after;

-- fact: novice
-- title: молодой специалист
-- says: молодой специалист: педагогическая деятельность начата менее {стажа} назад
-- otherwise: педагогический стаж {стаж} и больше
-- rules: novice-years
-- unknown: нет даты начала педагогической деятельности, либо стаж указан слишком грубо, чтобы судить
-- clause: Ножай-Юрт, п. 7.7 (2); Партизанский, п. 4.1 (1)
-- The true start lies after `teaching_since` less `teaching_spread` months; «floor» steps to the last day of a shorter month.
SELECT id AS unit, NULL AS holds FROM people WHERE teaching_since IS NULL
UNION ALL
SELECT id, CASE WHEN teaching_spread IS NULL
                  OR date(teaching_since, '-' || teaching_spread || ' months', 'floor') >= :novice_after THEN 1 END
FROM   people
WHERE  teaching_since > :novice_after;

-- doubt: novice
-- says: нет даты начала педагогической деятельности
-- mend: org staff edit {person} --teaching-since ДАТА
SELECT id AS unit, 1 AS holds FROM people WHERE teaching_since IS NULL;

-- doubt: novice
-- says: стаж указан слишком грубо, чтобы судить: нужна дата начала педагогической деятельности
-- mend: org staff edit {person} --teaching-since ДАТА
SELECT id AS unit, 1 AS holds FROM people
WHERE  teaching_spread IS NOT NULL AND teaching_since > :novice_after;

-- fact: novice_inclusive
-- title: молодой специалист, три года включительно
-- says: молодой специалист: педагогическая деятельность начата не больше {стажа} назад (ровно {стаж} учитываются)
-- otherwise: педагогический стаж больше {стажа}
-- rules: novice-years
-- unknown: нет даты начала педагогической деятельности, либо стаж указан слишком грубо, чтобы судить
-- clause: Ножай-Юрт, п. 7.7 (2); Партизанский, п. 4.1 (1)
SELECT id AS unit, NULL AS holds FROM people WHERE teaching_since IS NULL
UNION ALL
SELECT id, CASE WHEN teaching_spread IS NULL
                  OR date(teaching_since, '-' || teaching_spread || ' months', 'floor', '+1 day') >= :novice_after THEN 1 END
FROM   people
WHERE  teaching_since >= :novice_after;

-- doubt: novice_inclusive
-- says: нет даты начала педагогической деятельности
-- mend: org staff edit {person} --teaching-since ДАТА
SELECT id AS unit, 1 AS holds FROM people WHERE teaching_since IS NULL;

-- doubt: novice_inclusive
-- says: стаж указан слишком грубо, чтобы судить: нужна дата начала педагогической деятельности
-- mend: org staff edit {person} --teaching-since ДАТА
SELECT id AS unit, 1 AS holds FROM people
WHERE  teaching_spread IS NOT NULL AND teaching_since >= :novice_after;

-- fact: present
-- title: не отсутствует
-- says: на отчётную дату не отсутствует: не в отпуске по уходу за ребёнком, не в длительном отпуске, не на военной службе
-- otherwise: на отчётную дату отсутствует
SELECT id AS unit, 1 AS holds FROM people
WHERE  id NOT IN (SELECT person_id FROM absences WHERE since <= :ref AND until >= :ref);

-- reason: present
-- says: на отчётную дату отсутствует
SELECT person_id AS unit, 1 AS holds,
       CASE kind WHEN 'parental' THEN 'отпуск по уходу за ребёнком' WHEN 'long' THEN 'длительный отпуск'
                 WHEN 'army' THEN 'военная служба' END AS named
FROM   absences WHERE since <= :ref AND until >= :ref;

-- fact: ordered
-- title: закреплён приказом
-- says: наставляемый в паре или группе по приказу (номер и дата), участие не закончилось до начала периода: пара не прекращена, он не вышел из неё, он и наставник работают
-- otherwise: нет приказа о закреплении пары
-- mend: pair create --mentor НАСТАВНИК --mentee {person} --order-number НОМЕР_ПРИКАЗА --order-date ДАТА
-- clause: Ножай-Юрт, п. 7.7 *
SELECT person_id AS unit, 1 AS holds FROM ordered_participations WHERE since <= :ref AND until >= :from;

-- reason: ordered
-- says: нет приказа о закреплении пары: не указан его номер или дата
-- mend: pair edit {pair} --mentee {person} --join-order-number НОМЕР_ПРИКАЗА --join-order-date ДАТА
SELECT h.person_id AS unit, 1 AS holds, p.number AS pair
FROM   participations h JOIN mentees b ON b.id = h.id JOIN pairs p ON p.id = h.pair_id
WHERE  (b.order_number IS NULL) <> (b.order_dated IS NULL) AND h.until >= :from;

-- reason: ordered
-- says: нет приказа о закреплении пары: не указан его номер или дата
-- mend: pair edit {pair} --order-number НОМЕР_ПРИКАЗА --order-date ДАТА
SELECT h.person_id AS unit, 1 AS holds, p.number AS pair FROM participations h JOIN pairs p ON p.id = h.pair_id
WHERE  (h.order_number IS NULL) <> (h.order_dated IS NULL) AND h.until >= :from;

-- reason: ordered
-- says: нет приказа о закреплении пары на отчётную дату: он издан или наставляемый включён в неё позже
SELECT person_id AS unit, 1 AS holds FROM ordered_participations WHERE since > :ref;

-- reason: ordered
-- says: нет приказа о закреплении пары, действующего в периоде: пара прекращена раньше
-- mend: pair create --mentor НАСТАВНИК --mentee {person} --order-number НОМЕР_ПРИКАЗА --order-date ДАТА
SELECT person_id AS unit, 1 AS holds FROM participations
WHERE  order_number IS NOT NULL AND order_dated <= :ref AND pair_ended < :from;

-- reason: ordered
-- says: нет приказа о закреплении пары, действующего в периоде: наставляемый вышел из неё раньше
-- mend: pair create --mentor НАСТАВНИК --mentee {person} --order-number НОМЕР_ПРИКАЗА --order-date ДАТА
SELECT person_id AS unit, 1 AS holds FROM participations
WHERE  order_number IS NOT NULL AND order_dated <= :ref AND told_until < :from;

-- reason: ordered
-- says: нет приказа о закреплении пары, действующего в периоде: наставник раньше уволен
-- mend: pair create --mentor НАСТАВНИК --mentee {person} --order-number НОМЕР_ПРИКАЗА --order-date ДАТА
SELECT person_id AS unit, 1 AS holds FROM participations
WHERE  order_number IS NOT NULL AND order_dated <= :ref AND mentor_worked_until < :from;

-- reason: ordered
-- says: нет приказа о закреплении пары, действующего в периоде: наставляемый раньше ушёл из организации
-- mend: pair create --mentor НАСТАВНИК --mentee {person} --order-number НОМЕР_ПРИКАЗА --order-date ДАТА
SELECT person_id AS unit, 1 AS holds FROM participations
WHERE  order_number IS NOT NULL AND order_dated <= :ref AND mentee_worked_until < :from;

-- reason: ordered
-- says: нет приказа о закреплении пары, действующего в периоде: участие закончилось, не начавшись
-- mend: pair create --mentor НАСТАВНИК --mentee {person} --order-number НОМЕР_ПРИКАЗА --order-date ДАТА
SELECT person_id AS unit, 1 AS holds FROM participations
WHERE  order_number IS NOT NULL AND order_dated <= :ref AND until < ifnull(joined, order_dated);

-- reason: ordered
-- says: нет приказа о закреплении пары
-- mend: pair edit {pair} --order-number НОМЕР_ПРИКАЗА --order-date ДАТА
SELECT h.person_id AS unit, 1 AS holds, p.number AS pair FROM participations h JOIN pairs p ON p.id = h.pair_id
WHERE  h.order_number IS NULL AND h.order_dated IS NULL AND h.until >= :from;

-- fact: entered
-- title: вошёл в программу
-- says: вошёл в программу наставничества: для него утверждена персонализированная программа той же пары, не завершённая и не отменённая до начала периода
-- otherwise: приказ есть, программа не утверждена
-- lacks: программа не утверждена
-- mend: program draft --pair НОМЕР_ПАРЫ --mentee {person} --start НАЧАЛО --finish ОКОНЧАНИЕ; program approve НОМЕР_ПРОГРАММЫ --date ДАТА
-- clause: Ножай-Юрт, п. 7.7 *
SELECT person_id AS unit, 1 AS holds FROM entered_participations
WHERE  since <= :ref AND until >= :from AND program_since <= :ref AND program_until >= :from
  AND  linked_since <= :ref AND linked_until >= :from;

-- reason: entered
-- says: приказ есть, программа не утверждена на отчётную дату: она утверждена позже
SELECT person_id AS unit, 1 AS holds FROM approved_programs WHERE since > :ref;

-- reason: entered
-- says: приказ есть, программа не утверждена на этот период: прежняя завершена или отменена раньше
-- mend: program draft --pair {pair} --mentee {person} --start НАЧАЛО --finish ОКОНЧАНИЕ; program approve НОМЕР_ПРОГРАММЫ --date ДАТА
-- with: ordered_in_period
SELECT a.person_id AS unit, 1 AS holds, p.number AS pair
FROM   approved_programs a JOIN ordered_in_period o ON o.person_id = a.person_id JOIN pairs p ON p.id = o.pair_id
WHERE  a.since <= :ref AND a.until < :from;

-- reason: entered
-- says: приказ есть, программа не утверждена для этой пары: она относится к другой
-- mend: program draft --number {program} --pair {pair}
-- with: ordered_in_period
SELECT a.person_id AS unit, 1 AS holds, p.number AS pair, g.number AS program
FROM   approved_programs a JOIN programs g ON g.id = a.program_id
       JOIN ordered_in_period o ON o.person_id = a.person_id JOIN pairs p ON p.id = o.pair_id
WHERE  a.since <= :ref AND a.until >= :from;

-- reason: entered
-- says: приказ есть, программа не утверждена
-- mend: program approve {program} --date ДАТА
SELECT h.person_id AS unit, 1 AS holds, g.number AS program
FROM   participations h JOIN program_pairs l ON l.pair_id = h.pair_id
       JOIN program_people q ON q.program_id = l.program_id AND q.person_id = h.person_id
       JOIN programs g ON g.id = l.program_id
WHERE  h.until >= :from AND g.approved IS NULL AND ifnull(g.ended, :from) >= :from AND g.finishes >= :from
ORDER  BY h.order_number IS NULL OR h.order_dated IS NULL, g.id;

-- reason: entered
-- says: приказ есть, программа не утверждена
-- mend: program draft --pair {pair} --mentee {person} --start НАЧАЛО --finish ОКОНЧАНИЕ; program approve НОМЕР_ПРОГРАММЫ --date ДАТА
SELECT h.person_id AS unit, 1 AS holds, p.number AS pair FROM participations h JOIN pairs p ON p.id = h.pair_id
WHERE  h.until >= :from
ORDER  BY h.order_number IS NULL OR h.order_dated IS NULL, p.id;

-- fact: supported
-- title: поддержка и сопровождение
-- says: участвует в поддержке и сопровождении: закреплён приказом за наставником или состоит в любом объединении, группе, клубе
-- otherwise: нет ни приказа о закреплении пары, ни участия в объединениях и группах
-- mend: org group join ГРУППА --person {person} --date ДАТА
-- clause: Партизанский, п. 4.1 (1)
SELECT person_id AS unit, 1 AS holds FROM ordered_participations WHERE since <= :ref AND until >= :from
UNION ALL
SELECT person_id, 1 FROM memberships WHERE person_id IS NOT NULL AND since <= :ref AND until >= :from;

-- fact: registered
-- title: в реестре наставников
-- says: состоит в реестре наставников на отчётную дату
-- otherwise: не состоит в реестре наставников
-- mend: mentor add {person} --date ДАТА
-- clause: Спасский, раздел 1 (2)
SELECT person_id AS unit, 1 AS holds FROM registrations WHERE since <= :ref AND until >= :ref;

-- fact: networked
-- title: в объединении или группе
-- says: участник любого объединения, группы, клуба или проекта в отчётном периоде
-- otherwise: не состоит ни в одном объединении или группе
-- mend: org group join ГРУППА --person {person} --date ДАТА
-- clause: Партизанский, п. 4.1 (3)
SELECT person_id AS unit, 1 AS holds FROM memberships WHERE person_id IS NOT NULL AND since <= :ref AND until >= :from;

-- A network participation may begin or end with the work of its people, so it is looked at on its last day up to :ref: the
-- mentor works neither in its organisation nor in another one where the mentee works. A mentor who works nowhere then belongs
-- where the register of mentors says; of one who belongs nowhere nothing can be said to differ.

-- table: network_participation
-- made: once
SELECT p.person_id, p.mentor_id, p.org_id, p.day
FROM   (SELECT person_id, mentor_id, org_id, min(until, :ref) AS day FROM ordered_participations
        WHERE  since <= :ref AND until >= :from AND org_id IS NOT NULL) p
WHERE  NOT EXISTS (SELECT 1 FROM employments m
                   WHERE  m.person_id = p.mentor_id AND m.hired <= p.day AND ifnull(m.dismissed, p.day) >= p.day
                     AND (m.org_id = p.org_id OR EXISTS (SELECT 1 FROM employments e
                                                         WHERE  e.person_id = p.person_id AND +e.org_id = m.org_id
                                                           AND  e.hired <= p.day AND ifnull(e.dismissed, p.day) >= p.day)))
  AND (EXISTS (SELECT 1 FROM employments m
               WHERE m.person_id = p.mentor_id AND m.hired <= p.day AND ifnull(m.dismissed, p.day) >= p.day)
       OR EXISTS (SELECT 1 FROM registrations r
                  WHERE  r.person_id = p.mentor_id AND r.since <= p.day AND r.until >= p.day AND r.org_id <> p.org_id
                    AND  NOT EXISTS (SELECT 1 FROM employments e
                                     WHERE  e.person_id = p.person_id AND +e.org_id = r.org_id
                                       AND  e.hired <= p.day AND ifnull(e.dismissed, p.day) >= p.day)));

-- The groups that reach beyond one organisation, by their mark or by their members in the period.

-- table: wide_group
SELECT id FROM groups_in_time WHERE network AND since <= :ref AND until >= :ref
UNION ALL
SELECT b.group_id FROM memberships b
WHERE  b.since <= :ref AND b.until >= :from
GROUP  BY b.group_id
HAVING count(DISTINCT ifnull(b.org_id, (SELECT w.org_id FROM main_workplaces w
                                        WHERE w.person_id = b.person_id AND w.since <= :ref AND w.until >= :ref))) > 1;

-- fact: networked_beyond
-- title: в сетевом взаимодействии
-- says: участник сетевой группы или группы, в которой за отчётный период состоят участники не менее чем из двух организаций, либо наставник или наставляемый в паре между организациями
-- otherwise: нет участия в сетевых группах и в парах между организациями
-- mend: org group join ГРУППА --person {person} --date ДАТА
-- clause: Партизанский, п. 4.1 (3)
-- with: network_participation, wide_group
SELECT person_id AS unit, 1 AS holds FROM memberships
WHERE  person_id IS NOT NULL AND since <= :ref AND until >= :from AND group_id IN (SELECT id FROM wide_group)
UNION ALL
SELECT person_id, 1 FROM network_participation
UNION ALL
SELECT mentor_id, 1 FROM network_participation;

-- fact: in_community
-- title: в наставническом сообществе
-- says: участник клуба, сообщества, школы наставничества, наставнической группы или совета наставников в отчётном периоде
-- otherwise: не состоит в наставнической группе, сообществе или клубе
-- mend: org group join ГРУППА --person {person} --date ДАТА
-- clause: Спасский, раздел 1 (3)
SELECT b.person_id AS unit, 1 AS holds
FROM   memberships b JOIN groups_in_time g ON g.id = b.group_id AND g.since <= :ref AND g.until >= :ref
WHERE  b.person_id IS NOT NULL AND g.community AND b.since <= :ref AND b.until >= :from;

-- fact: in_community_or_group
-- title: в сообществе или в паре «в группе»
-- says: участник наставнического сообщества в отчётном периоде либо наставник или наставляемый закреплённой приказом пары вида «в группе»
-- otherwise: не состоит ни в наставнической группе, сообществе или клубе, ни в паре вида «в группе»
-- mend: org group join ГРУППА --person {person} --date ДАТА
-- clause: Спасский, раздел 1 (3); Ножай-Юрт, п. 4.6
SELECT b.person_id AS unit, 1 AS holds
FROM   memberships b JOIN groups_in_time g ON g.id = b.group_id AND g.since <= :ref AND g.until >= :ref
WHERE  b.person_id IS NOT NULL AND g.community AND b.since <= :ref AND b.until >= :from
UNION ALL
SELECT o.person_id, 1 FROM ordered_participations o JOIN pairs p ON p.id = o.pair_id
WHERE  p.kind = 'group' AND o.since <= :ref AND o.until >= :from
UNION ALL
SELECT o.mentor_id, 1 FROM ordered_participations o JOIN pairs p ON p.id = o.pair_id
WHERE  p.kind = 'group' AND o.since <= :ref AND o.until >= :from;

-- Facts that no act counts: an organisation's card tells them (Spassky, section 2).

-- fact: woman
-- title: женщина
-- says: женщина
-- otherwise: мужчина
-- unknown: не указан пол
-- mend_unknown: org staff edit {person} --sex ПОЛ
SELECT id AS unit, CASE WHEN sex IS NOT NULL THEN 1 END AS holds FROM people WHERE sex IS NULL OR sex = 'female';

-- fact: experienced
-- title: стаж больше двадцати лет
-- says: педагогический стаж больше двадцати лет
-- otherwise: педагогический стаж не больше двадцати лет
-- unknown: нет даты начала педагогической деятельности, либо стаж указан слишком грубо, чтобы судить
-- mend_unknown: org staff edit {person} --teaching-since ДАТА
SELECT id AS unit, CASE WHEN teaching_since < :ref_minus_20_years THEN 1 END AS holds FROM people
WHERE  teaching_since IS NULL OR teaching_since < :ref_minus_20_years
   OR  date(teaching_since, '-' || teaching_spread || ' months', 'floor', '+1 day') < :ref_minus_20_years;

-- fact: undated
-- title: даты не указаны
-- says: нет даты рождения или начала педагогической деятельности
-- otherwise: даты рождения и начала педагогической деятельности указаны
SELECT id AS unit, 1 AS holds FROM people WHERE born IS NULL OR teaching_since IS NULL;

-- fact: start_missing
-- title: начало работы не указано
-- says: нет даты начала педагогической деятельности
-- otherwise: дата начала педагогической деятельности указана
SELECT id AS unit, 1 AS holds FROM people WHERE teaching_since IS NULL;
