{{%AUTOESCAPE context="HTML"}}
{{! One piece of text inside a line. No blank may come between the pieces: the comments swallow the line ends, and the file ends without one. }}
{{#IS_TEXT}}{{NODE_TEXT}}{{/IS_TEXT}}{{!
}}{{#IS_SPACE}} {{/IS_SPACE}}{{!
}}{{#IS_BREAK}}<br>{{/IS_BREAK}}{{!
}}{{#IS_CODE}}<code>{{NODE_TEXT}}</code>{{/IS_CODE}}{{!
}}{{#IS_EMPHASIS}}<em>{{>INLINE_PART}}</em>{{/IS_EMPHASIS}}{{!
}}{{#IS_STRONG}}<strong>{{>INLINE_PART}}</strong>{{/IS_STRONG}}{{!
}}{{#IS_LINK}}<a href="{{LINK_HREF}}" rel="noreferrer nofollow">{{>INLINE_PART}}</a>{{/IS_LINK}}{{!
}}{{#IS_MAIL}}<a href="mailto:{{LINK_MAIL}}" rel="noreferrer nofollow">{{>INLINE_PART}}</a>{{/IS_MAIL}}{{!
}}{{#IS_TERM}}<span class="term"><a href="/glossary/{{TERM_SLUG}}" aria-describedby="{{CARD_ID}}">{{NODE_TEXT}}</a><span class="term-card" role="tooltip" id="{{CARD_ID}}"><strong>{{TERM_NAME}}</strong> <span>{{TERM_SHORT}}</span></span></span>{{/IS_TERM}}