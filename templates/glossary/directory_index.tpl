{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Who answers for what</h1>
		<p class="sub">Whom to ask in each team about a stage, metric, persona, theme or topic. What nobody answers for, or both teams do, stands first.</p>
	</div>
	{{#MAY_ADD}}
	<div class="acts"><a class="btn" href="/glossary/directory/new">Add a topic</a></div>
	{{/MAY_ADD}}
</div>
{{#HAS_GAPS}}
<section aria-labelledby="gaps-title">
	<h2 class="section-title" id="gaps-title">Gaps</h2>
	<ul class="card flush rows">
		{{#GAP_ROW}}
		<li>
			<p>{{#IS_TERM}}<a href="/glossary/{{TERM_SLUG}}"><strong>{{DUTY_NAME}}</strong></a>{{/IS_TERM}}{{#IS_TOPIC}}<strong>{{DUTY_NAME}}</strong>{{/IS_TOPIC}}</p>
			<p class="row-line">{{#TROUBLE_ROW}}{{TROUBLE_WORDS}} {{/TROUBLE_ROW}}</p>
			{{#MAY_EDIT}}
			<div class="row-end"><a class="btn" href="{{EDIT_HREF}}">Name people<span class="sr"> for {{DUTY_NAME}}</span></a></div>
			{{/MAY_EDIT}}
		</li>
		{{/GAP_ROW}}
	</ul>
</section>
{{/HAS_GAPS}}
{{#HAS_DOUBLES}}
<section aria-labelledby="doubles-title">
	<h2 class="section-title" id="doubles-title">Done twice</h2>
	<ul class="card flush rows">
		{{#DOUBLE_ROW}}
		<li>
			<p>{{#IS_TERM}}<a href="/glossary/{{TERM_SLUG}}"><strong>{{DUTY_NAME}}</strong></a>{{/IS_TERM}}{{#IS_TOPIC}}<strong>{{DUTY_NAME}}</strong>{{/IS_TOPIC}}</p>
			<p class="row-line">{{#TROUBLE_ROW}}{{TROUBLE_WORDS}} {{/TROUBLE_ROW}}</p>
			{{#MAY_EDIT}}
			<div class="row-end"><a class="btn" href="{{EDIT_HREF}}">Settle it<span class="sr"> for {{DUTY_NAME}}</span></a></div>
			{{/MAY_EDIT}}
		</li>
		{{/DOUBLE_ROW}}
	</ul>
</section>
{{/HAS_DOUBLES}}
{{#ALL_WELL}}
<p class="note">Everything here has somebody in each team, and nothing is done twice.</p>
{{/ALL_WELL}}
{{#HAS_DUTIES}}
<section aria-labelledby="all-title">
	<h2 class="section-title" id="all-title">Everything</h2>
	<div class="card flush table-wrap">
		<table class="table cards">
			<caption class="sr">Who answers for what, by name</caption>
			<thead>
				<tr>
					<th scope="col">What</th>
					<th scope="col">Kind</th>
					<th scope="col">Done by</th>
					<th scope="col">Ask in Marketing</th>
					<th scope="col">Ask in Sales</th>
					{{#MAY_ADD}}
					<th scope="col"><span class="sr">Change</span></th>
					{{/MAY_ADD}}
				</tr>
			</thead>
			<tbody>
				{{#DUTY_ROW}}
				<tr>
					<th scope="row">{{#IS_TERM}}<a href="/glossary/{{TERM_SLUG}}">{{DUTY_NAME}}</a>{{/IS_TERM}}{{#IS_TOPIC}}{{DUTY_NAME}}{{/IS_TOPIC}}</th>
					<td>{{KIND_LABEL}}</td>
					<td>{{#BY_MARKETING}}<span class="team marketing">Marketing</span> {{/BY_MARKETING}}{{#BY_SALES}}<span class="team sales">Sales</span>{{/BY_SALES}}</td>
					<td>{{#MARKETING_POINT}}<span class="team marketing"><a href="/people/{{PERSON_ID}}">{{PERSON_NAME}}</a></span>{{#HAS_STATE}} <span class="muted small">{{STATE_WORDS}}</span>{{/HAS_STATE}}{{/MARKETING_POINT}}{{#MARKETING_NONE}}<span class="muted">Nobody in Marketing</span>{{/MARKETING_NONE}}</td>
					<td>{{#SALES_POINT}}<span class="team sales"><a href="/people/{{PERSON_ID}}">{{PERSON_NAME}}</a></span>{{#HAS_STATE}} <span class="muted small">{{STATE_WORDS}}</span>{{/HAS_STATE}}{{/SALES_POINT}}{{#SALES_NONE}}<span class="muted">Nobody in Sales</span>{{/SALES_NONE}}</td>
					{{#MAY_EDIT}}
					<td><a href="{{EDIT_HREF}}">Change<span class="sr"> {{DUTY_NAME}}</span></a></td>
					{{/MAY_EDIT}}
				</tr>
				{{/DUTY_ROW}}
			</tbody>
		</table>
	</div>
</section>
{{/HAS_DUTIES}}
{{#NO_DUTIES}}
<div class="card empty"><p><strong>Nothing is in the directory yet.</strong></p><p>Stages, metrics, personas and themes of the glossary appear here by themselves. Topics and kinds of content are added by either team.</p></div>
{{/NO_DUTIES}}
