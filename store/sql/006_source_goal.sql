-- The gap that a plan's engagements are to close: 0 that of the view, else this percentile of so many
-- draws from this seed (struct source_goal in model/plan.h).
ALTER TABLE plan ADD COLUMN goal_percent INTEGER NOT NULL DEFAULT 0 CHECK (goal_percent BETWEEN 0 AND 99);
ALTER TABLE plan ADD COLUMN goal_draws INTEGER NOT NULL DEFAULT 0 CHECK (goal_draws >= 0);
ALTER TABLE plan ADD COLUMN goal_seed INTEGER NOT NULL DEFAULT 0 CHECK (goal_seed >= 0);
