{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{SAVED_NAME}}</h1>
		<p class="sub">{{SAVED_SCOPE}} Last changed by {{EDITOR_NAME}}, <time datetime="{{EDITED_STAMP}}">{{EDITED_WORDS}}</time>.</p>
	</div>
</div>
<form class="stack form" method="post" action="/leads/views/{{SAVED_ID}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>NAME_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Rename</button>
		<a class="btn quiet large" href="/leads?saved={{SAVED_ID}}">Cancel</a>
	</div>
</form>
<form class="acts" method="post" action="/leads/views/{{SAVED_ID}}/removal">
	{{>FORM_HIDDEN}}
	<button class="btn" type="submit">Delete this view</button>
</form>
