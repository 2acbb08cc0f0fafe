-- What a sender needs to know of a delivery without asking elsewhere.
-- lane: what fails together, and is paused together: all mail, or one web address.
-- message: the message it goes out in, once that is decided; the same deliveries in it at every try.
-- wanted_at: when it was first due; due_at moves on with every try.
ALTER TABLE delivery ADD COLUMN lane VARCHAR(120);
ALTER TABLE delivery ADD COLUMN message VARCHAR(40);
ALTER TABLE delivery ADD COLUMN watch_id VARCHAR(100);
ALTER TABLE delivery ADD COLUMN alert_seq BIGINT;
ALTER TABLE delivery ADD COLUMN wanted_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE delivery ADD COLUMN gathered BOOLEAN;

UPDATE delivery SET
  lane = CASE WHEN channel = 'email' THEN 'email' ELSE recipient END,
  message = CASE WHEN state = 'pending' AND attempts = 0 THEN NULL ELSE id END,
  watch_id = (SELECT a.watch_id FROM alert a WHERE a.id = delivery.alert_id),
  alert_seq = (SELECT a.seq FROM alert a WHERE a.id = delivery.alert_id),
  wanted_at = due_at,
  gathered = FALSE;

ALTER TABLE delivery ALTER COLUMN lane SET NOT NULL;
ALTER TABLE delivery ALTER COLUMN alert_seq SET NOT NULL;
ALTER TABLE delivery ALTER COLUMN wanted_at SET NOT NULL;
ALTER TABLE delivery ALTER COLUMN gathered SET NOT NULL;

-- State changes twice on the way of each delivery: one index that moves with it is enough.
DROP INDEX delivery_due;
DROP INDEX delivery_of_recipient;
CREATE INDEX delivery_of_recipient ON delivery (recipient, alert_seq);
CREATE INDEX delivery_in_lane ON delivery (state, lane, recipient, due_at);

-- Locked by who claims, so that two nodes do not overtake each other between two alerts of a watch.
INSERT INTO keepsake (name, content) VALUES ('turn to claim', '');

-- Notices about receivers that fail go out through others; a recovery goes to whoever was told.
CREATE TABLE notice_about (
  alert_id VARCHAR(40)  PRIMARY KEY REFERENCES alert (id),
  lane     VARCHAR(120),
  opening  VARCHAR(40)
);
