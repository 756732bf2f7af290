{{%AUTOESCAPE context="HTML"}}
<section class="card" aria-labelledby="talk-{{VERSION_NUMBER}}" id="discussion-{{VERSION_NUMBER}}">
	<div class="card-head"><h2 id="talk-{{VERSION_NUMBER}}">Discussion of version {{VERSION_NUMBER}}</h2><span class="small muted">{{COMMENT_COUNT}}</span></div>
	{{#HAS_COMMENTS}}
	<ol class="timeline">
		{{#COMMENT_ROW}}
		<li id="comment-{{COMMENT_ID}}">
			<span class="face{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" aria-hidden="true">{{AUTHOR_INITIALS}}</span>
			<div>
				<p class="small"><strong>{{AUTHOR_NAME}}</strong><span class="sr">, {{AUTHOR_TEAM}}</span> <time class="muted" datetime="{{COMMENT_STAMP}}">{{COMMENT_WORDS}}</time>{{#IS_OBJECTION}} <span class="tag warn">Asked for a change</span>{{/IS_OBJECTION}}</p>
				<div class="prose">
				{{>BLOCK_PART}}
				</div>
			</div>
		</li>
		{{/COMMENT_ROW}}
	</ol>
	{{/HAS_COMMENTS}}
	{{#MAY_COMMENT}}
	<form class="stack-s reply" method="post" action="{{COMMENT_ACTION}}" novalidate data-guard>
		{{>FORM_HIDDEN}}
		{{>COMMENT_FIELD}}
		<div class="acts"><button class="btn" type="submit">Add comment</button></div>
	</form>
	{{/MAY_COMMENT}}
</section>
