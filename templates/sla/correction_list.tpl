{{%AUTOESCAPE context="HTML"}}
<ul class="events corrections">
	{{#CORRECTION_ROW}}
	<li id="correction-{{CORRECTION_ID}}">
		<time datetime="{{ASKED_STAMP}}">{{ASKED_WORDS}}</time>
		<div class="stack-s">
			{{#HAS_CLOCK}}
			<p><a href="/sla/timers/{{TIMER_ID}}">{{CLOCK_WORDS}}</a></p>
			{{/HAS_CLOCK}}
			<p><strong>{{STATE_WORDS}}</strong>: {{CLAIM_WORDS}}</p>
			<p class="muted">{{REASON_WORDS}}</p>
			{{#HAS_VALUES}}
			<p>{{VALUES_WORDS}}</p>
			{{/HAS_VALUES}}
			{{#IS_ANSWERABLE}}
			<div class="acts">
				{{#MAY_CONFIRM}}
				<form method="post" action="/sla/corrections/{{CORRECTION_ID}}/confirmation">{{>FORM_HIDDEN}}<button class="btn main-btn" type="submit">Confirm</button></form>
				{{/MAY_CONFIRM}}
				{{#MAY_REFUSE}}
				<form method="post" action="/sla/corrections/{{CORRECTION_ID}}/refusal">{{>FORM_HIDDEN}}<button class="btn" type="submit">It was as recorded</button></form>
				{{/MAY_REFUSE}}
				{{#MAY_WITHDRAW}}
				<form method="post" action="/sla/corrections/{{CORRECTION_ID}}/withdrawal">{{>FORM_HIDDEN}}<button class="btn quiet" type="submit">Withdraw</button></form>
				{{/MAY_WITHDRAW}}
			</div>
			{{/IS_ANSWERABLE}}
		</div>
	</li>
	{{/CORRECTION_ROW}}
</ul>
