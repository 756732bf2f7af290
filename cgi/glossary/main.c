/* The glossary: what both teams' words mean, argued over, signed by both, found wherever they are used. */
#include "glossary/api.h"
#include "glossary/pages.h"

static const struct route routes[] = {
	{ GET,  "/glossary",                                    term_index_page,      PERSON, SHOWS_WORDS },
	{ POST, "/glossary",                                    term_make,            MEMBER, 0 },
	{ GET,  "/glossary/new",                                term_new,             MEMBER, 0 },
	{ GET,  "/glossary/stages",                             stage_index_page,     PERSON, SHOWS_WORDS },
	{ GET,  "/glossary/directory",                          directory_page,       PERSON, SHOWS_WORDS },
	{ POST, "/glossary/directory",                          topic_make,           MEMBER, 0 },
	{ GET,  "/glossary/directory/new",                      topic_new,            MEMBER, 0 },
	{ GET,  "/glossary/directory/:id",                      topic_edit,           MEMBER, 0 },
	{ POST, "/glossary/directory/:id",                      topic_change,         MEMBER, 0 },
	{ POST, "/glossary/directory/:id/removal",              topic_removal,        MEMBER, 0 },
	{ GET,  "/glossary/print",                              term_print_page,      PERSON, SHOWS_WORDS },
	{ POST, "/glossary/starter",                            starter_add,          MEMBER, 0 },
	{ GET,  "/glossary/terms.csv",                          terms_csv,            PERSON, 0 },
	{ GET,  "/glossary/terms.json",                         terms_json,           PERSON, 0 },
	{ GET,  "/glossary/import",                             import_new,           MEMBER, 0 },
	{ POST, "/glossary/imports",                            import_make,          MEMBER, TAKES_FILE },
	{ GET,  "/glossary/imports/:id",                        import_show_page,     MEMBER, 0 },
	{ POST, "/glossary/imports/:id/confirmation",           import_confirm,       MEMBER, 0 },

	{ GET,  "/glossary/:slug",                              term_show_page,       PERSON, SHOWS_WORDS },
	{ GET,  "/glossary/:slug/history",                      term_history_page,    PERSON, SHOWS_WORDS },
	{ GET,  "/glossary/:slug/words",                        words_edit,           MEMBER, 0 },
	{ POST, "/glossary/:slug/words",                        words_save,           MEMBER, 0 },
	{ GET,  "/glossary/:slug/deprecation",                  deprecation_new,      MEMBER, 0 },
	{ POST, "/glossary/:slug/deprecation",                  deprecation_save,     MEMBER, 0 },
	{ POST, "/glossary/:slug/restoration",                  restoration_save,     MEMBER, 0 },
	{ POST, "/glossary/:slug/confirmation",                 confirmation_save,    MEMBER, 0 },
	{ POST, "/glossary/:slug/watch",                        term_watch,           PERSON, 0 },

	{ GET,  "/glossary/:slug/versions/new",                 version_new,          MEMBER, 0 },
	{ POST, "/glossary/:slug/versions",                     version_make,         MEMBER, 0 },
	{ GET,  "/glossary/:slug/versions/:n",                  version_show_page,    PERSON, SHOWS_WORDS },
	{ GET,  "/glossary/:slug/versions/:n/edit",             version_edit_page,    MEMBER, 0 },
	{ POST, "/glossary/:slug/versions/:n",                  version_save,         MEMBER, 0 },
	{ POST, "/glossary/:slug/versions/:n/review",           version_send,         MEMBER, 0 },
	{ POST, "/glossary/:slug/versions/:n/signature",        version_signing,      SIGNATORY, 0 },
	{ POST, "/glossary/:slug/versions/:n/objection",        version_objection,    SIGNATORY, 0 },
	{ POST, "/glossary/:slug/versions/:n/withdrawal",       version_withdrawal,   MEMBER, 0 },
	{ POST, "/glossary/:slug/versions/:n/comments",         comment_make,         MEMBER, 0 },


	{ GET,   "/api/v1/terms",                               api_term_list,        PERSON, 0 },
	{ POST,  "/api/v1/terms",                               api_term_make,        MEMBER, 0 },
	{ POST,  "/api/v1/terms/import",                        api_term_import,      MEMBER, TAKES_CSV },
	{ GET,   "/api/v1/terms.csv",                           terms_csv,            PERSON, 0 },
	{ GET,   "/api/v1/terms.json",                          terms_json,           PERSON, 0 },
	{ GET,   "/api/v1/terms/:slug",                         api_term_show,        PERSON, 0 },
	{ PATCH, "/api/v1/terms/:slug",                         api_term_words,       MEMBER, 0 },
	{ POST,  "/api/v1/terms/:slug/versions",                api_version_make,     MEMBER, 0 },
	{ GET,   "/api/v1/terms/:slug/versions/:n",             api_version_show,     PERSON, 0 },
	{ PATCH, "/api/v1/terms/:slug/versions/:n",             api_version_edit,     MEMBER, 0 },
	{ POST,  "/api/v1/terms/:slug/versions/:n/review",      api_version_review,   MEMBER, 0 },
	{ POST,  "/api/v1/terms/:slug/versions/:n/signature",   api_version_sign,     SIGNATORY, 0 },
	{ POST,  "/api/v1/terms/:slug/versions/:n/objection",   api_version_object,   SIGNATORY, 0 },
	{ POST,  "/api/v1/terms/:slug/versions/:n/withdrawal",  api_version_withdraw, MEMBER, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	return web_main(argc, argv, "glossary", routes);
}
