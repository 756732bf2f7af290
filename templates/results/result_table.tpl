{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>{{TABLE_TITLE}}</h1>
		<p class="sub">{{TABLE_LINE}}</p>
	</div>
	<div class="acts"><a class="btn" href="{{CSV_HREF}}">CSV</a><a class="btn" href="{{JSON_HREF}}">JSON</a></div>
</div>
{{>PERIOD_CHOICE}}
<div class="stack">
	{{#TABLE_CARD}}
	<section class="card flush" aria-labelledby="{{CARD_ID}}">
		<div class="card-head"><h2 id="{{CARD_ID}}">{{CARD_TITLE}}</h2>{{#CARD_LINK}}<a class="btn quiet" href="{{CARD_HREF}}">{{CARD_WORDS}}</a>{{/CARD_LINK}}</div>
		{{#HAS_ROWS}}
		<div class="table-wrap">
			<table class="table result-table{{#BY_MONTH}} by-month{{/BY_MONTH}}{{#AS_CARDS}} cards{{/AS_CARDS}}">
				<caption class="sr">{{CARD_TITLE}}</caption>
				<thead><tr><th scope="col">{{FIRST_HEAD}}</th>{{#HEAD_CELL}}<th scope="col" class="num">{{HEAD_WORDS}}</th>{{/HEAD_CELL}}</tr></thead>
				<tbody>
					{{#BODY_ROW}}
					<tr><th scope="row">{{#ROW_LINK}}<a href="{{ROW_HREF}}">{{ROW_NAME}}</a>{{/ROW_LINK}}{{#ROW_PLAIN}}{{ROW_NAME}}{{/ROW_PLAIN}}{{#ROW_NOTE}}<br><span class="small muted">{{NOTE_WORDS}}</span>{{/ROW_NOTE}}</th>{{#BODY_CELL}}<td class="num{{#IS_LIST}} list{{/IS_LIST}}{{#HEAT_LOW}} heat1{{/HEAT_LOW}}{{#HEAT_MIDDLE}} heat2{{/HEAT_MIDDLE}}{{#HEAT_HIGH}} heat3{{/HEAT_HIGH}}" data-label="{{CELL_HEAD}}">{{#CELL_LINK}}<a href="{{CELL_HREF}}">{{CELL_WORDS}}</a>{{/CELL_LINK}}{{#CELL_PLAIN}}{{CELL_WORDS}}{{/CELL_PLAIN}}{{#CELL_NOTE}}<br><span class="small muted">{{NOTE_WORDS}}</span>{{/CELL_NOTE}}</td>{{/BODY_CELL}}</tr>
					{{/BODY_ROW}}
				</tbody>
			</table>
		</div>
		{{/HAS_ROWS}}
		{{#NONE_HERE}}
		<div class="empty"><p>{{NONE_WORDS}}</p></div>
		{{/NONE_HERE}}
		{{#CARD_FOOT}}
		<p class="small muted table-note">{{FOOT_WORDS}}</p>
		{{/CARD_FOOT}}
	</section>
	{{/TABLE_CARD}}
</div>
