{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{IMPORT_TITLE}}</h1>
		<p class="sub">{{SOURCE_WORDS}}</p>
	</div>
</div>
{{#STALE_NOTICE}}
<div class="banner warn" role="alert">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{STALE_WORDS}}</p>
</div>
{{/STALE_NOTICE}}
<ol class="steps">
	{{#STEP_ROW}}
	<li{{#IS_CURRENT}} aria-current="step"{{/IS_CURRENT}}>{{#IS_DONE}}<span class="tag ok"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#check"></use></svg>{{STEP_LABEL}}<span class="sr">, done</span></span>{{/IS_DONE}}{{#IS_CURRENT}}<span class="tag info">{{STEP_LABEL}}</span>{{/IS_CURRENT}}{{#IS_AHEAD}}<span class="tag">{{STEP_LABEL}}</span>{{/IS_AHEAD}}</li>
	{{/STEP_ROW}}
</ol>
<ul class="tiles">
	{{#COUNT_TILE}}
	<li class="card"><p><span class="big">{{TILE_COUNT}}</span> <span class="of">{{TILE_LABEL}}</span></p><p class="small muted">{{TILE_WORDS}}</p></li>
	{{/COUNT_TILE}}
</ul>
{{#HAS_IGNORED}}
<p class="note">{{IGNORED_WORDS}}</p>
{{/HAS_IGNORED}}
<div class="card flush table-wrap">
	<table class="table cards" data-choose>
		<caption class="sr">Rows of the file and what happens to each</caption>
		<thead>
			<tr>
				{{#IS_DRY}}
				<th scope="col" class="pick" data-choose-all><span class="sr">Import</span></th>
				{{/IS_DRY}}
				<th scope="col" class="num">Line</th>
				<th scope="col">Term</th>
				<th scope="col">{{ACT_TITLE}}</th>
				<th scope="col">Why</th>
			</tr>
		</thead>
		<tbody>
			{{#IMPORT_ROW}}
			<tr>
				{{#CAN_PICK}}
				<td class="pick"><input type="checkbox" name="line_{{LINE_NUMBER}}" value="yes" form="import-form" aria-label="Import line {{LINE_NUMBER}}"{{#IS_CHOSEN}} checked{{/IS_CHOSEN}}></td>
				{{/CAN_PICK}}
				{{#NO_PICK}}
				<td class="pick"></td>
				{{/NO_PICK}}
				<td class="num" data-label="Line">{{LINE_NUMBER}}</td>
				<th scope="row">{{#HAS_LINK}}<a href="/glossary/{{TERM_SLUG}}">{{TERM_NAME}}</a>{{/HAS_LINK}}{{#NO_LINK}}{{TERM_NAME}}{{/NO_LINK}}{{#HAS_LINE}}<span class="table-line serif">{{TERM_LINE}}</span>{{/HAS_LINE}}</th>
				<td class="tag-cell">
				{{>STATE_TAG}}
				</td>
				<td>{{ROW_WHY}}{{#HAS_VALUE}} <code>{{ROW_VALUE}}</code>{{/HAS_VALUE}}</td>
			</tr>
			{{/IMPORT_ROW}}
		</tbody>
	</table>
</div>
{{#IS_DRY}}
{{#MAY_IMPORT}}
<form id="import-form" class="acts" method="post" action="/glossary/imports/{{IMPORT_ID}}/confirmation">
	{{>FORM_HIDDEN}}
	<button class="btn main-btn large" type="submit">{{IMPORT_LABEL}}</button>
	<a class="btn quiet large" href="/glossary/import">Choose another file</a>
</form>
{{/MAY_IMPORT}}
{{#NOTHING_NOTE}}
<div class="stack-s">
	<p class="hint">{{NOTHING_WORDS}}</p>
	<p><a class="btn large" href="/glossary/import">Choose another file</a></p>
</div>
{{/NOTHING_NOTE}}
{{/IS_DRY}}
{{#IS_FINISHED}}
<div class="acts">
	<a class="btn main-btn large" href="/glossary?show=discussed">Read the drafts</a>
	<a class="btn quiet large" href="/glossary/import">Import another file</a>
</div>
{{/IS_FINISHED}}
