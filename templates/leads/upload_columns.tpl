{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Match the columns</h1>
		<p class="sub">{{SOURCE_WORDS}}</p>
	</div>
</div>
<ol class="steps">
	{{#STEP_ROW}}
	<li{{#IS_CURRENT}} aria-current="step"{{/IS_CURRENT}}>{{#IS_DONE}}<span class="tag ok"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#check"></use></svg>{{STEP_LABEL}}<span class="sr">, done</span></span>{{/IS_DONE}}{{#IS_CURRENT}}<span class="tag info">{{STEP_LABEL}}</span>{{/IS_CURRENT}}{{#IS_AHEAD}}<span class="tag">{{STEP_LABEL}}</span>{{/IS_AHEAD}}</li>
	{{/STEP_ROW}}
</ol>
<form class="stack" method="post" action="/imports/{{FILE_ID}}/columns" novalidate data-guard>
	{{>FORM_HIDDEN}}
	<input type="hidden" name="system_seen" value="{{SYSTEM_SEEN}}">
	<section class="card flush" aria-labelledby="columns-title">
		<div class="card-head"><h2 id="columns-title">Columns</h2></div>
		<div class="table-wrap">
			<table class="table cards upload-columns">
				<caption class="sr">Columns of the file and what each means</caption>
				<thead>
					<tr><th scope="col">Column</th><th scope="col">For example</th><th scope="col">What it is</th></tr>
				</thead>
				<tbody>
					{{#COLUMN_ROW}}
					<tr id="column-{{COLUMN_NUMBER}}">
						<th scope="row">{{COLUMN_NAME}}</th>
						<td data-label="For example">{{SAMPLE_WORDS}}</td>
						<td><select class="input" name="column_{{COLUMN_NUMBER}}" aria-label="What {{COLUMN_NAME}} is">
						{{#OPTION_ROW}}
						<option value="{{OPTION_VALUE}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{OPTION_LABEL}}</option>
						{{/OPTION_ROW}}
						</select></td>
					</tr>
					{{/COLUMN_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{#HAS_VALUES}}
	<section class="card flush" id="values" aria-labelledby="values-title">
		<div class="card-head"><h2 id="values-title">Words of the other system</h2></div>
		<p class="small muted upload-note">What is not matched is kept as it is, and never dropped.{{#HAS_MORE_VALUES}} There are more words than are listed here: what was said of the others before stays.{{/HAS_MORE_VALUES}}</p>
		<div class="table-wrap">
			<table class="table cards upload-columns">
				<caption class="sr">Values of the file and what each means here</caption>
				<thead>
					<tr><th scope="col">There</th><th scope="col" class="num">Rows</th><th scope="col">Here</th></tr>
				</thead>
				<tbody>
					{{#VALUE_ROW}}
					<tr>
						<th scope="row">{{VALUE_WORDS}}<br><span class="small muted">{{VALUE_FIELD}}</span></th>
						<td class="num" data-label="Rows">{{VALUE_COUNT}}</td>
						<td><input type="hidden" name="{{VALUE_NAME}}_from" value="{{VALUE_WORDS}}">{{#IS_CLOSED}}<select class="input" name="{{VALUE_NAME}}_to" aria-label="{{VALUE_WORDS}} is here">
						{{#OPTION_ROW}}
						<option value="{{OPTION_VALUE}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{OPTION_LABEL}}</option>
						{{/OPTION_ROW}}
						</select>{{/IS_CLOSED}}{{#IS_FREE}}<input class="input" type="text" name="{{VALUE_NAME}}_to" value="{{VALUE_TO}}" autocomplete="off" placeholder="As it is" aria-label="{{VALUE_WORDS}} is here">{{/IS_FREE}}</td>
					</tr>
					{{/VALUE_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_VALUES}}
	<section class="card stack form" aria-labelledby="rest-title">
		<h2 id="rest-title">For the whole file</h2>
		{{>SYSTEM_FIELD}}
		{{>DATE_ORDER_FIELD}}
		{{>HISTORY_FIELD}}
		{{>KNOWN_FIELD}}
		{{>DEFAULT_ORIGIN_FIELD}}
		{{>DEFAULT_SOURCE_FIELD}}
		{{>DEFAULT_STAGE_FIELD}}
		{{>DEFAULT_CURRENCY_FIELD}}
		{{>DEFAULT_RESULT_FIELD}}
	</section>
	<div class="acts">
		<button class="btn main-btn large" type="submit" name="step" value="save">Check the rows</button>
		<button class="btn large" type="submit" name="step" value="again">Show the words of these columns</button>
		<a class="btn quiet large" href="/imports">Cancel</a>
	</div>
</form>
