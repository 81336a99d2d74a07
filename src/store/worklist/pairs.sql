-- What of pairs needs a person; how such a page reads is said in people.sql.

-- finding: order_missing
-- title: Нет приказа о закреплении пары
-- severity: warning
-- clause: Ножай-Юрт, п. 2.7, 7.7 *
-- advice: запишите номер и дату приказа: без них наставляемый не считается закреплённым
-- command: nastavnik pair edit {pair} --order-number НОМЕР --order-date ДАТА
-- Where everybody joined by an order of his own, none for all is asked for.
SELECT r.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.number AS pair,
       ifnull(r.org_id, (SELECT w.org_id FROM mentees t JOIN main_workplaces w ON w.person_id = t.person_id
                         WHERE t.pair_id = r.id AND w.since <= :today AND w.until >= :today ORDER BY t.id LIMIT 1)) AS org,
       'нет приказа о закреплении' AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  r.order_number IS NULL AND r.order_dated IS NULL
  AND  EXISTS (SELECT 1 FROM mentees m JOIN participations t ON t.id = m.id
               WHERE m.pair_id = r.id AND m.order_number IS NULL AND m.order_dated IS NULL AND t.until >= :today)
ORDER BY r.id;

-- moves: order_missing
-- unit: teacher
-- facts: ordered, supported
SELECT t.pair_id AS id, t.person_id AS unit FROM participations t
WHERE  t.pair_id IN (SELECT value FROM json_each(:ids)) AND t.order_number IS NULL AND t.order_dated IS NULL
  AND  t.until >= :today AND ifnull(t.joined, :today) <= :today;

-- moves: order_missing
-- unit: teacher
-- facts: entered
SELECT t.pair_id AS id, t.person_id AS unit
FROM   participations t CROSS JOIN approved_programs g ON g.person_id = t.person_id
       CROSS JOIN program_pairs l ON l.program_id = g.program_id AND l.pair_id = t.pair_id
WHERE  t.pair_id IN (SELECT value FROM json_each(:ids)) AND t.order_number IS NULL AND t.order_dated IS NULL
  AND  t.until >= :today AND ifnull(t.joined, :today) <= :today AND g.since <= :today AND g.until >= :from
  AND (l.since IS NULL OR l.since <= :today) AND (l.until IS NULL OR l.until >= :from);

-- moves: order_missing
-- unit: answer
-- facts: answer, of_entered
SELECT t.pair_id AS id, a.id AS unit,
       ifnull((SELECT r.org_id FROM pairs r WHERE r.id = t.pair_id),
              (SELECT w.org_id FROM main_workplaces w
               WHERE w.person_id = t.person_id AND w.since <= :today AND w.until >= :today)) AS org
FROM   participations t CROSS JOIN approved_programs g ON g.person_id = t.person_id
       CROSS JOIN program_pairs l ON l.program_id = g.program_id AND l.pair_id = t.pair_id
       CROSS JOIN (SELECT 'mentee' AS name UNION ALL SELECT 'mentor') role
       CROSS JOIN answers a ON a.pair_id = t.pair_id AND a.role = role.name
            AND a.person_id = CASE role.name WHEN 'mentee' THEN t.person_id ELSE t.mentor_id END
WHERE  t.pair_id IN (SELECT value FROM json_each(:ids)) AND t.order_number IS NULL AND t.order_dated IS NULL
  AND  t.until >= :today AND ifnull(t.joined, :today) <= :today AND g.since <= :today AND g.until >= :from AND a.dated >= :from
  AND (l.since IS NULL OR l.since <= :today) AND (l.until IS NULL OR l.until >= :from);

-- moves: order_missing
-- unit: org
-- facts: covered_by_network
SELECT t.pair_id AS id, t.org_id AS unit
FROM  (SELECT t.pair_id, t.person_id, t.mentor_id,
              ifnull((SELECT r.org_id FROM pairs r WHERE r.id = t.pair_id),
                     (SELECT w.org_id FROM main_workplaces w
                      WHERE w.person_id = t.person_id AND w.since <= :today AND w.until >= :today)) AS org_id
       FROM   participations t
       WHERE  t.pair_id IN (SELECT value FROM json_each(:ids)) AND t.order_number IS NULL AND t.order_dated IS NULL
         AND  t.until >= :today AND ifnull(t.joined, :today) <= :today) t
WHERE  NOT EXISTS (SELECT 1 FROM employments m
                   WHERE  m.person_id = t.mentor_id AND m.hired <= :today AND ifnull(m.dismissed, :today) >= :today
                     AND (m.org_id = t.org_id OR EXISTS (SELECT 1 FROM employments e
                                                         WHERE  e.person_id = t.person_id AND +e.org_id = m.org_id
                                                           AND  e.hired <= :today AND ifnull(e.dismissed, :today) >= :today)))
  AND (EXISTS (SELECT 1 FROM employments m
               WHERE m.person_id = t.mentor_id AND m.hired <= :today AND ifnull(m.dismissed, :today) >= :today)
       OR EXISTS (SELECT 1 FROM registrations r
                  WHERE  r.person_id = t.mentor_id AND r.since <= :today AND r.until >= :today AND r.org_id <> t.org_id
                    AND  NOT EXISTS (SELECT 1 FROM employments e
                                     WHERE  e.person_id = t.person_id AND +e.org_id = r.org_id
                                       AND  e.hired <= :today AND ifnull(e.dismissed, :today) >= :today)));

-- finding: order_incomplete
-- title: Приказ о закреплении пары неполон
-- severity: warning
-- clause: Ножай-Юрт, п. 2.7, 7.7 *
-- advice: укажите и номер, и дату приказа: без них наставляемый не считается закреплённым
-- command: nastavnik pair edit {pair}{options}
SELECT r.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.number AS pair,
       (SELECT w.org_id FROM mentees t JOIN main_workplaces w ON w.person_id = t.person_id
        WHERE t.pair_id = r.id AND w.since <= :today AND w.until >= :today
        ORDER BY t.id LIMIT 1) AS org,
       CASE WHEN r.order_dated IS NULL THEN ' --order-date ДАТА' ELSE ' --order-number НОМЕР' END AS options,
       CASE WHEN r.order_dated IS NULL THEN 'приказ № ' || r.order_number || ' без даты'
            ELSE 'приказ от ' || strftime('%d.%m.%Y', r.order_dated) || ' без номера' END AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  (r.order_number IS NULL) <> (r.order_dated IS NULL)
  AND  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= :today)
ORDER BY r.id;

-- moves: order_incomplete
-- unit: teacher
-- facts: ordered, supported
SELECT t.pair_id AS id, t.person_id AS unit FROM participations t JOIN mentees m ON m.id = t.id
WHERE  t.pair_id IN (SELECT value FROM json_each(:ids)) AND m.order_number IS NULL AND m.order_dated IS NULL
  AND  t.until >= :from AND max(ifnull(t.order_dated, :today), ifnull(t.joined, '')) <= min(t.until, :today);

-- moves: order_incomplete
-- unit: teacher
-- facts: entered
SELECT t.pair_id AS id, t.person_id AS unit
FROM   participations t JOIN mentees m ON m.id = t.id CROSS JOIN approved_programs g ON g.person_id = t.person_id
       CROSS JOIN program_pairs l ON l.program_id = g.program_id AND l.pair_id = t.pair_id
WHERE  t.pair_id IN (SELECT value FROM json_each(:ids)) AND m.order_number IS NULL AND m.order_dated IS NULL
  AND  t.until >= :from AND max(ifnull(t.order_dated, :today), ifnull(t.joined, '')) <= min(t.until, :today)
  AND  g.since <= :today AND g.until >= :from
  AND (l.since IS NULL OR l.since <= :today) AND (l.until IS NULL OR l.until >= :from);

-- moves: order_incomplete
-- unit: answer
-- facts: answer, of_entered
SELECT t.pair_id AS id, a.id AS unit,
       ifnull((SELECT r.org_id FROM pairs r WHERE r.id = t.pair_id),
              (SELECT w.org_id FROM main_workplaces w
               WHERE w.person_id = t.person_id AND w.since <= :today AND w.until >= :today)) AS org
FROM   participations t JOIN mentees m ON m.id = t.id CROSS JOIN approved_programs g ON g.person_id = t.person_id
       CROSS JOIN program_pairs l ON l.program_id = g.program_id AND l.pair_id = t.pair_id
       CROSS JOIN (SELECT 'mentee' AS name UNION ALL SELECT 'mentor') role
       CROSS JOIN answers a ON a.pair_id = t.pair_id AND a.role = role.name
            AND a.person_id = CASE role.name WHEN 'mentee' THEN t.person_id ELSE t.mentor_id END
WHERE  t.pair_id IN (SELECT value FROM json_each(:ids)) AND m.order_number IS NULL AND m.order_dated IS NULL
  AND  t.until >= :from AND max(ifnull(t.order_dated, :today), ifnull(t.joined, '')) <= min(t.until, :today)
  AND  g.since <= :today AND g.until >= :from AND a.dated >= :from
  AND (l.since IS NULL OR l.since <= :today) AND (l.until IS NULL OR l.until >= :from);

-- moves: order_incomplete
-- unit: org
-- facts: covered_by_network
SELECT t.pair_id AS id, t.org_id AS unit
FROM  (SELECT t.pair_id, t.person_id, t.mentor_id, min(t.until, :today) AS day,
              ifnull((SELECT r.org_id FROM pairs r WHERE r.id = t.pair_id),
                     (SELECT w.org_id FROM main_workplaces w
                      WHERE w.person_id = t.person_id AND w.since <= ifnull(t.order_dated, :today)
                        AND w.until >= ifnull(t.order_dated, :today))) AS org_id
       FROM   participations t JOIN mentees m ON m.id = t.id
       WHERE  t.pair_id IN (SELECT value FROM json_each(:ids)) AND m.order_number IS NULL AND m.order_dated IS NULL
         AND  t.until >= :from AND max(ifnull(t.order_dated, :today), ifnull(t.joined, '')) <= min(t.until, :today)) t
WHERE  NOT EXISTS (SELECT 1 FROM employments m
                   WHERE  m.person_id = t.mentor_id AND m.hired <= t.day AND ifnull(m.dismissed, t.day) >= t.day
                     AND (m.org_id = t.org_id OR EXISTS (SELECT 1 FROM employments e
                                                         WHERE  e.person_id = t.person_id AND +e.org_id = m.org_id
                                                           AND  e.hired <= t.day AND ifnull(e.dismissed, t.day) >= t.day)))
  AND  EXISTS (SELECT 1 FROM employments m
               WHERE m.person_id = t.mentor_id AND m.hired <= t.day AND ifnull(m.dismissed, t.day) >= t.day);

-- finding: own_order_incomplete
-- title: Приказ о включении наставляемого неполон
-- severity: warning
-- clause: Ножай-Юрт, п. 2.7, 7.7 *
-- advice: укажите и номер, и дату приказа о включении: без них наставляемый не считается закреплённым
-- command: nastavnik pair edit {pair} --mentee {person}{options}
SELECT t.id, 'пара № ' || r.number AS unit, ', наставляемый ' AS role, p.id AS person, p.name, r.number AS pair,
       (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = p.id AND w.since <= :today AND w.until >= :today) AS org,
       CASE WHEN t.order_dated IS NULL THEN ' --join-order-date ДАТА' ELSE ' --join-order-number НОМЕР' END AS options,
       CASE WHEN t.order_dated IS NULL THEN 'приказ о включении № ' || t.order_number || ' без даты'
            ELSE 'приказ о включении от ' || strftime('%d.%m.%Y', t.order_dated) || ' без номера' END AS finding
FROM   mentees t JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
WHERE  (t.order_number IS NULL) <> (t.order_dated IS NULL)
  AND  EXISTS (SELECT 1 FROM participations x WHERE x.id = t.id AND x.until >= :today)
ORDER BY r.id, t.id;

-- moves: own_order_incomplete
-- unit: teacher
-- facts: ordered, supported
SELECT t.id, t.person_id AS unit FROM participations t
WHERE  t.id IN (SELECT value FROM json_each(:ids))
  AND  t.until >= :from AND max(ifnull(t.order_dated, :today), ifnull(t.joined, '')) <= min(t.until, :today);

-- moves: own_order_incomplete
-- unit: teacher
-- facts: entered
SELECT t.id, t.person_id AS unit
FROM   participations t CROSS JOIN approved_programs g ON g.person_id = t.person_id
       CROSS JOIN program_pairs l ON l.program_id = g.program_id AND l.pair_id = t.pair_id
WHERE  t.id IN (SELECT value FROM json_each(:ids)) AND g.since <= :today AND g.until >= :from
  AND  t.until >= :from AND max(ifnull(t.order_dated, :today), ifnull(t.joined, '')) <= min(t.until, :today)
  AND (l.since IS NULL OR l.since <= :today) AND (l.until IS NULL OR l.until >= :from);

-- moves: own_order_incomplete
-- unit: answer
-- facts: answer, of_entered
SELECT t.id, a.id AS unit,
       ifnull((SELECT r.org_id FROM pairs r WHERE r.id = t.pair_id),
              (SELECT w.org_id FROM main_workplaces w
               WHERE w.person_id = t.person_id AND w.since <= :today AND w.until >= :today)) AS org
FROM   participations t CROSS JOIN approved_programs g ON g.person_id = t.person_id
       CROSS JOIN program_pairs l ON l.program_id = g.program_id AND l.pair_id = t.pair_id
       CROSS JOIN (SELECT 'mentee' AS name UNION ALL SELECT 'mentor') role
       CROSS JOIN answers a ON a.pair_id = t.pair_id AND a.role = role.name
            AND a.person_id = CASE role.name WHEN 'mentee' THEN t.person_id ELSE t.mentor_id END
WHERE  t.id IN (SELECT value FROM json_each(:ids)) AND g.since <= :today AND g.until >= :from AND a.dated >= :from
  AND  t.until >= :from AND max(ifnull(t.order_dated, :today), ifnull(t.joined, '')) <= min(t.until, :today)
  AND (l.since IS NULL OR l.since <= :today) AND (l.until IS NULL OR l.until >= :from);

-- finding: mentor_consent
-- title: Нет согласия наставника
-- severity: warning
-- clause: Ножай-Юрт, п. 2.3; ТК РФ, ст. 351.8
-- advice: укажите дату согласия
-- command: nastavnik pair edit {pair} --mentor-consent ДАТА
SELECT r.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, r.number AS pair,
       (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = p.id AND w.since <= :today AND w.until >= :today) AS org,
       'пара № ' || r.number || CASE WHEN r.mentor_consent IS NULL THEN ': нет даты согласия наставника'
            ELSE ': согласие наставника отозвано ' || strftime('%d.%m.%Y', r.mentor_consent_withdrawn) END AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE (r.mentor_consent IS NULL OR r.mentor_consent_withdrawn <= :today)
  AND  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= :today)
ORDER BY p.key, r.id;

-- finding: mentee_consent
-- title: Нет согласия наставляемого
-- severity: warning
-- clause: Ножай-Юрт, п. 2.4
-- advice: укажите дату согласия
-- command: nastavnik pair edit {pair} --mentee {person} --mentee-consent ДАТА
SELECT t.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, r.number AS pair,
       (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = p.id AND w.since <= :today AND w.until >= :today) AS org,
       'пара № ' || r.number || CASE WHEN t.consent IS NULL THEN ': нет даты согласия наставляемого'
            ELSE ': согласие наставляемого отозвано ' || strftime('%d.%m.%Y', t.consent_withdrawn) END AS finding
FROM   pairs r JOIN mentees t ON t.pair_id = r.id JOIN people p ON p.id = t.person_id
WHERE (t.consent IS NULL OR t.consent_withdrawn <= :today)
  AND  EXISTS (SELECT 1 FROM participations x WHERE x.id = t.id AND x.until >= :today)
ORDER BY p.key, r.id;

-- finding: mentor_consent_late
-- title: Согласие наставника позже приказа
-- severity: warning
-- clause: Ножай-Юрт, п. 2.3; ТК РФ, ст. 351.8
-- advice: наставничество поручают с письменного согласия: проверьте дату согласия и дату приказа
-- command: nastavnik pair edit {pair} --mentor-consent ДАТА
SELECT r.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, r.number AS pair,
       (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = p.id AND w.since <= :today AND w.until >= :today) AS org,
       'пара № ' || r.number || ': согласие от ' || strftime('%d.%m.%Y', r.mentor_consent) || ', а приказ о закреплении — от '
       || strftime('%d.%m.%Y', r.order_dated) AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  r.mentor_consent > r.order_dated AND r.mentor_consent_withdrawn IS NULL
  AND  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= :today)
ORDER BY p.key, r.id;

-- finding: mentee_consent_late
-- title: Согласие наставляемого позже приказа
-- severity: warning
-- clause: Ножай-Юрт, п. 2.4, 2.7
-- advice: приказ издают с согласия наставляемого: проверьте дату согласия и дату приказа
-- command: nastavnik pair edit {pair} --mentee {person} --mentee-consent ДАТА
SELECT t.id, '№ ' || p.id AS unit, NULL AS role, p.id AS person, p.name, r.number AS pair,
       (SELECT w.org_id FROM main_workplaces w WHERE w.person_id = p.id AND w.since <= :today AND w.until >= :today) AS org,
       'пара № ' || r.number || ': согласие от ' || strftime('%d.%m.%Y', t.consent) || ', а приказ '
       || CASE WHEN t.order_dated IS NULL THEN 'о закреплении' ELSE 'о включении' END || ' — от '
       || strftime('%d.%m.%Y', x.order_dated) AS finding
FROM   mentees t JOIN participations x ON x.id = t.id JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
WHERE  t.consent > x.order_dated AND t.consent_withdrawn IS NULL AND x.until >= :today
ORDER BY p.key, r.id;

-- finding: agreement_missing
-- title: Нет соглашения с наставником
-- severity: warning
-- clause: Ножай-Юрт, п. 2.5; ТК РФ, ст. 351.8
-- advice: запишите соглашение или основание, по которому оно не требуется (--ground ТЕКСТ)
-- command: nastavnik pair agreement add {pair} --date ДАТА
-- Where the form or the register of mentors puts the mentor outside the staff, none is due.
SELECT r.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.number AS pair,
       ifnull(r.org_id, (SELECT w.org_id FROM main_workplaces w
                         WHERE w.person_id = r.mentor_id AND w.since <= :today AND w.until >= :today)) AS org,
       CASE WHEN a.until IS NULL THEN 'нет соглашения к трудовому договору наставника и основания, по которому оно не требуется'
            ELSE 'соглашение действовало по ' || strftime('%d.%m.%Y', a.until) END AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
       LEFT JOIN agreements a ON a.id = (SELECT x.id FROM agreements x WHERE x.pair_id = r.id AND x.dated IS NOT NULL
                                         ORDER BY x.dated DESC LIMIT 1)
WHERE (a.id IS NULL OR a.until < :today)
  AND  EXISTS (SELECT 1 FROM ordered_participations t WHERE t.pair_id = r.id AND t.since <= :today AND t.until >= :today)
  AND  NOT EXISTS (SELECT 1 FROM agreements x WHERE x.pair_id = r.id AND x.ground IS NOT NULL AND a.id IS NULL)
  AND  NOT EXISTS (SELECT 1 FROM forms f WHERE f.id = r.form_id AND f.mentor_outside)
  AND  NOT EXISTS (SELECT 1 FROM mentors m WHERE m.person_id = r.mentor_id AND m.category <> 'teacher')
ORDER BY r.id;

-- finding: pair_expired
-- title: Срок пары истёк
-- severity: warning
-- clause: Ножай-Юрт, п. 2.7
-- advice: прекратите пару или продлите её приказом (nastavnik pair renew)
-- command: nastavnik pair close {pair} --date {term}
SELECT r.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.number AS pair, r.term,
       (SELECT t.org_id FROM participations t WHERE t.pair_id = r.id AND t.until >= :today ORDER BY t.id LIMIT 1) AS org,
       'срок истёк ' || strftime('%d.%m.%Y', r.term) || ', а пара не прекращена' AS finding
FROM  (SELECT r.*, ifnull((SELECT n.until FROM renewals n WHERE n.pair_id = r.id AND n.order_dated <= :today
                           ORDER BY n.order_dated DESC LIMIT 1), r.planned_end) AS term FROM pairs r) r
       JOIN people p ON p.id = r.mentor_id
WHERE  r.term < :today AND EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= :today)
ORDER BY r.id;

-- finding: pair_ending
-- title: Срок пары истекает в ближайшие 30 дней
-- severity: note
-- clause: Ножай-Юрт, п. 2.7
-- advice: продлите пару приказом или прекратите её в срок (nastavnik pair close)
-- command: nastavnik pair renew {pair} --until ДАТА --order-number НОМЕР --order-date ДАТА
SELECT r.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.number AS pair,
       (SELECT t.org_id FROM participations t WHERE t.pair_id = r.id AND t.until >= :today ORDER BY t.id LIMIT 1) AS org,
       'срок истекает ' || strftime('%d.%m.%Y', r.term) AS finding
FROM  (SELECT r.*, ifnull((SELECT n.until FROM renewals n WHERE n.pair_id = r.id
                           ORDER BY n.order_dated DESC LIMIT 1), r.planned_end) AS term FROM pairs r) r
       JOIN people p ON p.id = r.mentor_id
WHERE  r.term BETWEEN :today AND :in_a_month AND (r.ended IS NULL OR r.ended > r.term)
  AND  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= :today)
ORDER BY r.term, r.id;

-- finding: pair_outlives
-- title: Пара дольше работы её участника
-- severity: warning
-- clause: Ножай-Юрт, п. 2.7
-- advice: запишите выход наставляемого или прекратите пару (nastavnik pair close); если человек работает, исправьте его запись (nastavnik org staff edit)
-- command: nastavnik pair leave {pair} {person} --date {last}
SELECT t.id, 'пара № ' || r.number AS unit, ', наставляемый ' AS role, p.id AS person, p.name, t.org_id AS org,
       r.number AS pair, t.until AS last,
       CASE WHEN ifnull(t.mentor_worked_until, '9999-12-31') <= ifnull(t.mentee_worked_until, '9999-12-31')
            THEN 'последний день работы наставника' ELSE 'последний день работы наставляемого в этой организации' END
       || ' — ' || strftime('%d.%m.%Y', t.until) || ', а '
       || CASE WHEN t.told_until = '9999-12-31' THEN 'пара не прекращена'
               ELSE 'записанный конец участия — ' || strftime('%d.%m.%Y', t.told_until) END AS finding
FROM   participations t JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
WHERE  t.order_number IS NOT NULL AND t.until < t.told_until AND t.until < :today
ORDER BY r.id, t.id;

-- finding: pair_never_in_force
-- title: Участие в паре закончилось раньше, чем начато
-- severity: warning
-- clause: Ножай-Юрт, п. 2.7
-- advice: проверьте даты приказа, включения и прекращения
-- command: nastavnik pair show {pair}
SELECT t.id, 'пара № ' || r.number AS unit, ', наставляемый ' AS role, p.id AS person, p.name, t.org_id AS org, r.number AS pair,
       'действует с ' || strftime('%d.%m.%Y', max(t.order_dated, ifnull(t.joined, t.order_dated))) || ' (приказ или включение), а закончилось '
       || strftime('%d.%m.%Y', t.until) AS finding
FROM   participations t JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
WHERE  t.order_number IS NOT NULL AND t.order_dated <= :today AND t.until < max(t.order_dated, ifnull(t.joined, t.order_dated))
ORDER BY r.id, t.id;

-- finding: pair_twice
-- title: Одни и те же люди в двух парах
-- severity: warning
-- clause: Ножай-Юрт, п. 2.7
-- advice: если пара записана дважды, отмените лишнюю запись (nastavnik org undo) или прекратите её
-- command: nastavnik pair close {other} --date {today}
SELECT r.id || '-' || x.id || '-' || t.id AS id, 'пары № ' || r.number || ' и № ' || x.number AS unit, ', наставляемый ' AS role,
       p.id AS person, p.name, t.org_id AS org, x.number AS other, :today AS today,
       'наставник и наставляемый на ' || strftime('%d.%m.%Y', :today) || ' состоят в двух парах' AS finding
FROM   ordered_participations t JOIN ordered_participations d ON d.person_id = t.person_id AND d.mentor_id = t.mentor_id
       JOIN pairs r ON r.id = t.pair_id JOIN pairs x ON x.id = d.pair_id JOIN people p ON p.id = t.person_id
WHERE  t.pair_id < d.pair_id AND t.since <= :today AND t.until >= :today AND d.since <= :today AND d.until >= :today
  AND  NOT EXISTS (SELECT 1 FROM overrules o WHERE o.pair_id IN (t.pair_id, d.pair_id) AND o.broken = 'twice')
ORDER BY r.id, x.id, t.id;

-- finding: third_side_missing
-- title: У трёхсторонней пары нет третьей стороны
-- severity: note
-- clause: Ножай-Юрт, п. 4.1
-- advice: запишите вторую пару этой формы: студент в ней наставник ученика, а в первой — наставляемый работодателя
-- command: nastavnik pair create --mentor НАСТАВНИК --mentee НАСТАВЛЯЕМЫЙ --form "работодатель – студент – ученик"
SELECT r.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.org_id AS org,
       'форма «работодатель – студент – ученик», а второй её пары нет: '
       || CASE (SELECT m.category FROM mentors m WHERE m.person_id = r.mentor_id ORDER BY m.registered DESC LIMIT 1)
          WHEN 'enterprise' THEN 'студента с учеником' WHEN 'student' THEN 'работодателя со студентом'
          ELSE 'работодателя со студентом или студента с учеником' END AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  r.form_id = (SELECT form_id FROM form_wordings WHERE key = 'работодатель-студент-ученик')
  AND  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= :today)
  AND  NOT EXISTS (SELECT 1 FROM mentees t JOIN pairs x ON x.mentor_id = t.person_id
                   WHERE t.pair_id = r.id AND x.form_id = r.form_id)
  AND  NOT EXISTS (SELECT 1 FROM mentees t JOIN pairs x ON x.id = t.pair_id
                   WHERE t.person_id = r.mentor_id AND x.form_id = r.form_id)
ORDER BY r.id;

-- finding: limit_overruled
-- title: Предел нарушен с записанной причиной
-- severity: note
-- clause: Ножай-Юрт, п. 5.2
-- advice: причина записана; её покажет карточка пары
-- command: nastavnik pair show {pair}
SELECT v.id, 'пара № ' || r.number AS unit, ', наставник ' AS role, p.id AS person, p.name, r.org_id AS org, r.number AS pair,
       CASE v.broken WHEN 'capacity' THEN 'предельное число наставляемых превышено' ELSE 'вторая пара тех же людей' END
       || ', причина записана ' || strftime('%d.%m.%Y', v.dated) AS finding
FROM   overrules v JOIN pairs r ON r.id = v.pair_id JOIN people p ON p.id = r.mentor_id
WHERE  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= :today)
ORDER BY r.id, v.id;
