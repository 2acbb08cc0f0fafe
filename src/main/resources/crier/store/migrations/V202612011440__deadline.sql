-- Hearings and due dates of cases, from the entry that set each to its end. `body` is the record;
-- the columns beside it are for finding it.
CREATE TABLE deadline (
  uid       VARCHAR(40)  PRIMARY KEY,
  watch_id  VARCHAR(100) NOT NULL,
  state     VARCHAR(10)  NOT NULL,
  due_on    DATE,
  ask_at    TIMESTAMP(6) WITH TIME ZONE,
  remind_at TIMESTAMP(6) WITH TIME ZONE,
  changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  version   INTEGER      NOT NULL,
  body      TEXT         NOT NULL
);
CREATE INDEX deadline_ask ON deadline (state, ask_at);
CREATE INDEX deadline_remind ON deadline (state, remind_at);
CREATE INDEX deadline_due ON deadline (due_on);

-- All names of the case that it belongs to: two watches may know the case by different ones.
CREATE TABLE deadline_case (
  case_name    VARCHAR(150) NOT NULL,
  deadline_uid VARCHAR(40)  NOT NULL REFERENCES deadline (uid),
  PRIMARY KEY (case_name, deadline_uid)
);

-- Watches whose entries were all read for dates: who upgrades has entries that were stored before.
CREATE TABLE deadline_read (
  watch_id VARCHAR(100) PRIMARY KEY
);
