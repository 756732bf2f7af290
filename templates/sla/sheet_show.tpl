{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{SHEET_TITLE}}</h1>
		<p class="sub">{{SHEET_WORDS}}</p>
	</div>
	{{>STATE_TAG}}
</div>
{{#STALE_NOTICE}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{STALE_WORDS}}</p>
</div>
{{/STALE_NOTICE}}
<article class="card reading" aria-label="The sheet">
	{{#AGREEMENT_ROW}}
	<section class="clause" aria-labelledby="agreement-{{AGREEMENT_NUMBER}}">
		<div class="card-head"><h2 id="agreement-{{AGREEMENT_NUMBER}}"><a href="/sla/versions/{{AGREEMENT_NUMBER}}">Agreement</a></h2><span class="small muted">Version {{AGREEMENT_NUMBER}}</span></div>
		{{>AGREEMENT_WORDS}}
	</section>
	{{/AGREEMENT_ROW}}
	{{#VERSION_ROW}}
	<section class="clause" aria-labelledby="version-{{VERSION_ID}}">
		<div class="card-head"><h2 id="version-{{VERSION_ID}}"><a href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}">{{TERM_NAME}}</a></h2><span class="small muted">Version {{VERSION_NUMBER}}</span></div>
		{{#HAS_DIFF}}
		{{>WORD_DIFF}}
		{{/HAS_DIFF}}
		{{#NO_DIFF}}
		<div class="agreed prose">
		{{>MEANING_PART}}
		</div>
		{{/NO_DIFF}}
		{{#HAS_CRITERIA}}
		{{>CRITERIA_LIST}}
		{{/HAS_CRITERIA}}
		{{#HAS_CRITERIA_DIFF}}
		{{>CRITERIA_DIFF}}
		{{/HAS_CRITERIA_DIFF}}
		{{#HAS_FACTS}}
		<div class="part">
		{{>FACT_LIST}}
		</div>
		{{/HAS_FACTS}}
	</section>
	{{/VERSION_ROW}}
	{{>SIGNATURE_PAIR}}
</article>
{{#MAY_WITHDRAW}}
<form method="post" action="/charter/{{SHEET_ID}}/withdrawal">
	{{>FORM_HIDDEN}}
	<button class="btn quiet" type="submit">Withdraw the sheet</button>
</form>
{{/MAY_WITHDRAW}}
