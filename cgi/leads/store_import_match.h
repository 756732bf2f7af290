/* Which records the rows of a piece are about; only store_import*.c include it. */
#ifndef LEADS_STORE_IMPORT_MATCH_H
#define LEADS_STORE_IMPORT_MATCH_H

#include "leads/store_import_parts.h"
#include "leads/store_lead.h"

/* Refuses rows that name the same record as an earlier row of the file. */
void twice_refuse(struct import_pass *pass);

/* Finds the lead of each row that is here, and what was said of it; refuses what contradicts what is here, and who was erased. */
void leads_match(struct import_pass *pass);

/* Concord's own lists, brought back. Each row is found by its number and when it was made; a deal's is judged as well. store_import_own.c */
bool pass_is_own(const struct import_pass *pass);
void own_leads_match(struct import_pass *pass);
void own_deals_judge(struct import_pass *pass);

/* Of a row left out because its leads are not here: keeps nothing of it when one of them asked to be erased. */
void refs_erased(struct import_pass *pass, struct import_case *c);

#endif
