{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Versions of the agreement</h1>
		<p class="sub">{{LIFE_WORDS}}</p>
	</div>
	<div class="acts">
		{{#OPEN_LINK}}
		<a class="btn" href="/sla/versions/{{OPEN_NUMBER}}">Go on with version {{OPEN_NUMBER}}</a>
		{{/OPEN_LINK}}
		{{#MAY_PROPOSE}}
		<a class="btn{{#IS_FIRST}} main-btn{{/IS_FIRST}}" href="{{PROPOSE_HREF}}">{{PROPOSE_LABEL}}</a>
		{{/MAY_PROPOSE}}
		<a class="btn" href="/sla/amendments">Amendments</a>
		<a class="btn" href="/sla/calendars">Calendars</a>
	</div>
</div>
{{#HAS_VERSIONS}}
<section class="card flush reading" aria-labelledby="versions-title">
	<div class="card-head"><h2 id="versions-title">All of them</h2></div>
	<ol class="rows">
		{{#VERSION_ROW}}
		<li class="row-link">
			<a href="/sla/versions/{{VERSION_NUMBER}}">Version {{VERSION_NUMBER}}</a>
			<p class="row-line">{{VERSION_LINE}}</p>
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/VERSION_ROW}}
	</ol>
</section>
{{/HAS_VERSIONS}}
{{#NO_VERSIONS}}
<div class="card empty">
	<p><strong>No agreement yet.</strong></p>
	<p>It says what each team promises the other: how many leads a month, how soon somebody calls, how many are accepted. {{NONE_WORDS}}</p>
</div>
{{/NO_VERSIONS}}
