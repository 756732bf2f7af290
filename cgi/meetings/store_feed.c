/* Calendar feeds in the database. */
#include "meetings/store_parts.h"

#include "base/text.h"

#include <talloc.h>

enum { FEED_MOST = 500, FEED_DAYS = 366 };

int64_t
feed_made_at(struct db *db, int64_t person_id)
{
	return db_integer(db, 0, "SELECT UNIX_TIMESTAMP(created_at) FROM calendar_feed WHERE person_id = ?", "i", person_id);
}

void
feed_make(struct db *db, const struct actor *actor, const char *token)
{
	unsigned char hash[32];

	token_hash(token, hash);
	db_run(db, "INSERT INTO calendar_feed (person_id, token_hash, created_at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE token_hash = VALUES(token_hash),"
	    " created_at = VALUES(created_at)", "iht", actor->person_id, hash, actor->now);
	audit_add(db, actor, "feed.make", "person", actor->person_id, NULL);
}

void
feed_end(struct db *db, const struct actor *actor)
{
	db_run(db, "DELETE FROM calendar_feed WHERE person_id = ?", "i", actor->person_id);
	audit_add(db, actor, "feed.end", "person", actor->person_id, NULL);
}

static const struct column owner_columns[] = {
	COLUMN(INT, struct user, id),
	COLUMN(TEXT, struct user, email),
	COLUMN(TEXT, struct user, name),
	CODE_COLUMN(struct user, team, team_names),
	{ 0 }
};
static const struct shape owner_shape = { sizeof(struct user), owner_columns };

struct user *
feed_of(struct db *db, const void *ctx, const char *token)
{
	unsigned char hash[32];

	token_hash(token, hash);
	return db_one(db, ctx, &owner_shape, "SELECT p.id, p.email, p.name, p.team FROM calendar_feed f JOIN person p ON p.id = f.person_id"
	    " WHERE f.token_hash = ? AND p.disabled_at IS NULL", "h", hash);
}

struct ical_event
meeting_event(const void *ctx, const struct meeting *m, const char *base_url, const char *host)
{
	const char *said = m->state == MEETING_CLOSED ? "The minutes" : m->state == MEETING_PLANNED ? "The agenda as it writes itself" : "The agenda";

	return (struct ical_event){
		.uid = text_format(ctx, "meeting-%lld@%s", (long long)m->id, host), .summary = m->title,
		.description = m->state == MEETING_CANCELLED ? text_format(ctx, "Cancelled. %s", m->cancelled_why)
		    : text_format(ctx, "%s: %s/meetings/%lld", said, base_url, (long long)m->id),
		.url = text_format(ctx, "%s/meetings/%lld", base_url, (long long)m->id), .stamp = m->changed_at, .sequence = m->sequence, .starts_at = m->starts_at,
		.ends_at = m->starts_at + m->minutes * 60, .cancelled = m->state == MEETING_CANCELLED
	};
}

struct ical_event *
feed_events(struct db *db, const void *ctx, const struct user *user, const char *base_url, const char *host, int64_t now, size_t *count)
{
	const struct meeting_filter coming = { .user = user, .limit = FEED_MOST }, over = { .user = user, .past = true, .limit = FEED_MOST };
	const struct task_filter own = { .view = TASKS_MINE, .person_id = user->id, .limit = FEED_MOST };
	size_t first, second, third;
	const struct meeting *a = meetings_list(db, ctx, &coming, &first), *b = meetings_list(db, ctx, &over, &second);
	const struct task *tasks = tasks_list(db, ctx, &own, &third);
	struct ical_event *list = memory_need(talloc_array(ctx, struct ical_event, first + second + third + 1));

	*count = 0;
	for (size_t i = 0; i < first; i++)
		list[(*count)++] = meeting_event(ctx, &a[i], base_url, host);
	for (size_t i = 0; i < second; i++)
		if (b[i].starts_at > now - INT64_C(86400) * FEED_DAYS)
			list[(*count)++] = meeting_event(ctx, &b[i], base_url, host);
	for (size_t i = 0; i < third; i++)
		list[(*count)++] = (struct ical_event){ .uid = text_format(ctx, "assignment-%lld@%s", (long long)tasks[i].id, host),
			.summary = text_format(ctx, "Due: %s", tasks[i].words), .url = text_format(ctx, "%s/assignments/%lld", base_url, (long long)tasks[i].id),
			.stamp = tasks[i].due_at - 86400 < now ? tasks[i].due_at - 86400 : now - now % 86400, .sequence = tasks[i].revision, .day = tasks[i].due_on };
	return list;
}
