{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>{{GREETING_WORDS}}</h1>
		<p class="sub">{{TODAY_WORDS}}. {{SUMMARY_WORDS}}</p>
	</div>
</div>
{{>UNDO_BANNER}}
<section class="card flush" aria-labelledby="needs-title">
	<div class="card-head"><h2 id="needs-title">Needs you</h2>{{#HAS_NEEDS}}<span class="small muted">{{NEED_COUNT}}</span>{{/HAS_NEEDS}}</div>
	{{#HAS_NEEDS}}
	<ul class="rows">
		{{#NEED_ROW}}
		<li class="row-link">
			<a href="{{NEED_HREF}}">{{NEED_TITLE}}</a>
			<p class="row-line">{{NEED_LINE}}</p>
			<div class="row-end">{{>CLOCK_TAG}}{{>STATE_TAG}}</div>
			{{#HAS_ACTS}}
			<div class="need-acts">
				{{#ACT_LINK}}
				<a class="btn" href="{{LINK_HREF}}">{{ACT_LABEL}}<span class="sr">: {{ACT_ABOUT}}</span></a>
				{{/ACT_LINK}}
				{{#ACT_FORM}}
				<form method="post" action="{{ACT_PATH}}">
					{{>FORM_HIDDEN}}
					<input type="hidden" name="from" value="home">
					{{#ACT_BUTTON}}
					<button class="btn" type="submit" name="{{ACT_NAME}}" value="{{ACT_VALUE}}">{{ACT_LABEL}}<span class="sr">: {{ACT_ABOUT}}</span></button>
					{{/ACT_BUTTON}}
					{{#PLAIN_BUTTON}}
					<button class="btn" type="submit">{{ACT_LABEL}}<span class="sr">: {{ACT_ABOUT}}</span></button>
					{{/PLAIN_BUTTON}}
				</form>
				{{/ACT_FORM}}
				{{#ANSWER_FORM}}
				<details class="act-more">
					<summary class="btn">Answer<span class="sr">: {{ACT_ABOUT}}</span></summary>
					<form class="stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/answer" novalidate>
						{{>FORM_HIDDEN}}
						<input type="hidden" name="from" value="home">
						<div class="field">
							<label for="inform-{{HANDOFF_ID}}">The answer</label>
							<textarea class="input" id="inform-{{HANDOFF_ID}}" name="inform" rows="3"></textarea>
						</div>
						<button class="btn" type="submit" name="act" value="inform">Send the answer<span class="sr">: {{ACT_ABOUT}}</span></button>
					</form>
				</details>
				{{/ANSWER_FORM}}
			</div>
			{{/HAS_ACTS}}
		</li>
		{{/NEED_ROW}}
	</ul>
	{{/HAS_NEEDS}}
	{{#NO_NEEDS}}
	<div class="empty">
		<p><strong>Nothing is waiting for you.</strong></p>
		<p>Leads whose clock runs, words to sign, assignments, objections to answer and your own drafts appear here. <a href="/glossary">Read the glossary</a></p>
	</div>
	{{/NO_NEEDS}}
</section>
{{#HAS_SIGNED}}
<section class="card flush" aria-labelledby="signed-title">
	<div class="card-head"><h2 id="signed-title">{{SIGNED_TITLE}}</h2>{{#MORE_SIGNED}}<a class="small" href="/glossary?show=proposed">{{SIGNED_LEFT}}</a>{{/MORE_SIGNED}}</div>
	<ul class="rows">
		{{#SIGNED_ROW}}
		<li class="row-link">
			<a href="{{NEED_HREF}}">{{NEED_TITLE}}</a>
			<p class="row-line">{{NEED_LINE}}</p>
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/SIGNED_ROW}}
	</ul>
</section>
{{/HAS_SIGNED}}
{{#SET_UP}}
<section class="card flush" aria-labelledby="setup-title">
	<div class="card-head"><h2 id="setup-title">Still to set up</h2><span class="small muted">{{LEFT_COUNT}}</span></div>
	<ul class="rows">
		{{#SETUP_ROW}}
		<li class="row-link">
			<a href="{{SETUP_HREF}}">{{SETUP_TITLE}}</a>
			<p class="row-line">{{SETUP_LINE}}</p>
		</li>
		{{/SETUP_ROW}}
	</ul>
</section>
{{/SET_UP}}
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
			{{>CLOCK_MARKS}}
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
{{#HAS_MEETING}}
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
{{/HAS_MEETING}}
{{#HAS_WINS}}
<section class="card flush" aria-labelledby="wins-title">
	<div class="card-head"><h2 id="wins-title">Recent wins</h2><a class="small" href="/deals?show=won">All that are won</a></div>
	<ul class="rows">
		{{#WIN_ROW}}
		<li class="row-link">
			<a href="/deals/{{DEAL_ID}}">{{WIN_TITLE}}</a>
			<p class="row-line">{{WIN_LINE}}</p>
			<p class="row-end small muted">{{#HAS_WORTH}}<strong class="num">{{WORTH_WORDS}}</strong>, {{/HAS_WORTH}}<time datetime="{{WON_STAMP}}">{{WON_WORDS}}</time></p>
		</li>
		{{/WIN_ROW}}
	</ul>
</section>
{{/HAS_WINS}}
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
