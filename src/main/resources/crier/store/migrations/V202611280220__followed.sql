-- Items' own pages and documents, looked at again for a while after the item was new.
CREATE TABLE followed (
  watch_id     VARCHAR(100) NOT NULL,
  item_key     VARCHAR(500) NOT NULL,
  item         TEXT         NOT NULL,
  address      TEXT         NOT NULL,
  content      VARCHAR(64),
  pending      VARCHAR(64),
  memo         TEXT         NOT NULL,
  looks        INTEGER      NOT NULL,
  failures     INTEGER      NOT NULL,
  gone_looks   INTEGER      NOT NULL,
  trouble      TEXT,
  next_look_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  until_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (watch_id, item_key)
);
CREATE INDEX followed_due ON followed (watch_id, next_look_at);
CREATE INDEX followed_until ON followed (until_at);
