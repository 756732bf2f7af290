{{%AUTOESCAPE context="HTML"}}
<div class="month-chooser period">
	<p class="period-words">{{PERIOD_WORDS}}</p>
	<nav aria-label="Period">
		<a class="btn quiet" rel="prev" href="{{EARLIER_HREF}}"><svg class="icon turned" aria-hidden="true"><use href="{{ICONS_PATH}}#arrow"></use></svg>Earlier</a>
		{{#LATER_LINK}}
		<a class="btn quiet" rel="next" href="{{LATER_HREF}}">Later<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#arrow"></use></svg></a>
		{{/LATER_LINK}}
		{{#SPAN_ROW}}
		<a class="btn quiet" href="{{SPAN_HREF}}"{{#IS_CURRENT}} aria-current="true"{{/IS_CURRENT}}>{{SPAN_WORDS}}</a>
		{{/SPAN_ROW}}
	</nav>
</div>
