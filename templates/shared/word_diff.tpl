{{%AUTOESCAPE context="HTML"}}
<div class="agreed diff prose">
{{#DIFF_PARAGRAPH}}
<p>{{#DIFF_RUN}}{{#IS_SAME}}{{RUN_TEXT:pre_escape}}{{/IS_SAME}}{{#IS_REMOVED}}<del>{{RUN_TEXT:pre_escape}}</del>{{/IS_REMOVED}}{{#IS_ADDED}}<ins>{{RUN_TEXT:pre_escape}}</ins>{{/IS_ADDED}}{{/DIFF_RUN}}</p>
{{/DIFF_PARAGRAPH}}
</div>
