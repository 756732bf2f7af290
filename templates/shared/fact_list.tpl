{{%AUTOESCAPE context="HTML"}}
<dl class="facts">
	{{#FACT_ROW}}
	<dt>{{FACT_NAME}}</dt>
	<dd>{{#HAS_BEFORE}}<del>{{FACT_BEFORE}}</del> <ins>{{FACT_WORDS}}</ins>{{/HAS_BEFORE}}{{#NO_BEFORE}}{{FACT_WORDS}}{{/NO_BEFORE}}</dd>
	{{/FACT_ROW}}
</dl>
