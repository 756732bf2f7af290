{{%AUTOESCAPE context="HTML"}}
{{#PARTY_ROW}}
<section class="party{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">
	<h3 class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}{{#BY_BOTH}} both{{/BY_BOTH}}">{{PARTY_TITLE}}</h3>
	<ol class="promises">
		{{#PROMISE_ROW}}
		<li><p class="agreed">{{SENTENCE_START}}{{#HAS_COUNTED}}<a href="/glossary/{{TERM_SLUG}}">{{TERM_WORDS}}</a>{{/HAS_COUNTED}}{{SENTENCE_END}}</p>{{#HAS_FEED}}<p class="small muted">{{FEED_WORDS}}</p>{{/HAS_FEED}}</li>
		{{/PROMISE_ROW}}
	</ol>
</section>
{{/PARTY_ROW}}
