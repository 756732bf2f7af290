{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>History of {{TERM_NAME}}</h1>
		<p class="sub">Everything that was done, newest first.</p>
	</div>
</div>
{{#HAS_HISTORY}}
<ol class="card timeline reading">
	{{#HISTORY_ROW}}
	<li>
		<span class="face{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" aria-hidden="true">{{ACTOR_INITIALS}}</span>
		<div>
			<p><strong>{{ACTOR_NAME}}</strong><span class="sr">, {{ACTOR_TEAM}}</span> {{ACT_WORDS}} <time class="small muted" datetime="{{ACT_STAMP}}">{{ACT_DATE}}</time></p>
			{{#HAS_REASON}}
			<p class="note">{{ACT_REASON}}</p>
			{{/HAS_REASON}}
			{{#CHANGE_ROW}}
			<div class="change">
				<h2 class="small">{{CHANGE_NAME}}</h2>
				<p class="diff">{{#DIFF_RUN}}{{#IS_SAME}}{{RUN_TEXT:pre_escape}}{{/IS_SAME}}{{#IS_REMOVED}}<del>{{RUN_TEXT:pre_escape}}</del>{{/IS_REMOVED}}{{#IS_ADDED}}<ins>{{RUN_TEXT:pre_escape}}</ins>{{/IS_ADDED}}{{/DIFF_RUN}}</p>
			</div>
			{{/CHANGE_ROW}}
		</div>
	</li>
	{{/HISTORY_ROW}}
</ol>
{{/HAS_HISTORY}}
{{#OLDER_LINK}}
<p><a class="btn" href="{{OLDER_HREF}}">Older</a></p>
{{/OLDER_LINK}}
{{#NO_HISTORY}}
<div class="card empty"><p><strong>Nothing has happened yet.</strong></p></div>
{{/NO_HISTORY}}
