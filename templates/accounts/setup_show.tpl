{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>Set up Concord</h1>
		<p class="sub">You become the first administrator. On the next page you get a link for the other signatory, to copy and send.</p>
	</div>
</div>
{{>FORM_ERRORS}}
<form class="stack form" method="post" action="/setup" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>ORGANISATION_FIELD}}
	{{>ZONE_FIELD}}
	<h2>You</h2>
	{{>NAME_FIELD}}
	{{>EMAIL_FIELD}}
	{{>TEAM_FIELD}}
	{{>SIGNS_FIELD}}
	{{>PASSWORD_FIELD}}
	{{>AGAIN_FIELD}}
	<h2>Who else signs</h2>
	{{>OTHER_NAME_FIELD}}
	{{>OTHER_EMAIL_FIELD}}
	{{>OWN_NAME_FIELD}}
	{{>OWN_EMAIL_FIELD}}
	<button class="btn main-btn large" type="submit">Set up and sign in</button>
</form>
