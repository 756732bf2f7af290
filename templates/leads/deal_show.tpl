{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
{{>UNDO_BANNER}}
<div class="head">
	<div>
		<h1>{{DEAL_NAME}}</h1>
		<p class="sub">{{DEAL_LINE}}</p>
	</div>
	<div class="acts">
		{{>STATE_TAG}}
		{{#MAY_EDIT}}
		<a class="btn" href="/deals/{{DEAL_ID}}/edit">Edit</a>
		{{/MAY_EDIT}}
	</div>
</div>
{{#HAS_ACTS}}
<div class="acts">
	{{#ACT_FORM}}
	<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
		<summary class="btn">{{ACT_LABEL}}</summary>
		<form class="card stack-s" method="post" action="/deals/{{DEAL_ID}}/events" novalidate>
			{{>FORM_HIDDEN}}
			<input type="hidden" name="happened" value="{{ACT_CODE}}">
			{{>WHICH_FIELD}}
			{{>STAGE_FIELD}}
			{{>WHY_FIELD}}
			{{#HAS_AMOUNT}}
			<div class="pair">
				{{>AMOUNT_FIELD}}
				{{>CURRENCY_FIELD}}
			</div>
			{{/HAS_AMOUNT}}
			{{>DAY_FIELD}}
			{{>WORDS_FIELD}}
			<button class="btn main-btn" type="submit">{{ACT_BUTTON}}</button>
		</form>
	</details>
	{{/ACT_FORM}}
</div>
{{/HAS_ACTS}}
<div class="cols">
	<div class="stack">
		<section class="card" aria-labelledby="history-title">
			<h2 class="section-title" id="history-title">What happened</h2>
			<ol class="timeline">
				{{#EVENT_ROW}}
				<li>
					<span class="face{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" aria-hidden="true">{{ACTOR_INITIALS}}</span>
					<div>
						<p><strong>{{EVENT_WORDS}}</strong>{{#HAS_AMOUNT}} {{AMOUNT_WORDS}}{{/HAS_AMOUNT}} <time class="small muted" datetime="{{EVENT_STAMP}}">{{EVENT_DATE}}</time>{{#HAS_NOTE}} <span class="small muted">({{NOTE_WORDS}})</span>{{/HAS_NOTE}}</p>
						<p class="small muted">{{ACTOR_NAME}}{{#HAS_LATE}}, {{LATE_WORDS}}{{/HAS_LATE}}</p>
						{{#HAS_REASON}}
						<p class="note">{{REASON_WORDS}}</p>
						{{/HAS_REASON}}
						{{#HAS_TEXT}}
						<p class="note">{{EVENT_TEXT}}</p>
						{{/HAS_TEXT}}
					</div>
				</li>
				{{/EVENT_ROW}}
			</ol>
		</section>
	</div>
	<aside class="stack">
		<section class="card stack-s" aria-labelledby="worth-title">
			<h2 id="worth-title">Worth</h2>
			<p>{{WORTH_WORDS}}</p>
			{{#HAS_SUMS}}
			<dl class="facts">
				{{#SUM_ROW}}
				<dt>{{SUM_NAME}}</dt>
				<dd>{{SUM_WORDS}}</dd>
				{{/SUM_ROW}}
			</dl>
			{{/HAS_SUMS}}
		</section>
		<section class="card stack-s" aria-labelledby="dates-title">
			<h2 id="dates-title">Dates</h2>
			<dl class="facts">
				{{#FACT_ROW}}
				<dt>{{FACT_NAME}}</dt>
				<dd>{{FACT_WORDS}}</dd>
				{{/FACT_ROW}}
			</dl>
			<p class="small muted">{{CLOSED_WORDS}}</p>
		</section>
		{{#HAS_LEADS}}
		<section class="card stack-s" aria-labelledby="leads-title">
			<h2 id="leads-title">Leads</h2>
			<ul class="stack-s">
				{{#LEAD_ROW}}
				<li><a href="/leads/{{LEAD_ID}}">{{LEAD_TITLE}}</a>{{#IS_MAIN}} <span class="small muted">it comes from them</span>{{/IS_MAIN}}</li>
				{{/LEAD_ROW}}
			</ul>
			{{#HAS_HANDOFF}}
			<p class="small"><a href="/handoffs/{{HANDOFF_ID}}">The handoff before it</a></p>
			{{/HAS_HANDOFF}}
		</section>
		{{/HAS_LEADS}}
	</aside>
</div>
