/**
 * A feed read for a plan: busy times, absences, days off.
 *
 * What comes back lives in the given arena. Events that cannot be used are notes; a fault is kept
 * for bytes in which there is no calendar, and for a system that cannot say what a time zone is.
 */
#ifndef IMPORT_ICAL_IMPORT_H
#define IMPORT_ICAL_IMPORT_H

#include "import/ical/ical_request.h"

/**
 * Read one person's feed (RFC 5545) into their busy times within the window.
 *
 * Kind FEED_PERSONAL, or FEED_FREEBUSY: then VFREEBUSY and VAVAILABILITY count, and
 * events only when there is neither. What each event does is decided by
 * docs/calendars.md (class and part). calendar->known is true afterwards, also
 * when nothing lies in the window.
 *
 * @return false with FAULT_INPUT when the bytes hold no calendar: nothing may be
 *         concluded about the person, least of all that nothing is in the way
 */
bool import_calendar(const struct calendar_request *request, struct arena *arena,
		     struct calendar *calendar, struct calendar_counts *counts, struct notes *notes,
		     struct fault *fault) MUST_CHECK;

/**
 * Read the feed of many people's absences (FEED_ABSENCE).
 *
 * Every event that is not cancelled is an absence, whatever its TRANSP or busy status.
 * Whose it is: ATTENDEE, else ORGANIZER, else the setting absence_person finds a
 * name in the title; compared with id, name and email of request->people. Who is
 * nobody of these is a warning once per name, with the number of events and a
 * did-you-mean.
 *
 * @param[out] calendars  request->person_count of them, one per person, in the
 *             arena; known is true for those whom the feed names
 */
bool import_absences(const struct calendar_request *request, struct arena *arena,
		     struct calendar **calendars, struct calendar_counts *counts,
		     struct notes *notes, struct fault *fault) MUST_CHECK;

/** Add the times of another feed to a person's calendar; known when either is. Keeps the order. */
void calendar_add(struct calendar *calendar, const struct calendar *more, struct arena *arena);

/** Read a holiday feed of a location; each day within the window is one holiday. */
bool import_holidays(const struct calendar_request *request, const char *location,
		     struct arena *arena, struct holiday **holidays, size_t *holiday_count,
		     struct calendar_counts *counts, struct notes *notes,
		     struct fault *fault) MUST_CHECK;

#endif
