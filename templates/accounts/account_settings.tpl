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
	{{>MAIL_FIELD}}
	{{>DAILY_FIELD}}
	<p class="small"><a href="/account/watched">What you watch</a></p>
	{{#HAS_TEAM}}
	{{>OUT_FIELD}}
	{{>DEPUTY_FIELD}}
	{{/HAS_TEAM}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save</button>
		<a class="btn quiet large" href="/account">Cancel</a>
	</div>
</form>
