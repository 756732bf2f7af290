{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Import terms</h1>
		<p class="sub">Choose a file or paste its text. You see what would happen, row by row, before anything is saved.</p>
	</div>
</div>
<div class="cols">
<form class="stack form" method="post" action="/glossary/imports" enctype="multipart/form-data" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>FILE_FIELD}}
	{{>TEXT_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Check the rows</button>
		<a class="btn quiet large" href="/glossary">Cancel</a>
	</div>
</form>
<aside class="card stack-s" aria-labelledby="shape-title">
	<h2 id="shape-title">What the file needs</h2>
	<p class="small">CSV with a first line of column names: <code>name</code> or <code>term</code>, and <code>meaning</code> or <code>definition</code>. <code>kind</code>, <code>abbreviations</code> and <code>synonyms</code> are read if they are there, with several in a cell set apart by a semicolon.</p>
	<p class="small">Or JSON as Concord exports it.</p>
	<p class="small">New terms come in as drafts. A term that is already here gets a draft of a new version; what is agreed stays as it is.</p>
</aside>
</div>
