-- The files of plans, each row for all plans in a row that were made from the same bytes. What did
-- not change is not stored again: a row is closed when its file changes or vanishes.
CREATE TABLE input_span (
	name TEXT NOT NULL,
	first_plan INTEGER NOT NULL CHECK (first_plan > 0),
	last_plan INTEGER CHECK (last_plan >= first_plan), -- NULL: the newest plan has it, too
	blob_id INTEGER NOT NULL REFERENCES blob,
	read_on INTEGER, -- NULL: on the day of each plan (plan.today)
	trouble TEXT NOT NULL,
	PRIMARY KEY (name, first_plan)
) STRICT, WITHOUT ROWID;

-- Plans have places, since numbers may have holes. A file's rows that are equal but for the plan form
-- a span as long as their places follow each other.
INSERT INTO input_span(name, first_plan, last_plan, blob_id, read_on, trouble)
WITH placed AS (
	SELECT number, today, row_number() OVER (ORDER BY number) AS place FROM plan
), said AS (
	SELECT name, number, place, blob_id, nullif(read_on, today) AS read_on, trouble
	FROM plan_input JOIN placed USING (number)
), runs AS (
	SELECT *, place - row_number() OVER
		(PARTITION BY name, blob_id, read_on, trouble ORDER BY place) AS run
	FROM said
)
SELECT name, min(number),
	CASE WHEN max(number) < (SELECT max(number) FROM plan) THEN max(number) END,
	blob_id, read_on, trouble
FROM runs GROUP BY name, blob_id, read_on, trouble, run;

DROP TABLE plan_input;
CREATE INDEX input_span_blob ON input_span(blob_id);
