{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{CHECK_NAME}}</h1>
		<p class="sub">{{CHECK_WORDS}}</p>
	</div>
</div>
<form class="stack" method="post" action="/meetings/checks/{{CHECK_ID}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{#CASE_ROW}}
	<section class="card stack" aria-labelledby="case-{{CASE_ID}}">
		<h2 id="case-{{CASE_ID}}">Handoff {{CASE_NUMBER}}</h2>
		<blockquote class="as-typed">{{CASE_WORDS:pre_escape}}</blockquote>
		{{>JUDGE_FIELD}}
		{{#HAS_ANSWERS}}
		<table class="table">
			<caption class="sr">Judgements of handoff {{CASE_NUMBER}}</caption>
			<thead><tr><th scope="col">Criterion</th><th scope="col">Marketing</th><th scope="col">Sales</th></tr></thead>
			<tbody>
				{{#ANSWER_ROW}}
				<tr><th scope="row">{{CRITERION_LABEL}}{{#THEY_DIFFER}} <span class="tag warn">They differ</span>{{/THEY_DIFFER}}</th><td>{{MARKETING_WORDS}}</td><td>{{SALES_WORDS}}</td></tr>
				{{/ANSWER_ROW}}
			</tbody>
		</table>
		{{/HAS_ANSWERS}}
	</section>
	{{/CASE_ROW}}
	{{#MAY_JUDGE}}
	<div class="acts"><button class="btn main-btn large" type="submit">Save our judgement</button></div>
	{{/MAY_JUDGE}}
</form>
