{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{MEETING_TITLE}}</h1>
		<p class="sub"><time datetime="{{START_STAMP}}">{{START_WORDS}}</time>, {{LENGTH_WORDS}}. {{CHAIR_WORDS}}</p>
	</div>
	<div class="acts">
		{{>STATE_TAG}}
		{{#MAY_RUN}}
		<a class="btn main-btn" href="/meetings/{{MEETING_ID}}/run">Open the meeting</a>
		{{/MAY_RUN}}
		{{#MAY_START}}
		<form method="post" action="/meetings/{{MEETING_ID}}/start">
			{{>FORM_HIDDEN}}
			<button class="btn main-btn" type="submit">Start the meeting</button>
		</form>
		{{/MAY_START}}
		{{#MAY_PUBLISH}}
		<form method="post" action="/meetings/{{MEETING_ID}}/publication">
			{{>FORM_HIDDEN}}
			<button class="btn main-btn" type="submit">Publish the agenda</button>
		</form>
		{{/MAY_PUBLISH}}
		{{#MAY_MOVE}}
		<a class="btn" href="/meetings/{{MEETING_ID}}/time">Move</a>
		<a class="btn" href="/meetings/{{MEETING_ID}}/cancellation">Cancel</a>
		{{/MAY_MOVE}}
	</div>
</div>
{{#CANCELLED_NOTE}}
<p class="note">Cancelled: {{CANCELLED_WHY}}</p>
{{/CANCELLED_NOTE}}
<p class="measure muted">{{AGENDA_WORDS}}</p>
<div class="cols">
	<div class="stack">
		{{#SECTION_CARD}}
		<section class="card stack-s agenda-part" aria-labelledby="section-{{SECTION_CODE}}">
			<div class="card-head"><h2 id="section-{{SECTION_CODE}}">{{SECTION_NAME}}</h2><span class="small muted num">{{SECTION_TIME}}</span></div>
			{{#NO_POINTS}}
			<p class="small muted">{{EMPTY_WORDS}}</p>
			{{/NO_POINTS}}
			{{#HAS_POINTS}}
			<ul class="stack-s">
				{{#POINT_ROW}}
				<li class="agenda-point stack-s" id="{{POINT_CODE}}">
					<div>
						<h3>{{#HAS_HREF}}<a href="{{POINT_HREF}}">{{POINT_TITLE}}</a>{{/HAS_HREF}}{{#NO_HREF}}{{POINT_TITLE}}{{/NO_HREF}} <span class="small muted num">{{POINT_TIME}}</span></h3>
						<p class="small muted as-typed">{{POINT_DETAIL:pre_escape}}</p>
						{{#HAS_WISH}}
						<p class="note">{{WISH_WORDS}}</p>
						{{/HAS_WISH}}
					</div>
					{{#WISH_FORM}}
					<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
						<summary class="btn quiet">Move or drop</summary>
						<form class="stack-s" method="post" action="/meetings/{{MEETING_ID}}/wishes" novalidate>
							{{>FORM_HIDDEN}}
							<input type="hidden" name="subject" value="{{POINT_CODE}}">
							{{>WHY_FIELD}}
							<div class="acts">
								<button class="btn" type="submit" name="wish" value="first">First of its kind</button>
								<button class="btn" type="submit" name="wish" value="later">Leave for later</button>
								<button class="btn" type="submit" name="wish" value="dropped">Drop</button>
								{{#MAY_UNWISH}}
								<button class="btn quiet" type="submit" name="wish" value="none">As it was</button>
								{{/MAY_UNWISH}}
							</div>
						</form>
					</details>
					{{/WISH_FORM}}
				</li>
				{{/POINT_ROW}}
			</ul>
			{{/HAS_POINTS}}
			{{#HAS_FIGURES}}
			<div class="table-wrap">
				<table class="table cards">
					<caption class="sr">Key figures, {{FIGURES_MONTH}} beside the month before</caption>
					<thead><tr><th scope="col">Figure</th><th scope="col">Promised</th><th scope="col">{{BEFORE_MONTH}}</th><th scope="col">{{FIGURES_MONTH}}</th><th scope="col">State</th></tr></thead>
					<tbody>
						{{#FIGURE_ROW}}
						<tr>
							<th scope="row"><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{PARTY_NAME}}</span><br><a href="{{FIGURE_HREF}}">{{FIGURE_NAME}}</a></th>
							<td data-label="Promised">{{TARGET_WORDS}}</td>
							<td data-label="{{BEFORE_MONTH}}">{{BEFORE_WORDS}}</td>
							<td data-label="{{FIGURES_MONTH}}"><strong>{{NOW_WORDS}}</strong>{{#HAS_CASES}}<br><span class="small muted">{{CASES_WORDS}}</span>{{/HAS_CASES}}{{#HAS_CHANGE}}<br><span class="small">{{CHANGE_WORDS}}</span>{{/HAS_CHANGE}}</td>
							<td data-label="State">{{STATE_WORDS}}</td>
						</tr>
						{{/FIGURE_ROW}}
					</tbody>
				</table>
			</div>
			{{/HAS_FIGURES}}
		</section>
		{{/SECTION_CARD}}
		{{#HAS_BACKLOG}}
		<section class="card stack-s" aria-labelledby="backlog-title">
			<div class="card-head"><h2 id="backlog-title">Not this time</h2><span class="small muted">{{BACKLOG_COUNT}}</span></div>
			<ul class="stack-s">
				{{#BACKLOG_ROW}}
				<li class="agenda-point stack-s" id="{{POINT_CODE}}">
					<div>
						<p>{{#HAS_HREF}}<a href="{{POINT_HREF}}">{{POINT_TITLE}}</a>{{/HAS_HREF}}{{#NO_HREF}}{{POINT_TITLE}}{{/NO_HREF}} <span class="small muted">{{SECTION_NAME}}</span></p>
						<p class="small muted">{{PLACE_WORDS}}</p>
					</div>
					{{#WISH_FORM}}
					<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
						<summary class="btn quiet">Take it up</summary>
						<form class="stack-s" method="post" action="/meetings/{{MEETING_ID}}/wishes" novalidate>
							{{>FORM_HIDDEN}}
							<input type="hidden" name="subject" value="{{POINT_CODE}}">
							{{>WHY_FIELD}}
							<div class="acts">
								<button class="btn" type="submit" name="wish" value="first">First of its kind</button>
								<button class="btn" type="submit" name="wish" value="dropped">Drop</button>
								{{#MAY_UNWISH}}
								<button class="btn quiet" type="submit" name="wish" value="none">As it was</button>
								{{/MAY_UNWISH}}
							</div>
						</form>
					</details>
					{{/WISH_FORM}}
				</li>
				{{/BACKLOG_ROW}}
			</ul>
			{{#MORE_BACKLOG}}
			<p class="small muted">{{MORE_WORDS}}</p>
			{{/MORE_BACKLOG}}
		</section>
		{{/HAS_BACKLOG}}
	</div>
	<aside class="stack">
		<section class="card stack-s" aria-labelledby="time-title">
			<h2 id="time-title">Time</h2>
			<p>{{BUDGET_WORDS}}</p>
			{{#MOVED_NOTE}}
			<p class="note">{{MOVED_WORDS}}</p>
			{{/MOVED_NOTE}}
			{{#HAS_SERIES}}
			<p class="small">{{#MAY_CHANGE}}<a href="/meetings/series/{{SERIES_ID}}">{{RHYTHM_WORDS}}</a>{{/MAY_CHANGE}}{{#MAY_READ}}{{RHYTHM_WORDS}}{{/MAY_READ}}</p>
			{{/HAS_SERIES}}
		</section>
		{{#MAY_ADD}}
		<section class="card stack-s" aria-labelledby="add-title">
			<h2 id="add-title">Add a point</h2>
			<form class="stack-s" method="post" action="/meetings/{{MEETING_ID}}/items" novalidate data-guard>
				{{>FORM_HIDDEN}}
				{{>TITLE_FIELD}}
				{{>DETAIL_FIELD}}
				{{>MINUTES_FIELD}}
				<div class="acts"><button class="btn" type="submit">Add it</button></div>
			</form>
			<p class="small muted">To be heard rather than to decide, <a href="/issues">air an issue</a>, with your name or without.</p>
		</section>
		{{/MAY_ADD}}
	</aside>
</div>
