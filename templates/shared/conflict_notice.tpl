{{%AUTOESCAPE context="HTML"}}
<section class="card clash stack" aria-labelledby="clash-title" tabindex="-1" autofocus>
	<div class="stack-s">
		<h2 id="clash-title">{{RIVAL_NAME}} saved this before you</h2>
		<p>Saved <time datetime="{{RIVAL_STAMP}}">{{RIVAL_WORDS}}</time>. Nothing of yours was saved yet; the form below has your words{{#HAS_TAKEN}} and, where you had changed nothing, what {{RIVAL_NAME}} saved: {{TAKEN_WORDS}}{{/HAS_TAKEN}}.</p>
		{{#HAS_CLASHES}}
		<p><strong>Both of you changed what stands here; the form has your wording.</strong> Take over what you need, then save again.</p>
		{{/HAS_CLASHES}}
		{{#NO_CLASHES}}
		<p>Your changes and those of {{RIVAL_NAME}} fit together. Read the form once more, then save again.</p>
		{{/NO_CLASHES}}
	</div>
	{{#CLASH_ROW}}
	<div class="stack-s">
		<h3>{{CLASH_LABEL}}</h3>
		<div class="beside">
			<div><h4>What {{RIVAL_NAME}} saved</h4><div class="said">{{THEIR_TEXT:pre_escape}}</div></div>
			<div><h4>What you typed</h4><div class="said">{{YOUR_TEXT:pre_escape}}</div></div>
		</div>
		{{#HAS_DIFF}}
		<details>
			<summary>Show the difference</summary>
			<p class="small muted">Crossed out is only in what {{RIVAL_NAME}} saved, underlined only in yours.</p>
			{{>WORD_DIFF}}
		</details>
		{{/HAS_DIFF}}
	</div>
	{{/CLASH_ROW}}
</section>
