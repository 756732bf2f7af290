{{%AUTOESCAPE context="HTML"}}
<h1>Confirm your new address</h1>
<p>From then on you sign in as <strong>{{NEW_EMAIL}}</strong> instead of {{OLD_EMAIL}}, and mail goes there.</p>
<form class="stack" method="post" action="/account/address">
	{{>FORM_HIDDEN}}
	<input type="hidden" name="link" value="{{LINK_TOKEN}}">
	<button class="btn main-btn large" type="submit">This is my address</button>
</form>
