{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{TERM_NAME}}</h1>
		<p class="sub">{{KIND_LABEL}}{{#HAS_ALSO}}, also called {{ALSO_WORDS}}{{/HAS_ALSO}}</p>
	</div>
	<div class="acts">
		{{>WATCH_BUTTON}}
		{{#MAY_WORD}}
		<a class="btn" href="/glossary/{{TERM_SLUG}}/words">Edit the words around it</a>
		{{/MAY_WORD}}
		{{#OPEN_LINK}}
		<a class="btn" href="/glossary/{{TERM_SLUG}}/versions/{{OPEN_NUMBER}}/edit">Edit version {{OPEN_NUMBER}}</a>
		{{/OPEN_LINK}}
		{{#MAY_PROPOSE}}
		<a class="btn" href="/glossary/{{TERM_SLUG}}/versions/new">{{PROPOSE_LABEL}}</a>
		{{/MAY_PROPOSE}}
	</div>
</div>
{{>FORM_ERRORS}}
{{#RETIRED_BANNER}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<div>
		<p><strong>This term is retired.</strong>{{#HAS_SUCCESSOR}} Use <a href="/glossary/{{SUCCESSOR_SLUG}}">{{SUCCESSOR_NAME}}</a> instead.{{/HAS_SUCCESSOR}}</p>
		<p class="small">{{RETIRED_WHY}} <span class="muted">{{RETIRED_BY}}, <time datetime="{{RETIRED_STAMP}}">{{RETIRED_WORDS}}</time></span></p>
		{{#MAY_RESTORE}}
		<form method="post" action="/glossary/{{TERM_SLUG}}/restoration">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">Bring it back into use</button>
		</form>
		{{/MAY_RESTORE}}
	</div>
</div>
{{/RETIRED_BANNER}}
{{#REVIEW_BANNER}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#clock"></use></svg>
	<div class="stack-s">
		<p><strong>{{#IS_PAST}}This meaning was to be looked at again by{{/IS_PAST}}{{#IS_COMING}}This meaning is to be looked at again by{{/IS_COMING}} <time datetime="{{REVIEW_STAMP}}">{{REVIEW_WORDS}}</time>.</strong> Does it still hold? Each team says so once, or proposes a change.</p>
		<ul class="confirms">
			{{#CONFIRM_ROW}}
			<li><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{SIDE_NAME}}</span>
				{{#IS_CONFIRMED}}
				<span class="small">{{CONFIRMER_NAME}} confirmed it <time datetime="{{CONFIRMED_STAMP}}">{{CONFIRMED_WORDS}}</time></span>
				{{/IS_CONFIRMED}}
				{{#NOT_CONFIRMED}}
				<span class="small muted">Not yet</span>
				{{/NOT_CONFIRMED}}
				{{#MAY_CONFIRM}}
				<form method="post" action="/glossary/{{TERM_SLUG}}/confirmation">
					{{>FORM_HIDDEN}}
					<button class="btn" type="submit">Confirm unchanged for {{SIDE_NAME}}</button>
				</form>
				{{/MAY_CONFIRM}}
			</li>
			{{/CONFIRM_ROW}}
		</ul>
	</div>
</div>
{{/REVIEW_BANNER}}
<div class="cols">
<div class="stack">
	{{#AGREED_CARD}}
	<article class="card" aria-labelledby="agreed-title">
		<div class="card-head"><h2 id="agreed-title">What we agreed</h2>{{>STATE_TAG}}</div>
		<div class="agreed prose lede">
		{{>MEANING_PART}}
		</div>
		{{#HAS_CRITERIA}}
		<h3 class="part">Criteria</h3>
		{{>CRITERIA_LIST}}
		{{/HAS_CRITERIA}}
		{{#HAS_FACTS}}
		<div class="part">
		{{>FACT_LIST}}
		</div>
		{{/HAS_FACTS}}
		{{>SIGNATURE_PAIR}}
	</article>
	{{/AGREED_CARD}}
	{{#NO_AGREED}}
	<div class="card empty">
		<p><strong>Nothing is agreed yet.</strong></p>
		<p>{{NO_AGREED_WORDS}}</p>
	</div>
	{{/NO_AGREED}}
	{{#PROPOSAL_CARD}}
	<article class="card" aria-labelledby="version-{{VERSION_NUMBER}}">
		<div class="card-head"><h2 id="version-{{VERSION_NUMBER}}">{{CARD_TITLE}}</h2>{{>STATE_TAG}}</div>
		<p class="small muted byline">{{AUTHOR_NAME}}, <time datetime="{{WRITTEN_STAMP}}">{{WRITTEN_WORDS}}</time>{{#HAS_NOTE}}: {{CHANGE_NOTE}}{{/HAS_NOTE}}</p>
		{{#BEGAN_NOTICE}}
		<p class="note warn">{{BEGAN_WORDS}} <a href="{{COMPARE_HREF}}">Compare it with version {{COMPARE_NUMBER}}</a></p>
		{{/BEGAN_NOTICE}}
		{{#OBJECTION_ROW}}
		<div class="note warn">
			<p><strong>{{OBJECTOR_NAME}} asked for a change</strong> <span class="muted"><time datetime="{{OBJECTED_STAMP}}">{{OBJECTED_WORDS}}</time></span></p>
			<p>{{OBJECTION_REASON}}</p>
		</div>
		{{/OBJECTION_ROW}}
		{{#HAS_DIFF}}
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
		{{#PLACE_NOTE}}
		<p class="note warn part">{{PLACE_WORDS}}</p>
		{{/PLACE_NOTE}}
		{{#ACT_NOTE}}
		<p class="small muted part">{{NOTE_WORDS}}</p>
		{{/ACT_NOTE}}
		<div class="acts part">
			{{#MAY_REVIEW}}
			<form method="post" action="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/review">
				{{>FORM_HIDDEN}}
				<button class="btn main-btn" type="submit">Send to both teams to sign</button>
			</form>
			{{/MAY_REVIEW}}
			{{#MAY_EDIT}}
			<a class="btn" href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/edit">Edit</a>
			{{/MAY_EDIT}}
			{{#HAS_REPLAY}}
			<a class="btn" href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/replay">Try it on the past</a>
			{{/HAS_REPLAY}}
			<a class="btn quiet" href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}">Read it by itself</a>
		</div>
		{{>SIGNATURE_PAIR}}
		{{#MAY_WITHDRAW}}
		<details class="act-more part"{{#WITHDRAW_OPEN}} open{{/WITHDRAW_OPEN}}>
			<summary class="btn quiet">Withdraw version {{VERSION_NUMBER}}</summary>
			<form class="stack-s" method="post" action="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/withdrawal" novalidate data-guard>
				{{>FORM_HIDDEN}}
				{{>WITHDRAWAL_FIELD}}
				<button class="btn" type="submit">Withdraw it</button>
			</form>
		</details>
		{{/MAY_WITHDRAW}}
	</article>
	{{>VERSION_TALK}}
	{{/PROPOSAL_CARD}}
	{{#HAS_WORDS}}
	<section class="card stack" aria-labelledby="words-title">
		<div class="card-head"><h2 id="words-title">How we say it</h2>{{#MAY_WORD}}<a class="small" href="/glossary/{{TERM_SLUG}}/words">Edit<span class="sr"> how we say it</span></a>{{/MAY_WORD}}</div>
		<div class="beside">
			{{#SAYS_ROW}}
			<div>
				<h3 class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{SAYS_TITLE}}</h3>
				<div class="prose">
				{{>BLOCK_PART}}
				</div>
			</div>
			{{/SAYS_ROW}}
		</div>
		<div class="beside">
			{{#EXAMPLE_ROW}}
			<div>
				<h3>{{EXAMPLE_TITLE}}</h3>
				<div class="prose">
				{{>BLOCK_PART}}
				</div>
			</div>
			{{/EXAMPLE_ROW}}
		</div>
		{{#HAS_BINDINGS}}
		<div>
			<h3>Where each criterion is read from</h3>
			<dl class="facts">
				{{#BINDING_ROW}}
				<dt>{{CRITERION_LABEL}}</dt>
				<dd><code>{{BINDING_FIELD_NAME}}</code></dd>
				{{/BINDING_ROW}}
			</dl>
		</div>
		{{/HAS_BINDINGS}}
	</section>
	{{/HAS_WORDS}}
	{{>AGREED_TALK}}
</div>
<aside class="stack" aria-label="About this term">
	<section class="card flush" aria-labelledby="versions-title">
		<div class="card-head"><h2 id="versions-title">Versions</h2></div>
		<ol class="rows small">
			{{#VERSION_ROW}}
			<li class="row-link"><a href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}">Version {{VERSION_NUMBER}}<span class="muted">, {{STATE_WORDS}}</span></a><p class="row-line">{{VERSION_LINE}}</p></li>
			{{/VERSION_ROW}}
			{{#NO_VERSIONS}}
			<li><p class="row-line">None yet</p></li>
			{{/NO_VERSIONS}}
		</ol>
	</section>
	<section class="card stack-s" aria-labelledby="people-title">
		<h2 id="people-title">People</h2>
		<dl class="facts">
			<dt>Owner</dt><dd>{{#HAS_OWNER}}{{>OWNER_MARK}}{{/HAS_OWNER}}{{#NO_OWNER}}<span class="muted">Nobody yet</span>{{/NO_OWNER}}</dd>
			{{#HAS_POINTS}}
			<dt>Point persons</dt><dd>{{>POINT_MARK}}</dd>
			{{/HAS_POINTS}}
		</dl>
	</section>
	<section class="card stack-s" aria-labelledby="used-title">
		<h2 id="used-title">Where it is used</h2>
		{{#HAS_USES}}
		<dl class="facts">
			{{#USE_ROW}}
			<dt>{{USE_PLACE}}</dt>
			<dd><a href="{{USE_HREF}}">{{USE_LABEL}}</a></dd>
			{{/USE_ROW}}
		</dl>
		{{/HAS_USES}}
		{{#NO_USES}}
		<p class="small muted">Nowhere yet.</p>
		{{/NO_USES}}
	</section>
	{{#HAS_RELATED}}
	<section class="card stack-s" aria-labelledby="related-title">
		<h2 id="related-title">Related terms</h2>
		<ul class="inline-list small">
			{{#RELATED_ROW}}
			<li><a href="/glossary/{{RELATED_SLUG}}">{{RELATED_NAME}}</a></li>
			{{/RELATED_ROW}}
		</ul>
	</section>
	{{/HAS_RELATED}}
	<p class="small aside-links"><a href="/glossary/{{TERM_SLUG}}/history">History of this page</a>{{#MAY_RETIRE}}<a href="/glossary/{{TERM_SLUG}}/deprecation">Retire this term</a>{{/MAY_RETIRE}}</p>
</aside>
</div>
