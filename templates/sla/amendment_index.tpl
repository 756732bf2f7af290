{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Amendments</h1>
		<p class="sub">Days that a calendar had wrong, such as a forgotten holiday, put right by both teams. Old values stay beside the new.</p>
	</div>
	{{#MAY_PROPOSE}}
	<div class="acts"><a class="btn" href="/sla/amendments/new">Correct the past</a></div>
	{{/MAY_PROPOSE}}
</div>
{{#HAS_AMENDMENTS}}
<section class="card flush reading" aria-labelledby="amendments-title">
	<div class="card-head"><h2 id="amendments-title">All of them</h2></div>
	<ol class="rows">
		{{#AMENDMENT_ROW}}
		<li class="row-link">
			<a href="/sla/amendments/{{AMENDMENT_NUMBER}}">Amendment {{AMENDMENT_NUMBER}}</a>
			<p class="row-line">{{AMENDMENT_LINE}}</p>
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/AMENDMENT_ROW}}
	</ol>
</section>
{{/HAS_AMENDMENTS}}
{{#NO_AMENDMENTS}}
<div class="card empty">
	<p><strong>Nothing has been corrected.</strong></p>
	<p>When a calendar counted a day as open on which nobody worked, an amendment lists every result that changes, and a signatory of each team signs it.</p>
</div>
{{/NO_AMENDMENTS}}
