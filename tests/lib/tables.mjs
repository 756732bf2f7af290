// What the tables of a copy hold, to compare before and after.

// { table: rows and the sum of their hashes }, but for the tables in `except`; `ask` runs one SELECT and gives its rows. CHECKSUM
// TABLE would do but for generated columns, whose bytes it takes as they lie in memory.
const known = new WeakMap();	// by who asks: the columns of each table
export function contents(ask, except) {
	if (!known.has(ask))
		known.set(ask, new Map(ask("SELECT table_name, GROUP_CONCAT(CONCAT('QUOTE(`', column_name, '`)') ORDER BY ordinal_position) FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)"
		+ " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' GROUP BY 1")));
	const columns = known.get(ask);
	const tables = [...columns.keys()].filter(table => !except.includes(table));
	const rows = ask(tables.map(table => `SELECT '${table}', COUNT(*), COALESCE(SUM(CRC32(CONCAT_WS('|', ${columns.get(table)}))), 0) FROM ${table}`).join(' UNION ALL '));
	return Object.fromEntries(rows.map(([table, ...sums]) => [table, sums.join(' ')]));
}
