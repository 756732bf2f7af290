{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>{{SEARCH_TITLE}}</h1>
		<p class="sub" role="status">{{FOUND_WORDS}}</p>
	</div>
</div>
{{#HAS_PARTS}}
<section class="chips" aria-label="Narrowed by">
	<ul>
		{{#PART_ROW}}
		<li class="chip">{{PART_WORDS}}<a href="{{LIFT_HREF}}"><span class="sr">Without the filter {{PART_WORDS}}</span><span aria-hidden="true">×</span></a></li>
		{{/PART_ROW}}
	</ul>
</section>
{{/HAS_PARTS}}
{{#RESULT_GROUP}}
<section class="card flush" aria-labelledby="group-{{GROUP_CODE}}">
	<div class="card-head"><h2 id="group-{{GROUP_CODE}}">{{GROUP_NAME}}</h2><span class="small muted">{{GROUP_COUNT}}</span></div>
	<ul class="rows">
		{{#RESULT_ROW}}
		<li class="row-link">
			<a href="{{RESULT_HREF}}">{{RESULT_NAME}}</a>{{#HAS_ALSO}} <span class="muted small">{{RESULT_ALSO}}</span>{{/HAS_ALSO}}
			{{#TERM_LINE}}<p class="row-line serif">{{RESULT_LINE}}</p>{{/TERM_LINE}}{{#LEAD_LINE}}<p class="row-line">{{RESULT_LINE}}</p>{{/LEAD_LINE}}
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/RESULT_ROW}}
		{{#MORE_LEADS}}
		<li><a href="/leads?view=leads&amp;find={{SEARCH_WORDS:url_query_escape}}">All leads that fit</a></li>
		{{/MORE_LEADS}}
	</ul>
</section>
{{/RESULT_GROUP}}
{{#NO_RESULTS}}
<div class="card empty">
	<p><strong>Nothing found for “{{SEARCH_WORDS}}”.</strong></p>
	<p>Search looks for leads by name, company, email and phone, for terms by name, abbreviation, synonym and meaning, and for meetings and issues by their words. Try a shorter word, or <a href="/glossary/new?name={{SEARCH_WORDS:url_query_escape}}">propose it as a term</a>.</p>
</div>
{{/NO_RESULTS}}
{{#NO_WORDS}}
<div class="card empty">
	<p><strong>Type a word in the box above.</strong></p>
	<p>Search looks for leads by name, company, email and phone, for terms by name, abbreviation such as MQL, synonym and meaning, and for meetings and issues by their words.</p>
</div>
{{/NO_WORDS}}
{{#NO_ROWS}}
<div class="card empty">
	<p><strong>Nothing fits.</strong></p>
	<p>Lift a filter above, or write it otherwise.</p>
</div>
{{/NO_ROWS}}
{{#NOT_ALL}}
<div class="card empty">
	<p><strong>None of those that were looked at fits.</strong></p>
	<p>There are more. <a href="/leads?view=all">Look through all handoffs</a>, month by month, or leave the status out and look for the lead by name.</p>
</div>
{{/NOT_ALL}}
{{#PREFIX_HELP}}
<section class="card" aria-labelledby="prefix-title">
	<h2 id="prefix-title">Narrow a search</h2>
	<ul class="plain-list small">
		<li><a href="/search?q=owner%3Ame">owner:me</a>, owner:nobody or owner:"Full Name" finds leads by who has them.</li>
		<li><a href="/search?q=status%3Anew">status:new</a>, status:working, status:returned and the like find what was handed over by how it stands.</li>
		<li>source:Webinar and persona:"Head of operations" find leads by what is known of them.</li>
		<li>in:leads, in:meetings or in:terms looks in one place only.</li>
	</ul>
</section>
{{/PREFIX_HELP}}
