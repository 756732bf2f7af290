/* Teams and roles. */
#include "auth/user.h"

#include <stddef.h>

const char *const team_names[] = { "marketing", "sales", "observer", NULL };

const char *
team_label(int team)
{
	static const char *const labels[] = { "Marketing", "Sales", "Observer" };

	return team >= TEAM_MARKETING && team <= TEAM_OBSERVER ? labels[team] : "";
}

int
team_other(int team)
{
	return team == TEAM_MARKETING ? TEAM_SALES : team == TEAM_SALES ? TEAM_MARKETING : team;
}

unsigned
user_roles(const struct user *user)
{
	static const unsigned of_team[] = { MARKETING, SALES, OBSERVER };
	unsigned roles;

	if (!user)
		return STRANGER;
	roles = user->team >= TEAM_MARKETING && user->team <= TEAM_OBSERVER ? of_team[user->team] : 0;
	if (user->is_signatory && user->team != TEAM_OBSERVER)
		roles |= SIGNATORY;
	if (user->is_point_person && user->team != TEAM_OBSERVER)
		roles |= POINT_PERSON;
	if (user->is_administrator)
		roles |= ADMINISTRATOR;
	return roles;
}
