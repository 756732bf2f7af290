{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Retire {{TERM_NAME}}</h1>
		<p class="sub">A retired term is never deleted: it keeps its page, its versions and signatures, and says what to use instead.</p>
	</div>
</div>
<form class="stack form" method="post" action="/glossary/{{TERM_SLUG}}/deprecation" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>USE_INSTEAD_FIELD}}
	{{>WHY_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Retire this term</button>
		<a class="btn quiet large" href="/glossary/{{TERM_SLUG}}">Cancel</a>
	</div>
</form>
