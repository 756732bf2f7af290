{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>The organisation</h1>
		<p class="sub">Its name heads what is printed and stands in apps that show codes. By its time zone days and months begin.</p>
	</div>
</div>
<form class="stack form" method="post" action="/organisation" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>NAME_FIELD}}
	{{>ZONE_FIELD}}
	<p class="small muted">When the zone changes, each day of a promise and each month of results is counted anew by it, in a minute or two. Calendars have zones of their own: no clock and no deadline moves. Minutes that are closed stay as they are.</p>
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save</button>
		<a class="btn quiet large" href="/account">Cancel</a>
	</div>
</form>
