{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>Who looks after {{ACCOUNT_NAME}}</h1>
		<p class="sub">New leads of this account go to its seller, unless another rule stands before that one.</p>
	</div>
</div>
<form class="stack form" method="post" action="/leads/accounts/{{ACCOUNT_ID}}/pair" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{>MARKETER_FIELD}}
	{{>SELLER_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">Save the pair</button>
		<a class="btn quiet large" href="/leads/assignment">Cancel</a>
	</div>
</form>
