{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Steps</h1>
		<p class="sub">Every bar is one population: the leads handed over in this time that met every must. A lead that came further has passed the steps before.</p>
	</div>
	<div class="acts"><a class="btn" href="{{CSV_HREF}}">CSV</a><a class="btn" href="{{JSON_HREF}}">JSON</a></div>
</div>
{{>PERIOD_CHOICE}}
<div class="stack">
	<section class="card flush" aria-labelledby="steps-title">
		<div class="card-head"><h2 id="steps-title">{{STEPS_TITLE}}</h2>
			<form class="filter" action="/results/steps">
				<input type="hidden" name="months" value="{{MONTHS_CODE}}">
				<input type="hidden" name="until" value="{{UNTIL_CODE}}">
				<div class="filter-field"><label for="source">Source</label><select class="input" id="source" name="source">
					{{#SOURCE_ROW}}
					<option value="{{SOURCE_CODE}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{SOURCE_NAME}}</option>
					{{/SOURCE_ROW}}
				</select></div>
				<button class="btn" type="submit">Show</button>
			</form>
		</div>
		{{#HAS_STEPS}}
		<div class="table-wrap">
			<table class="table result-table steps-table">
				<caption class="sr">How far they came</caption>
				<thead><tr><th scope="col">Step</th><th scope="col" class="num">Leads</th><th scope="col" class="num">Of all</th><th scope="col" class="num">Of the step before</th><th scope="col" class="num">Time to it</th><th scope="col" class="bar-cell"><span class="sr">As a bar</span></th></tr></thead>
				<tbody>
					{{#STEP_ROW}}
					<tr><th scope="row">{{STEP_NAME}}</th><td class="num">{{#STEP_LINK}}<a href="{{STEP_HREF}}">{{STEP_NUMBER}}</a>{{/STEP_LINK}}{{#NO_STEP}}0{{/NO_STEP}}</td><td class="num">{{OF_ALL}}</td><td class="num">{{OF_BEFORE}}</td><td class="num">{{TIME_WORDS}}</td><td class="bar-cell"><svg class="step-bar" viewBox="0 0 400 20" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="all" width="400" height="20" rx="2"></rect><rect class="part" width="{{BAR_WIDTH}}" height="20" rx="2"></rect></svg></td></tr>
					{{/STEP_ROW}}
				</tbody>
			</table>
		</div>
		<p class="small muted table-note">Time is the median of days from the step before, of those that have come to it in that order. By the day of the handoff: leads of the last weeks may still go on.</p>
		{{/HAS_STEPS}}
		{{#NO_STEPS}}
		<div class="empty"><p>No lead that met every must was handed over in this time.</p></div>
		{{/NO_STEPS}}
	</section>
</div>
