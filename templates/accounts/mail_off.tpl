{{%AUTOESCAPE context="HTML"}}
{{#IS_ASKED}}
<h1>Stop this mail?</h1>
<p>You would get no more mail {{KIND_WORDS}}. It still shows on your home page.</p>
<form class="stack" method="post" action="{{OFF_PATH}}">
	{{>FORM_HIDDEN}}
	<button class="btn main-btn large" type="submit">Stop this mail</button>
</form>
{{/IS_ASKED}}
{{#IS_DONE}}
<h1>This mail is stopped</h1>
<p>You get no more mail {{KIND_WORDS}}. It still shows on your home page.</p>
{{/IS_DONE}}
<p class="small muted">Whatever you get mail about is chosen in <a href="/account/settings">your settings</a>.</p>
