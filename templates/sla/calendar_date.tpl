{{%AUTOESCAPE context="HTML"}}
<fieldset class="date-row"{{#HAS_FOCUS}} tabindex="-1" autofocus{{/HAS_FOCUS}}>
	<legend class="sr">Day {{ROW_NUMBER}}</legend>
	{{>DATE_FIELD}}
	{{>NAME_FIELD}}
	{{>HOURS_FIELD}}
	<button class="btn quiet" type="submit" name="step" value="remove_{{ROW_NUMBER}}"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#cross"></use></svg><span class="sr">Remove day {{ROW_NUMBER}}</span></button>
</fieldset>
