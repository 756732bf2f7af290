{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Assignments</h1>
		<p class="sub">What people took on, due at the close of a working day. Whoever took it on reports; the other team’s point person confirms what is done.</p>
	</div>
</div>
<div class="cols">
	<div class="stack">
		<nav class="tabs" aria-label="Assignments by state">
			<ul>
				{{#TAB_ROW}}
				<li><a href="{{TAB_HREF}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}}</a></li>
				{{/TAB_ROW}}
			</ul>
		</nav>
		{{#HAS_TASKS}}
		<section class="card flush" aria-label="Assignments">
			<ul class="rows">
				{{#TASK_ROW}}
				<li class="row-link">
					<a href="/assignments/{{TASK_ID}}">{{TASK_WORDS}}</a>
					<p class="row-line"><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{TASK_OWNER}}</span> {{TASK_LINE}}</p>
					<div class="row-end">{{>STATE_TAG}}</div>
				</li>
				{{/TASK_ROW}}
			</ul>
		</section>
		{{/HAS_TASKS}}
		{{#NO_TASKS}}
		<div class="card empty">
			<p><strong>{{NONE_TITLE}}</strong></p>
			<p>{{NONE_WORDS}}</p>
		</div>
		{{/NO_TASKS}}
		{{#MORE_LINK}}
		<p><a class="btn" href="{{MORE_HREF}}">More</a></p>
		{{/MORE_LINK}}
	</div>
	{{#TASK_FORM}}
	<aside class="stack">
		<section class="card stack-s" aria-labelledby="new-title">
			<h2 id="new-title">Take something on</h2>
			<form class="stack-s" method="post" action="/assignments" novalidate data-guard>
				{{>FORM_HIDDEN}}
				{{>WORDS_FIELD}}
				{{>OWNER_FIELD}}
				{{>DUE_FIELD}}
				<div class="acts"><button class="btn" type="submit">Add it</button></div>
			</form>
		</section>
	</aside>
	{{/TASK_FORM}}
</div>
