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
<p><a class="btn" href="/glossary/{{TERM_SLUG}}/versions/{{OPEN_NUMBER}}/edit">Edit version {{OPEN_NUMBER}}</a></p>
{{/OPEN_LINK}}
{{#BEGAN_NOTICE}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{BEGAN_WORDS}} <a href="{{COMPARE_HREF}}">Compare it with version {{COMPARE_NUMBER}}</a></p>
</div>
{{/BEGAN_NOTICE}}
{{>CONFLICT_NOTICE}}
{{#CLEARS_NOTICE}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{CLEARS_WORDS}}</p>
</div>
{{/CLEARS_NOTICE}}
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	<button class="default-button" type="submit" name="step" value="save" tabindex="-1" aria-hidden="true">Save</button>
	{{>FORM_HIDDEN}}
	{{#HAS_BASE}}
	<input type="hidden" name="base" value="{{FORM_BASE}}">
	{{/HAS_BASE}}
	{{#HAS_BEGUN}}
	<input type="hidden" name="began_from" value="{{BEGUN_NUMBER}}">
	{{/HAS_BEGUN}}
	{{>MEANING_FIELD}}
	{{>CHANGE_NOTE_FIELD}}
	{{#STAGE_FIELDS}}
	<fieldset class="group stack">
		<legend>Where it stands</legend>
		{{>STAGE_PATH_FIELD}}
		{{>STAGE_POSITION_FIELD}}
		{{>STAGE_OWNER_TEAM_FIELD}}
		{{>STAGE_LONGEST_DAYS_FIELD}}
	</fieldset>
	{{/STAGE_FIELDS}}
	{{#METRIC_FIELDS}}
	<fieldset class="group stack">
		<legend>How it is counted</legend>
		{{>METRIC_MEASURE_FIELD}}
		{{>METRIC_COUNTS_BY_FIELD}}
		{{>METRIC_CLOSED_EVENT_FIELD}}
		{{>METRIC_EXCLUDE_REASONS_FIELD}}
	</fieldset>
	{{/METRIC_FIELDS}}
	{{#REASON_FIELDS}}
	{{>REASON_ACTS_FIELD}}
	{{/REASON_FIELDS}}
	<fieldset class="group stack criteria-editor" data-criteria>
		<legend>Criteria</legend>
		<p class="hint">Each is a question with one answer. Leave a row empty and it is dropped.</p>
		{{#CRITERION_ROW}}
		<fieldset class="criterion" data-row{{#HAS_FOCUS}} tabindex="-1" autofocus{{/HAS_FOCUS}}>
			<legend>Criterion <span data-number>{{ROW_NUMBER}}</span>{{#HAS_CODE}} <code>{{CRITERION_CODE}}</code>{{/HAS_CODE}}</legend>
			<input type="hidden" name="criterion_{{ROW_NUMBER}}_code" value="{{CRITERION_CODE}}" data-code>
			<div class="criterion-fields">
				{{>LABEL_FIELD}}
				<div class="pair">
					{{>KIND_FIELD}}
					{{>LEVEL_FIELD}}
				</div>
				<div class="pair for-number">
					{{>MIN_FIELD}}
					{{>MAX_FIELD}}
				</div>
				<div class="for-choice">
					{{>CHOICES_FIELD}}
				</div>
				{{>EVIDENCE_FIELD}}
			</div>
			<div class="row-acts">
				<button class="btn quiet" type="submit" name="step" value="up_{{ROW_NUMBER}}"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#up"></use></svg>Up<span class="sr">, criterion <span data-number>{{ROW_NUMBER}}</span></span></button>
				<button class="btn quiet" type="submit" name="step" value="down_{{ROW_NUMBER}}"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#down"></use></svg>Down<span class="sr">, criterion <span data-number>{{ROW_NUMBER}}</span></span></button>
				<button class="btn quiet" type="submit" name="step" value="remove_{{ROW_NUMBER}}"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#cross"></use></svg>Remove<span class="sr"> criterion <span data-number>{{ROW_NUMBER}}</span></span></button>
			</div>
		</fieldset>
		{{/CRITERION_ROW}}
		<div><button class="btn" type="submit" name="step" value="add"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#plus"></use></svg>Add a criterion</button></div>
		<p class="sr" role="status" data-said></p>
	</fieldset>
	<div class="pair">
		{{>IN_FORCE_FROM_FIELD}}
		{{>REVIEW_BY_FIELD}}
	</div>
	{{#PREVIEW_CARD}}
	<section class="card" aria-labelledby="preview-title" id="preview">
		<div class="card-head"><h2 id="preview-title" tabindex="-1" autofocus>Preview</h2><span class="tag">Not saved</span></div>
		{{#HAS_DIFF}}
		{{>WORD_DIFF}}
		{{/HAS_DIFF}}
		{{#NO_DIFF}}
		<div class="agreed prose lede">
		{{>MEANING_PART}}
		</div>
		{{/NO_DIFF}}
		{{#HAS_CRITERIA}}
		<h3 class="part">Criteria</h3>
		{{>CRITERIA_LIST}}
		{{/HAS_CRITERIA}}
		{{#HAS_CRITERIA_DIFF}}
		<h3 class="part">Criteria</h3>
		{{>CRITERIA_DIFF}}
		{{/HAS_CRITERIA_DIFF}}
		{{#HAS_FACTS}}
		<div class="part">
		{{>FACT_LIST}}
		</div>
		{{/HAS_FACTS}}
	</section>
	{{/PREVIEW_CARD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit" name="step" value="save">{{SAVE_LABEL}}</button>
		<button class="btn large" type="submit" name="step" value="preview">Preview</button>
		<a class="btn quiet large" href="{{CANCEL_HREF}}">Cancel</a>
	</div>
</form>
