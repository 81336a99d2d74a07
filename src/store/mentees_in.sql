-- How many of the staff of an organisation (?1) are mentees on a day (?2): in all, by an order, with an approved program of
-- an ordered pair. As for the shares, the date of the order and the end of the pair matter, not its start.
SELECT count(DISTINCT b.person_id),
       count(DISTINCT CASE WHEN p.order_number IS NOT NULL AND p.order_dated <= ?2 THEN b.person_id END),
       count(DISTINCT CASE WHEN p.order_number IS NOT NULL AND p.order_dated <= ?2 AND g.approved <= ?2
                            AND g.finishes >= ?2 AND (g.ended IS NULL OR g.ended >= ?2) THEN b.person_id END)
FROM   employments e JOIN mentees b ON b.person_id = e.person_id JOIN pairs p ON p.id = b.pair_id
       LEFT JOIN program_pairs l ON l.pair_id = p.id
       LEFT JOIN programs g ON g.id = l.program_id
            AND EXISTS (SELECT 1 FROM program_people q WHERE q.program_id = g.id AND q.person_id = b.person_id)
WHERE  e.org_id = ?1 AND e.hired <= ?2 AND (e.dismissed IS NULL OR e.dismissed >= ?2)
  AND  (p.ended IS NULL OR p.ended >= ?2)
