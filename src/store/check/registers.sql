-- What in the registers needs a person. ?1 is today; a query gives `subject`, the `person` who ends it with
-- their `name` if it is about one, `org` and `finding`. An end date is the last
-- day on which a fact holds.

-- finding: several_main
-- title: Несколько основных мест работы
-- severity: warning
-- advice: оставьте одно основное место: увольте (nastavnik org staff dismiss) или загрузите файл с «Основное место работы» нет
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name, o.name AS org,
       'основных мест работы ' || m.places || ': '
       || (SELECT group_concat(x.name || ' с ' || strftime('%d.%m.%Y', e.hired), '; ')
           FROM employments e JOIN orgs x ON x.id = e.org_id
           WHERE e.person_id = m.person_id AND e.main AND e.hired <= ?1 AND (e.dismissed IS NULL OR e.dismissed >= ?1))
       || '; считается самое раннее' AS finding
FROM  (SELECT person_id, count(*) AS places FROM employments
       WHERE main AND hired <= ?1 AND (dismissed IS NULL OR dismissed >= ?1)
       GROUP BY person_id HAVING count(*) > 1) m
      JOIN people p ON p.id = m.person_id
      JOIN main_workplaces w ON w.person_id = m.person_id AND w.since <= ?1 AND w.until >= ?1
      JOIN orgs o ON o.id = w.org_id
ORDER BY p.key, p.id;

-- finding: closed_org
-- title: Сотрудники закрытой организации
-- severity: warning
-- advice: оформите перевод или увольнение: nastavnik org staff transfer, nastavnik org staff dismiss
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name, o.name AS org,
       'работает с ' || strftime('%d.%m.%Y', e.hired) || ', а организация закрыта ' || strftime('%d.%m.%Y', o.closed) AS finding
FROM   orgs o JOIN employments e ON e.org_id = o.id JOIN people p ON p.id = e.person_id
WHERE  o.closed < ?1 AND (e.dismissed IS NULL OR e.dismissed > o.closed)
ORDER BY o.key, p.key, e.id;

-- finding: mentor_outside_register
-- title: Наставник пары не состоит в реестре
-- severity: warning
-- advice: включите наставника в реестр: nastavnik mentor add ЧЕЛОВЕК --date ДАТА
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM main_workplaces w JOIN orgs o ON o.id = w.org_id
        WHERE w.person_id = p.id AND w.since <= ?1 AND w.until >= ?1) AS org,
       'наставник пары № ' || r.number || ' не состоит в реестре наставников' AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= ?1)
  AND  NOT EXISTS (SELECT 1 FROM registrations m WHERE m.person_id = r.mentor_id AND m.until >= ?1)
ORDER BY p.key, r.id;

-- finding: mentor_consent
-- title: Нет согласия наставника
-- severity: warning
-- advice: укажите дату согласия: nastavnik pair edit НОМЕР --mentor-consent ДАТА
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM main_workplaces w JOIN orgs o ON o.id = w.org_id
        WHERE w.person_id = p.id AND w.since <= ?1 AND w.until >= ?1) AS org,
       'пара № ' || r.number || CASE WHEN r.mentor_consent IS NULL THEN ': нет даты согласия наставника'
            ELSE ': согласие наставника отозвано ' || strftime('%d.%m.%Y', r.mentor_consent_withdrawn) END AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE (r.mentor_consent IS NULL OR r.mentor_consent_withdrawn <= ?1) AND EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= ?1)
ORDER BY p.key, r.id;

-- finding: mentee_consent
-- title: Нет согласия наставляемого
-- severity: warning
-- advice: укажите дату согласия: nastavnik pair edit НОМЕР --mentee ЧЕЛОВЕК --mentee-consent ДАТА
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM main_workplaces w JOIN orgs o ON o.id = w.org_id
        WHERE w.person_id = p.id AND w.since <= ?1 AND w.until >= ?1) AS org,
       'пара № ' || r.number || CASE WHEN t.consent IS NULL THEN ': нет даты согласия наставляемого'
            ELSE ': согласие наставляемого отозвано ' || strftime('%d.%m.%Y', t.consent_withdrawn) END AS finding
FROM   pairs r JOIN mentees t ON t.pair_id = r.id JOIN people p ON p.id = t.person_id
WHERE (t.consent IS NULL OR t.consent_withdrawn <= ?1) AND EXISTS (SELECT 1 FROM participations x WHERE x.id = t.id AND x.until >= ?1)
ORDER BY p.key, r.id;

-- finding: order_incomplete
-- title: Приказ о закреплении пары неполон
-- severity: warning
-- advice: укажите и номер, и дату приказа (nastavnik pair edit): без них наставляемый не считается закреплённым
SELECT 'пара № ' || r.number || ', наставник ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM mentees t JOIN main_workplaces w ON w.person_id = t.person_id JOIN orgs o ON o.id = w.org_id
        WHERE t.pair_id = r.id AND w.since <= ?1 AND w.until >= ?1
        ORDER BY t.id LIMIT 1) AS org,
       CASE WHEN r.order_dated IS NULL THEN 'приказ № ' || r.order_number || ' без даты'
            ELSE 'приказ от ' || strftime('%d.%m.%Y', r.order_dated) || ' без номера' END AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  (r.order_number IS NULL) <> (r.order_dated IS NULL)
  AND  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= ?1)
ORDER BY r.id;

-- finding: own_order_incomplete
-- title: Приказ о включении наставляемого неполон
-- severity: warning
-- advice: укажите и номер, и дату приказа о включении (nastavnik pair edit НОМЕР --mentee ЧЕЛОВЕК): без них наставляемый не считается закреплённым
SELECT 'пара № ' || r.number || ', наставляемый ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM main_workplaces w JOIN orgs o ON o.id = w.org_id
        WHERE w.person_id = p.id AND w.since <= ?1 AND w.until >= ?1) AS org,
       CASE WHEN t.order_dated IS NULL THEN 'приказ о включении № ' || t.order_number || ' без даты'
            ELSE 'приказ о включении от ' || strftime('%d.%m.%Y', t.order_dated) || ' без номера' END AS finding
FROM   mentees t JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
WHERE  (t.order_number IS NULL) <> (t.order_dated IS NULL)
  AND  EXISTS (SELECT 1 FROM participations x WHERE x.id = t.id AND x.until >= ?1)
ORDER BY r.id, t.id;

-- finding: pair_expired
-- title: Срок пары истёк
-- severity: warning
-- advice: прекратите пару (nastavnik pair close) или продлите её приказом (nastavnik pair renew)
SELECT 'пара № ' || r.number || ', наставник ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM participations t JOIN orgs o ON o.id = t.org_id
        WHERE t.pair_id = r.id AND t.until >= ?1 ORDER BY t.id LIMIT 1) AS org,
       'срок истёк ' || strftime('%d.%m.%Y', r.term) || ', а пара не прекращена' AS finding
FROM  (SELECT r.*, ifnull((SELECT n.until FROM renewals n WHERE n.pair_id = r.id AND n.order_dated <= ?1
                           ORDER BY n.order_dated DESC LIMIT 1), r.planned_end) AS term FROM pairs r) r
       JOIN people p ON p.id = r.mentor_id
WHERE  r.term < ?1 AND EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= ?1)
ORDER BY r.id;

-- finding: pair_outlives
-- title: Пара дольше работы её участника
-- severity: warning
-- advice: прекратите пару (nastavnik pair close) или запишите выход наставляемого (nastavnik pair leave); если человек работает, исправьте его запись (nastavnik org staff edit)
SELECT 'пара № ' || r.number || ', наставляемый ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = t.org_id) AS org,
       CASE WHEN ifnull(t.mentor_worked_until, '9999-12-31') <= ifnull(t.mentee_worked_until, '9999-12-31')
            THEN 'последний день работы наставника' ELSE 'последний день работы наставляемого в этой организации' END
       || ' — ' || strftime('%d.%m.%Y', t.until) || ', а '
       || CASE WHEN t.told_until = '9999-12-31' THEN 'пара не прекращена'
               ELSE 'записанный конец участия — ' || strftime('%d.%m.%Y', t.told_until) END AS finding
FROM   participations t JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
WHERE  t.order_number IS NOT NULL AND t.until < t.told_until AND t.until < ?1
ORDER BY r.id, t.id;

-- finding: pair_never_in_force
-- title: Участие в паре закончилось раньше, чем начато
-- severity: warning
-- advice: проверьте даты приказа, включения и прекращения: nastavnik pair show, nastavnik pair edit
SELECT 'пара № ' || r.number || ', наставляемый ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = t.org_id) AS org,
       'действует с ' || strftime('%d.%m.%Y', max(t.order_dated, ifnull(t.joined, t.order_dated))) || ' (приказ или включение), а закончилось '
       || strftime('%d.%m.%Y', t.until) AS finding
FROM   participations t JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
WHERE  t.order_number IS NOT NULL AND t.order_dated <= ?1 AND t.until < max(t.order_dated, ifnull(t.joined, t.order_dated))
ORDER BY r.id, t.id;

-- finding: pair_twice
-- title: Одни и те же люди в двух парах
-- severity: warning
-- advice: если пара записана дважды, отмените лишнюю запись (nastavnik org undo) или прекратите её (nastavnik pair close)
SELECT 'пары № ' || r.number || ' и № ' || x.number || ', наставляемый ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = t.org_id) AS org,
       'наставник и наставляемый на ' || strftime('%d.%m.%Y', ?1) || ' состоят в двух парах' AS finding
FROM   ordered_participations t JOIN ordered_participations d ON d.person_id = t.person_id AND d.mentor_id = t.mentor_id
       JOIN pairs r ON r.id = t.pair_id JOIN pairs x ON x.id = d.pair_id JOIN people p ON p.id = t.person_id
WHERE  t.pair_id < d.pair_id AND t.since <= ?1 AND t.until >= ?1 AND d.since <= ?1 AND d.until >= ?1
  AND  NOT EXISTS (SELECT 1 FROM overrules o WHERE o.pair_id IN (t.pair_id, d.pair_id) AND o.broken = 'twice')
ORDER BY r.id, x.id, t.id;

-- finding: mentor_overloaded
-- title: Наставляемых больше предельного числа
-- severity: warning
-- advice: передайте пару (nastavnik pair handover), прекратите её (nastavnik pair close) или измените предел (nastavnik mentor edit ЧЕЛОВЕК --capacity ЧИСЛО)
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM main_workplaces w JOIN orgs o ON o.id = w.org_id
        WHERE w.person_id = p.id AND w.since <= ?1 AND w.until >= ?1) AS org,
       'наставляемых ' || m.mentees || ', а предельное число — ' || m.capacity AS finding
FROM  (SELECT m.person_id, m.capacity, count(DISTINCT t.person_id) AS mentees
       FROM   mentors m JOIN pairs r ON r.mentor_id = m.person_id JOIN participations t ON t.pair_id = r.id
       WHERE  m.capacity IS NOT NULL AND m.registered <= ?1 AND (m.retired IS NULL OR m.retired >= ?1)
         AND  t.until >= ?1 AND ifnull(t.joined, ifnull(ifnull(r.started, r.order_dated), ?1)) <= ?1
         AND  NOT EXISTS (SELECT 1 FROM overrules o WHERE o.pair_id = r.id AND o.broken = 'capacity')
       GROUP BY m.id) m JOIN people p ON p.id = m.person_id
WHERE  m.mentees > m.capacity
ORDER BY p.key, p.id;

-- finding: third_side_missing
-- title: У трёхсторонней пары нет третьей стороны
-- severity: note
-- advice: запишите вторую пару этой формы (nastavnik pair create): студент в ней наставник ученика, а в первой — наставляемый работодателя
SELECT 'пара № ' || r.number || ', наставник ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = r.org_id) AS org,
       'форма «работодатель – студент – ученик», а второй её пары нет: '
       || CASE (SELECT m.category FROM mentors m WHERE m.person_id = r.mentor_id ORDER BY m.registered DESC LIMIT 1)
          WHEN 'enterprise' THEN 'студента с учеником' WHEN 'student' THEN 'работодателя со студентом'
          ELSE 'работодателя со студентом или студента с учеником' END AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  r.form_id = (SELECT form_id FROM form_wordings WHERE key = 'работодатель-студент-ученик')
  AND  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= ?1)
  AND  NOT EXISTS (SELECT 1 FROM mentees t JOIN pairs x ON x.mentor_id = t.person_id
                   WHERE t.pair_id = r.id AND x.form_id = r.form_id)
  AND  NOT EXISTS (SELECT 1 FROM mentees t JOIN pairs x ON x.id = t.pair_id
                   WHERE t.person_id = r.mentor_id AND x.form_id = r.form_id)
ORDER BY r.id;

-- finding: tutor_without_work
-- title: Тьютор пары не работает в первый её день
-- severity: warning
-- advice: проверьте первый день тьютора (nastavnik pair tutor edit НОМЕР --joined ДАТА) или его запись о работе (nastavnik org staff edit)
SELECT 'пара № ' || t.number || ', тьютор ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = t.org_id) AS org,
       'на первый день тьютора в паре, ' || strftime('%d.%m.%Y', t.first) || ', у него нет места работы' AS finding
FROM  (SELECT t.id, t.person_id, r.id AS pair_id, r.number, r.org_id, r.form_id,
              ifnull(t.joined, ifnull(r.started, r.order_dated)) AS first
       FROM tutors t JOIN pairs r ON r.id = t.pair_id) t JOIN people p ON p.id = t.person_id
WHERE  t.first <= ?1
  AND  NOT EXISTS (SELECT 1 FROM employments e WHERE e.person_id = t.person_id
                   AND e.hired <= t.first AND (e.dismissed IS NULL OR e.dismissed >= t.first))
  AND  NOT EXISTS (SELECT 1 FROM forms f WHERE f.id = t.form_id AND f.mentor_outside)
  AND  NOT EXISTS (SELECT 1 FROM mentors m WHERE m.person_id = t.person_id AND m.category <> 'teacher')
ORDER BY t.pair_id, t.id;

-- finding: tutor_outlives
-- title: Тьютор дольше пары или своей работы
-- severity: warning
-- advice: запишите выход тьютора (nastavnik pair leave ПАРА ЧЕЛОВЕК --as тьютор --date ДАТА) или исправьте его день (nastavnik pair tutor edit НОМЕР --left ДАТА)
SELECT 'пара № ' || r.number || ', тьютор ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = r.org_id) AS org,
       CASE WHEN max(ifnull(t.joined, ''), ifnull(t.ended, '')) > r.ended
            THEN 'пара прекращена ' || strftime('%d.%m.%Y', r.ended) || ', а тьютор в ней '
            ELSE 'последний день работы — ' || strftime('%d.%m.%Y', w.last) || ', а тьютор в паре ' END
       || CASE WHEN t.ended IS NOT NULL THEN 'по ' || strftime('%d.%m.%Y', t.ended)
               WHEN t.joined > r.ended THEN 'с ' || strftime('%d.%m.%Y', t.joined) ELSE 'и дальше' END AS finding
FROM   tutors t JOIN pairs r ON r.id = t.pair_id JOIN people p ON p.id = t.person_id
       LEFT JOIN (SELECT person_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
                  WHERE person_id IN (SELECT person_id FROM tutors) GROUP BY person_id) w ON w.person_id = t.person_id
WHERE  max(ifnull(t.joined, ''), ifnull(t.ended, '')) > r.ended
   OR  w.last < ?1 AND min(ifnull(t.ended, '9999-12-31'), ifnull(r.ended, '9999-12-31')) > w.last AND ifnull(t.joined, '') <= w.last
ORDER BY r.id, t.id;

-- finding: limit_overruled
-- title: Предел нарушен с записанной причиной
-- severity: note
-- advice: причину покажет nastavnik pair show НОМЕР
SELECT 'пара № ' || r.number || ', наставник ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = r.org_id) AS org,
       CASE v.broken WHEN 'capacity' THEN 'предельное число наставляемых превышено' ELSE 'вторая пара тех же людей' END
       || ', причина записана ' || strftime('%d.%m.%Y', v.dated) AS finding
FROM   overrules v JOIN pairs r ON r.id = v.pair_id JOIN people p ON p.id = r.mentor_id
WHERE  EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= ?1)
ORDER BY r.id, v.id;

-- finding: answer_after_end
-- title: Ответ на опрос позже конца участия
-- severity: warning
-- advice: проверьте дату ответа (nastavnik monitor survey show) и конец участия (nastavnik pair show)
SELECT 'пара № ' || r.number || ', ' || CASE a.role WHEN 'mentor' THEN 'наставник ' ELSE 'наставляемый ' END AS subject,
       p.id AS person, p.name AS name, NULL AS org,
       'ответ от ' || strftime('%d.%m.%Y', a.dated) || ', а участие закончилось ' || strftime('%d.%m.%Y', a.over) AS finding
FROM  (SELECT a.*, CASE a.role
              WHEN 'mentor' THEN (SELECT max(t.until) FROM participations t WHERE t.pair_id = a.pair_id)
              ELSE (SELECT max(t.until) FROM participations t WHERE t.pair_id = a.pair_id AND t.person_id = a.person_id)
              END AS over
       FROM answers a) a JOIN pairs r ON r.id = a.pair_id JOIN people p ON p.id = a.person_id
WHERE  a.dated <= ?1 AND a.dated > a.over
ORDER BY r.id, a.dated, a.id;

-- finding: meeting_overdue
-- title: Встреча по графику не отмечена
-- severity: note
-- advice: отметьте, что она состоялась (nastavnik pair meet edit НОМЕР --date ДАТА), или назначьте другой день (--due ДАТА)
SELECT 'пара № ' || r.number || ', наставник ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = r.org_id) AS org,
       'встреча № ' || m.id || ' по графику на ' || strftime('%d.%m.%Y', m.due) || ' не отмечена (Ножай-Юрт, п. 4.6)' AS finding
FROM   meetings m JOIN pairs r ON r.id = m.pair_id JOIN people p ON p.id = r.mentor_id
WHERE  m.held IS NULL AND m.due < ?1 AND m.due <= ifnull(r.ended, '9999-12-31')
ORDER BY r.id, m.due, m.id;

-- finding: schedule_missing
-- title: У краткосрочной пары нет графика встреч
-- severity: note
-- advice: запишите дни встреч: nastavnik pair meet add НОМЕР --due ДАТА --due ДАТА
SELECT 'пара № ' || r.number || ', наставник ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = r.org_id) AS org,
       'вид «краткосрочное»: встречи по заранее установленному графику, а его нет (Ножай-Юрт, п. 4.6)' AS finding
FROM   pairs r JOIN people p ON p.id = r.mentor_id
WHERE  r.kind = 'short_term' AND EXISTS (SELECT 1 FROM participations t WHERE t.pair_id = r.id AND t.until >= ?1)
  AND  NOT EXISTS (SELECT 1 FROM meetings m WHERE m.pair_id = r.id AND m.due IS NOT NULL)
ORDER BY r.id;

-- finding: meeting_after_end
-- title: Встреча позже конца участия
-- severity: warning
-- advice: проверьте дату встречи (nastavnik pair meet list) и конец участия (nastavnik pair show)
SELECT 'пара № ' || r.number || ', наставник ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM orgs o WHERE o.id = r.org_id) AS org,
       'встреча № ' || m.id || ' была ' || strftime('%d.%m.%Y', m.held) || ', а участие закончилось '
       || strftime('%d.%m.%Y', m.over) AS finding
FROM  (SELECT m.*, (SELECT max(t.until) FROM participations t WHERE t.pair_id = m.pair_id) AS over
       FROM meetings m) m JOIN pairs r ON r.id = m.pair_id JOIN people p ON p.id = r.mentor_id
WHERE  m.held <= ?1 AND m.held > m.over
ORDER BY r.id, m.held, m.id;

-- finding: approved_after_finish
-- title: Программа утверждена после своего окончания
-- severity: warning
-- advice: проверьте даты программы: nastavnik program edit
SELECT 'программа № ' || g.number AS subject, NULL AS person, NULL AS name, NULL AS org,
       'утверждена ' || strftime('%d.%m.%Y', g.approved) || ', а закончилась ' || strftime('%d.%m.%Y', g.finishes) AS finding
FROM   programs g
WHERE  g.approved <= ?1 AND g.approved > g.finishes
ORDER BY g.id;

-- finding: membership_outlives
-- title: Участие в группе дольше работы
-- severity: warning
-- advice: завершите участие (nastavnik org group leave) или запишите новое место работы (nastavnik org staff add)
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM employments e JOIN orgs o ON o.id = e.org_id WHERE e.person_id = p.id
        ORDER BY e.dismissed DESC, e.id LIMIT 1) AS org,
       'последний день работы — ' || strftime('%d.%m.%Y', w.last) || ', а участие в группе «' || g.title || '» '
       || CASE WHEN b.ended IS NULL THEN 'не завершено' ELSE 'завершено ' || strftime('%d.%m.%Y', b.ended) END AS finding
FROM   members b JOIN groups g ON g.id = b.group_id JOIN people p ON p.id = b.person_id
       JOIN (SELECT person_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
             WHERE person_id IN (SELECT person_id FROM members) GROUP BY person_id) w ON w.person_id = p.id
WHERE  w.last < ?1 AND (b.ended IS NULL OR b.ended > w.last) AND (b.joined IS NULL OR b.joined <= w.last)
ORDER BY p.key, b.id;

-- finding: registration_outlives
-- title: Запись в реестре наставников дольше работы
-- severity: warning
-- advice: исключите из реестра (nastavnik mentor retire) или запишите новое место работы (nastavnik org staff add)
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM employments e JOIN orgs o ON o.id = e.org_id WHERE e.person_id = p.id
        ORDER BY e.dismissed DESC, e.id LIMIT 1) AS org,
       'последний день работы — ' || strftime('%d.%m.%Y', w.last) || ', а из реестра наставников '
       || CASE WHEN m.retired IS NULL THEN 'не исключён(а)' ELSE 'исключён(а) ' || strftime('%d.%m.%Y', m.retired) END AS finding
FROM   mentors m JOIN people p ON p.id = m.person_id
       JOIN (SELECT person_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
             WHERE person_id IN (SELECT person_id FROM mentors) GROUP BY person_id) w ON w.person_id = p.id
WHERE  m.category = 'teacher' AND w.last < ?1 AND (m.retired IS NULL OR m.retired > w.last) AND m.registered <= w.last
ORDER BY p.key, m.id;

-- finding: absence_outlives
-- title: Отсутствие дольше работы
-- severity: warning
-- advice: укажите последний день отсутствия (nastavnik org staff absence edit) или запишите новое место работы (nastavnik org staff add)
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM employments e JOIN orgs o ON o.id = e.org_id WHERE e.person_id = p.id
        ORDER BY e.dismissed DESC, e.id LIMIT 1) AS org,
       'последний день работы — ' || strftime('%d.%m.%Y', w.last) || ', а отсутствие № ' || l.id || ' '
       || CASE WHEN l.ended IS NULL THEN 'не завершено' ELSE 'завершено ' || strftime('%d.%m.%Y', l.ended) END AS finding
FROM   leaves l JOIN people p ON p.id = l.person_id
       JOIN (SELECT person_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
             WHERE person_id IN (SELECT person_id FROM leaves) GROUP BY person_id) w ON w.person_id = p.id
WHERE  w.last < ?1 AND (l.ended IS NULL OR l.ended > w.last)
ORDER BY p.key, l.id;

-- finding: need_outlives
-- title: В перечне нуждающихся в наставнике — тот, кто не работает
-- severity: warning
-- advice: снимите с перечня (nastavnik org needs close) или запишите новое место работы (nastavnik org staff add)
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name, o.name AS org,
       CASE WHEN w.last IS NULL THEN 'записи о работе в этой организации нет'
            ELSE 'последний день работы в этой организации — ' || strftime('%d.%m.%Y', w.last) END || ', а запись № ' || n.id || ' '
       || CASE WHEN n.removed IS NULL THEN 'не снята с перечня' ELSE 'снята с перечня ' || strftime('%d.%m.%Y', n.removed) END AS finding
FROM   needs n JOIN people p ON p.id = n.person_id JOIN orgs o ON o.id = n.org_id
       LEFT JOIN (SELECT person_id, org_id, max(ifnull(dismissed, '9999-12-31')) AS last FROM employments
             WHERE person_id IN (SELECT person_id FROM needs) GROUP BY person_id, org_id) w
         ON w.person_id = n.person_id AND w.org_id = n.org_id
WHERE  w.last < ?1 AND (n.removed IS NULL OR n.removed > w.last)
   OR  w.last IS NULL AND n.dated <= ?1 AND (n.removed IS NULL OR n.removed >= ?1)
ORDER BY p.key, n.id;

-- finding: needs_unconfirmed
-- title: Перечень нуждающихся в наставнике не подтверждён за год
-- severity: warning
-- advice: просмотрите перечень (nastavnik org needs list) и подтвердите его: nastavnik org needs confirm --org ОРГАНИЗАЦИЯ --date ДАТА
-- A list is drawn up on the day of its first entry. A year later on a day that isn't there is the last day of that month.
SELECT 'организация № ' || o.id AS subject, NULL AS person, NULL AS name, o.name AS org,
       CASE WHEN l.confirmed IS NULL THEN 'перечень ведётся с ' || strftime('%d.%m.%Y', l.last) || ' и ни разу не подтверждён'
            ELSE 'перечень подтверждён ' || strftime('%d.%m.%Y', l.last) END || ': это делают не реже одного раза в год (Ножай-Юрт, п. 6.5.2.1)' AS finding
FROM  (SELECT org_id, max(confirmed) AS confirmed, ifnull(max(confirmed), min(begun)) AS last
       FROM  (SELECT org_id, dated AS begun, NULL AS confirmed FROM needs WHERE dated <= ?1
              UNION ALL SELECT org_id, NULL, dated FROM needs_confirmations WHERE dated <= ?1)
       GROUP BY org_id) l JOIN orgs o ON o.id = l.org_id
WHERE  min(date(l.last, '+1 year'), date(l.last, 'start of month', '+1 year', '+1 month', '-1 day')) < ?1
  AND  (o.closed IS NULL OR o.closed >= ?1)
ORDER BY o.key, o.id;

-- finding: consent_withdrawn
-- title: Согласие на обработку персональных данных отозвано, данные не удалены
-- severity: error
-- advice: удалите персональные данные этого человека (152-ФЗ, ст. 21) или запишите новое согласие
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name,
       (SELECT o.name FROM main_workplaces w JOIN orgs o ON o.id = w.org_id
        WHERE w.person_id = p.id AND w.since <= ?1 AND w.until >= ?1) AS org,
       'согласие отозвано ' || strftime('%d.%m.%Y', max(c.withdrawn)) || ', персональные данные не удалены' AS finding
FROM   consents c JOIN people p ON p.id = c.person_id
WHERE  c.withdrawn <= ?1
  AND  NOT EXISTS (SELECT 1 FROM erasures x WHERE x.person_id = c.person_id)
  AND  NOT EXISTS (SELECT 1 FROM consents x WHERE x.person_id = c.person_id AND x.withdrawn IS NULL)
GROUP BY p.id
ORDER BY p.key, p.id;

-- finding: erased_again
-- title: Человек с удалёнными данными записан заново
-- severity: error
-- advice: если это тот же человек, его работа учтена в показателях дважды: отмените запись (nastavnik org undo) и уберите строку из файла
SELECT '№ ' || p.id || ' ' AS subject, p.id AS person, p.name AS name, o.name AS org,
       'та же работа с ' || strftime('%d.%m.%Y', e.hired) || ' (' || t.title || ') уже записана: ' || g.name AS finding
FROM   work_entered_again e JOIN people p ON p.id = e.person_id JOIN people g ON g.id = e.erased_id
       JOIN orgs o ON o.id = e.org_id JOIN posts t ON t.id = e.post_id
WHERE  e.erased <= ?1
ORDER BY o.key, p.key, e.id, g.id;

-- finding: program_long
-- title: Программа длиннее года
-- severity: note
-- advice: причину покажет nastavnik program show НОМЕР
SELECT 'программа № ' || g.number AS subject, NULL AS person, NULL AS name, NULL AS org,
       'с ' || strftime('%d.%m.%Y', g.starts) || ' по ' || strftime('%d.%m.%Y', g.finishes)
       || ', а программа длится от 3 месяцев до 1 года (Ножай-Юрт, п. 1.6); причина записана' AS finding
FROM   programs g
WHERE  g.length_reason IS NOT NULL AND g.finishes > date(g.starts, '+1 year', 'floor') AND g.outcome IS NOT 'cancelled'
  AND  min(g.finishes, ifnull(g.ended, g.finishes)) >= ?1
ORDER BY g.id;

-- finding: task_overdue
-- title: Задача программы просрочена
-- severity: note
-- advice: отметьте, что задача выполнена (nastavnik program task done), или укажите новый срок (nastavnik program task edit НОМЕР --due ДАТА)
SELECT 'программа № ' || g.number || CASE WHEN p.id IS NULL THEN '' ELSE ', наставляемый ' END AS subject,
       p.id AS person, p.name AS name, NULL AS org,
       'задача № ' || t.id || ': срок ' || strftime('%d.%m.%Y', t.due) || ' прошёл, а что она выполнена, не отмечено' AS finding
FROM   tasks t JOIN programs g ON g.id = t.program_id LEFT JOIN people p ON p.id = t.person_id
WHERE  t.due < ?1 AND t.done IS NULL AND g.ended IS NULL AND g.finishes >= ?1
ORDER BY g.id, t.id;

-- finding: program_without_pair
-- title: Программа не связана с парой
-- severity: warning
-- advice: загрузите программу с «Номер пары»: nastavnik program import
SELECT 'программа № ' || g.number AS subject, NULL AS person, NULL AS name, NULL AS org,
       'программа идёт, но не связана ни с одной парой: вошедшим в наставничество по ней никто не считается' AS finding
FROM   programs g
WHERE  g.ended IS NULL AND g.finishes >= ?1
  AND  NOT EXISTS (SELECT 1 FROM program_pairs x WHERE x.program_id = g.id)
ORDER BY g.id;

-- finding: review_open
-- title: Заключения рецензии нет больше 30 дней
-- severity: note
-- advice: запишите заключение: nastavnik org review conclude НОМЕР --verdict согласовано --date ДАТА
-- The acts name no term; what was submitted anew since waits by its own day.
SELECT 'рецензия № ' || r.id AS subject, NULL AS person, NULL AS name, o.name AS org,
       CASE r.subject WHEN 'program' THEN 'программа № ' || g.number WHEN 'regulation' THEN 'положение' WHEN 'road_map' THEN 'дорожная карта'
            WHEN 'materials' THEN 'методические материалы' ELSE 'оценочные средства' END
       || ': представлено ' || strftime('%d.%m.%Y', r.submitted) || ', заключения нет (Ножай-Юрт, п. 6.2; Кузбасс, п. 4.2, 5.2)' AS finding
FROM   reviews r LEFT JOIN orgs o ON o.id = r.org_id LEFT JOIN programs g ON g.id = r.program_id
WHERE  r.verdict IS NULL AND date(r.submitted, '+30 days') < ?1 AND g.ended IS NULL AND (o.closed IS NULL OR o.closed >= ?1)
  AND  NOT EXISTS (SELECT 1 FROM reviews n WHERE n.program_id = r.program_id AND n.submitted > r.submitted)
  AND  NOT EXISTS (SELECT 1 FROM reviews n WHERE n.org_id = r.org_id AND n.subject = r.subject AND n.title IS r.title
                   AND r.program_id IS NULL AND n.submitted > r.submitted)
ORDER BY r.id;

-- finding: review_unmended
-- title: Возвращено на доработку и больше 30 дней не исправлено
-- severity: warning
-- advice: отметьте, что исправлено (nastavnik org review correct НОМЕР --date ДАТА), или запишите, что представлено снова (nastavnik org review add)
SELECT 'рецензия № ' || r.id AS subject, NULL AS person, NULL AS name, o.name AS org,
       CASE r.subject WHEN 'program' THEN 'программа № ' || g.number WHEN 'regulation' THEN 'положение' WHEN 'road_map' THEN 'дорожная карта'
            WHEN 'materials' THEN 'методические материалы' ELSE 'оценочные средства' END
       || ': возвращено ' || strftime('%d.%m.%Y', r.concluded) || ', не исправлено (Ножай-Юрт, п. 6.2; Кузбасс, п. 4.2, 5.2)' AS finding
FROM   reviews r LEFT JOIN orgs o ON o.id = r.org_id LEFT JOIN programs g ON g.id = r.program_id
WHERE  r.verdict = 'returned' AND r.corrected IS NULL AND date(r.concluded, '+30 days') < ?1 AND g.ended IS NULL
  AND (o.closed IS NULL OR o.closed >= ?1)
  AND  NOT EXISTS (SELECT 1 FROM reviews n WHERE n.program_id = r.program_id AND n.submitted > r.submitted)
  AND  NOT EXISTS (SELECT 1 FROM reviews n WHERE n.org_id = r.org_id AND n.subject = r.subject AND n.title IS r.title
                   AND r.program_id IS NULL AND n.submitted > r.submitted)
ORDER BY r.id;
