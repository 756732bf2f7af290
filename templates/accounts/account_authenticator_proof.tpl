{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{PROOF_TITLE}}</h1>
		<p class="sub">{{PROOF_WORDS}}</p>
	</div>
</div>
<form class="stack form" method="post" action="{{PROOF_ACTION}}" novalidate>
	{{>FORM_HIDDEN}}
	<input class="sr" type="email" name="email" value="{{USER_EMAIL}}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
	{{>PASSWORD_FIELD}}
	{{>CODE_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">{{PROOF_LABEL}}</button>
		<a class="btn quiet large" href="/account/authenticator">Cancel</a>
	</div>
</form>
