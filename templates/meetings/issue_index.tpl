{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Issues aired</h1>
		<p class="sub">What should be heard in the next meeting. There it is only heard and given an owner; replies and fixes open afterwards.</p>
	</div>
</div>
<div class="cols">
	<div class="stack">
		<nav class="tabs" aria-label="Issues by state">
			<ul>
				{{#TAB_ROW}}
				<li><a href="{{TAB_HREF}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}}</a></li>
				{{/TAB_ROW}}
			</ul>
		</nav>
		{{#HAS_ISSUES}}
		<section class="card flush" aria-label="Issues">
			<ul class="rows">
				{{#ISSUE_ROW}}
				<li class="row-link">
					<a href="/issues/{{ISSUE_ID}}">{{ISSUE_TITLE}}</a>
					<p class="row-line">{{ISSUE_LINE}}</p>
					<div class="row-end">{{>STATE_TAG}}</div>
				</li>
				{{/ISSUE_ROW}}
			</ul>
		</section>
		{{/HAS_ISSUES}}
		{{#NO_ISSUES}}
		<div class="card empty">
			<p><strong>{{NONE_TITLE}}</strong></p>
			<p>{{NONE_WORDS}}</p>
		</div>
		{{/NO_ISSUES}}
		{{#MORE_LINK}}
		<p><a class="btn" href="{{MORE_HREF}}">More</a></p>
		{{/MORE_LINK}}
	</div>
	{{#AIR_FORM}}
	<aside class="stack">
		<section class="card stack-s" aria-labelledby="air-title">
			<h2 id="air-title">Air an issue</h2>
			<form class="stack-s" method="post" action="/issues" novalidate data-guard>
				{{>FORM_HIDDEN}}
				{{>WORDS_FIELD}}
				{{>ANONYMOUS_FIELD}}
				<div class="note stack-s">
					<p><strong>What “without my name” means.</strong> Nothing that leads back to you is kept: no name, no team, no time but the month, in no list, log or mail. Nobody can look it up later, you neither: you cannot edit it or take it back.</p>
					<p>In a small team people may still guess by how you write and what only you know. Write what you could say in front of everybody.</p>
				</div>
				<div class="acts"><button class="btn main-btn" type="submit">Air it</button></div>
			</form>
		</section>
	</aside>
	{{/AIR_FORM}}
</div>
