{{%AUTOESCAPE context="HTML"}}
{{#IS_OK}}
<span class="tag ok"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#check"></use></svg>{{TAG_WORDS}}</span>
{{/IS_OK}}
{{#IS_INFO}}
<span class="tag info"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#pen"></use></svg>{{TAG_WORDS}}</span>
{{/IS_INFO}}
{{#IS_WAIT}}
<span class="tag info"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#clock"></use></svg>{{TAG_WORDS}}</span>
{{/IS_WAIT}}
{{#IS_WARN}}
<span class="tag warn"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>{{TAG_WORDS}}</span>
{{/IS_WARN}}
{{#IS_BAD}}
<span class="tag bad"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#warning"></use></svg>{{TAG_WORDS}}</span>
{{/IS_BAD}}
{{#IS_PLAIN}}
<span class="tag">{{TAG_WORDS}}</span>
{{/IS_PLAIN}}
