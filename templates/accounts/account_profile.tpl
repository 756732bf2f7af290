{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Your name and address</h1>
		<p class="sub">The name stands beside all you have written and signed, also before.</p>
	</div>
</div>
{{#IS_WAITING}}
<p class="note">{{NEW_EMAIL}} waits to be confirmed: open the link that was sent to it, by <time datetime="{{END_STAMP}}">{{END_WORDS}}</time>.</p>
{{/IS_WAITING}}
<form class="stack form" method="post" action="/account/profile" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>NAME_FIELD}}
	{{>EMAIL_FIELD}}
	{{>PASSWORD_FIELD}}
	{{#WITH_CODE}}
	{{>CODE_FIELD}}
	{{/WITH_CODE}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save</button>
		<a class="btn quiet large" href="/account">Cancel</a>
	</div>
</form>
