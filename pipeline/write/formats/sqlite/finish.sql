-- What claims.sqlite has beside its tables, made when they are full. Comments inside a view are kept in the file.

CREATE INDEX claims_by_source ON claims (source_id);
CREATE INDEX dyads_by_claimant ON dyads (claimant_id);
CREATE INDEX dyads_by_target ON dyads (target_id);
CREATE INDEX claim_actors_by_entity ON claim_actors (entity_id, role);
CREATE INDEX claim_actors_by_event ON claim_actors (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX claim_codes_by_code ON claim_codes (code);
CREATE INDEX claim_relations_by_target ON claim_relations (to_claim_id);
CREATE INDEX entity_names_by_name ON entity_names (name COLLATE NOCASE);

-- Datasette finds the table of the texts by content="claims", double quotes and all.
CREATE VIRTUAL TABLE claims_fts USING fts5 (
  claim_text, quote, content="claims", content_rowid="rowid", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
INSERT INTO claims_fts (claims_fts) VALUES ('optimize');

CREATE VIEW reported_claims AS
-- What a source reports that somebody else has said: one row per claim and claimant. Never what others think they want.
SELECT
  actor.entity_id AS claimant_id, actor.name AS claimant_name, actor.country AS claimant_country,
  actor.country_name AS claimant_country_name, actor.described_role AS claimant_role, actor.share,
  claim.claim_id, claim.date, claim.recommended, claim.own_words, claim.claim_text, claim.claim_type, claim.attribution,
  claim.reporter_stance, claim.quote, claim.main_topic, claim.source_id, claim.source_title, claim.anchor
FROM claims AS claim
JOIN claim_actors AS actor ON actor.claim_id = claim.claim_id AND actor.role = 'claimant'
WHERE claim.voice = 'reported';

CREATE VIEW claims_with_actors AS
-- Every actor of every claim, with its role, beside the claim: one row per claim, role and actor.
SELECT
  actor.claim_id, actor.role, actor.position, actor.entity_id, actor.event_id, actor.name, actor.type, actor.country,
  actor.country_name, actor.stance, actor.share,
  claim.date, claim.recommended, claim.voice, claim.own_words, claim.claim_type, claim.main_topic, claim.claim_text,
  claim.source_id
FROM claim_actors AS actor
JOIN claims AS claim ON claim.claim_id = actor.claim_id;

CREATE VIEW actor_topics AS
-- What claimants speak about: one row per claimant, topic, voice and recommendation. Claims of n joint claimants weigh 1/n each.
SELECT
  actor.entity_id AS claimant_id, actor.name AS claimant_name, actor.country_name AS claimant_country_name,
  topic.code AS topic, named.label AS topic_label, claim.voice, claim.recommended,
  count(*) AS claims, sum(actor.share) AS weight
FROM claim_actors AS actor
JOIN claim_codes AS topic ON topic.claim_id = actor.claim_id AND topic.vocabulary = 'topic'
JOIN codebook AS named ON named.vocabulary = topic.vocabulary AND named.code = topic.code
JOIN claims AS claim ON claim.claim_id = actor.claim_id
WHERE actor.role = 'claimant'
GROUP BY actor.entity_id, actor.name, actor.country_name, topic.code, named.label, claim.voice, claim.recommended;

CREATE VIEW imputed_claims AS
-- What is put into somebody's mind, by whom: one row per claim and holder. These are not the holder's words.
SELECT
  holder.entity_id AS holder_id, holder.name AS holder_name, holder.country_name AS holder_country_name, claim.imputed,
  claim.claimant_names, claim.claimant_ids, claim.date, claim.voice, claim.recommended, claim.claim_id, claim.claim_text,
  claim.source_id
FROM claims AS claim
JOIN claim_actors AS holder ON holder.claim_id = claim.claim_id AND holder.role = 'holder';

CREATE VIEW claims_with_evidence AS
-- Where a claim can be checked: in the source, and in the file in which it is coded. One row per claim.
SELECT
  claim.claim_id, claim.date, claim.recommended, claim.claim_text, claim.quote, claim.citation,
  source.title AS source_title, source.publisher_name, source.author_names, source.published, source.url, source.url_of,
  source.doi, source.archived_url, claim.anchor,
  claim.coder, claim.coder_kind, source.coding_mode, source.record_status, source.record_path, claim.record_line
FROM claims AS claim
JOIN sources AS source ON source.source_id = claim.source_id;
