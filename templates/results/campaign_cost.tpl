{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>What {{CAMPAIGN_NAME}} has cost</h1>
		<p class="sub">{{COST_LINE}}</p>
	</div>
</div>
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	<div class="pair">
		{{>AMOUNT_FIELD}}
		{{>CURRENCY_FIELD}}
	</div>
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save the cost</button>
		<a class="btn quiet large" href="/results/campaigns">Cancel</a>
	</div>
</form>
