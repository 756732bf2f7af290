{{%AUTOESCAPE context="HTML"}}
{{#HAS_DIFF}}
{{>WORD_DIFF}}
{{/HAS_DIFF}}
{{#NO_DIFF}}
<div class="agreed prose">
{{>MEANING_PART}}
</div>
{{/NO_DIFF}}
{{#HAS_PROMISES}}
<div class="part parties">
{{>PROMISE_LIST}}
</div>
{{/HAS_PROMISES}}
{{#HAS_PROMISE_DIFF}}
<h3 class="part">Promises</h3>
{{>PROMISE_DIFF}}
{{/HAS_PROMISE_DIFF}}
{{#HAS_FACTS}}
<div class="part">
{{>FACT_LIST}}
</div>
{{/HAS_FACTS}}
