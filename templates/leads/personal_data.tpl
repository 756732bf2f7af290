{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>What is kept about people</h1>
		<p class="sub">Every table that says something about somebody, column by column, and how long. {{PLAIN_WORDS}}</p>
	</div>
</div>
<div class="stack">
	<section class="card stack-s" aria-labelledby="leads-title">
		<h2 id="leads-title">Leads that nobody asks about</h2>
		<p>{{KEPT_WORDS}}</p>
		{{#SET_LINE}}
		<p class="small muted">{{SET_WORDS}}</p>
		{{/SET_LINE}}
		{{#MAY_SET}}
		<form class="stack form" method="post" action="/leads/personal-data" novalidate>
			{{>FORM_HIDDEN}}
			{{>MONTHS_FIELD}}
			<div class="acts"><button class="btn main-btn" type="submit">Save</button></div>
		</form>
		{{/MAY_SET}}
		<p class="small muted">Who asks to be forgotten is erased by an administrator, from the page of the lead: at once, in every place named here.</p>
	</section>
	<section class="card flush" aria-label="Tables">
		<div class="table-wrap">
			<table class="table cards">
				<caption class="sr">What is kept about people, table by table</caption>
				<thead>
					<tr><th scope="col">A row is</th><th scope="col">What it says about people</th><th scope="col">How long</th></tr>
				</thead>
				<tbody>
					{{#TABLE_ROW}}
					<tr>
						<th scope="row">{{TABLE_WORDS}}<br><code>{{TABLE_NAME}}</code></th>
						<td data-label="Says">
							<ul class="plain">
								{{#CLASS_ROW}}
								<li><strong>{{CLASS_LABEL}}:</strong> <code>{{CLASS_COLUMNS}}</code></li>
								{{/CLASS_ROW}}
							</ul>
						</td>
						<td data-label="How long">{{TABLE_KEPT}}</td>
					</tr>
					{{/TABLE_ROW}}
				</tbody>
			</table>
		</div>
	</section>
</div>
