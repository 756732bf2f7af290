{{%AUTOESCAPE context="HTML"}}
<h1>Choose your password</h1>
<p>{{USER_NAME}}, from now on you sign in as {{USER_EMAIL}} with the password you choose here.</p>
{{#HAS_TOKENS}}
<p>Choosing it signs every browser out and revokes {{TOKENS_WORDS}}: whoever knew the old password may have made one. Make new ones afterwards.</p>
{{/HAS_TOKENS}}
{{#HAS_FEED}}
<p>Choosing it also ends the address of your calendar feed. Make a new one afterwards.</p>
{{/HAS_FEED}}
{{>FORM_ERRORS}}
<form class="stack" method="post" action="/sign-in/password" novalidate>
	{{>FORM_HIDDEN}}
	<input type="hidden" name="link" value="{{LINK_TOKEN}}">
	{{>NEW_FIELD}}
	{{>AGAIN_FIELD}}
	<button class="btn main-btn large" type="submit">Save it and sign in</button>
</form>
