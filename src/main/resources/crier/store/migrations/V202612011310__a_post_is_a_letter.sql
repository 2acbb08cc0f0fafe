-- A post to a webhook is one alert, and so one letter: what was taken is known of each by itself.
UPDATE delivery SET message = id
WHERE channel = 'webhook' AND state <> 'delivered' AND message IS NOT NULL;
