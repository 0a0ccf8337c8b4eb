-- What claims.sqlite has beside its tables, made when they are full. Comments inside a view are kept in the file.

CREATE INDEX claims_by_source ON claims (source_id);
CREATE INDEX claim_actors_by_entity ON claim_actors (entity_id, role);
CREATE INDEX claim_actors_by_event ON claim_actors (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX claim_codes_by_code ON claim_codes (code);
CREATE INDEX claim_relations_by_target ON claim_relations (to_claim_id);
CREATE INDEX entity_names_by_form ON entity_names (normalized);

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
  actor.described_role AS claimant_role, actor.share,
  claim.claim_id, claim.claim_text, claim.claim_type, claim.attribution, claim.reporter_stance, claim.quote, claim.made,
  claim.main_topic, claim.source_id, claim.source_title, claim.anchor
FROM claims AS claim
JOIN claim_actors AS actor ON actor.claim_id = claim.claim_id AND actor.role = 'claimant'
WHERE claim.voice = 'reported';

CREATE VIEW claims_with_actors AS
-- Every actor of every claim, with its role, beside the claim: one row per claim, role and actor.
SELECT
  actor.claim_id, actor.role, actor.position, actor.entity_id, actor.event_id, actor.name, actor.type, actor.country,
  actor.stance, actor.share,
  claim.voice, claim.claim_type, claim.main_topic, claim.claim_text, claim.made, claim.source_id
FROM claim_actors AS actor
JOIN claims AS claim ON claim.claim_id = actor.claim_id;

CREATE VIEW who_about_whom AS
-- Who speaks about whom or to whom: one row per claim, claimant and other actor. The role says how that one is meant:
-- subject, object, addressee, or stance where nothing but an attitude is expressed.
SELECT
  claimant.entity_id AS claimant_id, claimant.name AS claimant_name, claimant.share,
  other.role, coalesce(other.entity_id, other.event_id) AS other_id, other.name AS other_name, other.stance,
  claim.claim_id, claim.voice, claim.claim_type, claim.main_topic, claim.claim_text, claim.made, claim.source_id
FROM claim_actors AS claimant
JOIN claim_actors AS other
  ON other.claim_id = claimant.claim_id AND other.role IN ('subject', 'object', 'addressee', 'stance')
JOIN claims AS claim ON claim.claim_id = claimant.claim_id
WHERE claimant.role = 'claimant';

CREATE VIEW actor_topics AS
-- What claimants speak about: one row per claimant, topic and voice. Claims of n joint claimants weigh 1/n each.
SELECT
  actor.entity_id AS claimant_id, actor.name AS claimant_name, topic.code AS topic, topic.label AS topic_label, claim.voice,
  count(*) AS claims, sum(actor.share) AS weight
FROM claim_actors AS actor
JOIN claim_codes AS topic ON topic.claim_id = actor.claim_id AND topic.vocabulary = 'topic'
JOIN claims AS claim ON claim.claim_id = actor.claim_id
WHERE actor.role = 'claimant'
GROUP BY actor.entity_id, actor.name, topic.code, topic.label, claim.voice;

CREATE VIEW imputed_claims AS
-- What is put into somebody's mind, by whom: one row per claim and holder. These are not the holder's words.
SELECT
  holder.entity_id AS holder_id, holder.name AS holder_name, claim.imputed, claim.claimant_names, claim.claimant_ids,
  claim.voice, claim.claim_id, claim.claim_text, claim.made, claim.source_id
FROM claims AS claim
JOIN claim_actors AS holder ON holder.claim_id = claim.claim_id AND holder.role = 'holder';

CREATE VIEW claims_with_evidence AS
-- Where a claim can be checked: in the source, and in the file in which it is coded. One row per claim.
SELECT
  claim.claim_id, claim.claim_text, claim.quote, claim.attribution_chain,
  source.title AS source_title, source.publisher_name, source.author_names, source.published, source.url, source.doi,
  claim.source_archived_url AS archived_url, claim.anchor, claim.span_words, claim.span_digest,
  claim.coder, claim.coder_kind, claim.coding_mode, claim.record_status, claim.record_path, claim.record_line
FROM claims AS claim
JOIN sources AS source ON source.source_id = claim.source_id;
