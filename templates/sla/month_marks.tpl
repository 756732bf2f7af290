{{%AUTOESCAPE context="HTML"}}
<svg class="marks{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" width="156" height="30" viewBox="0 0 156 30" role="img" aria-label="{{MARKS_WORDS}}">
	<line class="base" x1="0" x2="154" y1="15" y2="15"></line>
	{{#MARK_ROW}}
	{{#IS_KEPT}}
	<rect class="kept" x="{{MARK_X}}" y="3" width="10" height="10" rx="2"></rect>
	{{/IS_KEPT}}
	{{#IS_MISSED}}
	<rect class="missed" x="{{MARK_X}}" y="17.5" width="9" height="9" rx="2"></rect>
	{{/IS_MISSED}}
	{{#IS_BEHIND}}
	<rect class="behind" x="{{MARK_X}}" y="17.5" width="9" height="9" rx="2"></rect>
	{{/IS_BEHIND}}
	{{/MARK_ROW}}
</svg>
