{{%AUTOESCAPE context="HTML"}}
<form class="notice undo" data-seconds="{{SECONDS_LEFT}}" method="post" action="{{UNDO_ACTION}}">
	{{>FORM_HIDDEN}}
	<input type="hidden" name="event" value="{{EVENT_ID}}">
	<input type="hidden" name="from" value="{{FROM_PLACE}}">
	<span>{{UNDO_WORDS}}</span> <button class="btn" type="submit">Undo</button>
</form>
