{{%AUTOESCAPE context="HTML"}}
<div class="head">
	<div>
		<h1>Results</h1>
		<p class="sub">Counted by what both teams have agreed on. Every number leads to the list behind it.</p>
	</div>
</div>
{{>PERIOD_CHOICE}}
<div class="stack">
	<section class="card flush" aria-labelledby="overview-title">
		<div class="card-head"><h2 id="overview-title">Month by month</h2></div>
		<div class="table-wrap">
			<table class="table result-table cards">
				<caption class="sr">What came of the leads, month by month</caption>
				<thead><tr><th scope="col">Month</th>{{#HEAD_CELL}}<th scope="col" class="num">{{HEAD_WORDS}}</th>{{/HEAD_CELL}}</tr></thead>
				<tbody>
					{{#BODY_ROW}}
					<tr><th scope="row">{{ROW_NAME}}</th>{{#BODY_CELL}}<td class="num" data-label="{{CELL_HEAD}}">{{#CELL_LINK}}<a href="{{CELL_HREF}}">{{CELL_WORDS}}</a>{{/CELL_LINK}}{{#CELL_PLAIN}}{{CELL_WORDS}}{{/CELL_PLAIN}}{{#CELL_NOTE}}<br><span class="small muted">{{NOTE_WORDS}}</span>{{/CELL_NOTE}}</td>{{/BODY_CELL}}</tr>
					{{/BODY_ROW}}
				</tbody>
			</table>
		</div>
		<p class="more muted">Each column counts by the date its definition names: leads by their handoff unless you agreed otherwise, Won by the day of winning.</p>
	</section>
	{{#FAMILY_ROW}}
	<section class="stack-s" aria-labelledby="{{FAMILY_ID}}">
		<h2 id="{{FAMILY_ID}}">{{FAMILY_TITLE}}</h2>
		<ul class="figures">
			{{#FIGURE_ROW}}
			<li><a class="card figure" href="{{FIGURE_HREF}}"><span class="figure-title">{{FIGURE_TITLE}}</span><span class="big">{{VALUE_WORDS}}</span><span class="small muted">{{VALUE_BESIDE}}</span>
				<svg class="spark" viewBox="0 0 240 48" preserveAspectRatio="none" aria-hidden="true" focusable="false">{{#SPARK_LINE}}<polyline points="{{SPARK_POINTS}}"></polyline>{{/SPARK_LINE}}{{#SPARK_DOT}}<circle cx="{{DOT_X}}" cy="{{DOT_Y}}" r="2.5"></circle>{{/SPARK_DOT}}</svg></a></li>
			{{/FIGURE_ROW}}
		</ul>
	</section>
	{{/FAMILY_ROW}}
	<section class="stack-s" aria-labelledby="views-title">
		<h2 id="views-title">Looked at together</h2>
		<ul class="figures views">
			{{#VIEW_ROW}}
			<li><a class="card figure" href="{{VIEW_HREF}}"><span class="figure-title">{{VIEW_TITLE}}</span><span class="small muted">{{VIEW_WORDS}}</span></a></li>
			{{/VIEW_ROW}}
		</ul>
	</section>
</div>
