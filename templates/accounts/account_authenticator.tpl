{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Codes at sign-in</h1>
		<p class="sub">Besides your password, signing in then takes a code from an app on your phone. Who learns your password still cannot come in.</p>
	</div>
</div>
{{#IS_OFF}}
<form class="stack form" method="post" action="/account/authenticator" novalidate>
	{{>FORM_HIDDEN}}
	<p>You need an authenticator app, such as the one your phone or your password manager brings with it. Any that knows time-based codes will do.</p>
	<input class="sr" type="email" name="email" value="{{USER_EMAIL}}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
	{{>PASSWORD_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Set up an app</button>
		<a class="btn quiet large" href="/account">Cancel</a>
	</div>
</form>
{{/IS_OFF}}
{{#IS_BEGUN}}
<section class="card stack reading" aria-labelledby="key-title">
	<h2 id="key-title">1. Give the app this key</h2>
	<div class="key">
		{{#HAS_PICTURE}}
		<svg class="qr" role="img" aria-label="QR code of the key, to be read by the app’s camera" viewBox="-4 -4 {{QR_SIDE}} {{QR_SIDE}}"><path d="{{QR_PATH}}"></path></svg>
		{{/HAS_PICTURE}}
		<div class="stack-s">
			<p>Let the app read the picture. Or type this key into it, as a time-based one:</p>
			<pre tabindex="0"><code>{{SEED_TEXT:pre_escape}}</code></pre>
			<p class="hint">Show it to nobody: whoever has it makes the same codes.</p>
		</div>
	</div>
</section>
<section class="card stack reading" aria-labelledby="proof-title">
	<h2 id="proof-title">2. Type the code it shows</h2>
	<form class="stack form" method="post" action="/account/authenticator/confirmation" novalidate>
		{{>FORM_HIDDEN}}
		{{>CODE_FIELD}}
		<div class="acts">
			<button class="btn main-btn large" type="submit">Turn codes on</button>
			<a class="btn quiet large" href="/account">Cancel</a>
		</div>
	</form>
	<p class="hint">You then get ten recovery codes for the day the phone is lost, and every other browser is signed out.</p>
</section>
{{/IS_BEGUN}}
{{#IS_ON}}
<section class="card stack-s reading" aria-labelledby="on-title">
	<h2 id="on-title">Codes are on</h2>
	<p>Since <time datetime="{{SINCE_STAMP}}">{{SINCE_WORDS}}</time>. {{LEFT_WORDS}}.</p>
	{{#FEW_LEFT}}
	<p class="note warn">Make new recovery codes before the last one is used.</p>
	{{/FEW_LEFT}}
	<div class="acts">
		<a class="btn" href="/account/authenticator/codes">New recovery codes</a>
		<a class="btn" href="/account/authenticator/end">Turn codes off</a>
	</div>
	<p class="hint">A new phone: turn codes off, then set up the app there.</p>
</section>
{{/IS_ON}}
