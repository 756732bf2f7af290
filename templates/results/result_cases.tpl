{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{LIST_TITLE}}</h1>
		<p class="sub">{{LIST_LINE}}</p>
	</div>
</div>
<div class="stack">
	{{#HAS_ROWS}}
	<section class="card flush" aria-label="{{LIST_TITLE}}">
		<div class="table-wrap">
			<table class="table cards">
				<caption class="sr">{{LIST_TITLE}}, newest first</caption>
				<thead><tr><th scope="col">{{SUBJECT_HEAD}}</th><th scope="col">Lead</th><th scope="col">{{SOURCE_HEAD}}</th><th scope="col">Day</th><th scope="col">Counts as</th></tr></thead>
				<tbody>
					{{#CASE_ROW}}
					<tr>
						<th scope="row"><a href="{{CASE_HREF}}">{{CASE_TITLE}}</a></th>
						<td>{{LEAD_TITLE}}{{#HAS_COMPANY}}<br><span class="small muted">{{LEAD_COMPANY}}</span>{{/HAS_COMPANY}}</td>
						<td>{{LEAD_SOURCE}}</td>
						<td data-label="Day"><time datetime="{{DAY_STAMP}}">{{DAY_WORDS}}</time></td>
						<td>{{COUNTS_WORDS}}</td>
					</tr>
					{{/CASE_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_ROWS}}
	{{#NONE_HERE}}
	<div class="card empty"><p>There are none.</p></div>
	{{/NONE_HERE}}
	{{#MORE_LINK}}
	<p><a class="btn" href="{{MORE_HREF}}">More</a></p>
	{{/MORE_LINK}}
</div>
