{{%AUTOESCAPE context="HTML"}}
<form class="watch" method="post" action="{{WATCH_PATH}}">
	{{>FORM_HIDDEN}}
	{{#IS_WATCHED}}
	<span class="small muted">You watch this</span>
	<button class="btn" type="submit" name="watch" value="no">Stop watching</button>
	{{/IS_WATCHED}}
	{{#NOT_WATCHED}}
	<button class="btn" type="submit" name="watch" value="yes">Watch</button>
	{{/NOT_WATCHED}}
</form>
