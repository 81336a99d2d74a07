-- What of reviews and of tutors needs a person; how such a page reads is said in people.sql.

-- finding: tutor_without_work
-- title: Тьютор пары не работает в первый её день
-- severity: warning
-- clause: Ножай-Юрт, п. 5.2
-- advice: проверьте первый день тьютора или его запись о работе (nastavnik org staff edit)
-- command: nastavnik pair tutor edit {id} --joined ДАТА
SELECT t.id, 'пара № ' || t.number AS unit, ', тьютор ' AS role, p.id AS person, p.name, t.org_id AS org,
       'на первый день тьютора в паре, ' || strftime('%d.%m.%Y', t.first) || ', у него нет места работы' AS finding
FROM  (SELECT t.id, t.person_id, r.id AS pair_id, r.number, r.org_id, r.form_id,
              ifnull(t.joined, ifnull(r.started, r.order_dated)) AS first
       FROM tutors t JOIN pairs r ON r.id = t.pair_id) t JOIN people p ON p.id = t.person_id
WHERE  t.first <= :today
  AND  NOT EXISTS (SELECT 1 FROM employments e WHERE e.person_id = t.person_id
                   AND e.hired <= t.first AND (e.dismissed IS NULL OR e.dismissed >= t.first))
  AND  NOT EXISTS (SELECT 1 FROM forms f WHERE f.id = t.form_id AND f.mentor_outside)
  AND  NOT EXISTS (SELECT 1 FROM mentors m WHERE m.person_id = t.person_id AND m.category <> 'teacher')
ORDER BY t.pair_id, t.id;

-- finding: tutor_outlives
-- title: Тьютор дольше пары или своей работы
-- severity: warning
-- clause: Ножай-Юрт, п. 5.2
-- advice: исправьте последний день тьютора или запишите его выход (nastavnik pair leave ПАРА ЧЕЛОВЕК --as тьютор --date ДАТА)
-- command: nastavnik pair tutor edit {id} --left ДАТА
SELECT t.id, 'пара № ' || r.number AS unit, ', тьютор ' AS role, p.id AS person, p.name, r.org_id AS org,
       CASE WHEN max(ifnull(t.joined, ''), ifnull(t.ended, '')) > r.ended
            THEN 'пара прекращена ' || strftime('%d.%m.%Y', r.ended) || ', а тьютор в ней '
            ELSE 'последний день работы — ' || strftime('%d.%m.%Y', w.last) || ', а тьютор в паре ' END
       || CASE WHEN t.ended IS NOT NULL THEN 'по ' || strftime('%d.%m.%Y', t.ended)
               WHEN t.joined > r.ended THEN 'с ' || strftime('%d.%m.%Y', t.joined) ELSE 'и дальше' END AS finding
FROM   tutors t JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
       LEFT JOIN (SELECT person_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
                  WHERE person_id IN (SELECT person_id FROM tutors) GROUP BY person_id) w ON w.person_id = t.person_id
WHERE  max(ifnull(t.joined, ''), ifnull(t.ended, '')) > r.ended
   OR  w.last < :today AND min(ifnull(t.ended, '9999-12-31'), ifnull(r.ended, '9999-12-31')) > w.last AND ifnull(t.joined, '') <= w.last
ORDER BY r.id, t.id;

-- finding: review_open
-- title: Заключения рецензии нет больше 30 дней
-- severity: note
-- clause: Ножай-Юрт, п. 6.2; Кузбасс, п. 4.2, 5.2
-- advice: запишите заключение
-- command: nastavnik org review conclude {id} --verdict согласовано --date ДАТА
-- The acts name no term; what was submitted anew since waits by its own day.
SELECT r.id, 'рецензия № ' || r.id AS unit, NULL AS role, NULL AS person, NULL AS name, r.org_id AS org,
       CASE r.subject WHEN 'program' THEN 'программа № ' || g.number WHEN 'regulation' THEN 'положение' WHEN 'road_map' THEN 'дорожная карта'
            WHEN 'materials' THEN 'методические материалы' ELSE 'оценочные средства' END
       || ': представлено ' || strftime('%d.%m.%Y', r.submitted) || ', заключения нет' AS finding
FROM   reviews r LEFT JOIN orgs o ON o.id = r.org_id LEFT JOIN programs g ON g.id = r.program_id
WHERE  r.verdict IS NULL AND date(r.submitted, '+30 days') < :today AND g.ended IS NULL AND (o.closed IS NULL OR o.closed >= :today)
  AND  NOT EXISTS (SELECT 1 FROM reviews n WHERE n.program_id = r.program_id AND n.submitted > r.submitted)
  AND  NOT EXISTS (SELECT 1 FROM reviews n WHERE n.org_id = r.org_id AND n.subject = r.subject AND n.title IS r.title
                   AND r.program_id IS NULL AND n.submitted > r.submitted)
ORDER BY r.id;

-- finding: review_unmended
-- title: Возвращено на доработку и больше 30 дней не исправлено
-- severity: warning
-- clause: Ножай-Юрт, п. 6.2; Кузбасс, п. 4.2, 5.2
-- advice: отметьте, что исправлено, или запишите, что представлено снова (nastavnik org review add)
-- command: nastavnik org review correct {id} --date ДАТА
SELECT r.id, 'рецензия № ' || r.id AS unit, NULL AS role, NULL AS person, NULL AS name, r.org_id AS org,
       CASE r.subject WHEN 'program' THEN 'программа № ' || g.number WHEN 'regulation' THEN 'положение' WHEN 'road_map' THEN 'дорожная карта'
            WHEN 'materials' THEN 'методические материалы' ELSE 'оценочные средства' END
       || ': возвращено ' || strftime('%d.%m.%Y', r.concluded) || ', не исправлено' AS finding
FROM   reviews r LEFT JOIN orgs o ON o.id = r.org_id LEFT JOIN programs g ON g.id = r.program_id
WHERE  r.verdict = 'returned' AND r.corrected IS NULL AND date(r.concluded, '+30 days') < :today AND g.ended IS NULL
  AND (o.closed IS NULL OR o.closed >= :today)
  AND  NOT EXISTS (SELECT 1 FROM reviews n WHERE n.program_id = r.program_id AND n.submitted > r.submitted)
  AND  NOT EXISTS (SELECT 1 FROM reviews n WHERE n.org_id = r.org_id AND n.subject = r.subject AND n.title IS r.title
                   AND r.program_id IS NULL AND n.submitted > r.submitted)
ORDER BY r.id;
