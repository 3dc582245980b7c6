-- Who denies or disputes something, and for which body?
SELECT claims.id AS claim, sentence AS what_it_says, claim_origins.name AS origin, body_name AS body, country
FROM claims
JOIN claim_origins ON claim_origins.claim = claims.id
WHERE stance IN ('denies', 'disputes')
ORDER BY said_first DESC, claims.id LIMIT 12
