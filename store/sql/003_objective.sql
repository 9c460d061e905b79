-- What a plan places its gap by: 0 priority, 1 cost (model/plan.h).
ALTER TABLE plan ADD COLUMN objective INTEGER NOT NULL DEFAULT 0 CHECK (objective IN (0, 1));
