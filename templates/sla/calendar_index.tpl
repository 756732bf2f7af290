{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>Calendars</h1>
		<p class="sub">When a team works. A promise of four working hours counts the open hours of a calendar, and its holidays not at all.</p>
	</div>
</div>
{{#HAS_CALENDARS}}
<div class="card flush table-wrap">
	<table class="table cards">
		<caption class="sr">Calendars by name</caption>
		<thead>
			<tr>
				<th scope="col">Name</th>
				<th scope="col">Zone</th>
				<th scope="col">Version</th>
				<th scope="col">Since</th>
			</tr>
		</thead>
		<tbody>
			{{#CALENDAR_ROW}}
			<tr>
				<th scope="row">{{CALENDAR_NAME}}</th>
				<td>{{CALENDAR_ZONE}}</td>
				<td>{{VERSION_WORDS}}</td>
				<td><time datetime="{{SINCE_STAMP}}">{{SINCE_WORDS}}</time></td>
			</tr>
			{{/CALENDAR_ROW}}
		</tbody>
	</table>
</div>
{{/HAS_CALENDARS}}
{{#NO_CALENDARS}}
<div class="card empty"><p><strong>No calendar yet.</strong></p><p>Until there is one, nobody can promise working hours. Administrators make calendars.</p></div>
{{/NO_CALENDARS}}
