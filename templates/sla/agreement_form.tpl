{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{FORM_TITLE}}</h1>
		<p class="sub">{{FORM_LEAD}}</p>
	</div>
</div>
{{#OPEN_LINK}}
<p><a class="btn" href="/sla/versions/{{OPEN_NUMBER}}/edit">Edit version {{OPEN_NUMBER}}</a></p>
{{/OPEN_LINK}}
{{#MAY_START}}
<p class="small"><a href="/sla/start">Begin with one of three starting points instead</a></p>
{{/MAY_START}}
{{>CONFLICT_NOTICE}}
{{#WANTED_NOTE}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{WANTED_WORDS}} <a href="{{WANTED_HREF}}">{{WANTED_ACT}}</a></p>
</div>
{{/WANTED_NOTE}}
{{#CLEARS_NOTICE}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{CLEARS_WORDS}}</p>
</div>
{{/CLEARS_NOTICE}}
{{#NO_CALENDARS}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>There is no calendar yet, and working time is counted by one. An administrator makes it under <a href="/sla/calendars">Calendars</a>.</p>
</div>
{{/NO_CALENDARS}}
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	<button class="default-button" type="submit" name="step" value="save" tabindex="-1" aria-hidden="true">Save</button>
	{{>FORM_HIDDEN}}
	{{#HAS_BASE}}
	<input type="hidden" name="base" value="{{FORM_BASE}}">
	{{/HAS_BASE}}
	{{#HAS_BEGUN}}
	<input type="hidden" name="began_from" value="{{BEGUN_NUMBER}}">
	{{/HAS_BEGUN}}
	{{>TEXT_FIELD}}
	{{>CHANGE_NOTE_FIELD}}
	{{>CALENDAR_FIELD}}
	{{>GATE_FIELD}}
	{{#MORE_TERMS}}
	<p class="small muted">Offered are terms that both teams have agreed; a handoff needs one with criteria. <button class="btn quiet" type="submit" name="step" value="terms">Offer every term</button></p>
	{{/MORE_TERMS}}
	{{#ALL_TERMS}}
	<input type="hidden" name="all_terms" value="yes">
	{{/ALL_TERMS}}
	<fieldset class="group stack criteria-editor" id="promises">
		<legend>Promises</legend>
		{{#PROMISE_ROW}}
		<fieldset class="criterion"{{#HAS_FOCUS}} tabindex="-1" autofocus{{/HAS_FOCUS}}>
			<legend><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}{{#BY_BOTH}} both{{/BY_BOTH}}">{{PARTY_NAME}}</span> {{ROW_NUMBER}}. {{KIND_LABEL}}</legend>
			<input type="hidden" name="promise_{{ROW_NUMBER}}_kind" value="{{PROMISE_KIND}}">
			<input type="hidden" name="promise_{{ROW_NUMBER}}_line" value="{{PROMISE_LINE}}">
			<div class="criterion-fields" id="promise-{{ROW_NUMBER}}-kind" tabindex="-1">
				<p class="hint">{{KIND_HINT}}{{#PLAN_LINK}} <a href="/sla/plan">How many the sales goal takes</a>{{/PLAN_LINK}}</p>
				{{>DEFINITION_FIELD}}
				<div class="pair">
					{{>QUANTITY_FIELD}}
					{{>PACE_FIELD}}
					{{>TIME_FIELD}}
					{{>UNIT_FIELD}}
					{{>BUSINESS_DAYS_FIELD}}
					{{>ATTEMPTS_FIELD}}
					{{>DAYS_FIELD}}
					{{>WITHIN_DAYS_FIELD}}
					{{>PERCENT_FIELD}}
				</div>
				<div class="pair">
					{{>SCOPE_FIELD}}
					<div class="for-answer">
						{{>SCOPE_VALUE_FIELD}}
					</div>
				</div>
				{{>MEASURED_FIELD}}
			</div>
			<div class="row-acts">
				<button class="btn quiet" type="submit" name="step" value="up_{{ROW_NUMBER}}"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#up"></use></svg>Up<span class="sr">, promise {{ROW_NUMBER}}</span></button>
				<button class="btn quiet" type="submit" name="step" value="down_{{ROW_NUMBER}}"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#down"></use></svg>Down<span class="sr">, promise {{ROW_NUMBER}}</span></button>
				<button class="btn quiet" type="submit" name="step" value="remove_{{ROW_NUMBER}}"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#cross"></use></svg>Remove<span class="sr"> promise {{ROW_NUMBER}}</span></button>
			</div>
		</fieldset>
		{{/PROMISE_ROW}}
		<div class="add-promise">
			{{>ADD_KIND_FIELD}}
			<button class="btn" type="submit" name="step" value="add"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#plus"></use></svg>Add this promise</button>
		</div>
	</fieldset>
	<fieldset class="group stack">
		<legend>Pauses, late entries, warnings</legend>
		{{>PAUSE_REASONS_FIELD}}
		<div class="pair">
			{{>PAUSE_MOST_MINUTES_FIELD}}
			{{>BACKDATE_DAYS_FIELD}}
		</div>
		{{>WARN_AT_FIELD}}
	</fieldset>
	{{>VALID_FROM_FIELD}}
	{{#PREVIEW_CARD}}
	<section class="card" aria-labelledby="preview-title" id="preview">
		<div class="card-head"><h2 id="preview-title" tabindex="-1" autofocus>Preview</h2><span class="tag">Not saved</span></div>
		{{>AGREEMENT_WORDS}}
	</section>
	{{/PREVIEW_CARD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit" name="step" value="save">{{SAVE_LABEL}}</button>
		<button class="btn large" type="submit" name="step" value="preview">Preview</button>
		<a class="btn quiet large" href="{{CANCEL_HREF}}">Cancel</a>
	</div>
</form>
