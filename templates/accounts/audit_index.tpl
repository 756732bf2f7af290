{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>Audit trail</h1>
		<p class="sub">Who did what, newest first. Nobody can change it; it holds no words, no passwords and no contact data.</p>
	</div>
</div>
<div class="tools">
	<form class="filter" action="/audit">
		<div class="filter-field"><label for="who">Who</label><select class="input" id="who" name="who">
			{{#WHO_ROW}}
			<option value="{{OPTION_VALUE}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{OPTION_LABEL}}</option>
			{{/WHO_ROW}}
		</select></div>
		<div class="filter-field"><label for="what">What</label><select class="input" id="what" name="what">
			{{#WHAT_ROW}}
			<option value="{{OPTION_VALUE}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{OPTION_LABEL}}</option>
			{{/WHAT_ROW}}
		</select></div>
		<div class="filter-field"><label for="from">From</label><input class="input" id="from" name="from" type="date" value="{{FROM_DAY}}"></div>
		<div class="filter-field"><label for="to">To</label><input class="input" id="to" name="to" type="date" value="{{TO_DAY}}"></div>
		<button class="btn" type="submit">Filter</button>
		{{#IS_FILTERED}}
		<a class="btn quiet" href="/audit">Show all</a>
		{{/IS_FILTERED}}
	</form>
</div>
{{#HAS_PROBLEM}}
<p class="problem" role="alert">{{PROBLEM_WORDS}}</p>
{{/HAS_PROBLEM}}
{{#HAS_TRACES}}
<div class="card flush table-wrap">
	<table class="table cards">
		<caption class="sr">What was done, newest first</caption>
		<thead>
			<tr>
				<th scope="col">When</th>
				<th scope="col">Who</th>
				<th scope="col">What</th>
				<th scope="col">On what</th>
				<th scope="col">Detail</th>
			</tr>
		</thead>
		<tbody>
			{{#TRACE_ROW}}
			<tr>
				<td><time datetime="{{ACT_STAMP}}">{{ACT_DATE}}</time></td>
				<td><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{PERSON_NAME}}</span>{{#BY_TOKEN}} <span class="muted">by a token</span>{{/BY_TOKEN}}</td>
				<td title="{{ACT_CODE}}">{{ACT_WORDS}}</td>
				<td>{{#HAS_PERSON}}<a href="/people/{{SUBJECT_ID}}">{{SUBJECT_NAME}}</a>{{/HAS_PERSON}}{{#HAS_SUBJECT}}{{#HAS_PAGE}}<a href="{{SUBJECT_HREF}}">{{SUBJECT_WORDS}}</a>{{/HAS_PAGE}}{{#NO_PAGE}}{{SUBJECT_WORDS}}{{/NO_PAGE}}{{/HAS_SUBJECT}}</td>
				<td>{{#HAS_DETAIL}}<code>{{DETAIL_WORDS}}</code>{{/HAS_DETAIL}}</td>
			</tr>
			{{/TRACE_ROW}}
		</tbody>
	</table>
</div>
{{/HAS_TRACES}}
{{#NO_TRACES}}
<div class="card empty"><p><strong>Nothing was done that fits.</strong></p></div>
{{/NO_TRACES}}
{{#OLDER_LINK}}
<p><a class="btn" href="{{OLDER_HREF}}">Older</a></p>
{{/OLDER_LINK}}
