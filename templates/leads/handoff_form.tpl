{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
{{#MOVED_NOTICE}}
<div class="banner warn" role="alert">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{MOVED_WORDS}}</p>
</div>
{{/MOVED_NOTICE}}
<div class="head">
	<div>
		<h1>{{FORM_TITLE}}</h1>
		<p class="sub">{{FORM_LEAD}} <a href="/glossary/{{TERM_SLUG}}">{{TERM_NAME}}, version {{VERSION_NUMBER}}</a></p>
	</div>
</div>
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	<input type="hidden" name="version" value="{{VERSION_ID}}">
	{{#ACT_NAME}}
	<input type="hidden" name="act" value="{{ACT_CODE}}">
	{{/ACT_NAME}}
	{{#WANTS_EVIDENCE}}
	<p class="muted">Where evidence is asked for, an answer without it does not count as known.</p>
	{{/WANTS_EVIDENCE}}
	{{#TOLD_NOTICE}}
	<p class="muted">{{TOLD_WORDS}}</p>
	{{/TOLD_NOTICE}}
	{{>ANSWER_FIELDS}}
	{{>TEXT_FIELD}}
	{{>WORDS_FIELD}}
	{{>HOW_FIELD}}
	{{>SITUATION_FIELD}}
	{{>NEXT_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit" name="step" value="send">{{SAVE_LABEL}}</button>
		{{#MAY_KEEP}}
		<button class="btn quiet large" type="submit" name="step" value="keep">Keep as a draft</button>
		{{/MAY_KEEP}}
		<a class="btn quiet large" href="{{CANCEL_HREF}}">Cancel</a>
	</div>
</form>
