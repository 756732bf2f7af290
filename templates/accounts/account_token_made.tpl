{{%AUTOESCAPE context="HTML"}}
{{>CRUMB_TRAIL}}
<div class="head">
	<div>
		<h1>Copy your new token</h1>
		<p class="sub">This is the only time it is shown. Concord keeps no copy: if it is lost, revoke it and make another.</p>
	</div>
</div>
<section class="card stack-s reading" aria-labelledby="token-title">
	<h2 id="token-title">{{TOKEN_NAME}}</h2>
	<pre tabindex="0"><code>{{TOKEN_TEXT:pre_escape}}</code></pre>
</section>
<p><a class="btn large" href="/account/tokens">I have copied it</a></p>
