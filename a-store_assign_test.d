store_assign_test.o: tests/leads/store_assign_test.c tests/leads/world.h \
 tests/glossary/world.h tests/data/scratch.h cgi/auth/user.h \
 cgi/data/db.h cgi/glossary/store.h cgi/auth/audit.h cgi/glossary/rules.h \
 cgi/base/diff.h cgi/glossary/rules_merge.h cgi/base/text.h \
 cgi/base/days.h cgi/leads/store_handoff.h cgi/leads/rules_handoff.h \
 cgi/leads/rules_answer.h cgi/sla/rules.h cgi/sla/rules_agreement.h \
 cgi/sla/rules_agreement_merge.h cgi/sla/rules_amendment.h \
 cgi/sla/rules_calendar.h cgi/sla/rules_history.h cgi/sla/rules_timer.h \
 cgi/sla/rules_attain.h cgi/sla/rules_calendar_text.h \
 cgi/sla/rules_correction.h cgi/sla/rules_money.h cgi/sla/rules_month.h \
 cgi/sla/rules_plan.h cgi/sla/rules_scope.h cgi/sla/rules_starter.h \
 cgi/leads/store_lead.h cgi/leads/rules_lead.h cgi/leads/store_queue.h \
 cgi/leads/rules_queue.h cgi/leads/store_result.h \
 cgi/leads/rules_result.h cgi/leads/rules_deal.h cgi/sla/store.h \
 cgi/sla/store_agreement.h cgi/sla/store_amendment.h \
 cgi/sla/store_calendar.h cgi/sla/store_attain.h \
 cgi/sla/store_correction.h cgi/sla/store_plan.h cgi/sla/store_timer.h \
 cgi/sla/store_timer_work.h tests/data/plans.h tests/glossary/at_once.h \
 cgi/leads/store_assign.h cgi/leads/rules_assign.h
tests/leads/world.h:
tests/glossary/world.h:
tests/data/scratch.h:
cgi/auth/user.h:
cgi/data/db.h:
cgi/glossary/store.h:
cgi/auth/audit.h:
cgi/glossary/rules.h:
cgi/base/diff.h:
cgi/glossary/rules_merge.h:
cgi/base/text.h:
cgi/base/days.h:
cgi/leads/store_handoff.h:
cgi/leads/rules_handoff.h:
cgi/leads/rules_answer.h:
cgi/sla/rules.h:
cgi/sla/rules_agreement.h:
cgi/sla/rules_agreement_merge.h:
cgi/sla/rules_amendment.h:
cgi/sla/rules_calendar.h:
cgi/sla/rules_history.h:
cgi/sla/rules_timer.h:
cgi/sla/rules_attain.h:
cgi/sla/rules_calendar_text.h:
cgi/sla/rules_correction.h:
cgi/sla/rules_money.h:
cgi/sla/rules_month.h:
cgi/sla/rules_plan.h:
cgi/sla/rules_scope.h:
cgi/sla/rules_starter.h:
cgi/leads/store_lead.h:
cgi/leads/rules_lead.h:
cgi/leads/store_queue.h:
cgi/leads/rules_queue.h:
cgi/leads/store_result.h:
cgi/leads/rules_result.h:
cgi/leads/rules_deal.h:
cgi/sla/store.h:
cgi/sla/store_agreement.h:
cgi/sla/store_amendment.h:
cgi/sla/store_calendar.h:
cgi/sla/store_attain.h:
cgi/sla/store_correction.h:
cgi/sla/store_plan.h:
cgi/sla/store_timer.h:
cgi/sla/store_timer_work.h:
tests/data/plans.h:
tests/glossary/at_once.h:
cgi/leads/store_assign.h:
cgi/leads/rules_assign.h:
