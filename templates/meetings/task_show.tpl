{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{TASK_WORDS}}</h1>
		<p class="sub"><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{TASK_OWNER}}</span> {{TASK_LINE}}</p>
	</div>
	<div class="acts">{{>STATE_TAG}}</div>
</div>
<section class="card stack-s" aria-label="What became of it">
	<p class="muted">{{DUE_LINE}}</p>
	{{#HAS_MEETING}}
	<p class="small"><a href="/meetings/{{MEETING_ID}}">{{MEETING_TITLE}}</a></p>
	{{/HAS_MEETING}}
	{{#HAS_BEFORE}}
	<p class="small muted">It goes on from <a href="/assignments/{{BEFORE_ID}}">an assignment that nobody reported on</a>.</p>
	{{/HAS_BEFORE}}
	{{#HAS_REPORT}}
	<p class="as-typed">{{REPORT_WORDS:pre_escape}}</p>
	<p class="small muted">{{REPORT_LINE}}</p>
	{{/HAS_REPORT}}
	{{#CONFIRM_FORM}}
	<form method="post" action="/assignments/{{TASK_ID}}/confirmation">
		{{>FORM_HIDDEN}}
		<button class="btn main-btn" type="submit">Confirm that it is done</button>
	</form>
	{{/CONFIRM_FORM}}
	{{#WHO_NOTE}}
	<p class="small muted">{{WHO_WORDS}}</p>
	{{/WHO_NOTE}}
</section>
{{#REPORT_FORM}}
<section class="card stack-s" aria-labelledby="report-title">
	<h2 id="report-title">Report on it</h2>
	<form class="stack-s" method="post" action="/assignments/{{TASK_ID}}/report" novalidate data-guard>
		{{>FORM_HIDDEN}}
		{{>RESULT_FIELD}}
		{{>REPORT_FIELD}}
		<div class="acts"><button class="btn main-btn" type="submit">Report</button></div>
	</form>
</section>
{{/REPORT_FORM}}
