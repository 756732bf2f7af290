{{%AUTOESCAPE context="HTML"}}
<h1>See it as {{TEAM_NAME}}</h1>
<p>You come in as {{USER_NAME}} of a made-up company that has worked with Concord for six months. Nobody in it can be reached, so press whatever you like. The link works once.</p>
{{#AS_SALES}}
<ul class="bullets">
	<li>Under Leads, press <strong>No answer</strong> on the reddest one: its clock turns met.</li>
	<li>Open a deadline: it is counted day by day, with the holiday by its name.</li>
	<li>Under Glossary, read what Marketing has already signed, try it on past handoffs, and sign it.</li>
</ul>
{{/AS_SALES}}
{{#AS_MARKETING}}
<ul class="bullets">
	<li>Under Leads, answer one that Sales has returned: agree, send it again, or appeal.</li>
	<li>Under Agreement, follow a promise down to the leads behind its number.</li>
	<li>Under Meetings, open the next one: its agenda is written already.</li>
</ul>
{{/AS_MARKETING}}
<form class="stack" method="post" action="/sign-in/tour" novalidate>
	{{>FORM_HIDDEN}}
	<input type="hidden" name="link" value="{{LINK_TOKEN}}">
	<button class="btn main-btn large" type="submit">Come in as {{USER_NAME}}</button>
</form>
