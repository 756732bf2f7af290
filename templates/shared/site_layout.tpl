{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en-GB"{{#HAS_THEME}} data-theme="{{THEME_NAME}}"{{/HAS_THEME}}>
<head>
<meta charset="utf-8">
<title>{{#HAS_PROBLEMS}}Error: {{/HAS_PROBLEMS}}{{PAGE_TITLE}} – Concord</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="preload" href="{{FONT_PATH}}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{{STYLE_PATH}}">
<link rel="icon" href="{{MARK_PATH}}" type="image/svg+xml">
<script type="module" src="{{SCRIPT_PATH}}"></script>
</head>
<body data-keys="{{KEYS_STATE}}">
<a class="skip" href="#main">Skip to main content</a>
<div class="app">
<nav class="side" aria-label="Main">
	<a class="brand" href="/"><svg class="logo" aria-hidden="true"><use href="{{ICONS_PATH}}#mark"></use></svg>Concord</a>
	<ul class="nav">
		{{#NAV_ROW}}
		<li><a href="{{NAV_HREF}}"{{#NAV_CURRENT}} aria-current="page"{{/NAV_CURRENT}}{{#NAV_WITHIN}} aria-current="true"{{/NAV_WITHIN}}><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#{{NAV_ICON}}"></use></svg>{{NAV_LABEL}}{{#HAS_COUNT}}<span class="count{{#IS_HOT}} hot{{/IS_HOT}}">{{NAV_COUNT}}<span class="sr"> {{COUNT_MEANS}}</span></span>{{/HAS_COUNT}}</a></li>
		{{/NAV_ROW}}
	</ul>
	<div class="me">
		<a class="me-link" href="/account"><span class="face{{#BY_MARKETING}} marketing{{/BY_MARKETING}}{{#BY_SALES}} sales{{/BY_SALES}}" aria-hidden="true">{{USER_INITIALS}}</span><span class="me-name"><span class="sr">Your account: </span>{{USER_NAME}}<span class="me-team">{{USER_TEAM}}</span></span></a>
		<form class="sign-out" method="post" action="/sign-out">
			{{>FORM_HIDDEN}}
			<button class="btn quiet" type="submit">Sign out</button>
		</form>
	</div>
</nav>
<div class="main">
<header class="top">
	<search>
		<form class="find" action="/search">
			<label class="sr" for="site-search">Search leads, terms and meetings</label>
			<svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#search"></use></svg>
			<input class="input" id="site-search" name="q" type="search" value="{{SEARCH_WORDS}}" placeholder="Leads, terms, meetings" autocomplete="off">
			<kbd aria-hidden="true">/</kbd>
			<button class="sr" type="submit">Search</button>
		</form>
	</search>
	{{#MAIN_BUTTON}}
	<a class="btn" href="{{BUTTON_HREF}}">{{BUTTON_LABEL}}</a>
	{{/MAIN_BUTTON}}
</header>
<main id="main" class="page" tabindex="-1">
{{#SAVED_NOTICE}}
<p class="notice" role="status"><svg class="icon" aria-hidden="true"><use href="{{ICONS_PATH}}#check"></use></svg>{{NOTICE_WORDS}}</p>
{{/SAVED_NOTICE}}
{{>PAGE_BODY}}
</main>
</div>
</div>
</body>
</html>
