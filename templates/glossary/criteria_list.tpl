{{%AUTOESCAPE context="HTML"}}
<ol class="criteria">
	{{#CRITERION_ROW}}
	<li>
		<div>
			<p class="criterion-label">{{>LABEL_PART}}</p>
			<p class="small muted">{{MEASURE_WORDS}}{{#HAS_EVIDENCE}} Evidence is wanted.{{/HAS_EVIDENCE}} <code>{{CRITERION_CODE}}</code></p>
		</div>
		<span class="tag">{{#IS_MUST}}Must{{/IS_MUST}}{{#IS_SHOULD}}Should{{/IS_SHOULD}}</span>
	</li>
	{{/CRITERION_ROW}}
</ol>
