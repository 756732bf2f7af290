{{%AUTOESCAPE context="HTML"}}
<h1>Sign in</h1>
{{#WAS_WRITING}}
<p class="note">You were signed out while you were writing. Sign in and what you typed is shown again, ready to send.</p>
{{/WAS_WRITING}}
{{#NOT_CARRIED}}
<p class="note">You were signed out, and what you sent is too large to keep here. Go back in your browser, copy it, and send it again after signing in in another tab.</p>
{{/NOT_CARRIED}}
{{>FORM_ERRORS}}
<form class="stack" method="post" action="/sign-in" novalidate>
	{{>FORM_HIDDEN}}
	{{#HAS_CARRY}}
	<input type="hidden" name="carry_path" value="{{CARRY_PATH}}">
	<input type="hidden" name="carry_body" value="{{CARRY_BODY}}">
	{{/HAS_CARRY}}
	{{#HAS_NEXT}}
	<input type="hidden" name="next" value="{{NEXT_PATH}}">
	{{/HAS_NEXT}}
	{{>EMAIL_FIELD}}
	{{>PASSWORD_FIELD}}
	<button class="btn main-btn large" type="submit">Sign in</button>
</form>
<p class="small muted">No account, or the password is lost? Ask {{HELPER_WORDS}}.</p>
