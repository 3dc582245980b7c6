-- Whoever speaks: organizations, people and voices, which share one space of ids.
CREATE VIEW speakers AS
  SELECT id, 'organization' AS kind, name, country FROM organizations
  UNION ALL SELECT id, 'person', name, NULL FROM people
  UNION ALL SELECT id, 'voice', name, NULL FROM voices;

-- Every link of every chain, with the body that speaks there: a spokesperson has the country of the ministry.
CREATE VIEW chains AS
  SELECT chain.id AS claim, chain.place, chain.value AS speaker, speakers.name, speakers.kind,
    organizations.id AS body, organizations.name AS body_name, organizations.kind AS body_kind,
    organizations.country
  FROM claims_said_by AS chain
  JOIN speakers ON speakers.id = chain.value
  LEFT JOIN claims_said_by_for AS spoken_for ON spoken_for.id = chain.id AND spoken_for.place = chain.place
  LEFT JOIN organizations ON organizations.id = spoken_for.value;

-- The origin of each claim: the last link of its chain.
CREATE VIEW claim_origins AS
  SELECT claim, speaker AS origin, name, kind, body, body_name, body_kind, country, place AS links
  FROM chains AS link
  WHERE place = (SELECT MAX(place) FROM claims_said_by WHERE id = link.claim);

-- What each claim rests on, and what that rests on in turn.
CREATE VIEW claim_roots AS
  WITH RECURSIVE reached(claim, root) AS (
    SELECT id, value FROM claims_rests_on
    UNION SELECT reached.claim, further.value FROM reached JOIN claims_rests_on AS further ON further.id = reached.root
  )
  SELECT claim, root FROM reached;

-- The first and last day that each claim is about: its own, else those of its incident.
CREATE VIEW claim_days AS
  SELECT claims.id AS claim,
    CASE WHEN claims.date_first IS NULL THEN incidents.date_first ELSE claims.date_first END AS first,
    CASE WHEN claims.date_first IS NULL THEN incidents.date_last ELSE claims.date_last END AS last,
    CASE WHEN claims.date_first IS NULL THEN 'incident' ELSE 'claim' END AS given_by
  FROM claims LEFT JOIN incidents ON incidents.id = claims.incident
  WHERE claims.date_first IS NOT NULL OR incidents.date_first IS NOT NULL;

-- What claims and notes say, each with a number of its own: notes have even ones.
CREATE VIEW texts AS
  SELECT 2 * rowid - 1 AS number, 'claim' AS kind, id, who AS title, sentence AS text FROM claims
  UNION ALL SELECT 2 * rowid, 'note', id, topic, text FROM notes;

-- The words of claims and notes, for MATCH. The index reads their texts where they are, and so holds none of them.
CREATE VIRTUAL TABLE words USING fts5 (
  kind UNINDEXED, id UNINDEXED, title, text, tokenize = 'unicode61', content = 'texts', content_rowid = 'number');
INSERT INTO words (words) VALUES ('rebuild');
