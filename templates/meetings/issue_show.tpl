{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{ISSUE_TITLE}}</h1>
		<p class="sub">{{ISSUE_LINE}}</p>
	</div>
	<div class="acts">{{>STATE_TAG}}</div>
</div>
<section class="card stack" aria-label="The issue">
	<p class="as-typed">{{ISSUE_WORDS:pre_escape}}</p>
	<p class="small muted">{{OWNER_WORDS}}</p>
</section>
<section class="card stack" aria-labelledby="replies-title">
	<h2 id="replies-title">Replies</h2>
	{{#NO_REPLIES}}
	<p class="muted">{{WAIT_WORDS}}</p>
	{{/NO_REPLIES}}
	{{#HAS_REPLIES}}
	<ol class="timeline">
		{{#REPLY_ROW}}
		<li>
			<span class="face{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" aria-hidden="true">{{ACTOR_INITIALS}}</span>
			<div>
				<p><strong>{{ACTOR_NAME}}</strong> <time class="small muted" datetime="{{REPLY_STAMP}}">{{REPLY_DATE}}</time></p>
				<p class="as-typed">{{REPLY_WORDS:pre_escape}}</p>
			</div>
		</li>
		{{/REPLY_ROW}}
	</ol>
	{{/HAS_REPLIES}}
	{{#REPLY_FORM}}
	<form class="stack-s" method="post" action="/issues/{{ISSUE_ID}}/replies" novalidate data-guard>
		{{>FORM_HIDDEN}}
		{{>WORDS_FIELD}}
		<div class="acts"><button class="btn" type="submit">Reply</button></div>
	</form>
	{{/REPLY_FORM}}
</section>
