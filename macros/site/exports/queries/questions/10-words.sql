-- Where do claims and notes speak of Tumen?
SELECT kind, CASE kind WHEN 'claim' THEN id END AS claim,
  CASE kind WHEN 'claim' THEN text ELSE title END AS what_it_says
FROM words WHERE words MATCH 'tumen' ORDER BY rank, id LIMIT 12
