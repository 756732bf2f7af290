{{%AUTOESCAPE context="HTML"}}
<div class="head"><h1>Your account</h1></div>
<section class="card stack-s" aria-labelledby="you-title">
	<h2 id="you-title">{{USER_NAME}}</h2>
	<dl class="facts">
		<dt>Email</dt><dd>{{USER_EMAIL}}</dd>
		<dt>Team</dt><dd><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{USER_TEAM}}</span></dd>
		<dt>What you may do</dt><dd><ul class="plain">{{#ROLE_ROW}}<li>{{ROLE_WORDS}}</li>{{/ROLE_ROW}}</ul></dd>
		<dt>Here since</dt><dd><time datetime="{{SINCE_STAMP}}">{{SINCE_WORDS}}</time></dd>
	</dl>
	<form method="post" action="/sign-out">
		{{>FORM_HIDDEN}}
		<button class="btn" type="submit">Sign out</button>
	</form>
</section>
<section class="card flush" aria-labelledby="more-title">
	<div class="card-head"><h2 id="more-title">More</h2></div>
	<ul class="rows">
		<li class="row-link">
			<a href="/people">People</a>
			<p class="row-line">Who is here, in which team, and what they may do.</p>
		</li>
		<li class="row-link">
			<a href="/glossary/directory">Who answers for what</a>
			<p class="row-line">Whom to ask in each team, and where nobody answers.</p>
		</li>
		{{#IS_ADMINISTRATOR}}
		<li class="row-link">
			<a href="/organisation">The organisation</a>
			<p class="row-line">Its name, and the time zone by which days and months begin.</p>
		</li>
		<li class="row-link">
			<a href="/audit">Audit trail</a>
			<p class="row-line">Who did what, and when.</p>
		</li>
		{{/IS_ADMINISTRATOR}}
		<li class="row-link">
			<a href="/account/profile">Name and address</a>
			<p class="row-line">What you are called, and the address you sign in with.</p>
		</li>
		<li class="row-link">
			<a href="/account/settings">Settings</a>
			<p class="row-line">Time zone, keys, mail, and who stands in while you are out.</p>
		</li>
		<li class="row-link">
			<a href="/account/watched">What you watch</a>
			<p class="row-line">Terms, leads and the agreement you are told about when they change.</p>
		</li>
		<li class="row-link">
			<a href="/account/password">Password</a>
			<p class="row-line">Changing it signs out every other browser.</p>
		</li>
		<li class="row-link">
			<a href="/account/authenticator">Codes at sign-in</a>
			<p class="row-line">A second proof besides the password, from an app on your phone.</p>
		</li>
		<li class="row-link">
			<a href="/account/sessions">Browsers</a>
			<p class="row-line">Where you are signed in, and signing out from afar.</p>
		</li>
		<li class="row-link">
			<a href="/account/tokens">Tokens for programs</a>
			<p class="row-line">Let a program read or write as you.</p>
		</li>
	</ul>
</section>
