// Comforts on top of pages that work without them: keys, dismissing a term's
// card, a guard for unsaved text, one submit at a time, and moving criteria
// about without a round trip.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (tag, text, attributes = {}) => {
	const node = document.createElement(tag);
	node.textContent = text;
	for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
	return node;
};

// Keys. Single letters only where the person's setting allows them (WCAG 2.1.4).
const places = { h: "/", g: "/glossary", t: "/glossary", l: "/leads", a: "/sla", m: "/meetings", r: "/results" };
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");
let waiting = 0;

// The queue: keys walk through its rows, and log at the row that has the focus.
const results = ["No answer", "Voicemail", "Mailed", "Spoke"];
const leadRows = () => all(".queue tbody tr");
const leadRow = () => document.activeElement.closest(".queue tbody tr");
function leadKey(key) {
	const rows = leadRows();
	const row = leadRow();
	if (rows.length && (key === "j" || key === "k")) {
		const here = rows.indexOf(row ?? document.querySelector(".queue tbody tr:target"));
		const to = here < 0 ? 0 : row ? here + (key === "j" ? 1 : -1) : here;
		rows[Math.max(0, Math.min(to, rows.length - 1))].querySelector("th a").focus();
	} else if (row && key === "x") {
		row.querySelector(".pick input")?.click();
	} else if (/^[1-4]$/.test(key) && (row || !rows.length)) {
		all("button[name=result]", row ?? document.querySelector(".log-bar") ?? make("p", ""))[key - 1]?.click();
	} else if (key === "u") {
		document.querySelector(".undo button")?.click();
	} else {
		return false;
	}
	return true;
}

function help() {
	const dialog = make("dialog", "", { class: "keys-help", "aria-labelledby": "keys-title" });
	const list = make("dl", "");
	const say = (keys, what) => {
		const term = list.appendChild(make("dt", ""));
		keys.split(" ").forEach((key) => term.append(make("kbd", key), " "));
		list.append(make("dd", what));
	};
	say("/", "Search");
	say("?", "This list");
	for (const [key, path] of Object.entries(places)) {
		const link = document.querySelector(`.nav a[href="${path}"]`);
		if (link && key !== "t") say(`g ${key}`, link.firstElementChild.nextSibling.textContent.trim());
	}
	if (leadRows().length) {
		say("j k", "Next lead, lead before");
		say("Enter", "Open it");
		say("x", "Tick it");
	}
	if (leadRows().length || document.querySelector(".log-bar")) results.forEach((name, i) => say(`${i + 1}`, `Log: ${name}`));
	if (document.querySelector(".undo")) say("u", "Undo what was logged");
	say("Ctrl Enter", "Send the form you are writing in");
	say("Esc", "Close a term’s card, the form of an act, or this list");
	const close = make("button", "Close", { type: "button", class: "btn" });
	close.addEventListener("click", () => dialog.close());
	dialog.addEventListener("close", () => dialog.remove());
	dialog.append(make("h2", "Keys", { id: "keys-title" }), list, close);
	document.body.append(dialog);
	dialog.showModal();
}

document.addEventListener("keydown", (event) => {
	if (event.key === "Escape" && !event.isComposing) {
		const terms = all(".term:not(.shut):is(:hover, :focus-within)");
		const opened = event.target.closest("main details[open]");
		if (terms.length || !opened) return terms.forEach((term) => term.classList.add("shut"));
		opened.open = false;	// what was typed in it is there when it opens again
		return opened.querySelector("summary").focus();
	}
	if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return event.target.closest("form[method=post]")?.requestSubmit();
	if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
	const second = Date.now() - waiting < 1500;
	waiting = 0;
	if (second && places[event.key]) {
		document.querySelector(`.nav a[href="${places[event.key]}"]`)?.click();
	} else if (event.key === "g") {
		waiting = Date.now();
	} else if (event.key === "/") {
		event.preventDefault();
		document.getElementById("site-search")?.select();
	} else if (event.key === "?") {
		help();
	} else if (leadKey(event.key)) {
		event.preventDefault();
	}
});
for (const type of ["pointerout", "focusout"]) {
	document.addEventListener(type, (event) => {
		const term = event.target.closest?.(".term.shut");
		if (term && !term.contains(event.relatedTarget)) term.classList.remove("shut");
	});
}

// Unsaved text. A page that came back with problems holds words nobody has saved yet.
const words = (form) => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value.name ?? value])).toString();
const guarded = all("form[data-guard]").map((form) => [form, words(form)]);
const unsaved = document.querySelector(".problems, .clash, #preview");
let leaving = false;
addEventListener("beforeunload", (event) => {
	if (!leaving && guarded.some(([form, before]) => unsaved || words(form) !== before)) event.preventDefault();
});

// One submit at a time: the second within a few seconds is swallowed; coming back frees the form.
document.addEventListener("submit", (event) => {
	const form = event.target;
	if (form.method !== "post" || event.defaultPrevented) return;
	if (form.ariaBusy === "true") return event.preventDefault();
	leaving = true;
	form.ariaBusy = "true";
	const saying = setTimeout(() => event.submitter?.after(make("span", "Saving", { role: "status", class: "small muted saying" })), 300);
	setTimeout(() => free(form, saying), 8000);
});
function free(form, saying) {
	clearTimeout(saying);
	form.ariaBusy = null;
	all(".saying", form).forEach((node) => node.remove());
	leaving = false;
}
addEventListener("pageshow", (event) => {
	if (event.persisted) all("form[aria-busy]").forEach((form) => free(form));
});

// What was done is said once: a reload or a copied address does not say it again.
if (new URLSearchParams(location.search).has("done")) {
	const address = new URL(location);
	address.searchParams.delete("done");
	history.replaceState(null, "", address);
}

// A problem in the summary leads to its field.
document.addEventListener("click", (event) => {
	const link = event.target.closest(".problems a");
	const target = link && document.getElementById(link.hash.slice(1));
	if (!target) return;
	event.preventDefault();
	const field = target.matches("fieldset") ? target.querySelector("input") : target;
	field.closest("details")?.setAttribute("open", "");
	field.focus({ preventScroll: true });
	(field.closest(".field") ?? field).scrollIntoView({ block: "start" });
});

// How many characters are left, once it matters.
for (const field of all("[data-max]")) {
	const left = field.insertAdjacentElement("afterend", make("p", "", { class: "left", role: "status" }));
	const count = () => {
		const over = [...field.value].length - field.dataset.max;
		const number = Math.abs(over);
		left.hidden = over < -field.dataset.max / 10;
		left.classList.toggle("over", over > 0);
		left.textContent = left.hidden ? "" : `${number} character${number === 1 ? "" : "s"} ${over > 0 ? "too many" : "left"}`;
	};
	field.addEventListener("input", count);
	count();
}

// Criteria: add, remove, up and down. The same buttons send the form where there is no script.
const editor = document.querySelector("[data-criteria]");
const rows = () => all("[data-row]", editor);

function renumber() {
	rows().forEach((row, index) => {
		for (const node of all("*", row)) {
			for (const { name, value } of [...node.attributes]) {
				if (/^(name|id|for|aria-describedby)$/.test(name)) node.setAttribute(name, value.replace(/(criterion[-_])\d+/g, `$1${index + 1}`));
			}
			if (node.name === "step") node.value = node.value.replace(/\d+/, index + 1);
			if ("number" in node.dataset) node.textContent = index + 1;
		}
	});
}

function blank(row) {
	all(".problem, legend code", row).forEach((node) => node.remove());
	all(".bad", row).forEach((node) => node.classList.remove("bad"));
	for (const field of all("input, select, textarea", row)) {
		field.removeAttribute("aria-invalid");
		if (field.type === "checkbox") field.checked = false;
		else if (field.options) field.selectedIndex = 0;
		else field.value = "";
	}
	return row;
}

editor?.addEventListener("click", (event) => {
	const button = event.target.closest("button[name=step]");
	const [act] = button?.value.split("_") ?? [];
	const row = button?.closest("[data-row]");
	const last = rows().at(-1);
	let focus = button, said = "";
	if (act === "add" && last) {
		const added = blank(last.cloneNode(true));
		last.after(added);
		focus = added.querySelector("input[type=text]");
		said = `Criterion ${rows().length} added`;
	} else if (act === "up" && row) {
		if (row.previousElementSibling.matches("[data-row]")) row.previousElementSibling.before(row);
		said = `Now criterion ${rows().indexOf(row) + 1}`;
	} else if (act === "down" && row) {
		if (row !== last) row.nextElementSibling.after(row);
		said = `Now criterion ${rows().indexOf(row) + 1}`;
	} else if (act === "remove" && row) {
		const others = rows().filter((other) => other !== row);
		const next = others[Math.min(rows().indexOf(row), others.length - 1)] ?? blank(row);
		if (others.length) row.remove();
		focus = next.querySelector("input[type=text]");
		said = "Criterion removed";
	} else {
		return;
	}
	event.preventDefault();
	renumber();
	focus.focus();
	editor.querySelector("[data-said]").textContent = said;
});

// Import: tick all rows at once, and say how many will come in.
for (const table of all("[data-choose]")) {
	const boxes = all("tbody input[type=checkbox]", table);
	const head = table.querySelector("[data-choose-all]");
	if (!boxes.length || !head) continue;
	const button = boxes[0].form.querySelector(".main-btn");
	const count = boxes[0].form.querySelector("[data-count]");
	const every = make("input", "", { type: "checkbox", "aria-label": head.dataset.chooseAll || "Import every line" });
	const show = () => {
		const chosen = boxes.filter((box) => box.checked).length;
		every.checked = chosen === boxes.length;
		every.indeterminate = chosen > 0 && !every.checked;
		if (count) count.textContent = chosen ? `${chosen} ticked` : "";
		if (button) button.textContent = button.textContent.replace(/\d+ terms?/, `${chosen} term${chosen === 1 ? "" : "s"}`);
	};
	every.addEventListener("change", () => {
		boxes.forEach((box) => { box.checked = every.checked; });
		show();
	});
	table.addEventListener("change", show);
	head.replaceChildren(every);
	show();
}

// The charter: what was unticked stays so while one of the drafts is changed, until the sheet is made.
for (const form of all("form[data-ticks]")) {
	const name = `unticked ${form.action}`;
	const boxes = all("input[type=checkbox]", form);
	const unticked = JSON.parse(sessionStorage.getItem(name) ?? "[]");
	const keep = () => sessionStorage.setItem(name, JSON.stringify(boxes.filter((box) => !box.checked).map((box) => box.name)));
	for (const box of boxes) if (unticked.includes(box.name)) box.checked = false;
	if (unsaved) keep();	// it was refused, and comes back as it was sent
	form.addEventListener("change", keep);
	form.addEventListener("submit", () => sessionStorage.removeItem(name));
}

// The bargaining table: a bound that moves moves every number at once. The same form is asked, and what lives is put in place; the
// slider goes over values that were answered.
const replay = document.querySelector("[data-replay]");
let asking = null, due = 0;
async function workOut() {
	const address = new URL(`${replay.getAttribute("action")}?${words(replay)}`, location);
	asking?.abort();
	asking = new AbortController();
	try {
		const answer = await fetch(address, { signal: asking.signal });
		const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
		if (!fresh.querySelector("[data-replay]")) return replay.submit();
		for (const node of all("[data-live]")) {
			const other = fresh.querySelector(`[data-live="${node.dataset.live}"]`);
			if (other) node.replaceChildren(...other.childNodes);
		}
		history.replaceState(null, "", address);
	} catch (error) {
		if (error.name !== "AbortError") replay.submit();
	}
}
replay?.addEventListener("input", () => {
	clearTimeout(due);
	due = setTimeout(workOut, 80);
});
replay?.addEventListener("submit", (event) => {
	event.preventDefault();
	workOut();
});
for (const field of replay ? all("[data-steps]", replay) : []) {
	const steps = field.dataset.steps.split(" ").filter(Boolean);
	if (steps.length < 2) continue;
	const at = () => Math.max(0, steps.findLastIndex((step) => Number(step) <= Number(field.value)));
	const slider = make("input", "", { type: "range", min: 0, max: steps.length - 1, "aria-label": `${field.closest("fieldset").querySelector("legend").textContent}: ${field.previousElementSibling.textContent.toLowerCase()}` });
	const show = () => { slider.value = at(); slider.setAttribute("aria-valuetext", field.value || "none"); };
	slider.addEventListener("input", () => {
		field.value = steps[slider.value];
		slider.setAttribute("aria-valuetext", field.value);
	});
	field.addEventListener("input", show);
	field.after(slider);
	show();
}

// What goes on without us is looked at again until it has ended.
const watched = document.querySelector("[data-watch]");
async function lookAgain() {
	try {
		const fresh = new DOMParser().parseFromString(await (await fetch(location)).text(), "text/html").querySelector("[data-watch]");
		if (!fresh) return location.reload();
		for (const node of all("[data-live]", watched)) node.replaceChildren(...fresh.querySelector(`[data-live="${node.dataset.live}"]`).childNodes);
	} catch {
		// the next look may find it
	}
	setTimeout(lookAgain, 1500);
}
if (watched) setTimeout(lookAgain, 1500);

// What can be taken back for a while is offered for as long.
for (const undo of all("[data-seconds]")) {
	setTimeout(() => undo.remove(), Math.max(0, undo.dataset.seconds) * 1000);
}

// A meeting that runs: the note is saved as it is typed, and what the others do is followed. What could not be sent stays here until it could.
const run = document.querySelector("[data-run]");
const noteForm = document.querySelector("form[data-note]");
const note = noteForm?.elements.note;
const kept = note && `note ${location.pathname} ${noteForm.elements.item.value}`;
const same = (a, b) => a.trim() === b.trim();
let known = note?.value ?? "", noteDue = 0, sending = false, pulse = null;
const tell = (words) => { const line = document.querySelector("[data-live=saved]"); if (line) line.textContent = words; };

// Takes over what a fresh copy of the page says. Words that are being typed stay, and are brought together with it when they are saved.
function takeOver(fresh, sent) {
	for (const node of all("[data-live]")) {
		const other = fresh.querySelector(`[data-live="${node.dataset.live}"]`);
		if (other && node.innerHTML !== other.innerHTML && !node.contains(document.activeElement)) node.replaceChildren(...other.childNodes);
	}
	const form = fresh.querySelector("form[data-note]");
	if (!note || !form) return;
	const saved = form.elements.note.value;
	noteForm.elements.key.value = form.elements.key.value;
	if (!same(note.value, sent) && !same(saved, sent)) {
		if (!note.value.startsWith(sent)) return;
		note.value = saved + note.value.slice(sent.length);
	} else if (same(note.value, sent) && !same(saved, note.value)) {
		note.value = saved;
	}
	known = saved;
	noteForm.elements.revision.value = form.elements.revision.value;
	if (same(note.value, known)) localStorage.removeItem(kept);
}

async function saveNote(last = false) {
	if (sending || same(note.value, known)) return;
	const sent = note.value;
	sending = true;
	try {
		const answer = await fetch(noteForm.action, { method: "POST", body: new URLSearchParams(new FormData(noteForm)), keepalive: last === true });
		const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
		if (answer.ok && fresh.querySelector("[data-run]")) takeOver(fresh, sent);
		else tell(`Not saved. ${fresh.querySelector(".problem, main .sub")?.textContent ?? ""} Your words stay here: press Save the note to see why.`);
	} catch {
		tell("Not saved: no connection. Your words stay in this browser, and are sent as soon as there is one.");
		noteDue = setTimeout(saveNote, 3000);
	}
	sending = false;
	if (!same(note.value, known)) noteDue ||= setTimeout(saveNote, 1500);
}

async function follow() {
	try {
		const said = await (await fetch(run.dataset.run)).text();
		const before = pulse ?? `${run.dataset.pulse} `;
		if (pulse ? said !== before : !said.startsWith(before)) {
			const answer = await fetch(location.href);
			const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
			const item = (page) => page.querySelector("[data-item]")?.dataset.item;
			const writing = document.activeElement?.matches("textarea, input, select") || (note && !same(note.value, known));
			if (!fresh.querySelector("[data-run]") || (run.dataset.follow && item(fresh) !== item(document) && !writing)) return location.reload();
			if (item(fresh) === item(document)) takeOver(fresh, known);
		}
		pulse = said;
	} catch { /* the next look finds out */ }
	setTimeout(follow, 2500);
}
if (run) setTimeout(follow, 1500);
if (note) {
	const draft = JSON.parse(localStorage.getItem(kept) ?? "null");
	if (draft && !same(draft.words, known)) {
		note.value = draft.words;
		noteForm.elements.revision.value = draft.revision;
		noteDue = setTimeout(saveNote, 500);
	}
	note.addEventListener("input", () => {
		localStorage.setItem(kept, JSON.stringify({ words: note.value, revision: noteForm.elements.revision.value }));
		clearTimeout(noteDue);
		noteDue = setTimeout(() => { noteDue = 0; saveNote(); }, 700);
	});
	document.addEventListener("visibilitychange", () => { if (document.hidden) saveNote(true); });
}

for (const button of all("[data-print]")) {
	button.hidden = false;
	button.addEventListener("click", () => print());
}
