{{%AUTOESCAPE context="HTML"}}
{{#BY_APP}}
<h1>Enter the code</h1>
<p>Your password is right. Open the authenticator app on your phone and type the code it shows for Concord.</p>
{{/BY_APP}}
{{#BY_PAPER}}
<h1>Enter a recovery code</h1>
<p>Your password is right. Type one of the recovery codes you were given with the app.</p>
{{/BY_PAPER}}
{{>FORM_ERRORS}}
<form class="stack" method="post" action="/sign-in/code" novalidate>
	{{>FORM_HIDDEN}}
	<input type="hidden" name="next" value="{{NEXT_PATH}}">
	{{>CODE_FIELD}}
	<button class="btn main-btn large" type="submit">Sign in</button>
</form>
<p class="small muted"><a href="{{OTHER_HREF}}">{{#BY_APP}}Use a recovery code instead{{/BY_APP}}{{#BY_PAPER}}Use the app instead{{/BY_PAPER}}</a>. If app and recovery codes are lost, ask your administrator.</p>
