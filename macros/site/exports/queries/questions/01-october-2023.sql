-- Which claims are about October 2023, and where do they come from?
SELECT claims.id AS claim, COALESCE(count, claims.date) AS figure, sentence AS what_it_says,
  claim_origins.name AS origin
FROM claims
JOIN claim_days ON claim_days.claim = claims.id
JOIN claim_origins ON claim_origins.claim = claims.id
WHERE first >= '2023-10-01' AND last <= '2023-10-31'
ORDER BY measure, claims.id
