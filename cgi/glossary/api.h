/* The glossary as JSON: shapes of /api/v1/terms. */
#ifndef GLOSSARY_API_H
#define GLOSSARY_API_H

#include "web/web.h"

handler api_term_list, api_term_make, api_term_show, api_term_words, api_term_import;
handler api_version_make, api_version_show, api_version_edit;
handler api_version_review, api_version_sign, api_version_object, api_version_withdraw;

#endif
