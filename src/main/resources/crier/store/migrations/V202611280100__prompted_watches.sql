-- When somebody told us that a watch has something to show; taken up by the next claim.
ALTER TABLE watch_state ADD COLUMN prompted_at TIMESTAMP(6) WITH TIME ZONE;
