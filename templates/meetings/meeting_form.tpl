{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{FORM_TITLE}}</h1>
		<p class="sub">{{FORM_LEAD}}</p>
	</div>
</div>
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>TITLE_FIELD}}
	<div class="pair">
		{{>DAY_FIELD}}
		{{>TIME_FIELD}}
	</div>
	{{>MINUTES_FIELD}}
	{{>CHAIR_FIELD}}
	{{>WHY_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">{{SAVE_LABEL}}</button>
		<a class="btn quiet large" href="{{CANCEL_HREF}}">{{CANCEL_LABEL}}</a>
	</div>
</form>
