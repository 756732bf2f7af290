/* Results: what the leads came to, counted by what both teams have agreed on, each number with the list behind it. */
#include "results/api.h"
#include "results/pages.h"

static const struct route routes[] = {
	{ GET,  "/results",                     result_index_page,     PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/steps",               result_steps_page,     PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/criteria",            result_criteria_page,  PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/criteria/cases",      result_criteria_cases, PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/money",               result_money_page,     PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/personas",            result_personas_page,  PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/themes",              result_themes_page,    PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/reasons",             result_reasons_page,   PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/campaigns",           result_campaigns_page, PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/campaigns/:id",       campaign_cost_page,    MARKETING, 0 },
	{ POST, "/results/campaigns/:id",       campaign_cost_saved,   MARKETING, 0 },
	{ GET,  "/results/influenced",          result_influence_page, PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/influenced/cases",    result_influence_cases, PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/:slug",               result_show_page,      PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/:slug/cases",         result_cases_page,     PERSON, SHOWS_CLOCKS },
	{ GET,  "/results/:slug/csv",           result_csv_file,       PERSON, 0 },
	{ GET,  "/results/:slug/json",          result_json_file,      PERSON, 0 },
	{ GET,  "/api/v1/results/steps",        result_steps_page,     PERSON, 0 },
	{ GET,  "/api/v1/results/criteria",     result_criteria_page,  PERSON, 0 },
	{ GET,  "/api/v1/results/money",        result_money_page,     PERSON, 0 },
	{ GET,  "/api/v1/results/personas",     result_personas_page,  PERSON, 0 },
	{ GET,  "/api/v1/results/themes",       result_themes_page,    PERSON, 0 },
	{ GET,  "/api/v1/results/reasons",      result_reasons_page,   PERSON, 0 },
	{ GET,  "/api/v1/results/campaigns",    result_campaigns_page, PERSON, 0 },
	{ GET,  "/api/v1/results/influenced",   result_influence_page, PERSON, 0 },
	{ GET,  "/api/v1/results/:slug",        api_result,            PERSON, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	return web_main(argc, argv, "results", routes);
}
