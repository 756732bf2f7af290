{{%AUTOESCAPE context="HTML"}}
<fieldset class="field{{#HAS_PROBLEM}} bad{{/HAS_PROBLEM}}" id="{{FIELD_ID}}"{{#HAS_NOTES}} aria-describedby="{{#HAS_HINT}}{{FIELD_ID}}-hint{{/HAS_HINT}}{{#HAS_PROBLEM}} {{FIELD_ID}}-problem{{/HAS_PROBLEM}}"{{/HAS_NOTES}}>
	<legend>{{FIELD_LABEL}}{{#IS_OPTIONAL}} <span class="optional">(optional)</span>{{/IS_OPTIONAL}}</legend>
	{{#HAS_HINT}}
	<p class="hint" id="{{FIELD_ID}}-hint">{{FIELD_HINT}}</p>
	{{/HAS_HINT}}
	{{#HAS_PROBLEM}}
	<p class="problem" id="{{FIELD_ID}}-problem"><span class="sr">Error: </span>{{FIELD_PROBLEM}}</p>
	{{/HAS_PROBLEM}}
	{{#OPTION_ROW}}
	<div class="choice">
		<input type="radio" id="{{OPTION_ID}}" name="{{FIELD_NAME}}" value="{{OPTION_VALUE}}"{{#IS_CHOSEN}} checked{{/IS_CHOSEN}}{{#HAS_OPTION_HINT}} aria-describedby="{{OPTION_ID}}-hint"{{/HAS_OPTION_HINT}}>
		<div><label for="{{OPTION_ID}}">{{OPTION_LABEL}}</label>{{#HAS_OPTION_HINT}}<p class="hint" id="{{OPTION_ID}}-hint">{{OPTION_HINT}}</p>{{/HAS_OPTION_HINT}}</div>
	</div>
	{{/OPTION_ROW}}
</fieldset>
