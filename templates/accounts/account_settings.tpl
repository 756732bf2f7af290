{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Your settings</h1>
	</div>
</div>
<form class="stack form" method="post" action="/account/settings" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>ZONE_FIELD}}
	{{>KEYS_FIELD}}
	{{#HAS_TEAM}}
	{{>MAIL_FIELD}}
	{{>DAILY_FIELD}}
	{{>OUT_FIELD}}
	{{>DEPUTY_FIELD}}
	{{/HAS_TEAM}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save</button>
		<a class="btn quiet large" href="/account">Cancel</a>
	</div>
</form>
