{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{BEHIND_TITLE}}</h1>
		<p class="sub">{{BEHIND_LINE}}</p>
	</div>
	<div class="acts"><a class="btn" href="/sla/promises/{{PROMISE_ID}}?month={{MONTH_CODE}}">The promise</a></div>
</div>
<div class="stack">
	<nav class="tabs" aria-label="Handoffs by result">
		<ul>
			{{#TAB_ROW}}
			<li><a href="/handoffs/promises/{{PROMISE_ID}}?month={{MONTH_CODE}}&amp;counted={{TAB_CODE}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}}</a></li>
			{{/TAB_ROW}}
		</ul>
	</nav>
	{{#HAS_HANDOFFS}}
	<section class="card flush" aria-label="{{TAB_LABEL}}">
		<div class="table-wrap">
			<table class="table cards">
				<caption class="sr">{{TAB_LABEL}}, newest first</caption>
				<thead>
					<tr><th scope="col">Handoff</th><th scope="col">Lead</th><th scope="col">Source</th><th scope="col">Handed over</th><th scope="col">State</th></tr>
				</thead>
				<tbody>
					{{#HANDOFF_ROW}}
					<tr>
						<th scope="row"><a href="/handoffs/{{HANDOFF_ID}}">Handoff {{HANDOFF_ID}}</a></th>
						<td>{{LEAD_TITLE}}{{#HAS_COMPANY}}<br><span class="small muted">{{LEAD_COMPANY}}</span>{{/HAS_COMPANY}}</td>
						<td>{{LEAD_SOURCE}}</td>
						<td data-label="Handed over"><time datetime="{{HANDED_STAMP}}">{{HANDED_WORDS}}</time></td>
						<td>{{>STATE_TAG}}</td>
					</tr>
					{{/HANDOFF_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_HANDOFFS}}
	{{#NONE_HERE}}
	<div class="card empty"><p>{{NONE_WORDS}}</p></div>
	{{/NONE_HERE}}
	{{#MORE_LINK}}
	<p><a class="btn" href="{{MORE_HREF}}">More</a></p>
	{{/MORE_LINK}}
	{{#FILE_LINK}}
	<p class="small"><a href="{{FILE_HREF}}">Download as CSV</a></p>
	{{/FILE_LINK}}
</div>
