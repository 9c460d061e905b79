-- What chose a plan's engagements: what was asked for (enum engine in model/settings.h; 0 what the settings
-- of the plan say), and what answered, with its version; '' for plans of before.
ALTER TABLE plan ADD COLUMN engine INTEGER NOT NULL DEFAULT 0 CHECK (engine BETWEEN 0 AND 3);
ALTER TABLE plan ADD COLUMN sourced_by TEXT NOT NULL DEFAULT '';
