{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Vocabulary checks</h1>
		<p class="sub">A few past handoffs without names, judged by each team alone. How often both say the same is how well the words are shared.</p>
	</div>
	<div class="acts">
		{{#MAY_MAKE}}
		<form method="post" action="/meetings/checks">
			{{>FORM_HIDDEN}}
			<button class="btn main-btn" type="submit">Make this month’s check</button>
		</form>
		{{/MAY_MAKE}}
	</div>
</div>
<section class="card flush" aria-labelledby="checks-title">
	<div class="card-head"><h2 id="checks-title">Checks</h2></div>
	{{#HAS_CHECKS}}
	<ul class="rows">
		{{#CHECK_ROW}}
		<li class="row-link">
			<a href="/meetings/checks/{{CHECK_ID}}">{{CHECK_NAME}}</a>
			<p class="row-line">{{CHECK_LINE}}</p>
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/CHECK_ROW}}
	</ul>
	{{/HAS_CHECKS}}
	{{#NO_CHECKS}}
	<div class="empty">
		<p><strong>No check was made yet.</strong></p>
		<p>It takes both teams five minutes, before the meeting or in it.</p>
	</div>
	{{/NO_CHECKS}}
</section>
{{#HAS_SHARES}}
<section class="card flush" aria-labelledby="shares-title">
	<div class="card-head"><h2 id="shares-title">Equal judgements</h2></div>
	<div class="table-wrap">
		<table class="table cards">
			<caption class="sr">Equal judgements of both teams by criterion and month</caption>
			<thead><tr><th scope="col">Criterion</th>{{#MONTH_HEAD}}<th scope="col" class="num">{{MONTH_WORDS}}</th>{{/MONTH_HEAD}}<th scope="col" class="num">Together</th></tr></thead>
			<tbody>
				{{#SHARE_ROW}}
				<tr><th scope="row">{{CRITERION_LABEL}}</th>{{#MONTH_CELL}}<td class="num" data-label="{{MONTH_WORDS}}">{{EQUAL_WORDS}}</td>{{/MONTH_CELL}}<td class="num" data-label="Together"><strong>{{SHARE_WORDS}}</strong></td></tr>
				{{/SHARE_ROW}}
			</tbody>
		</table>
	</div>
</section>
{{/HAS_SHARES}}
