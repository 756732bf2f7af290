{{%AUTOESCAPE context="HTML"}}
{{>UNDO_BANNER}}
<div class="head">
	<div>
		<h1>Leads</h1>
		<p class="sub">{{LIST_LINE}}</p>
	</div>
	{{#MAY_ADD}}
	<div class="acts">{{#MAY_HAND_SEVERAL}}<a class="btn" href="/leads/handoffs">Hand over several</a> {{/MAY_HAND_SEVERAL}}<a class="btn main-btn" href="/leads/new">Add a lead</a></div>
	{{/MAY_ADD}}
</div>
<div class="stack">
	<nav class="tabs" aria-label="Views">
		<ul>
			{{#TAB_ROW}}
			<li><a href="/leads?view={{TAB_CODE}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}}</a></li>
			{{/TAB_ROW}}
		</ul>
	</nav>
	{{#IS_SEARCH}}
	<form class="filter" action="/leads">
		<input type="hidden" name="view" value="leads">
		<div class="filter-field"><label for="find">Name, company, e-mail or phone</label><input class="input" id="find" name="find" type="search" value="{{FIND_WORDS}}" autocomplete="off"></div>
		<button class="btn" type="submit">Find</button>
	</form>
	{{/IS_SEARCH}}
	{{#MAY_BULK}}
	<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
		<summary class="btn">Do something with several</summary>
		<form class="card stack-s" id="bulk" method="post" action="/handoffs" novalidate>
			{{>FORM_HIDDEN}}
			<input type="hidden" name="from" value="{{VIEW_CODE}}">
			<p class="small muted">Tick them in the list below, then choose. What cannot be done is told one by one.</p>
			<button class="btn" type="submit" name="act" value="acceptance">Accept the ticked ones</button>
			{{>SELLER_FIELD}}
			<button class="btn" type="submit" name="act" value="assignment">Assign the ticked ones</button>
			{{>REASON_FIELD}}
			{{>FOUND_FIELD}}
			<button class="btn" type="submit" name="act" value="return">Return the ticked ones</button>
		</form>
	</details>
	{{/MAY_BULK}}
	{{#HAS_QUEUE}}
	<section class="card flush" aria-label="{{VIEW_LABEL}}">
		<div class="table-wrap">
			<table class="table cards queue">
				<caption class="sr">{{VIEW_LABEL}}, {{ORDER_WORDS}}</caption>
				<thead>
					<tr>{{#HAS_LOGS}}<th scope="col" class="pick"><span class="sr">Tick</span></th>{{/HAS_LOGS}}<th scope="col">Lead</th><th scope="col">Asked for</th><th scope="col">Next clock</th><th scope="col">State</th>{{#HAS_LOGS}}<th scope="col">Log an attempt</th>{{/HAS_LOGS}}</tr>
				</thead>
				<tbody>
					{{#QUEUE_ROW}}
					<tr>
						{{#HAS_LOGS}}
						<td class="pick"><input type="checkbox" form="bulk" name="handoff_{{HANDOFF_ID}}" value="{{HANDOFF_REVISION}}" aria-label="{{LEAD_TITLE}}"></td>
						{{/HAS_LOGS}}
						<th scope="row"><a href="/handoffs/{{HANDOFF_ID}}">{{LEAD_TITLE}}</a>{{#HAS_COMPANY}}<br><span class="small muted">{{LEAD_COMPANY}}</span>{{/HAS_COMPANY}}
							{{#HAS_REACH}}
							<p class="reach small">{{#HAS_PHONE}}<a href="tel:{{PHONE_DIGITS}}">{{LEAD_PHONE}}</a>{{/HAS_PHONE}} {{#HAS_MAIL}}<a href="mailto:{{LEAD_EMAIL}}">{{LEAD_EMAIL}}</a>{{/HAS_MAIL}}</p>
							{{/HAS_REACH}}
						</th>
						<td><p class="term-line">{{LEAD_WORDS}}</p><span class="small muted">{{#HAS_SOURCE}}{{LEAD_SOURCE}}. {{/HAS_SOURCE}}By {{AUTHOR_NAME}}{{#HAS_OWNER}} for {{OWNER_NAME}}{{/HAS_OWNER}}</span></td>
						<td class="clock">{{>CLOCK_TAG}}</td>
						<td>{{>STATE_TAG}}<br><span class="small muted">{{ATTEMPT_WORDS}}</span></td>
						{{#HAS_LOGS}}
						<td class="log">
							{{#MAY_LOG}}
							<form class="log-row" method="post" action="/handoffs/{{HANDOFF_ID}}/attempts">
								{{>FORM_HIDDEN}}
								<input type="hidden" name="from" value="{{VIEW_CODE}}">
								<button class="btn" type="submit" name="result" value="no_answer">No answer<span class="sr">: {{LEAD_TITLE}}</span></button>
								<button class="btn" type="submit" name="result" value="voicemail">Voicemail<span class="sr">: {{LEAD_TITLE}}</span></button>
								<button class="btn" type="submit" name="result" value="mailed">Mailed<span class="sr">: {{LEAD_TITLE}}</span></button>
								<button class="btn" type="submit" name="result" value="spoke">Spoke<span class="sr">: {{LEAD_TITLE}}</span></button>
							</form>
							{{/MAY_LOG}}
						</td>
						{{/HAS_LOGS}}
					</tr>
					{{/QUEUE_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_QUEUE}}
	{{#HAS_LEADS}}
	<section class="card flush" aria-label="Leads">
		<div class="table-wrap">
			<table class="table cards">
				<caption class="sr">Leads, newest first</caption>
				<thead>
					<tr><th scope="col">Lead</th><th scope="col">E-mail</th><th scope="col">Source</th><th scope="col">Added</th><th scope="col">Handoff</th></tr>
				</thead>
				<tbody>
					{{#LEAD_ROW}}
					<tr>
						<th scope="row"><a href="/leads/{{LEAD_ID}}">{{LEAD_TITLE}}</a>{{#HAS_COMPANY}}<br><span class="small muted">{{LEAD_COMPANY}}</span>{{/HAS_COMPANY}}</th>
						<td>{{LEAD_EMAIL}}</td>
						<td>{{LEAD_SOURCE}}</td>
						<td data-label="Added"><time datetime="{{ADDED_STAMP}}">{{ADDED_WORDS}}</time></td>
						<td>{{>STATE_TAG}}</td>
					</tr>
					{{/LEAD_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_LEADS}}
	{{#NONE_HERE}}
	<div class="card empty">
		<p><strong>{{NONE_TITLE}}</strong></p>
		<p>{{NONE_WORDS}}</p>
	</div>
	{{/NONE_HERE}}
	{{#MORE_LINK}}
	<p><a class="btn" href="{{MORE_HREF}}">More</a></p>
	{{/MORE_LINK}}
</div>
