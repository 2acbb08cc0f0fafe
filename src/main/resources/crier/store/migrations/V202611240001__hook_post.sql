-- What a source posted to us by itself, under the key it repeats when it tries again.
CREATE TABLE hook_post (
  idempotency_key VARCHAR(200) PRIMARY KEY,
  body            TEXT NOT NULL,
  received_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
