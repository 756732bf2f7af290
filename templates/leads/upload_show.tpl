{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{PAGE_HEADING}}</h1>
		<p class="sub">{{SOURCE_WORDS}}</p>
	</div>
</div>
<ol class="steps">
	{{#STEP_ROW}}
	<li{{#IS_CURRENT}} aria-current="step"{{/IS_CURRENT}}>{{#IS_DONE}}<span class="tag ok"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#check"></use></svg>{{STEP_LABEL}}<span class="sr">, done</span></span>{{/IS_DONE}}{{#IS_CURRENT}}<span class="tag info">{{STEP_LABEL}}</span>{{/IS_CURRENT}}{{#IS_AHEAD}}<span class="tag">{{STEP_LABEL}}</span>{{/IS_AHEAD}}</li>
	{{/STEP_ROW}}
</ol>
{{#IS_MOVING}}
<section class="card stack-s" aria-labelledby="moving-title" data-watch>
	<h2 id="moving-title">{{MOVING_TITLE}}</h2>
	<div data-live="moving">
		<progress class="upload-progress" value="{{DONE_COUNT}}" max="{{ALL_COUNT}}" aria-label="Rows">{{MOVING_WORDS}}</progress>
		<p role="status">{{MOVING_WORDS}}</p>
	</div>
	<p class="small muted">You can close this page: it goes on by itself. <a href="/imports/{{FILE_ID}}">Look again</a></p>
	{{#MAY_STOP}}
	<form method="post" action="/imports/{{FILE_ID}}/stop">{{>FORM_HIDDEN}}<button class="btn" type="submit">Stop it</button></form>
	{{/MAY_STOP}}
</section>
{{/IS_MOVING}}
{{#HAS_TILES}}
<ul class="tiles upload-tiles">
	{{#COUNT_TILE}}
	<li class="card"><p><span class="big">{{TILE_COUNT}}</span> <span class="of">{{TILE_LABEL}}</span></p><p class="small muted">{{TILE_WORDS}}</p></li>
	{{/COUNT_TILE}}
</ul>
{{/HAS_TILES}}
{{#NOTE_ROW}}
<p class="note">{{NOTE_WORDS}}{{#HAS_NOTE_LINK}} <a href="{{NOTE_HREF}}">{{NOTE_LABEL}}</a>{{/HAS_NOTE_LINK}}</p>
{{/NOTE_ROW}}
{{#HAS_PROBLEMS_LISTED}}
<section class="card flush" aria-labelledby="problems-title">
	<div class="card-head"><h2 id="problems-title">{{PROBLEMS_TITLE}}</h2></div>
	<div class="table-wrap">
		<table class="table cards">
			<caption class="sr">Rows with a problem</caption>
			<thead>
				<tr><th scope="col" class="num">Line</th><th scope="col">Row</th><th scope="col">Column</th><th scope="col">Value in the file</th><th scope="col">Problem</th></tr>
			</thead>
			<tbody>
				{{#PROBLEM_LINE}}
				<tr>
					<td class="num" data-label="Line">{{LINE_NUMBER}}</td>
					<th scope="row">{{ROW_TITLE}}</th>
					<td data-label="Column">{{COLUMN_NAME}}</td>
					<td data-label="Value">{{#HAS_VALUE}}<code>{{VALUE_WORDS}}</code>{{/HAS_VALUE}}{{#NO_VALUE}}<em>empty</em>{{/NO_VALUE}}</td>
					<td>{{PROBLEM_WORDS}}{{#MAY_MATCH}} <a href="/imports/{{FILE_ID}}/columns#values">Match this value</a>{{/MAY_MATCH}}</td>
				</tr>
				{{/PROBLEM_LINE}}
			</tbody>
		</table>
	</div>
	{{#MORE_LINK}}
	<p class="more"><a href="{{MORE_HREF}}">More rows with a problem</a></p>
	{{/MORE_LINK}}
</section>
{{/HAS_PROBLEMS_LISTED}}
{{#HAS_NOTICES_LISTED}}
<section class="card flush" aria-labelledby="notices-title">
	<div class="card-head"><h2 id="notices-title">What is not done</h2></div>
	<div class="table-wrap">
		<table class="table cards">
			<caption class="sr">What rows say and is not done</caption>
			<thead>
				<tr><th scope="col" class="num">Line</th><th scope="col">Column</th><th scope="col">Value in the file</th><th scope="col">What is not done</th></tr>
			</thead>
			<tbody>
				{{#NOTICE_LINE}}
				<tr>
					<td class="num" data-label="Line">{{LINE_NUMBER}}</td>
					<th scope="row">{{COLUMN_NAME}}</th>
					<td data-label="Value">{{#HAS_VALUE}}<code>{{VALUE_WORDS}}</code>{{/HAS_VALUE}}</td>
					<td>{{NOTICE_WORDS}}</td>
				</tr>
				{{/NOTICE_LINE}}
			</tbody>
		</table>
	</div>
</section>
{{/HAS_NOTICES_LISTED}}
<div class="acts">
	{{#MAY_START}}
	<form method="post" action="/imports/{{FILE_ID}}/start">{{>FORM_HIDDEN}}<button class="btn main-btn large" type="submit">{{START_LABEL}}</button></form>
	{{/MAY_START}}
	{{#HAS_REFUSED}}
	<a class="btn large" href="/imports/{{FILE_ID}}/rows">{{DOWNLOAD_LABEL}}</a>
	{{/HAS_REFUSED}}
	{{#MAY_GO_BACK}}
	<a class="btn quiet large" href="/imports/{{FILE_ID}}/columns">Back to the columns</a>
	{{/MAY_GO_BACK}}
	{{#IS_FINISHED}}
	{{#MAY_RECONCILE}}
	<a class="btn main-btn large" href="/imports/reconciliation">See what your definition makes of it</a>
	{{/MAY_RECONCILE}}
	<a class="btn large" href="{{RESULT_HREF}}">{{RESULT_LABEL}}</a>
	<a class="btn quiet large" href="/imports">Import another file</a>
	{{/IS_FINISHED}}
	{{#MAY_UNDO}}
	<form method="post" action="/imports/{{FILE_ID}}/undo">{{>FORM_HIDDEN}}<button class="btn quiet large" type="submit">Take this import back</button></form>
	{{/MAY_UNDO}}
</div>
{{#HAS_UNDO_WORDS}}
<p class="small muted">{{UNDO_WORDS}}</p>
{{/HAS_UNDO_WORDS}}
