{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>The words around {{TERM_NAME}}</h1>
		<p class="sub">Anyone in either team may edit these. They need no signature; each change is kept in the history.</p>
	</div>
</div>
{{>CONFLICT_NOTICE}}
<form class="stack form" method="post" action="/glossary/{{TERM_SLUG}}/words" novalidate data-guard>
	{{>FORM_HIDDEN}}
	<input type="hidden" name="base" value="{{FORM_BASE}}">
	{{>MARKETING_SAYS_FIELD}}
	{{>SALES_SAYS_FIELD}}
	{{>EXAMPLES_FIELD}}
	{{>COUNTER_EXAMPLES_FIELD}}
	{{>ABBREVIATIONS_FIELD}}
	{{>SYNONYMS_FIELD}}
	{{>RELATED_FIELD}}
	{{>OWNER_FIELD}}
	{{>POINT_MARKETING_FIELD}}
	{{>POINT_SALES_FIELD}}
	{{#HAS_BINDINGS}}
	<fieldset class="group stack">
		<legend>Where each criterion is read from</legend>
		<p class="hint">The name of the column or field in your CRM or import file, so that Concord can fill in the answer.</p>
		{{#BINDING_ROW}}
		{{>BINDING_FIELD}}
		{{/BINDING_ROW}}
	</fieldset>
	{{/HAS_BINDINGS}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save the words</button>
		<a class="btn quiet large" href="/glossary/{{TERM_SLUG}}">Cancel</a>
	</div>
</form>
