/* What the tests of the rules of leads start from: memory for one test, and a lead. */
#ifndef TESTS_LEADS_RULES_H
#define TESTS_LEADS_RULES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "leads/rules.h"

#define NOW INT64_C(1795260000)

static void *ctx;

static int
set_up(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

static struct lead
lead_of(const char *name, const char *company, const char *email)
{
	struct lead lead = LEAD_BLANK;

	lead.name = name;
	lead.company = company;
	lead.email = email;
	lead.origin = ORIGIN_MARKETING;
	lead_tidy(ctx, &lead);
	return lead;
}

#endif
