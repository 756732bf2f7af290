{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>{{GREETING_WORDS}}</h1>
		<p class="sub">{{TODAY_WORDS}}. {{SUMMARY_WORDS}}</p>
	</div>
</div>
<section class="card flush" aria-labelledby="needs-title">
	<div class="card-head"><h2 id="needs-title">Needs you</h2>{{#HAS_NEEDS}}<span class="small muted">{{NEED_COUNT}}</span>{{/HAS_NEEDS}}</div>
	{{#HAS_NEEDS}}
	<ul class="rows">
		{{#NEED_ROW}}
		<li class="row-link">
			<a href="{{NEED_HREF}}">{{NEED_TITLE}}</a>
			<p class="row-line">{{NEED_LINE}}</p>
			<div class="row-end">{{>CLOCK_TAG}}{{>STATE_TAG}}</div>
		</li>
		{{/NEED_ROW}}
	</ul>
	{{/HAS_NEEDS}}
	{{#NO_NEEDS}}
	<div class="empty">
		<p><strong>Nothing is waiting for you.</strong></p>
		<p>Leads whose clock runs, words to sign, objections to answer and your own drafts appear here. <a href="/glossary">Read the glossary</a></p>
	</div>
	{{/NO_NEEDS}}
</section>
{{#HAS_PROMISES}}
<section class="stack-s" aria-labelledby="promises-title">
	<div class="card-head"><h2 id="promises-title">{{MONTH_WORDS}}</h2><a class="small" href="/sla">Read the agreement</a></div>
	<div class="sides">
		{{#SIDE_CARD}}
		<section class="card team-card{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" aria-labelledby="side-{{SIDE_CODE}}">
			<div class="card-head"><h3 class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" id="side-{{SIDE_CODE}}">{{SIDE_TITLE}}</h3>{{>STATE_TAG}}</div>
			<p class="agreed">{{HERO_WORDS}}</p>
			<p class="hero-number"><a class="big" href="/sla/promises/{{HERO_ID}}">{{HERO_NUMBER}}</a>{{#HAS_BESIDE}} <span class="of">{{BESIDE_WORDS}}</span>{{/HAS_BESIDE}}</p>
			{{#HAS_BAR}}
			<svg class="bar" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
				<rect class="track" width="1000" height="20"></rect>
				<rect class="done" width="{{BAR_LENGTH}}" height="20"></rect>
				{{#HAS_MARK}}
				<rect class="mark" x="{{MARK_PLACE}}" width="6" height="20"></rect>
				{{/HAS_MARK}}
			</svg>
			{{/HAS_BAR}}
			{{#HAS_WAY}}
			<p class="small muted">{{WAY_WORDS}}</p>
			{{/HAS_WAY}}
			{{#HAS_OTHERS}}
			<ul class="other-promises">
				{{#PROMISE_ROW}}
				<li><a href="/sla/promises/{{PROMISE_ID}}">{{PROMISE_NAME}}</a> <span class="num">{{NOW_WORDS}}{{#HAS_CASES}} <span class="cases">{{CASES_WORDS}}</span>{{/HAS_CASES}}</span> {{>STATE_TAG}}</li>
				{{/PROMISE_ROW}}
			</ul>
			{{/HAS_OTHERS}}
		</section>
		{{/SIDE_CARD}}
	</div>
	{{#BOTH_ROW}}
	<p class="card both-row"><span class="team">Both teams</span> <a href="/sla/promises/{{PROMISE_ID}}">{{BOTH_WORDS}}</a> {{>STATE_TAG}}</p>
	{{/BOTH_ROW}}
</section>
{{/HAS_PROMISES}}
{{#NO_PROMISES}}
<section class="card empty" aria-labelledby="promises-title">
	<h2 id="promises-title">No agreement is in force</h2>
	<p>Until both teams have signed one, nothing is promised and a handoff has no clock. <a href="/sla">Open the agreement</a></p>
</section>
{{/NO_PROMISES}}
{{#HAS_MEETINGS}}
<section class="card flush" aria-labelledby="meetings-title">
	<div class="card-head"><h2 id="meetings-title">Next meeting</h2><a class="small" href="/meetings">All meetings</a></div>
	<ul class="rows">
		{{#MEETING_ROW}}
		<li class="row-link">
			<a href="{{NEED_HREF}}">{{NEED_TITLE}}</a>
			<p class="row-line">{{NEED_LINE}}</p>
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/MEETING_ROW}}
	</ul>
</section>
{{/HAS_MEETINGS}}
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
