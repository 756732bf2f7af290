{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
{{#MOVED_NOTICE}}
<div class="banner warn" role="alert">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{MOVED_WORDS}}</p>
</div>
{{/MOVED_NOTICE}}
<div class="head">
	<div>
		<h1>Hand over several</h1>
		<p class="sub">Tick the leads that go to Sales and answer what both teams agreed: <a href="/glossary/{{TERM_SLUG}}">{{TERM_NAME}}, version {{VERSION_NUMBER}}</a></p>
	</div>
</div>
<div class="stack">
	{{#HAS_LEADS}}
	<form class="stack" method="post" action="/leads/handoffs" novalidate data-guard>
		{{>FORM_HIDDEN}}
		<input type="hidden" name="version" value="{{VERSION_ID}}">
		<input type="hidden" name="rows" value="{{ROW_IDS}}">
		<section class="card flush" aria-label="Leads nobody has handed over">
			<div class="table-wrap">
				<table class="table several">
					<caption class="sr">Leads nobody has handed over, newest first</caption>
					<thead>
						<tr><th scope="col">Lead</th>{{#HEAD_ROW}}<th scope="col">{{CRITERION_LABEL}}</th>{{/HEAD_ROW}}<th scope="col">What they asked for</th></tr>
					</thead>
					<tbody>
						{{#LEAD_ROW}}
						<tr>
							<th scope="row">
								{{>PICK_FIELD}}
								<p class="small"><a href="/leads/{{LEAD_ID}}">Look at the lead<span class="sr">: {{LEAD_TITLE}}</span></a></p>
								{{#HAS_KEPT}}
								<p class="small muted">{{KEPT_WORDS}}</p>
								{{/HAS_KEPT}}
								{{#HAS_COMPANY}}
								<p class="small muted">{{LEAD_COMPANY}}</p>
								{{/HAS_COMPANY}}
								{{#HAS_SOURCE}}
								<p class="small muted">{{LEAD_SOURCE}}</p>
								{{/HAS_SOURCE}}
							</th>
							{{#CELL_ROW}}
							<td>
								{{#HAS_KNOWN}}
								<p class="known"><span class="cell-label">{{CRITERION_LABEL}}</span> {{KNOWN_WORDS}}</p>
								{{/HAS_KNOWN}}
								{{>ANSWER_FIELD}}
								{{>UNKNOWN_FIELD}}
								{{>EVIDENCE_FIELD}}
							</td>
							{{/CELL_ROW}}
							<td>{{>WORDS_FIELD}}</td>
						</tr>
						{{/LEAD_ROW}}
					</tbody>
				</table>
			</div>
		</section>
		<p class="small muted">What helps and need not be so is asked on a lead’s own form.</p>
		<div class="acts"><button class="btn main-btn large" type="submit">Hand over the ticked leads</button></div>
	</form>
	{{/HAS_LEADS}}
	{{#NONE_HERE}}
	<div class="card empty">
		<p><strong>Everybody has been handed over</strong></p>
		<p>A new lead of yours, or of nobody, stands here until Sales has it.</p>
	</div>
	{{/NONE_HERE}}
	{{#MORE_LINK}}
	<p><a class="btn" href="{{MORE_HREF}}">The next twenty</a></p>
	{{/MORE_LINK}}
	{{#HAS_DRAFTS}}
	<section class="card stack-s" aria-labelledby="drafts-title">
		<h2 id="drafts-title">Your drafts</h2>
		<ul class="stack-s">
			{{#DRAFT_ROW}}
			<li><a href="/leads/{{DRAFT_ID}}/handoffs">{{DRAFT_TITLE}}</a></li>
			{{/DRAFT_ROW}}
		</ul>
	</section>
	{{/HAS_DRAFTS}}
</div>
