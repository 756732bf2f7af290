{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>End {{MEETING_TITLE}}</h1>
		<p class="sub">{{CLOSING_WORDS}}</p>
	</div>
</div>
<form class="stack form" method="post" action="/meetings/{{MEETING_ID}}/closing" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{#HAS_TASKS}}
	<h2>Last time’s assignments</h2>
	{{#TASK_ROW}}
	<section class="card stack-s" aria-labelledby="task-{{TASK_ID}}">
		<h3 id="task-{{TASK_ID}}">{{TASK_WORDS}}</h3>
		<p class="small muted">{{TASK_LINE}}</p>
		{{>RESULT_FIELD}}
		{{>REPORT_FIELD}}
	</section>
	{{/TASK_ROW}}
	{{>CARRY_FIELD}}
	{{/HAS_TASKS}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">End the meeting</button>
		<a class="btn quiet large" href="/meetings/{{MEETING_ID}}/run">Back to the meeting</a>
	</div>
</form>
