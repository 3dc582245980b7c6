-- Which claims may have the same origin, and why?
SELECT claims.id AS claim, json_extract(other.value, '$.claim') AS other_claim,
  json_extract(other.value, '$.reason') AS reason
FROM claims, json_each(claims.may_share) AS other
WHERE claims.id < json_extract(other.value, '$.claim')
ORDER BY claims.id, other_claim LIMIT 12
