{{%AUTOESCAPE context="HTML"}}
<input type="hidden" name="csrf" value="{{CSRF_TOKEN}}">
<input type="hidden" name="key" value="{{FORM_KEY}}">
{{#HAS_REVISION}}
<input type="hidden" name="revision" value="{{FORM_REVISION}}">
{{/HAS_REVISION}}
