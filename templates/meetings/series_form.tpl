{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{FORM_TITLE}}</h1>
		<p class="sub">{{FORM_LEAD}}</p>
	</div>
</div>
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>NAME_FIELD}}
	{{>TEAM_FIELD}}
	{{>GUEST_FIELD}}
	<div class="pair">
		{{>NTH_FIELD}}
		{{>KIND_FIELD}}
	</div>
	{{>CLOSED_FIELD}}
	<div class="pair">
		{{>START_FIELD}}
		{{>MINUTES_FIELD}}
	</div>
	{{>ZONE_FIELD}}
	{{>CALENDAR_FIELD}}
	{{>CHAIR_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">{{SAVE_LABEL}}</button>
		<a class="btn quiet large" href="/meetings">Cancel</a>
	</div>
</form>
