/** What it ends with: the orders to place, what they cost, which comes first. */
#ifndef REPORTS_TABLES_PLAN_ORDERS_H
#define REPORTS_TABLES_PLAN_ORDERS_H

#include "reports/reports.h"

/** Nothing without a rate card. */
report_writer plan_orders;

#endif
