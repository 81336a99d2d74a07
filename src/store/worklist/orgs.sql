-- What of organisations and of the register of mentors needs a person; how such a page reads is said in people.sql.

-- finding: papers_missing
-- title: Модель наставничества не введена документами
-- severity: warning
-- clause: Ножай-Юрт, п. 2.1, 2.2, 2.6
-- advice: запишите документы о внедрении: приказ, положение, дорожную карту, каждый с датой
-- command: nastavnik org adopt {org}{options}
SELECT o.id, 'организация № ' || o.id AS unit, NULL AS role, NULL AS person, o.name, o.id AS org,
       CASE WHEN o.has_order THEN '' ELSE ' --order-number НОМЕР --order-date ДАТА' END
       || CASE WHEN o.has_regulation THEN '' ELSE ' --regulation-number НОМЕР --regulation-date ДАТА' END
       || CASE WHEN o.has_road_map THEN '' ELSE ' --road-map-number НОМЕР --road-map-date ДАТА' END AS options,
       'нет документов с датой: '
       || substr(CASE WHEN o.has_order THEN '' ELSE ', приказа о внедрении' END
                 || CASE WHEN o.has_regulation THEN '' ELSE ', положения' END
                 || CASE WHEN o.has_road_map THEN '' ELSE ', дорожной карты' END, 3) AS finding
FROM  (SELECT o.id, o.name, o.key, o.kind,
              EXISTS (SELECT 1 FROM papers_in_force d
                      WHERE d.org_id = o.id AND d.kind = 'order' AND d.since <= :today AND d.until >= :today) AS has_order,
              EXISTS (SELECT 1 FROM papers_in_force d
                      WHERE d.org_id = o.id AND d.kind = 'regulation' AND d.since <= :today AND d.until >= :today) AS has_regulation,
              EXISTS (SELECT 1 FROM papers_in_force d
                      WHERE d.org_id = o.id AND d.kind = 'road_map' AND d.since <= :today AND d.until >= :today) AS has_road_map
       FROM   working_orgs o WHERE o.since <= :today AND o.until >= :today) o
WHERE  NOT (o.has_order AND o.has_regulation AND o.has_road_map)
  AND (o.kind IN ('general', 'additional')
       OR o.kind IN ('preschool', 'vocational') AND EXISTS (SELECT 1 FROM documents d WHERE d.org_id = o.id))
ORDER BY o.key, o.id;

-- moves: papers_missing
-- unit: org
-- facts: order, regulation, road_map
SELECT value AS id, value AS unit FROM json_each(:ids);

-- finding: curator_missing
-- title: Нет действующего куратора
-- severity: warning
-- clause: Ножай-Юрт, п. 2.2, 6.4, 6.5.2
-- advice: запишите куратора, назначенного приказом
-- command: nastavnik org adopt {org} --curator ФИО --curator-date ДАТА
SELECT o.id, 'организация № ' || o.id AS unit, NULL AS role, NULL AS person, o.name, o.id AS org,
       CASE WHEN EXISTS (SELECT 1 FROM curators c WHERE c.org_id = o.id AND c.ended IS NULL AND c.appointed IS NULL)
            THEN 'дата назначения куратора не указана'
            WHEN EXISTS (SELECT 1 FROM curators c WHERE c.org_id = o.id AND c.ended IS NULL AND c.appointed <= :today)
            THEN 'куратор в организации больше не работает'
            ELSE 'куратор не назначен' END AS finding
FROM   working_orgs o
WHERE  o.since <= :today AND o.until >= :today
  AND (o.kind IN ('general', 'additional')
       OR o.kind IN ('preschool', 'vocational') AND EXISTS (SELECT 1 FROM documents d WHERE d.org_id = o.id))
  AND  o.id NOT IN (SELECT c.org_id FROM curators_in_office c WHERE c.since <= :today AND c.until >= :today)
ORDER BY o.key, o.id;

-- moves: curator_missing
-- unit: org
-- facts: curator
SELECT value AS id, value AS unit FROM json_each(:ids);

-- finding: needs_unconfirmed
-- title: Перечень нуждающихся в наставнике не подтверждён за год
-- severity: warning
-- clause: Ножай-Юрт, п. 6.5.2.1
-- advice: просмотрите перечень (nastavnik org needs list) и подтвердите его
-- command: nastavnik org needs confirm --org {org} --date ДАТА
-- A list is drawn up on the day of its first entry. A year later on a day that isn't there is the last day of that month.
SELECT o.id, 'организация № ' || o.id AS unit, NULL AS role, NULL AS person, o.name, o.id AS org,
       CASE WHEN l.confirmed IS NULL THEN 'перечень ведётся с ' || strftime('%d.%m.%Y', l.last) || ' и ни разу не подтверждён'
            ELSE 'перечень подтверждён ' || strftime('%d.%m.%Y', l.last) END || ': это делают не реже одного раза в год' AS finding
FROM  (SELECT org_id, max(confirmed) AS confirmed, ifnull(max(confirmed), min(begun)) AS last
       FROM  (SELECT org_id, dated AS begun, NULL AS confirmed FROM needs WHERE dated <= :today
              UNION ALL SELECT org_id, NULL, dated FROM needs_confirmations WHERE dated <= :today)
       GROUP BY org_id) l JOIN orgs o ON o.id = l.org_id
WHERE  min(date(l.last, '+1 year'), date(l.last, 'start of month', '+1 year', '+1 month', '-1 day')) < :today
  AND  (o.closed IS NULL OR o.closed >= :today)
ORDER BY o.key, o.id;

-- finding: mentor_outside_register
-- title: Наставник пары не состоит в реестре
-- severity: warning
-- clause: Спасский, раздел 1 (2); Ножай-Юрт, п. 6.3
-- advice: включите наставника в реестр
-- command: nastavnik mentor add {person} --date ДАТА
SELECT p.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name,
       (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = p.id AND w.since <= :today AND w.until >= :today) AS org,
       CASE count(*) WHEN 1 THEN 'наставник пары № ' || r.number
            ELSE 'наставник пар № ' || group_concat(r.number, ', № ' ORDER BY r.id) END
       || ' не состоит в реестре наставников' AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= :today)
  AND  NOT EXISTS (SELECT 1 FROM registrations m WHERE m.person_id = r.mentor_id AND m.until >= :today)
GROUP BY p.id
ORDER BY p.key, p.id;

-- moves: mentor_outside_register
-- unit: teacher
-- facts: registered
SELECT value AS id, value AS unit FROM json_each(:ids);

-- finding: registration_outlives
-- title: Запись в реестре наставников дольше работы
-- severity: warning
-- clause: Спасский, раздел 1 (2)
-- advice: исключите из реестра или запишите новое место работы (nastavnik org staff add)
-- command: nastavnik mentor retire {person} --date {last}
SELECT m.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name,
       (SELECT e.org_id FROM employments e WHERE e.person_id = p.id ORDER BY e.dismissed DESC, e.id LIMIT 1) AS org,
       w.last,
       'последний день работы — ' || strftime('%d.%m.%Y', w.last) || ', а из реестра наставников '
       || CASE WHEN m.retired IS NULL THEN 'не исключён(а)' ELSE 'исключён(а) ' || strftime('%d.%m.%Y', m.retired) END AS finding
FROM   mentors m JOIN people p ON p.id = m.person_id
       JOIN (SELECT person_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
             WHERE person_id IN (SELECT person_id FROM mentors) GROUP BY person_id) w ON w.person_id = p.id
WHERE  m.category = 'teacher' AND w.last < :today AND (m.retired IS NULL OR m.retired > w.last) AND m.registered <= w.last
ORDER BY p.key, m.id;

-- finding: mentor_overloaded
-- title: Наставляемых больше предельного числа
-- severity: warning
-- clause: Ножай-Юрт, п. 5.2
-- advice: передайте пару (nastavnik pair handover), прекратите её (nastavnik pair close) или измените предел
-- command: nastavnik mentor edit {person} --capacity ЧИСЛО
SELECT p.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name,
       (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = p.id AND w.since <= :today AND w.until >= :today) AS org,
       'наставляемых ' || m.mentees || ', а предельное число — ' || m.capacity AS finding
FROM  (SELECT m.person_id, m.capacity, count(DISTINCT t.person_id) AS mentees
       FROM   mentors m JOIN pairs r ON r.mentor_id = m.person_id JOIN participations t ON t.pair_id = r.id
       WHERE  m.capacity IS NOT NULL AND m.registered <= :today AND (m.retired IS NULL OR m.retired >= :today)
         AND  t.until >= :today AND ifnull(t.joined, ifnull(ifnull(r.started, r.order_dated), :today)) <= :today
         AND  NOT EXISTS (SELECT 1 FROM overrules o WHERE o.pair_id = r.id AND o.broken = 'capacity')
       GROUP BY m.id) m JOIN people p ON p.id = m.person_id
WHERE  m.mentees > m.capacity
ORDER BY p.key, p.id;
