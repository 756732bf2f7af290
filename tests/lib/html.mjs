// Reads a page as a person or a browser would: its words, its links, and its forms, which can be filled in and sent.

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const RAW = new Set(['script', 'style', 'textarea', 'title']);
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ndash: '–', mdash: '—', hellip: '…' };

export function decode(text) {
	return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, dec, name) =>
		hex ? String.fromCodePoint(parseInt(hex, 16)) : dec ? String.fromCodePoint(Number(dec)) : NAMED[name] ?? all);
}

function attributes(source) {
	const found = {};
	for (const [, name, quoted, single, bare] of source.matchAll(/([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g))
		if (!(name.toLowerCase() in found))
			found[name.toLowerCase()] = decode(quoted ?? single ?? bare ?? '');
	return found;
}

// A tree of { tag, attributes, children, parent } and of strings, out of well-formed HTML; html-validate judges the form.
export function parse(html) {
	const root = { tag: '#root', attributes: {}, children: [], parent: null };
	let at = root, position = 0;
	const tags = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
	for (let hit; (hit = tags.exec(html));) {
		if (hit.index > position)
			at.children.push(decode(html.slice(position, hit.index)));
		position = tags.lastIndex;
		const [, closing, name, rest] = hit;
		if (!name)
			continue;
		const tag = name.toLowerCase();
		if (closing) {
			let up = at;
			while (up.parent && up.tag !== tag)
				up = up.parent;
			if (up.parent)
				at = up.parent;
			continue;
		}
		const node = { tag, attributes: attributes(rest), children: [], parent: at };
		at.children.push(node);
		if (RAW.has(tag)) {
			const closing = new RegExp(`</${tag}`, 'gi');	// a copy in small letters would be longer where there is an İ
			closing.lastIndex = position;
			const end = closing.exec(html)?.index ?? -1;
			const text = html.slice(position, end < 0 ? html.length : end);
			node.children.push(tag === 'textarea' || tag === 'title' ? decode(text) : text);
			position = tags.lastIndex = end < 0 ? html.length : html.indexOf('>', end) + 1;
		} else if (!VOID.has(tag) && !rest.endsWith('/')) {
			at = node;
		}
	}
	if (position < html.length)
		at.children.push(decode(html.slice(position)));
	return root;
}

// Every node below for which `wanted` (a tag or a function) holds, in the order of the page.
export function all(node, wanted) {
	const is = typeof wanted === 'function' ? wanted : n => n.tag === wanted;
	return node.children.flatMap(child => typeof child === 'string' ? [] : [...(is(child) ? [child] : []), ...all(child, is)]);
}

// The text of a node, as it stands; what only shows on hover is left out.
export function text(node) {
	if (typeof node === 'string')
		return node;
	if (node.tag === 'script' || node.tag === 'style')
		return '';
	const inner = node.children.filter(child => child.attributes?.role !== 'tooltip').map(text).join('');
	return /^(p|div|li|h[1-6]|dt|dd|tr|td|th|section|article|br|option|label|legend|summary|button)$/.test(node.tag) ? ` ${inner} ` : inner;
}

// The same with every run of blanks as one.
export function words(node) { return text(node).replace(/\s+/g, ' ').trim(); }

function value(node) {
	if (node.tag === 'textarea')
		return text(node).replace(/^\r?\n/, '');
	if (node.tag !== 'select')
		return node.attributes.value ?? (['checkbox', 'radio'].includes(node.attributes.type) ? 'on' : '');
	const options = all(node, 'option');
	const chosen = options.find(o => 'selected' in o.attributes) ?? options[0];
	return chosen ? chosen.attributes.value ?? words(chosen) : '';
}

// A form: what stands in it or names it, what it would send, and the buttons it can be sent with.
export class Form {
	constructor(node, address, root = node) {
		this.node = node;
		const within = n => n && (n === node || within(n.parent));
		const mine = n => n.attributes.form === undefined ? within(n) : n.attributes.form === node.attributes.id;
		this.action = node.attributes.action ?? address;
		this.method = (node.attributes.method ?? 'get').toUpperCase();
		this.multipart = node.attributes.enctype === 'multipart/form-data';
		this.controls = all(root, n => ['input', 'textarea', 'select'].includes(n.tag) && n.attributes.name && mine(n))
			.map(n => ({ name: n.attributes.name, type: n.tag === 'input' ? n.attributes.type ?? 'text' : n.tag, value: value(n),
				on: n.tag !== 'input' || !['checkbox', 'radio'].includes(n.attributes.type) || 'checked' in n.attributes,
				options: n.tag === 'select' ? all(n, 'option').map(o => o.attributes.value ?? words(o)) : null }))
			.filter(c => c.type !== 'submit');
		this.buttons = all(root, n => n.tag === 'button' && (n.attributes.type ?? 'submit') === 'submit' && mine(n))
			.map(n => ({ name: n.attributes.name, value: n.attributes.value ?? '', words: words(n) }));
	}

	names() { return [...new Set(this.controls.map(c => c.name))]; }
	has(name) { return this.controls.some(c => c.name === name); }

	// What the field sends as it stands, or undefined.
	value(name) { return this.controls.find(c => c.name === name && c.on)?.value; }

	// The fields that a browser would send after typing `typed` (true and false tick and untick) and pressing `button`.
	// A field that is not there is an error: a person could not have typed into it.
	fields(typed = {}, button) {
		const sent = {};
		for (const [name, wish] of Object.entries(typed)) {
			const controls = this.controls.filter(c => c.name === name);
			if (!controls.length)
				throw new Error(`The form ${this.action} has no field "${name}", but: ${this.names().join(', ')}`);
			if (controls[0].type === 'radio' && !controls.some(c => c.value === wish))
				throw new Error(`"${name}" offers ${controls.map(c => c.value).join(', ')}, not "${wish}"`);
			if (controls[0].type === 'select' && !controls[0].options.includes(wish))
				throw new Error(`"${name}" offers ${controls[0].options.join(', ')}, not "${wish}"`);
		}
		for (const c of this.controls) {
			const wish = typed[c.name];
			if (c.type === 'checkbox' ? wish ?? c.on : c.type === 'radio' ? (wish === undefined ? c.on : c.value === wish) : true)
				sent[c.name] = c.type === 'checkbox' || c.type === 'radio' || wish === undefined ? c.value : wish;
		}
		if (button) {
			const pressed = this.buttons.find(b => b.words === button || `${b.name}=${b.value}` === button);
			if (!pressed)
				throw new Error(`The form ${this.action} has no button "${button}", but: ${this.buttons.map(b => b.words).join(', ')}`);
			if (pressed.name)
				sent[pressed.name] = pressed.value;
		}
		return sent;
	}
}

// A page of ours out of its HTML.
export class Page {
	constructor(html, address = '/') {
		this.html = html;
		this.tree = parse(html);
		this.address = address;
	}

	all(wanted) { return all(this.tree, wanted); }
	by(id) { return this.all(n => n.attributes.id === id)[0]; }
	with(name) { return this.all(n => (n.attributes.class ?? '').split(/\s+/).includes(name)); }
	get title() { return words(this.all('title')[0] ?? { tag: '', children: [] }); }
	get h1() { return this.all('h1').map(words).join(' | '); }
	get main() { return words(this.all('main')[0] ?? this.tree); }
	get links() { return this.all(n => n.tag === 'a' && n.attributes.href !== undefined).map(n => n.attributes.href); }
	get forms() { return this.all('form').map(n => new Form(n, this.address, this.tree)); }

	// The form that is sent to `action` (a text or a pattern).
	form(action) {
		const is = a => typeof action === 'string' ? a === action : action.test(a);
		const form = this.forms.find(f => is(f.action));
		if (!form)
			throw new Error(`The page "${this.title}" at ${this.address} has no form for ${action}, but: ${this.forms.map(f => f.action).join(', ')}`);
		return form;
	}
	may(action) { return this.forms.some(f => typeof action === 'string' ? f.action === action : action.test(f.action)); }

	// The problems that the page names above its form.
	get problems() { return this.with('problems').flatMap(n => all(n, 'li')).map(words); }
	get notice() { return this.with('notice').map(words).join(' '); }
}
