{{%AUTOESCAPE context="HTML"}}
<div class="chart-box wide">
	<svg class="chart" viewBox="0 0 720 260" role="img" aria-labelledby="{{CHART_ID}}-title {{CHART_ID}}-words">
		<title id="{{CHART_ID}}-title">{{CHART_TITLE}}</title>
		<desc id="{{CHART_ID}}-words">{{CHART_WORDS}}</desc>
		<defs><pattern id="{{CHART_ID}}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="2" height="6"></rect></pattern></defs>
		{{#GRID_ROW}}
		<line class="grid" x1="64" x2="708" y1="{{GRID_Y}}" y2="{{GRID_Y}}"></line>
		<text x="56" y="{{LABEL_Y}}" text-anchor="end">{{GRID_LABEL}}</text>
		{{/GRID_ROW}}
		{{#BREAK_ROW}}
		<line class="break" x1="{{BREAK_X}}" x2="{{BREAK_X}}" y1="18" y2="220"></line>
		<text class="break-words" x="{{BREAK_LABEL_X}}" y="14" text-anchor="{{BREAK_ANCHOR}}">{{BREAK_WORDS}}</text>
		{{/BREAK_ROW}}
		{{#BAR_ROW}}
		<rect class="column{{#IS_OPEN}} open{{/IS_OPEN}}" x="{{BAR_X}}" y="{{BAR_Y}}" width="{{BAR_WIDTH}}" height="{{BAR_HEIGHT}}" rx="2"></rect>
		{{#IS_OPEN}}
		<rect x="{{BAR_X}}" y="{{BAR_Y}}" width="{{BAR_WIDTH}}" height="{{BAR_HEIGHT}}" rx="2" fill="url(#{{CHART_ID}}-hatch)"></rect>
		{{/IS_OPEN}}
		{{/BAR_ROW}}
		{{#LINE_ROW}}
		<polyline class="{{#IS_BESIDE}}goal{{/IS_BESIDE}}{{#IS_MAIN}}count{{/IS_MAIN}}" points="{{LINE_POINTS}}"></polyline>
		{{/LINE_ROW}}
		{{#DOT_ROW}}
		<circle class="{{#IS_MAIN}}dot{{/IS_MAIN}}{{#IS_BESIDE}}ring{{/IS_BESIDE}}" cx="{{DOT_X}}" cy="{{DOT_Y}}" r="4"></circle>
		{{/DOT_ROW}}
		{{#VALUE_ROW}}
		<text class="{{#IS_SECOND}}alt {{/IS_SECOND}}said" x="{{VALUE_X}}" y="{{VALUE_Y}}" text-anchor="{{VALUE_ANCHOR}}">{{VALUE_WORDS}}</text>
		{{/VALUE_ROW}}
		{{#MONTH_LABEL}}
		<text class="{{#IS_SECOND}}alt{{/IS_SECOND}}" x="{{LABEL_X}}" y="240" text-anchor="middle">{{LABEL_WORDS}}</text>
		{{/MONTH_LABEL}}
	</svg>
	{{#KEY_LINE}}
	<p class="small muted">{{KEY_WORDS}}</p>
	{{/KEY_LINE}}
</div>
