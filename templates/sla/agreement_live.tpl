{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>{{LIVE_TITLE}}</h1>
		<p class="sub">{{STATE_LINE}}</p>
	</div>
	<div class="acts">
		{{>WATCH_BUTTON}}
		<a class="btn" href="/sla/versions/{{VERSION_NUMBER}}/print">Print or save as PDF</a>
		<a class="btn" href="/sla/versions/{{VERSION_NUMBER}}">The words</a>
		{{#MAY_PROPOSE}}
		<a class="btn" href="/sla/new">Propose a change</a>
		{{/MAY_PROPOSE}}
		{{#OPEN_LINK}}
		<a class="btn" href="/sla/versions/{{OPEN_NUMBER}}">{{OPEN_LABEL}}</a>
		{{/OPEN_LINK}}
	</div>
</div>
{{#HAS_WAITING}}
<div class="banner">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#pen"></use></svg>
	<p><a href="/sla/corrections">{{WAITING_WORDS}}</a></p>
</div>
{{/HAS_WAITING}}
{{#RETIRED_ROW}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>This agreement uses <a href="/glossary/{{TERM_SLUG}}">{{TERM_NAME}}</a>, which is retired.{{#HAS_INSTEAD}} Use <a href="/glossary/{{INSTEAD_SLUG}}">{{INSTEAD_NAME}}</a> instead.{{/HAS_INSTEAD}}{{#MAY_MEND}} <a href="/sla/new">Propose a change</a>{{/MAY_MEND}}</p>
</div>
{{/RETIRED_ROW}}
<section class="stack-s" aria-labelledby="standing-title">
	<div class="month-chooser">
		<h2 id="standing-title">{{MONTH_WORDS}}</h2>
		<nav aria-label="Month">
			{{#MONTH_BEFORE}}
			<a class="btn quiet" rel="prev" href="/sla?month={{BEFORE_CODE}}"><svg class="icon turned" aria-hidden="true"><use href="{{ICONS_PATH}}#arrow"></use></svg>{{BEFORE_WORDS}}</a>
			{{/MONTH_BEFORE}}
			{{#MONTH_AFTER}}
			<a class="btn quiet" rel="next" href="/sla?month={{AFTER_CODE}}">{{AFTER_WORDS}}<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#arrow"></use></svg></a>
			{{/MONTH_AFTER}}
		</nav>
	</div>
	<ul class="card standing">
		{{#SIDE_ROW}}
		<li><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{SIDE_NAME}}</span> {{>STATE_TAG}}</li>
		{{/SIDE_ROW}}
	</ul>
	{{#HAS_KNOWN}}
	<p class="small muted">{{KNOWN_WORDS}}</p>
	{{/HAS_KNOWN}}
</section>
{{#HERO_CARD}}
<section class="card hero" aria-labelledby="hero-title">
	<div class="stack-s">
		<h2 class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" id="hero-title">{{HERO_TITLE}}</h2>
		<p class="agreed">{{>INLINE_PART}}</p>
		<p class="hero-number"><span class="big">{{HERO_NUMBER}}</span> <span class="of">{{HERO_OF}}</span> {{>STATE_TAG}}</p>
		<p class="small"><a href="/sla/promises/{{PROMISE_ID}}?month={{MONTH_CODE}}">How it is counted</a></p>
	</div>
	{{>PROMISE_CHART}}
</section>
{{/HERO_CARD}}
{{#HAS_CLAUSES}}
<section class="card flush" aria-labelledby="clauses-title">
	<table class="table clauses">
		<caption class="sr" id="clauses-title">Every promise with its result in {{MONTH_WORDS}} and the last twelve months</caption>
		<thead>
			<tr>
				<th scope="col">Promise</th>
				<th scope="col">Owner</th>
				<th scope="col" class="num">Promised</th>
				<th scope="col" class="num">{{MONTH_NAME}}</th>
				<th scope="col">Last twelve months</th>
				<th scope="col">State</th>
			</tr>
		</thead>
		<tbody>
			{{#CLAUSE_ROW}}
			<tr>
				<th scope="row">{{>INLINE_PART}}</th>
				<td class="clause-owner"><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{OWNER_NAME}}</span></td>
				<td class="num clause-target" data-label="Promised">{{TARGET_WORDS}}</td>
				<td class="num clause-now" data-label="{{MONTH_NAME}}"><a href="/sla/promises/{{PROMISE_ID}}?month={{MONTH_CODE}}"><strong>{{NOW_WORDS}}</strong><span class="sr">: {{CLAUSE_NAME}}</span></a>{{#HAS_CASES}} <span class="cases">{{CASES_WORDS}}</span>{{/HAS_CASES}}</td>
				<td class="clause-months">{{>MONTH_MARKS}}</td>
				<td class="clause-state">{{>STATE_TAG}}</td>
			</tr>
			{{/CLAUSE_ROW}}
		</tbody>
	</table>
</section>
{{/HAS_CLAUSES}}
{{#PLAN_CARD}}
<section class="card stack-s" aria-labelledby="goal-title">
	<h2 id="goal-title">The sales goal</h2>
	<p>{{PLAN_WORDS}} <a href="/sla/plan">{{PLAN_ACT}}</a></p>
</section>
{{/PLAN_CARD}}
<p class="small"><a href="/sla/versions">All versions</a> · <a href="/sla/calendars">Calendars</a> · <a href="/sla/amendments">Amendments of the past</a></p>
<p class="small muted">What is not due yet is in no percentage. Kept is what reaches the promise by whole numbers; both together are as good as the worse of the two.</p>
