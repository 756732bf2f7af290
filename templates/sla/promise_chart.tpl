{{%AUTOESCAPE context="HTML"}}
<div class="chart-box">
	<svg class="chart{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" viewBox="0 0 480 224" role="img" aria-labelledby="chart-title chart-words">
		<title id="chart-title">{{CHART_TITLE}}</title>
		<desc id="chart-words">{{CHART_WORDS}}</desc>
		{{#GRID_ROW}}
		<line class="grid" x1="42" x2="464" y1="{{GRID_Y}}" y2="{{GRID_Y}}"></line>
		<text x="34" y="{{LABEL_Y}}" text-anchor="end">{{GRID_LABEL}}</text>
		{{/GRID_ROW}}
		{{#DAY_LABEL}}
		<text{{#IS_SECOND}} class="alt"{{/IS_SECOND}} x="{{LABEL_X}}" y="216" text-anchor="{{LABEL_ANCHOR}}">{{LABEL_WORDS}}</text>
		{{/DAY_LABEL}}
		<polygon class="fill" points="{{FILL_POINTS}}"></polygon>
		<polyline class="goal" points="{{GOAL_POINTS}}"></polyline>
		<polyline class="count" points="{{COUNT_POINTS}}"></polyline>
		<circle class="dot" cx="{{DOT_X}}" cy="{{DOT_Y}}" r="4.5"></circle>
		<text class="said" x="{{SAID_X}}" y="{{SAID_Y}}" text-anchor="{{SAID_ANCHOR}}">{{SAID_WORDS}}</text>
		<text x="464" y="{{GOAL_Y}}" text-anchor="end">{{GOAL_WORDS}}</text>
	</svg>
	<details class="twin">
		<summary>Show as table</summary>
		<section class="table-wrap" tabindex="0" aria-label="{{CHART_TITLE}}">
			<table class="table">
				<thead><tr><th scope="col">Day</th><th scope="col" class="num">Handed over</th><th scope="col" class="num">In all</th><th scope="col" class="num">Promised by then</th></tr></thead>
				<tbody>
					{{#CHART_DAY}}
					<tr><th scope="row"><time datetime="{{DAY_STAMP}}">{{DAY_WORDS}}</time></th><td class="num">{{DAY_COUNT}}</td><td class="num">{{DAY_SUM}}</td><td class="num">{{DAY_GOAL}}</td></tr>
					{{/CHART_DAY}}
				</tbody>
			</table>
		</section>
	</details>
</div>
