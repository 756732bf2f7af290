{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{PAGE_HEADING}}</h1>
		<p class="sub">{{PAGE_LINE}}</p>
	</div>
	<div class="acts"><a class="btn" href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}">Read version {{VERSION_NUMBER}}</a></div>
</div>
<div class="stack">
	<nav class="tabs" aria-label="What it is tried on">
		<ul>
			{{#OVER_ROW}}
			<li><a href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/replay?over={{OVER_CODE}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{OVER_LABEL}}</a></li>
			{{/OVER_ROW}}
		</ul>
	</nav>
	{{#NOTHING_HERE}}
	<div class="card empty"><p><strong>{{NOTHING_TITLE}}</strong></p><p>{{NOTHING_WORDS}}</p></div>
	{{/NOTHING_HERE}}
	{{#HAS_ROWS}}
	<form class="stack" action="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/replay" data-replay>
		<input type="hidden" name="over" value="{{OVER_CODE}}">
		<input type="hidden" name="show" value="{{SHOW_CODE}}">
		{{#HAS_CHOSEN}}
		<input type="hidden" name="criterion" value="{{CHOSEN_CODE}}">
		{{/HAS_CHOSEN}}
		<section class="card stack" aria-labelledby="sum-title">
			<div class="card-head">
				<h2 id="sum-title">What it would have said</h2>
				<div class="replay-most"><label for="replay-n">Tried on</label> <select class="input" id="replay-n" name="n">
				{{#MOST_ROW}}
				<option value="{{MOST_NUMBER}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{MOST_LABEL}}</option>
				{{/MOST_ROW}}
				</select></div>
			</div>
			<p class="sr" role="status" data-live="said">{{SUM_WORDS}}</p>
			<div class="stack" data-live="sum">
				{{#HAS_PROBLEM}}
				<p class="note warn">{{PROBLEM_WORDS}}</p>
				{{/HAS_PROBLEM}}
				{{#IS_CLAIMED}}
				<p><strong>{{CLAIMED_WORDS}}</strong></p>
				{{/IS_CLAIMED}}
				<ul class="replay-sum">
					{{#SUM_ROW}}
					<li><a href="{{SUM_HREF}}"><span class="big">{{SUM_NUMBER}}</span> <span>{{SUM_LABEL}}</span></a></li>
					{{/SUM_ROW}}
				</ul>
				<p class="small"><a href="{{WON_HREF}}">{{WON_WORDS}}</a>; <a href="{{DOUBT_HREF}}">{{DOUBT_WORDS}}</a> nobody can tell.</p>
				{{#HAS_BEFORE}}
				<p class="small">By version {{FORCE_NUMBER}}, which is in force, <a href="{{MET_HREF}}">{{MET_WORDS}}</a>, <a href="{{UNMET_HREF}}">{{UNMET_WORDS}}</a>, <a href="{{VAGUE_HREF}}">{{VAGUE_WORDS}}</a>. Against that: <a href="{{REFUSED_HREF}}">{{REFUSED_WORDS}}</a>, <a href="{{PASSED_HREF}}">{{PASSED_WORDS}}</a>.</p>
				{{/HAS_BEFORE}}
			</div>
		</section>
		<section class="card stack" aria-labelledby="criteria-title">
			<div class="card-head"><h2 id="criteria-title">By criterion</h2></div>
			<ul class="replay-criteria">
				{{#CRITERION_ROW}}
				<li>
					<div>
						<h3>{{CRITERION_LABEL}}</h3>
						<p class="small muted">{{LEVEL_WORDS}}. <span data-live="rule-{{CRITERION_CODE}}">{{RULE_WORDS}}</span>.</p>
						{{#HAS_BOUNDS}}
						<fieldset class="replay-bounds">
							<legend class="sr">Another bound of {{CRITERION_LABEL}}</legend>
							<div><label for="bound-{{CRITERION_CODE}}-min">At least</label><input class="input short" type="text" inputmode="decimal" id="bound-{{CRITERION_CODE}}-min" name="bound_{{CRITERION_CODE}}_min" value="{{BOUND_MIN}}" autocomplete="off" data-steps="{{STEPS_MIN}}"></div>
							<div><label for="bound-{{CRITERION_CODE}}-max">At most</label><input class="input short" type="text" inputmode="decimal" id="bound-{{CRITERION_CODE}}-max" name="bound_{{CRITERION_CODE}}_max" value="{{BOUND_MAX}}" autocomplete="off" data-steps="{{STEPS_MAX}}"></div>
						</fieldset>
						{{/HAS_BOUNDS}}
					</div>
					<div class="replay-counts" data-live="counts-{{CRITERION_CODE}}">
						<svg class="replay-bar" viewBox="0 0 300 12" preserveAspectRatio="none" aria-hidden="true">
							<rect class="unknown" x="0" y="0" width="300" height="12"></rect>
							<rect class="meets" x="0" y="0" width="{{MEETS_WIDTH}}" height="12"></rect>
							<rect class="fails" x="{{MEETS_WIDTH}}" y="0" width="{{FAILS_WIDTH}}" height="12"></rect>
						</svg>
						<p class="small"><a href="{{MEETS_HREF}}">{{MEETS_WORDS}}</a>, <a href="{{FAILS_HREF}}">{{FAILS_WORDS}}</a>, <a href="{{UNKNOWN_HREF}}">{{UNKNOWN_WORDS}}</a></p>
					</div>
				</li>
				{{/CRITERION_ROW}}
			</ul>
			<div class="acts">
				<button class="btn" type="submit">Work it out</button>
				<span class="acts" data-live="acts">
					{{#MAY_USE}}
					<a class="btn" href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/edit?{{USE_QUERY}}">{{USE_LABEL}}</a>
					{{/MAY_USE}}
					{{#IS_MOVED}}
					<a class="btn quiet" href="{{RESET_HREF}}">Back to the bounds of version {{VERSION_NUMBER}}</a>
					{{/IS_MOVED}}
				</span>
			</div>
		</section>
	</form>
	<section class="card flush" id="rows" aria-labelledby="rows-title" data-live="rows">
		<div class="card-head"><h2 id="rows-title">{{ROWS_TITLE}}</h2></div>
		<nav class="tabs" aria-label="Handoffs by what the draft says">
			<ul>
				{{#TAB_ROW}}
				<li><a href="{{TAB_HREF}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}} <span class="count">{{TAB_COUNT}}</span></a></li>
				{{/TAB_ROW}}
			</ul>
		</nav>
		{{#HAS_LINES}}
		<div class="table-wrap">
			<table class="table cards">
				<caption class="sr">{{ROWS_TITLE}}, newest first</caption>
				<thead>
					<tr><th scope="col">Lead</th><th scope="col">{{DATE_HEAD}}</th><th scope="col">What stands against it</th><th scope="col">What came of it</th></tr>
				</thead>
				<tbody>
					{{#LINE_ROW}}
					<tr>
						<th scope="row"><a href="{{LINE_HREF}}">{{LEAD_TITLE}}</a>{{#HAS_COMPANY}}<span class="small muted replay-company">{{LEAD_COMPANY}}</span>{{/HAS_COMPANY}}</th>
						<td data-label="{{DATE_HEAD}}"><time datetime="{{HANDED_STAMP}}">{{HANDED_WORDS}}</time></td>
						<td>{{WHY_WORDS}}</td>
						<td>{{>STATE_TAG}}</td>
					</tr>
					{{/LINE_ROW}}
				</tbody>
			</table>
		</div>
		{{/HAS_LINES}}
		{{#NO_LINES}}
		<div class="empty"><p>{{NONE_WORDS}}</p></div>
		{{/NO_LINES}}
		{{#MORE_LINK}}
		<p class="more"><a href="{{MORE_HREF}}">More</a></p>
		{{/MORE_LINK}}
	</section>
	{{/HAS_ROWS}}
</div>
