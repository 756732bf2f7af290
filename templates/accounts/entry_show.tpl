{{%AUTOESCAPE context="HTML"}}
<h1>Choose your password</h1>
<p>{{USER_NAME}}, from now on you sign in as {{USER_EMAIL}} with the password you choose here.</p>
{{>FORM_ERRORS}}
<form class="stack" method="post" action="/sign-in/password" novalidate>
	{{>FORM_HIDDEN}}
	<input type="hidden" name="link" value="{{LINK_TOKEN}}">
	{{>NEW_FIELD}}
	{{>AGAIN_FIELD}}
	<button class="btn main-btn large" type="submit">Save it and sign in</button>
</form>
