/* Lists as CSV files, made while they are sent. Pages and API share them; `guard=no` and `bom=yes` in the address are choices of the reader. */
#ifndef LEADS_EXPORT_H
#define LEADS_EXPORT_H

#include "leads/store_queue.h"
#include "web/web.h"

/* The queue by a filter, whose person_id and limit do not matter; all leads (`find` in the address); deals (`show`, `owner`). */
struct response export_queue(struct request *req, const struct queue_filter *filter);
struct response export_leads(struct request *req);
struct response export_deals(struct request *req);

/*
 * The handoffs behind a promise's number in a month: those it counts, or its clocks. Nobody is named but to the team whose promise
 * it is. 404 where there is no such list.
 */
struct response export_behind(struct request *req);

#endif
