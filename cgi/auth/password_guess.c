/* What makes a password easy to guess: it falls into a few pieces that everybody, or everybody here, thinks of. */
#include "auth/password.h"

#include "base/text.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum {
	PIECES_LEAST = 6,	/* fewer are refused: "Password2026!!" has four */
	WORD_LEAST = 3,
	BYTES_MOST = PASSWORD_MOST * 4,
};

/*
 * The stems of the passwords that published lists begin with. Of the most common 3,000, those of 12 characters and more
 * are such stems with digits, doubled, or with letters made signs, so pieces catch what a longer list would.
 */
static const char common[] =
    "password passwort passwd pass word motdepasse contrasena senha parola wachtwoord haslo admin administrator root user guest "
    "login logon access account secret private public change changeme default temp temporary test testing tester demo sample "
    "example welcome welkom willkommen bienvenue hello hallo hola letmein letme open sesame master key keys lock unlock magic "
    "trust trustno nothing whatever please thanks thank you love iloveyou loveyou lovely lover loveme ilove forever always never "
    "baby babe babygirl babyboy girl boy princess prince queen king angel angels devil heaven hell god jesus christ church "
    "blessed faith hope grace peace freedom liberty family mother father mommy mummy daddy mom mum dad sister brother "
    "friend friends sweet sweetie sweety honey sugar candy cookie chocolate cheese pepper ginger peanut banana apple orange "
    "cherry lemon coffee pizza butter flower rose lily daisy jasmine sunflower summer winter spring autumn january february "
    "march april may june july august september october november december monday tuesday wednesday thursday friday saturday "
    "sunday morning night today tomorrow sunshine rainbow shadow star stars starwars moon sky ocean blue green red yellow "
    "purple silver gold golden black white pink grey gray crystal diamond dragon monkey tiger lion bear eagle falcon hawk wolf "
    "fox horse dog dogs puppy cat cats kitty kitten bird fish shark dolphin turtle rabbit bunny chicken spider snake butterfly "
    "buster bailey maggie charlie lucky max rocky tigger snoopy pokemon pikachu mickey minnie batman superman spiderman naruto "
    "hunter ranger killer warrior soldier ninja samurai wizard ghost phantom phoenix thunder lightning storm fire water ice "
    "earth wind metal iron steel stone rock diesel turbo racing ferrari porsche mercedes mustang corvette camaro honda toyota "
    "yamaha suzuki harley football soccer baseball basketball hockey tennis golf cricket rugby boxing wrestling player game "
    "gamer gaming games champion winner win team united liverpool arsenal chelsea manchester barcelona real madrid juventus "
    "milan bayern dortmund cowboys yankees lakers steelers patriots packers raiders eagles bulls jordan michael jackson "
    "robert thomas daniel david william james john joseph george andrew anthony matthew joshua justin brandon tyler ryan kevin "
    "jason steven brian richard alex alexander nicholas chris christian patrick peter paul martin mark thomas jessica jennifer "
    "ashley amanda michelle nicole melissa stephanie elizabeth samantha sarah laura maria anna emma emily olivia sophie hannah "
    "rachel rebecca katie kate andrea sandra claudia monica veronica england london paris france germany berlin america usa "
    "canada australia india china russia mexico brazil italy spain ireland scotland newyork texas california florida boston "
    "chicago dallas city world global internet computer laptop windows microsoft google facebook twitter instagram linkedin "
    "youtube yahoo hotmail gmail outlook samsung iphone android apple mobile phone email mail web website online digital office "
    "company business work worker job boss manager director sales selling seller marketing market marketer customer client "
    "lead leads deal deals crm agreement contract glossary meeting money cash dollar euro pound bank rich million success "
    "power super mega ultra best great good nice cool awesome amazing perfect happy smile funny crazy sexy fuck fucking fucker "
    "fuckyou shit bitch asshole pussy dick cunt whore bastard damn hate kill death dead monster zombie vampire maverick matrix "
    "merlin gandalf frodo hobbit potter harry ginny hermione voldemort skywalker vader yoda trinity neo cyber hacker security "
    "secure safe guard strong simple easy new old first last one two three four five six seven eight nine ten hundred thousand "
    "zero number abc abcd qwerty qwertz azerty asdf zxcv qazwsx wsx edc rfv tgb yhn ujm qweasd zaq xsw correct battery staple "
    "correcthorsebatterystaple the and for our your this that with from";

static const char *const key_rows[] = { "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop" };

/* Whether a character of a password stands for a letter, as "4" for "a". */
static bool
stands_for(unsigned char typed, unsigned char letter)
{
	static const struct { char letter; const char *signs; } signs[] = {
		{ 'a', "4@" }, { 'b', "8" }, { 'e', "3" }, { 'g', "9" }, { 'i', "1!" }, { 'l', "1!" }, { 'o', "0" }, { 's', "5$" },
		{ 't', "7+" }, { 'z', "2" },
	};

	if (tolower(typed) == tolower(letter))
		return true;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].letter == tolower(letter))
			return strchr(signs[i].signs, typed) != NULL;
	return false;
}

/* The length of the word if the password goes on with it, else 0. */
static size_t
word_at(const char *at, const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!at[i] || !stands_for((unsigned char)at[i], (unsigned char)word[i]))
			return 0;
	return length;
}

/* How far the password goes on by the same step, as in "aaaa", "abcd" and "9876". */
static size_t
run_at(const char *at)
{
	size_t n = 1;
	int step = at[1] - at[0];

	if (!at[1] || step < -1 || step > 1 || (step && !isalnum((unsigned char)at[0])))
		return 1;
	while (at[n] && at[n] - at[n - 1] == step)
		n++;
	return n;
}

/* How far it goes along a row of the keyboard, either way. */
static size_t
row_at(const char *at)
{
	size_t most = 1;

	for (size_t i = 0; i < sizeof key_rows / sizeof *key_rows; i++)
		for (int step = -1; step <= 1; step += 2) {
			const char *key = strchr(key_rows[i], tolower((unsigned char)at[0]));
			size_t n = 0;

			while (key && at[n] && key >= key_rows[i] && *key && *key == tolower((unsigned char)at[n])) {
				n++;
				key += step;
			}
			most = n > most ? n : most;
		}
	return most;
}

static bool
year_at(const char *at)
{
	return (strncmp(at, "19", 2) == 0 || strncmp(at, "20", 2) == 0) && isdigit((unsigned char)at[2]) && isdigit((unsigned char)at[3]);
}

/* What is known of a password so far: the fewest pieces that make its first n bytes. */
struct pieces {
	const char *password;
	size_t length;
	int fewest[BYTES_MOST + 1];
};

static void
reach(struct pieces *p, size_t to, int count)
{
	if (to <= p->length && count < p->fewest[to])
		p->fewest[to] = count;
}

/* Goes on from `at` with every word of a list; blanks and signs separate them. */
static void
reach_words(struct pieces *p, size_t at, const char *list)
{
	while (*list) {
		size_t n = 0, matched;

		while (list[n] && (isalnum((unsigned char)list[n]) || (list[n] & 0x80)))
			n++;
		matched = n >= WORD_LEAST ? word_at(p->password + at, list, n) : 0;
		if (matched)
			reach(p, at + matched, p->fewest[at] + 1);
		list += n ? n : 1;
	}
}

static void
reach_from(struct pieces *p, size_t at, const char *const context[])
{
	const char *here = p->password + at;
	size_t run = run_at(here), row = row_at(here), longest = run > row ? run : row;
	bool between = strchr(" -_.,", *here) || (*here & 0xC0) == 0x80;	/* nobody has to guess these */

	reach(p, at + 1, p->fewest[at] + !between);
	for (size_t n = 3; n <= longest; n++)
		reach(p, at + n, p->fewest[at] + 1);
	if (year_at(here))
		reach(p, at + 4, p->fewest[at] + 1);
	for (size_t n = 2; n <= at; n++)
		if (at + n <= p->length && memcmp(here, here - n, n) == 0)
			reach(p, at + n, p->fewest[at] + 1);
	reach_words(p, at, common);
	reach_words(p, at, "concord");
	for (size_t i = 0; context[i]; i++)
		reach_words(p, at, context[i]);
}

const char *
password_problem(const void *ctx, const char *password, const char *const context[])
{
	struct pieces p = { .password = password, .length = strlen(password) };
	size_t characters = utf8_length(password);

	if (characters < PASSWORD_LEAST)
		return text_format(ctx, "Choose a password of at least %d characters. Four words that do not belong together are good.",
		    PASSWORD_LEAST);
	if (characters > PASSWORD_MOST)
		return text_format(ctx, "Choose a password of at most %d characters.", PASSWORD_MOST);
	for (size_t i = 1; i <= p.length; i++)
		p.fewest[i] = BYTES_MOST;
	for (size_t i = 0; i < p.length && p.fewest[p.length] >= PIECES_LEAST; i++)
		reach_from(&p, i, context);
	if (p.fewest[p.length] >= PIECES_LEAST)
		return NULL;
	return "This password is easy to guess: it is made of common words, names from here, years or rows of keys. Add words that"
	    " do not belong together.";
}
