{{%AUTOESCAPE context="HTML"}}
{{#IS_SHORT}}
<span class="tag bad"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#clock"></use></svg>{{CLOCK_WORDS}}</span>
{{/IS_SHORT}}
{{#IS_TODAY}}
<span class="tag warn"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#clock"></use></svg>{{CLOCK_WORDS}}</span>
{{/IS_TODAY}}
{{#IS_CALM}}
<span class="tag"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#clock"></use></svg>{{CLOCK_WORDS}}</span>
{{/IS_CALM}}
{{#IS_NONE}}
<span class="small muted">{{CLOCK_WORDS}}</span>
{{/IS_NONE}}
{{#HAS_RESUMES}}
<span class="small muted">{{RESUMES_WORDS}}</span>
{{/HAS_RESUMES}}
