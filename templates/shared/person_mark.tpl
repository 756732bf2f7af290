{{%AUTOESCAPE context="HTML"}}
<span class="team{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}">{{PERSON_NAME}}{{#HAS_TEAM}}<span class="sr">, {{PERSON_TEAM}}</span>{{/HAS_TEAM}}</span>
