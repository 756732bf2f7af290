{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{PROMISE_NAME}}</h1>
		<p class="sub"><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{OWNER_WORDS}}</span></p>
	</div>
	<div class="acts"><a class="btn" href="/sla?month={{MONTH_CODE}}">All promises</a></div>
</div>
<div class="cols">
	<div class="stack">
		<section class="card stack" aria-labelledby="number-title">
			<p class="agreed">{{>INLINE_PART}}</p>
			<div class="card-head"><h2 id="number-title">{{MONTH_WORDS}}</h2>{{>STATE_TAG}}</div>
			<p class="hero-number"><span class="big">{{NUMBER_WORDS}}</span> <span class="of">{{OF_WORDS}}</span></p>
			{{#HAS_FEED}}
			<p class="small muted">{{FEED_WORDS}}</p>
			{{/HAS_FEED}}
			{{>PROMISE_CHART}}
			{{>CLOCK_MARKS}}
			{{#HAS_CASES}}
			<p><a href="/handoffs/promises/{{PROMISE_ID}}?month={{MONTH_CODE}}{{#IS_COUNT}}&amp;counted=yes{{/IS_COUNT}}">The handoffs behind this number</a></p>
			{{/HAS_CASES}}
		</section>
		{{#HAS_LIST}}
		<section class="card flush" aria-labelledby="cases-title" id="cases">
			<div class="card-head"><h2 id="cases-title">The clocks behind it</h2></div>
			<nav class="tabs" aria-label="Clocks by result">
				<ul>
					{{#TAB_ROW}}
					<li><a href="{{TAB_HREF}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}}{{#HAS_COUNT}} <span class="count">{{TAB_COUNT}}</span>{{/HAS_COUNT}}</a></li>
					{{/TAB_ROW}}
				</ul>
			</nav>
			{{#HAS_CLOCKS}}
			<div class="table-wrap">
				<table class="table cards clock-list">
					<caption class="sr">{{LIST_WORDS}}</caption>
					<thead>
						<tr>
							<th scope="col">Record</th>
							<th scope="col">Began</th>
							<th scope="col">Deadline</th>
							<th scope="col">Result</th>
							{{#HAS_OWNERS}}
							<th scope="col">Who</th>
							{{/HAS_OWNERS}}
						</tr>
					</thead>
					<tbody>
						{{#CLOCK_ROW}}
						<tr>
							<th scope="row">{{#HAS_RECORD}}<a href="{{RECORD_HREF}}">{{RECORD_WORDS}}</a>{{/HAS_RECORD}}{{#NO_RECORD}}{{RECORD_WORDS}}{{/NO_RECORD}}</th>
							<td data-label="Began"><time datetime="{{STARTED_STAMP}}">{{STARTED_WORDS}}</time></td>
							<td data-label="Deadline"><a href="/sla/timers/{{TIMER_ID}}">{{#HAS_DEADLINE}}<time datetime="{{DEADLINE_STAMP}}">{{DEADLINE_WORDS}}</time>{{/HAS_DEADLINE}}{{#NO_DEADLINE}}None while paused{{/NO_DEADLINE}}</a></td>
							<td>{{>STATE_TAG}}</td>
							{{#HAS_OWNER}}
							<td data-label="Who">{{PERSON_NAME}}</td>
							{{/HAS_OWNER}}
						</tr>
						{{/CLOCK_ROW}}
					</tbody>
				</table>
			</div>
			<p class="small table-note"><a href="/handoffs/promises/{{PROMISE_ID}}/handoffs.csv?month={{MONTH_CODE}}">Download all of them as CSV</a></p>
			{{/HAS_CLOCKS}}
			{{#NO_CLOCKS}}
			<div class="empty"><p>{{NONE_WORDS}}</p></div>
			{{/NO_CLOCKS}}
			{{#MORE_LINK}}
			<p class="more"><a href="{{MORE_HREF}}">Next {{MORE_COUNT}}</a></p>
			{{/MORE_LINK}}
		</section>
		{{/HAS_LIST}}
		<section class="card flush" aria-labelledby="months-title" id="months">
			<div class="card-head"><h2 id="months-title">Twelve months</h2>
				{{#HAS_BASES}}
				<p class="inline-list small">{{#BY_PERIOD}}<strong>By deadline</strong> <a href="{{BASIS_HREF}}">By start</a>{{/BY_PERIOD}}{{#BY_START}}<a href="{{BASIS_HREF}}">By deadline</a> <strong>By start</strong>{{/BY_START}}</p>
				{{/HAS_BASES}}
			</div>
			<div class="table-wrap">
				<table class="table months-table">
					<caption class="sr">{{MONTHS_WORDS}}</caption>
					<thead>
						<tr><th scope="col">Month</th><th scope="col" class="num">Promised</th>{{#IS_COUNT}}<th scope="col" class="num">Counted</th>{{/IS_COUNT}}{{#IS_SHARE}}<th scope="col" class="num">Kept</th><th scope="col" class="num">Cases</th>{{/IS_SHARE}}<th scope="col" class="num">Share</th><th scope="col">State</th></tr>
					</thead>
					<tbody>
						{{#MONTH_ROW}}
						<tr><th scope="row"><a href="{{MONTH_HREF}}">{{MONTH_WORDS}}</a></th><td class="num" data-label="Promised">{{TARGET_WORDS}}</td>{{#IS_COUNT}}<td class="num" data-label="Counted">{{KEPT_NUMBER}}</td>{{/IS_COUNT}}{{#IS_SHARE}}<td class="num" data-label="Kept">{{KEPT_NUMBER}}</td><td class="num" data-label="Cases">{{CASES_NUMBER}}</td>{{/IS_SHARE}}<td class="num" data-label="Share">{{SHARE_WORDS}}</td><td class="month-state">{{>STATE_TAG}}</td></tr>
						{{/MONTH_ROW}}
					</tbody>
				</table>
			</div>
			<p class="small muted table-note">{{BASIS_WORDS}}</p>
		</section>
		{{#HAS_CORRECTIONS}}
		<section class="card" aria-labelledby="corrected-title">
			<h2 class="section-title" id="corrected-title">Corrected months</h2>
			<ul class="events">
				{{#CORRECTION_ROW}}
				<li><span>{{CORRECTED_MONTH}}</span> <span><a href="/sla/amendments/{{AMENDMENT_NUMBER}}">Amendment {{AMENDMENT_NUMBER}}</a>: {{CORRECTION_WORDS}}</span></li>
				{{/CORRECTION_ROW}}
			</ul>
		</section>
		{{/HAS_CORRECTIONS}}
	</div>
	<aside class="stack">
		<section class="card" aria-labelledby="counts-title">
			<h2 class="section-title" id="counts-title">How it is counted</h2>
			<dl class="counts">
				{{#COUNT_ROW}}
				<dt>{{COUNT_NAME}}</dt>
				<dd>{{COUNT_WORDS}}</dd>
				{{/COUNT_ROW}}
			</dl>
		</section>
		<section class="card" aria-labelledby="calendar-title">
			<h2 class="section-title" id="calendar-title">Working time</h2>
			<p><a href="/sla/calendars/{{CALENDAR_ID}}">{{CALENDAR_NAME}}</a></p>
			{{#HAS_EXCEPTIONS}}
			<ul class="exceptions small">
				{{#EXCEPTION_ROW}}
				<li><time datetime="{{DAY_STAMP}}">{{DAY_WORDS}}</time> {{EXCEPTION_WORDS}}</li>
				{{/EXCEPTION_ROW}}
			</ul>
			{{/HAS_EXCEPTIONS}}
			{{#NO_EXCEPTIONS}}
			<p class="small muted">No holiday is known in the months to come.</p>
			{{/NO_EXCEPTIONS}}
		</section>
		<section class="card" aria-labelledby="version-title">
			<h2 class="section-title" id="version-title">Agreed in</h2>
			<p><a href="/sla/versions/{{VERSION_NUMBER}}">Version {{VERSION_NUMBER}} of the agreement</a></p>
		</section>
	</aside>
</div>
