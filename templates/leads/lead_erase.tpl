{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Erase {{LEAD_TITLE}}</h1>
		<p class="sub">For a person who asks to be forgotten. It is done at once, in every place here, and cannot be undone.</p>
	</div>
</div>
<form class="stack form" method="post" action="/leads/{{LEAD_ID}}/erasure" novalidate>
	{{>FORM_HIDDEN}}
	<section class="card stack-s" aria-labelledby="goes-title">
		<h2 id="goes-title">What goes</h2>
		<ul class="plain stack-s">
			{{#GOES_ROW}}
			<li>{{GOES_WORDS}}</li>
			{{/GOES_ROW}}
		</ul>
		{{#HAS_RECORDS}}
		<p class="small muted">The same person has other records here, which are erased as well: {{#RECORD_ROW}}<a href="/leads/{{RECORD_ID}}">lead {{RECORD_ID}}</a> {{/RECORD_ROW}}</p>
		{{/HAS_RECORDS}}
	</section>
	<section class="card stack-s" aria-labelledby="stays-title">
		<h2 id="stays-title">What stays</h2>
		<p>That there was a lead, when and from where it came, and what became of it, without a name: no figure changes. Keyed hashes of the email address, of the number unless others share it, and of names in other systems, so that the person is not added or imported again. Backups are older than that until they expire; one that is put back is erased again.</p>
		<p class="small"><a href="/leads/personal-data">What is kept about people, and how long</a></p>
	</section>
	{{#HAS_WORDINGS}}
	<section class="card stack-s" aria-labelledby="named-title">
		<h2 id="named-title">What to look at by hand</h2>
		<p>These name the person. They are left as they are, since what is agreed changes by two keys alone: note them now, and have both teams word them anew. The audit trail will list them, too.</p>
		<ul class="plain stack-s">
			{{#WORDING_ROW}}
			<li><a href="{{WORDING_HREF}}">{{WORDING_NAME}}</a></li>
			{{/WORDING_ROW}}
		</ul>
	</section>
	{{/HAS_WORDINGS}}
	{{>SURE_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Erase this person</button>
		<a class="btn quiet large" href="/leads/{{LEAD_ID}}">Cancel</a>
	</div>
</form>
