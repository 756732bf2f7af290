{{%AUTOESCAPE context="HTML"}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{MEETING_TITLE}}</h1>
		<p class="sub">{{START_WORDS}}. {{CHAIR_WORDS}}</p>
	</div>
	<div class="acts" data-live="left">
		{{#IS_CALM}}
		<span class="tag info num"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#clock"></use></svg>{{LEFT_WORDS}}</span>
		{{/IS_CALM}}
		{{#IS_OVER}}
		<span class="tag warn num"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#clock"></use></svg>{{LEFT_WORDS}}</span>
		{{/IS_OVER}}
		<a class="btn" href="/meetings/{{MEETING_ID}}/minutes">Minutes so far</a>
		{{#MAY_CLOSE}}
		<a class="btn main-btn" href="/meetings/{{MEETING_ID}}/closing">End meeting</a>
		{{/MAY_CLOSE}}
	</div>
</div>
<div class="cols run" data-run="/meetings/{{MEETING_ID}}/pulse" data-pulse="{{PULSE_MARK}}"{{#IS_FOLLOWING}} data-follow="yes"{{/IS_FOLLOWING}}>
	<nav class="run-steps" aria-label="Agenda" data-live="steps">
		<ol>
			{{#STEP_ROW}}
			<li>
				<p class="run-section"><span>{{SECTION_NAME}}</span><span class="num faint">{{SECTION_TIME}}</span></p>
				<ol>
					{{#ITEM_ROW}}
					<li><a href="/meetings/{{MEETING_ID}}/run?item={{ITEM_ID}}"{{#IS_CURRENT}} aria-current="step"{{/IS_CURRENT}}><span class="run-mark{{#IS_DONE}} done{{/IS_DONE}}" aria-hidden="true">{{ITEM_MARK}}</span><span>{{ITEM_TITLE}}{{#IS_DONE}}<span class="sr"> ({{OUTCOME_WORDS}})</span>{{/IS_DONE}}{{#ON_TABLE}} <span class="small muted">on the table</span>{{/ON_TABLE}}</span></a></li>
					{{/ITEM_ROW}}
				</ol>
			</li>
			{{/STEP_ROW}}
		</ol>
	</nav>
	<div class="stack">
		{{#NO_ITEM}}
		<div class="card empty">
			<p><strong>The agenda is empty.</strong></p>
			<p>There was nothing to talk about. End the meeting: it was held.</p>
		</div>
		{{/NO_ITEM}}
		{{#ITEM_CARD}}
		<article class="card stack" aria-labelledby="item-title" data-item="{{ITEM_ID}}">
			<div class="card-head"><h2 id="item-title">{{ITEM_TITLE}}</h2><span class="small muted" data-live="place">{{PLACE_WORDS}}</span></div>
			{{#AWAY_NOTE}}
			<div class="note" data-live="away">
				<p>{{AWAY_WORDS}}</p>
			</div>
			{{/AWAY_NOTE}}
			{{#MAY_SHOW}}
			<form method="post" action="/meetings/{{MEETING_ID}}/table">
				{{>FORM_HIDDEN}}
				<input type="hidden" name="item" value="{{ITEM_ID}}">
				<button class="btn" type="submit">Put it on the table</button>
			</form>
			{{/MAY_SHOW}}
			{{#HAS_DETAIL}}
			<p class="as-typed">{{ITEM_DETAIL:pre_escape}}</p>
			{{/HAS_DETAIL}}
			{{#HAS_HREF}}
			<p class="small"><a href="{{ITEM_HREF}}">Look at it</a></p>
			{{/HAS_HREF}}
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
			{{#HAS_RUNS}}
			<p class="note warn" data-live="over">{{OVER_WORDS}}</p>
			{{/HAS_RUNS}}
			{{#NOTE_FORM}}
			<form class="stack-s" method="post" action="/meetings/{{MEETING_ID}}/notes" novalidate data-note>
				{{>FORM_HIDDEN}}
				<input type="hidden" name="item" value="{{ITEM_ID}}">
				<div class="field wide{{#HAS_PROBLEM}} bad{{/HAS_PROBLEM}}">
					<label for="note">{{NOTE_LABEL}}</label>
					{{#HAS_PROBLEM}}
					<p class="problem" id="note-problem"><span class="sr">Error: </span>{{NOTE_PROBLEM}}</p>
					{{/HAS_PROBLEM}}
					<textarea class="input" id="note" name="note" rows="4"{{#HAS_PROBLEM}} aria-invalid="true" aria-describedby="note-problem"{{/HAS_PROBLEM}}>
{{NOTE_WORDS:pre_escape}}</textarea>
					<p class="hint" role="status" data-live="saved">{{SAVED_WORDS}}</p>
				</div>
				<div class="acts"><button class="btn" type="submit">Save the note</button></div>
			</form>
			{{/NOTE_FORM}}
			{{#NOTE_READ}}
			<section class="stack-s" aria-labelledby="note-title" data-live="read">
				<h3 id="note-title">Note</h3>
				<p class="as-typed">{{NOTE_WORDS:pre_escape}}</p>
				<p class="small muted">{{SAVED_WORDS}}</p>
			</section>
			{{/NOTE_READ}}
			<div class="stack-s" data-live="beside">
				{{#BESIDE_ROW}}
				<section class="note warn stack-s" aria-label="Written at the same time">
					<p><strong>{{BESIDE_NAME}} wrote in the same lines, {{BESIDE_TIME}}.</strong> Both texts are kept; the note above has the one that was saved first.</p>
					<p class="as-typed">{{BESIDE_WORDS:pre_escape}}</p>
					{{#MAY_TAKE}}
					<form method="post" action="/meetings/{{MEETING_ID}}/notes/beside">
						{{>FORM_HIDDEN}}
						<input type="hidden" name="beside" value="{{BESIDE_ID}}">
						<button class="btn" type="submit">Add it to the note</button>
					</form>
					{{/MAY_TAKE}}
				</section>
				{{/BESIDE_ROW}}
			</div>
			<section class="stack-s" aria-labelledby="tasks-title" data-live="tasks">
				<h3 id="tasks-title">Assignments</h3>
				{{#NO_TASKS}}
				<p class="small muted">Nobody has taken anything on here.</p>
				{{/NO_TASKS}}
				{{#TASK_ROW}}
				<div class="run-task"><span><a href="/assignments/{{TASK_ID}}">{{TASK_WORDS}}</a><br><span class="small muted">{{TASK_LINE}}</span></span><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{TEAM_NAME}}</span></div>
				{{/TASK_ROW}}
			</section>
			{{#TASK_FORM}}
			<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
				<summary class="btn">Add an assignment</summary>
				<form class="stack-s" method="post" action="/meetings/{{MEETING_ID}}/assignments" novalidate>
					{{>FORM_HIDDEN}}
					<input type="hidden" name="item" value="{{ITEM_ID}}">
					{{>WORDS_FIELD}}
					<div class="pair">
						{{>OWNER_FIELD}}
						{{>DUE_FIELD}}
					</div>
					<div class="acts"><button class="btn" type="submit">Add it</button></div>
				</form>
			</details>
			{{/TASK_FORM}}
			{{#OUTCOME_FORM}}
			<form class="stack-s" method="post" action="/meetings/{{MEETING_ID}}/outcome" novalidate>
				{{>FORM_HIDDEN}}
				<input type="hidden" name="item" value="{{ITEM_ID}}">
				{{>AFTERWARDS_FIELD}}
				<div class="acts">
					{{#IS_ISSUE}}
					<button class="btn main-btn large" type="submit" name="outcome" value="heard">Heard, next</button>
					{{/IS_ISSUE}}
					{{#IS_POINT}}
					<button class="btn main-btn large" type="submit" name="outcome" value="settled">Settled, next</button>
					<button class="btn large" type="submit" name="outcome" value="carried">Carry over</button>
					{{/IS_POINT}}
				</div>
				<p class="small muted">{{OUTCOME_LINE}}</p>
			</form>
			{{/OUTCOME_FORM}}
		</article>
		{{/ITEM_CARD}}
	</div>
</div>
