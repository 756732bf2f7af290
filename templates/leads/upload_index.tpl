{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Import</h1>
		<p class="sub">Bring a CSV file out of HubSpot, Salesforce, Zoho or any other system. You see what each row would do before anything is saved.</p>
	</div>
</div>
{{#WANTS_STAGES}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>The glossary has no stages yet, so the stages of a file could not be matched. <a href="/glossary">Begin with the seven words both teams use every day</a>, as drafts; then bring the file.</p>
</div>
{{/WANTS_STAGES}}
<div class="cols">
<div class="stack">
	<form class="stack form" method="post" action="/imports" enctype="multipart/form-data" novalidate data-guard>
		{{>FORM_HIDDEN}}
		{{>KIND_FIELD}}
		{{>FILE_FIELD}}
		<div class="acts"><button class="btn main-btn large" type="submit">Match its columns</button></div>
	</form>
	{{#HAS_FILES}}
	<section class="card flush" aria-labelledby="files-title">
		<div class="card-head"><h2 id="files-title">Files so far</h2></div>
		<div class="table-wrap">
			<table class="table cards">
				<caption class="sr">Files so far, newest first</caption>
				<thead>
					<tr><th scope="col">File</th><th scope="col" class="num">Rows</th><th scope="col">Brought by</th><th scope="col">When</th><th scope="col">State</th></tr>
				</thead>
				<tbody>
					{{#FILE_ROW}}
					<tr>
						<th scope="row"><a href="/imports/{{FILE_ID}}">{{FILE_NAME}}</a><br><span class="small muted">{{KIND_WORDS}}</span></th>
						<td class="num" data-label="Rows">{{ROWS_WORDS}}</td>
						<td data-label="Brought by">{{PERSON_NAME}}</td>
						<td data-label="When"><time datetime="{{MADE_STAMP}}">{{MADE_WORDS}}</time></td>
						<td class="tag-cell">{{>STATE_TAG}}</td>
					</tr>
					{{/FILE_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_FILES}}
	{{#MORE_LINK}}
	<p><a class="btn" href="{{MORE_HREF}}">Older files</a></p>
	{{/MORE_LINK}}
	{{#HAS_FILES}}
	<p><a href="/imports/reconciliation">What the other system calls a marketing-qualified lead, held against your definition</a></p>
	<p><a href="/imports/rates">Your own rates, to begin an agreement with</a></p>
	{{/HAS_FILES}}
</div>
<aside class="card stack-s" aria-labelledby="needs-title">
	<h2 id="needs-title">What the file needs</h2>
	<p class="small">A first line with the names of its columns, and in each row the record’s ID there or an email address.</p>
	<p class="small">Up to 100,000 rows or 50 MB. Export all columns: those that answer your definitions, such as the number of employees, are kept for them.</p>
	<p class="small">The same file twice changes nothing. What an import did can be taken back for 30 days.</p>
</aside>
</div>
