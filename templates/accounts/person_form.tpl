{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Add a person</h1>
		<p class="sub">They get a link to choose their password. It works for seven days; no mail server is needed.</p>
	</div>
</div>
<form class="stack form" method="post" action="/people" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>NAME_FIELD}}
	{{>EMAIL_FIELD}}
	{{>TEAM_FIELD}}
	{{>POINT_FIELD}}
	{{>ADMINISTRATOR_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Add the person and make the link</button>
		<a class="btn quiet large" href="/people">Cancel</a>
	</div>
</form>
