{{%AUTOESCAPE context="HTML"}}
<section class="card clash stack" aria-labelledby="clash-title">
	<div class="stack-s">
		<h2 id="clash-title">{{RIVAL_NAME}} saved this before you</h2>
		<p>Saved <time datetime="{{RIVAL_STAMP}}">{{RIVAL_WORDS}}</time>. Your words are still in the form below and nothing of yours was saved. Take over what you need, then save again: the form now builds on what {{RIVAL_NAME}} saved.</p>
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
