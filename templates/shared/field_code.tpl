{{%AUTOESCAPE context="HTML"}}
<div class="field{{#HAS_PROBLEM}} bad{{/HAS_PROBLEM}}">
	<label for="{{FIELD_ID}}">{{FIELD_LABEL}}{{#IS_OPTIONAL}} <span class="optional">(optional)</span>{{/IS_OPTIONAL}}</label>
	{{#HAS_HINT}}
	<p class="hint" id="{{FIELD_ID}}-hint">{{FIELD_HINT}}</p>
	{{/HAS_HINT}}
	{{#HAS_PROBLEM}}
	<p class="problem" id="{{FIELD_ID}}-problem"><span class="sr">Error: </span>{{FIELD_PROBLEM}}</p>
	{{/HAS_PROBLEM}}
	<input class="input short" type="text" inputmode="numeric" id="{{FIELD_ID}}" name="{{FIELD_NAME}}" autocomplete="one-time-code" spellcheck="false" autocapitalize="none"{{#HAS_NOTES}} aria-describedby="{{#HAS_HINT}}{{FIELD_ID}}-hint{{/HAS_HINT}}{{#HAS_PROBLEM}} {{FIELD_ID}}-problem{{/HAS_PROBLEM}}"{{/HAS_NOTES}}{{#HAS_PROBLEM}} aria-invalid="true"{{/HAS_PROBLEM}}>
</div>
