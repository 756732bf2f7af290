{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{DONE_TITLE}}</h1>
		<p class="sub">{{DONE_LINE}}</p>
	</div>
	<div class="acts"><a class="btn main-btn" href="/leads?{{PLACE_TEXT}}">Back to the queue</a></div>
</div>
<ul class="card flush rows">
	{{#RESULT_ROW}}
	<li class="row-link"><a href="/handoffs/{{HANDOFF_ID}}">{{LEAD_TITLE}}</a> <p class="row-line">{{RESULT_WORDS}}</p> <span class="row-end">{{>STATE_TAG}}</span></li>
	{{/RESULT_ROW}}
</ul>
