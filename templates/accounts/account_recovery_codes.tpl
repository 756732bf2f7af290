{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Keep these recovery codes</h1>
		<p class="sub">Each opens your account once, after your password, when the app is not at hand. This is the only time they are shown: print them, or keep them in your password manager.</p>
	</div>
</div>
<section class="card stack-s reading" aria-labelledby="codes-title">
	<h2 id="codes-title">Codes are on</h2>
	<ol class="codes">
		{{#CODE_ROW}}
		<li><code>{{CODE_TEXT}}</code></li>
		{{/CODE_ROW}}
	</ol>
</section>
<div class="acts">
	<a class="btn main-btn large" href="/account/authenticator">I have kept them</a>
	<button class="btn large" type="button" data-print hidden>Print</button>
</div>
