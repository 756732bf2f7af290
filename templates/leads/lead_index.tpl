{{%AUTOESCAPE context="HTML"}}
{{>FORM_ERRORS}}
{{>UNDO_BANNER}}
<div class="head">
	<div>
		<h1>Leads</h1>
		<p class="sub">{{LIST_LINE}} <a href="/leads/assignment">Who gets it</a> <a href="/leads/personal-data">What is kept</a></p>
	</div>
	{{#MAY_ADD}}
	<div class="acts">{{#MAY_HAND_SEVERAL}}<a class="btn" href="/leads/handoffs">Hand over several</a> {{/MAY_HAND_SEVERAL}}<a class="btn" href="/deals">Deals</a> <a class="btn" href="/imports">Import</a> <a class="btn{{#IS_MAIN}} main-btn{{/IS_MAIN}}" href="/leads/new">Add a lead</a></div>
	{{/MAY_ADD}}
	{{#MAY_LOOK}}
	<div class="acts"><a class="btn" href="/deals">Deals</a></div>
	{{/MAY_LOOK}}
</div>
<div class="stack">
	<nav class="tabs" aria-label="Views">
		<ul>
			{{#TAB_ROW}}
			<li><a href="/leads?view={{TAB_CODE}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}}</a></li>
			{{/TAB_ROW}}
		</ul>
	</nav>
	{{#HAS_SAVED}}
	<nav class="saved" aria-label="Saved views">
		<ul>
			{{#SAVED_ROW}}
			<li><a href="/leads?saved={{SAVED_ID}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{SAVED_NAME}}{{#HAS_TEAM}} <span class="small muted">{{SAVED_TEAM}}</span>{{/HAS_TEAM}}</a></li>
			{{/SAVED_ROW}}
			{{#SAVED_OPEN}}
			<li><a class="quiet" href="/leads/views/{{SAVED_ID}}">Rename or delete</a></li>
			{{/SAVED_OPEN}}
		</ul>
	</nav>
	{{/HAS_SAVED}}
	{{#IS_SEARCH}}
	<form class="filter" action="/leads">
		<input type="hidden" name="view" value="leads">
		<div class="filter-field"><label for="find">Name, company, e-mail or phone</label><input class="input" id="find" name="find" type="search" value="{{FIND_WORDS}}" autocomplete="off"></div>
		<button class="btn" type="submit">Find</button>
	</form>
	{{/IS_SEARCH}}
	{{#MAY_FILTER}}
	<section class="chips" id="filters" aria-label="Filters">
		{{#HAS_CHIPS}}
		<ul>
			{{#CHIP_ROW}}
			<li class="chip">{{CHIP_WORDS}}<a href="{{CHIP_HREF}}"><span class="sr">Without the filter {{CHIP_WORDS}}</span><span aria-hidden="true">×</span></a></li>
			{{/CHIP_ROW}}
		</ul>
		{{/HAS_CHIPS}}
		{{#IS_CLOSED}}
		<a class="chip open" href="{{FILTER_HREF}}">{{FILTER_LABEL}}</a>
		{{/IS_CLOSED}}
		{{#HAS_CHIPS}}
		<a class="btn quiet" href="{{CLEAR_HREF}}">Clear</a>
		{{/HAS_CHIPS}}
		{{#MAY_SAVE}}
		<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
			<summary class="btn quiet">Save this view</summary>
			<form class="card stack-s" method="post" action="/leads/views" novalidate>
				{{>FORM_HIDDEN}}
				<input type="hidden" name="place" value="{{PLACE_TEXT}}">
				{{>NAME_FIELD}}
				{{>SHARED_FIELD}}
				<button class="btn" type="submit">Save</button>
			</form>
		</details>
		{{/MAY_SAVE}}
		{{#FILTER_FORM}}
		<form class="card filters" action="/leads">
			<input type="hidden" name="view" value="{{VIEW_CODE}}">
			{{>TEXT_FIELD}}
			{{>OWNER_FIELD}}
			{{>STATE_FIELD}}
			{{>CLOCK_FIELD}}
			{{>MONTH_FIELD}}
			{{>SOURCE_FIELD}}
			{{>PERSONA_FIELD}}
			<div class="acts">
				<button class="btn" type="submit">Show these</button>
				<a class="btn quiet" href="{{CANCEL_HREF}}">Cancel</a>
			</div>
		</form>
		{{/FILTER_FORM}}
		{{#IN_MONTH}}
		<p class="small muted">Of all handoffs, filters look at those handed over in {{MONTH_WORDS}}.</p>
		{{/IN_MONTH}}
	</section>
	{{/MAY_FILTER}}
	{{#HAS_QUEUE}}
	<section class="card flush" aria-label="{{VIEW_LABEL}}">
		<div class="table-wrap">
			<table class="table cards queue" data-choose>
				<caption class="sr">{{VIEW_LABEL}}, {{ORDER_WORDS}}</caption>
				<thead>
					<tr>{{#HAS_LOGS}}<th scope="col" class="pick" data-choose-all="Tick every lead"><span class="sr">Tick</span></th>{{/HAS_LOGS}}<th scope="col">Lead</th><th scope="col">Asked for</th><th scope="col">Next clock</th><th scope="col">State</th>{{#HAS_LOGS}}<th scope="col">Log an attempt</th>{{/HAS_LOGS}}</tr>
				</thead>
				<tbody>
					{{#QUEUE_ROW}}
					<tr id="handoff-{{HANDOFF_ID}}">
						{{#HAS_LOGS}}
						<td class="pick"><input type="checkbox" form="bulk" name="handoff_{{HANDOFF_ID}}" value="{{HANDOFF_REVISION}}"{{#IS_TICKED}} checked{{/IS_TICKED}} aria-label="{{LEAD_TITLE}}"></td>
						{{/HAS_LOGS}}
						<th scope="row"><a href="/handoffs/{{HANDOFF_ID}}">{{LEAD_TITLE}}</a>{{#HAS_COMPANY}}<br><span class="small muted">{{LEAD_COMPANY}}</span>{{/HAS_COMPANY}}
							{{#HAS_REACH}}
							<p class="reach small">{{#HAS_PHONE}}<a href="tel:{{PHONE_DIGITS}}">{{LEAD_PHONE}}</a>{{/HAS_PHONE}} {{#HAS_MAIL}}<a href="mailto:{{MAIL_ADDRESS}}">{{LEAD_EMAIL}}</a>{{/HAS_MAIL}}</p>
							{{/HAS_REACH}}
						</th>
						<td class="asked"><p class="term-line">{{LEAD_WORDS}}</p><span class="small muted">{{#HAS_SOURCE}}{{LEAD_SOURCE}}. {{/HAS_SOURCE}}{{#HAS_AUTHOR}}By {{AUTHOR_NAME}}{{/HAS_AUTHOR}}{{#HAS_OWNER}} for {{OWNER_NAME}}{{/HAS_OWNER}}</span></td>
						<td class="clock">{{>CLOCK_TAG}}</td>
						<td class="state">{{>STATE_TAG}} <span class="small muted">{{ATTEMPT_WORDS}}</span></td>
						{{#HAS_LOGS}}
						<td class="log">
							{{#MAY_LOG}}
							<form class="log-row" method="post" action="/handoffs/{{HANDOFF_ID}}/attempts">
								{{>FORM_HIDDEN}}
								<input type="hidden" name="from" value="{{PLACE_TEXT}}">
								{{#HAS_NEXT}}
								<input type="hidden" name="next" value="{{NEXT_ID}}">
								{{/HAS_NEXT}}
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
	{{#MAY_BULK}}
	<form class="bulk{{#WAS_REFUSED}} refused{{/WAS_REFUSED}}" id="bulk" method="post" action="/handoffs" novalidate>
		{{>FORM_HIDDEN}}
		<input type="hidden" name="from" value="{{PLACE_TEXT}}">
		<p class="bulk-count" data-count role="status">The ticked ones:</p>
		<button class="btn" type="submit" name="act" value="acceptance">Accept<span class="sr"> the ticked ones</span></button>
		<details name="bulk"{{#IS_RETURN}} open{{/IS_RETURN}}>
			<summary class="btn">Return<span class="sr"> the ticked ones</span></summary>
			<div class="stack-s">
				{{>CRITERIA_FIELD}}
				{{>REASON_FIELD}}
				{{>FOUND_FIELD}}
				<button class="btn" type="submit" name="act" value="return">Return to Marketing<span class="sr">: the ticked ones</span></button>
			</div>
		</details>
		<details name="bulk"{{#IS_ASSIGNMENT}} open{{/IS_ASSIGNMENT}}>
			<summary class="btn">Assign<span class="sr"> the ticked ones</span></summary>
			<div class="stack-s">
				{{>SELLER_FIELD}}
				<button class="btn" type="submit" name="act" value="assignment">Assign to this seller<span class="sr">: the ticked ones</span></button>
			</div>
		</details>
	</form>
	{{/MAY_BULK}}
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
		{{#NONE_LINK}}
		<p><a class="btn" href="{{NONE_HREF}}">{{NONE_LABEL}}</a></p>
		{{/NONE_LINK}}
	</div>
	{{/NONE_HERE}}
	{{#CAPPED_NOTE}}
	<p class="small muted">{{CAPPED_WORDS}}</p>
	{{/CAPPED_NOTE}}
	{{#MORE_LINK}}
	<p><a class="btn" href="{{MORE_HREF}}">{{MORE_LABEL}}</a></p>
	{{/MORE_LINK}}
	{{#FILE_LINK}}
	<p class="small"><a href="{{FILE_HREF}}">Download as CSV</a></p>
	{{/FILE_LINK}}
	{{#HAS_KEYS}}
	<p class="keys-hint small muted"><kbd>j</kbd> <kbd>k</kbd> move, <kbd>x</kbd> ticks, <kbd>1</kbd> No answer, <kbd>2</kbd> Voicemail, <kbd>3</kbd> Mailed, <kbd>4</kbd> Spoke, <kbd>?</kbd> all keys</p>
	{{/HAS_KEYS}}
</div>
