/* CSV: what people's files look like, what is wrong with some, and writing that reads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/csv.h"
#include "base/text.h"

static int
setup(void **state)
{
	*state = talloc_new(NULL);
	return 0;
}

static int
teardown(void **state)
{
	talloc_free(*state);
	return 0;
}

/* The rows as one line: cells in brackets, line numbers before rows, "!" for unreadable ones. */
static char *
shown(void **state, const char *bytes, size_t length, const struct csv_limits *limits)
{
	struct csv *csv = csv_read(*state, bytes, length, limits);
	struct buffer *b = buffer_new(*state);

	for (size_t i = 0; i < csv->count; i++) {
		const struct csv_row *row = &csv->rows[i];

		buffer_format(b, "%zu%s", row->line, row->problem ? "!" : "");
		for (size_t j = 0; j < row->count; j++)
			buffer_format(b, "[%s]", row->cells[j]);
		if (row->problem)
			assert_null(row->cells);
		else
			assert_null(row->cells[row->count]);
	}
	if (csv->problem)
		buffer_text(b, "!!");
	return buffer_take(*state, b);
}

static void
reads(void **state, const char *bytes, const char *expected)
{
	assert_string_equal(shown(state, bytes, strlen(bytes), NULL), expected);
}

static void
test_csv__reads_rows(void **state)
{
	reads(state, "", "");
	reads(state, "\n\n  \n", "");
	reads(state, "a,b\nc,d\n", "1[a][b]2[c][d]");
	reads(state, "a,b\nc,d", "1[a][b]2[c][d]");
	reads(state, "a,b\r\nc,d\r\n", "1[a][b]2[c][d]");
	reads(state, "a,b\rc,d\r", "1[a][b]2[c][d]");
	reads(state, "a,b\n\n \t\nc,d\n\n", "1[a][b]4[c][d]");
	reads(state, "a,,\n,\n", "1[a][][]2[][]");
	reads(state, " a , b c ,\" d \" \n", "1[a][b c][ d ]");
	reads(state, "\"\"\n", "1[]");
	reads(state, "\"a \"\"b\"\" c\",\"d,e\"", "1[a \"b\" c][d,e]");
	reads(state, "one\ntwo\n", "1[one]2[two]");
}

static void
test_csv__counts_lines_within_quotes(void **state)
{
	reads(state, "h\n\"a\r\nb\r\n\",x\r\n\"c\",y\r\n", "1[h]2[a\nb\n][x]5[c][y]");
	reads(state, "h\n\"a\n\n\nb\"\nc\n", "1[h]2[a\n\n\nb]6[c]");
}

static void
test_csv__finds_the_delimiter(void **state)
{
	reads(state, "a;b,c;d\n1;2;3\n", "1[a][b,c][d]2[1][2][3]");
	reads(state, "a\tb c\t\n\t\t\n", "1[a][b c][]2[][][]");
	reads(state, "\n\"a;;;\nb;;;\",b\n", "2[a;;;\nb;;;][b]");
	reads(state, "a;b,c\n", "1[a;b][c]");
	reads(state, "sep=;\r\na,b;c\n", "2[a,b][c]");
	reads(state, "sep=\t\na,b,c\td\n", "2[a,b,c][d]");
	reads(state, "sep=x\n", "1[sep=x]");
	assert_int_equal(csv_read(*state, "a\tb", 3, NULL)->delimiter, '\t');
	assert_int_equal(csv_read(*state, "ab", 2, NULL)->delimiter, ',');
}

static void
test_csv__reads_other_encodings(void **state)
{
	assert_string_equal(shown(state, "\xef\xbb\xbfname\nM\xc3\xbcller\n", 16, NULL), "1[name]2[Müller]");
	assert_string_equal(shown(state, "name\nM\xfcller\n", 12, NULL), "1[name]2[Müller]");
	assert_string_equal(shown(state, "\xff\xfe\xfc\0\t\0b\0\r\0\n\0", 12, NULL), "1[ü][b]");
	assert_string_equal(shown(state, "\xfe\xff\0\xfc\0,\0b", 8, NULL), "1[ü][b]");
	assert_int_equal(csv_read(*state, "M\xfc", 2, NULL)->encoding, UTF8_FROM_WINDOWS_1252);
	assert_string_equal(shown(state, "PK\x03\x04\0\0\xff", 7, NULL), "!!");
}

static void
test_csv__keeps_a_quote_inside_an_unquoted_cell(void **state)
{
	reads(state, "5\" pipe,a \"b\" c,\"d\"\nx,y\"\n", "1[5\" pipe][a \"b\" c][d]2[x][y\"]");
}

static void
test_csv__reports_broken_quotes_and_goes_on(void **state)
{
	struct csv *csv;

	reads(state, "a,b\n\"open,b\nc,d\ne,f\n", "1[a][b]2!3[c][d]4[e][f]");
	reads(state, "a\n\"b\"c\nd\n", "1[a]2!3[d]");
	reads(state, "a\n\"b\" \"c\nd\n", "1[a]2!3[d]");
	reads(state, "a\n\"open\nb\n\"c\",d\ne\n", "1[a]2!3[b]4[c][d]5[e]");
	reads(state, "a\n\"x\ny\"z,1\nb\n", "1[a]2!3!4[b]");
	reads(state, "\"", "1!");
	reads(state, "a\n\"", "1[a]2!");
	csv = csv_read(*state, "a\n\nb,\"open\nc\n", 13, NULL);
	assert_string_equal(csv->rows[1].problem, "A quotation mark that opens on line 3 is never closed.");
	csv = csv_read(*state, "\"open\nc,\"d\"\n", 12, NULL);
	assert_string_equal(csv->rows[0].problem,
		"A quotation mark that opens on line 1 runs on to line 2. Close it, or double it if it belongs to the text.");
	csv = csv_read(*state, "\"a\"b\n", 5, NULL);
	assert_string_equal(csv->rows[0].problem,
		"Line 1 has text next to a closing quotation mark. Double the quotation marks that belong to the text.");
}

static void
test_csv__keeps_limits(void **state)
{
	static const struct csv_limits few = { .rows = 2, .columns = 3, .cell_bytes = 4 };
	struct csv *csv;

	assert_string_equal(shown(state, "a\nb\n", 4, &few), "1[a]2[b]");
	assert_string_equal(shown(state, "a\nb\nc\nd\n", 8, &few), "1[a]2[b]!!");
	assert_string_equal(shown(state, "a,b,c\na,b,c,d\n", 14, &few), "1[a][b][c]2!");
	assert_string_equal(shown(state, "abcd\n\"abcde\"\n", 13, &few), "1[abcd]2!");
	csv = csv_read(*state, "a\nb\nc\n", 6, &few);
	assert_string_equal(csv->problem, "The file has more than 2 rows. Split it and import the parts.");
	csv = csv_read(*state, "a,b,c,d\nabcde\n", 14, &few);
	assert_string_equal(csv->rows[0].problem, "Line 1 has more than 3 columns.");
	assert_string_equal(csv->rows[1].problem, "A cell on line 2 is longer than 4 bytes. Is a closing quotation mark missing?");
}

static void
test_csv__gives_up_an_endless_cell_early(void **state)
{
	static const struct csv_limits few = { .rows = 100001, .columns = 10, .cell_bytes = 100 };
	struct buffer *b = buffer_new(*state);
	struct csv *csv;

	buffer_text(b, "h\n\"open\n");
	for (int i = 0; i < 20000; i++)
		buffer_text(b, "a,b,5 words here\n");
	csv = csv_read(*state, b->data, b->length, &few);
	assert_int_equal(csv->count, 20002);
	assert_non_null(csv->rows[1].problem);
	assert_null(csv->rows[2].problem);
	assert_int_equal(csv->rows[20001].line, 20002);
	assert_int_equal(csv->rows[20001].count, 3);
}

static void
test_csv__reads_long_lines_with_many_plain_quotes(void **state)
{
	struct buffer *b = buffer_new(*state);
	struct csv *csv;

	for (int i = 0; i < 60000; i++)
		buffer_text(b, i % 100 ? "x" : "\"");
	b->data[0] = 'x';
	csv = csv_read(*state, b->data, b->length, NULL);
	assert_int_equal(csv->count, 1);
	assert_null(csv->rows[0].problem);
	assert_string_equal(csv->rows[0].cells[0], b->data);
}

static bool
stop_at_two(const struct csv_row *row, void *user)
{
	size_t *seen = user;

	*seen = row->line;
	return row->line < 2;
}

static void
test_csv__can_be_stopped(void **state)
{
	size_t seen = 0;

	assert_null(csv_each(*state, "a\nb\nc\nd\n", 8, NULL, stop_at_two, &seen));
	assert_int_equal(seen, 2);
	assert_non_null(csv_each(*state, "\0\0\xff", 3, NULL, stop_at_two, &seen));
}

static void
test_csv__finds_columns(void **state)
{
	const char *bytes = "Record ID,First_Name,E-Mail,\nx,y\n";
	struct csv *csv = csv_read(*state, bytes, strlen(bytes), NULL);

	assert_int_equal(csv_column(&csv->rows[0], "first name"), 1);
	assert_int_equal(csv_column(&csv->rows[0], "EMAIL"), 2);
	assert_int_equal(csv_column(&csv->rows[0], "record id"), 0);
	assert_int_equal(csv_column(&csv->rows[0], "record"), -1);
	assert_int_equal(csv_column(&csv->rows[0], "recordids"), -1);
	assert_string_equal(csv_cell(&csv->rows[1], 0), "x");
	assert_string_equal(csv_cell(&csv->rows[1], 1), "y");
	assert_string_equal(csv_cell(&csv->rows[1], 2), "");
	assert_string_equal(csv_cell(&csv->rows[1], -1), "");
}

static void
test_csv__guards_formulas(void **state)
{
	static const char *const guarded[] = {
		"=1+1", "+49 30 1234", "+4930", "-a", "-", "--1", "-1-1", "-1.", "-1,2,3", "@SUM(A1)", "\tx", "\rx", "\nx", "'=1", "''@x", "-1%"
	};
	static const char *const plain[] = { "", "a", "-1", "-1.5", "-1,5", "12", "a=b", " =1", "'", "'a", "'-1", "1+1" };

	for (size_t i = 0; i < sizeof(guarded) / sizeof(*guarded); i++) {
		char *cell = csv_guard(*state, guarded[i]);

		assert_int_equal(cell[0], '\'');
		assert_string_equal(cell + 1, guarded[i]);
		assert_string_equal(csv_unguard(cell), guarded[i]);
	}
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		assert_string_equal(csv_guard(*state, plain[i]), plain[i]);
		assert_string_equal(csv_unguard(plain[i]), plain[i]);
	}
}

static void
test_csv__writes_rfc_4180(void **state)
{
	static const char *const cells[] = { "a", NULL, "say \"hi\", \"\"", "=1+1", "-12", "two\nlines" };
	struct buffer *b = buffer_new(*state);

	csv_add_row(b, cells, 6);
	assert_string_equal(b->data, "\"a\",\"\",\"say \"\"hi\"\", \"\"\"\"\",\"'=1+1\",\"-12\",\"two\nlines\"\r\n");
	b = buffer_new(*state);
	csv_add_row_plain(b, cells + 2, 2);
	assert_string_equal(b->data, "\"say \"\"hi\"\", \"\"\"\"\",\"=1+1\"\r\n");
}

static void
test_csv__reads_back_what_it_wrote(void **state)
{
	static const char signs[] = "\"\"\"'',;\t\n =-+@a1.";
	unsigned seed = 3;

	for (int round = 0; round < 3000; round++) {
		void *ctx = talloc_new(*state);
		struct buffer *b = buffer_new(ctx);
		char cells[12][13] = { 0 };
		size_t columns = 1 + (size_t)round % 4;
		struct csv *csv;

		for (size_t i = 0; i < 12; i++) {
			size_t n;

			seed = seed * 1103515245 + 12345;
			n = (seed >> 16) % 12;
			for (size_t j = 0; j < n; j++) {
				seed = seed * 1103515245 + 12345;
				cells[i][j] = signs[(seed >> 16) % (sizeof(signs) - 1)];
			}
		}
		for (size_t i = 0; i < 12; i += columns) {
			const char *row[4];

			for (size_t j = 0; j < columns; j++)
				row[j] = cells[i + j];
			csv_add_row(b, row, columns);
		}
		csv = csv_read(ctx, b->data, b->length, NULL);
		assert_int_equal(csv->count, 12 / columns);
		for (size_t i = 0; i < 12; i++) {
			assert_int_equal(csv->rows[i / columns].count, columns);
			assert_string_equal(csv_unguard(csv->rows[i / columns].cells[i % columns]), cells[i]);
		}
		talloc_free(ctx);
	}
}

static void
test_csv__loses_no_line_of_random_text(void **state)
{
	static const char signs[] = "\"\",a \n\n";
	unsigned seed = 11;

	/* Every line that holds something belongs to a row; rows come in rising order. */
	for (int round = 0; round < 20000; round++) {
		void *ctx = talloc_new(*state);
		char s[24];
		size_t n = (size_t)round % sizeof(s), last = 0;
		struct csv *csv;

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245 + 12345;
			s[i] = signs[(seed >> 16) % (sizeof(signs) - 1)];
		}
		csv = csv_read(ctx, s, n, NULL);
		assert_null(csv->problem);
		for (size_t i = 0; i < csv->count; i++) {
			assert_true(csv->rows[i].line > last);
			assert_true((csv->rows[i].count > 0) == (csv->rows[i].problem == NULL));
			last = csv->rows[i].line;
		}
		talloc_free(ctx);
	}
}

/* The unreadable rows' text, taken to pieces as well as it goes: "[a][b]", with a "…" where something was cut. */
struct pieces {
	struct buffer *shown;
	char delimiter;
};

static bool
loosely(const struct csv_row *row, void *user)
{
	static const struct csv_limits most = { .columns = 4, .cell_bytes = 8 };
	struct pieces *p = user;
	size_t count;
	bool cut;
	const char **cells;

	if (!row->problem)
		return true;
	cells = csv_loose(p->shown, row->text, row->length, p->delimiter, &most, &count, &cut);
	for (size_t i = 0; i < count; i++)
		buffer_format(p->shown, "[%s]", cells[i]);
	assert_null(cells[count]);
	buffer_text(p->shown, cut ? "…" : "");
	return true;
}

static void
keeps(void **state, const char *file, const char *expected)
{
	static const struct csv_limits limits = { .rows = 20, .columns = 5, .cell_bytes = 20 };
	struct csv_text *text = csv_text(*state, file, strlen(file));
	struct pieces p = { buffer_new(*state), text->delimiter };

	csv_text_each(*state, text, &limits, loosely, &p);
	buffer_text(p.shown, "");
	assert_string_equal(buffer_take(*state, p.shown), expected);
}

static void
test_csv__of_a_row_that_cannot_be_read_the_cells_are_kept_as_they_stand(void **state)
{
	keeps(state, "a,b\n1,\"open\n2,x\n", "[1][\"open]");
	keeps(state, "a,b\n1,\"x\"y\"z , w\n2,x\n", "[1][\"x\"y\"z][w]");
	keeps(state, "a,b\n\"p, q\",\"a \"\"b\"\"\",\"op,en\n2,x\n", "[p, q][a \"b\"][\"op][en]");
	keeps(state, "a,b\n1,2,3,4,5,6,7\n", "[1][2][3][4]…");
	keeps(state, "a;b\n1;aaaaaaa\xc3\xbc" "aaaaaaaaaaaaaaaaaa\n", "[1][aaaaaaa]…");
	keeps(state, "a\tb\n1\t\"open\t\n", "[1][\"open][]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_csv__reads_rows, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__of_a_row_that_cannot_be_read_the_cells_are_kept_as_they_stand, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__counts_lines_within_quotes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__finds_the_delimiter, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__reads_other_encodings, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__keeps_a_quote_inside_an_unquoted_cell, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__reports_broken_quotes_and_goes_on, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__keeps_limits, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__gives_up_an_endless_cell_early, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__reads_long_lines_with_many_plain_quotes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__can_be_stopped, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__finds_columns, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__guards_formulas, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__writes_rfc_4180, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__reads_back_what_it_wrote, setup, teardown),
		cmocka_unit_test_setup_teardown(test_csv__loses_no_line_of_random_text, setup, teardown),
	};

	return cmocka_run_group_tests_name("base/csv", tests, NULL, NULL);
}
