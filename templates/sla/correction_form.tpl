{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Correct this record</h1>
		<p class="sub">{{CLOCK_LINE}}</p>
	</div>
</div>
<div class="stack reading">
	<p class="note">{{KEPT_WORDS}} A point person of {{OTHER_TEAM}} confirms the correction with one click. Both values stay, and both teams can read them.</p>
	<form class="stack form" method="post" action="/sla/timers/{{TIMER_ID}}/correction" novalidate data-guard>
		{{>FORM_HIDDEN}}
		{{>WHAT_FIELD}}
		<div class="pair">
			{{>DAY_FIELD}}
			{{>TIME_FIELD}}
		</div>
		{{>WORDS_FIELD}}
		<div class="acts">
			<button class="btn main-btn" type="submit">Ask {{OTHER_TEAM}} to confirm</button>
			<a class="btn quiet" href="/sla/timers/{{TIMER_ID}}">Cancel</a>
		</div>
	</form>
</div>
