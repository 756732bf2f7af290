{{%AUTOESCAPE context="HTML"}}
<div class="sign">
	{{#SIDE_ROW}}
	<div class="sign-side{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">
		<span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{SIDE_NAME}}</span>
		{{#IS_SIGNED}}
		<span class="signature">{{SIGNER_NAME}}</span>
		<span class="small muted">Signed <time datetime="{{SIGNED_STAMP}}">{{SIGNED_WORDS}}</time></span>
		{{#HAS_SIGNER_NOTE}}
		<span class="small muted">{{SIGNER_NOTE}}</span>
		{{/HAS_SIGNER_NOTE}}
		{{/IS_SIGNED}}
		{{#NOT_SIGNED}}
		<p class="small muted">{{SIDE_NOTE}}{{#HAS_CHANCE}}<span class="noprint"> {{SIDE_CHANCE}}</span>{{/HAS_CHANCE}}</p>
		{{/NOT_SIGNED}}
	</div>
	{{#HAS_ACTS}}
	<div class="acts sign-acts{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">
		{{#MAY_SIGN}}
		<form method="post" action="{{SIGN_ACTION}}">
			{{>FORM_HIDDEN}}
			<button class="btn main-btn" type="submit">{{SIGN_LABEL}}</button>
		</form>
		{{/MAY_SIGN}}
		{{#MAY_OBJECT}}
		<details class="act-more"{{#OBJECT_OPEN}} open{{/OBJECT_OPEN}}>
			<summary class="btn">Ask for a change</summary>
			<form class="stack-s" method="post" action="{{OBJECT_ACTION}}" novalidate data-guard>
				{{>FORM_HIDDEN}}
				{{>REASON_FIELD}}
				<button class="btn" type="submit">Send it back with this reason</button>
			</form>
		</details>
		{{/MAY_OBJECT}}
	</div>
	{{/HAS_ACTS}}
	{{/SIDE_ROW}}
</div>
