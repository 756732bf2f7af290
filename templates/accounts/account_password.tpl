{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Change your password</h1>
		<p class="sub">Every other browser you are signed in with is signed out.</p>
	</div>
</div>
<form class="stack form" method="post" action="/account/password" novalidate>
	{{>FORM_HIDDEN}}
	<input class="sr" type="email" name="email" value="{{USER_EMAIL}}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
	{{>CURRENT_FIELD}}
	{{>NEW_FIELD}}
	{{>AGAIN_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Change the password</button>
		<a class="btn quiet large" href="/account">Cancel</a>
	</div>
</form>
