{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{PERSON_NAME}}</h1>
		{{#HAS_STATE}}
		<p class="sub">{{STATE_WORDS}}</p>
		{{/HAS_STATE}}
	</div>
</div>
{{#HAS_LINK}}
<section class="card stack-s reading" aria-labelledby="link-title">
	<h2 id="link-title">A link for {{PERSON_NAME}}</h2>
	<p>Whoever opens it chooses the password, once. Copy it and send it to them alone.</p>
	<pre tabindex="0"><code>{{LINK_TEXT:pre_escape}}</code></pre>
</section>
{{/HAS_LINK}}
<section class="card stack-s reading" aria-labelledby="about-title">
	<h2 id="about-title">About</h2>
	<dl class="facts">
		<dt>Email</dt><dd>{{PERSON_EMAIL}}</dd>
		<dt>Team</dt><dd><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{PERSON_TEAM}}</span></dd>
		<dt>Role</dt><dd>{{ROLE_WORDS}}</dd>
		<dt>Here since</dt><dd><time datetime="{{SINCE_STAMP}}">{{SINCE_WORDS}}</time></dd>
	</dl>
	{{#MAY_MANAGE}}
	<p><a class="btn" href="/people/{{PERSON_ID}}/edit">Change name, address or team</a></p>
	{{/MAY_MANAGE}}
	{{#MAY_GIVE}}
	<form method="post" action="/people/{{PERSON_ID}}/signatory">
		{{>FORM_HIDDEN}}
		<button class="btn" type="submit">Make a signatory of {{PERSON_TEAM}}</button>
	</form>
	{{/MAY_GIVE}}
	{{#MAY_ASK}}
	<p class="note">{{PERSON_TEAM}} has no signatory. A signatory of the other team has to confirm a new one.</p>
	<form method="post" action="/people/{{PERSON_ID}}/signatory">
		{{>FORM_HIDDEN}}
		<button class="btn" type="submit">Ask for {{PERSON_NAME}} as signatory</button>
	</form>
	{{/MAY_ASK}}
	{{#MAY_CONFIRM}}
	<p class="note">{{PERSON_TEAM}} has no signatory. An administrator asks that {{PERSON_NAME}} signs for the team.</p>
	<form method="post" action="/people/{{PERSON_ID}}/signatory">
		{{>FORM_HIDDEN}}
		<button class="btn main-btn" type="submit">Confirm {{PERSON_NAME}} as signatory</button>
	</form>
	{{/MAY_CONFIRM}}
	{{#WAS_ASKED}}
	<p class="note">Asked for as signatory. A signatory of the other team has to confirm it.</p>
	{{/WAS_ASKED}}
	{{#MAY_TAKE}}
	<form method="post" action="/people/{{PERSON_ID}}/signatory/end">
		{{>FORM_HIDDEN}}
		<button class="btn" type="submit">End the signatory role</button>
	</form>
	{{/MAY_TAKE}}
</section>
{{#MAY_MANAGE}}
<section class="stack" aria-labelledby="roles-title">
	<h2 id="roles-title">Roles</h2>
	<form class="stack form" method="post" action="/people/{{PERSON_ID}}/roles" novalidate>
		{{>FORM_HIDDEN}}
		{{>POINT_FIELD}}
		{{>ADMINISTRATOR_FIELD}}
		<div class="acts">
			<button class="btn main-btn" type="submit">Save the roles</button>
		</div>
	</form>
</section>
<section class="stack-s" aria-labelledby="way-title">
	<h2 id="way-title">Coming in</h2>
	<div class="acts">
		{{#MAY_LINK}}
		<form method="post" action="/people/{{PERSON_ID}}/link">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">{{LINK_LABEL}}</button>
		</form>
		{{/MAY_LINK}}
		{{#MAY_END}}
		<form method="post" action="/people/{{PERSON_ID}}/authenticator/end">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">Stop asking {{PERSON_NAME}} for codes</button>
		</form>
		{{/MAY_END}}
		{{#IS_ENABLED}}
		<form method="post" action="/people/{{PERSON_ID}}/disabling">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">Disable {{PERSON_NAME}}</button>
		</form>
		{{/IS_ENABLED}}
		{{#IS_DISABLED}}
		<form method="post" action="/people/{{PERSON_ID}}/enabling">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">Enable {{PERSON_NAME}} again</button>
		</form>
		{{/IS_DISABLED}}
	</div>
	<p class="hint">Who is disabled is signed out everywhere at once, and is no signatory any more. What they wrote and signed stays. <a href="/leads/assignment/people/{{PERSON_ID}}">The leads they have</a> stay theirs until they are moved.</p>
</section>
{{/MAY_MANAGE}}
