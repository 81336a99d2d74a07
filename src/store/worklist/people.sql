-- What of people and their work needs a person. The parameters: :today, :hired_by (the last day on which somebody was hired who
-- should have a mentor by now), :in_a_month, :today_minus_3_years; of what mending moves also :from, the first day of the period of
-- the shares, and :ids, those of the findings as a JSON list.
--
-- A finding lists `id` (with the word of its kind it is the key), `unit` (what it is about), `role`, `person` and `name`
-- (of whom), `org` and `finding`; the command may name further columns. An end date is the last day on which a fact holds.
-- Under it stands what its mending makes true: for the finding `id`, facts of the `unit` of a page of shares; `certain: no` says
-- that it only makes them known.

-- finding: consent_withdrawn
-- title: Согласие на обработку персональных данных отозвано, данные не удалены
-- severity: error
-- clause: 152-ФЗ, ст. 21
-- advice: удалите персональные данные этого человека или запишите новое согласие (nastavnik org staff consent)
-- command: nastavnik org staff erase {person}
SELECT p.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name,
       (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = p.id AND w.since <= :today AND w.until >= :today) AS org,
       'согласие отозвано ' || strftime('%d.%m.%Y', max(c.withdrawn)) || ', персональные данные не удалены' AS finding
FROM   consents c JOIN people p ON p.id = c.person_id
WHERE  c.withdrawn <= :today
  AND  NOT EXISTS (SELECT 1 FROM erasures x WHERE x.person_id = c.person_id)
  AND  NOT EXISTS (SELECT 1 FROM consents x WHERE x.person_id = c.person_id AND x.withdrawn IS NULL)
GROUP BY p.id
ORDER BY p.key, p.id;

-- finding: erased_again
-- title: Человек с удалёнными данными записан заново
-- severity: error
-- clause: 152-ФЗ, ст. 21
-- advice: если это тот же человек, его работа учтена в показателях дважды: отмените запись (nastavnik org undo) и уберите строку из файла
-- command: nastavnik org history --of person:{person}
SELECT e.id || '-' || g.id AS id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, o.id AS org,
       'та же работа с ' || strftime('%d.%m.%Y', e.hired) || ' (' || t.title || ') уже записана: ' || g.name AS finding
FROM   work_entered_again e JOIN people p ON p.id = e.person_id JOIN people g ON g.id = e.erased_id
       JOIN orgs o ON o.id = e.org_id JOIN posts t ON t.id = e.post_id
WHERE  e.erased <= :today
ORDER BY o.key, p.key, e.id, g.id;

-- finding: several_main
-- title: Несколько основных мест работы
-- severity: warning
-- clause: постановление Правительства РФ от 21.02.2022 № 225
-- advice: оставьте одно основное место: увольте (nastavnik org staff dismiss) или отметьте остальные как совместительство
-- command: nastavnik org staff edit {person} --org {other} --main нет
SELECT p.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, w.org_id AS org,
       (SELECT e.org_id FROM employments e
        WHERE e.person_id = p.id AND e.id <> w.id AND e.main AND e.hired <= :today AND (e.dismissed IS NULL OR e.dismissed >= :today)
        ORDER BY e.hired DESC, e.id DESC LIMIT 1) AS other,
       'основных мест работы ' || m.places || ': '
       || (SELECT group_concat(x.name || ' с ' || strftime('%d.%m.%Y', e.hired), '; ')
           FROM employments e JOIN orgs x ON x.id = e.org_id
           WHERE e.person_id = m.person_id AND e.main AND e.hired <= :today AND (e.dismissed IS NULL OR e.dismissed >= :today))
       || '; считается самое раннее' AS finding
FROM  (SELECT person_id, count(*) AS places FROM employments
       WHERE main AND hired <= :today AND (dismissed IS NULL OR dismissed >= :today)
       GROUP BY person_id HAVING count(*) > 1) m
      JOIN people p ON p.id = m.person_id
      JOIN main_workplaces w ON w.person_id = m.person_id AND w.since <= :today AND w.until >= :today
ORDER BY p.key, p.id;

-- finding: closed_org
-- title: Сотрудники закрытой организации
-- severity: warning
-- advice: оформите перевод (nastavnik org staff transfer) или увольнение
-- command: nastavnik org staff dismiss {person} --org {org} --date {closed}
SELECT e.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, o.id AS org, max(o.closed, e.hired) AS closed,
       'работает с ' || strftime('%d.%m.%Y', e.hired) || ', а организация закрыта ' || strftime('%d.%m.%Y', o.closed) AS finding
FROM   orgs o JOIN employments e ON e.org_id = o.id JOIN people p ON p.id = e.person_id
WHERE  o.closed < :today AND (e.dismissed IS NULL OR e.dismissed > o.closed)
ORDER BY o.key, p.key, e.id;

-- finding: birth_missing
-- title: Нет даты рождения
-- severity: warning
-- clause: Партизанский, п. 4.1 (1); Ножай-Юрт, п. 7.7 (1)
-- advice: укажите дату рождения: пока её нет, человек не учтён в показателях о молодых
-- command: nastavnik org staff edit {person} --born ДАТА
SELECT p.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, w.org_id AS org, 'нет даты рождения' AS finding
FROM   people p JOIN main_workplaces w ON w.person_id = p.id AND w.since <= :today AND w.until >= :today
WHERE  p.born IS NULL AND ifnull(w.pedagogical, 1)
  AND  w.org_id IN (SELECT id FROM orgs WHERE kind IN ('general', 'additional', 'preschool', 'vocational'))
  AND  NOT EXISTS (SELECT 1 FROM erasures x WHERE x.person_id = p.id)
ORDER BY p.key, p.id;

-- moves: birth_missing
-- unit: teacher
-- facts: young
-- certain: no
SELECT value AS id, value AS unit FROM json_each(:ids);

-- finding: start_missing
-- title: Нет начала педагогической деятельности
-- severity: warning
-- clause: Ножай-Юрт, п. 7.7 (2); Партизанский, п. 4.1 (1)
-- advice: укажите дату начала педагогической деятельности: пока её нет, неизвестно, молодой ли это специалист
-- command: nastavnik org staff edit {person} --teaching-since ДАТА
-- A tenure that was told too roughly is no date either, once it matters.
SELECT p.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, w.org_id AS org,
       CASE WHEN p.teaching_since IS NULL THEN 'нет даты начала педагогической деятельности'
            ELSE 'стаж указан слишком грубо, чтобы судить: нужна дата начала педагогической деятельности' END AS finding
FROM   people p JOIN main_workplaces w ON w.person_id = p.id AND w.since <= :today AND w.until >= :today
WHERE (p.teaching_since IS NULL
       OR p.teaching_since > :today_minus_3_years
          AND date(p.teaching_since, '-' || p.teaching_spread || ' months', 'floor') < :today_minus_3_years)
  AND  ifnull(w.pedagogical, 1)
  AND  w.org_id IN (SELECT id FROM orgs WHERE kind IN ('general', 'additional', 'preschool', 'vocational'))
  AND  NOT EXISTS (SELECT 1 FROM erasures x WHERE x.person_id = p.id)
ORDER BY p.key, p.id;

-- moves: start_missing
-- unit: teacher
-- facts: novice
-- certain: no
SELECT value AS id, value AS unit FROM json_each(:ids);

-- finding: people_alike
-- title: Похожие люди: возможно, один человек записан дважды
-- severity: note
-- advice: если это один человек, объедините записи; если разные, отложите замечание (nastavnik monitor check waive)
-- command: nastavnik org staff merge {person} {other}
-- compared: key, other_key
-- Of one birthday, and not both with a СНИЛС: of two whole ones each is somebody else. So many of one day are compared that a
-- country's thousands of one day take no time. Whether names are alike no query can tell.
WITH born AS MATERIALIZED (
    SELECT id, name, key, born, snils, row_number() OVER (PARTITION BY born ORDER BY id) AS place FROM people p
    WHERE born IN (SELECT born FROM people WHERE snils IS NULL AND born IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM erasures x WHERE x.person_id = p.id))
SELECT p.id || '-' || o.id AS id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, o.id AS other, o.name AS other_name,
       p.key, o.key AS other_key,
       (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = p.id AND w.since <= :today AND w.until >= :today) AS org,
       'та же дата рождения и похожее имя: № ' || o.id || ' ' AS finding
FROM   born p JOIN born o ON o.born = p.born AND o.id > p.id
WHERE  o.place <= 64 AND (p.snils IS NULL OR o.snils IS NULL)
ORDER BY p.key, p.id, o.id;

-- finding: mentor_missing
-- title: Наставник нужен, а пары нет
-- severity: warning
-- clause: Ножай-Юрт, п. 7.7 (2); Спасский, раздел 1 (7)
-- advice: подберите наставника (nastavnik pair suggest) и создайте пару
-- command: nastavnik pair create --mentor НАСТАВНИК --mentee {person} --order-number НОМЕР --order-date ДАТА
-- Whoever surely is a novice, and whoever stands on the list of a curator, and has waited long enough.
SELECT p.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, w.org_id AS org,
       CASE WHEN n.person_id IS NULL THEN 'молодой специалист, принят(а) ' || strftime('%d.%m.%Y', e.hired) || ', а пары нет'
            ELSE 'в перечне нуждающихся в наставнике с ' || strftime('%d.%m.%Y', n.dated) || ', а пары нет' END AS finding
FROM   main_workplaces w JOIN employments e ON e.id = w.id JOIN people p ON p.id = w.person_id
       LEFT JOIN (SELECT person_id, org_id, min(dated) AS dated FROM needs
                  WHERE dated <= :hired_by AND (removed IS NULL OR removed >= :today) GROUP BY person_id, org_id) n
         ON n.person_id = w.person_id AND n.org_id = w.org_id
WHERE  w.since <= :today AND w.until >= :today AND w.pedagogical AND e.hired <= :hired_by
  AND  w.org_id IN (SELECT id FROM orgs WHERE kind IN ('general', 'additional', 'preschool', 'vocational'))
  AND (n.person_id IS NOT NULL
       OR ifnull(date(p.teaching_since, '-' || p.teaching_spread || ' months', 'floor'), p.teaching_since) > :today_minus_3_years)
  AND  NOT EXISTS (SELECT 1 FROM absences a WHERE a.person_id = p.id AND a.since <= :today AND a.until >= :today)
  AND  NOT EXISTS (SELECT 1 FROM erasures x WHERE x.person_id = p.id)
  AND  p.id NOT IN (SELECT t.person_id FROM participations t WHERE t.until >= :today)
ORDER BY p.key, p.id;

-- moves: mentor_missing
-- unit: teacher
-- facts: ordered, supported
SELECT value AS id, value AS unit FROM json_each(:ids);

-- finding: membership_outlives
-- title: Участие в группе дольше работы
-- severity: warning
-- advice: завершите участие или запишите новое место работы (nastavnik org staff add)
-- command: nastavnik org group leave {group} --person {person} --date {last}
SELECT b.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name,
       (SELECT e.org_id FROM employments e WHERE e.person_id = p.id ORDER BY e.dismissed DESC, e.id LIMIT 1) AS org,
       g.code AS "group", w.last,
       'последний день работы — ' || strftime('%d.%m.%Y', w.last) || ', а участие в группе «' || g.title || '» '
       || CASE WHEN b.ended IS NULL THEN 'не завершено' ELSE 'завершено ' || strftime('%d.%m.%Y', b.ended) END AS finding
FROM   members b JOIN groups g ON g.id = b.group_id JOIN people p ON p.id = b.person_id
       JOIN (SELECT person_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
             WHERE person_id IN (SELECT person_id FROM members) GROUP BY person_id) w ON w.person_id = p.id
WHERE  w.last < :today AND (b.ended IS NULL OR b.ended > w.last) AND (b.joined IS NULL OR b.joined <= w.last)
ORDER BY p.key, b.id;

-- finding: absence_outlives
-- title: Отсутствие дольше работы
-- severity: warning
-- advice: укажите последний день отсутствия или запишите новое место работы (nastavnik org staff add)
-- command: nastavnik org staff absence edit {id} --to {last}
SELECT l.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name,
       (SELECT e.org_id FROM employments e WHERE e.person_id = p.id ORDER BY e.dismissed DESC, e.id LIMIT 1) AS org,
       max(w.last, l.began) AS last,
       'последний день работы — ' || strftime('%d.%m.%Y', w.last) || ', а отсутствие № ' || l.id || ' '
       || CASE WHEN l.ended IS NULL THEN 'не завершено' ELSE 'завершено ' || strftime('%d.%m.%Y', l.ended) END AS finding
FROM   leaves l JOIN people p ON p.id = l.person_id
       JOIN (SELECT person_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
             WHERE person_id IN (SELECT person_id FROM leaves) GROUP BY person_id) w ON w.person_id = p.id
WHERE  w.last < :today AND (l.ended IS NULL OR l.ended > w.last)
ORDER BY p.key, l.id;

-- finding: need_outlives
-- title: В перечне нуждающихся в наставнике — тот, кто не работает
-- severity: warning
-- clause: Ножай-Юрт, п. 6.5.2.1
-- advice: снимите с перечня или запишите новое место работы (nastavnik org staff add)
-- command: nastavnik org needs close {person} --org {org} --date {last}
SELECT n.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, n.org_id AS org,
       max(ifnull(w.last, n.dated), n.dated) AS last,
       CASE WHEN w.last IS NULL THEN 'записи о работе в этой организации нет'
            ELSE 'последний день работы в этой организации — ' || strftime('%d.%m.%Y', w.last) END || ', а запись № ' || n.id || ' '
       || CASE WHEN n.removed IS NULL THEN 'не снята с перечня' ELSE 'снята с перечня ' || strftime('%d.%m.%Y', n.removed) END AS finding
FROM   needs n JOIN people p ON p.id = n.person_id
       LEFT JOIN (SELECT person_id, org_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
             WHERE person_id IN (SELECT person_id FROM needs) GROUP BY person_id, org_id) w
         ON w.person_id = n.person_id AND w.org_id = n.org_id
WHERE  w.last < :today AND (n.removed IS NULL OR n.removed > w.last)
   OR  w.last IS NULL AND n.dated <= :today AND (n.removed IS NULL OR n.removed >= :today)
ORDER BY p.key, n.id;
