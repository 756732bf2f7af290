{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Agreement, version {{VERSION_NUMBER}}</h1>
		<p class="sub">{{LIFE_WORDS}}</p>
	</div>
	<div class="acts">
		{{>WATCH_BUTTON}}
		{{#MAY_REVIVE}}
		<a class="btn" href="/sla/new?from={{VERSION_NUMBER}}">{{REVIVE_LABEL}}</a>
		{{/MAY_REVIVE}}
		{{#MAY_EDIT}}
		<a class="btn" href="/sla/versions/{{VERSION_NUMBER}}/edit">Edit</a>
		{{/MAY_EDIT}}
		<a class="btn" href="/sla/versions/{{VERSION_NUMBER}}/print">Print or save as PDF</a>
	</div>
</div>
<div class="stack reading">
	{{#RETIRED_ROW}}
	<div class="banner warn">
		<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
		<p>This agreement uses <a href="/glossary/{{TERM_SLUG}}">{{TERM_NAME}}</a>, which is retired.{{#HAS_INSTEAD}} Use <a href="/glossary/{{INSTEAD_SLUG}}">{{INSTEAD_NAME}}</a> instead.{{/HAS_INSTEAD}}{{#MAY_MEND}} <a href="/sla/new">Propose a change</a>{{/MAY_MEND}}</p>
	</div>
	{{/RETIRED_ROW}}
	{{#BEGAN_NOTICE}}
	<p class="note warn">{{BEGAN_WORDS}} <a href="{{COMPARE_HREF}}">Compare it with version {{COMPARE_NUMBER}}</a></p>
	{{/BEGAN_NOTICE}}
	{{#OBJECTION_ROW}}
	<div class="note warn">
		<p><strong>{{OBJECTOR_NAME}} asked for a change</strong> <span class="muted"><time datetime="{{OBJECTED_STAMP}}">{{OBJECTED_WORDS}}</time></span></p>
		<p>{{OBJECTION_REASON}}</p>
	</div>
	{{/OBJECTION_ROW}}
	{{#HAS_WANTED}}
	<div class="banner warn">
		<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
		<p>{{WANTED_WORDS}}{{#MAY_CHARTER}} <a href="/charter">Make a charter sheet</a>{{/MAY_CHARTER}}</p>
	</div>
	{{/HAS_WANTED}}
	{{#ON_CHARTER}}
	<div class="banner">
		<p>It is on <a href="/charter/{{SHEET_ID}}">charter sheet {{SHEET_ID}}</a> together with wordings it cites: each team signs that sheet as a whole.</p>
	</div>
	{{/ON_CHARTER}}
	{{#HAS_OTHERS}}
	<form class="filter" action="/sla/versions/{{VERSION_NUMBER}}">
		<div class="filter-field"><label for="compare">Compare with</label><select class="input" id="compare" name="compare">
			<option value="0">No comparison</option>
			{{#OTHER_ROW}}
			<option value="{{OTHER_NUMBER}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{OTHER_LABEL}}</option>
			{{/OTHER_ROW}}
		</select></div>
		<button class="btn" type="submit">Compare</button>
	</form>
	{{/HAS_OTHERS}}
	<article class="card" aria-labelledby="words-title">
		<div class="card-head"><h2 id="words-title">{{MEANING_TITLE}}</h2>{{>STATE_TAG}}</div>
		<p class="small muted byline">{{AUTHOR_NAME}}, <time datetime="{{WRITTEN_STAMP}}">{{WRITTEN_WORDS}}</time>{{#HAS_NOTE}}: {{CHANGE_NOTE}}{{/HAS_NOTE}}</p>
		{{#HAS_SIDES}}
		<p class="small muted byline">Crossed out is only in version {{OLDER_NUMBER}}, underlined only in version {{NEWER_NUMBER}}.</p>
		{{/HAS_SIDES}}
		{{>AGREEMENT_WORDS}}
		{{#ACT_NOTE}}
		<p class="small muted part">{{NOTE_WORDS}}</p>
		{{/ACT_NOTE}}
		{{#MAY_REVIEW}}
		<div class="acts part">
			<form method="post" action="/sla/versions/{{VERSION_NUMBER}}/review">
				{{>FORM_HIDDEN}}
				<button class="btn main-btn" type="submit">Send to both teams to sign</button>
			</form>
		</div>
		{{/MAY_REVIEW}}
		{{>SIGNATURE_PAIR}}
		{{#MAY_WITHDRAW}}
		<details class="act-more part"{{#WITHDRAW_OPEN}} open{{/WITHDRAW_OPEN}}>
			<summary class="btn quiet">Withdraw version {{VERSION_NUMBER}}</summary>
			<form class="stack-s" method="post" action="/sla/versions/{{VERSION_NUMBER}}/withdrawal" novalidate data-guard>
				{{>FORM_HIDDEN}}
				{{>WITHDRAWAL_FIELD}}
				<button class="btn" type="submit">Withdraw it</button>
			</form>
		</details>
		{{/MAY_WITHDRAW}}
	</article>
	{{>VERSION_TALK}}
</div>
