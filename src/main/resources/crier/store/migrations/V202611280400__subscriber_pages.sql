-- A link's secret is kept as its hash only: who reads this table can open nothing.
CREATE TABLE subscriber_token (
  hash          VARCHAR(64) PRIMARY KEY,
  purpose       VARCHAR(12) NOT NULL,
  subscriber_id VARCHAR(40) NOT NULL,
  created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  expires_at    TIMESTAMP(6) WITH TIME ZONE,
  choices       TEXT
);
CREATE INDEX subscriber_token_of ON subscriber_token (subscriber_id, purpose);

-- What somebody asked for on a page, until it is looked into: the page does the same for every
-- address, whether or not it is known.
CREATE TABLE signup (
  id       VARCHAR(40) PRIMARY KEY,
  wish     VARCHAR(12) NOT NULL,
  address  TEXT        NOT NULL,
  choices  TEXT        NOT NULL,
  page     TEXT        NOT NULL,
  asked_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- Who asked, and who was written to, as keyed hashes; for limits only, and soon forgotten.
CREATE TABLE signup_mark (
  who     VARCHAR(80) NOT NULL,
  made_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX signup_mark_of ON signup_mark (who, made_at);
