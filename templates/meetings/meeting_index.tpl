{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>Meetings</h1>
		<p class="sub">{{INDEX_LINE}}</p>
	</div>
	<div class="acts">
		{{#MAY_PLAN}}
		<a class="btn" href="/meetings/new">Plan one meeting</a>
		<a class="btn" href="/meetings/series">New series</a>
		{{/MAY_PLAN}}
	</div>
</div>
<p class="tool-links"><a href="/issues">Issues aired</a> <a href="/assignments">Assignments</a> <a href="/meetings/checks">Vocabulary checks</a> <a href="/meetings/calendar">Meetings in your calendar</a></p>
<section class="card flush" aria-labelledby="coming-title">
	<div class="card-head"><h2 id="coming-title">To come</h2></div>
	{{#HAS_COMING}}
	<ul class="rows">
		{{#COMING_ROW}}
		<li class="row-link">
			<a href="/meetings/{{MEETING_ID}}">{{MEETING_TITLE}}</a>
			<p class="row-line"><time datetime="{{START_STAMP}}">{{START_WORDS}}</time>, {{LENGTH_WORDS}}. {{CHAIR_WORDS}}</p>
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/COMING_ROW}}
	</ul>
	{{/HAS_COMING}}
	{{#NO_COMING}}
	<div class="empty">
		<p><strong>No meeting is planned.</strong></p>
		<p>A series plans itself: choose a rhythm once, and each month has its meeting with an agenda that is written from your figures, words and issues.</p>
	</div>
	{{/NO_COMING}}
</section>
<section class="card flush" aria-labelledby="past-title">
	<div class="card-head"><h2 id="past-title">Minutes</h2></div>
	{{#HAS_PAST}}
	<ul class="rows">
		{{#PAST_ROW}}
		<li class="row-link">
			<a href="/meetings/{{MEETING_ID}}/minutes">{{MEETING_TITLE}}</a>
			<p class="row-line"><time datetime="{{START_STAMP}}">{{START_WORDS}}</time></p>
			<div class="row-end">{{>STATE_TAG}}</div>
		</li>
		{{/PAST_ROW}}
	</ul>
	{{/HAS_PAST}}
	{{#NO_PAST}}
	<div class="empty">
		<p><strong>No meeting was held yet.</strong></p>
		<p>When one is closed, its minutes stand here as they were, and both teams get them by mail.</p>
	</div>
	{{/NO_PAST}}
</section>
{{#MORE_LINK}}
<p><a class="btn" href="{{MORE_HREF}}">Older minutes</a></p>
{{/MORE_LINK}}
<section class="card flush" aria-labelledby="series-title">
	<div class="card-head"><h2 id="series-title">Series</h2></div>
	{{#HAS_SERIES}}
	<ul class="rows">
		{{#SERIES_ROW}}
		<li{{#MAY_CHANGE}} class="row-link"{{/MAY_CHANGE}}>
			{{#MAY_CHANGE}}
			<a href="/meetings/series/{{SERIES_ID}}">{{SERIES_NAME}}</a>
			{{/MAY_CHANGE}}
			{{#MAY_READ}}
			<strong>{{SERIES_NAME}}</strong>
			{{/MAY_READ}}
			<p class="row-line">{{RHYTHM_WORDS}}, {{TIME_WORDS}}, {{LENGTH_WORDS}}. {{CHAIR_WORDS}}</p>
			<p class="row-end small muted">{{WHOSE_WORDS}}</p>
		</li>
		{{/SERIES_ROW}}
	</ul>
	{{/HAS_SERIES}}
	{{#NO_SERIES}}
	<div class="empty">
		<p><strong>No series yet.</strong></p>
		<p>Both teams meet once a month, an hour at most. Either team can begin.</p>
	</div>
	{{/NO_SERIES}}
</section>
