{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
{{>FORM_ERRORS}}
<div class="head">
	<div>
		<h1>{{FORM_TITLE}}</h1>
		<p class="sub">{{FORM_LEAD}}</p>
	</div>
</div>
{{#HAS_LIKE}}
<section class="banner warn" aria-labelledby="like-title">
	<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>
	<div>
		<h2 id="like-title">This person may be here already</h2>
		<ul class="stack-s">
			{{#LIKE_ROW}}
			<li><a href="/leads/{{LIKE_ID}}">{{LIKE_NAME}}</a>, {{LIKE_LINE}}</li>
			{{/LIKE_ROW}}
		</ul>
		<p>{{LIKE_ADVICE}}</p>
	</div>
</section>
{{/HAS_LIKE}}
<form class="stack form" method="post" action="{{FORM_ACTION}}" novalidate data-guard>
	{{>FORM_HIDDEN}}
	{{#LIKE_SEEN}}
	<input type="hidden" name="like" value="{{LIKE_IDS}}">
	{{/LIKE_SEEN}}
	{{>NAME_FIELD}}
	{{>COMPANY_FIELD}}
	{{>JOB_FIELD}}
	{{>EMAIL_FIELD}}
	{{>PHONE_FIELD}}
	{{>ORIGIN_FIELD}}
	{{>SOURCE_FIELD}}
	{{>CAMPAIGN_FIELD}}
	{{>THEME_FIELD}}
	{{>PERSONA_FIELD}}
	{{>CONTACT_FIELD}}
	<div class="acts">
		<button class="btn main-btn large" type="submit">{{SAVE_LABEL}}</button>
		<a class="btn quiet large" href="{{CANCEL_HREF}}">Cancel</a>
	</div>
</form>
