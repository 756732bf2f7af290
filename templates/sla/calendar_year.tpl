{{%AUTOESCAPE context="HTML"}}
<p class="legend small muted">
	{{#LEGEND_ROW}}
	<span><span class="day {{LOOK_CODE}}" aria-hidden="true">7</span>{{LEGEND_WORDS}}</span>
	{{/LEGEND_ROW}}
</p>
<div class="months">
	{{#MONTH_ROW}}
	<div class="month">
		<table class="days">
			<caption>{{MONTH_NAME}}<span class="sr"> {{YEAR_NUMBER}}</span> <span class="muted">{{OPEN_WORDS}}</span></caption>
			<thead>
				<tr><th scope="col" abbr="Monday">Mo</th><th scope="col" abbr="Tuesday">Tu</th><th scope="col" abbr="Wednesday">We</th><th scope="col" abbr="Thursday">Th</th><th scope="col" abbr="Friday">Fr</th><th scope="col" abbr="Saturday">Sa</th><th scope="col" abbr="Sunday">Su</th></tr>
			</thead>
			<tbody>
				{{#WEEK_ROW}}
				<tr>
					{{#DAY_CELL}}
					{{#IS_BLANK}}
					<td></td>
					{{/IS_BLANK}}
					{{#IS_DAY}}
					<td{{#IS_TODAY}} aria-current="date"{{/IS_TODAY}}><span class="day {{LOOK_CODE}}">{{DAY_NUMBER}}</span><span class="sr"> {{LOOK_WORDS}}</span></td>
					{{/IS_DAY}}
					{{/DAY_CELL}}
				</tr>
				{{/WEEK_ROW}}
			</tbody>
		</table>
		{{#HAS_NAMED}}
		<ul class="named small">
			{{#NAMED_ROW}}
			<li><span class="num">{{DAY_NUMBER}}</span> {{NAMED_WORDS}}</li>
			{{/NAMED_ROW}}
		</ul>
		{{/HAS_NAMED}}
	</div>
	{{/MONTH_ROW}}
</div>
{{#HAS_VERSIONS}}
<p class="small muted">{{VERSIONS_WORDS}}</p>
{{/HAS_VERSIONS}}
{{#HAS_CLOCKS}}
<p class="small muted">{{CLOCKS_WORDS}}</p>
{{/HAS_CLOCKS}}
