{{%AUTOESCAPE context="HTML"}}
<div class="head noprint">
	<div><p class="sub">This page is made for paper. Choose Print in your browser, or save it as PDF.</p></div>
	<div class="acts"><button class="btn main-btn" type="button" data-print hidden>Print</button><a class="btn" href="/sla/versions/{{VERSION_NUMBER}}">Back to version {{VERSION_NUMBER}}</a></div>
</div>
<div class="paper">
	<div class="paper-title">
		<h1>{{PRINT_TITLE}}</h1>
		<p class="muted">{{PRINT_WORDS}}</p>
	</div>
	<div class="agreed prose">
	{{>MEANING_PART}}
	</div>
	<h2>What each team promises</h2>
	<div class="parties">
	{{>PROMISE_LIST}}
	</div>
	{{>FACT_LIST}}
	<div class="sign">
		{{#SIDE_ROW}}
		<div class="sign-side{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">
			<span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">For {{SIDE_NAME}}</span>
			{{#IS_SIGNED}}
			<span class="signature">{{SIGNER_NAME}}</span>
			<span class="small muted">Signed <time datetime="{{SIGNED_STAMP}}">{{SIGNED_WORDS}}</time></span>
			{{/IS_SIGNED}}
			{{#NOT_SIGNED}}
			<span class="sign-line" aria-hidden="true"></span>
			<span class="small muted">Not signed</span>
			{{/NOT_SIGNED}}
		</div>
		{{/SIDE_ROW}}
	</div>
	{{#HAS_TERMS}}
	<section class="appendix" aria-labelledby="appendix-title">
		<h2 id="appendix-title">Appendix: the definitions</h2>
		<p class="muted">{{APPENDIX_WORDS}}</p>
		{{#TERM_ROW}}
		<article class="paper-term" aria-labelledby="{{TERM_SLUG}}">
			<h3 id="{{TERM_SLUG}}">{{TERM_NAME}}{{#HAS_ALSO}} <span class="muted small">{{ALSO_WORDS}}</span>{{/HAS_ALSO}}</h3>
			{{#IS_AGREED}}
			<div class="agreed prose">
			{{>MEANING_PART}}
			</div>
			{{#HAS_CRITERIA}}
			{{>CRITERIA_LIST}}
			{{/HAS_CRITERIA}}
			<p class="small muted">Version {{TERM_VERSION}}, in force since <time datetime="{{AGREED_STAMP}}">{{AGREED_WORDS}}</time>.</p>
			{{/IS_AGREED}}
			{{#NOT_AGREED}}
			<p class="muted">Not agreed yet.</p>
			{{/NOT_AGREED}}
		</article>
		{{/TERM_ROW}}
	</section>
	{{/HAS_TERMS}}
	{{#HAS_DIGEST}}
	<p class="small muted">{{DIGEST_WORDS}}</p>
	{{/HAS_DIGEST}}
</div>
