{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>The same person as {{LEAD_TITLE}}</h1>
		<p class="sub">Two records become one. This one stays and takes what it did not know; handoffs, drafts and the names in other systems come with the other, whose address leads here. It cannot be undone.</p>
	</div>
</div>
<div class="stack">
	<form class="filter" action="/leads/{{LEAD_ID}}/merger">
		<div class="filter-field"><label for="find">Name, company, email or phone</label><input class="input" id="find" name="find" type="search" value="{{FIND_WORDS}}" autocomplete="off"></div>
		<button class="btn" type="submit">Find</button>
	</form>
	{{#HAS_OTHERS}}
	<form class="stack form" method="post" action="/leads/{{LEAD_ID}}/merger" novalidate>
		{{>FORM_HIDDEN}}
		{{>OTHER_FIELD}}
		<div class="acts">
			<button class="btn main-btn large" type="submit">Make them one</button>
			<a class="btn quiet large" href="/leads/{{LEAD_ID}}">Cancel</a>
		</div>
	</form>
	{{/HAS_OTHERS}}
	{{#NO_OTHERS}}
	<p class="muted">{{NONE_WORDS}}</p>
	{{/NO_OTHERS}}
</div>
