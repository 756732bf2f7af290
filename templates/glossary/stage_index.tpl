{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Stages in order</h1>
		<p class="sub">The way of a lead, and then of a deal, as both teams have agreed it.</p>
	</div>
	{{#MAY_PROPOSE}}
	<div class="acts"><a class="btn" href="/glossary/new?kind=stage">Propose a stage</a></div>
	{{/MAY_PROPOSE}}
</div>
{{#STAGE_PATH}}
<section aria-labelledby="path-{{PATH_CODE}}">
	<h2 class="section-title" id="path-{{PATH_CODE}}">{{PATH_NAME}}</h2>
	{{#HAS_STAGES}}
	<ol class="path">
		{{#STAGE_ROW}}
		<li class="card{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" value="{{STAGE_PLACE}}" data-place="{{STAGE_PLACE}}">
			<div class="path-head">
				<h3><a href="/glossary/{{TERM_SLUG}}">{{TERM_NAME}}</a>{{#HAS_SHORT}} <span class="muted small">{{TERM_SHORT}}</span>{{/HAS_SHORT}}</h3>
				{{>STATE_TAG}}
			</div>
			<p class="serif">{{TERM_LINE}}</p>
			<dl class="facts">
				<dt>Owner</dt><dd><span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{OWNER_TEAM}}</span></dd>
				<dt>Longest stay</dt><dd>{{LONGEST_WORDS}}</dd>
				{{#HAS_POINTS}}
				<dt>Point persons</dt><dd>{{POINT_NAMES}}</dd>
				{{/HAS_POINTS}}
			</dl>
			{{#HAS_CRITERIA}}
			<details>
				<summary>{{CRITERIA_COUNT}} to enter</summary>
				{{>CRITERIA_LIST}}
			</details>
			{{/HAS_CRITERIA}}
		</li>
		{{/STAGE_ROW}}
	</ol>
	{{/HAS_STAGES}}
	{{#NO_STAGES}}
	<div class="card empty"><p><strong>No stage on this path yet.</strong></p><p>A stage is a term of kind stage with a place in the order.</p></div>
	{{/NO_STAGES}}
</section>
{{/STAGE_PATH}}
