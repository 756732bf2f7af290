{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Your own rates</h1>
		<p class="sub">{{PERIOD_WORDS}}</p>
	</div>
</div>
{{#IS_EMPTY}}
<section class="card empty stack-s">
	<h2>Nothing to go by yet</h2>
	<p>Import your leads with their history: when each became an MQL, and when Sales first tried and accepted it. Then your first promises begin with what you keep already.</p>
	<div class="acts"><a class="btn main-btn" href="/imports">Import your leads</a> <a class="btn" href="/sla/start">Begin without them</a></div>
</section>
{{/IS_EMPTY}}
{{#HAS_RATES}}
<section class="card flush" aria-labelledby="rates-title">
	<div class="card-head"><h2 id="rates-title">What your file tells</h2></div>
	<div class="table-wrap">
		<table class="table cards">
			<caption class="sr">What was so, and what a promise might begin with</caption>
			<thead>
				<tr><th scope="col">Promise</th><th scope="col">So far</th><th scope="col" class="num">Leads</th><th scope="col">To begin with</th></tr>
			</thead>
			<tbody>
				{{#RATE_ROW}}
				<tr>
					<th scope="row">{{RATE_NAME}}<br><span class="small muted">{{RATE_PARTY}}</span></th>
					<td data-label="So far">{{RATE_WORDS}}</td>
					<td class="num" data-label="Leads">{{RATE_CASES}}</td>
					<td data-label="To begin with">{{#HAS_TARGET}}<strong>{{RATE_TARGET}}</strong>{{/HAS_TARGET}}{{#NO_TARGET}}<span class="muted">{{RATE_WANTS}}</span>{{/NO_TARGET}}</td>
				</tr>
				{{/RATE_ROW}}
			</tbody>
		</table>
	</div>
</section>
<p class="note">A promise that begins with what you keep already is one you can keep. Raise it once it is easy. {{CALENDAR_WORDS}}{{#WANTS_CALENDAR}} <a href="/sla/calendars">Calendars</a>{{/WANTS_CALENDAR}}</p>
{{#MAY_BEGIN}}
<div class="acts">
	<a class="btn main-btn large" href="{{BEGIN_HREF}}">Begin an agreement with these</a>
	<a class="btn large" href="/sla/start">See where else to begin</a>
</div>
{{/MAY_BEGIN}}
{{/HAS_RATES}}
