{{%AUTOESCAPE context="HTML"}}
<div class="head noprint">
	<div><p class="sub">This page is made for paper. Choose Print in your browser, or save it as PDF.</p></div>
	<div class="acts"><button class="btn main-btn" type="button" data-print hidden>Print</button><a class="btn" href="/glossary">Back to the glossary</a></div>
</div>
<div class="paper">
	<div class="paper-title">
		<h1>{{PRINT_TITLE}}</h1>
		<p class="muted">{{PRINT_WORDS}}</p>
	</div>
	{{#TERM_ROW}}
	<article class="paper-term" aria-labelledby="{{TERM_SLUG}}">
		<h2 id="{{TERM_SLUG}}">{{TERM_NAME}}{{#HAS_ALSO}} <span class="muted small">{{ALSO_WORDS}}</span>{{/HAS_ALSO}}</h2>
		<div class="agreed prose">
		{{>MEANING_PART}}
		</div>
		{{#HAS_CRITERIA}}
		{{>CRITERIA_LIST}}
		{{/HAS_CRITERIA}}
		{{#HAS_FACTS}}
		{{>FACT_LIST}}
		{{/HAS_FACTS}}
		<p class="small muted">Version {{VERSION_NUMBER}}, in force since <time datetime="{{AGREED_STAMP}}">{{AGREED_WORDS}}</time>.{{#SIGNER_ROW}} <span class="signer">{{SIDE_NAME}}: <em>{{SIGNER_NAME}}</em>, <time datetime="{{SIGNED_STAMP}}">{{SIGNED_WORDS}}</time>.</span>{{/SIGNER_ROW}}</p>
	</article>
	{{/TERM_ROW}}
	{{#NO_TERMS}}
	<p>No term is agreed yet, so there is nothing to print.</p>
	{{/NO_TERMS}}
</div>
