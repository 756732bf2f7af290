{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Your browsers</h1>
		<p class="sub">Where you are signed in. A browser is signed out by itself after 8 hours without a visit, and after 24 hours in all.</p>
	</div>
</div>
<ul class="card flush rows reading">
	{{#SESSION_ROW}}
	<li>
		<p><strong>{{BROWSER_WORDS}}</strong></p>
		<p class="row-line">Signed in <time datetime="{{SINCE_STAMP}}">{{SINCE_WORDS}}</time>, last seen <time datetime="{{SEEN_STAMP}}">{{SEEN_WORDS}}</time></p>
		{{#IS_HERE}}
		<div class="row-end"><span class="tag ok">This browser</span></div>
		{{/IS_HERE}}
		{{#IS_ELSEWHERE}}
		<form class="row-end" method="post" action="/account/sessions/{{SESSION_ID}}/end">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">Sign out<span class="sr"> {{BROWSER_WORDS}}, signed in {{SINCE_WORDS}}</span></button>
		</form>
		{{/IS_ELSEWHERE}}
	</li>
	{{/SESSION_ROW}}
</ul>
{{#HAS_OTHERS}}
<form class="acts" method="post" action="/account/sessions/end">
	{{>FORM_HIDDEN}}
	<button class="btn main-btn large" type="submit">Sign out every other browser</button>
</form>
{{/HAS_OTHERS}}
{{#NO_OTHERS}}
<p class="muted">You are signed in nowhere else.</p>
{{/NO_OTHERS}}
