{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Your tokens for programs</h1>
		<p class="sub">A program that sends a token as <code>Authorization: Bearer</code> acts as you. Give each program its own, so that it can be revoked alone.</p>
	</div>
</div>
{{#HAS_TOKENS}}
<ul class="card flush rows reading">
	{{#TOKEN_ROW}}
	<li>
		<p><strong>{{TOKEN_NAME}}</strong> <span class="tag">{{SCOPE_WORDS}}</span></p>
		<p class="row-line">Made <time datetime="{{MADE_STAMP}}">{{MADE_WORDS}}</time>, {{#WAS_USED}}last used <time datetime="{{USED_STAMP}}">{{USED_WORDS}}</time>{{/WAS_USED}}{{#NEVER_USED}}never used{{/NEVER_USED}}{{#HAS_END}}, works until <time datetime="{{END_STAMP}}">{{END_WORDS}}</time>{{/HAS_END}}</p>
		<form class="row-end" method="post" action="/account/tokens/{{TOKEN_ID}}/revocation">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">Revoke<span class="sr"> {{TOKEN_NAME}}</span></button>
		</form>
	</li>
	{{/TOKEN_ROW}}
</ul>
{{/HAS_TOKENS}}
{{#NO_TOKENS}}
<div class="card empty reading"><p><strong>No program acts for you.</strong></p></div>
{{/NO_TOKENS}}
<section class="stack" aria-labelledby="make-title">
	<h2 id="make-title">Make a token</h2>
	<form class="stack form" method="post" action="/account/tokens" novalidate>
		{{>FORM_HIDDEN}}
		{{>NAME_FIELD}}
		{{>SCOPE_FIELD}}
		{{>LIFE_FIELD}}
		{{>PASSWORD_FIELD}}
		{{#WITH_CODE}}
		{{>CODE_FIELD}}
		{{/WITH_CODE}}
		<div class="acts">
			<button class="btn main-btn large" type="submit">Make the token</button>
		</div>
	</form>
</section>
