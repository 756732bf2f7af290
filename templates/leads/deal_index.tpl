{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Deals</h1>
		<p class="sub">{{LIST_LINE}}</p>
	</div>
	{{#MAY_OPEN}}
	<div class="acts"><a class="btn main-btn" href="/deals/new">Open a deal</a></div>
	{{/MAY_OPEN}}
</div>
<div class="stack">
	<nav class="tabs" aria-label="Deals by state">
		<ul>
			{{#TAB_ROW}}
			<li><a href="{{TAB_HREF}}"{{#IS_CURRENT}} aria-current="page"{{/IS_CURRENT}}>{{TAB_LABEL}}</a></li>
			{{/TAB_ROW}}
		</ul>
	</nav>
	<form class="filter" action="/deals">
		<input type="hidden" name="show" value="{{TAB_CODE}}">
		<div class="filter-field"><label for="owner">Seller</label><select class="input" id="owner" name="owner">
			{{#OWNER_ROW}}
			<option value="{{OWNER_CODE}}"{{#IS_CHOSEN}} selected{{/IS_CHOSEN}}>{{OWNER_NAME}}</option>
			{{/OWNER_ROW}}
		</select></div>
		<button class="btn" type="submit">Show</button>
	</form>
	{{#HAS_DEALS}}
	<section class="card flush" aria-label="Deals">
		<div class="table-wrap">
			<table class="table cards">
				<caption class="sr">Deals, newest first</caption>
				<thead>
					<tr><th scope="col">Deal</th><th scope="col">Stage</th><th scope="col">Worth</th><th scope="col">Seller</th><th scope="col">{{DATE_HEAD}}</th><th scope="col">State</th></tr>
				</thead>
				<tbody>
					{{#DEAL_ROW}}
					<tr>
						<th scope="row"><a href="/deals/{{DEAL_ID}}">{{DEAL_NAME}}</a>{{#HAS_COMPANY}}<br><span class="small muted">{{DEAL_COMPANY}}</span>{{/HAS_COMPANY}}</th>
						<td data-label="Stage">{{STAGE_WORDS}}</td>
						<td data-label="Worth">{{WORTH_WORDS}}</td>
						<td data-label="Seller">{{OWNER_NAME}}</td>
						<td data-label="{{DATE_HEAD}}"><time datetime="{{DATE_STAMP}}">{{DATE_WORDS}}</time></td>
						<td>{{>STATE_TAG}}</td>
					</tr>
					{{/DEAL_ROW}}
				</tbody>
			</table>
		</div>
	</section>
	{{/HAS_DEALS}}
	{{#NONE_HERE}}
	<div class="card empty">
		<p><strong>{{NONE_TITLE}}</strong></p>
		<p>{{NONE_WORDS}}</p>
	</div>
	{{/NONE_HERE}}
	{{#MORE_LINK}}
	<p><a class="btn" href="{{MORE_HREF}}">Older deals</a></p>
	{{/MORE_LINK}}
	{{#FILE_LINK}}
	<p class="small"><a href="{{FILE_HREF}}">Download as CSV</a></p>
	{{/FILE_LINK}}
</div>
