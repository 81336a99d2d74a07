-- What of programs, meetings and answers needs a person; how such a page reads is said in people.sql. A program has no
-- organisation of its own: it is that of the first pair under which it runs, else of that pair's mentor.

-- finding: program_missing
-- title: Нет персонализированной программы
-- severity: warning
-- clause: Ножай-Юрт, п. 7.7 *
-- advice: составьте программу и утвердите её (nastavnik program approve)
-- command: nastavnik program draft --pair {pair} --mentee {person} --start ДАТА --finish ДАТА
-- One that was completed this year is enough for it.
SELECT t.id, 'пара № ' || r.number AS unit, ', наставляемый ' AS role, p.id AS person, p.name, t.org_id AS org, r.number AS pair,
       'закреплён(а) приказом от ' || strftime('%d.%m.%Y', t.order_dated) || ', а программы на этот год нет' AS finding
FROM   ordered_participations t JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
WHERE  t.since <= :today AND t.until >= :today
  AND  NOT EXISTS (SELECT 1 FROM program_people q CROSS JOIN program_pairs l ON l.program_id = q.program_id AND l.pair_id = t.pair_id
                   JOIN programs g ON g.id = l.program_id
                   WHERE q.person_id = t.person_id AND (l.until IS NULL OR l.until >= :today)
                     AND g.outcome IS NOT 'cancelled' AND min(g.finishes, ifnull(g.ended, g.finishes)) >= :from)
ORDER BY r.id, t.id;

-- moves: program_missing
-- unit: teacher
-- facts: entered
SELECT t.id, t.person_id AS unit FROM mentees t WHERE t.id IN (SELECT value FROM json_each(:ids));

-- moves: program_missing
-- unit: answer
-- facts: of_entered
SELECT t.id, a.id AS unit
FROM   mentees t JOIN pairs r ON r.id = t.pair_id CROSS JOIN (SELECT 'mentee' AS name UNION ALL SELECT 'mentor') role
       CROSS JOIN answers a ON a.pair_id = t.pair_id AND a.role = role.name
            AND a.person_id = CASE role.name WHEN 'mentee' THEN t.person_id ELSE r.mentor_id END
WHERE  t.id IN (SELECT value FROM json_each(:ids)) AND a.dated >= :from;

-- finding: program_unapproved
-- title: Программа не утверждена
-- severity: warning
-- clause: Ножай-Юрт, п. 7.7 *
-- advice: утвердите программу: без даты утверждения её наставляемые не считаются вошедшими в наставничество
-- command: nastavnik program approve {program} --date ДАТА
SELECT g.id, 'программа № ' || g.number AS unit, NULL AS role, NULL AS person, NULL AS name, g.number AS program,
       (SELECT ifnull(r.org_id, (SELECT w.org_id FROM main_workplaces w
                                 WHERE w.person_id = r.mentor_id AND w.since <= :today AND w.until >= :today))
        FROM program_pairs l JOIN pairs r ON r.id = l.pair_id WHERE l.program_id = g.id ORDER BY l.id LIMIT 1) AS org,
       'идёт с ' || strftime('%d.%m.%Y', g.starts) || ', а не утверждена' AS finding
FROM   programs g
WHERE  g.approved IS NULL AND g.ended IS NULL AND g.starts <= :today AND g.finishes >= :today
ORDER BY g.id;

-- moves: program_unapproved
-- unit: teacher
-- facts: entered
SELECT q.program_id AS id, t.person_id AS unit
FROM   program_people q JOIN program_pairs l ON l.program_id = q.program_id
       CROSS JOIN ordered_participations t ON t.pair_id = l.pair_id AND t.person_id = q.person_id
WHERE  q.program_id IN (SELECT value FROM json_each(:ids)) AND t.since <= :today AND t.until >= :from
  AND (l.since IS NULL OR l.since <= :today) AND (l.until IS NULL OR l.until >= :from);

-- moves: program_unapproved
-- unit: answer
-- facts: of_entered
SELECT q.program_id AS id, a.id AS unit
FROM   program_people q JOIN program_pairs l ON l.program_id = q.program_id
       CROSS JOIN ordered_participations t ON t.pair_id = l.pair_id AND t.person_id = q.person_id
       CROSS JOIN (SELECT 'mentee' AS name UNION ALL SELECT 'mentor') role
       CROSS JOIN answers a ON a.pair_id = l.pair_id AND a.role = role.name
            AND a.person_id = CASE role.name WHEN 'mentee' THEN t.person_id ELSE t.mentor_id END
WHERE  q.program_id IN (SELECT value FROM json_each(:ids)) AND t.since <= :today AND t.until >= :from AND a.dated >= :from
  AND (l.since IS NULL OR l.since <= :today) AND (l.until IS NULL OR l.until >= :from);

-- finding: program_without_pair
-- title: Программа не связана с парой
-- severity: warning
-- clause: Ножай-Юрт, п. 7.7 *
-- advice: назовите пару, в которой она идёт
-- command: nastavnik program draft --number {program} --pair НОМЕР
SELECT g.id, 'программа № ' || g.number AS unit, NULL AS role, NULL AS person, NULL AS name, NULL AS org, g.number AS program,
       'программа идёт, но не связана ни с одной парой: вошедшим в наставничество по ней никто не считается' AS finding
FROM   programs g
WHERE  g.ended IS NULL AND g.finishes >= :today
  AND  NOT EXISTS (SELECT 1 FROM program_pairs x WHERE x.program_id = g.id)
ORDER BY g.id;

-- finding: program_out_of_bounds
-- title: Программа короче трёх месяцев или длиннее года без причины
-- severity: warning
-- clause: Ножай-Юрт, п. 1.6
-- advice: исправьте срок (--finish) или запишите причину
-- command: nastavnik program edit {program} --reason ТЕКСТ
-- Three months and a year later, on the last day of a month that is shorter.
SELECT g.id, 'программа № ' || g.number AS unit, NULL AS role, NULL AS person, NULL AS name, NULL AS org, g.number AS program,
       'с ' || strftime('%d.%m.%Y', g.starts) || ' по ' || strftime('%d.%m.%Y', g.finishes)
       || ', а программа длится от 3 месяцев до 1 года' AS finding
FROM   programs g
WHERE  g.length_reason IS NULL AND g.outcome IS NOT 'cancelled' AND min(g.finishes, ifnull(g.ended, g.finishes)) >= :today
  AND (g.finishes > date(g.starts, '+1 year', 'floor') OR date(g.starts, '+3 months', 'floor') > date(g.finishes, '+1 day'))
ORDER BY g.id;

-- finding: approved_after_finish
-- title: Программа утверждена после своего окончания
-- severity: warning
-- clause: Ножай-Юрт, п. 7.7 *
-- advice: проверьте даты программы
-- command: nastavnik program edit {program} --approved ДАТА
SELECT g.id, 'программа № ' || g.number AS unit, NULL AS role, NULL AS person, NULL AS name, NULL AS org, g.number AS program,
       'утверждена ' || strftime('%d.%m.%Y', g.approved) || ', а закончилась ' || strftime('%d.%m.%Y', g.finishes) AS finding
FROM   programs g
WHERE  g.approved <= :today AND g.approved > g.finishes
ORDER BY g.id;

-- finding: approved_before_order
-- title: Программа утверждена раньше приказа о закреплении пары
-- severity: note
-- clause: Ножай-Юрт, п. 2.7, 5.3
-- advice: сначала закрепляют пару, потом утверждают её программу: проверьте обе даты
-- command: nastavnik program edit {program} --approved ДАТА
-- One that came from another pair was approved there.
WITH first_order AS MATERIALIZED (SELECT pair_id, min(order_dated) AS ordered, max(until) AS until FROM ordered_participations GROUP BY pair_id)
SELECT g.id, 'программа № ' || g.number AS unit, NULL AS role, NULL AS person, NULL AS name, g.number AS program,
       (SELECT t.org_id FROM ordered_participations t WHERE t.pair_id = r.id ORDER BY t.id LIMIT 1) AS org,
       'утверждена ' || strftime('%d.%m.%Y', g.approved) || ', а приказ о закреплении пары № ' || r.number || ' — от '
       || strftime('%d.%m.%Y', f.ordered) AS finding
FROM   programs g JOIN program_pairs l ON l.program_id = g.id AND l.since IS NULL
       JOIN first_order f ON f.pair_id = l.pair_id JOIN pairs r ON r.id = l.pair_id
WHERE  g.approved < f.ordered AND f.until >= :today AND g.ended IS NULL AND g.finishes >= :today
  AND  NOT EXISTS (SELECT 1 FROM program_pairs x JOIN first_order o ON o.pair_id = x.pair_id
                   WHERE x.program_id = g.id AND o.ordered <= g.approved)
GROUP BY g.id
ORDER BY g.id;

-- finding: program_ending
-- title: Программа заканчивается в ближайшие 30 дней
-- severity: note
-- clause: Ножай-Юрт, п. 5.5
-- advice: подведите итог (nastavnik program report) и завершите программу или продлите её (nastavnik program extend)
-- command: nastavnik program complete {program} --date {finishes}
SELECT g.id, 'программа № ' || g.number AS unit, NULL AS role, NULL AS person, NULL AS name, g.number AS program, g.finishes,
       (SELECT ifnull(r.org_id, (SELECT w.org_id FROM main_workplaces w
                                 WHERE w.person_id = r.mentor_id AND w.since <= :today AND w.until >= :today))
        FROM program_pairs l JOIN pairs r ON r.id = l.pair_id WHERE l.program_id = g.id ORDER BY l.id LIMIT 1) AS org,
       'заканчивается ' || strftime('%d.%m.%Y', g.finishes) AS finding
FROM   programs g
WHERE  g.approved <= :today AND g.ended IS NULL AND g.finishes BETWEEN :today AND :in_a_month
ORDER BY g.finishes, g.id;

-- finding: program_expired
-- title: Срок программы истёк
-- severity: note
-- clause: Ножай-Юрт, п. 5.5, 5.6
-- advice: завершите программу или отмените её (nastavnik program cancel)
-- command: nastavnik program complete {program} --date {finishes}
SELECT g.id, 'программа № ' || g.number AS unit, NULL AS role, NULL AS person, NULL AS name, g.number AS program, g.finishes,
       (SELECT ifnull(r.org_id, (SELECT w.org_id FROM main_workplaces w
                                 WHERE w.person_id = r.mentor_id AND w.since <= :today AND w.until >= :today))
        FROM program_pairs l JOIN pairs r ON r.id = l.pair_id WHERE l.program_id = g.id ORDER BY l.id LIMIT 1) AS org,
       'срок истёк ' || strftime('%d.%m.%Y', g.finishes) || ', а программа не завершена' AS finding
FROM   programs g
WHERE  g.approved <= :today AND g.ended IS NULL AND g.finishes < :today AND g.approved <= g.finishes
ORDER BY g.finishes, g.id;

-- finding: program_long
-- title: Программа длиннее года
-- severity: note
-- clause: Ножай-Юрт, п. 1.6
-- advice: причина записана; её покажет карточка программы
-- command: nastavnik program show {program}
SELECT g.id, 'программа № ' || g.number AS unit, NULL AS role, NULL AS person, NULL AS name, NULL AS org, g.number AS program,
       'с ' || strftime('%d.%m.%Y', g.starts) || ' по ' || strftime('%d.%m.%Y', g.finishes)
       || ', а программа длится от 3 месяцев до 1 года; причина записана' AS finding
FROM   programs g
WHERE  g.length_reason IS NOT NULL AND g.finishes > date(g.starts, '+1 year', 'floor') AND g.outcome IS NOT 'cancelled'
  AND  min(g.finishes, ifnull(g.ended, g.finishes)) >= :today
ORDER BY g.id;

-- finding: task_overdue
-- title: Задача программы просрочена
-- severity: note
-- clause: Ножай-Юрт, п. 5.3, 5.4
-- advice: отметьте, что задача выполнена, или укажите новый срок (nastavnik program task edit НОМЕР --due ДАТА)
-- command: nastavnik program task done {id} --date ДАТА
SELECT t.id, 'программа № ' || g.number AS unit, ', наставляемый ' AS role, p.id AS person, p.name, NULL AS org,
       'задача № ' || t.id || ': срок ' || strftime('%d.%m.%Y', t.due) || ' прошёл, а что она выполнена, не отмечено' AS finding
FROM   tasks t JOIN programs g ON g.id = t.program_id LEFT JOIN people p ON p.id = t.person_id
WHERE  t.due < :today AND t.done IS NULL AND g.ended IS NULL AND g.finishes >= :today
ORDER BY g.id, t.id;

-- finding: meeting_overdue
-- title: Встреча по графику не отмечена
-- severity: note
-- clause: Ножай-Юрт, п. 4.6
-- advice: отметьте, что она состоялась, или назначьте другой день (--due ДАТА)
-- command: nastavnik pair meet edit {id} --date {due}
SELECT m.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.org_id AS org, m.due,
       'встреча № ' || m.id || ' по графику на ' || strftime('%d.%m.%Y', m.due) || ' не отмечена' AS finding
FROM   meetings m JOIN pairs r ON r.id = m.pair_id JOIN people p ON p.id = r.mentor_id
WHERE  m.held IS NULL AND m.due < :today AND m.due <= ifnull(r.ended, '9999-12-31')
ORDER BY r.id, m.due, m.id;

-- finding: schedule_missing
-- title: У краткосрочной пары нет графика встреч
-- severity: note
-- clause: Ножай-Юрт, п. 4.6
-- advice: запишите дни встреч
-- command: nastavnik pair meet add {pair} --due ДАТА
SELECT r.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.org_id AS org, r.number AS pair,
       'вид «краткосрочное»: встречи по заранее установленному графику, а его нет' AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  r.kind = 'short_term' AND EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= :today)
  AND  NOT EXISTS (SELECT 1 FROM meetings m WHERE m.pair_id = r.id AND m.due IS NOT NULL)
ORDER BY r.id;

-- finding: meeting_after_end
-- title: Встреча позже конца участия
-- severity: warning
-- clause: Ножай-Юрт, п. 4.6
-- advice: проверьте дату встречи и конец участия (nastavnik pair show)
-- command: nastavnik pair meet edit {id} --date ДАТА
SELECT m.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.org_id AS org,
       'встреча № ' || m.id || ' была ' || strftime('%d.%m.%Y', m.held) || ', а участие закончилось '
       || strftime('%d.%m.%Y', m.over) AS finding
FROM  (SELECT m.*, (SELECT max(t.until) FROM participations t WHERE t.pair_id = m.pair_id) AS over
       FROM meetings m) m JOIN pairs r ON r.id = m.pair_id JOIN people p ON p.id = r.mentor_id
WHERE  m.held <= :today AND m.held > m.over
ORDER BY r.id, m.held, m.id;

-- finding: answer_after_end
-- title: Ответ на опрос позже конца участия
-- severity: warning
-- clause: Ножай-Юрт, п. 7.2
-- advice: проверьте дату ответа (nastavnik monitor survey show) и конец участия
-- command: nastavnik pair show {pair}
SELECT a.id, 'пара № ' || r.number AS unit, CASE a.role WHEN 'mentor' THEN ', наставник ' ELSE ', наставляемый ' END AS role,
       p.id AS person, p.name, NULL AS org, r.number AS pair,
       'ответ от ' || strftime('%d.%m.%Y', a.dated) || ', а участие закончилось ' || strftime('%d.%m.%Y', a.over) AS finding
FROM  (SELECT a.*, CASE a.role
              WHEN 'mentor' THEN (SELECT max(t.until) FROM participations t WHERE t.pair_id = a.pair_id)
              ELSE (SELECT max(t.until) FROM participations t WHERE t.pair_id = a.pair_id AND t.person_id = a.person_id)
              END AS over
       FROM answers a) a JOIN pairs r ON r.id = a.pair_id JOIN people p ON p.id = a.person_id
WHERE  a.dated <= :today AND a.dated > a.over
ORDER BY r.id, a.dated, a.id;
