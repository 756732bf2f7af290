{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{FIGURE_TITLE}}</h1>
		<p class="sub">{{FIGURE_MEANS}}</p>
	</div>
	<div class="acts"><a class="btn" href="{{CSV_HREF}}">CSV</a><a class="btn" href="{{JSON_HREF}}">JSON</a></div>
</div>
{{>PERIOD_CHOICE}}
<div class="cols">
	<div class="stack">
		<section class="card stack" aria-labelledby="number-title">
			<h2 id="number-title" class="section-title">{{NUMBER_TITLE}}</h2>
			{{#TOTAL_ROW}}
			<p class="hero-number"><span class="big">{{TOTAL_WORDS}}</span> <span class="of">{{TOTAL_BESIDE}}</span></p>
			{{/TOTAL_ROW}}
			{{#HAS_GOAL}}
			<p>{{GOAL_WORDS}}</p>
			{{/HAS_GOAL}}
			{{#HAS_CHART}}
			{{>RESULT_CHART}}
			{{/HAS_CHART}}
		</section>
		<section class="card flush" aria-labelledby="months-title">
			<div class="card-head"><h2 id="months-title">Month by month</h2></div>
			<div class="table-wrap">
				<table class="table result-table by-month">
					<caption class="sr">{{FIGURE_TITLE}}, month by month</caption>
					<thead><tr><th scope="col">Month</th><th scope="col" class="num">{{FIGURE_TITLE}}</th>{{#HAS_HITS}}<th scope="col" class="num">{{HITS_HEAD}}</th>{{/HAS_HITS}}{{#HAS_CASES}}<th scope="col" class="num">{{CASES_HEAD}}</th>{{/HAS_CASES}}{{#HAS_BESIDE}}<th scope="col" class="num">As before</th>{{/HAS_BESIDE}}{{#HAS_NOTES}}<th scope="col">Note</th>{{/HAS_NOTES}}</tr></thead>
					<tbody>
						{{#MONTH_ROW}}
						<tr><th scope="row">{{MONTH_WORDS}}</th><td class="num">{{#VALUE_LINK}}<a href="{{HITS_HREF}}">{{VALUE_WORDS}}</a>{{/VALUE_LINK}}{{#VALUE_PLAIN}}{{VALUE_WORDS}}{{/VALUE_PLAIN}}</td>{{#HAS_HITS}}<td class="num">{{#HITS_LINK}}<a href="{{HITS_HREF}}">{{HITS_NUMBER}}</a>{{/HITS_LINK}}{{#NO_HITS}}0{{/NO_HITS}}</td>{{/HAS_HITS}}{{#HAS_CASES}}<td class="num">{{#CASES_LINK}}<a href="{{CASES_HREF}}">{{CASES_NUMBER}}</a>{{/CASES_LINK}}{{#NO_CASES}}0{{/NO_CASES}}</td>{{/HAS_CASES}}{{#HAS_BESIDE}}<td class="num">{{#BESIDE_LINK}}<a href="{{BESIDE_HREF}}">{{BESIDE_WORDS}}</a>{{/BESIDE_LINK}}{{#NO_BESIDE}}–{{/NO_BESIDE}}</td>{{/HAS_BESIDE}}{{#HAS_NOTES}}<td class="small muted">{{NOTE_WORDS}}</td>{{/HAS_NOTES}}</tr>
						{{/MONTH_ROW}}
					</tbody>
				</table>
			</div>
		</section>
		{{#HAS_GROUPS}}
		<section class="card flush" aria-labelledby="groups-title" id="groups">
			<div class="card-head"><h2 id="groups-title">{{GROUPS_TITLE}}</h2></div>
			<nav class="tabs" aria-label="Parted by">
				<ul>
					{{#TAB_ROW}}
					<li><a href="{{TAB_HREF}}#groups"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}}</a></li>
					{{/TAB_ROW}}
				</ul>
			</nav>
			{{#ANY_GROUPS}}
			<div class="table-wrap">
				<table class="table result-table">
					<caption class="sr">{{GROUPS_TITLE}}</caption>
					<thead><tr><th scope="col">{{GROUP_HEAD}}</th><th scope="col" class="num">{{FIGURE_TITLE}}</th>{{#HAS_HITS}}<th scope="col" class="num">{{HITS_HEAD}}</th>{{/HAS_HITS}}{{#HAS_CASES}}<th scope="col" class="num">{{CASES_HEAD}}</th>{{/HAS_CASES}}</tr></thead>
					<tbody>
						{{#GROUP_ROW}}
						<tr><th scope="row">{{GROUP_NAME}}</th><td class="num">{{#VALUE_LINK}}<a href="{{HITS_HREF}}">{{VALUE_WORDS}}</a>{{/VALUE_LINK}}{{#VALUE_PLAIN}}{{VALUE_WORDS}}{{/VALUE_PLAIN}}</td>{{#HAS_HITS}}<td class="num">{{#HITS_LINK}}<a href="{{HITS_HREF}}">{{HITS_NUMBER}}</a>{{/HITS_LINK}}{{#NO_HITS}}0{{/NO_HITS}}</td>{{/HAS_HITS}}{{#HAS_CASES}}<td class="num">{{#CASES_LINK}}<a href="{{CASES_HREF}}">{{CASES_NUMBER}}</a>{{/CASES_LINK}}{{#NO_CASES}}0{{/NO_CASES}}</td>{{/HAS_CASES}}</tr>
						{{/GROUP_ROW}}
					</tbody>
				</table>
			</div>
			{{/ANY_GROUPS}}
			{{#NO_GROUPS}}
			<div class="empty"><p>There are no cases in this time.</p></div>
			{{/NO_GROUPS}}
		</section>
		{{/HAS_GROUPS}}
	</div>
	<aside class="stack">
		<section class="card" aria-labelledby="counts-title">
			<h2 class="section-title" id="counts-title">How it is counted</h2>
			<dl class="counts">
				{{#COUNT_ROW}}
				<dt>{{COUNT_NAME}}</dt>
				<dd>{{#COUNT_LINK}}<a href="{{COUNT_HREF}}">{{COUNT_WORDS}}</a>{{/COUNT_LINK}}{{#COUNT_PLAIN}}{{COUNT_WORDS}}{{/COUNT_PLAIN}}</dd>
				{{/COUNT_ROW}}
			</dl>
		</section>
		{{#ALSO_CARD}}
		<section class="card" aria-labelledby="also-title">
			<h2 class="section-title" id="also-title">Beside it</h2>
			<ul class="stack-s">
				{{#ALSO_ROW}}
				<li><a href="{{ALSO_HREF}}">{{ALSO_WORDS}}</a></li>
				{{/ALSO_ROW}}
			</ul>
		</section>
		{{/ALSO_CARD}}
	</aside>
</div>
