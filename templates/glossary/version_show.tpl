{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{TERM_NAME}}, version {{VERSION_NUMBER}}</h1>
		<p class="sub">{{LIFE_WORDS}}</p>
	</div>
	<div class="acts">
		{{#MAY_REVIVE}}
		<a class="btn" href="/glossary/{{TERM_SLUG}}/versions/new?from={{VERSION_NUMBER}}">Go back to this version</a>
		{{/MAY_REVIVE}}
		{{#HAS_REPLAY}}
		<a class="btn" href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/replay">Try it on the past</a>
		{{/HAS_REPLAY}}
		{{#MAY_EDIT}}
		<a class="btn" href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/edit">Edit</a>
		{{/MAY_EDIT}}
	</div>
</div>
<div class="stack reading">
	{{#HAS_OTHERS}}
	<form class="filter" action="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}">
		<div class="filter-field"><label for="compare">Compare with</label><select class="input" id="compare" name="compare">
			<option value="">No comparison</option>
			{{#OTHER_ROW}}
			<option value="{{OTHER_NUMBER}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{OTHER_LABEL}}</option>
			{{/OTHER_ROW}}
		</select></div>
		<button class="btn" type="submit">Compare</button>
	</form>
	{{/HAS_OTHERS}}
	<article class="card" aria-labelledby="meaning-title">
		<div class="card-head"><h2 id="meaning-title">{{MEANING_TITLE}}</h2>{{>STATE_TAG}}</div>
		{{#HAS_NOTE}}
		<p class="small muted byline">{{AUTHOR_NAME}}: {{CHANGE_NOTE}}</p>
		{{/HAS_NOTE}}
		{{#HAS_DIFF}}
		<p class="small muted byline">Crossed out is only in version {{OLDER_NUMBER}}, underlined only in version {{NEWER_NUMBER}}.</p>
		{{>WORD_DIFF}}
		{{/HAS_DIFF}}
		{{#NO_DIFF}}
		<div class="agreed prose lede">
		{{>MEANING_PART}}
		</div>
		{{/NO_DIFF}}
		{{#HAS_CRITERIA}}
		<h3 class="part">Criteria</h3>
		{{>CRITERIA_LIST}}
		{{/HAS_CRITERIA}}
		{{#HAS_CRITERIA_DIFF}}
		<h3 class="part">Criteria</h3>
		{{>CRITERIA_DIFF}}
		{{/HAS_CRITERIA_DIFF}}
		{{#HAS_FACTS}}
		<div class="part">
		{{>FACT_LIST}}
		</div>
		{{/HAS_FACTS}}
		{{>SIGNATURE_PAIR}}
	</article>
	{{>VERSION_TALK}}
</div>
