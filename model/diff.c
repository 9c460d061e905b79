#include "model/diff.h"

const char *cause_kind_name(enum cause_kind kind)
{
	static const char *const names[] = {
		[CAUSE_SETTINGS] = "settings", [CAUSE_RATES] = "rates",
		[CAUSE_LEFT] = "left",         [CAUSE_JOINED] = "joined",
		[CAUSE_ROLES] = "roles",       [CAUSE_CONTRACT] = "contract",
		[CAUSE_HOLIDAY] = "holiday",   [CAUSE_CALENDAR] = "calendar",
		[CAUSE_BOOKING] = "booking",   [CAUSE_REMOVED] = "removed",
		[CAUSE_MOVED] = "moved",       [CAUSE_RESIZED] = "resized",
		[CAUSE_ASKED] = "asked",       [CAUSE_PROBABILITY] = "probability",
		[CAUSE_ADDED] = "added",
	};

	static_assert(ARRAY_LEN(names) == CAUSE_KIND_COUNT, "every kind has a name");
	return names[kind];
}

const char *order_change_name(enum order_change_kind kind)
{
	static const char *const names[] = {
		[ORDER_NEW] = "new", [ORDER_CHANGED] = "changed", [ORDER_GONE] = "gone"
	};

	return names[kind];
}

size_t diff_cell(const struct diff *diff, enum view view, size_t role, size_t week)
{
	return ((size_t)view * diff->role_count + role) * diff->week_count + week;
}

int64_t diff_role_change(const struct diff *diff, enum view view, size_t role)
{
	int64_t sum = 0;

	for (size_t w = 0; w < diff->week_count; w++) {
		size_t cell = diff_cell(diff, view, role, w);

		sum += diff->gap_after[cell] - diff->gap_before[cell];
	}
	return sum;
}

bool diff_any(const struct diff *diff)
{
	bool any = diff->cause_count > 0 || diff->order_count > 0 || diff->gone_weeks > 0 ||
		   diff->come_weeks > 0;

	for (size_t r = 0; r < diff->role_count; r++)
		for (size_t w = 0; w < diff->week_count; w++)
			for (enum view v = 0; v < VIEW_COUNT; v++)
				any |= diff->gap_before[diff_cell(diff, v, r, w)] !=
				       diff->gap_after[diff_cell(diff, v, r, w)];
	return any;
}
