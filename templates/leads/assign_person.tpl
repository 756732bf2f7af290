{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>What {{PERSON_NAME}} has</h1>
		<p class="sub">{{PERSON_LINE}}</p>
	</div>
</div>
<div class="stack">
	<section class="card stack-s" aria-labelledby="have-title">
		<h2 id="have-title">{{SIDE_TITLE}}</h2>
		<p>{{HAVE_WORDS}}</p>
		{{#MAY_MOVE}}
		<form class="stack form" method="post" action="/leads/assignment/people/{{PERSON_ID}}" novalidate>
			{{>FORM_HIDDEN}}
			{{>TO_FIELD}}
			<p class="small muted">{{MOVE_HINT}}</p>
			<div class="acts">
				<button class="btn main-btn large" type="submit">{{MOVE_LABEL}}</button>
				<a class="btn quiet large" href="/leads/assignment">Cancel</a>
			</div>
		</form>
		{{/MAY_MOVE}}
		{{#OPEN_DEALS}}
		<p class="small"><a href="{{DEALS_HREF}}">{{DEALS_WORDS}}</a>: not moved here. A deal is given to another seller when it is edited.</p>
		{{/OPEN_DEALS}}
		{{#OTHER_TEAM}}
		<p class="small muted">{{OTHER_WORDS}}</p>
		{{/OTHER_TEAM}}
	</section>
</div>
