{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Propose a term</h1>
		<p class="sub">First its name. On the next page you write what it means; then both teams sign.</p>
	</div>
</div>
{{#LIKE_NOTICE}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>There is already <a href="/glossary/{{LIKE_SLUG}}">{{LIKE_NAME}}</a>{{#HAS_ALSO}}, also called {{ALSO_WORDS}}{{/HAS_ALSO}}. Propose a change to it instead, unless you mean something else.</p>
</div>
{{/LIKE_NOTICE}}
<form class="stack form" method="post" action="/glossary" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{#LIKE_SEEN}}
	<input type="hidden" name="like" value="{{LIKE_SLUGS}}">
	{{/LIKE_SEEN}}
	{{>NAME_FIELD}}
	{{>KIND_FIELD}}
	{{>ABBREVIATIONS_FIELD}}
	{{>SYNONYMS_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Add the term and write its meaning</button>
		<a class="btn quiet large" href="/glossary">Cancel</a>
	</div>
</form>
