{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{TIMER_TITLE}}</h1>
		<p class="sub">{{TIMER_LINE}}</p>
	</div>
	{{#MAY_CORRECT}}
	<div class="acts"><a class="btn" href="/sla/timers/{{TIMER_ID}}/correction">Correct this record</a></div>
	{{/MAY_CORRECT}}
</div>
<section class="card" aria-labelledby="result-title">
	<div class="card-head"><h2 id="result-title">{{RESULT_WORDS}}</h2>{{>STATE_TAG}}</div>
	<dl class="facts">
		{{#HAS_RECORD}}
		<dt>For</dt>
		<dd><a href="{{RECORD_HREF}}">{{RECORD_WORDS}}</a></dd>
		{{/HAS_RECORD}}
		<dt>Promised</dt>
		<dd>{{TARGET_WORDS}}</dd>
		<dt>Began</dt>
		<dd><time datetime="{{STARTED_STAMP}}">{{STARTED_WORDS}}</time></dd>
		<dt>Deadline kept</dt>
		<dd>{{#HAS_STORED}}<time datetime="{{STORED_STAMP}}">{{STORED_WORDS}}</time>{{/HAS_STORED}}{{#NO_STORED}}None{{/NO_STORED}}</dd>
		<dt>Deadline reckoned now</dt>
		<dd>{{#HAS_RECKONED}}<time datetime="{{RECKONED_STAMP}}">{{RECKONED_WORDS}}</time>{{/HAS_RECKONED}}{{#NO_RECKONED}}{{REFUSAL_WORDS}}{{/NO_RECKONED}}</dd>
		<dt>Calendar</dt>
		<dd><a href="/sla/calendars/{{CALENDAR_ID}}?version={{CALENDAR_NUMBER}}">{{CALENDAR_NAME}}, version {{CALENDAR_NUMBER}}</a>, {{CALENDAR_ZONE}}</dd>
		<dt>Agreement</dt>
		<dd><a href="/sla/versions/{{VERSION_NUMBER}}">Version {{VERSION_NUMBER}}</a></dd>
		{{#HAS_PREVIOUS}}
		<dt>Follows</dt>
		<dd><a href="/sla/timers/{{PREVIOUS_ID}}">An earlier clock, whose result stays</a></dd>
		{{/HAS_PREVIOUS}}
	</dl>
	{{#DOES_AGREE}}
	<p class="note part">What is kept and what is reckoned anew from the events below are the same.</p>
	{{/DOES_AGREE}}
	{{#DOES_DIFFER}}
	<p class="note warn part"><strong>They differ.</strong> What is kept is not what the events below give. Tell your administrator; <code>concord check</code> says more.</p>
	{{/DOES_DIFFER}}
</section>
{{#HAS_RECORDS}}
<section class="card" aria-labelledby="records-title" id="corrections">
	<h2 class="section-title" id="records-title">What really happened</h2>
	{{>CORRECTION_LIST}}
</section>
{{/HAS_RECORDS}}
{{#HAS_CORRECTIONS}}
<section class="card" aria-labelledby="corrected-title">
	<h2 class="section-title" id="corrected-title">Corrected</h2>
	<ul class="events">
		{{#CORRECTION_ROW}}
		<li><time datetime="{{APPLIED_STAMP}}">{{APPLIED_WORDS}}</time> <span><a href="/sla/amendments/{{AMENDMENT_NUMBER}}">Amendment {{AMENDMENT_NUMBER}}</a>: {{CORRECTION_WORDS}}</span></li>
		{{/CORRECTION_ROW}}
	</ul>
</section>
{{/HAS_CORRECTIONS}}
<section class="card flush" aria-labelledby="sheet-title">
	<div class="card-head"><h2 id="sheet-title">Day by day</h2><span class="small muted">{{SHEET_WORDS}}</span></div>
	<div class="table-wrap">
		<table class="table sheet">
			<caption class="sr">What counted and what did not, piece by piece</caption>
			<thead><tr><th scope="col">Day</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Why</th><th scope="col" class="num">Counted</th><th scope="col" class="num">In all</th></tr></thead>
			<tbody>
				{{#SEGMENT_ROW}}
				<tr{{#IS_IDLE}} class="idle"{{/IS_IDLE}}><th scope="row">{{DAY_WORDS}}</th><td>{{FROM_WORDS}}</td><td>{{TO_WORDS}}</td><td>{{WHY_WORDS}}</td><td class="num">{{COUNTED_WORDS}}</td><td class="num">{{SUM_WORDS}}</td></tr>
				{{/SEGMENT_ROW}}
			</tbody>
		</table>
	</div>
</section>
<section class="card" aria-labelledby="events-title">
	<h2 class="section-title" id="events-title">What happened</h2>
	<ol class="events">
		{{#EVENT_ROW}}
		<li><time datetime="{{EVENT_STAMP}}">{{EVENT_WORDS}}</time> <span>{{STEP_WORDS}}</span>{{#HAS_LATE}} <span class="small muted">{{LATE_WORDS}}</span>{{/HAS_LATE}}</li>
		{{/EVENT_ROW}}
	</ol>
</section>
