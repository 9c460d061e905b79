#include "reports/compare/diff_bridge.h"

static int64_t role_before(const struct diff *diff, enum view view, size_t role)
{
	int64_t sum = 0;

	for (size_t w = 0; w < diff->week_count; w++)
		sum += diff->gap_before[diff_cell(diff, view, role, w)];
	return sum;
}

struct bridge bridge_of(const struct diff *diff, enum view view, size_t role)
{
	size_t cell = (size_t)view * diff->role_count + role;
	struct bridge bridge = { .gone = -diff->gone_minutes[cell],
				 .change = diff_role_change(diff, view, role),
				 .come = diff->come_minutes[cell] };

	bridge.before = role_before(diff, view, role) - bridge.gone;
	bridge.after = bridge.before + bridge.gone + bridge.change + bridge.come;
	return bridge;
}

struct day bridge_week(const struct diff *diff, size_t week)
{
	return day_add(diff->first_week, 7 * (int32_t)week);
}
