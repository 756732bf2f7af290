{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>{{GREETING_WORDS}}</h1>
		<p class="sub">{{TODAY_WORDS}}. {{SUMMARY_WORDS}}</p>
	</div>
</div>
<section class="card flush" aria-labelledby="needs-title">
	<div class="card-head"><h2 id="needs-title">Needs you</h2>{{#HAS_NEEDS}}<span class="small muted">{{NEED_COUNT}}, most urgent first</span>{{/HAS_NEEDS}}</div>
	{{#HAS_NEEDS}}
	<ul class="rows">
		{{#NEED_ROW}}
		<li class="row-link">
			<a href="{{NEED_HREF}}">{{NEED_TITLE}}</a>
			<p class="row-line">{{NEED_LINE}}</p>
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/NEED_ROW}}
	</ul>
	{{/HAS_NEEDS}}
	{{#NO_NEEDS}}
	<div class="empty">
		<p><strong>Nothing is waiting for you.</strong></p>
		<p>Words to sign, objections to answer and your own drafts appear here. <a href="/glossary">Read the glossary</a></p>
	</div>
	{{/NO_NEEDS}}
</section>
<section class="card flush" aria-labelledby="recent-title">
	<div class="card-head"><h2 id="recent-title">Recently agreed</h2><a class="small" href="/glossary">The whole glossary</a></div>
	{{#HAS_RECENT}}
	<ul class="rows">
		{{#RECENT_ROW}}
		<li class="row-link">
			<a href="/glossary/{{TERM_SLUG}}">{{TERM_NAME}}</a>
			<p class="row-line serif">{{TERM_LINE}}</p>
			<p class="row-end small muted">Version {{VERSION_NUMBER}}, in force <time datetime="{{AGREED_STAMP}}">{{AGREED_WORDS}}</time></p>
		</li>
		{{/RECENT_ROW}}
	</ul>
	{{/HAS_RECENT}}
	{{#NO_RECENT}}
	<div class="empty">
		<p><strong>No words are agreed yet.</strong></p>
		<p>A word is agreed when one signatory of each team has signed it. <a href="/glossary">Start in the glossary</a></p>
	</div>
	{{/NO_RECENT}}
</section>
