{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{FORM_TITLE}}</h1>
		<p class="sub">{{FORM_LEAD}}</p>
	</div>
</div>
{{>CONFLICT_NOTICE}}
<form class="stack calendar-form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	<button class="default-button" type="submit" name="step" value="save" tabindex="-1" aria-hidden="true">Save</button>
	{{>FORM_HIDDEN}}
	{{>CALENDAR_FIELD}}
	{{>REASON_FIELD}}
	<fieldset class="group stack-s dates-editor" id="dates">
		<legend>The days as they ought to have been</legend>
		<p class="hint">Leave the hours empty when it was closed; otherwise write 09:00-12:00, 13:00-17:00. Leave a row empty and it is dropped.</p>
		<div class="date-row date-heads" aria-hidden="true"><span>Date</span><span>Name</span><span>Hours</span></div>
		{{>DATE_PART}}
		<div><button class="btn" type="submit" name="step" value="add"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#plus"></use></svg>Add three rows</button></div>
	</fieldset>
	<div class="acts">
		<button class="btn main-btn large" type="submit" name="step" value="save">{{SAVE_LABEL}}</button>
		<a class="btn quiet large" href="{{CANCEL_HREF}}">Cancel</a>
	</div>
</form>
