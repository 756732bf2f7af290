{{%AUTOESCAPE context="HTML"}}
<div class="problems" role="alert" tabindex="-1" aria-labelledby="problems-title" autofocus>
	<h2 id="problems-title">There is a problem</h2>
	<ul>
		{{#PROBLEM_ROW}}
		<li>{{#IS_FIELD}}<a href="#{{PROBLEM_ID}}">{{PROBLEM_WORDS}}</a>{{/IS_FIELD}}{{#IS_GENERAL}}{{PROBLEM_WORDS}}{{/IS_GENERAL}}</li>
		{{/PROBLEM_ROW}}
	</ul>
</div>
