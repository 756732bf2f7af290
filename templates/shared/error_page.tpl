{{%AUTOESCAPE context="HTML"}}
<div class="head"><div>
	<h1>{{ERROR_TITLE}}</h1>
	<p class="sub">{{ERROR_WORDS}}</p>
</div></div>
<div class="stack">
	<p class="measure">{{ERROR_ADVICE}}</p>
	{{#HAS_KEPT}}
	<section class="card stack-s" aria-labelledby="kept-title">
		<h2 id="kept-title">What you typed</h2>
		<p class="muted">Nothing was saved. Copy what you still need.</p>
		<dl class="kept">
			{{#KEPT_ROW}}
			<dt>{{KEPT_LABEL}}</dt>
			<dd>{{KEPT_VALUE:pre_escape}}</dd>
			{{/KEPT_ROW}}
		</dl>
	</section>
	{{/HAS_KEPT}}
	{{#BACK_LINK}}
	<p><a class="btn" href="{{BACK_HREF}}">{{BACK_LABEL}}</a></p>
	{{/BACK_LINK}}
	<p class="small faint">If you ask for help, quote <code>{{REQUEST_NAME}}</code>.</p>
</div>
