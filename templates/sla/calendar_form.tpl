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
<form class="stack calendar-form" method="post" action="{{FORM_ACTION}}" enctype="multipart/form-data" novalidate data-guard>
	<button class="default-button" type="submit" name="step" value="save" tabindex="-1" aria-hidden="true">Save</button>
	{{>FORM_HIDDEN}}
	{{>NAME_FIELD}}
	<div class="pair form">
		{{>ZONE_FIELD}}
		{{>VALID_FROM_FIELD}}
	</div>
	<fieldset class="group stack-s week-editor">
		<legend>The week</legend>
		<p class="hint">Write 09:00-12:00, 13:00-17:00; 24:00 is the midnight that ends the day. Empty is closed.</p>
		{{>HOURS_FIELD}}
		<div><button class="btn" type="submit" name="step" value="copy">Give Tuesday to Friday the hours of Monday</button></div>
	</fieldset>
	<fieldset class="group stack-s dates-editor" id="dates">
		<legend>Holidays and exceptions</legend>
		<p class="hint">A day here does not follow its weekday. Leave the hours empty when it is closed; leave a row empty and it is dropped.</p>
		{{#HAS_FOLDED}}
		<details{{#IS_OPEN}} open{{/IS_OPEN}}>
			<summary>{{FOLDED_WORDS}}</summary>
			<div class="stack-s">
				{{>FOLDED_PART}}
			</div>
		</details>
		{{/HAS_FOLDED}}
		<div class="date-row date-heads" aria-hidden="true"><span>Date</span><span>Name</span><span>Hours</span></div>
		{{>DATE_PART}}
		<div><button class="btn" type="submit" name="step" value="add"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#plus"></use></svg>Add five rows</button></div>
	</fieldset>
	<fieldset class="group stack-s" id="file-part">
		<legend>Public holidays from a file</legend>
		<p class="hint">Calendars of public holidays are published as .ics files. You choose which of its days are taken over; what you have typed above stays.</p>
		{{>FILE_FIELD}}
		<div><button class="btn" type="submit" name="step" value="read">Read the file</button></div>
		{{#HAS_FOUND}}
		<div class="stack-s found">
			<input type="hidden" name="source" value="{{SOURCE_NAME}}">
			<h2 tabindex="-1" autofocus>{{FOUND_TITLE}}</h2>
			<p class="muted">{{FOUND_WORDS}}</p>
			{{#LEFT_ROW}}
			<p class="note warn">{{LEFT_WORDS}}</p>
			{{/LEFT_ROW}}
			<div class="found-days">
				{{#FOUND_ROW}}
				<div class="choice">
					<input type="hidden" name="found_{{FOUND_NUMBER}}_day" value="{{FOUND_DAY}}">
					<input type="checkbox" id="found-{{FOUND_NUMBER}}" name="found_{{FOUND_NUMBER}}" value="yes"{{#IS_CHOSEN}} checked{{/IS_CHOSEN}}>
					<div><label for="found-{{FOUND_NUMBER}}"><time datetime="{{DAY_STAMP}}">{{DAY_WORDS}}</time> {{FOUND_NAME}}</label>{{#HAS_THERE}}<p class="hint">{{THERE_WORDS}}</p>{{/HAS_THERE}}</div>
				</div>
				{{/FOUND_ROW}}
			</div>
			<div class="acts">
				<button class="btn" type="submit" name="step" value="take">Take over the ticked days</button>
				<button class="btn quiet" type="submit" name="step" value="drop">Leave the file out</button>
			</div>
		</div>
		{{/HAS_FOUND}}
	</fieldset>
	{{#PREVIEW_CARD}}
	<section class="card" aria-labelledby="preview-title" id="preview">
		<div class="card-head"><h2 id="preview-title" tabindex="-1" autofocus>{{PREVIEW_TITLE}}</h2><span class="tag">Not saved</span></div>
		{{>YEAR_VIEW}}
	</section>
	{{/PREVIEW_CARD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit" name="step" value="save">{{SAVE_LABEL}}</button>
		<button class="btn large" type="submit" name="step" value="preview">Look at its year first</button>
		<a class="btn quiet large" href="{{CANCEL_HREF}}">Cancel</a>
	</div>
</form>
