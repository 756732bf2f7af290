{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Who gets it</h1>
		<p class="sub">Whoever had a lead before, or is its seller, keeps it. Otherwise these rules are asked from the top: the first that fits and has somebody here gives it away. Who is out today is stood in for by their deputy.</p>
	</div>
	<div class="acts">
		<a class="btn" href="/leads?view=unassigned">Unassigned leads</a>
		{{#MAY_ADD}}
		<a class="btn main-btn" href="/leads/assignment/new">Add a rule</a>
		{{/MAY_ADD}}
	</div>
</div>
<div class="stack">
	<section class="card flush" aria-labelledby="rules-title">
		<div class="card-head"><h2 id="rules-title">Rules</h2></div>
		<ol class="rows">
			{{#RULE_ROW}}
			<li>
				<div>
					<p><strong>{{RULE_PLACE}}. {{RULE_WHEN}}</strong></p>
					<p class="small">{{RULE_WHO}}</p>
					{{#HAS_NOTES}}
					<p class="small muted">{{NOTE_WORDS}}</p>
					{{/HAS_NOTES}}
				</div>
				{{#MAY_CHANGE}}
				<div class="acts row-end">
					{{#MAY_RISE}}
					<form method="post" action="/leads/assignment/{{RULE_ID}}/place">
						{{>FORM_HIDDEN}}
						<button class="btn quiet" type="submit" name="direction" value="up">Up<span class="sr">: {{RULE_WHEN}}</span></button>
					</form>
					{{/MAY_RISE}}
					{{#MAY_SINK}}
					<form method="post" action="/leads/assignment/{{RULE_ID}}/place">
						{{>FORM_HIDDEN}}
						<button class="btn quiet" type="submit" name="direction" value="down">Down<span class="sr">: {{RULE_WHEN}}</span></button>
					</form>
					{{/MAY_SINK}}
					<a class="btn quiet" href="/leads/assignment/{{RULE_ID}}">Change<span class="sr">: {{RULE_WHEN}}</span></a>
				</div>
				{{/MAY_CHANGE}}
			</li>
			{{/RULE_ROW}}
			<li><div><p><strong>Otherwise: nobody</strong></p><p class="small">{{REST_WORDS}}</p></div></li>
		</ol>
	</section>
	{{#HAS_TRIALS}}
	<section aria-labelledby="trial-title">
		<h2 class="section-title" id="trial-title">The newest handoffs, by these rules</h2>
		<div class="card flush table-wrap">
			<table class="table cards">
				<caption class="sr">Who would get the newest handoffs today, if nobody had had them before</caption>
				<thead><tr><th scope="col">Lead</th><th scope="col">Would be</th></tr></thead>
				<tbody>
					{{#TRIAL_ROW}}
					<tr><th scope="row"><a href="/handoffs/{{HANDOFF_ID}}">{{LEAD_TITLE}}</a></th><td>{{TRIAL_WORDS}}</td></tr>
					{{/TRIAL_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_TRIALS}}
	{{#HAS_LEFT}}
	<section aria-labelledby="left-title">
		<h2 class="section-title" id="left-title">Of people who have left</h2>
		<div class="card flush table-wrap">
			<table class="table cards">
				<caption class="sr">What people who have left still have</caption>
				<thead><tr><th scope="col">Person</th><th scope="col">For</th><th scope="col">What they have</th></tr></thead>
				<tbody>
					{{#LEFT_ROW}}
					<tr><th scope="row"><a href="/leads/assignment/people/{{PERSON_ID}}">{{PERSON_NAME}}</a></th><td>{{TEAM_NAME}}</td><td>{{HAVE_WORDS}}</td></tr>
					{{/LEFT_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_LEFT}}
	{{#HAS_PAIRS}}
	<section aria-labelledby="pairs-title">
		<h2 class="section-title" id="pairs-title">Pairs</h2>
		<div class="card flush table-wrap">
			<table class="table cards">
				<caption class="sr">Who looks after an account in each team</caption>
				<thead><tr><th scope="col">Account</th><th scope="col">Marketing</th><th scope="col">Sales</th></tr></thead>
				<tbody>
					{{#PAIR_ROW}}
					<tr><th scope="row"><a href="/leads/accounts/{{ACCOUNT_ID}}/pair">{{ACCOUNT_NAME}}</a></th><td data-label="Marketing">{{MARKETING_NAME}}</td><td data-label="Sales">{{SALES_NAME}}</td></tr>
					{{/PAIR_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_PAIRS}}
	{{#MORE_PAIRS}}
	<p class="small muted">The first {{PAIRS_SHOWN}} by name. Those of other accounts stand on the pages of their leads.</p>
	{{/MORE_PAIRS}}
</div>
