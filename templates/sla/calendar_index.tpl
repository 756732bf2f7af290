{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Calendars</h1>
		<p class="sub">When a team works. A promise of four working hours counts the open hours of a calendar, and its holidays not at all.</p>
	</div>
	{{#MAY_MAKE}}
	<div class="acts"><a class="btn main-btn" href="/sla/calendars/new">Make a calendar</a></div>
	{{/MAY_MAKE}}
</div>
{{#HAS_CALENDARS}}
<div class="card flush table-wrap">
	<table class="table cards">
		<caption class="sr">Calendars by name</caption>
		<thead>
			<tr>
				<th scope="col">Name</th>
				<th scope="col">Open</th>
				<th scope="col">Zone</th>
				<th scope="col">Version</th>
				<th scope="col">Since</th>
			</tr>
		</thead>
		<tbody>
			{{#CALENDAR_ROW}}
			<tr>
				<th scope="row"><a href="/sla/calendars/{{CALENDAR_ID}}">{{CALENDAR_NAME}}</a></th>
				<td>
					{{#HOURS_ROW}}
					<span class="line">{{HOURS_WORDS}}</span>
					{{/HOURS_ROW}}
				</td>
				<td data-label="Zone">{{CALENDAR_ZONE}}</td>
				<td data-label="Version">{{VERSION_WORDS}}</td>
				<td data-label="Since"><time datetime="{{SINCE_STAMP}}">{{SINCE_WORDS}}</time></td>
			</tr>
			{{/CALENDAR_ROW}}
		</tbody>
	</table>
</div>
{{/HAS_CALENDARS}}
{{#NO_CALENDARS}}
<div class="card empty"><p><strong>No calendar yet.</strong></p><p>Until there is one, nobody can promise working hours. Administrators make calendars.</p></div>
{{/NO_CALENDARS}}
