{{%AUTOESCAPE context="HTML"}}
<ol class="criteria">
	{{#CRITERION_ROW}}
	<li>
		<div>
			<p class="criterion-label">{{>LABEL_PART}}</p>
			<p class="small muted">{{MEASURE_WORDS}}{{#HAS_EVIDENCE}} Evidence is wanted.{{/HAS_EVIDENCE}}</p>
		</div>
		<span class="tag">{{#IS_MUST}}Must{{/IS_MUST}}{{#IS_SHOULD}}Should{{/IS_SHOULD}}</span>
	</li>
	{{/CRITERION_ROW}}
</ol>
{{#HAS_CODES}}
<details class="codes noprint">
	<summary>Codes for import and API</summary>
	<dl>
		{{#CODE_ROW}}
		<dt>{{CODE_LABEL}}</dt>
		<dd><code>{{CRITERION_CODE}}</code></dd>
		{{/CODE_ROW}}
	</dl>
</details>
{{/HAS_CODES}}
