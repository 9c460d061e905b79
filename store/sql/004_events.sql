-- What plans say in calendars. An event row is one revision; plans share those that did not change.

CREATE TABLE event (
	event_id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL CHECK (uid <> ''),
	sequence INTEGER NOT NULL CHECK (sequence >= 0),
	revised_min INTEGER NOT NULL, -- minutes since 1970-01-01 UTC
	kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
	key TEXT NOT NULL,
	first_day INTEGER NOT NULL,
	last_day INTEGER NOT NULL CHECK (last_day >= first_day),
	confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
	summary TEXT NOT NULL,
	description TEXT NOT NULL,
	categories TEXT NOT NULL,
	cancelled_on INTEGER, -- NULL: it stands
	UNIQUE (uid, sequence)
) STRICT;

-- The plans whose events are known, also those that have none.
CREATE TABLE plan_calendar (
	number INTEGER PRIMARY KEY REFERENCES plan ON DELETE CASCADE
) STRICT;

CREATE TABLE plan_event (
	number INTEGER NOT NULL REFERENCES plan_calendar ON DELETE CASCADE,
	event_id INTEGER NOT NULL REFERENCES event,
	PRIMARY KEY (number, event_id)
) STRICT, WITHOUT ROWID;
