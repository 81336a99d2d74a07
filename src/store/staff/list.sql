-- The staff of an organisation (?1) on a day (?2, NULL: ever), by name. `main` is settled for the day: of several open main
-- employments of a person the earliest counts.
SELECT s.person_id, p.name, p.snils, p.sex, p.born, p.teaching_since, p.teaching_spread,
       s.number, s.post, s.subject, s.hired, s.dismissed,
       s.main AND (?2 IS NULL OR NOT EXISTS (
           SELECT 1 FROM employments f
           WHERE  f.person_id = s.person_id AND f.main AND f.hired <= ?2
             AND  (f.dismissed IS NULL OR f.dismissed >= ?2) AND (f.hired, f.id) < (s.hired, s.id))) AS main,
       e.pedagogical AS declared, s.pedagogical,
       EXISTS (SELECT 1 FROM mentors r WHERE r.person_id = s.person_id AND (?2 IS NULL OR r.registered <= ?2)
                  AND (r.retired IS NULL OR r.retired >= ?2)) AS mentor
FROM   staff s JOIN employments e ON e.id = s.id JOIN people p ON p.id = s.person_id
WHERE  s.org_id = ?1
  AND  (?2 IS NULL OR (s.hired <= ?2 AND (s.dismissed IS NULL OR s.dismissed >= ?2)))
ORDER  BY p.key, s.hired, s.id
