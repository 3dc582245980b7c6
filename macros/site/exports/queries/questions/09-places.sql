-- Which places do most documents mention?
SELECT record AS place, name, COUNT(DISTINCT source) AS documents
FROM mentions JOIN places ON places.id = record
WHERE mentions.kind = 'place' GROUP BY record ORDER BY documents DESC, record LIMIT 12
