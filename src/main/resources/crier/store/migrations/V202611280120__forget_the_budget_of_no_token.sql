-- One record for whatever token was in force; each token has one of its own now.
DELETE FROM keepsake WHERE name = 'courtlistener budget';
