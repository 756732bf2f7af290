{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>People</h1>
		<p class="sub">Who is here, in which team, and what they may do.</p>
	</div>
	<div class="acts">
	<a class="btn" href="/glossary/directory">Who answers for what</a>
	{{#MAY_ADD}}
	<a class="btn main-btn" href="/people/new">Add a person</a>
	{{/MAY_ADD}}
	</div>
</div>
<div class="card flush table-wrap">
	<table class="table cards">
		<caption class="sr">People by name</caption>
		<thead>
			<tr>
				<th scope="col">Name</th>
				<th scope="col">Team</th>
				<th scope="col">Role</th>
				<th scope="col">Email</th>
				<th scope="col">At present</th>
			</tr>
		</thead>
		<tbody>
			{{#PERSON_ROW}}
			<tr>
				<th scope="row"><a href="/people/{{PERSON_ID}}">{{PERSON_NAME}}</a></th>
				<td><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{PERSON_TEAM}}</span></td>
				<td>{{ROLE_WORDS}}</td>
				<td>{{PERSON_EMAIL}}</td>
				<td>{{STATE_WORDS}}</td>
			</tr>
			{{/PERSON_ROW}}
		</tbody>
	</table>
</div>
