{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Corrections of single records</h1>
		<p class="sub">What really happened, said by one team and confirmed by a point person of the other. Open a deadline to ask for one.</p>
	</div>
	<div class="acts"><a class="btn" href="/sla/amendments">Amendments</a></div>
</div>
<section class="card" aria-labelledby="open-title">
	<h2 class="section-title" id="open-title">Waiting</h2>
	{{>OPEN_LIST}}
	{{#NONE_OPEN}}
	<p class="muted">Nothing waits to be confirmed.</p>
	{{/NONE_OPEN}}
</section>
{{#HAS_CLOSED}}
<section class="card" aria-labelledby="closed-title">
	<h2 class="section-title" id="closed-title">Settled</h2>
	{{>CLOSED_LIST}}
</section>
{{/HAS_CLOSED}}
