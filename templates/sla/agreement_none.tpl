{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>Agreement</h1>
		<p class="sub">What each team promises the other, counted by the words both have signed.</p>
	</div>
	<div class="acts">
		<a class="btn" href="/sla/calendars">Calendars</a>
		<a class="btn" href="/sla/plan">From the sales goal</a>
		<a class="btn" href="/sla/versions">All versions</a>
	</div>
</div>
<section class="card empty start">
	<h2>{{NONE_TITLE}}</h2>
	<p>{{NONE_WORDS}}</p>
	<ul class="starter">
		<li><span class="team marketing">Marketing</span><span class="serif">How many leads a month, how good, and with what is known about them.</span></li>
		<li><span class="team sales">Sales</span><span class="serif">How soon somebody answers, how often they try, and what they say afterwards.</span></li>
	</ul>
	<div class="acts">
		{{#ACT_LINK}}
		<a class="btn main-btn large" href="{{ACT_HREF}}">{{ACT_LABEL}}</a>
		{{/ACT_LINK}}
	</div>
</section>
