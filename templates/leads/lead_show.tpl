{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
{{>UNDO_BANNER}}
<div class="head">
	<div>
		<h1>{{LEAD_TITLE}}</h1>
		<p class="sub">{{LEAD_LINE}}</p>
		{{#HAS_REACH}}
		<p class="reach">{{#HAS_PHONE}}<a href="tel:{{PHONE_DIGITS}}">{{LEAD_PHONE}}</a>{{/HAS_PHONE}} {{#HAS_MAIL}}<a href="mailto:{{MAIL_ADDRESS}}">{{LEAD_EMAIL}}</a>{{/HAS_MAIL}}</p>
		{{/HAS_REACH}}
		{{#HAS_MASKED}}
		<p class="reach muted">{{MASKED_WORDS}}</p>
		{{/HAS_MASKED}}
	</div>
	<div class="acts">
		{{#HAS_HANDOFF}}
		{{>CLOCK_TAG}}
		{{>STATE_TAG}}
		{{/HAS_HANDOFF}}
		{{>WATCH_BUTTON}}
		{{#MAY_EDIT}}
		<a class="btn" href="/leads/{{LEAD_ID}}/edit">Edit</a>
		{{/MAY_EDIT}}
		{{#QUALIFIED_NEXT}}
		<a class="btn main-btn" href="/deals/new?lead={{LEAD_ID}}">Open a deal</a>
		{{/QUALIFIED_NEXT}}
		{{#MAY_HAND}}
		<a class="btn main-btn" href="/leads/{{LEAD_ID}}/handoffs">{{HAND_LABEL}}</a>
		{{/MAY_HAND}}
	</div>
</div>
{{#HAS_ACTS}}
<div class="acts">
	{{#MAY_ACCEPT}}
	<form method="post" action="/handoffs/{{HANDOFF_ID}}/acceptance">
		{{>FORM_HIDDEN}}
		<button class="btn main-btn" type="submit">Accept</button>
	</form>
	{{/MAY_ACCEPT}}
	{{#MAY_RETURN}}
	<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
		<summary class="btn">Return with a reason</summary>
		<form class="card stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/return" novalidate>
			{{>FORM_HIDDEN}}
			{{>CRITERIA_FIELD}}
			{{>REASON_FIELD}}
			{{>FOUND_FIELD}}
			<button class="btn main-btn" type="submit">Return to Marketing</button>
		</form>
	</details>
	{{/MAY_RETURN}}
	{{#MAY_ASK}}
	<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
		<summary class="btn">Ask Marketing</summary>
		<form class="card stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/question" novalidate>
			{{>FORM_HIDDEN}}
			{{>QUESTION_FIELD}}
			<button class="btn main-btn" type="submit">Ask, and pause our clock</button>
		</form>
	</details>
	{{/MAY_ASK}}
	{{#MAY_INFORM}}
	<details class="act-more" open>
		<summary class="btn">Answer the question</summary>
		<form class="card stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/answer" novalidate>
			{{>FORM_HIDDEN}}
			{{>INFORM_FIELD}}
			<button class="btn main-btn" type="submit" name="act" value="inform">Send the answer</button>
		</form>
	</details>
	{{/MAY_INFORM}}
	{{#MAY_RESUBMIT}}
	<a class="btn main-btn" href="/handoffs/{{HANDOFF_ID}}/answer">Hand over again with more</a>
	{{/MAY_RESUBMIT}}
	{{#MAY_AGREE}}
	<form method="post" action="/handoffs/{{HANDOFF_ID}}/answer">
		{{>FORM_HIDDEN}}
		<button class="btn" type="submit" name="act" value="agree">Agree with the return</button>
	</form>
	{{/MAY_AGREE}}
	{{#MAY_APPEAL}}
	<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
		<summary class="btn">Appeal</summary>
		<form class="card stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/answer" novalidate>
			{{>FORM_HIDDEN}}
			{{>APPEAL_FIELD}}
			<button class="btn main-btn" type="submit" name="act" value="appeal">Appeal, once</button>
		</form>
	</details>
	{{/MAY_APPEAL}}
	{{#MAY_SETTLE}}
	<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
		<summary class="btn">Settle the appeal</summary>
		<form class="card stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/settlement" novalidate>
			{{>FORM_HIDDEN}}
			{{>SETTLED_FIELD}}
			{{>SETTLING_FIELD}}
			<button class="btn main-btn" type="submit">Settle</button>
		</form>
	</details>
	{{/MAY_SETTLE}}
	{{#MAY_CHECK}}
	<a class="btn" href="/handoffs/{{HANDOFF_ID}}/sql">{{CHECK_LABEL}}</a>
	{{/MAY_CHECK}}
	{{#MAY_END}}
	<details class="act-more" id="what-came-of-it"{{#IS_OPEN}} open{{/IS_OPEN}}>
		<summary class="btn">Outcome</summary>
		<form class="card stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/outcome" novalidate>
			{{>FORM_HIDDEN}}
			{{#RAN_OUT}}
			<p class="small">{{RAN_WORDS}}</p>
			{{/RAN_OUT}}
			{{>OUTCOME_FIELD}}
			{{>WHY_FIELD}}
			{{>RETURN_ON_FIELD}}
			{{>NOTE_FIELD}}
			{{>FEEDBACK_FIELD}}
			<fieldset class="field">
				<legend>How good was this lead? <span class="optional">One tap records the outcome too</span></legend>
				<div class="acts">
					{{#QUALITY_ROW}}
					<button class="btn" type="submit" name="quality" value="{{QUALITY_VALUE}}">{{QUALITY_LABEL}}</button>
					{{/QUALITY_ROW}}
				</div>
			</fieldset>
			<button class="btn main-btn" type="submit">Record without feedback</button>
		</form>
	</details>
	{{/MAY_END}}
	{{#MAY_RATE}}
	<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
		<summary class="btn">Feedback</summary>
		<form class="card stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/feedback" novalidate>
			{{>FORM_HIDDEN}}
			<p class="small">{{RATE_WORDS}}</p>
			{{>CHIPS_FIELD}}
			{{>FEEDBACK_FIELD}}
			<div class="acts">
				{{#QUALITY_ROW}}
				<button class="btn" type="submit" name="quality" value="{{QUALITY_VALUE}}">{{QUALITY_LABEL}}</button>
				{{/QUALITY_ROW}}
			</div>
		</form>
	</details>
	{{/MAY_RATE}}
	{{#MAY_REVIVE}}
	<form method="post" action="/handoffs/{{HANDOFF_ID}}/submission">
		{{>FORM_HIDDEN}}
		<button class="btn" type="submit">Bring it back now</button>
	</form>
	{{/MAY_REVIVE}}
	{{#MAY_WITHDRAW}}
	<form method="post" action="/handoffs/{{HANDOFF_ID}}/withdrawal">
		{{>FORM_HIDDEN}}
		<button class="btn" type="submit">Withdraw the handoff</button>
	</form>
	{{/MAY_WITHDRAW}}
	{{#MAY_ASSIGN}}
	<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
		<summary class="btn">Assign</summary>
		<form class="card stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/assignment" novalidate>
			{{>FORM_HIDDEN}}
			{{>SELLER_FIELD}}
			<button class="btn main-btn" type="submit">Assign</button>
		</form>
	</details>
	{{/MAY_ASSIGN}}
</div>
{{/HAS_ACTS}}
<div class="cols">
	<div class="stack">
		<section class="card stack-s" aria-labelledby="known-title">
			<div class="card-head"><h2 id="known-title">What Marketing knows</h2>{{>OWNER_MARK}}</div>
			{{#HAS_WORDS}}
			<blockquote class="agreed">“{{LEAD_WORDS}}”</blockquote>
			{{/HAS_WORDS}}
			<dl class="facts">
				{{#FACT_ROW}}
				<dt>{{FACT_NAME}}</dt>
				<dd>{{FACT_WORDS}}{{#IS_LINK}}<a href="{{LINK_HREF}}" rel="noopener noreferrer">{{LINK_WORDS}}</a>{{/IS_LINK}}</dd>
				{{/FACT_ROW}}
			</dl>
			{{#ANSWERS_PART}}
			<h3>{{ANSWERS_TITLE}}</h3>
			<ul class="criteria">
				{{#ANSWER_ROW}}
				<li><div><p class="criterion-label">{{ANSWER_LABEL}}</p><p>{{ANSWER_WORDS}}{{#HAS_EVIDENCE}} <span class="small muted">{{ANSWER_EVIDENCE}}</span>{{/HAS_EVIDENCE}}</p></div>{{>STATE_TAG}}</li>
				{{/ANSWER_ROW}}
			</ul>
			<p class="small muted">Judged by <a href="/glossary/{{TERM_SLUG}}/versions/{{TERM_NUMBER}}">{{TERM_NAME}}, version {{TERM_NUMBER}}</a>.</p>
			{{/ANSWERS_PART}}
		</section>
		<section class="card" aria-labelledby="history-title">
			<h2 class="section-title" id="history-title">History</h2>
			<ol class="timeline">
				{{#HISTORY_ROW}}
				<li>
					<span class="face{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" aria-hidden="true">{{ACTOR_INITIALS}}</span>
					<div>
						<p><strong>{{ACTOR_NAME}}</strong> {{ACT_WORDS}} <time class="small muted" datetime="{{ACT_STAMP}}">{{ACT_DATE}}</time>{{#HAS_LATE}} <span class="small muted">({{LATE_WORDS}})</span>{{/HAS_LATE}}{{#WAS_UNDONE}} <span class="small muted">(taken back)</span>{{/WAS_UNDONE}}</p>
						{{#HAS_REASON}}
						<p class="note">{{ACT_REASON}}</p>
						{{/HAS_REASON}}
						{{#HAS_TEXT}}
						<p class="note">{{ACT_TEXT}}</p>
						{{/HAS_TEXT}}
					</div>
				</li>
				{{/HISTORY_ROW}}
			</ol>
		</section>
	</div>
	<aside class="stack">
		{{#MAY_LOG}}
		<section class="card stack-s" aria-labelledby="log-title">
			<h2 id="log-title">Log a contact attempt</h2>
			<form class="log-bar" method="post" action="/handoffs/{{HANDOFF_ID}}/attempts">
				{{>FORM_HIDDEN}}
				<input type="hidden" name="from" value="lead">
				<button class="btn" type="submit" name="result" value="no_answer">No answer</button>
				<button class="btn" type="submit" name="result" value="voicemail">Voicemail</button>
				<button class="btn" type="submit" name="result" value="mailed">Mailed</button>
				<button class="btn" type="submit" name="result" value="spoke">Spoke</button>
			</form>
			<p class="small muted">{{ATTEMPT_WORDS}}</p>
			{{#MAY_LOG_EARLIER}}
			<details class="act-more"{{#IS_OPEN}} open{{/IS_OPEN}}>
				<summary class="btn">It was earlier, or they came to us</summary>
				<form class="stack-s" method="post" action="/handoffs/{{HANDOFF_ID}}/attempts" novalidate>
					{{>FORM_HIDDEN}}
					{{>RESULT_FIELD}}
					{{>CHANNEL_FIELD}}
					{{>DAY_FIELD}}
					{{>TIME_FIELD}}
					{{>LOG_NOTE_FIELD}}
					<button class="btn" type="submit">Log it</button>
				</form>
			</details>
			{{/MAY_LOG_EARLIER}}
		</section>
		{{/MAY_LOG}}
		{{#HAS_HANDOFF}}
		<section class="card stack-s" aria-labelledby="promise-title">
			<h2 id="promise-title">Promises on this lead</h2>
			{{#NO_PROMISES}}
			<p class="muted">No promise yet: no agreement was in force when it was handed over, so no clock runs.</p>
			{{/NO_PROMISES}}
			<ul class="stack-s">
				{{#CLOCK_ROW}}
				<li><p><a href="/sla/promises/{{PROMISE_ID}}">{{KIND_LABEL}}</a> {{>STATE_TAG}}</p><p class="small"><a href="/sla/timers/{{TIMER_ID}}">{{DUE_WORDS}}</a></p></li>
				{{/CLOCK_ROW}}
				{{#PROMISE_ROW}}
				<li><p><a href="/sla/promises/{{PROMISE_ID}}">{{KIND_LABEL}}</a> {{>STATE_TAG}}</p></li>
				{{/PROMISE_ROW}}
			</ul>
			{{#HAS_FEED}}
			<p class="small muted">{{FEED_WORDS}}</p>
			{{/HAS_FEED}}
			{{#HAS_AGREEMENT}}
			<p class="small"><a href="/sla/versions/{{AGREEMENT_NUMBER}}">Version {{AGREEMENT_NUMBER}} of the agreement</a></p>
			{{/HAS_AGREEMENT}}
			<p class="small"><a href="/leads/assignment">Who gets which lead</a></p>
		</section>
		<section class="card stack-s" aria-labelledby="dates-title">
			<h2 id="dates-title">Dates and times</h2>
			<dl class="facts">
				{{#DATE_ROW}}
				<dt>{{DATE_NAME}}</dt>
				<dd><time datetime="{{DATE_STAMP}}">{{DATE_WORDS}}</time></dd>
				{{/DATE_ROW}}
				{{#SPAN_ROW}}
				<dt>{{SPAN_NAME}}</dt>
				<dd>{{SPAN_WORDS}}</dd>
				{{/SPAN_ROW}}
			</dl>
		</section>
		{{/HAS_HANDOFF}}
		{{#HAS_ACCOUNT}}
		<section class="card stack-s" aria-labelledby="account-title">
			<h2 id="account-title">{{ACCOUNT_NAME}}</h2>
			<dl class="facts">
				<dt>In Marketing</dt>
				<dd>{{PAIR_MARKETING}}</dd>
				<dt>In Sales</dt>
				<dd>{{PAIR_SALES}}</dd>
			</dl>
			{{#MAY_PAIR}}
			<p class="small"><a href="/leads/accounts/{{ACCOUNT_ID}}/pair">Change who looks after it</a></p>
			{{/MAY_PAIR}}
		</section>
		{{/HAS_ACCOUNT}}
		{{#DEALS_PART}}
		<section class="card stack-s" aria-labelledby="deals-title">
			<h2 id="deals-title">Deals</h2>
			{{#HAS_DEALS}}
			<ul class="stack-s">
				{{#DEAL_ROW}}
				<li><p><a href="/deals/{{DEAL_ID}}">{{DEAL_NAME}}</a> {{>STATE_TAG}}</p><p class="small muted">{{DEAL_WORTH}}</p></li>
				{{/DEAL_ROW}}
			</ul>
			{{/HAS_DEALS}}
			{{#MAY_DEAL}}
			<p><a class="btn" href="/deals/new?lead={{LEAD_ID}}">Open a deal</a></p>
			{{/MAY_DEAL}}
		</section>
		{{/DEALS_PART}}
		{{#HAS_PAST}}
		<section class="card stack-s" aria-labelledby="past-title">
			<h2 id="past-title">{{PAST_TITLE}}</h2>
			<dl class="facts">
				{{#PAST_ROW}}
				<dt>{{PAST_NAME}}</dt><dd>{{PAST_WORDS}}</dd>
				{{/PAST_ROW}}
			</dl>
			<p class="small muted">{{PAST_LINE}}</p>
		</section>
		{{/HAS_PAST}}
		{{#HAS_OTHERS}}
		<section class="card stack-s" aria-labelledby="others-title">
			<h2 id="others-title">Also at {{ACCOUNT_NAME}}</h2>
			<ul class="stack-s">
				{{#OTHER_ROW}}
				<li><a href="/leads/{{OTHER_ID}}">{{OTHER_NAME}}</a></li>
				{{/OTHER_ROW}}
			</ul>
		</section>
		{{/HAS_OTHERS}}
		{{#HAS_ROUNDS}}
		<section class="card stack-s" aria-labelledby="rounds-title">
			<h2 id="rounds-title">Handoffs of this lead</h2>
			<ul class="stack-s">
				{{#ROUND_ROW}}
				<li><a href="/handoffs/{{ROUND_ID}}">{{ROUND_WORDS}}</a></li>
				{{/ROUND_ROW}}
			</ul>
		</section>
		{{/HAS_ROUNDS}}
		{{#MAY_MERGE}}
		<p class="small"><a href="/leads/{{LEAD_ID}}/merger">Here twice? Make two records one</a></p>
		{{/MAY_MERGE}}
		{{#MAY_ERASE}}
		<p class="small"><a href="/leads/{{LEAD_ID}}/erasure">They ask to be forgotten? Erase this person</a></p>
		{{/MAY_ERASE}}
		{{#HAS_REFS}}
		<section class="card stack-s" aria-labelledby="refs-title">
			<h2 id="refs-title">In other systems</h2>
			<ul class="stack-s">
				{{#REF_ROW}}
				<li>{{REF_SYSTEM}}: {{REF_ID}}</li>
				{{/REF_ROW}}
			</ul>
		</section>
		{{/HAS_REFS}}
	</aside>
</div>
