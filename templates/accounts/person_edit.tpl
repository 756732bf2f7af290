{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Change {{PERSON_NAME}}</h1>
		<p class="sub">Who changes teams is signed out everywhere, is no signatory any more and nobody’s deputy. What they wrote and signed keeps the team of its time.</p>
	</div>
</div>
<form class="stack form" method="post" action="/people/{{PERSON_ID}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>NAME_FIELD}}
	{{>EMAIL_FIELD}}
	{{>TEAM_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save</button>
		<a class="btn quiet large" href="/people/{{PERSON_ID}}">Cancel</a>
	</div>
</form>
