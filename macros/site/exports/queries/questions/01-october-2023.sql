-- Which claims are about October 2023, and where do they come from?
SELECT claims.id AS claim, COALESCE(count, claims.date) AS figure, measure, stance,
  claim_origins.name AS origin, works.title AS document
FROM claims
JOIN claim_origins ON claim_origins.claim = claims.id
LEFT JOIN works ON works.id = claims.work
LEFT JOIN incidents ON incidents.id = claims.incident
WHERE COALESCE(claims.date_first, incidents.date_first) >= '2023-10-01'
  AND COALESCE(claims.date_last, incidents.date_last) <= '2023-10-31'
ORDER BY measure, claims.id
