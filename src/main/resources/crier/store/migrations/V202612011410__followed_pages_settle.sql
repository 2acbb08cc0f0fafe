-- What waits for its second look on a followed page is kept in its memo now, part by part. A page
-- that one look has seen otherwise is read anew and whole.
UPDATE followed SET memo = '{}' WHERE pending IS NOT NULL;

ALTER TABLE followed DROP COLUMN pending;
