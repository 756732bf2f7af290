{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Amendment {{AMENDMENT_NUMBER}}</h1>
		<p class="sub">{{LIFE_WORDS}}</p>
	</div>
	<div class="acts">
		{{#MAY_EDIT}}
		<a class="btn" href="/sla/amendments/{{AMENDMENT_NUMBER}}/edit">Edit</a>
		{{/MAY_EDIT}}
		<a class="btn" href="/sla/calendars/{{CALENDAR_ID}}">{{CALENDAR_NAME}}</a>
	</div>
</div>
<div class="stack reading">
	{{#OBJECTION_ROW}}
	<div class="note warn">
		<p><strong>{{OBJECTOR_NAME}} asked for a change</strong> <span class="muted"><time datetime="{{OBJECTED_STAMP}}">{{OBJECTED_WORDS}}</time></span></p>
		<p>{{OBJECTION_REASON}}</p>
	</div>
	{{/OBJECTION_ROW}}
	{{#CHANGED_NOTICE}}
	<p class="note warn">{{CHANGED_WORDS}}</p>
	{{/CHANGED_NOTICE}}
	<section class="card" aria-labelledby="wrong-title">
		<div class="card-head"><h2 id="wrong-title">What was wrong</h2>{{>STATE_TAG}}</div>
		<p class="small muted byline">{{AUTHOR_NAME}}, <time datetime="{{WRITTEN_STAMP}}">{{WRITTEN_WORDS}}</time></p>
		<div class="prose">
		{{>BLOCK_PART}}
		</div>
		<div class="table-wrap part">
			<table class="table cards">
				<caption class="sr">The days, as the calendar had them and as they ought to have been</caption>
				<thead><tr><th scope="col">Day</th><th scope="col">Name</th><th scope="col">It had</th><th scope="col">It ought to have</th></tr></thead>
				<tbody>
					{{#DAY_ROW}}
					<tr><th scope="row"><time datetime="{{DAY_STAMP}}">{{DAY_WORDS}}</time></th><td data-label="Name">{{DAY_NAME}}</td><td data-label="It had">{{HOURS_BEFORE}}</td><td data-label="It ought to have">{{HOURS_AFTER}}</td></tr>
					{{/DAY_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{#HAS_EFFECTS}}
	<section class="card" aria-labelledby="effects-title">
		<div class="card-head"><h2 id="effects-title">{{EFFECTS_TITLE}}</h2></div>
		{{#EFFECT_LINE}}
		<p>{{EFFECT_WORDS}}</p>
		{{/EFFECT_LINE}}
		{{#HAS_MONTHS}}
		<div class="table-wrap part">
			<table class="table cards">
				<caption class="sr">What promises add up to in a month, before and after</caption>
				<thead><tr><th scope="col">Promise</th><th scope="col">Month</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
				<tbody>
					{{#MONTH_ROW}}
					<tr><th scope="row"><a href="{{MONTH_HREF}}">{{KIND_LABEL}}</a></th><td data-label="Month">{{MONTH_WORDS}}</td><td data-label="Before">{{BEFORE_WORDS}}</td><td data-label="After">{{AFTER_WORDS}}</td></tr>
					{{/MONTH_ROW}}
				</tbody>
			</table>
		</div>
		{{/HAS_MONTHS}}
	</section>
	{{#HAS_RESULTS}}
	<section class="card flush" aria-labelledby="results-title" id="results">
		<div class="card-head"><h2 id="results-title">{{RESULTS_TITLE}}</h2><span class="small muted">{{RESULTS_COUNT}}</span></div>
		<div class="table-wrap">
			<table class="table cards">
				<caption class="sr">{{LIST_WORDS}}</caption>
				<thead><tr><th scope="col">Record</th><th scope="col">Promise</th><th scope="col">Was due</th><th scope="col">Is due</th><th scope="col">Was</th><th scope="col">Is</th></tr></thead>
				<tbody>
					{{#RESULT_ROW}}
					<tr><th scope="row"><a href="/sla/timers/{{TIMER_ID}}">{{RECORD_WORDS}}</a></th><td data-label="Promise">{{KIND_LABEL}}</td><td data-label="Was due"><time datetime="{{OLD_STAMP}}">{{OLD_WORDS}}</time></td><td data-label="Is due"><time datetime="{{NEW_STAMP}}">{{NEW_WORDS}}</time></td><td data-label="Was">{{OLD_RESULT}}</td><td data-label="Is"><strong>{{NEW_RESULT}}</strong></td></tr>
					{{/RESULT_ROW}}
				</tbody>
			</table>
		</div>
		{{#MORE_LINK}}
		<p class="more"><a href="{{MORE_HREF}}">Next {{MORE_COUNT}}</a></p>
		{{/MORE_LINK}}
	</section>
	{{/HAS_RESULTS}}
	{{/HAS_EFFECTS}}
	<section class="card" aria-labelledby="keys-title">
		<h2 class="section-title" id="keys-title">{{KEYS_TITLE}}</h2>
		{{#ACT_NOTE}}
		<p class="small muted">{{NOTE_WORDS}}</p>
		{{/ACT_NOTE}}
		{{#MAY_REVIEW}}
		<div class="acts part">
			<form method="post" action="/sla/amendments/{{AMENDMENT_NUMBER}}/review">
				{{>FORM_HIDDEN}}
				<button class="btn main-btn" type="submit">Send to both teams to sign</button>
			</form>
		</div>
		{{/MAY_REVIEW}}
		{{>SIGNATURE_PAIR}}
		{{#MAY_WITHDRAW}}
		<details class="act-more part">
			<summary class="btn quiet">Withdraw amendment {{AMENDMENT_NUMBER}}</summary>
			<form class="stack-s" method="post" action="/sla/amendments/{{AMENDMENT_NUMBER}}/withdrawal">
				{{>FORM_HIDDEN}}
				<p class="small">It ends here, changes nothing, and stays in the list.</p>
				<button class="btn" type="submit">Withdraw it</button>
			</form>
		</details>
		{{/MAY_WITHDRAW}}
	</section>
	<section class="card" aria-labelledby="happened-title">
		<h2 class="section-title" id="happened-title">What happened</h2>
		<ol class="events">
			{{#ACT_ROW}}
			<li><time datetime="{{ACT_STAMP}}">{{ACT_MOMENT}}</time> <span>{{ACT_WORDS}}</span></li>
			{{/ACT_ROW}}
		</ol>
	</section>
</div>
