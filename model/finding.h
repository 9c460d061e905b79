/** What is doubtful in bookings, found while planning. */
#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

/** Booking conflicts of one person in one week (docs/capacity.md). */
enum finding_kind {
	FINDING_OVERBOOKED,         /* hard bookings beyond what the person can work */
	FINDING_BEYOND_DEMAND,      /* booked minutes that the project's demand does not ask for */
	FINDING_OUTSIDE_EMPLOYMENT, /* booked while the person is not employed */
	FINDING_WITHOUT_ROLE,       /* booked for a role that the person does not have */
	FINDING_KIND_COUNT
};

/** "overbooked", "beyond-demand", "outside-employment", "without-role". */
const char *finding_name(enum finding_kind kind);

#endif
