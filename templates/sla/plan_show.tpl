{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>From the sales goal to leads a month</h1>
		<p class="sub">{{PLAN_LINE}}</p>
	</div>
</div>
{{>CONFLICT_NOTICE}}
<div class="plan">
	<form class="stack form" action="/sla/plan#working" novalidate>
		<fieldset class="group stack">
			<legend>The goal</legend>
			<div class="pair">
				{{>GOAL_FIELD}}
				{{>PERIOD_FIELD}}
				{{>DEAL_FIELD}}
				{{>CURRENCY_FIELD}}
			</div>
			{{>SHARE_FIELD}}
		</fieldset>
		<fieldset class="group stack">
			<legend>How many in a hundred go on</legend>
			<p class="small muted">Your own rates count those who came to a step in the last full months, as they stand today: the latest may still go on. Take what Concord has no cases of yet from your CRM, and agree on where it comes from.</p>
			{{>ACCEPTED_FIELD}}
			{{>QUALIFIED_FIELD}}
			{{>OPPORTUNITY_FIELD}}
			{{>CUSTOMER_FIELD}}
		</fieldset>
		<fieldset class="group stack">
			<legend>Where Marketing’s leads come from <span class="optional">(optional)</span></legend>
			<p class="small muted">Sources by the names that handoffs use. Together they come to 100 %.</p>
			{{#SOURCE_ROW}}
			<div class="pair source-row">
				{{>SOURCE_NAME_FIELD}}
				{{>SOURCE_SHARE_FIELD}}
			</div>
			{{/SOURCE_ROW}}
		</fieldset>
		<div class="acts">
			<button class="btn large{{#NO_RESULT}} main-btn{{/NO_RESULT}}" type="submit">Work it out</button>
			{{#IS_TRIED}}
			<a class="btn quiet large" href="/sla/plan">Back to the plan that is kept</a>
			{{/IS_TRIED}}
		</div>
	</form>
	<section class="card stack" aria-labelledby="working">
		<div class="card-head"><h2 id="working">What it takes</h2>{{>STATE_TAG}}</div>
		{{#NO_RESULT}}
		<p class="muted">{{NONE_WORDS}}</p>
		{{/NO_RESULT}}
		{{#HAS_RESULT}}
		<div class="stack-s">
			<p class="hero-number"><span class="big">{{LEADS_NUMBER}}</span> <span class="of">{{LEADS_WORDS}}</span></p>
			{{#RANGE_LINE}}
			<p>{{RANGE_WORDS}}</p>
			{{/RANGE_LINE}}
			{{#VOLUME_LINE}}
			<p class="muted">{{VOLUME_WORDS}}</p>
			{{/VOLUME_LINE}}
		</div>
		<table class="table working">
			<caption>Line by line; only the last is rounded</caption>
			<thead>
				<tr><th scope="col">Step</th><th scope="col">How</th><th scope="col" class="num">Comes to</th></tr>
			</thead>
			<tbody>
				{{#WORKING_ROW}}
				<tr><th scope="row">{{STEP_NAME}}</th><td class="how">{{STEP_SUM}}</td><td class="num"><strong>{{STEP_RESULT}}</strong></td></tr>
				{{/WORKING_ROW}}
			</tbody>
		</table>
		<table class="table working">
			<caption>By origin and source</caption>
			<thead>
				<tr><th scope="col">Origin and source</th><th scope="col" class="num">Share</th><th scope="col" class="num">Leads a month</th></tr>
			</thead>
			<tbody>
				<tr><th scope="row"><span class="team marketing">Marketing</span></th><td class="num">100 %</td><td class="num"><strong>{{LEADS_NUMBER}}</strong></td></tr>
				{{#PART_ROW}}
				<tr class="part-row"><th scope="row">{{PART_NAME}}</th><td class="num">{{PART_SHARE}} %</td><td class="num">{{PART_LEADS}}</td></tr>
				{{/PART_ROW}}
			</tbody>
		</table>
		{{#OTHERS_LINE}}
		<p class="small muted">{{OTHERS_WORDS}}</p>
		{{/OTHERS_LINE}}
		{{#MAY_KEEP}}
		<form class="acts" method="post" action="/sla/plan">
			{{>FORM_HIDDEN}}
			{{#KEPT_FIELD}}
			<input type="hidden" name="{{KEPT_NAME}}" value="{{KEPT_VALUE}}">
			{{/KEPT_FIELD}}
			<button class="btn main-btn large" type="submit">Keep this plan: {{LEADS_NUMBER}} a month</button>
		</form>
		{{/MAY_KEEP}}
		{{#MAY_USE}}
		<div class="acts">
			<a class="btn main-btn" href="{{USE_HREF}}">Use {{LEADS_NUMBER}} a month in the agreement</a>
			{{#BY_SOURCE}}
			<a class="btn" href="{{SOURCE_HREF}}">Use a promise for each source</a>
			{{/BY_SOURCE}}
		</div>
		<p class="small muted">{{USE_WORDS}}</p>
		{{/MAY_USE}}
		{{/HAS_RESULT}}
	</section>
</div>
