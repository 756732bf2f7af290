{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Meetings in your calendar</h1>
		<p class="sub">One address of your own, which your calendar program reads again by itself: meetings, and what you took on.</p>
	</div>
</div>
{{#NEW_ADDRESS}}
<section class="card stack-s" aria-labelledby="address-title">
	<h2 id="address-title">Your address</h2>
	<p>It is shown once. Give it to your calendar program as a calendar from the web.</p>
	<p><code>{{FEED_ADDRESS}}</code></p>
	<p class="small muted">Whoever has it can read your meetings and assignments without signing in, so keep it to yourself. If somebody else got it, make a new one: the old one ends at once.</p>
</section>
{{/NEW_ADDRESS}}
<section class="card stack-s" aria-labelledby="feed-title">
	<h2 id="feed-title">{{FEED_TITLE}}</h2>
	<p>{{FEED_WORDS}}</p>
	<p class="small muted">Some services read such calendars only every few hours, and only from an address that is reachable from the internet. Invitations come by mail as well and are there at once.</p>
	<div class="acts">
		<form method="post" action="/meetings/calendar">
			{{>FORM_HIDDEN}}
			<button class="btn main-btn" type="submit">{{MAKE_LABEL}}</button>
		</form>
		{{#MAY_END}}
		<form method="post" action="/meetings/calendar/end">
			{{>FORM_HIDDEN}}
			<button class="btn" type="submit">End the address</button>
		</form>
		{{/MAY_END}}
	</div>
</section>
