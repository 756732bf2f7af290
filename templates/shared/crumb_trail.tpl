{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs" aria-label="Breadcrumb">
	<ol>
		{{#CRUMB_ROW}}
		<li><a href="{{CRUMB_HREF}}">{{CRUMB_LABEL}}</a></li>
		{{/CRUMB_ROW}}
	</ol>
</nav>
