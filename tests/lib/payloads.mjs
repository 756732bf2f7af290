// Words that attack whoever shows them. Each tries to call owned(), which tests/browser/xss.test.mjs listens for, or to change
// the page it stands on. Written by kind; what is to be shown is exactly what stands here.
import { readFileSync } from 'node:fs';

const RUN = 'owned(1)';

// Elements that run something, load something or take over the page.
const elements = [`<script>${RUN}</script>`, `<img src=x onerror=${RUN}>`, `<svg onload=${RUN}>`, `<svg/onload=${RUN}//`, `<ScRiPt>${RUN}</sCrIpT>`, `<script src=//example.org/x.js></script>`,
	`<iframe srcdoc="<script>parent.${RUN}</script>">`, `<iframe src=javascript:parent.${RUN}>`, `<details open ontoggle=${RUN}>`, `<input autofocus onfocus=${RUN}>`, `<body onload=${RUN}>`,
	`<video><source onerror=${RUN}></video>`, `<audio src=x onerror=${RUN}>`, `<object data="data:text/html,<script>${RUN}</script>">`, `<embed src=javascript:${RUN}>`, `<marquee onstart=${RUN}>`,
	`<style onload=${RUN}></style>`, `<style>@import'//example.org/x.css'</style>`, `<link rel=stylesheet href=//example.org/x.css>`, `<base href=//example.org/>`, `<meta http-equiv=refresh content="0;url=//example.org/">`,
	`<form action=//example.org/><button autofocus>Sign</button>`, `<button form=x formaction=javascript:${RUN}>Sign</button>`, `<a href=javascript:${RUN}>link</a>`, `<svg><a xlink:href=javascript:${RUN}><text>x</text></a></svg>`,
	`<svg><script>${RUN}</script></svg>`, `<svg><script href="data:,${RUN}"/></svg>`, `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`, `<svg><set attributeName=href to=javascript:${RUN}>`,
	`<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><image href=x onerror=${RUN} /></svg>#x">`, `<svg><foreignObject><body onload=${RUN}></foreignObject></svg>`,
	`<math><maction actiontype=statusline xlink:href=javascript:${RUN}>x</maction></math>`, `<template><script>${RUN}</script></template>`, `<x onpointerrawupdate=${RUN} tabindex=1 id=owned-x>x</x>`,
	`<img/src="x"/onerror=${RUN}>`, `<img src=x:x onerror\n=\n${RUN}>`.replace(/\n/g, '\t'), `<<script>${RUN}//<</script>`, `<script/x>${RUN}</script >`, `<img srcset="x 1x" onerror=${RUN}>`, `<script type=module>${RUN}</script>`,
	`<link rel=prefetch href=//example.org/>`, `<img src=//example.org/x.png>`, `<dialog open>x</dialog>`, `<portal src=//example.org>`, `<frameset onload=${RUN}>`, `<table background=//example.org/x.png>`];

// What would end the place where the words stand.
const ways_out = ['">', "'>", '</textarea>', '</title>', '</script>', '</style>', '-->', ']]>', '</option></select>', '</pre>', '</code></pre>', '</p></main></body>', '`>', '\\">', '</svg>', '</noscript>', '</a>', '&quot;>'];

const attributes = [`" onmouseover=${RUN} x="`, `' onmouseover=${RUN} x='`, `" autofocus onfocus="${RUN}`, `x onclick=${RUN}`, `" style="background:url(//example.org/x)`, '" formaction="javascript:owned(1)', `"><b id=owned-b>`, '" src=x onerror=owned(1) "',
	`\` onmouseover=${RUN}`, `&#34; onfocus=${RUN} autofocus`, `" autofocus tabindex=1 onfocus=${RUN} id="owned-a`, '" href="javascript:owned(1)"', '" class="main-btn large', `"\tonfocus="${RUN}`];

const addresses = ['javascript:owned(1)', 'JaVaScRiPt:owned(1)', 'javascript://example.org/%0aowned(1)', 'javascript&colon;owned(1)', '&#106;avascript:owned(1)', '&#x6A&#x61&#x76&#x61script:owned(1)', 'java&Tab;script:owned(1)', 'java%0ascript:owned(1)',
	'\u0009javascript:owned(1)'.trim(), 'data:text/html,<script>owned(1)</script>', 'data:text/html;base64,PHNjcmlwdD5vd25lZCgxKTwvc2NyaXB0Pg==', 'data:image/svg+xml,<svg onload=owned(1)>', 'vbscript:owned(1)', 'view-source:javascript:owned(1)',
	'blob:owned', 'file:///etc/passwd', 'feed:javascript:owned(1)', 'jar:javascript:owned(1)!/', '//example.org/', '/\\example.org/', '/%09/example.org', '\\\\example.org', 'https:example.org', 'https://example.org/"onclick=owned(1)//',
	"https://example.org/'onclick=owned(1)//", 'mailto:a@example.org?body=<script>owned(1)</script>', 'mailto:"><script>owned(1)</script>', 'https://example.org/<script>owned(1)</script>', 'about:blank#owned(1)', 'javascript:/*--></title></style></textarea></script><svg/onload=owned(1)>'];
const markdown = to => [`[x](${to})`, `![x](${to})`, `<${to}>`, `[x](<${to}>)`, `[x](${to} "owned' onclick=owned(1)")`];

const scripts = ["';owned(1);//", '";owned(1);//', "\\';owned(1);//", '</script><script>owned(1)</script>', '${owned(1)}', '`;owned(1);`', "'-owned(1)-'", '\\x3cscript\\x3eowned(1)\\x3c/script\\x3e', '\\u003cscript\\u003eowned(1)\\u003c/script\\u003e',
	'x\u2028owned(1)//', 'x\u2029owned(1)//', '*/owned(1)/*', '[].constructor.constructor("owned(1)")()', "{\"__proto__\":{\"owned\":1}}", '})owned(1);({', "onerror=owned;throw'1'", 'eval(atob("b3duZWQoMSk="))'];
const styles = ['x;background:url(//example.org/x)', '}*{display:none}', 'expression(owned(1))', "';@import url(//example.org/x.css);'", 'url(javascript:owned(1))', '</style><script>owned(1)</script>', '-moz-binding:url(//example.org/x)', '\\22;x:url(//example.org)', '}body{background:url(//example.org)}'];
const comments = ['<!--', '<!-- x --!><script>owned(1)</script>', '--><script>owned(1)</script><!--', '<!--[if gte IE 4]><script>owned(1)</script><![endif]-->', '<![CDATA[<script>owned(1)</script>]]>', '<?xml version="1.0"?><script>owned(1)</script>', '<!doctype html><script>owned(1)</script>',
	'<!ENTITY x SYSTEM "file:///etc/passwd">&x;', '<!--><script>owned(1)</script>', '<!--->', '<%<script>owned(1)</script>%>', '</ <script>owned(1)</script>', '<!x', '<? echo 1 ?>'];
const templates = ['{{CSRF_TOKEN}}', '{{#HAS_KEPT}}x{{/HAS_KEPT}}', '{{>FORM_HIDDEN}}', '{{FORM_KEY:none}}', '{{! x }}', '{{%AUTOESCAPE context="JAVASCRIPT"}}', '{{=<% %>=}}', '{{BI_NEWLINE}}', '}}{{', '{{', "{{constructor.constructor('owned(1)')()}}", '${7*7}', '#{7*7}', '<%= 7*7 %>', '@REQUEST_ID@', '@STATE@', '%s%s%n%x', '$request_id', '[[Lead|<script>owned(1)</script>]]', '[[<img src=x onerror=owned(1)>]]'];
const encoded = ['+ADw-script+AD4-owned(1)+ADw-/script+AD4-', '+ACIAPgA8-script+AD4-owned(1)', '%3Cscript%3Eowned(1)%3C/script%3E', '%253Cscript%253E', '%C0%BCscript%C0%BEowned(1)', '%00<script>owned(1)</script>', '&lt;script&gt;owned(1)&lt;/script&gt;', '&amp;lt;script&amp;gt;', '&#60;script&#62;owned(1)&#60;/script&#62;', '&#x3C;img src=x onerror=owned(1)&#x3E;',
	'&#0000060script&#0000062owned(1)', '&ltscript&gtowned(1)', '&LT;script&GT;owned(1)', '&quot;&gt;&lt;svg onload=owned(1)&gt;', '&NewLine;&Tab;x', '&#0;&#1;&#xD800;&#x110000;', '\uFF1Cscript\uFF1Eowned(1)\uFF1C/script\uFF1E', '\u2039script\u203Aowned(1)', '<\u017Fcript>owned(1)</\u017Fcript>',
	'\u02BAonfocus=owned(1) autofocus', '<\u200Bscript>owned(1)</script>', '\u202Eexe.<script>owned(1)</script>', '\u2066<b>\u2069', '\u200F<b>x', '\u{1F468}\u200D\u{1F469}\u200D\u{1F466}<b>', 'e\u0301<b>\u0338', '<a\u0338 onclick=owned(1)>', '>\u0338', '\u{E0041}<b>', '\uFEFF<b>x', '\uFFFD<b>', '\u00A0<b>', '\u0130<img>', '\u212A<b>'];
const mutated = ['<noscript><p title="</noscript><img src=x onerror=owned(1)>">', '<svg><style><img src=x onerror=owned(1)></style></svg>', '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=owned(1)&gt;">', '<listing>&lt;img src=1 onerror=owned(1)&gt;</listing>',
	'<svg></p><style><a id="</style><img src=1 onerror=owned(1)>">', '<xmp><p title="</xmp><img src=x onerror=owned(1)>">', '<textarea><img title="</textarea><img src=x onerror=owned(1)>">', '<select><option><style></option></select><b><img src=x onerror=owned(1)></style>', '<a href="`"><img src=x onerror=owned(1)`>',
	'<p><svg><desc><b><img src=x onerror=owned(1)></svg>', '<title><img title="</title><img src=x onerror=owned(1)>">', '<b id=owned-c', '<b <i x=">"onclick=owned(1)>', "<'\"`=", '<>"\'&`=/\\', '<', '>', '"', "'", '`', '&', '\\', '\\\\"', '</', '<a', '&amp', '&#', '<<<<<<<<<<<<<<<<<<<<', '""""""""""', "''''''''''", '&&&&&&&&&&'];

// A few of each, in the order in which forms are filled: what a run of every change tries.
const usual = [elements[0], `">${elements[1]}`, '</textarea><script>owned(1)</script>', attributes[0], "' onmouseover=owned(1) x='", 'javascript:owned(1)', '[x](javascript:owned(1))', '![x](data:text/html,<script>owned(1)</script>)', '<vbscript:owned(1)>', scripts[0], styles[1], comments[1],
	templates[0], templates[2], encoded[0], encoded[4], encoded[6], encoded[8], encoded[21], mutated[0], mutated[1], '<svg/onload=owned(1)//', '[x](/\\example.org/)', '</title><base href=//example.org/>', "<>\"'&`=/\\"];

// The naughty strings that everybody has, one line each.
const naughty = () => JSON.parse(readFileSync(new URL('../node_modules/big-list-of-naughty-strings/blns.json', import.meta.url), 'utf8'));

// All of them, each once: [text]. `whole` gives some nine hundred, otherwise twenty-five.
export function payloads(whole) {
	if (!whole)
		return usual;
	const all = [...usual, ...elements, ...ways_out.flatMap((out, i) => [0, 1, 2, 9, 13].map(n => `${out}${elements[(i + n) % elements.length]}`)), ...attributes, ...addresses, ...addresses.flatMap(markdown), ...scripts, ...styles, ...comments, ...templates, ...encoded, ...mutated, ...naughty()];
	return [...new Set(all.map(text => text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '').replace(/\s+/g, ' ').trim()))].filter(text => text && text.length <= 300);
}
