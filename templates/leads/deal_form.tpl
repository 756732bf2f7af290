{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{FORM_TITLE}}</h1>
		<p class="sub">{{FORM_LEAD}}</p>
	</div>
</div>
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{#OF_LEAD}}
	<input type="hidden" name="lead" value="{{LEAD_ID}}">
	{{/OF_LEAD}}
	{{>NAME_FIELD}}
	{{>ACCOUNT_FIELD}}
	{{>OTHERS_FIELD}}
	{{#HAS_WORTH}}
	<div class="pair">
		{{>AMOUNT_FIELD}}
		{{>CURRENCY_FIELD}}
	</div>
	{{/HAS_WORTH}}
	{{>PRIMARY_FIELD}}
	{{>ADD_FIELD}}
	{{>ORIGIN_FIELD}}
	{{>SELLER_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">{{SAVE_LABEL}}</button>
		<a class="btn quiet large" href="{{CANCEL_HREF}}">Cancel</a>
	</div>
</form>
