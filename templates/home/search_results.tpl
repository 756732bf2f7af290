{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>{{SEARCH_TITLE}}</h1>
		<p class="sub" role="status">{{FOUND_WORDS}}</p>
	</div>
</div>
{{#RESULT_GROUP}}
<section class="card flush" aria-labelledby="group-{{GROUP_CODE}}">
	<div class="card-head"><h2 id="group-{{GROUP_CODE}}">{{GROUP_NAME}}</h2><span class="small muted">{{GROUP_COUNT}}</span></div>
	<ul class="rows">
		{{#RESULT_ROW}}
		<li class="row-link">
			<a href="{{RESULT_HREF}}">{{RESULT_NAME}}</a>{{#HAS_ALSO}} <span class="muted small">{{RESULT_ALSO}}</span>{{/HAS_ALSO}}
			<p class="row-line serif">{{RESULT_LINE}}</p>
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/RESULT_ROW}}
	</ul>
</section>
{{/RESULT_GROUP}}
{{#NO_RESULTS}}
<div class="card empty">
	<p><strong>Nothing found for “{{SEARCH_WORDS}}”.</strong></p>
	<p>Search looks in names, abbreviations, synonyms and meanings. Try a shorter word, or <a href="/glossary/new?name={{SEARCH_WORDS:url_query_escape}}">propose it as a term</a>.</p>
</div>
{{/NO_RESULTS}}
{{#NO_WORDS}}
<div class="card empty">
	<p><strong>Type a word in the box above.</strong></p>
	<p>Search looks in names, abbreviations such as MQL, synonyms and meanings.</p>
</div>
{{/NO_WORDS}}
