{{%AUTOESCAPE context="HTML"}}
<div class="clock-marks{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}{{#IS_OVER}} over{{/IS_OVER}}">
	<svg class="strip" viewBox="0 0 357 {{MARKS_HEIGHT}}" role="img" aria-labelledby="marks-title-{{MARKS_ID}} marks-words-{{MARKS_ID}}">
		<title id="marks-title-{{MARKS_ID}}">{{MARKS_TITLE}}</title>
		<desc id="marks-words-{{MARKS_ID}}">{{MARKS_WORDS}}</desc>
		{{#KIND_ROW}}
		<path class="{{MARK_CODE}}" d="{{MARKS_PATH}}"></path>
		{{/KIND_ROW}}
	</svg>
	<ul class="marks-key small">
		{{#KIND_ROW}}
		<li><svg class="swatch" viewBox="0 0 6 22" width="6" height="22" aria-hidden="true"><path class="{{MARK_CODE}}" d="{{MARK_PATH}}"></path></svg>{{MARK_COUNT}} {{MARK_LABEL}}</li>
		{{/KIND_ROW}}
	</ul>
	<p class="small muted">{{MARKS_SENTENCE}}{{#LIST_LINK}} <a href="{{LIST_HREF}}">The clocks behind it</a>{{/LIST_LINK}}</p>
	{{#MARKS_TWIN}}
	<details class="twin">
		<summary>Show as table</summary>
		<section class="table-wrap" tabindex="0" aria-label="{{MARKS_TITLE}}">
			<table class="table">
				<thead><tr><th scope="col">Deadline</th>{{#KIND_HEAD}}<th scope="col" class="num">{{KIND_LABEL}}</th>{{/KIND_HEAD}}</tr></thead>
				<tbody>
					{{#MARKS_DAY}}
					<tr><th scope="row"><time datetime="{{DAY_STAMP}}">{{DAY_WORDS}}</time></th>{{#KIND_CELL}}<td class="num">{{KIND_COUNT}}</td>{{/KIND_CELL}}</tr>
					{{/MARKS_DAY}}
				</tbody>
			</table>
		</section>
	</details>
	{{/MARKS_TWIN}}
</div>
