{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{CALENDAR_NAME}}</h1>
		<p class="sub">{{LIFE_WORDS}} Clocks of {{CALENDAR_ZONE}}.</p>
	</div>
	<div class="acts">
		{{#MAY_CHANGE}}
		<a class="btn" href="/sla/calendars/{{CALENDAR_ID}}/versions/new">Change the hours</a>
		{{/MAY_CHANGE}}
	</div>
</div>
{{#OTHER_NOTICE}}
<div class="banner warn">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<p>{{OTHER_WORDS}} <a href="/sla/calendars/{{CALENDAR_ID}}">See version {{OTHER_NUMBER}}</a></p>
</div>
{{/OTHER_NOTICE}}
<div class="cols">
	<div class="stack">
		<section class="card" aria-labelledby="week-title">
			<div class="card-head"><h2 id="week-title">The week</h2>{{>STATE_TAG}}</div>
			<dl class="week">
				{{#HOURS_ROW}}
				<div><dt>{{DAYS_WORDS}}</dt><dd{{#IS_CLOSED}} class="muted"{{/IS_CLOSED}}>{{HOURS_WORDS}}</dd></div>
				{{/HOURS_ROW}}
			</dl>
		</section>
		<section class="card" aria-labelledby="year-title" id="year">
			<div class="card-head">
				<h2 id="year-title">{{YEAR_NUMBER}} day by day</h2>
				<nav class="acts" aria-label="Year">
					{{#BEFORE_LINK}}
					<a class="btn" href="{{BEFORE_HREF}}"><span aria-hidden="true">←</span> {{BEFORE_YEAR}}</a>
					{{/BEFORE_LINK}}
					{{#AFTER_LINK}}
					<a class="btn" href="{{AFTER_HREF}}">{{AFTER_YEAR}} <span aria-hidden="true">→</span></a>
					{{/AFTER_LINK}}
				</nav>
			</div>
			{{#ALONE_LINE}}
			<p class="hint">{{ALONE_WORDS}}</p>
			{{/ALONE_LINE}}
			{{>YEAR_VIEW}}
		</section>
		<section class="card" aria-labelledby="try-title" id="try">
			<h2 id="try-title">Try a deadline</h2>
			<p class="hint">The clock runs only while this calendar is open, on its own clocks.</p>
			<form class="filter try" action="/sla/calendars/{{CALENDAR_ID}}#try">
				{{#WAS_CHOSEN}}
				<input type="hidden" name="version" value="{{VERSION_NUMBER}}">
				{{/WAS_CHOSEN}}
				<div class="filter-field"><label for="try-day">Starts on</label><input class="input" id="try-day" name="day" type="date" value="{{TRY_DAY}}"></div>
				<div class="filter-field"><label for="try-time">At</label><input class="input narrow" id="try-time" name="time" type="time" value="{{TRY_TIME}}"></div>
				<div class="filter-field"><label for="try-amount">Promised within</label><input class="input narrow" id="try-amount" name="amount" type="text" inputmode="decimal" autocomplete="off" value="{{TRY_AMOUNT}}"></div>
				<div class="filter-field"><label for="try-unit">Counted in</label><select class="input" id="try-unit" name="unit">
					{{#UNIT_ROW}}
					<option value="{{OPTION_VALUE}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{OPTION_LABEL}}</option>
					{{/UNIT_ROW}}
				</select></div>
				<button class="btn" type="submit">Show the deadline</button>
			</form>
			{{#TRY_PROBLEM}}
			<p class="problem" role="alert">{{PROBLEM_WORDS}}</p>
			{{/TRY_PROBLEM}}
			{{#TRY_ANSWER}}
			<div class="answer stack-s">
				<p role="status">Due <strong><time datetime="{{DUE_STAMP}}">{{DUE_WORDS}}</time></strong></p>
				<ol class="pieces">
					{{#PIECE_ROW}}
					<li{{#IS_COUNTED}} class="counted"{{/IS_COUNTED}}><span>{{DAY_WORDS}}</span> <span class="num">{{TIME_WORDS}}</span> <span>{{PIECE_WORDS}}</span></li>
					{{/PIECE_ROW}}
				</ol>
				{{#HAS_MORE}}
				<p class="small muted">{{MORE_WORDS}}</p>
				{{/HAS_MORE}}
			</div>
			{{/TRY_ANSWER}}
		</section>
	</div>
	<aside class="stack" aria-label="Around this calendar">
		<section class="card flush" aria-labelledby="exceptions-title">
			<div class="card-head"><h2 id="exceptions-title">Holidays and exceptions</h2><span class="small muted">{{EXCEPTION_COUNT}}</span></div>
			{{#HAS_COMING}}
			<ul class="rows dates">
				{{#COMING_ROW}}
				<li><span>{{DATE_NAME}}<span class="row-line">{{DATE_HOURS}}</span></span><time class="row-end small muted" datetime="{{DATE_STAMP}}">{{DATE_WORDS}}</time></li>
				{{/COMING_ROW}}
			</ul>
			{{/HAS_COMING}}
			{{#NO_COMING}}
			<p class="empty small muted">{{NO_COMING_WORDS}}</p>
			{{/NO_COMING}}
			{{#HAS_LATER}}
			<details class="past">
				<summary>{{LATER_COUNT}}</summary>
				<ul class="rows dates">
					{{#LATER_ROW}}
					<li><span>{{DATE_NAME}}<span class="row-line">{{DATE_HOURS}}</span></span><time class="row-end small muted" datetime="{{DATE_STAMP}}">{{DATE_WORDS}}</time></li>
					{{/LATER_ROW}}
				</ul>
			</details>
			{{/HAS_LATER}}
			{{#HAS_PAST}}
			<details class="past">
				<summary>{{PAST_COUNT}}</summary>
				<ul class="rows dates">
					{{#PAST_ROW}}
					<li><span>{{DATE_NAME}}<span class="row-line">{{DATE_HOURS}}</span></span><time class="row-end small muted" datetime="{{DATE_STAMP}}">{{DATE_WORDS}}</time></li>
					{{/PAST_ROW}}
				</ul>
			</details>
			{{/HAS_PAST}}
			{{#MAY_CORRECT}}
			<p class="small table-note">A day was forgotten? <a href="/sla/amendments/new?calendar={{CALENDAR_ID}}">Correct the past</a></p>
			{{/MAY_CORRECT}}
		</section>
		<section class="card flush" aria-labelledby="versions-title">
			<div class="card-head"><h2 id="versions-title">Versions</h2></div>
			<ul class="rows">
				{{#VERSION_ROW}}
				<li class="row-link">
					<a href="/sla/calendars/{{CALENDAR_ID}}?version={{ROW_NUMBER}}"{{#IS_CHOSEN}} aria-current="true"{{/IS_CHOSEN}}>Version {{ROW_NUMBER}}</a>
					<p class="row-line">{{SPAN_WORDS}}. {{AUTHOR_NAME}}, <time datetime="{{MADE_STAMP}}">{{MADE_WORDS}}</time></p>
				</li>
				{{/VERSION_ROW}}
			</ul>
		</section>
	</aside>
</div>
