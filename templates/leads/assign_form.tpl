{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{FORM_TITLE}}</h1>
		<p class="sub">Several people take turns; one alone gets every lead that fits.</p>
	</div>
</div>
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>LOOKS_FIELD}}
	{{>PERSONA_FIELD}}
	{{>SOURCE_FIELD}}
	{{>MEMBERS_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save the rule</button>
		<a class="btn quiet large" href="/leads/assignment">Cancel</a>
	</div>
</form>
{{#MAY_REMOVE}}
<form class="acts" method="post" action="{{FORM_ACTION}}/removal">
	{{>FORM_HIDDEN}}
	<button class="btn" type="submit">Remove this rule</button>
</form>
{{/MAY_REMOVE}}
