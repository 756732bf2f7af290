{{%AUTOESCAPE context="HTML"}}
{{#CRITERION_ROW}}
<div class="criterion stack-s">
	{{>ANSWER_FIELD}}
	{{>UNKNOWN_FIELD}}
	{{>EVIDENCE_FIELD}}
</div>
{{/CRITERION_ROW}}
{{#HAS_KNOWN}}
<section class="stack-s" aria-labelledby="known-title">
	<h2 id="known-title">Known already</h2>
	<dl class="facts">
		{{#KNOWN_ROW}}
		<dt>{{KNOWN_LABEL}}</dt>
		<dd>{{KNOWN_WORDS}}</dd>
		{{/KNOWN_ROW}}
	</dl>
</section>
{{/HAS_KNOWN}}
