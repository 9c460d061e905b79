/** A section of the page. */
#ifndef REPORTS_PAGE_PROOF_H
#define REPORTS_PAGE_PROOF_H

#include "reports/page_parts.h"

/** Why a gap cannot be closed. */
void page_proof(const struct page *page);

#endif
