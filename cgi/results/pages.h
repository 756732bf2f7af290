/* Every page of results. */
#ifndef RESULTS_PAGES_H
#define RESULTS_PAGES_H

#include "web/web.h"

handler result_index_page, result_show_page, result_cases_page, result_csv_file, result_json_file, result_steps_page, result_criteria_page,
    result_criteria_cases, result_influence_page, result_influence_cases, result_money_page, result_personas_page, result_themes_page, result_campaigns_page, result_reasons_page, campaign_cost_page,
    campaign_cost_saved;

#endif
