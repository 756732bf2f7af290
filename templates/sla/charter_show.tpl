{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Charter</h1>
		<p class="sub">Put the agreement and the wordings it cites, or several wordings, on one sheet. Each team signs the sheet once, and all of it comes into force together.</p>
	</div>
</div>
<div class="stack reading">
	{{#HAS_SHEETS}}
	<section class="card flush" aria-labelledby="sheets-title">
		<div class="card-head"><h2 id="sheets-title">Sheets</h2></div>
		<ul class="rows">
			{{#SHEET_ROW}}
			<li class="row-link">
				<a href="/charter/{{SHEET_ID}}">{{SHEET_TITLE}}</a>
				<p class="row-line">{{SHEET_LINE}}</p>
				<div class="row-end">{{>STATE_TAG}}</div>
			</li>
			{{/SHEET_ROW}}
		</ul>
	</section>
	{{/HAS_SHEETS}}
	{{#MAY_MAKE}}
	<section class="card stack" aria-labelledby="choose-title">
		<h2 id="choose-title">Make a sheet</h2>
		{{#HAS_VERSIONS}}
		<form class="stack" method="post" action="/charter" novalidate data-ticks>
			{{>FORM_HIDDEN}}
			{{#HAS_REVIEWED}}
			<fieldset class="field wide">
				<legend>Versions sent to both teams to sign</legend>
				{{#VERSION_ROW}}
				<div class="choice">
					<input type="checkbox" id="version-{{VERSION_ID}}" name="version_{{VERSION_ID}}" value="{{VERSION_REVISION}}"{{#IS_CHOSEN}} checked{{/IS_CHOSEN}} aria-describedby="version-{{VERSION_ID}}-line">
					<div><label for="version-{{VERSION_ID}}">{{TERM_NAME}}, version {{VERSION_NUMBER}}</label><p class="hint serif" id="version-{{VERSION_ID}}-line">{{TERM_LINE}}</p></div>
				</div>
				{{/VERSION_ROW}}
			</fieldset>
			{{/HAS_REVIEWED}}
			{{#HAS_DRAFTS}}
			<fieldset class="field wide">
				<legend>Words that nothing is agreed about yet</legend>
				<p class="hint">Drafts. Keep each as it is, or change it first; what you tick goes to both teams with the sheet.</p>
				{{#DRAFT_ROW}}
				<div class="choice">
					<input type="checkbox" id="version-{{VERSION_ID}}" name="version_{{VERSION_ID}}" value="{{VERSION_REVISION}}"{{#IS_CHOSEN}} checked{{/IS_CHOSEN}} aria-describedby="version-{{VERSION_ID}}-line">
					<div><label for="version-{{VERSION_ID}}">{{TERM_NAME}}, version {{VERSION_NUMBER}}</label><p class="hint serif" id="version-{{VERSION_ID}}-line">{{TERM_LINE}}</p><p class="small"><a href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}">Read<span class="sr"> {{TERM_NAME}}</span></a> <a href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/edit?to=charter">Change<span class="sr"> {{TERM_NAME}}</span></a>{{#HAS_CRITERIA}} <a href="/glossary/{{TERM_SLUG}}/versions/{{VERSION_NUMBER}}/replay?over=imported">Try on your own leads<span class="sr">: {{TERM_NAME}}</span></a>{{/HAS_CRITERIA}}</p></div>
				</div>
				{{/DRAFT_ROW}}
			</fieldset>
			{{/HAS_DRAFTS}}
			{{#HAS_AGREEMENTS}}
			<fieldset class="field wide">
				<legend>The agreement <span class="optional">(optional)</span></legend>
				{{#AGREEMENT_ROW}}
				<div class="choice">
					<input type="checkbox" id="agreement-{{AGREEMENT_NUMBER}}" name="agreement_{{AGREEMENT_NUMBER}}" value="{{AGREEMENT_REVISION}}"{{#IS_CHOSEN}} checked{{/IS_CHOSEN}} aria-describedby="agreement-{{AGREEMENT_NUMBER}}-line">
					<div><label for="agreement-{{AGREEMENT_NUMBER}}">Agreement, version {{AGREEMENT_NUMBER}}{{#IS_DRAFT}}, a draft{{/IS_DRAFT}}</label><p class="hint serif" id="agreement-{{AGREEMENT_NUMBER}}-line">{{AGREEMENT_LINE}}</p>{{#IS_DRAFT}}<p class="small"><a href="/sla/versions/{{AGREEMENT_NUMBER}}">Read<span class="sr"> the agreement</span></a> <a href="/sla/versions/{{AGREEMENT_NUMBER}}/edit?to=charter">Change<span class="sr"> the agreement</span></a></p>{{/IS_DRAFT}}</div>
				</div>
				{{/AGREEMENT_ROW}}
			</fieldset>
			{{/HAS_AGREEMENTS}}
			<div class="acts"><button class="btn main-btn large" type="submit">Make the sheet</button></div>
		</form>
		{{/HAS_VERSIONS}}
		{{#NO_VERSIONS}}
		<p class="muted">{{NO_VERSIONS_WORDS}} <a href="/glossary?show=discussed">See the drafts</a></p>
		{{/NO_VERSIONS}}
		{{#HAS_LEFT}}
		<div class="stack-s">
			<h3>In review, but not for a new sheet</h3>
			<ul class="small">
				{{#LEFT_ROW}}
				<li><a href="{{LEFT_HREF}}">{{TERM_NAME}}, version {{VERSION_NUMBER}}</a>: {{LEFT_WHY}}</li>
				{{/LEFT_ROW}}
			</ul>
		</div>
		{{/HAS_LEFT}}
	</section>
	{{/MAY_MAKE}}
	{{#NO_SHEETS}}
	<p class="muted">No sheet has been made yet. Members of Marketing and Sales make them.</p>
	{{/NO_SHEETS}}
</div>
