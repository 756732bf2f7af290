{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{MINUTES_TITLE}}</h1>
		<p class="sub"><time datetime="{{START_STAMP}}">{{START_WORDS}}</time>. {{CHAIR_WORDS}}</p>
	</div>
	<div class="acts">
		{{>STATE_TAG}}
		<button class="btn" type="button" data-print hidden>Print</button>
		{{#MAY_REOPEN}}
		<form method="post" action="/meetings/{{MEETING_ID}}/reopening">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">Open it again</button>
		</form>
		{{/MAY_REOPEN}}
	</div>
</div>
<p class="measure muted">{{MINUTES_WORDS}}</p>
<div class="stack minutes">
	{{#SECTION_CARD}}
	<section class="card stack" aria-labelledby="section-{{SECTION_CODE}}">
		<h2 id="section-{{SECTION_CODE}}">{{SECTION_NAME}}</h2>
		{{#HAS_FIGURES}}
		<div class="table-wrap">
			<table class="table cards">
				<caption class="sr">Key figures, {{FIGURES_MONTH}} beside the month before</caption>
				<thead><tr><th scope="col">Figure</th><th scope="col">Promised</th><th scope="col">{{BEFORE_MONTH}}</th><th scope="col">{{FIGURES_MONTH}}</th><th scope="col">State</th></tr></thead>
				<tbody>
					{{#FIGURE_ROW}}
					<tr>
						<th scope="row"><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{PARTY_NAME}}</span><br><a href="{{FIGURE_HREF}}">{{FIGURE_NAME}}</a></th>
						<td data-label="Promised">{{TARGET_WORDS}}</td>
						<td data-label="{{BEFORE_MONTH}}">{{BEFORE_WORDS}}</td>
						<td data-label="{{FIGURES_MONTH}}"><strong>{{NOW_WORDS}}</strong>{{#HAS_CASES}}<br><span class="small muted">{{CASES_WORDS}}</span>{{/HAS_CASES}}{{#HAS_CHANGE}}<br><span class="small">{{CHANGE_WORDS}}</span>{{/HAS_CHANGE}}</td>
						<td data-label="State">{{STATE_WORDS}}</td>
					</tr>
					{{/FIGURE_ROW}}
				</tbody>
			</table>
		</div>
		{{/HAS_FIGURES}}
		{{#ITEM_ROW}}
		<article class="stack-s minutes-item" id="{{ITEM_CODE}}">
			<div class="card-head"><h3>{{#HAS_HREF}}<a href="{{ITEM_HREF}}">{{ITEM_TITLE}}</a>{{/HAS_HREF}}{{#NO_HREF}}{{ITEM_TITLE}}{{/NO_HREF}}</h3>{{>STATE_TAG}}</div>
			<p class="small muted">{{SPENT_WORDS}}</p>
			{{#HAS_DETAIL}}
			<p class="small muted as-typed">{{ITEM_DETAIL:pre_escape}}</p>
			{{/HAS_DETAIL}}
			{{#HAS_NOTE}}
			<p class="as-typed">{{NOTE_WORDS:pre_escape}}</p>
			{{/HAS_NOTE}}
			{{#BESIDE_ROW}}
			<div class="note"><p class="small muted">{{BESIDE_NAME}}, at the same time:</p><p class="as-typed">{{BESIDE_WORDS:pre_escape}}</p></div>
			{{/BESIDE_ROW}}
			{{#REPORT_ROW}}
			<p class="as-typed">{{REPORT_WORDS:pre_escape}}</p>
			{{/REPORT_ROW}}
			{{#TASK_ROW}}
			<p><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{TASK_OWNER}}</span> <a href="/assignments/{{TASK_ID}}">{{TASK_WORDS}}</a> <span class="small muted">{{TASK_LINE}}</span></p>
			{{/TASK_ROW}}
		</article>
		{{/ITEM_ROW}}
	</section>
	{{/SECTION_CARD}}
	{{#HAS_BACKLOG}}
	<section class="card stack-s" aria-labelledby="backlog-title">
		<h2 id="backlog-title">Not this time</h2>
		<ul class="stack-s">
			{{#BACKLOG_ROW}}
			<li>{{ITEM_TITLE}} <span class="small muted">{{PLACE_WORDS}}</span></li>
			{{/BACKLOG_ROW}}
		</ul>
	</section>
	{{/HAS_BACKLOG}}
	{{#HAS_MEANT}}
	<section class="card stack-s" aria-labelledby="meant-title">
		<h2 id="meant-title">What the words meant</h2>
		<p class="small muted">These versions were in force when the agenda was published. The figures are counted by them.</p>
		<ul class="inline-list">
			{{#MEANT_ROW}}
			<li><a href="{{MEANT_HREF}}">{{MEANT_NAME}}, version {{MEANT_NUMBER}}</a></li>
			{{/MEANT_ROW}}
		</ul>
	</section>
	{{/HAS_MEANT}}
</div>
