{{%AUTOESCAPE context="HTML"}}
<ul class="criteria changes">
	{{#CRITERION_ROW}}
	<li{{#ROW_SAME}} class="same"{{/ROW_SAME}}{{#ROW_ADDED}} class="added"{{/ROW_ADDED}}{{#ROW_REMOVED}} class="removed"{{/ROW_REMOVED}}{{#ROW_CHANGED}} class="changed"{{/ROW_CHANGED}}>
		<div>
			<p class="criterion-label">{{#DIFF_RUN}}{{#IS_SAME}}{{RUN_TEXT}}{{/IS_SAME}}{{#IS_REMOVED}}<del>{{RUN_TEXT}}</del>{{/IS_REMOVED}}{{#IS_ADDED}}<ins>{{RUN_TEXT}}</ins>{{/IS_ADDED}}{{/DIFF_RUN}}</p>
			<p class="small muted">{{#MEASURE_LINE}}{{#DIFF_RUN}}{{#IS_SAME}}{{RUN_TEXT}}{{/IS_SAME}}{{#IS_REMOVED}}<del>{{RUN_TEXT}}</del>{{/IS_REMOVED}}{{#IS_ADDED}}<ins>{{RUN_TEXT}}</ins>{{/IS_ADDED}}{{/DIFF_RUN}}{{/MEASURE_LINE}}</p>
			{{#MOVED_LINE}}
			<p class="small muted">{{MOVED_WORDS}}</p>
			{{/MOVED_LINE}}
		</div>
		{{#ROW_SAME}}
		<span class="small faint">Unchanged</span>
		{{/ROW_SAME}}
		{{#ROW_ADDED}}
		<span class="tag ok"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#plus"></use></svg>Added</span>
		{{/ROW_ADDED}}
		{{#ROW_REMOVED}}
		<span class="tag bad"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#minus"></use></svg>Removed</span>
		{{/ROW_REMOVED}}
		{{#ROW_CHANGED}}
		<span class="tag info"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#pen"></use></svg>Changed</span>
		{{/ROW_CHANGED}}
	</li>
	{{/CRITERION_ROW}}
</ul>
