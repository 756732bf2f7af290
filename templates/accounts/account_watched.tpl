{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>What you watch</h1>
		<p class="sub">You get mail when somebody else changes it. At once, once a day or never: <a href="/account/settings">choose in your settings</a>.</p>
	</div>
</div>
{{#HAS_WATCHED}}
<ul class="card flush rows reading">
	{{#WATCHED_ROW}}
	<li>
		<p><a href="{{WATCHED_HREF}}"><strong>{{WATCHED_NAME}}</strong></a></p>
		<p class="row-line">{{KIND_LABEL}}, since <time datetime="{{SINCE_STAMP}}">{{SINCE_WORDS}}</time></p>
		<form class="row-end" method="post" action="/account/watched/{{WATCH_ID}}/end">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">Stop watching<span class="sr"> {{WATCHED_NAME}}</span></button>
		</form>
	</li>
	{{/WATCHED_ROW}}
</ul>
{{/HAS_WATCHED}}
{{#NO_WATCHED}}
<div class="card empty reading">
	<p><strong>You watch nothing.</strong></p>
	<p>Open a term, a lead or the agreement and press Watch.</p>
</div>
{{/NO_WATCHED}}
