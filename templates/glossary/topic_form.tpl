{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{FORM_TITLE}}</h1>
		{{#IS_OLD}}
		<p class="sub">Last changed by {{EDITOR_NAME}}, <time datetime="{{EDITED_STAMP}}">{{EDITED_WORDS}}</time>.</p>
		{{/IS_OLD}}
	</div>
</div>
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>NAME_FIELD}}
	{{>BY_MARKETING_FIELD}}
	{{>BY_SALES_FIELD}}
	{{>POINT_MARKETING_FIELD}}
	{{>POINT_SALES_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save</button>
		<a class="btn quiet large" href="/glossary/directory">Cancel</a>
	</div>
</form>
{{#IS_OLD}}
<form class="acts" method="post" action="/glossary/directory/{{TOPIC_ID}}/removal">
	{{>FORM_HIDDEN}}
	<button class="btn" type="submit">Take it out of the directory</button>
</form>
{{/IS_OLD}}
