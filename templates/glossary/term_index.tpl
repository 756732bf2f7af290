{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>Glossary</h1>
		<p class="sub">The words both teams use, with the meaning both have signed.</p>
	</div>
</div>
{{#HAS_TERMS}}
<div class="stack">
	<nav class="tabs" aria-label="State of the terms">
		<ul>
			{{#TAB_ROW}}
			<li><a href="{{TAB_HREF}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}} <span class="count">{{TAB_COUNT}}</span></a></li>
			{{/TAB_ROW}}
		</ul>
	</nav>
	<div class="tools">
		<form class="filter" action="/glossary">
			<input type="hidden" name="show" value="{{TAB_CODE}}">
			<div class="filter-field"><label for="within">Search within</label><input class="input" id="within" name="within" type="search" value="{{WITHIN_WORDS}}" autocomplete="off"></div>
			<div class="filter-field"><label for="kind">Kind</label><select class="input" id="kind" name="kind">
				{{#KIND_ROW}}
				<option value="{{KIND_CODE}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{KIND_LABEL}}</option>
				{{/KIND_ROW}}
			</select></div>
			<button class="btn" type="submit">Filter</button>
			{{#IS_FILTERED}}
			<a class="btn quiet" href="{{CLEAR_HREF}}">Show all</a>
			{{/IS_FILTERED}}
		</form>
		<ul class="tool-links">
			<li><a href="/glossary/stages">Stages in order</a></li>
			<li><a href="/charter">Charter: sign several at once</a></li>
			{{#MAY_IMPORT}}
			<li><a href="/glossary/import">Import</a></li>
			{{/MAY_IMPORT}}
			<li><a href="/glossary/terms.csv">Export CSV</a></li>
			<li><a href="/glossary/terms.json">Export JSON</a></li>
			<li><a href="/glossary/print">Print</a></li>
		</ul>
	</div>
	{{#HAS_MATCHES}}
	<p class="matches">{{MATCH_WORDS}}</p>
	{{/HAS_MATCHES}}
	{{#HAS_LETTERS}}
	<nav class="letters" aria-label="Letters">
		<ul>
			{{#LETTER_ROW}}
			<li>{{#HAS_SOME}}<a href="#letter-{{LETTER_CODE}}">{{LETTER_NAME}}</a>{{/HAS_SOME}}{{#HAS_NONE}}<span>{{LETTER_NAME}}</span>{{/HAS_NONE}}</li>
			{{/LETTER_ROW}}
		</ul>
	</nav>
	{{/HAS_LETTERS}}
	{{#NONE_HERE}}
	<div class="card empty">
		<p><strong>{{NONE_TITLE}}</strong></p>
		<p>{{NONE_WORDS}}</p>
		{{#MAY_PROPOSE}}
		<a class="btn" href="/glossary/new">Propose a term</a>
		{{/MAY_PROPOSE}}
	</div>
	{{/NONE_HERE}}
	{{#LETTER_GROUP}}
	<section class="letter" aria-labelledby="letter-{{LETTER_CODE}}">
		<h2 id="letter-{{LETTER_CODE}}">{{LETTER_NAME}}</h2>
		<ul class="card flush terms">
			{{#TERM_ROW}}
			<li class="row-link">
				<div class="term-name"><a href="/glossary/{{TERM_SLUG}}">{{TERM_NAME}}</a>{{#HAS_SHORT}} <span class="muted small">{{TERM_SHORT}}</span>{{/HAS_SHORT}}{{#HAS_KIND}} <span class="small faint">{{KIND_LABEL}}</span>{{/HAS_KIND}}</div>
				<p class="term-line serif">{{TERM_LINE}}</p>
				<p class="term-state small muted">{{STATE_WORDS}}</p>
				{{#HAS_KEYS}}
				<p class="keys">
					{{#MARKETING_SIGNED}}
					<svg class="icon marketing" aria-hidden="true"><use href="{{ICONS_PATH}}#circle-full"></use></svg><span class="sr">Marketing has signed.</span>
					{{/MARKETING_SIGNED}}
					{{#MARKETING_OPEN}}
					<svg class="icon marketing" aria-hidden="true"><use href="{{ICONS_PATH}}#circle"></use></svg><span class="sr">Marketing has not signed.</span>
					{{/MARKETING_OPEN}}
					{{#SALES_SIGNED}}
					<svg class="icon sales" aria-hidden="true"><use href="{{ICONS_PATH}}#square-full"></use></svg><span class="sr">Sales has signed.</span>
					{{/SALES_SIGNED}}
					{{#SALES_OPEN}}
					<svg class="icon sales" aria-hidden="true"><use href="{{ICONS_PATH}}#square"></use></svg><span class="sr">Sales has not signed.</span>
					{{/SALES_OPEN}}
				</p>
				{{/HAS_KEYS}}
			</li>
			{{/TERM_ROW}}
		</ul>
	</section>
	{{/LETTER_GROUP}}
	{{#MORE_LINK}}
	<p><a class="btn" href="{{MORE_HREF}}">More terms</a></p>
	{{/MORE_LINK}}
	<p class="small muted legend"><span><svg class="icon marketing" aria-hidden="true"><use href="{{ICONS_PATH}}#circle-full"></use></svg>Marketing has signed</span> <span><svg class="icon sales" aria-hidden="true"><use href="{{ICONS_PATH}}#square-full"></use></svg>Sales has signed</span> <span>Outlined: not yet</span></p>
</div>
{{/HAS_TERMS}}
{{#NO_TERMS}}
<section class="card empty start" aria-labelledby="start-title">
	<h2 id="start-title">No terms yet. Start with the seven both teams use every day</h2>
	<p>Each comes as a draft to argue over. Nothing is agreed until one signatory of each team has signed it.</p>
	<ul class="starter">
		{{#STARTER_ROW}}
		<li><strong>{{STARTER_NAME}}</strong> <span class="serif">{{STARTER_LINE}}</span></li>
		{{/STARTER_ROW}}
	</ul>
	{{#MAY_START}}
	<form class="acts" method="post" action="/glossary/starter">
		{{>FORM_HIDDEN}}
		<button class="btn main-btn" type="submit">Add these as drafts</button>
		<a class="btn" href="/glossary/import">Import a list</a>
		<a class="btn" href="/glossary/new">Write one yourself</a>
	</form>
	{{/MAY_START}}
</section>
{{/NO_TERMS}}
