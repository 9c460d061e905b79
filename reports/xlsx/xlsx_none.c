#include "reports/xlsx/xlsx.h"

bool xlsx_write(const struct plan *plan, const struct report_options *options, FILE *out,
		struct fault *fault)
{
	(void)plan;
	(void)options;
	(void)out;
	return fault_set(fault, FAULT_USAGE,
			 "this staffgap was built without XLSX (write CSV, or install "
			 "libxlsxwriter-dev and build it with -DWITH_XLSX=ON)");
}
