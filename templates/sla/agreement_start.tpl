{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Where do you want to begin?</h1>
		<p class="sub">Each fills a draft in which every word can be changed. Nothing is made before you save it.</p>
	</div>
	<div class="acts">
		<a class="btn" href="/imports/rates">From your own rates</a>
		<a class="btn" href="/sla/plan">From the sales goal</a>
	</div>
</div>
{{#WANTED_NOTE}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{WANTED_WORDS}} <a href="{{WANTED_HREF}}">{{WANTED_ACT}}</a></p>
</div>
{{/WANTED_NOTE}}
{{#OPEN_LINK}}
<p>Version {{OPEN_NUMBER}} is still open. <a href="/sla/versions/{{OPEN_NUMBER}}/edit">Edit that one</a>, unless you mean another beside it.</p>
{{/OPEN_LINK}}
<ul class="starts">
	{{#STARTER_ROW}}
	<li class="card stack">
		<div class="stack-s">
			<h2>{{STARTER_NAME}}</h2>
			<p>{{STARTER_LINE}}</p>
		</div>
		{{#PARTY_ROW}}
		<div class="stack-s">
			<h3 class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}{{#BY_BOTH}} both{{/BY_BOTH}}">{{PARTY_TITLE}}</h3>
			<ul class="bullets">
				{{#PROMISE_ROW}}
				<li>{{PROMISE_WORDS}}</li>
				{{/PROMISE_ROW}}
			</ul>
		</div>
		{{/PARTY_ROW}}
		<div class="acts"><a class="btn main-btn" href="/sla/new?start={{STARTER_CODE}}">Begin with this<span class="sr">: {{STARTER_NAME}}</span></a></div>
	</li>
	{{/STARTER_ROW}}
</ul>
<div class="acts">
	{{#HAS_CURRENT}}
	<a class="btn" href="/sla/new">Begin with version {{CURRENT_NUMBER}}, which is in force</a>
	{{/HAS_CURRENT}}
	<a class="btn" href="/sla/new?start=empty">Begin with an empty page</a>
</div>
